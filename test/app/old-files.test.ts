import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Chart } from 'cdk8s';

import { ClusterApp } from '../../lib/app';
import { OutputFile, SecretValue } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { entriesOf, modeOf, pathsBelow, textsBelow } from '../support/folders';
import { stderrOf } from '../support/stderr';

const folder = runFolder();
const at = (...path: string[]): string => join(folder(), ...path);

interface Parts {
  readonly charts?: readonly string[];
  readonly files?: Readonly<Record<string, string | SecretValue>>;
  readonly dist?: string;
}

/** Synthesizes a program of these parts; gives what it prints. */
function synth({ charts = [], files = {}, dist = 'dist' }: Parts): string {
  const app = new ClusterApp({ outdir: at(dist) });
  for (const id of charts) configMap(new Chart(app, id), `in-${id}`);
  Object.entries(files).forEach(([path, content], i) => new OutputFile(app, `file-${i}`, { path, content }));
  return stderrOf(() => app.synth());
}

/** The files without the app's own. */
function others(): string[] {
  return pathsBelow(folder()).filter((path) => !/\/(report\.json|\.written.*)$/.test(path));
}

describe('a file of an earlier synth that is no longer produced', () => {
  test('is removed, with the folders that were made for it', () => {
    synth({ charts: ['a', 'b'], files: { 'prod/hosts/m0/x.ign': '1', 'prod/y': '2' } });
    expect(synth({ charts: ['b'], files: { 'prod/y': '2' } })).toBe('');
    expect(others()).toEqual(['dist/b.k8s.yaml', 'kvorum.out/prod/y']);
    expect(entriesOf(at('kvorum.out/prod'))).toEqual(['y']);
    synth({});
    expect(entriesOf(at('kvorum.out'))).toEqual(['.written.json', 'report.json']);
    expect(entriesOf(at('dist'))).toEqual([]);
  });

  test('is removed many synths later, and folders are still known as ours', () => {
    synth({ files: { 'prod/a': '1', 'prod/b': '1' } });
    synth({ files: { 'prod/a': '2', 'prod/b': '1' } });
    synth({ files: { 'prod/b': '2' } });
    expect(others()).toEqual(['kvorum.out/prod/b']);
    synth({});
    expect(entriesOf(at('kvorum.out'))).toEqual(['.written.json', 'report.json']);
  });

  test('is left alone with a warning when it was changed since, and from then on is not ours', () => {
    synth({ charts: ['a', 'b'] });
    writeFileSync(at('dist/a.k8s.yaml'), 'edited by hand');
    const printed = synth({ charts: ['b'] });
    expect(printed).toContain('warning KV1550: ');
    expect(printed).toContain(at('dist/a.k8s.yaml'));
    expect(readFileSync(at('dist/a.k8s.yaml'), 'utf8')).toBe('edited by hand');
    expect(synth({ charts: ['b'] })).toBe('');
    expect(others()).toEqual(['dist/a.k8s.yaml', 'dist/b.k8s.yaml']);
  });

  test('is left alone when a folder or a link stands in its place', () => {
    synth({ files: { a: '1', b: '1', 'dir/c': '1' } });
    mkdirSync(at('elsewhere'));
    writeFileSync(at('elsewhere/c'), '1');
    unlinkSync(at('kvorum.out/a'));
    mkdirSync(at('kvorum.out/a'));
    unlinkSync(at('kvorum.out/b'));
    symlinkSync(at('elsewhere/c'), at('kvorum.out/b'));
    rmSync(at('kvorum.out/dir'), { recursive: true });
    symlinkSync(at('elsewhere'), at('kvorum.out/dir'));
    synth({});
    expect(entriesOf(at('kvorum.out'))).toEqual(['.written.json', 'a', 'b', 'dir', 'report.json']);
    expect(entriesOf(at('elsewhere'))).toEqual(['c']);
  });

  test('that is gone already is no trouble', () => {
    synth({ charts: ['a'] });
    rmSync(at('dist'), { recursive: true });
    expect(synth({ charts: ['b'] })).toBe('');
    expect(others()).toEqual(['dist/b.k8s.yaml']);
  });

  test('is removed when it holds a secret too, and left when that was changed', () => {
    synth({ files: { key: SecretValue.unsafePlainText('hunter2'), other: SecretValue.unsafePlainText('hunter3') } });
    writeFileSync(at('kvorum.out/other'), 'edited by hand');
    expect(synth({})).toContain(at('kvorum.out/other'));
    expect(entriesOf(at('kvorum.out'))).toEqual(['.written.json', 'other', 'report.json']);
  });

  test('does not take a folder with it that was there before, nor one that others use', () => {
    mkdirSync(at('kvorum.out/theirs'), { recursive: true });
    synth({ files: { 'theirs/a': '1', 'ours/b': '1', 'ours/c/d': '1' } });
    writeFileSync(at('kvorum.out/ours/notes'), 'mine');
    synth({});
    expect(entriesOf(at('kvorum.out'))).toEqual(['.written.json', 'ours', 'report.json', 'theirs']);
    expect(entriesOf(at('kvorum.out/ours'))).toEqual(['notes']);
  });

  test('gives way when its place is needed as a folder, or that of its folder as a file', () => {
    synth({ files: { a: '1', 'b/c': '1' } });
    expect(synth({ files: { 'a/x': '1', b: '1' } })).toBe('');
    expect(textsBelow(at('kvorum.out'))).toMatchObject({ 'a/x': '1', b: '1' });
    expect(others()).toEqual(['kvorum.out/a/x', 'kvorum.out/b']);
  });
});

test('what nobody wrote down is never removed', () => {
  mkdirSync(at('dist'));
  writeFileSync(at('dist/old.k8s.yaml'), 'mine');
  synth({ charts: ['a'] });
  synth({ charts: [] });
  expect(others()).toEqual(['dist/old.k8s.yaml']);
});

test('files in a folder that the program no longer writes to stay', () => {
  synth({ charts: ['a'] });
  synth({ charts: ['a'], dist: 'manifests' });
  expect(others()).toEqual(['dist/a.k8s.yaml', 'manifests/a.k8s.yaml']);
  synth({ charts: ['b'] });
  expect(others()).toEqual(['dist/b.k8s.yaml', 'manifests/a.k8s.yaml']);
});

describe('two apps beside each other, which share the folder of files', () => {
  test('leave the files of each other alone', () => {
    synth({ charts: ['a'], files: { 'prod/hosts': '1', 'prod/old': '1' }, dist: 'prod' });
    synth({ charts: ['a'], files: { 'staging/hosts': '1' }, dist: 'staging' });
    expect(synth({ charts: ['b'], files: { 'prod/hosts': '2' }, dist: 'prod' })).toBe('');
    expect(others()).toEqual([
      'kvorum.out/prod/hosts',
      'kvorum.out/staging/hosts',
      'prod/b.k8s.yaml',
      'staging/a.k8s.yaml',
    ]);
  });

  test('keep a file that both write until neither does', () => {
    synth({ files: { shared: '1' }, dist: 'prod' });
    synth({ files: { shared: '1' }, dist: 'staging' });
    mkdirSync(at('prod'), { recursive: true });
    mkdirSync(at('staging'), { recursive: true });
    synth({ dist: 'prod' });
    expect(others()).toEqual(['kvorum.out/shared']);
    synth({ dist: 'staging' });
    expect(others()).toEqual([]);
  });

  test('are forgotten when their folder is gone', () => {
    synth({ charts: ['a'], files: { x: '1' }, dist: 'passing' });
    rmSync(at('passing'), { recursive: true });
    synth({ charts: ['a'] });
    expect(readFileSync(at('kvorum.out/.written.json'), 'utf8')).not.toContain('passing');
  });
});

describe('the list of what was written', () => {
  const list = (): string => at('kvorum.out/.written.json');

  test('names folders and files relative to itself, sorted, and is the same everywhere', () => {
    synth({ charts: ['b', 'a'], files: { 'x/y': '1' } });
    expect(JSON.parse(readFileSync(list(), 'utf8'))).toEqual({
      version: 1,
      apps: {
        '../dist': {
          '.': {
            files: { 'report.json': expect.any(String) as string, 'x/y': expect.any(String) as string },
            made: ['x'],
          },
          '../dist': {
            files: { 'a.k8s.yaml': expect.any(String) as string, 'b.k8s.yaml': expect.any(String) as string },
          },
        },
      },
    });
    expect(readFileSync(list(), 'utf8')).not.toContain(folder());
  });

  test('keeps the hashes of files with secrets apart, readable by their owner alone', () => {
    synth({ files: { key: SecretValue.unsafePlainText('hunter2'), open: '1' } });
    expect(readFileSync(list(), 'utf8')).not.toContain('"key"');
    expect(readFileSync(at('kvorum.out/.written-secrets.json'), 'utf8')).toContain('"key"');
    expect(modeOf(at('kvorum.out/.written-secrets.json'))).toBe('0600');
    expect(modeOf(list())).toBe('0644');
  });

  test.each([
    ['no JSON', '{"version": 1, "fol'],
    ['of another form', '[]'],
    ['of another version', '{"version":2,"apps":{}}'],
    ['without hashes', '{"version":1,"apps":{"../dist":{"../dist":{"files":{"a.k8s.yaml":7}}}}}'],
    ['with a path that leads out', '{"version":1,"apps":{"../dist":{"../dist":{"files":{"../mine":"00"}}}}}'],
    ['with a folder that leads out', '{"version":1,"apps":{"../dist":{".":{"files":{},"made":["../../x"]}}}}'],
    ['with folders that are no list', '{"version":1,"apps":{"../dist":{".":{"files":{},"made":7}}}}'],
  ])('that is %s leads to a warning, and nothing is removed', (_, text) => {
    synth({ charts: ['a', 'b'] });
    writeFileSync(list(), text);
    expect(synth({ charts: ['b'] })).toContain('warning KV1551: ');
    expect(others()).toEqual(['dist/a.k8s.yaml', 'dist/b.k8s.yaml']);
    expect(synth({ charts: ['b'] })).toBe('');
  });

  test('that is a folder is refused before the first write', () => {
    mkdirSync(list(), { recursive: true });
    const app = new ClusterApp({ outdir: at('dist') });
    configMap(new Chart(app, 'a'), 'x');
    expect(() => app.synth()).toThrow('KV1542');
    expect(others()).toEqual([]);
  });

  test('that was edited to name a file of somebody else removes it only when its hash fits', () => {
    synth({ charts: ['a'] });
    writeFileSync(at('dist/mine.yaml'), 'mine');
    const edited = readFileSync(list(), 'utf8').replace('"a.k8s.yaml":', '"mine.yaml": "00", "a.k8s.yaml":');
    writeFileSync(list(), edited);
    expect(synth({ charts: ['a'] })).toContain('KV1550');
    expect(others()).toEqual(['dist/a.k8s.yaml', 'dist/mine.yaml']);
  });

  test('that cannot be read leads to a warning', () => {
    synth({ charts: ['a'] });
    chmodSync(list(), 0o000);
    const printed = synth({ charts: ['b'] });
    // For root every file can be read.
    expect(printed.includes('KV1551')).toBe(process.geteuid?.() !== 0);
  });
});
