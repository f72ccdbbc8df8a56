/**
 * Visits vertices depth first; each comes after what it depends on, and dependencies come in the order in which they
 * are listed.
 *
 * The walk keeps its own stack, so a chain may be as long as memory allows, and asks for the dependencies of a vertex
 * once, when it first gets there. Vertices are numbers below 2^31.
 */
export class PostOrderWalk {
  private readonly entered = new Set<number>();
  private readonly done = new Set<number>();
  private readonly order: number[] = [];

  public constructor(private readonly dependenciesOf: (vertex: number) => readonly number[]) {}

  /** Whether a vertex has been visited. */
  public has(vertex: number): boolean {
    return this.done.has(vertex);
  }

  /** Everything visited so far. */
  public get visited(): readonly number[] {
    return this.order;
  }

  /**
   * Visits a vertex and all that it depends on.
   *
   * @returns The first cycle; empty when there was none. After a cycle the walk must not be used any more.
   */
  public visit(root: number): readonly number[] {
    if (this.done.has(root)) return [];
    const path = [root];
    const pending = [this.enter(root)];
    while (path.length > 0) {
      const top = path.length - 1;
      const vertex = path[top]!;
      const next = pending[top]!.next();
      if (next === undefined) {
        this.done.add(vertex);
        this.order.push(vertex);
        path.pop();
        pending.pop();
      } else if (this.done.has(next)) {
        continue;
      } else if (this.entered.has(next)) {
        return path.slice(path.indexOf(next));
      } else {
        path.push(next);
        pending.push(this.enter(next));
      }
    }
    return [];
  }

  private enter(vertex: number): Pending {
    this.entered.add(vertex);
    return new Pending(this.dependenciesOf(vertex));
  }
}

/** The dependencies of one vertex that the walk has not looked at yet. */
class Pending {
  private at = 0;

  public constructor(private readonly vertices: readonly number[]) {}

  public next(): number | undefined {
    return this.vertices[this.at++];
  }
}
