import { join } from 'node:path';

import { ApiObject, Chart, YamlOutputType } from 'cdk8s';

import { ClusterApp } from '../../lib/app';
import { Findings, OutputFile } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf } from '../support/folders';

const folder = runFolder();

function newApp(yamlOutputType?: YamlOutputType): ClusterApp {
  return new ClusterApp({ outdir: join(folder(), 'dist'), yamlOutputType });
}

function object(
  chart: Chart,
  id: string,
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
): ApiObject {
  return new ApiObject(chart, id, { apiVersion, kind, metadata: { name, namespace } });
}

describe('two objects of one kind, namespace and name', () => {
  test('are refused wherever they stand, and both are named', () => {
    const app = newApp();
    configMap(new Chart(app, 'one'), 'settings');
    configMap(new Chart(app, 'two'), 'settings');
    const error = errorOf(() => app.synth());
    expect([error.code, error.path]).toEqual(['KV1504', 'two/settings']);
    expect(error.message).toContain('the ConfigMap settings is also created by one/settings');
    expect(entriesOf(folder())).toEqual([]);
  });

  test('are refused across versions of one group, and after patches', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    object(chart, 'a', 'apps/v1', 'Deployment', 'web', 'x');
    object(chart, 'b', 'apps/v1beta1', 'Deployment', 'web', 'x');
    expect(codesOf(() => app.synth())).toEqual(['KV1504']);
  });

  test('may be accepted by whoever applies them to different clusters', () => {
    const app = newApp();
    configMap(new Chart(app, 'one'), 'settings');
    const two = new Chart(app, 'two');
    configMap(two, 'settings');
    Findings.of(two).acknowledge('KV1504', 'another cluster');
    app.synth();
    expect(entriesOf(join(folder(), 'dist'))).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  });

  test('are not the same when group, kind, namespace or name differ, or when the cluster makes the name', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    object(chart, 'a', 'v1', 'Service', 'web');
    object(chart, 'b', 'serving.knative.dev/v1', 'Service', 'web');
    object(chart, 'c', 'v1', 'Secret', 'web');
    object(chart, 'd', 'v1', 'Service', 'web', 'other');
    object(chart, 'e', 'v1', 'Service', 'Web');
    for (const id of ['f', 'g']) {
      const job = new ApiObject(chart, id, { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'run-' } });
      jest
        .spyOn(job, 'toJson')
        .mockReturnValue({ apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'run-' } });
    }
    app.synth();
    expect(entriesOf(join(folder(), 'dist'))).toEqual(['prod.k8s.yaml']);
  });
});

describe('two files of one path', () => {
  const file = (app: ClusterApp, id: string, path: string): OutputFile =>
    new OutputFile(app, id, { path, content: id });

  test('are refused, and both are named', () => {
    const app = newApp();
    file(app, 'a', 'prod/config.yml');
    file(app, 'b', 'prod/config.yml');
    const error = errorOf(() => app.synth());
    expect([error.code, error.path]).toEqual(['KV1505', 'b']);
    expect(error.message).toContain('prod/config.yml is also taken by a');
    expect(entriesOf(folder())).toEqual([]);
  });

  test('are refused when they differ by case, or by the way to write an accent', () => {
    const app = newApp();
    file(app, 'a', 'Prod/config.yml');
    file(app, 'b', 'prod/Config.yml');
    file(app, 'c', 'caf\u00e9');
    file(app, 'd', 'cafe\u0301');
    expect(errorOf(() => app.synth()).all.map((e) => e.path)).toEqual(['b', 'd']);
  });

  test('are refused when one is a folder of the other', () => {
    const app = newApp();
    file(app, 'a', 'prod');
    file(app, 'b', 'prod/config.yml');
    const error = errorOf(() => app.synth());
    expect([error.code, error.path]).toEqual(['KV1505', 'a']);
  });

  test('are refused for the files of the app itself', () => {
    const app = newApp();
    file(app, 'a', 'report.json');
    file(app, 'b', '.written.json');
    file(app, 'c', '.written-secrets.json');
    const { all } = errorOf(() => app.synth());
    expect(all.map(({ code, path }) => `${code} ${path}`)).toEqual(['KV1505 a', 'KV1505 b', 'KV1505 c']);
    expect(all[0]!.message).toContain('KV1505 [a]: the path report.json is also taken by the app itself');
  });

  test('are refused for objects that cdk8s would let overwrite each other', () => {
    const app = newApp(YamlOutputType.FILE_PER_RESOURCE);
    const chart = new Chart(app, 'prod');
    object(chart, 'a', 'v1', 'Service', 'web', 'x');
    object(chart, 'b', 'v1', 'Service', 'web', 'y');
    expect(codesOf(() => app.synth())).toEqual(['KV1505']);
  });

  test('are refused when an extension leads out of the folder', () => {
    const app = new ClusterApp({ outdir: join(folder(), 'dist'), outputFileExtension: '/../../../x.yaml' });
    configMap(new Chart(app, 'prod'), 'x');
    expect(codesOf(() => app.synth())).toEqual(['KV1401']);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('are not the same in different folders', () => {
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'x');
    file(app, 'a', 'prod.k8s.yaml');
    file(app, 'b', 'prod/a');
    file(app, 'c', 'prod/b');
    file(app, 'd', 'prods');
    app.synth();
    expect(entriesOf(join(folder(), 'kvorum.out'))).toEqual([
      '.written.json',
      'prod',
      'prod.k8s.yaml',
      'prods',
      'report.json',
    ]);
  });
});
