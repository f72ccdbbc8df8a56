import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ApiObjectProps } from 'cdk8s';
import { ApiObject, Chart, JsonPatch, Lazy, Yaml } from 'cdk8s';
import { TerraformVariable, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { ClusterApp } from '../../lib/app';
import { FileContent, Findings, OutputFile, SecretValue } from '../../lib/core';
import { CORE } from '../../lib/core/codes';
import { KvorumError } from '../../lib/core/error';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf } from '../support/folders';

const folder = runFolder();
const secret = SecretValue.unsafePlainText('hunter2');

/** Synthesizes a program; gives the codes of its errors, and holds that nothing was written. */
function refusals(build: (app: ClusterApp, chart: Chart) => unknown): string[] {
  const app = new ClusterApp({ outdir: join(folder(), 'dist') });
  const chart = new Chart(app, 'c');
  const codes = codesOf(() => {
    build(app, chart);
    app.synth();
  });
  expect(entriesOf(folder())).toEqual([]);
  return codes;
}

class OwnRendering extends ApiObject {
  public constructor(
    scope: Construct,
    private readonly extra: () => unknown,
    props: Partial<ApiObjectProps> = {},
  ) {
    super(scope, 'own', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own' }, ...props });
  }

  public override toJson(): unknown {
    return { ...super.toJson(), data: this.extra() };
  }
}

describe('an object that renders itself', () => {
  test('may hold a secret, which goes where secrets go', () => {
    const app = new ClusterApp({ outdir: join(folder(), 'dist') });
    const at = new Date(0);
    new OwnRendering(new Chart(app, 'c'), () => ({ password: secret, at }));
    app.synth();
    expect(entriesOf(join(folder(), 'dist'))).toEqual(['c-secrets.k8s.yaml']);
    const [written] = Yaml.load(join(folder(), 'dist/c-secrets.k8s.yaml')) as { data: { password: string } }[];
    expect(written!.data.password).toBe('hunter2');
    expect(readFileSync(join(folder(), 'dist/c-secrets.k8s.yaml'), 'utf8')).toContain('at: 1970-01-01');
  });

  test('so may a chart', () => {
    class OwnChart extends Chart {
      public override toJson(): unknown[] {
        return [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, stringData: { password: secret } }];
      }
    }
    const app = new ClusterApp({ outdir: join(folder(), 'dist') });
    new OwnChart(app, 'c');
    app.synth();
    expect(entriesOf(join(folder(), 'dist'))).toEqual(['c-secrets.k8s.yaml']);
  });

  test('may not hold what is no plain data, or itself', () => {
    for (const extra of [new Map([['password', secret]]), new Set(['x'])]) {
      expect(refusals((_, chart) => new OwnRendering(chart, () => extra))).toEqual(['KV1501']);
    }
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    expect(refusals((_, chart) => new OwnRendering(chart, () => cyclic))).toEqual(['KV1501']);
  });
});

test('a Map or a Set in a JSON patch is refused, not written as nothing', () => {
  for (const value of [new Map([['a', 'b']]), { deep: [new Set(['a'])] }]) {
    expect(refusals((_, chart) => configMap(chart, 'x').addJsonPatch(JsonPatch.add('/data/x', value)))).toEqual([
      'KV1501',
    ]);
  }
});

describe('a late value that takes what another object renders', () => {
  const object = (chart: Chart): ApiObject =>
    new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { p: secret } });
  const borrow = (chart: Chart, take: (json: Record<string, unknown>) => unknown): ApiObject =>
    configMap(chart, 'b', { taken: Lazy.any({ produce: () => take(object(chart).toJson() as never) }) as never });

  test('cannot hide its secrets in a text', () => {
    const hide = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64');
    expect(refusals((_, chart) => borrow(chart, hide))).toContain('KV1511');
  });

  test('may hand them on', () => {
    const app = new ClusterApp({ outdir: join(folder(), 'dist') });
    const chart = new Chart(app, 'c');
    const other = object(chart);
    configMap(chart, 'b', { taken: Lazy.any({ produce: () => other.toJson() as unknown }) as never });
    app.synth();
    const documents = Yaml.load(join(folder(), 'dist/c-secrets.k8s.yaml')) as { data?: object }[];
    expect(JSON.stringify(documents[1]!.data)).toContain('"p":"hunter2"');
  });
});

describe('a secret is found in', () => {
  test('the path of an output file', () => {
    expect(refusals((app) => new OutputFile(app, 'f', { path: `keys/${String(secret)}`, content: '' }))).toEqual([
      'KV1105',
    ]);
  });

  test('bytes', () => {
    const bytes = FileContent.bytes(Buffer.from(`password=${String(secret)}`));
    expect(refusals((app) => new OutputFile(app, 'f', { path: 'f', content: bytes }))).toEqual(['KV1511']);
  });

  test('the reason of an acknowledgement', () => {
    const reason = `the password is ${String(secret)}`;
    expect(refusals((app) => Findings.of(app).acknowledge('KV1504', reason))).toEqual(['KV1105']);
  });

  test('a text that was made of its placeholder', () => {
    for (const change of [
      (v: string) => v.toUpperCase(),
      (v: string) => v.slice(1, 4),
      (v: string) => Buffer.from(v).toString('base64'),
    ]) {
      const text = String(SecretValue.combine([secret], ([v]) => change(v!)));
      expect(refusals((_, chart) => configMap(chart, 'x', { text }))).toEqual(['KV1511']);
    }
  });
});

test('what a step throws is not printed, be it an error of the library', () => {
  const step = (value: string): never => {
    throw new KvorumError(CORE.wrongType, undefined, { message: `no good: ${value}` });
  };
  const app = new ClusterApp({ outdir: join(folder(), 'dist') });
  new OutputFile(app, 'a', { path: 'a', content: secret.transformed('step', step) });
  new OutputFile(app, 'b', { path: 'b', content: SecretValue.combine([secret], ([v]) => step(v!)) });
  new OutputFile(app, 'c', { path: 'c', content: secret.transformed('step', (v) => ({ expected: `not ${v}` })) });
  const error = errorOf(() => app.synth());
  expect(error.all.map((e) => e.code)).toEqual(['KV1103', 'KV1103', 'KV1103']);
  expect(error.message + error.stack!).not.toContain('hunter2');
});

describe('a value that only Terraform knows is found', () => {
  const number = (app: ClusterApp): number =>
    new TerraformVariable(new TerraformStack(app, 'infra'), 'port', { type: 'number' }).numberValue;

  test('as a number that became text, in an object and in a file', () => {
    expect(refusals((app, chart) => configMap(chart, 'x', { text: `port=${number(app)}` }))).toEqual(['KV1510']);
    expect(
      refusals((app) => new OutputFile(app, 'f', { path: 'f', content: JSON.stringify({ port: number(app) }) })),
    ).toEqual(['KV1510']);
  });

  test('in bytes and in the path of a file', () => {
    const bytes = (app: ClusterApp): FileContent => FileContent.bytes(Buffer.from(`port=${number(app)}`));
    expect(refusals((app) => new OutputFile(app, 'f', { path: 'f', content: bytes(app) }))).toEqual(['KV1510']);
    expect(refusals((app) => new OutputFile(app, 'f', { path: `p${number(app)}`, content: '' }))).toEqual(['KV1510']);
  });

  test('but another large number is none', () => {
    const app = new ClusterApp({ outdir: join(folder(), 'dist') });
    configMap(new Chart(app, 'c'), 'x', { text: 'from -1.5e+300 to 1e+9' });
    app.synth();
    expect(entriesOf(join(folder(), 'dist'))).toEqual(['c.k8s.yaml']);
  });
});
