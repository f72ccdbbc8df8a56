import { Chart } from 'cdk8s';

import { KvorumError } from '../core';
import { APP } from './codes';
import type { Dependencies } from './dependencies';
import { nameOf } from './dependencies';
import type { PendingFile } from './pending-file';
import { PostOrderWalk } from './post-order';
import type { ConstructIndex } from './construct-index';

/** A chart or a stack, and what has to be applied before it. */
export interface Phase {
  /** Path of the chart or stack. */
  readonly path: string;
  readonly kind: 'chart' | 'stack';
  /** Paths of the charts and stacks that come first. */
  readonly dependsOn: readonly string[];
  /** Its files, each with the output folder in front, for example `manifests/prod.k8s.yaml`. */
  readonly files: readonly string[];
}

/** Charts and stacks in an order in which they can be applied. */
export interface PhasePlan {
  readonly phases: readonly Phase[];
  readonly faults: readonly KvorumError[];
}

/**
 * Orders charts and stacks together. cdk8s and cdktf each order their own; only here does a chart wait for the
 * machines of a stack.
 *
 * @param charts The charts, in their own order.
 */
export function planPhases(
  tree: ConstructIndex,
  dependencies: Dependencies,
  charts: readonly number[],
  pending: readonly PendingFile[],
): PhasePlan {
  const stacks = tree.units.map((unit, i) => (unit === i && !Chart.isChart(tree.at(i)) ? i : -1)).filter((i) => i >= 0);
  const targetsOf = (unit: number): number[] => [...(dependencies.units.get(unit) ?? [])].sort((a, b) => a - b);
  const walk = new PostOrderWalk(targetsOf);
  // Machines come before what runs on them, unless the program says otherwise.
  for (const unit of [...stacks, ...charts]) {
    const cycle = walk.visit(unit);
    if (cycle.length > 0) return { phases: [], faults: [cycleFault(tree, dependencies, cycle)] };
  }
  const files = new Map<string, string[]>();
  for (const file of pending) {
    for (const source of file.kind === 'manifest' || file.kind === 'stack' ? file.sources : []) {
      const { path } = source.node;
      const known = files.get(path) ?? [];
      known.push(`${file.folder}/${file.path}`);
      files.set(path, known);
    }
  }
  const phases = walk.visited.map((unit): Phase => {
    const { path } = tree.at(unit).node;
    return {
      path,
      kind: Chart.isChart(tree.at(unit)) ? 'chart' : 'stack',
      dependsOn: targetsOf(unit).map((target) => tree.at(target).node.path),
      files: files.get(path) ?? [],
    };
  });
  return { phases, faults: [] };
}

function cycleFault(tree: ConstructIndex, dependencies: Dependencies, cycle: readonly number[]): KvorumError {
  const names = [...cycle, cycle[0]!].map((i) => nameOf(tree.at(i)));
  const message = `dependencies form a cycle: ${names.join(' => ')}`;
  const given = dependencies.explain(tree, cycle);
  const fix = 'remove one of these dependencies';
  return new KvorumError(APP.dependencyCycle, tree.at(cycle[0]!), { message, given, fix });
}
