import { join } from 'node:path';

import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';

import { ClusterApp } from '../../lib/app';
import { PostOrderWalk } from '../../lib/app/post-order';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf } from '../support/folders';

const folder = runFolder();

function newApp(): ClusterApp {
  return new ClusterApp({ outdir: join(folder(), 'dist') });
}

/** Names of the objects in the order of the whole output. */
function order(app: App): string[] {
  return [...app.synthYaml().matchAll(/^ {2}name: (.*)$/gm)].map((m) => m[1]!);
}

describe('chains', () => {
  test('of charts are ordered, however long, and no slower per chart', () => {
    const app = newApp();
    let before: Chart | undefined;
    for (let i = 0; i < 400; i++) {
      const chart = new Chart(app, `c${i}`);
      for (let j = 0; j < 3; j++) configMap(chart, `o${i}-${j}`);
      if (before !== undefined) before.addDependency(chart);
      before = chart;
    }
    app.synth();
    expect(entriesOf(app.outdir).slice(0, 2)).toEqual(['0000-c399.k8s.yaml', '0001-c398.k8s.yaml']);
    expect(app.charts[0]!.node.id).toBe('c399');
  });

  test('of 20000 objects in one chart do not fill the stack', () => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    const objects = Array.from(
      { length: 20_000 },
      (_, i) => new ApiObject(chart, `o${i}`, { apiVersion: 'v1', kind: 'X' }),
    );
    objects.forEach((object, i) => i > 0 && objects[i - 1]!.addDependency(object));
    expect(app.charts).toEqual([chart]);
    const walk = new PostOrderWalk((i) => (i < 1_000_000 ? [i + 1] : []));
    expect(walk.visit(0)).toEqual([]);
    expect(walk.visited[0]).toBe(1_000_000);
  });

  test('of layers inside one chart come out layer by layer', () => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    const layers = Array.from({ length: 40 }, (_, i) => new Construct(chart, `l${i}`));
    layers.forEach((layer, i) => {
      for (let j = 0; j < 5; j++) {
        new ApiObject(layer, `o${j}`, { apiVersion: 'v1', kind: 'X', metadata: { name: `${i}-${j}` } });
      }
    });
    layers.forEach((layer, i) => i > 0 && layers[i - 1]!.node.addDependency(layer));
    const expected = Array.from({ length: 200 }, (_, n) => `${39 - Math.floor(n / 5)}-${n % 5}`);
    expect(order(app)).toEqual(expected);
  });

  test('between two charts of 3000 objects need no edge for each pair', () => {
    const app = newApp();
    const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
    for (const chart of [first, second]) {
      for (let i = 0; i < 3000; i++) new ApiObject(chart, `o${i}`, { apiVersion: 'v1', kind: 'X' });
    }
    first.addDependency(second);
    expect(app.charts).toEqual([second, first]);
  });
});

describe('a circle is refused and named', () => {
  test('between charts, with the dependencies between their objects that cause it', () => {
    const app = newApp();
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(app, id)) as [Chart, Chart, Chart];
    const [inA, inB, inC] = [configMap(a, 'x'), configMap(b, 'y'), configMap(c, 'z')];
    inA.addDependency(inB);
    inB.addDependency(inC);
    inC.addDependency(inA);
    const error = errorOf(() => app.synth());
    expect(error.code).toBe('KV1502');
    expect(error.message).toContain('a => b => c => a');
    expect(error.given).toBe('a/x depends on b/y, b/y depends on c/z, c/z depends on a/x');
    expect(codesOf(() => app.charts)).toEqual(['KV1502']);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('between objects of one chart', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    const [x, y] = [configMap(chart, 'x'), configMap(chart, 'y')];
    x.addDependency(y);
    y.addDependency(x);
    expect(errorOf(() => app.synth()).message).toContain('prod/x => prod/y => prod/x');
  });

  test('between groups of objects, where no two objects were named', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    const group = new Construct(chart, 'group');
    for (const id of ['x', 'y']) new ApiObject(group, id, { apiVersion: 'v1', kind: 'X' });
    chart.addDependency(group);
    const error = errorOf(() => app.synth());
    expect(error.message).toContain('prod/group/x => prod/group/y => prod/group/x');
    expect(error.given).toBe('prod depends on prod/group');
  });

  test('when something depends on itself', () => {
    const app = newApp();
    const x = configMap(new Chart(app, 'prod'), 'x');
    x.addDependency(x);
    expect(errorOf(() => app.synth()).message).toContain('KV1502 [prod/x]: it depends on itself');
  });

  test('without delay, when ten thousand objects each depend on their own chart', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    for (let i = 0; i < 10_000; i++)
      new ApiObject(chart, `o${i}`, { apiVersion: 'v1', kind: 'X' }).addDependency(chart);
    expect(codesOf(() => app.charts)).toEqual(['KV1502']);
  });

  test('but an object may depend on a scope of its own when nothing there depends on the object', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    const last = configMap(chart, 'last');
    configMap(chart, 'first');
    last.addDependency(chart);
    expect(order(app)).toEqual(['first', 'last']);
  });
});

describe('a dependency is refused', () => {
  test('on a construct of another app', () => {
    const app = newApp();
    const other = configMap(new Chart(new App(), 'elsewhere'), 'x');
    configMap(new Chart(app, 'prod'), 'y').addDependency(other);
    const error = errorOf(() => app.synth());
    expect([error.code, error.path]).toEqual(['KV1503', 'prod/y']);
    expect(error.message).toContain('elsewhere/x');
  });

  test('on something that is no construct', () => {
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'y').node.addDependency({});
    configMap(app.node.findChild('prod') as Chart, 'z').node.addDependency(undefined as never);
    expect(codesOf(() => app.synth())).toEqual(['KV1503', 'KV1503']);
  });

  test('but one on a construct without any chart or stack changes nothing', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    configMap(chart, 'x');
    chart.addDependency(new Construct(app, 'nothing'));
    app.synth();
    expect(entriesOf(app.outdir)).toEqual(['prod.k8s.yaml']);
  });
});
