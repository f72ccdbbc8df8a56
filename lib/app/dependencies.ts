import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { KvorumError } from '../core';
import { reasonOf } from '../core/format';
import { APP } from './codes';
import type { ConstructIndex } from './construct-index';

/** A declared dependency. */
interface Declared {
  readonly source: number;
  readonly target: number;
}

/**
 * The dependencies of a tree: those declared by `addDependency`, and those that follow from them.
 *
 * The rules are those of cdk8s: a chart comes after the charts directly inside it; a dependency between constructs of
 * two charts is one of the charts too; and every object of the one construct depends on every object of the other.
 * The last are never expanded here: between two charts of a hundred objects they would be ten thousand.
 */
export class Dependencies {
  /** For each construct in a chart, the constructs in charts that it depends on. */
  public readonly targets: readonly (readonly number[])[];
  /** Whether nothing in any chart depends on anything. */
  public readonly isEmpty: boolean;
  /** Whether any chart depends on another: cdk8s then numbers the files. */
  public readonly betweenCharts: boolean;
  /** For each chart and stack, those that have to be applied before it. */
  public readonly units: ReadonlyMap<number, ReadonlySet<number>>;
  /** Invalid dependencies. */
  public readonly faults: readonly KvorumError[];

  private readonly origins = new Map<string, Declared>();

  public constructor(tree: ConstructIndex) {
    const faults: KvorumError[] = [];
    const targets: number[][] = [];
    const unitTargets = new Map<number, Set<number>>();
    const outside: Declared[] = [];

    for (let source = 0; source < tree.constructs.length; source++) {
      const inChart: number[] = [];
      for (const target of declaredTargets(tree, source, faults)) {
        if (chartOf(tree, source) >= 0 && chartOf(tree, target) >= 0) inChart.push(target);
        else outside.push({ source, target });
      }
      targets.push(inChart);
    }
    const addToChart = chartTargets(targets);
    for (let chart = 0; chart < targets.length; chart++) {
      if (!Chart.isChart(tree.at(chart))) continue;
      for (const child of tree.at(chart).node.children) {
        if (Chart.isChart(child)) addToChart(chart, tree.numberOf(child)!);
      }
    }

    const chartPairs: Declared[] = [];
    const noteUnits = (source: number, target: number, declared: Declared): void => {
      if (source === target) return;
      let known = unitTargets.get(source);
      if (known === undefined) unitTargets.set(source, (known = new Set()));
      known.add(target);
      if (!this.origins.has(`${source} ${target}`)) this.origins.set(`${source} ${target}`, declared);
      if (chartOf(tree, source) === source && chartOf(tree, target) === target) chartPairs.push({ source, target });
    };
    targets.forEach((list, source) => {
      for (const target of list) noteUnits(chartOf(tree, source), chartOf(tree, target), { source, target });
    });
    // cdk8s refuses a dependency without a chart on both sides. Here it is one between charts and stacks.
    for (const declared of outside) {
      for (const source of tree.unitsOf(declared.source)) {
        for (const target of tree.unitsOf(declared.target)) noteUnits(source, target, declared);
      }
    }
    tree.units.forEach((unit, source) => {
      if (unit !== source || Chart.isChart(tree.at(source))) return;
      for (const target of stackDependencies(tree, source)) noteUnits(source, target, { source, target });
    });
    for (const { source, target } of chartPairs) addToChart(source, target);

    this.targets = targets;
    this.isEmpty = targets.every((list) => list.length === 0);
    this.betweenCharts = chartPairs.length > 0;
    this.units = unitTargets;
    this.faults = faults;
  }

  /** The declared dependencies behind those of charts and stacks in a circle, as text. */
  public explain(tree: ConstructIndex, cycle: readonly number[]): string {
    return cycle
      .map((source, i) => this.origins.get(`${source} ${cycle[(i + 1) % cycle.length]!}`))
      .filter((d) => d !== undefined)
      .map((d) => `${nameOf(tree.at(d.source))} depends on ${nameOf(tree.at(d.target))}`)
      .join(', ');
  }
}

/** How a construct is named in a text: the root has an empty path. */
export function nameOf(construct: IConstruct): string {
  return construct.node.path === '' ? 'the app' : construct.node.path;
}

function chartOf(tree: ConstructIndex, number: number): number {
  return tree.charts[number]!;
}

/** Adds the missing dependencies to those of a chart. */
function chartTargets(targets: number[][]): (chart: number, target: number) => void {
  const known = new Map<number, Set<number>>();
  return (chart, target) => {
    const list = targets[chart]!;
    let set = known.get(chart);
    if (set === undefined) known.set(chart, (set = new Set(list)));
    if (set.has(target)) return;
    set.add(target);
    list.push(target);
  };
}

/** The dependencies of stacks that cdktf knows, including those from references between them. */
function stackDependencies(tree: ConstructIndex, stack: number): number[] {
  const { dependencies } = tree.at(stack) as IConstruct & { readonly dependencies?: readonly IConstruct[] };
  return (dependencies ?? []).map((d) => tree.numberOf(d)).filter((n) => n !== undefined);
}

function declaredTargets(tree: ConstructIndex, source: number, faults: KvorumError[]): number[] {
  const scope = tree.at(source);
  let declared: readonly IConstruct[];
  try {
    declared = scope.node.dependencies;
  } catch (e) {
    const message = `addDependency was given something that is not a construct: ${reasonOf(e)}`;
    faults.push(new KvorumError(APP.badDependency, scope, { message }));
    return [];
  }
  const found: number[] = [];
  for (const construct of declared) {
    const target = tree.numberOf(construct);
    if (target === undefined) {
      const message = `it depends on ${nameOf(construct)}, which belongs to another app`;
      faults.push(new KvorumError(APP.badDependency, scope, { message }));
    } else if (target === source) {
      faults.push(new KvorumError(APP.dependencyCycle, scope, { message: 'it depends on itself' }));
    } else {
      found.push(target);
    }
  }
  return found;
}
