import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { ApiObject, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { DataResource, TerraformStack } from 'cdktf';
import fc from 'fast-check';

import { ClusterApp } from '../../lib/app';
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
import { modesBelow, textsBelow } from '../support/folders';
import { runs } from '../support/seed';

const VALUE = 'correct-horse-battery-staple';
const WINDOW = 8;
/** Any piece of the value, plain or encoded, that is long enough to be of use. */
const forms = [VALUE, Buffer.from(VALUE).toString('base64')].flatMap((text) =>
  Array.from({ length: text.length - WINDOW + 1 }, (_, i) => text.slice(i, i + WINDOW)),
);

const folder = runFolder();
const at = (...path: string[]): string => join(folder(), ...path);

const rule = defineFinding('app', {
  code: 'KV1996',
  level: 'warning',
  title: 'a rule that quotes what it sees',
  explanation: 'It must see no secret.',
  source: 'test',
});

beforeEach(() => {
  process.env.KVORUM_TEST_SECRET = VALUE;
  mkdirSync(at('home'));
  writeFileSync(at('home/key'), `${VALUE}\n`, { mode: 0o600 });
});
afterEach(() => {
  delete process.env.KVORUM_TEST_SECRET;
  jest.restoreAllMocks();
});

const sources: Record<string, () => SecretValue> = {
  env: () => SecretValue.fromEnv('KVORUM_TEST_SECRET'),
  file: () => SecretValue.fromFile(at('home/key')),
  plain: () => SecretValue.unsafePlainText(VALUE),
  base64: () => SecretValue.fromEnv('KVORUM_TEST_SECRET').base64(),
  combined: () => SecretValue.combine([SecretValue.unsafePlainText(VALUE)], ([v]) => `user:${v!}`),
};

/** Ways to put a secret somewhere, right or wrong. */
const places: Record<string, (app: ClusterApp, secret: SecretValue) => void> = {
  data: (app, secret) => configMap(chartOf(app), 'data', { password: secret }),
  deep: (app, secret) =>
    configMap(chartOf(app), 'deep', { list: [{ late: Lazy.any({ produce: () => ({ x: secret }) }) }] }),
  name: (app, secret) =>
    new ApiObject(chartOf(app), 'name', { apiVersion: 'v1', kind: 'X', metadata: { name: secret as never } }),
  label: (app, secret) => configMap(chartOf(app), 'label').metadata.addLabel('x', secret as never),
  patch: (app, secret) => configMap(chartOf(app), 'patch').addJsonPatch(JsonPatch.add('/data/x', secret)),
  text: (app, secret) => configMap(chartOf(app), 'text', { x: `a ${String(secret)}` }),
  key: (app, secret) => configMap(chartOf(app), 'key', { [String(secret)]: 'x' }),
  file: (app, secret) => new OutputFile(app, 'file', { path: 'file', content: secret }),
  late: (app, secret) => new OutputFile(app, 'late', { path: 'late', content: FileContent.lazy(() => secret) }),
  open: (app, secret) => new OutputFile(app, 'open', { path: 'open', content: secret, mode: 0o644 }),
  json: (app, secret) => new OutputFile(app, 'json', { path: 'json', content: JSON.stringify({ secret }) }),
  stack: (app, secret) => new DataResource(stackOf(app), 'stack', { input: { secret } }),
  override: (app, secret) => stackOf(app).addOverride('variable.x.default', secret),
  clumsy: (app, secret) =>
    configMap(chartOf(app), 'clumsy', { x: secret.transformed('parse', (value) => String(JSON.parse(value))) }),
  wrong: (app, secret) =>
    configMap(chartOf(app), 'wrong', { x: secret.transformed('check', () => ({ expected: 'a key' })) }),
  thrown: (app, secret) => {
    const fail = (): never => {
      throw new Error(`cannot use ${inspect(secret)} ${JSON.stringify(secret)}`);
    };
    configMap(chartOf(app), 'thrown', { x: secret, y: Lazy.any({ produce: fail }) });
  },
  validation: (app, secret) => chartOf(app).node.addValidation({ validate: () => [`saw ${String(secret)}`] }),
  rule: (app, secret) => {
    const object = configMap(chartOf(app), 'rule', { password: secret });
    Findings.of(object).addCheck(() => [
      { type: rule, scope: object, details: { message: 'saw', given: JSON.stringify(renderedManifest(object)) } },
    ]);
  },
};

function chartOf(app: ClusterApp): Chart {
  return (app.node.tryFindChild('prod') as Chart | undefined) ?? new Chart(app, 'prod');
}

function stackOf(app: ClusterApp): TerraformStack {
  return (app.node.tryFindChild('infra') as TerraformStack | undefined) ?? new TerraformStack(app, 'infra');
}

/** Runs a program and gives everything that it told anybody, and every file that is not its owner's alone. */
function told(fill: (app: ClusterApp) => void, yamlOutputType: YamlOutputType): { text: string; isWritten: boolean } {
  const heard: string[] = [];
  const listen = (text: string | Uint8Array): boolean => {
    heard.push(String(text));
    return true;
  };
  jest.spyOn(process.stderr, 'write').mockImplementation(listen);
  jest.spyOn(process.stdout, 'write').mockImplementation(listen);
  let isWritten = false;
  try {
    const app = new ClusterApp({ outdir: at('out/dist'), yamlOutputType, recordConstructMetadata: true });
    fill(app);
    for (const look of [() => app.render().map((f) => f.text), () => [app.synthYaml()]]) {
      try {
        heard.push(...look());
      } catch (e) {
        heard.push(...everythingOf(e));
      }
    }
    app.synth();
    isWritten = true;
  } catch (e) {
    heard.push(...everythingOf(e));
  } finally {
    jest.restoreAllMocks();
  }
  const modes = modesBelow(at('out'));
  const open = Object.entries(textsBelow(at('out'))).filter(([path]) => !modes[path]!.endsWith('00'));
  return { text: [...heard, ...open.flat()].join('\n'), isWritten };
}

/** All that an error can be made to say. */
function everythingOf(e: unknown): string[] {
  const error = e as KvorumError;
  const parts = KvorumError.isKvorumError(e) ? e.all : [];
  return [error, ...parts].flatMap((x) => [
    String(x),
    x.stack ?? '',
    JSON.stringify(x),
    inspect(x, { depth: 10, showHidden: true }),
  ]);
}

test('no text, error or open file ever holds a secret, wherever it is put and whatever else fails', () => {
  let written = 0;
  fc.assert(
    fc.property(
      fc.subarray(Object.keys(places), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...Object.keys(sources)),
      fc.constantFrom(YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FILE_PER_APP),
      (names, source, type) => {
        const { text, isWritten } = told(
          (app) => names.forEach((name) => places[name]!(app, sources[source]!())),
          type,
        );
        for (const form of forms) expect(text.includes(form)).toBe(false);
        if (isWritten) written++;
      },
    ),
    runs(120),
  );
  expect(written).toBeGreaterThan(0);
});

test.each(Object.keys(places))(
  'a secret put into %s alone is not told, and is written only where it may be',
  (name) => {
    const { text, isWritten } = told((app) => places[name]!(app, sources.env!()), YamlOutputType.FILE_PER_CHART);
    for (const form of forms) expect(text).not.toContain(form);
    expect(isWritten).toBe(['data', 'deep', 'file', 'late', 'rule'].includes(name));
  },
);

test('a write that fails midway leaves no secret behind', () => {
  const write = fs.writeFileSync;
  let calls = 0;
  jest.spyOn(fs, 'writeFileSync').mockImplementation((...args) => {
    write(...args);
    if (++calls > 2) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  });
  const app = new ClusterApp({ outdir: at('out/dist') });
  for (const name of ['data', 'file', 'late']) places[name]!(app, sources.env!());
  expect(() => app.synth()).toThrow('KV1545');
  expect(textsBelow(at('out'))).toEqual({});
});

test('a hash of a file with a secret stands only where the secret could be read anyway', () => {
  const app = new ClusterApp({ outdir: at('out/dist') });
  places.file!(app, sources.env!());
  app.synth();
  const hash = spawnSync('sha256sum', [at('out/kvorum.out/file')], { encoding: 'utf8' }).stdout.slice(0, 64);
  const holders = Object.entries(textsBelow(at('out'))).filter(([, text]) => text.includes(hash));
  expect(holders.map(([path]) => [path, modesBelow(at('out'))[path]])).toEqual([
    ['kvorum.out/.written-secrets.json', '0600'],
  ]);
});
