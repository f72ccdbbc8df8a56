import type { IConstruct } from 'constructs';
import type { ApiObject } from 'cdk8s';
import { ApiObject as ApiObjectClass, Chart } from 'cdk8s';

const STACK = Symbol.for('cdktf/TerraformStack');

/** Whether `x` is a stack of cdktf or of cdktn, detected without loading either. */
export function isStack(x: object): boolean {
  return STACK in x;
}

/**
 * All constructs of an app as one numbered list, parents before children, so that everything below a construct is a
 * range of numbers. Built once a synth; the getters of constructs compute their results on each call.
 */
export class ConstructIndex {
  /** Every construct, parents first, children in the order of their creation. */
  public readonly constructs: readonly IConstruct[];
  /** Number of the parent; -1 for the root. */
  public readonly parents: readonly number[];
  /** The number after the last one below a construct. */
  public readonly ends: readonly number[];
  /** Number of the chart that a construct belongs to (itself, for a chart); -1 outside of charts. */
  public readonly charts: readonly number[];
  /** Number of the chart or stack that a construct belongs to; -1 outside of both. */
  public readonly units: readonly number[];
  /** The number of objects of the construct's own chart at or below it. */
  public readonly objectCounts: readonly number[];
  private numbers: ReadonlyMap<IConstruct, number> | undefined;

  public constructor(root: IConstruct) {
    const constructs: IConstruct[] = [];
    const parents: number[] = [];
    const charts: number[] = [];
    const units: number[] = [];
    const pending: { readonly construct: IConstruct; readonly parent: number }[] = [{ construct: root, parent: -1 }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { construct, parent } = next;
      const number = constructs.length;
      constructs.push(construct);
      parents.push(parent);
      const isChart = Chart.isChart(construct);
      charts.push(isChart ? number : (charts[parent] ?? -1));
      units.push(isChart || isStack(construct) ? number : (units[parent] ?? -1));
      const { children } = construct.node;
      for (let i = children.length - 1; i >= 0; i--) {
        pending.push({ construct: children[i]!, parent: number });
      }
    }
    this.constructs = constructs;
    this.parents = parents;
    this.charts = charts;
    this.units = units;
    const ends = constructs.map((_, i) => i + 1);
    const counts = constructs.map((c) => (ApiObjectClass.isApiObject(c) ? 1 : 0) as number);
    for (let i = constructs.length - 1; i > 0; i--) {
      const parent = parents[i]!;
      ends[parent] = Math.max(ends[parent]!, ends[i]!);
      if (charts[parent] === charts[i]) counts[parent] = counts[parent]! + counts[i]!;
    }
    this.ends = ends;
    this.objectCounts = counts;
  }

  /** Whether no construct was added or removed since. */
  public isComplete(): boolean {
    const { constructs, ends } = this;
    return constructs.every((construct, number) => {
      let next = number + 1;
      for (const child of construct.node.children) {
        if (constructs[next] !== child) return false;
        next = ends[next]!;
      }
      return next === ends[number];
    });
  }

  /** Every API object. */
  public objects(): readonly ApiObject[] {
    return this.constructs.filter((c): c is ApiObject => ApiObjectClass.isApiObject(c));
  }

  /** Every Terraform stack. */
  public stacks(): readonly IConstruct[] {
    return this.constructs.filter(isStack);
  }

  /** The number of a construct; undefined when it belongs to another tree. */
  public numberOf(construct: IConstruct): number | undefined {
    // Built on demand: only programs with dependencies or nested charts need it.
    this.numbers ??= new Map(this.constructs.map((c, i) => [c, i]));
    return this.numbers.get(construct);
  }

  /** The construct of a number. */
  public at(number: number): IConstruct {
    return this.constructs[number]!;
  }

  /** Whether `inner` is `outer` or is below it. */
  public contains(outer: number, inner: number): boolean {
    return outer <= inner && inner < this.ends[outer]!;
  }

  /** Whether the construct is an API object. */
  public isObject(number: number): boolean {
    return ApiObjectClass.isApiObject(this.at(number));
  }

  /** The API objects at or below a construct that belong to its own chart. */
  public objectsOf(number: number): number[] {
    const chart = this.charts[number];
    const found: number[] = [];
    for (let i = number; i < this.ends[number]!; i++) {
      if (this.charts[i] === chart && this.isObject(i)) found.push(i);
    }
    return found;
  }

  /** The object of a number. Ask `isObject` first. */
  public objectAt(number: number): ApiObject {
    return this.at(number) as ApiObject;
  }

  /** The charts or stacks that a construct means as a dependency: the one that it belongs to, else those below it. */
  public unitsOf(number: number): number[] {
    const own = this.units[number]!;
    if (own >= 0) return [own];
    const found: number[] = [];
    for (let i = number; i < this.ends[number]!; i++) {
      if (this.units[i] === i) found.push(i);
    }
    return found;
  }
}
