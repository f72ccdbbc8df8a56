import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AppProps } from 'cdk8s';
import { ApiObject, App, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';

import { ClusterApp } from '../../lib/app';
import { KvorumError } from '../../lib/core';

/** A program in a form that can be run under any app: what stands where, and what depends on what. */
interface Program {
  readonly nodes: readonly { readonly type: 'chart' | 'construct' | 'object'; readonly under: number; readonly id: string }[];
  readonly dependencies: readonly (readonly [number, number])[];
}

const ids = ['a', 'b', 'c', 'Resource', '1', '07', '10', 'Mixed.Case', 'long'.repeat(20)];

const programs: fc.Arbitrary<Program> = fc.record({
  nodes: fc.array(
    fc.record({
      type: fc.constantFrom('chart' as const, 'construct' as const, 'object' as const, 'object' as const),
      under: fc.nat(20),
      id: fc.constantFrom(...ids),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  dependencies: fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 6 }),
});

function run(app: App, program: Program): number {
  const made: Construct[] = [new Chart(app, 'first')];
  for (const { type, under, id } of program.nodes) {
    const wanted = under % (made.length + 1);
    // Only charts stand directly under the app: everything else needs one above it.
    const parent = type === 'chart' && wanted === made.length ? app : (made[wanted % made.length] as Construct);
    if (parent.node.tryFindChild(id) !== undefined) continue;
    if (type === 'chart') made.push(new Chart(parent, id, { namespace: id.length > 3 ? 'ns' : undefined, labels: { made: id } }));
    else if (type === 'construct') made.push(new Construct(parent, id));
    else made.push(new ApiObject(parent, id, { apiVersion: 'v1', kind: 'ConfigMap', data: { z: parent.node.path, a: 'on' } } as never));
  }
  for (const [source, target] of program.dependencies) {
    const [s, t] = [source % made.length, target % made.length];
    if (s !== t) (made[s] as Construct).node.addDependency(made[t] as Construct);
  }
  return made.filter((c) => c instanceof ApiObject).length;
}

function filesBelow(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return Object.fromEntries(
    entries
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvorum-same-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly files: Record<string, string>;
  readonly yaml: string;
  readonly objects: number;
  readonly error: unknown;
}

let round = 0;

function outcome(make: (props: AppProps) => App, build: (app: App) => number, props: AppProps): Outcome {
  const outdir = join(folder, String(round++), 'dist');
  const app = make({ ...props, outdir });
  const objects = build(app);
  try {
    app.synth();
    return { files: filesBelow(outdir), yaml: app.synthYaml(), objects, error: undefined };
  } catch (error) {
    return { files: {}, yaml: '', objects, error };
  }
}

const stock = (props: AppProps): App => new App(props);
const ours = (props: AppProps): App => new ClusterApp(props);

const types = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

test('a random program gives the bytes of cdk8s wherever cdk8s finishes with all of its objects', () => {
  let compared = 0;
  let cyclic = 0;
  fc.assert(
    fc.property(programs, fc.constantFrom(...types), (program, yamlOutputType) => {
      const props = { yamlOutputType, recordConstructMetadata: true };
      const build = (app: App): number => run(app, program);
      const expected = outcome(stock, build, props);
      const actual = outcome(ours, build, props);
      if (actual.error === undefined) {
        expect(expected.error).toBeUndefined();
        expect(actual.files).toEqual(expected.files);
        expect(actual.yaml).toBe(expected.yaml);
        compared++;
        return;
      }
      // cdk8s overlooks some circles, and then leaves their objects out or recurses until the stack is full.
      expect(KvorumError.isKvorumError(actual.error) && actual.error.code).toBe('KV1502');
      const written = expected.yaml === '' ? 0 : expected.yaml.split('---\n').length;
      expect(expected.error !== undefined || written < expected.objects).toBe(true);
      cyclic++;
    }),
    { numRuns: Number(process.env['KVORUM_RUNS'] ?? 300), seed: process.env['KVORUM_SEED'] ? Number(process.env['KVORUM_SEED']) : undefined },
  );
  expect(compared).toBeGreaterThan(0);
  console.log({compared, cyclic});
});
