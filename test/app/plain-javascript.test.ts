import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

import { ApiObject, Chart, Lazy } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { ClusterApp, OutputFiles } from '../../lib/app';
import { FileContent, Findings, OutputFile } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf } from '../support/folders';
import { stderrOf } from '../support/stderr';

const folder = runFolder();
const at = (...path: string[]): string => join(folder(), ...path);

/** The codes of a synth. Nothing may have been written. */
function refusals(build: (app: ClusterApp, chart: Chart) => unknown): string[] {
  const app = new ClusterApp({ outdir: at('dist') });
  build(app, new Chart(app, 'c'));
  const codes = codesOf(() => app.synth());
  expect(entriesOf(folder())).toEqual([]);
  return codes;
}

describe('props of an app', () => {
  test.each<[string, unknown, string]>([
    ['a text', 'dist', 'KV1203'],
    ['a list', [], 'KV1203'],
    ['an unknown name', { outDir: 'x' }, 'KV1201'],
    ['a number for a folder', { outdir: 5 }, 'KV1203'],
    ['an object for a folder', { kvorumOutdir: {} }, 'KV1203'],
    ['an empty folder', { outdir: '' }, 'KV1206'],
    ['a list for a folder', { terraformOutdir: [] }, 'KV1203'],
    ['a path that no file system takes', { outdir: 'a\0b' }, 'KV1206'],
    ['a number for resolvers', { resolvers: 5 }, 'KV1203'],
    ['resolvers that are none', { resolvers: [undefined] }, 'KV1203'],
    ['an unknown layout', { yamlOutputType: 7 }, 'KV1204'],
    ['a symbol for an extension', { outputFileExtension: Symbol('x') }, 'KV1203'],
    ['a text for a flag', { recordConstructMetadata: 'yes' }, 'KV1203'],
  ])('%s is refused', (_, props, code) => {
    expect(codesOf(() => new ClusterApp(props as never))).toEqual([code]);
    expect(codesOf(() => ClusterApp.forTesting(props as never))).toEqual([code]);
  });

  test('a wrong name is met with the right one', () => {
    expect(errorOf(() => new ClusterApp({ outDir: 'x' } as never)).fix).toBe('did you mean outdir?');
  });

  test('null counts as not given, as everywhere', () => {
    expect(new ClusterApp(null as never).outdir).toBe('dist');
    expect(new ClusterApp({ outdir: null } as never).outdir).toBe('dist');
  });

  test('a resolver is taken as the object that it is', () => {
    class Counting {
      public count = 0;
      public resolve(): void {
        this.count++;
      }
    }
    const resolver = new Counting();
    const plain = {
      count: 0,
      resolve(): void {
        this.count++;
      },
    };
    const app = new ClusterApp({ outdir: at('dist'), resolvers: [resolver, plain] });
    configMap(new Chart(app, 'c'), 'x');
    app.render();
    expect(resolver.count).toBeGreaterThan(0);
    expect(plain.count).toBe(resolver.count);
  });
});

test('OutputFiles.write refuses what is no tree, and no folder', () => {
  expect(codesOf(() => OutputFiles.write(undefined as never, at('o')))).toEqual(['KV1007']);
  for (const path of [5, undefined, '', 'a\0b']) {
    expect(codesOf(() => OutputFiles.write(new Construct(undefined as never, ''), path as never))).toEqual(['KV1203']);
  }
});

const nameless: unknown = Object.create(null);

describe('something thrown that is no error and has no text', () => {
  const fail = (): never => {
    throw nameless;
  };

  test.each<[string, (app: ClusterApp, chart: Chart) => unknown, string]>([
    ['a validation', (_, chart) => chart.node.addValidation({ validate: fail }), 'KV1005'],
    ['a check', (_, chart) => Findings.of(chart).addCheck(fail), 'KV1006'],
    ['a late value', (_, chart) => configMap(chart, 'x', { a: Lazy.any({ produce: fail }) }), 'KV1501'],
    ['toJson of an object', (_, chart) => (configMap(chart, 'x').toJson = fail), 'KV1501'],
    ['toJson of a chart', (_, chart) => (chart.toJson = fail), 'KV1501'],
    [
      'the content of a file',
      (app) => new OutputFile(app, 'f', { path: 'f', content: FileContent.lazy(fail) }),
      'KV1530',
    ],
    ['a stack', (app) => (new TerraformStack(app, 'infra').prepareStack = fail), 'KV1522'],
  ])('by %s is a coded error', (_, build, code) => {
    expect(refusals(build)).toEqual([code]);
  });
});

describe('an object that renders itself as something that ends nowhere', () => {
  test('is a coded error', () => {
    const cyclic: Record<string, unknown> = { kind: 'X' };
    cyclic.self = { deep: [cyclic] };
    expect(refusals((_, chart) => (configMap(chart, 'x').toJson = () => cyclic))).toEqual(['KV1501']);
  });

  test('one that only holds something twice is none', () => {
    const shared = { a: 'b' };
    const app = new ClusterApp({ outdir: at('dist') });
    configMap(new Chart(app, 'c'), 'x').toJson = () => ({ kind: 'X', one: shared, two: [shared] });
    app.synth();
    expect(entriesOf(at('dist'))).toEqual(['c.k8s.yaml']);
  });
});

describe('a construct that is created during the synth', () => {
  const add = (chart: Chart): string[] => {
    new ApiObject(chart, 'late', { apiVersion: 'v1', kind: 'ConfigMap' });
    return [];
  };

  test.each<[string, (app: ClusterApp, chart: Chart) => unknown]>([
    ['a validation', (_, chart) => chart.node.addValidation({ validate: () => add(chart) })],
    ['a check', (_, chart) => Findings.of(chart).addCheck(() => add(chart) as never)],
    ['a late value', (_, chart) => configMap(chart, 'x', { a: Lazy.any({ produce: () => add(chart).length }) })],
    [
      'the content of a file',
      (app, chart) => new OutputFile(app, 'f', { path: 'f', content: FileContent.lazy(() => add(chart).join('')) }),
    ],
  ])('by %s is an error, for it would be in no file', (_, build) => {
    expect(refusals(build)).toEqual(['KV1507']);
  });

  test('is named once, with what stands below it', () => {
    const app = new ClusterApp({ outdir: at('dist') });
    app.node.addValidation({
      validate: () => {
        add(new Chart(app, 'later'));
        return [];
      },
    });
    expect(errorOf(() => app.synth()).all.map((e) => [e.code, e.path])).toEqual([['KV1507', 'later']]);
  });
});

describe('a synth inside of a synth', () => {
  test.each(['synth', 'render', 'synthYaml'] as const)('by %s is an error', (method) => {
    expect(
      refusals((app) =>
        Findings.of(app).addCheck(() => {
          app[method]();
          return [];
        }),
      ),
    ).toEqual(['KV1508']);
  });

  test('does not hinder the next one', () => {
    const app = new ClusterApp({ outdir: at('dist') });
    let nested = true;
    app.node.addValidation({
      validate: () => {
        if (nested) app.synth();
        return [];
      },
    });
    expect(codesOf(() => app.synth())).toEqual(['KV1005']);
    nested = false;
    app.synth();
    expect(entriesOf(folder())).toEqual(['dist', 'kvorum.out']);
  });
});

describe('without a folder for temporary files', () => {
  beforeEach(() => jest.spyOn(os, 'tmpdir').mockReturnValue('/nonexistent'));
  afterEach(() => jest.restoreAllMocks());

  test('stacks and apps for tests give a coded error, and other apps do without', () => {
    expect(refusals((app) => new TerraformStack(app, 'infra'))).toEqual(['KV1548']);
    expect(codesOf(() => ClusterApp.forTesting())).toEqual(['KV1548']);
    new ClusterApp({ outdir: at('dist') }).synth();
    expect(entriesOf(at('kvorum.out'))).toContain('report.json');
  });
});

test('a pipe in the place of the list is not waited for', () => {
  mkdirSync(at('kvorum.out'));
  spawnSync('mkfifo', [at('kvorum.out/.written.json')]);
  const app = new ClusterApp({ outdir: at('dist') });
  expect(stderrOf(() => expect(codesOf(() => app.synth())).toEqual(['KV1542']))).toBe('');
});

test('very many errors of one synth are carried, and the first are printed', () => {
  const app = new ClusterApp({ outdir: at('dist') });
  const kind = { code: 'SHOP-2', level: 'error', title: 't', explanation: 'e', source: 's' } as const;
  for (let i = 0; i < 300; i++) Findings.of(app).report(kind, { message: `fault ${i}` });
  const error = errorOf(() => app.synth());
  expect(error.all).toHaveLength(300);
  expect(error.message.split('\n').at(-1)).toMatch(/^and 250 more/);
});
