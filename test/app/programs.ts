import type { App } from 'cdk8s';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';

/** A program in a form that can be run under any app: what stands where, and what depends on what. */
export interface Program {
  readonly nodes: readonly {
    readonly type: 'chart' | 'construct' | 'object';
    readonly under: number;
    readonly id: string;
  }[];
  readonly dependencies: readonly (readonly [number, number])[];
  /** Only what was made later depends on what was made earlier: most such programs have no circle. */
  readonly isOrderly: boolean;
}

// Names that cdk8s treats in different ways: as keys that look like an index, too long, not of DNS form, left out.
const ids = ['a', 'b', 'c', 'Resource', '1', '07', '10', 'Mixed.Case', 'long'.repeat(20)];

/** Random programs, small enough that cdk8s finishes. */
export const programs: fc.Arbitrary<Program> = fc.record({
  nodes: fc.array(
    fc.record({
      type: fc.constantFrom<'chart' | 'construct' | 'object'>('chart', 'construct', 'object', 'object'),
      under: fc.nat(20),
      id: fc.constantFrom(...ids),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  dependencies: fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 7 }),
  isOrderly: fc.boolean(),
});

/** Builds a program. */
export function build(app: App, { nodes, dependencies, isOrderly }: Program): void {
  const made: Construct[] = [new Chart(app, 'first')];
  const at = (i: number): Construct => made[i % made.length]!;
  for (const { type, under, id } of nodes) {
    // Objects need a chart above them, so only charts stand directly under the app.
    const parent = type === 'chart' && under % (made.length + 1) === made.length ? app : at(under);
    if (parent.node.tryFindChild(id) !== undefined) continue;
    if (type === 'construct') made.push(new Construct(parent, id));
    else if (type === 'chart') {
      made.push(new Chart(parent, id, { namespace: id.length > 3 ? 'ns' : undefined, labels: { chart: id } }));
    } else {
      const data = { z: parent.node.path, a: 'on', empty: {}, none: null, list: [1, '0755'] };
      made.push(new ApiObject(parent, id, { apiVersion: 'v1', kind: 'ConfigMap', data }));
    }
  }
  for (const [one, other] of dependencies) {
    const [a, b] = [one % made.length, other % made.length];
    const [source, target] = isOrderly ? [Math.max(a, b), Math.min(a, b)] : [a, b];
    if (source !== target) at(source).node.addDependency(at(target));
  }
}
