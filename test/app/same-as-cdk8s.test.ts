import { join } from 'node:path';

import type { AppProps, IResolver, ResolutionContext } from 'cdk8s';
import { ApiObject, App, Chart, Duration, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import fc from 'fast-check';

import { ClusterApp } from '../../lib/app';
import { KvorumError } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { textsBelow } from '../support/folders';
import { build, programs } from './programs';
import { runs } from '../support/seed';

const folder = runFolder();
let round = 0;

interface Outcome {
  readonly files: Record<string, string>;
  readonly yaml: string;
  readonly charts: readonly string[];
  readonly objects: number;
  readonly error: unknown;
}

function outcome(Type: typeof App, fill: (app: App) => void, props: AppProps): Outcome {
  const outdir = join(folder(), String(round++), 'dist');
  const app = new Type({ ...props, outdir });
  fill(app);
  const objects = app.node.findAll().filter((c) => ApiObject.isApiObject(c)).length;
  try {
    app.synth();
    const charts = app.charts.map((chart) => chart.node.path);
    return { files: textsBelow(outdir), yaml: app.synthYaml(), charts, objects, error: undefined };
  } catch (error) {
    return { files: {}, yaml: '', charts: [], objects, error };
  }
}

function expectSame(fill: (app: App) => void, props: AppProps = {}): void {
  const expected = outcome(App, fill, props);
  const actual = outcome(ClusterApp, fill, props);
  if (actual.error !== undefined) throw actual.error as Error;
  expect(actual).toEqual(expected);
  expect(Object.keys(expected.files).length).toBeGreaterThan(0);
}

const types = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

/** Charts that depend on each other through their objects, nested ones, and constructs in between. */
function platform(app: App): void {
  const base = new Chart(app, 'base', { namespace: 'infra', labels: { team: 'platform' } });
  const group = new Construct(base, 'group');
  const later = new Chart(app, 'later');
  const inner = new Chart(later, 'inner', { disableResourceNameHashes: true });
  const crd = new ApiObject(group, 'crd', { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' });
  const settings = configMap(base, 'settings', { b: '2', a: 'on', c: 'text\nof two lines\n', d: undefined, e: null });
  const job = new ApiObject(later, 'job', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    spec: { items: [{}, []], when: '1_000' },
  });
  new ApiObject(inner, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: {}, annotations: { x: 'y' } } });
  new Chart(app, 'empty');
  settings.addDependency(crd);
  job.node.addDependency(new DependencyGroup(settings, group));
}

test('a random program gives the bytes of cdk8s, in its order, wherever cdk8s finishes with all of its objects', () => {
  let compared = 0;
  let circular = 0;
  fc.assert(
    fc.property(programs, fc.constantFrom(...types), (program, yamlOutputType) => {
      const props = { yamlOutputType, recordConstructMetadata: true };
      const expected = outcome(App, (app) => build(app, program), props);
      const actual = outcome(ClusterApp, (app) => build(app, program), props);
      if (actual.error === undefined) {
        expect(actual).toEqual(expected);
        compared++;
        return;
      }
      // cdk8s overlooks some circles, and then leaves their objects out or recurses until the stack is full.
      expect(KvorumError.isKvorumError(actual.error) && actual.error.code).toBe('KV1502');
      const written = expected.yaml === '' ? 0 : expected.yaml.split('---\n').length;
      expect(expected.error !== undefined || written < expected.objects).toBe(true);
      circular++;
    }),
    runs(250),
  );
  expect(compared).toBeGreaterThan(50);
  expect(circular).toBeGreaterThan(0);
}, 60_000);

test.each(types.map((type) => [YamlOutputType[type], type] as const))(
  '%s gives the files of cdk8s',
  (_, yamlOutputType) => {
    expectSame(platform, { yamlOutputType });
    expectSame(platform, { yamlOutputType, outputFileExtension: '.yaml', recordConstructMetadata: true });
  },
);

test('file names start with a number as soon as any chart depends on another', () => {
  const app = new ClusterApp({ outdir: join(folder(), 'dist') });
  platform(app);
  app.synth();
  const names = Object.keys(textsBelow(app.outdir));
  expect(names.map((name) => name.replace(/-c8[0-9a-f]+/, ''))).toEqual([
    '0000-later-inner.k8s.yaml',
    '0001-base.k8s.yaml',
    '0002-later.k8s.yaml',
    '0003-empty.k8s.yaml',
  ]);
});

test('charts whose ids are numbers come in the order of cdk8s', () => {
  expectSame((app) => {
    for (const id of ['b', '10', '9', 'a', '007', '4294967295', '4294967294'])
      configMap(new Chart(app, id), `in-${id}`);
    new Chart(app.node.findChild('10'), '3');
    configMap(new Chart(new Construct(app.node.findChild('9'), 'group'), 'late'), 'below-nine');
  });
});

test('late values, values that resolve themselves, and resolvers of the user are resolved as by cdk8s', () => {
  class Shout implements IResolver {
    public resolve(context: ResolutionContext): void {
      if (context.value === 'shout') context.replaceValue('LOUD');
      if (context.value instanceof Duration) context.replaceValue({ seconds: context.value.toSeconds() });
    }
  }
  const fill = (app: App): void => {
    const chart = new Chart(app, 'prod');
    configMap(chart, 'late', {
      lazy: Lazy.any({ produce: () => ({ nested: Lazy.any({ produce: () => 'shout' }) }) }),
      token: { resolve: () => ['a', { resolve: () => 'b' }] },
      union: new (class Port {
        public readonly value = 6443;
      })(),
      duration: Duration.minutes(2),
      plain: 'shout',
      number: 1e21,
      no: false,
    });
  };
  expectSame(fill, { resolvers: [new Shout()] });
  expect(() => expectSame(fill)).toThrow('KV1501');
});

test('JSON patches are applied as by cdk8s', () => {
  expectSame((app) => {
    const settings = configMap(new Chart(app, 'prod'), 'settings', { a: '1', b: ['x'] });
    settings.addJsonPatch(
      JsonPatch.add('/data/b/-', 'y'),
      JsonPatch.remove('/data/a'),
      JsonPatch.add('/type', 'Opaque'),
    );
    settings.addJsonPatch(JsonPatch.copy('/data/b', '/data/c'), JsonPatch.replace('/metadata/name', 'renamed'));
  });
});

test('keys keep their order when CDK8S_DISABLE_SORT says so', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expectSame((app) => configMap(new Chart(app, 'prod'), 'settings', { z: '1', a: '2' }));
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('a chart that renders its objects by itself is asked to', () => {
  class Stamped extends Chart {
    public override toJson(): any[] {
      return super.toJson().map((json) => ({ ...json, stamp: this.node.id }));
    }
  }
  expectSame((app) => {
    configMap(new Stamped(app, 'stamped'), 'settings');
    configMap(new Chart(app, 'plain'), 'other');
  });
});

test('an object that renders itself is asked to, once a synth', () => {
  let asked = 0;
  class Kind extends ApiObject {
    public override toJson(): any {
      asked++;
      return { ...super.toJson(), extra: true };
    }
  }
  const fill = (app: App): void => {
    const charts = ['a', 'b', 'c'].map((id) => new Chart(app, id));
    for (const chart of charts) new Kind(chart, 'kind', { apiVersion: 'v1', kind: 'Thing' });
    charts[2]!.addDependency(charts[1]!, charts[0]!);
  };
  expectSame(fill);
  asked = 0;
  outcome(ClusterApp, fill, {});
  // Once for synth, once for synthYaml.
  expect(asked).toBe(6);
});

test('a single chart can be synthesized as in any test of cdk8s, before and after the app', () => {
  const app = new ClusterApp({ outdir: join(folder(), 'dist') });
  platform(app);
  const chart = app.node.findChild('base') as Chart;
  const alone = Testing.synth(chart);
  app.synth();
  const first = textsBelow(app.outdir);
  expect(Testing.synth(chart)).toEqual(alone);
  // cdk8s writes the dependencies that it derives into the constructs; they must change nothing here.
  app.synth();
  expect(textsBelow(app.outdir)).toEqual(first);
  const untouched = new ClusterApp({ outdir: join(folder(), 'untouched', 'dist') });
  platform(untouched);
  untouched.synth();
  expect(textsBelow(untouched.outdir)).toEqual(first);
});

test('a synth leaves the dependencies of the program as they were declared', () => {
  const app = new ClusterApp({ outdir: join(folder(), 'dist') });
  platform(app);
  const count = (): number => app.node.findAll().reduce((sum, c) => sum + c.node.dependencies.length, 0);
  const before = count();
  app.synth();
  expect(count()).toBe(before);
});
