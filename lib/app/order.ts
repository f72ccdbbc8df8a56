import { KvorumError } from '../core';
import { APP } from './codes';
import type { Dependencies } from './dependencies';
import { nameOf } from './dependencies';
import { PostOrderWalk } from './post-order';
import type { ConstructIndex } from './construct-index';

interface Walked {
  readonly order: readonly number[];
  readonly cycle: readonly number[];
}

/**
 * The order of charts, and of the objects in each, that cdk8s itself would choose, found in linear time.
 *
 * Both orders are depth-first walks over constructs. Two types of helper vertices represent the dependencies of objects
 * that follow from those of their scopes: "all that the scopes of this object depend on" and "all objects below this
 * construct". So the walk visits the objects in the order of cdk8s, without an edge for each pair of objects.
 */
export class SynthOrder {
  private readonly size: number;
  /** The nearest construct at or above, in the same chart, that depends on something; -1 when there is none. */
  private readonly anchors: readonly number[];
  /** Charts with a nested chart in which something depends on the outer chart's own constructs. */
  private readonly reachedFromInside = new Set<number>();
  /** Charts with dependencies between their own constructs. */
  private readonly ordered = new Set<number>();
  /** Objects that are source and target of one dependency: what is below them must not lead back to them. */
  private readonly overlapping = new Set<number>();
  private whole: Walked | undefined;

  public constructor(
    private readonly tree: ConstructIndex,
    private readonly dependencies: Dependencies,
  ) {
    this.size = tree.constructs.length;
    const anchors: number[] = [];
    for (let i = 0; i < this.size; i++) {
      const parent = tree.parents[i]!;
      const above = parent >= 0 && this.chart(parent) === this.chart(i) ? anchors[parent]! : -1;
      anchors.push(this.targets(i).length > 0 ? i : above);
    }
    this.anchors = anchors;
    this.eachDependency((source, target) => {
      const chart = this.chart(target);
      if (this.chart(source) === chart) this.ordered.add(chart);
      else if (this.tree.contains(chart, source)) this.reachedFromInside.add(chart);
    });
  }

  /** Dependency cycles, as errors. While there are any, the other members must not be called. */
  public faults(): KvorumError[] {
    if (this.dependencies.isEmpty) return [];
    const faults: KvorumError[] = [];
    this.eachDependency((source, target) => {
      const shared = this.shared(source, target);
      if (shared.length > 1) faults.push(this.cycleError(shared.slice(0, 2), [source, target]));
      else if (shared[0] !== undefined) this.overlapping.add(shared[0]);
    });
    if (faults.length > 0) return faults;
    this.whole = this.walk(0, () => true);
    const { cycle } = this.whole;
    return cycle.length > 0 ? [this.cycleError(cycle)] : [];
  }

  /** All charts, each after those that it depends on. */
  public charts(): number[] {
    const isChart = (i: number): boolean => this.chart(i) === i;
    if (this.dependencies.isEmpty) return [...this.byPath(this.tree.constructs.map((_, i) => i).filter(isChart))];
    this.whole ??= this.walk(0, () => true);
    return this.whole.order.filter(isChart);
  }

  /** The objects of a chart, each after those of the same chart that it depends on. */
  public objects(chart: number): number[] {
    if (this.reachedFromInside.has(chart)) {
      const { order } = this.walk(chart, (i) => this.tree.contains(chart, i));
      return order.filter((i) => this.chart(i) === chart && this.tree.isObject(i));
    }
    // Nested charts cannot lead back here, and need not be visited.
    if (!this.ordered.has(chart)) return this.tree.objectsOf(chart);
    return this.walk(chart, (i) => this.chart(i) === chart).order.filter((i) => this.tree.isObject(i));
  }

  /** Visits the part of the graph below `top` that is `inside`. */
  private walk(top: number, inside: (i: number) => boolean): Walked {
    const members: number[] = [];
    for (let i = top; i < this.tree.ends[top]!; i++) if (inside(i)) members.push(i);
    const dependents = this.dependents(members, inside);
    const walk = new PostOrderWalk((vertex) => this.outbound(vertex, inside));
    const sorted = this.byPath(members);
    // What is left after the walk has started at every construct without dependents is behind a cycle.
    for (const i of [...sorted.filter((m) => !dependents.has(m)), ...sorted]) {
      const cycle = walk.visit(i);
      if (cycle.length > 0) return { order: [], cycle: cycle.filter((v) => v < this.size) };
    }
    return { order: walk.visited.filter((v) => v < this.size), cycle: [] };
  }

  /** cdk8s keeps constructs under their paths in a plain object, and those list integer-like keys first. */
  private byPath(members: readonly number[]): readonly number[] {
    const indexOf = (i: number): number => {
      const { path } = this.tree.at(i).node;
      return /^(0|[1-9]\d{0,9})$/.test(path) && Number(path) < 2 ** 32 - 1 ? Number(path) : -1;
    };
    const first = members.filter((i) => indexOf(i) >= 0);
    if (first.length === 0) return members;
    const rest = members.filter((i) => indexOf(i) < 0);
    return [...first.sort((a, b) => indexOf(a) - indexOf(b)), ...rest];
  }

  /** The members on which another one depends. */
  private dependents(members: readonly number[], inside: (i: number) => boolean): Set<number> {
    const found = new Set<number>();
    const marked = new Set<number>();
    const excepted = new Map<number, number>();
    for (const source of members) {
      const sources = this.tree.objectCounts[source]!;
      for (const target of this.targets(source)) {
        if (!inside(target)) continue;
        found.add(target);
        if (sources === 0 || marked.has(target)) continue;
        // An object does not depend on itself just because its scopes depend on each other.
        const itself = sources === 1 ? this.shared(source, target)[0] : undefined;
        const before = excepted.get(target);
        if (itself === undefined || before === undefined) {
          for (const object of this.tree.objectsOf(target)) if (object !== itself) found.add(object);
        } else if (before !== itself) {
          found.add(before);
        }
        if (itself !== undefined && before === undefined) excepted.set(target, itself);
        else if (itself !== before) marked.add(target);
      }
    }
    return found;
  }

  private outbound(vertex: number, inside: (i: number) => boolean): readonly number[] {
    const kind = Math.floor(vertex / this.size);
    const i = vertex % this.size;
    if (kind === BELOW) return this.tree.objectsOf(i);
    if (kind === OF_SCOPES) return this.ofScopes(i, inside);
    const declared = this.targets(i).filter(inside);
    if (!this.tree.isObject(i)) return declared;
    if (this.overlapping.has(i)) return [...declared, ...this.ofScopesExcept(i, inside)];
    const anchor = this.anchors[i]!;
    return anchor < 0 ? declared : [...declared, this.helper(OF_SCOPES, anchor)];
  }

  private ofScopes(scope: number, inside: (i: number) => boolean): number[] {
    const parent = this.tree.parents[scope]!;
    const above = this.chart(parent) === this.chart(scope) ? this.anchors[parent]! : -1;
    const own = this.targets(scope).filter(inside);
    return [...(above < 0 ? [] : [this.helper(OF_SCOPES, above)]), ...own.map((t) => this.helper(BELOW, t))];
  }

  /** Like `ofScopes`, for an object that is itself a dependency of its scopes. */
  private ofScopesExcept(object: number, inside: (i: number) => boolean): number[] {
    const scopes: number[] = [];
    for (let at = object; at >= 0 && this.chart(at) === this.chart(object); at = this.tree.parents[at]!) {
      scopes.unshift(at);
    }
    return scopes.flatMap((scope) =>
      this.targets(scope)
        .filter(inside)
        .flatMap((target) => {
          const isBelow = this.chart(target) === this.chart(object) && this.tree.contains(target, object);
          return isBelow ? this.tree.objectsOf(target).filter((o) => o !== object) : [this.helper(BELOW, target)];
        }),
    );
  }

  /** The objects that are on both sides of a dependency; no more than two of them. */
  private shared(source: number, target: number): number[] {
    if (this.chart(source) !== this.chart(target)) return [];
    if (this.tree.contains(source, target)) return this.tree.objectsOf(target).slice(0, 2);
    if (this.tree.contains(target, source)) return this.tree.objectsOf(source).slice(0, 2);
    return [];
  }

  private cycleError(cycle: readonly number[], declared?: readonly [number, number]): KvorumError {
    const names = [...cycle, cycle[0]!].map((i) => nameOf(this.tree.at(i)));
    const given =
      declared === undefined
        ? this.dependencies.explain(this.tree, cycle)
        : `${nameOf(this.tree.at(declared[0]))} depends on ${nameOf(this.tree.at(declared[1]))}`;
    const message = `dependencies form a cycle: ${names.join(' => ')}`;
    return new KvorumError(APP.dependencyCycle, this.tree.at(cycle[0]!), {
      message,
      given: given === '' ? undefined : given,
      fix: 'remove one of these dependencies',
    });
  }

  private eachDependency(visit: (source: number, target: number) => void): void {
    for (let source = 0; source < this.size; source++) {
      for (const target of this.targets(source)) visit(source, target);
    }
  }

  private chart(i: number): number {
    return this.tree.charts[i] ?? -1;
  }

  private targets(i: number): readonly number[] {
    return this.dependencies.targets[i]!;
  }

  private helper(kind: number, i: number): number {
    return kind * this.size + i;
  }
}

/** Helper vertex: all that the scopes of an object depend on. */
const OF_SCOPES = 1;
/** Helper vertex: all objects of its chart at or below a construct. */
const BELOW = 2;
