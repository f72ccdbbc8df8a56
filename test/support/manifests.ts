import type { Chart } from 'cdk8s';
import { Testing } from 'cdk8s';

/** An object of Kubernetes, as it is written. */
export type Manifest = Readonly<Record<string, any>>;

/** The objects of a chart, in their order. */
export function manifestsOf(chart: Chart): readonly Manifest[] {
  return Testing.synth(chart) as Manifest[];
}

/**
 * The object of a kind and a name among others. It fails the test when there is none.
 *
 * @param name Without it: the first of its kind.
 */
export function manifestOf(objects: readonly Manifest[], kind: string, name?: string): Manifest {
  const found = objects.find((o) => o.kind === kind && (name === undefined || o.metadata.name === name));
  if (found === undefined) throw new Error(`there is no ${kind} ${name ?? ''}`);
  return found;
}
