import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { AppProps } from 'cdk8s';
import { ApiObject, App, Chart, JsonPatch, Lazy, Yaml, YamlOutputType } from 'cdk8s';
import type { Construct } from 'constructs';

import { ClusterApp } from '../../lib/app';
import { FileContent, OutputFile, SecretValue } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf, modesBelow } from '../support/folders';

const folder = runFolder();
const secret = (): SecretValue => SecretValue.fromEnv('KVORUM_TEST_SECRET');

beforeEach(() => (process.env.KVORUM_TEST_SECRET = 'hunter2'));
afterEach(() => delete process.env.KVORUM_TEST_SECRET);

function newApp(props: AppProps = {}): ClusterApp {
  return new ClusterApp({ outdir: join(folder(), 'dist'), ...props });
}

function secretObject(scope: Construct, name: string, value: unknown = secret()): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    stringData: { password: value },
  });
}

/** Each manifest file with its mode and the names of its objects. */
function manifests(): Record<string, string> {
  const dist = join(folder(), 'dist');
  return Object.fromEntries(
    Object.entries(modesBelow(dist)).map(([path, mode]) => [
      path,
      [mode, ...Yaml.load(join(dist, path)).map((o: { metadata: { name: string } }) => o.metadata.name)].join(' '),
    ]),
  );
}

describe('objects with a secret', () => {
  test('go to a file of their own beside that of their chart', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    configMap(chart, 'first');
    secretObject(chart, 'credentials');
    configMap(chart, 'last');
    app.synth();
    expect(manifests()).toEqual({ 'prod.k8s.yaml': '0644 first last', 'prod-secrets.k8s.yaml': '0600 credentials' });
    const text = readFileSync(join(folder(), 'dist/prod-secrets.k8s.yaml'), 'utf8');
    expect(text).toContain('password: hunter2');
  });

  test('join the objects of the chart that is there for them, after its own', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    secretObject(chart, 'split');
    configMap(chart, 'open');
    const secrets = new Chart(app, 'prod-secrets');
    configMap(secrets, 'notes');
    secretObject(secrets, 'own');
    app.synth();
    expect(manifests()).toEqual({ 'prod.k8s.yaml': '0644 open', 'prod-secrets.k8s.yaml': '0600 notes own split' });
  });

  test('keep the file of a chart that is named for them, and a chart of that name without any stays open', () => {
    const app = newApp();
    secretObject(new Chart(app, 'prod-secrets'), 'own');
    configMap(new Chart(app, 'no-secrets'), 'plain');
    app.synth();
    expect(manifests()).toEqual({ 'prod-secrets.k8s.yaml': '0600 own', 'no-secrets.k8s.yaml': '0644 plain' });
  });

  test('leave no empty file behind when the chart has nothing else', () => {
    const app = newApp();
    secretObject(new Chart(app, 'prod'), 'own');
    app.synth();
    expect(manifests()).toEqual({ 'prod-secrets.k8s.yaml': '0600 own' });
  });

  test('follow the numbers of charts that depend on each other, and nested charts', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    const inner = new Chart(chart, 'inner', { disableResourceNameHashes: true });
    secretObject(inner, 'deep');
    configMap(inner, 'open');
    secretObject(chart, 'outer');
    new Chart(app, 'prod-secrets').addDependency(chart);
    app.synth();
    const [deepOpen, deep, ...rest] = Object.keys(manifests()).sort().reverse().reverse();
    expect([deepOpen, deep]).toEqual([
      expect.stringMatching(/^0000-prod-inner-c8.*-secrets\.k8s\.yaml$/),
      expect.stringMatching(/^0000-prod-inner-c8[0-9a-f]+\.k8s\.yaml$/),
    ]);
    expect(rest).toEqual(['0002-prod-secrets.k8s.yaml']);
    expect(manifests()['0002-prod-secrets.k8s.yaml']).toBe('0600 outer');
  });

  test('clash with another chart that has the very name of their file', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    secretObject(chart, 'own');
    configMap(chart, 'open');
    const group = new Chart(app, 'x');
    configMap(group, 'y');
    jest.spyOn(app.node, 'tryFindChild').mockReturnValue(undefined);
    configMap(new Chart(app, 'prod-secrets'), 'other');
    expect(codesOf(() => app.synth())).toEqual(['KV1505']);
  });

  test.each([
    [YamlOutputType.FILE_PER_APP, { 'app.k8s.yaml': '0644 open other', 'app-secrets.k8s.yaml': '0600 own' }],
    [
      YamlOutputType.FILE_PER_RESOURCE,
      {
        'ConfigMap.open.k8s.yaml': '0644 open',
        'ConfigMap.other.k8s.yaml': '0644 other',
        'Secret.own-secrets.k8s.yaml': '0600 own',
      },
    ],
    [
      YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
      {
        'prod/ConfigMap.open.k8s.yaml': '0644 open',
        'prod/Secret.own-secrets.k8s.yaml': '0600 own',
        'tools/ConfigMap.other.k8s.yaml': '0644 other',
      },
    ],
  ])('are kept apart in every layout (%p)', (yamlOutputType, expected) => {
    const app = newApp({ yamlOutputType });
    const chart = new Chart(app, 'prod');
    secretObject(chart, 'own');
    configMap(chart, 'open');
    configMap(new Chart(app, 'tools'), 'other');
    app.synth();
    expect(manifests()).toEqual(expected);
  });

  test('may hold it anywhere below the head, also from a late value or a resolver of the user', () => {
    const app = newApp({ resolvers: [{ resolve: (c) => c.value === 'password' && c.replaceValue(secret()) }] });
    const object = new ApiObject(new Chart(app, 'prod'), 'x', {
      apiVersion: 'v1',
      kind: 'Thing',
      spec: {
        list: [{ deep: secret() }],
        late: Lazy.any({ produce: () => ({ inner: secret().base64() }) }),
        own: 'password',
      },
    });
    object.addJsonPatch(JsonPatch.move('/spec/late', '/spec/moved'));
    app.synth();
    expect(Yaml.load(join(folder(), 'dist/prod-secrets.k8s.yaml'))[0].spec).toEqual({
      list: [{ deep: 'hunter2' }],
      moved: { inner: 'aHVudGVyMg==' },
      own: 'hunter2',
    });
  });

  test('are written so that the value arrives as it is', () => {
    for (const value of [
      'yes',
      '0755',
      ' "quoted"\n',
      '{a: b}',
      '# none',
      'ключ',
      'a\tb',
      '-----BEGIN KEY-----\nx\n-----END KEY-----\n',
    ]) {
      const app = newApp();
      secretObject(new Chart(app, 'prod'), 'own', SecretValue.unsafePlainText(value));
      app.synth();
      expect(Yaml.load(join(folder(), 'dist/prod-secrets.k8s.yaml'))[0].stringData.password).toBe(value);
    }
  });
});

describe('a text that imitates the mark of a secret', () => {
  const START = '\uE0F0';
  const END = '\uE0F1';
  const forged = (text: string): string => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    secretObject(chart, 'own');
    configMap(chart, 'x', { text });
    return errorOf(() => app.synth()).code;
  };

  test('is refused, as is each of the two characters alone', () => {
    for (const text of [`${START}kvorum-value:0${END}`, `${START}0${END}`, START, END, `a${END}`]) {
      expect(forged(text)).toBe('KV1553');
    }
    expect(entriesOf(folder())).toEqual([]);
  });

  test('is refused in a key, and in another field of the object with the secret', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    configMap(chart, 'x', { [`${START}0${END}`]: 'x' });
    new ApiObject(chart, 'own', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'own' },
      stringData: { password: secret(), user: `${START}kvorum-value:0${END}` },
    });
    expect(codesOf(() => app.synth())).toEqual(['KV1553', 'KV1553']);
  });

  test('other characters of the private use area are texts like all others', () => {
    const app = newApp();
    const text = '\uE0EF \uE0F2 \uF8FF';
    configMap(new Chart(app, 'prod'), 'x', { text });
    app.synth();
    expect(Yaml.load(join(folder(), 'dist/prod.k8s.yaml'))[0].data.text).toBe(text);
  });
});

describe('a secret is refused', () => {
  test('in the head of an object, where everybody can read it', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod', { namespace: secret() as never });
    const object = configMap(chart, 'x');
    object.metadata.addLabel('key', secret() as never);
    object.metadata.addAnnotation('key', secret() as never);
    new ApiObject(chart, 'named', {
      apiVersion: 'v1',
      kind: 'X',
      metadata: { name: secret() as never, namespace: 'a' },
    });
    const { all } = errorOf(() => app.synth());
    expect(all.map((e) => [e.code, e.path, e.property])).toEqual([
      ['KV1105', 'prod/named', 'metadata.name'],
      ['KV1105', 'prod/x', 'metadata.annotations.key'],
      ['KV1105', 'prod/x', 'metadata.labels.key'],
      ['KV1105', 'prod/x', 'metadata.namespace'],
    ]);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('in a JSON patch, which would write its placeholder', () => {
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'x').addJsonPatch(JsonPatch.add('/data/password', secret()));
    const { all } = errorOf(() => app.synth());
    expect(all.map((e) => e.code)).toEqual(['KV1511', 'KV1512']);
    expect(all[1]!.message).toContain('/data/password');
  });

  test('once it was turned into text, in a value, a key or an output file', () => {
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'x', { text: `password=${String(secret())}`, [String(secret())]: 'x' });
    new OutputFile(app, 'file', { path: 'file', content: JSON.stringify({ password: secret() }) });
    expect(codesOf(() => app.synth())).toEqual(['KV1511', 'KV1511', 'KV1511']);
  });

  test('but a text that only speaks of secrets is none', () => {
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'x', { text: 'put the <secret: value> here', tag: '<secret>' });
    app.synth();
    expect(entriesOf(join(folder(), 'dist'))).toEqual(['prod.k8s.yaml']);
  });

  test('in an output file that others could read', () => {
    const app = newApp();
    new OutputFile(app, 'open', { path: 'open', content: secret(), mode: 0o640 });
    const error = errorOf(() => app.synth());
    expect([error.code, error.given]).toEqual(['KV1402', '0o640']);
  });

  test('under a plain cdk8s.App, which cannot keep it', () => {
    const app = new App({ outdir: join(folder(), 'dist') });
    secretObject(new Chart(app, 'prod'), 'own');
    expect(() => app.synth()).toThrow('KV1104');
    expect(() => app.synth()).not.toThrow('hunter2');
  });
});

describe('every secret is resolved before anything is written', () => {
  test('and each that is missing is an error, once, at the first place that needs it', () => {
    delete process.env.KVORUM_TEST_SECRET;
    const app = newApp();
    const chart = new Chart(app, 'prod');
    configMap(chart, 'open');
    secretObject(chart, 'a');
    secretObject(chart, 'b');
    secretObject(chart, 'c', SecretValue.fromEnv('KVORUM_TEST_OTHER'));
    new OutputFile(app, 'key', { path: 'key', content: SecretValue.fromFile('/nonexistent/id_rsa') });
    const { all } = errorOf(() => app.synth());
    expect(all.map((e) => [e.code, e.path])).toEqual([
      ['KV1101', 'key'],
      ['KV1101', 'prod/a'],
      ['KV1101', 'prod/c'],
    ]);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('each once, however many objects hold it', () => {
    let read = 0;
    const counted = secret().transformed('count', (value) => (read++, value));
    const app = newApp();
    const chart = new Chart(app, 'prod');
    for (const name of ['a', 'b', 'c']) secretObject(chart, name, counted);
    app.synth();
    expect(read).toBe(1);
    expect(manifests()).toEqual({ 'prod-secrets.k8s.yaml': '0600 a b c' });
  });

  test('and a step that fails says nothing of the value', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    secretObject(
      chart,
      'a',
      secret().transformed('parse', (value) => String(JSON.parse(`{"${value}`))),
    );
    secretObject(
      chart,
      'b',
      secret().transformed('form', () => ({ expected: 'a private key' })),
    );
    secretObject(
      chart,
      'c',
      SecretValue.combine([secret()], ([value]) => {
        throw new Error(value);
      }),
    );
    const error = errorOf(() => app.synth());
    expect(error.all.map((e) => e.code)).toEqual(['KV1103', 'KV1103', 'KV1103']);
    expect(JSON.stringify(error) + error.message + error.stack!).not.toContain('hunter2');
  });

  test('but not by render, synthYaml or a test of one chart, which show placeholders', () => {
    delete process.env.KVORUM_TEST_SECRET;
    const app = newApp();
    const chart = new Chart(app, 'prod');
    const object = secretObject(chart, 'own');
    new OutputFile(app, 'key', { path: 'key', content: FileContent.lazy(() => secret()) });
    const files = app.render();
    expect(files.map(({ path, secret: isSecret, mode }) => [path, isSecret, mode.toString(8)])).toEqual([
      ['prod-secrets.k8s.yaml', true, '600'],
      ['key', true, '600'],
      ['report.json', false, '644'],
    ]);
    expect(files[0]!.text).toContain('password: <secret:env:KVORUM_TEST_SECRET>');
    expect(app.synthYaml()).toContain('password: <secret:env:KVORUM_TEST_SECRET>');
    expect(chart.toJson()[0].stringData.password).toBe('<secret:env:KVORUM_TEST_SECRET>');
    expect(object.toJson().stringData.password).toBe('<secret:env:KVORUM_TEST_SECRET>');
  });
});

describe('an app for tests', () => {
  test('writes placeholders and reads neither the environment nor a file', () => {
    delete process.env.KVORUM_TEST_SECRET;
    const app = ClusterApp.forTesting({ outdir: join(folder(), 'dist') });
    secretObject(new Chart(app, 'prod'), 'own', SecretValue.fromFile('/nonexistent/key').base64());
    new OutputFile(app, 'key', { path: 'key', content: secret() });
    app.synth();
    expect(readFileSync(join(app.kvorumOutdir, 'key'), 'utf8')).toBe('<secret:env:KVORUM_TEST_SECRET>');
    expect(Yaml.load(join(folder(), 'dist/prod-secrets.k8s.yaml'))[0].stringData.password).toBe(
      '<secret:file:/nonexistent/key|base64>',
    );
    expect(manifests()).toEqual({ 'prod-secrets.k8s.yaml': '0600 own' });
  });
});

test('a file that was readable by all and now holds a secret is closed', () => {
  mkdirSync(join(folder(), 'dist'));
  const path = join(folder(), 'dist/prod-secrets.k8s.yaml');
  writeFileSync(path, 'old');
  chmodSync(path, 0o666);
  const app = newApp();
  secretObject(new Chart(app, 'prod'), 'own');
  app.synth();
  app.synth();
  expect(manifests()).toEqual({ 'prod-secrets.k8s.yaml': '0600 own' });
});
