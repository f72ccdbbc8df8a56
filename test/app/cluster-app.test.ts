import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { App, Chart, Lazy } from 'cdk8s';
import { App as CdktfApp, DataResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { ClusterApp } from '../../lib/app';
import type { FindingType } from '../../lib/core';
import {
  defineFinding,
  FileContent,
  Findings,
  KvorumError,
  OutputFile,
  renderedManifest,
  SecretValue,
} from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf, pathsBelow, textsBelow } from '../support/folders';
import { stderrOf } from '../support/stderr';

const folder = runFolder();
const environment = { ...process.env };
const workingFolder = process.cwd();

beforeEach(() => process.chdir(folder()));
afterEach(() => {
  process.env = { ...environment };
  process.chdir(workingFolder);
});

const advice: FindingType = defineFinding('app', {
  code: 'KV1998',
  level: 'error',
  title: 'something unwise',
  explanation: 'Do not.',
  source: 'test',
  advice: true,
});
const warning: FindingType = defineFinding('app', {
  code: 'KV1999',
  level: 'warning',
  title: 'something to know',
  explanation: 'It is so.',
  fix: 'know it',
  source: 'test',
});

/** One of everything: two charts, a stack, a file. */
function fill(app: Construct): void {
  configMap(new Chart(app, 'prod'), 'settings');
  configMap(new Chart(app, 'tools'), 'other');
  new DataResource(new TerraformStack(app, 'infra'), 'vm');
  new OutputFile(app, 'hosts', { path: 'prod/hosts', content: '10.0.0.1 master-0\n' });
}

function newApp(): ClusterApp {
  return new ClusterApp();
}

const everything = [
  'cdktf.out/.written.json',
  'cdktf.out/manifest.json',
  'cdktf.out/stacks/infra/cdk.tf.json',
  'dist/prod.k8s.yaml',
  'dist/tools.k8s.yaml',
  'kvorum.out/.written.json',
  'kvorum.out/prod/hosts',
  'kvorum.out/report.json',
];

describe('which caller writes what', () => {
  function run(env: Record<string, string>): Record<string, string> {
    Object.assign(process.env, env);
    const app = newApp();
    fill(app);
    app.synth();
    for (const name of Object.keys(env)) delete process.env[name];
    return textsBelow(folder());
  }

  test('a program that runs by itself writes everything', () => {
    expect(Object.keys(run({}))).toEqual(everything);
  });

  test('cdk8s synth writes all but the stacks, cdktf synth only the stacks, and the bytes are the same', () => {
    const all = run({});
    mkdirSync('cdk8s');
    process.chdir('cdk8s');
    const here = (files: Record<string, string>): Record<string, string> =>
      Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith('cdk8s/')));
    const byCdk8s = here(run({ CDK8S_OUTDIR: 'dist', CDK8S_RECORD_CONSTRUCT_METADATA: 'false' }));
    const expected = everything.filter((path) => !path.startsWith('cdktf.out/'));
    expect(byCdk8s).toEqual(Object.fromEntries(expected.map((path) => [`cdk8s/${path}`, all[path]])));
    mkdirSync('../cdktf');
    process.chdir('../cdktf');
    const byCdktf = Object.entries(run({ CDKTF_OUTDIR: 'cdktf.out' })).filter(([path]) => path.startsWith('cdktf/'));
    const stacks = everything.filter((path) => path.startsWith('cdktf.out/'));
    expect(byCdktf).toEqual(stacks.map((path) => [`cdktf/${path}`, all[path]]));
  });

  test('the folder that cdktf names is used even when the program names another one', () => {
    process.env.CDKTF_OUTDIR = 'asked';
    const app = new ClusterApp({ terraformOutdir: 'own' });
    fill(app);
    app.synth();
    expect(entriesOf(folder())).toEqual(['asked']);
  });

  test('cdktf synth finds a manifest also when there is no stack', () => {
    process.env.CDKTF_OUTDIR = 'cdktf.out';
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'settings');
    app.synth();
    expect(JSON.parse(readFileSync('cdktf.out/manifest.json', 'utf8'))).toEqual({ stacks: {}, version: '0.21.0' });
    expect(entriesOf(folder())).toEqual(['cdktf.out']);
  });

  test('the report is the same when cdk8s asks for the metadata of constructs, which it alone gets', () => {
    const before = run({})['kvorum.out/report.json'];
    const after = run({ CDK8S_OUTDIR: 'dist', CDK8S_RECORD_CONSTRUCT_METADATA: 'true' });
    expect(after['kvorum.out/report.json']).toBe(before);
    expect(JSON.parse(after['dist/construct-metadata.json']!)).toEqual({
      version: '1.0.0',
      resources: { settings: { path: 'prod/settings' }, other: { path: 'tools/other' } },
    });
    expect(Object.keys(run({}))).toEqual(everything);
  });
});

describe('the output folders', () => {
  const foldersOf = ({ outdir, kvorumOutdir, terraformOutdir }: ClusterApp): string[] => [
    outdir,
    kvorumOutdir,
    terraformOutdir,
  ];

  test('are dist, kvorum.out and cdktf.out in the working folder', () => {
    expect(foldersOf(newApp())).toEqual(['dist', 'kvorum.out', 'cdktf.out']);
  });

  test('lie beside each other when the program names that of the manifests', () => {
    expect(foldersOf(new ClusterApp({ outdir: 'out/manifests' }))).toEqual([
      'out/manifests',
      'out/kvorum.out',
      'out/cdktf.out',
    ]);
    expect(foldersOf(new ClusterApp({ outdir: '/x/dist/' }))).toEqual(['/x/dist/', '/x/kvorum.out', '/x/cdktf.out']);
  });

  test('can each be named by the program or by the environment', () => {
    process.env.KVORUM_OUTDIR = 'from-env';
    expect(foldersOf(new ClusterApp({ outdir: 'a/dist' }))).toEqual(['a/dist', 'from-env', 'a/cdktf.out']);
    expect(foldersOf(new ClusterApp({ kvorumOutdir: 'k', terraformOutdir: 't' }))).toEqual(['dist', 'k', 't']);
    process.env.KVORUM_OUTDIR = '';
    process.env.CDKTF_OUTDIR = '';
    process.env.CDK8S_OUTDIR = '';
    expect(foldersOf(newApp())).toEqual(['dist', 'kvorum.out', 'cdktf.out']);
  });

  test('must not lie in that of the manifests, nor be one', () => {
    for (const props of [
      { kvorumOutdir: 'dist' },
      { kvorumOutdir: 'dist/more' },
      { terraformOutdir: 'dist/../dist/tf' },
    ]) {
      const app = new ClusterApp(props);
      fill(app);
      expect(codesOf(() => app.synth())).toEqual(['KV1540']);
    }
    const app = new ClusterApp({ kvorumOutdir: 'out', terraformOutdir: './out' });
    expect(codesOf(() => app.synth())).toEqual(['KV1540']);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('may be the one that holds the others', () => {
    const app = new ClusterApp({ outdir: 'out/dist', kvorumOutdir: 'out' });
    fill(app);
    app.synth();
    expect(entriesOf('out')).toContain('report.json');
  });

  test('that only begin with the same letters are no trouble', () => {
    const app = new ClusterApp({ kvorumOutdir: 'dist-more', terraformOutdir: '..dist' });
    fill(app);
    app.synth();
    expect(entriesOf(folder())).toEqual(['..dist', 'dist', 'dist-more']);
  });
});

describe('all errors of a program come together', () => {
  function broken(): ClusterApp {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    configMap(chart, 'instance', { date: new Date(0) });
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    configMap(chart, 'circular', circular);
    configMap(chart, 'secret', { password: SecretValue.fromEnv('KVORUM_TEST_NOT_SET') });
    configMap(chart, 'twin-a').metadata.add('name', 'x');
    chart.node.addValidation({ validate: () => ['foreign one', 'foreign two'] });
    Findings.of(chart).report(advice, { message: 'unwise' });
    Findings.of(chart).addCheck(() => {
      throw new TypeError('a rule met something odd');
    });
    new OutputFile(app, 'file', {
      path: 'x',
      content: SecretValue.fromFile('/nonexistent/key'),
    });
    new OutputFile(app, 'twin', { path: 'X', content: '' });
    new TerraformStack(new Construct(app, 'nested'), 'stack');
    return app;
  }

  test('in the order of their paths, and nothing is written or printed', () => {
    const app = broken();
    let error: KvorumError | undefined;
    const printed = stderrOf(() => (error = errorOf(() => app.synth())));
    expect(error!.all.map((e) => [e.code, e.path])).toEqual([
      ['KV1101', 'file'],
      ['KV1520', 'nested/stack'],
      ['KV1005', 'prod'],
      ['KV1005', 'prod'],
      ['KV1006', 'prod'],
      ['KV1998', 'prod'],
      ['KV1501', 'prod/circular'],
      ['KV1501', 'prod/instance'],
      ['KV1101', 'prod/secret'],
      ['KV1505', 'twin'],
    ]);
    expect(printed).toBe('');
    expect(entriesOf(folder())).toEqual([]);
    expect(error!.message).toContain('10 errors, nothing was written');
  });

  test('and an earlier output stays as it was', () => {
    const app = newApp();
    fill(app);
    app.synth();
    const before = textsBelow(folder());
    expect(() => broken().synth()).toThrow(KvorumError);
    expect(textsBelow(folder())).toEqual(before);
  });

  test('an error of a late value keeps its code and gets the path of its object', () => {
    const app = newApp();
    const raised = new KvorumError(advice, undefined, { message: 'late' });
    configMap(new Chart(app, 'prod'), 'settings', {
      a: Lazy.any({
        produce: () => {
          throw raised;
        },
      }),
    });
    const error = errorOf(() => app.synth());
    expect([error.code, error.path]).toEqual(['KV1998', 'prod/settings']);
  });

  test('an error of a late value that is no error of ours is named with its field', () => {
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'settings', {
      a: Lazy.any({
        produce: () => {
          throw new Error('no such host');
        },
      }),
    });
    expect(errorOf(() => app.synth()).message.split('\n')[0]).toBe(
      'KV1501 [prod/settings data.a]: it cannot be rendered: no such host',
    );
  });

  test('render and synthYaml refuse what synth refuses', () => {
    expect(codesOf(() => broken().render())).toContain('KV1501');
    expect(codesOf(() => broken().synthYaml())).toContain('KV1005');
  });

  test('an uncaught one prints its message first, and no line of this library', () => {
    const error = errorOf(() => broken().synth());
    expect(error.stack!.startsWith('KvorumError: 10 errors')).toBe(true);
    expect(error.stack).not.toMatch(/lib\/(app|core)\//);
  });
});

describe('findings', () => {
  test('warnings are printed to stderr, sorted by path and code, and nothing else is', () => {
    const app = newApp();
    const [b, a] = [new Chart(app, 'b'), new Chart(app, 'a')];
    Findings.of(b).report(warning, { message: 'second' });
    Findings.of(a).report(warning, { message: 'first' });
    expect(stderrOf(() => app.synth())).toBe(
      'warning KV1999 [a]: first\n  change:  know it\nwarning KV1999 [b]: second\n  change:  know it\n',
    );
  });

  test('acknowledged ones are silent, and stand in the report with their reason', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    Findings.of(chart).report(warning, { message: 'known' });
    Findings.of(chart).report(advice, { message: 'unwise', property: 'spec.x' });
    Findings.of(app).acknowledge('KV1999', 'we know');
    Findings.of(chart).acknowledge('KV1998', 'a lab');
    expect(stderrOf(() => app.synth())).toBe('');
    expect(JSON.parse(readFileSync('kvorum.out/report.json', 'utf8')).acknowledgements).toEqual([
      { code: 'KV1999', path: 'prod', message: 'known', fix: 'know it', reason: 'we know', acknowledgedAt: '' },
      { code: 'KV1998', path: 'prod', property: 'spec.x', message: 'unwise', reason: 'a lab', acknowledgedAt: 'prod' },
    ]);
  });

  test('rules see each object as it will be written, rendered once', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod', { labels: { team: 'x' } });
    const settings = configMap(chart, 'settings', { password: SecretValue.unsafePlainText('hunter2') });
    const render = jest.spyOn(settings, 'toJson');
    const seen: unknown[] = [];
    Findings.of(chart).addCheck(() => (seen.push(renderedManifest(settings), renderedManifest(settings)), []));
    app.synth();
    expect(render).toHaveBeenCalledTimes(1);
    expect(seen[0]).toBe(seen[1]);
    expect(seen[0]).toMatchObject({ metadata: { labels: { team: 'x' } }, data: { password: '<secret:plain-text>' } });
    settings.metadata.addLabel('later', 'yes');
    expect(renderedManifest(settings)).toMatchObject({ metadata: { labels: { later: 'yes' } } });
  });

  test('rules are told that an object could not be rendered', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    const bad = configMap(chart, 'bad', { x: new Map() });
    const seen: unknown[] = [];
    Findings.of(chart).addCheck(() => (seen.push(renderedManifest(bad)), []));
    expect(codesOf(() => app.synth())).toEqual(['KV1501']);
    expect(seen).toEqual([undefined]);
  });

  test('an error that a rule throws is one of the synth', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    Findings.of(chart).addCheck(() => {
      throw new KvorumError(advice, undefined, { message: 'thrown' });
    });
    const error = errorOf(() => app.synth());
    expect([error.code, error.path]).toEqual(['KV1998', 'prod']);
  });
});

describe('in memory', () => {
  test('render gives every file and writes none', () => {
    const app = newApp();
    fill(app);
    const files = app.render();
    expect(entriesOf(folder())).toEqual([]);
    expect(files.map(({ folder: to, path, kind, mode }) => [to, path, kind, mode.toString(8)])).toEqual([
      ['manifests', 'prod.k8s.yaml', 'manifest', '644'],
      ['manifests', 'tools.k8s.yaml', 'manifest', '644'],
      ['terraform', 'manifest.json', 'stack', '644'],
      ['terraform', 'stacks/infra/cdk.tf.json', 'stack', '644'],
      ['files', 'prod/hosts', 'file', '644'],
      ['files', 'report.json', 'report', '644'],
    ]);
    app.synth();
    const places = { manifests: 'dist', terraform: 'cdktf.out', files: 'kvorum.out' };
    for (const file of files) expect(readFileSync(join(places[file.folder], file.path), 'utf8')).toBe(file.text);
  });

  test('bytes stay bytes', () => {
    const app = newApp();
    new OutputFile(app, 'key', { path: 'key', content: FileContent.bytes(new Uint8Array([0, 255, 128])) });
    expect([...app.render().find((f) => f.path === 'key')!.bytes]).toEqual([0, 255, 128]);
    app.synth();
    expect([...readFileSync('kvorum.out/key')]).toEqual([0, 255, 128]);
  });
});

describe('for tests', () => {
  test('an app writes below a new temporary folder of its own', () => {
    const [one, other] = [ClusterApp.forTesting(), ClusterApp.forTesting()];
    expect(one.outdir).not.toBe(other.outdir);
    expect(relative(tmpdir(), one.outdir)).not.toContain('..');
    fill(one);
    one.synth();
    expect(pathsBelow(join(one.outdir, '..'))).toEqual(everything);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('the environment decides nothing', () => {
    Object.assign(process.env, { CDK8S_OUTDIR: 'x', CDKTF_OUTDIR: 'y', KVORUM_OUTDIR: 'z' });
    const app = ClusterApp.forTesting();
    fill(app);
    app.synth();
    expect(pathsBelow(join(app.outdir, '..'))).toEqual(everything);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('props are taken as by any app', () => {
    const app = ClusterApp.forTesting({ outdir: 'here', terraformOutdir: 'there', outputFileExtension: '.yaml' });
    fill(app);
    app.synth();
    expect(entriesOf('here')).toEqual(['prod.yaml', 'tools.yaml']);
    expect(entriesOf(folder())).toEqual(['here', 'there']);
  });
});

test('is a cdk8s.App, and cdktf takes it for its own', () => {
  const app = newApp();
  expect(app).toBeInstanceOf(App);
  expect(CdktfApp.isApp(app)).toBe(true);
  expect(Object.keys(app)).not.toContain('manifest');
});

test('two synths of one app give the same', () => {
  const app = newApp();
  fill(app);
  app.synth();
  const first = textsBelow(folder());
  app.synth();
  expect(textsBelow(folder())).toEqual(first);
});
