import { join } from 'node:path';

import { App, Chart, Lazy, Testing } from 'cdk8s';
import { App as CdktfApp } from 'cdktf';
import { Construct } from 'constructs';

import { ClusterApp, OutputFiles } from '../../lib/app';
import { CORE } from '../../lib/core/codes';
import { FileContent, KvorumError, OutputFile, SecretValue } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf, modesBelow, textsBelow } from '../support/folders';
import { stderrOf } from '../support/stderr';

const folder = runFolder();
const at = (...path: string[]): string => join(folder(), ...path);

describe('under an app that is not a ClusterApp', () => {
  test.each([
    ['cdk8s.App', () => new App({ outdir: at('dist') })],
    ['Testing.app()', () => Testing.app()],
    ['cdktf.App', () => new CdktfApp({ outdir: at('cdktf.out') })],
    ['a construct', () => new Construct(undefined as never, '')],
  ])('%s: the files are written where they are asked for, and old ones removed', (_, make) => {
    const root = make();
    new OutputFile(root, 'a', { path: 'prod/a', content: 'one' });
    new OutputFile(root, 'b', { path: 'run.sh', content: FileContent.lazy(() => 'late'), mode: 0o755 });
    OutputFiles.write(root, at('out'));
    expect(modesBelow(at('out'))).toEqual({ '.written.json': '0644', 'prod/a': '0644', 'run.sh': '0755' });
    expect(textsBelow(at('out'))).toMatchObject({ 'prod/a': 'one', 'run.sh': 'late' });
    root.node.tryRemoveChild('a');
    expect(stderrOf(() => OutputFiles.write(root, at('out')))).toBe('');
    expect(entriesOf(at('out'))).toEqual(['.written.json', 'run.sh']);
  });

  test('a secret is refused, because nothing keeps it, and nothing is written', () => {
    const root = new App({ outdir: at('dist') });
    new OutputFile(root, 'a', { path: 'a', content: 'one' });
    new OutputFile(root, 'key', { path: 'key', content: SecretValue.unsafePlainText('hunter2') });
    new OutputFile(root, 'late', { path: 'late', content: FileContent.lazy(() => SecretValue.fromEnv('X')) });
    const { all } = errorOf(() => OutputFiles.write(root, at('out')));
    expect(all.map((e) => [e.code, e.path])).toEqual([
      ['KV1104', 'key'],
      ['KV1104', 'late'],
    ]);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('twins and folders that cannot be are refused as in ClusterApp', () => {
    const root = new App({ outdir: at('dist') });
    new OutputFile(root, 'a', { path: 'a', content: '' });
    new OutputFile(root, 'b', { path: 'A', content: '' });
    expect(codesOf(() => OutputFiles.write(root, at('out')))).toEqual(['KV1505']);
    root.node.tryRemoveChild('b');
    OutputFiles.write(root, at('out'));
    expect(codesOf(() => OutputFiles.write(root, at('out/a')))).toEqual(['KV1541']);
  });
});

describe('the content of an output file', () => {
  function run(content: FileContent): KvorumError {
    const app = new ClusterApp({ outdir: at('dist') });
    new OutputFile(app, 'file', { path: 'file', content });
    const error = errorOf(() => app.synth());
    expect(entriesOf(folder())).toEqual([]);
    return error;
  }

  test('that cannot be made is an error at the file', () => {
    const error = run(
      FileContent.lazy(() => {
        throw new Error('no hosts');
      }),
    );
    expect([error.code, error.path, error.message]).toEqual(['KV1530', 'file', expect.stringContaining('no hosts')]);
  });

  test('that is refused keeps its code and gets the path of the file', () => {
    const refused = new KvorumError(CORE.badIp, undefined, { message: 'not an address' });
    const error = run(
      FileContent.lazy(() => {
        throw refused;
      }),
    );
    expect([error.code, error.path]).toEqual(['KV1301', 'file']);
  });

  test('that turns out to be something else is an error at the file', () => {
    expect(run(FileContent.lazy(() => 7 as never)).code).toBe('KV1403');
    expect(run(FileContent.lazy(() => undefined as never)).code).toBe('KV1403');
    expect(run(FileContent.lazy(() => Lazy.any({ produce: () => '' }) as never)).code).toBe('KV1403');
  });

  test('is made when everything else is known', () => {
    const app = new ClusterApp({ outdir: at('dist') });
    const chart = new Chart(app, 'prod');
    new OutputFile(chart, 'names', {
      path: 'names',
      content: FileContent.lazy(() => chart.apiObjects.map((o) => o.name).join()),
    });
    configMap(chart, 'a');
    configMap(chart, 'b');
    app.synth();
    expect(textsBelow(at('kvorum.out')).names).toBe('a,b');
  });
});
