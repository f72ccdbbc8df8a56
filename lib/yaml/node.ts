import type { Tape } from './tape';
import { ANCHORED, FLOW, LIST, MAP, SCALAR } from './tape';
import type { ScalarStyle } from './token';

/** A place in a text: offsets, the second one behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a document is made of. */
export type RawNode = RawScalar | RawCollection | RawAlias;

/** A list or an object. */
export type RawCollection = RawList | RawMap;

/** The first document of a text. */
export interface RawDocument {
  /** Undefined for a text without any. */
  readonly root: RawNode | undefined;
  /** Where the rest begins that nobody reads, such as a second document; undefined when there is none. */
  readonly rest: number | undefined;
}

// Nodes are made when they are asked for, and are views of a tape of numbers.
/* eslint-disable @typescript-eslint/class-literal-property-style */

/** The nodes of a document. */
class RawTree {
  private readonly anchored = new Map<number, RawNode>();

  public constructor(public readonly tape: Tape) {}

  public node(at: number): RawNode {
    const { tape } = this;
    if (!tape.has(at, ANCHORED)) return this.make(at);
    // Whoever meets it by an alias meets the same object.
    const known = this.anchored.get(at);
    if (known !== undefined) return known;
    const node = this.make(at);
    this.anchored.set(at, node);
    return node;
  }

  private make(at: number): RawNode {
    const kind = this.tape.kindOf(at);
    if (kind === SCALAR) return new RawScalar(this, at);
    if (kind === LIST) return new RawList(this, at);
    return kind === MAP ? new RawMap(this, at) : new RawAlias(this, at);
  }
}

/** The node that stands first on a tape. */
export function rootOf(tape: Tape): RawNode {
  return new RawTree(tape).node(0);
}

abstract class RawBase implements Span {
  public constructor(
    protected readonly tree: RawTree,
    protected readonly at: number,
  ) {}

  /**
   * Where it begins: its anchor or tag, its bracket, its first `-` or key. Behind the end of the text for a scalar that is
   * not written, and to which YAML gives a line of its own there.
   */
  public get start(): number {
    return this.tree.tape.startOf(this.at);
  }

  /** Where it ends. */
  public get end(): number {
    return this.tree.tape.endOf(this.at);
  }
}

/** A scalar as it is written. */
export class RawScalar extends RawBase {
  public get type(): 'scalar' {
    return 'scalar';
  }

  /** Its text: quotes, escapes and folded lines are gone. It is cut from the document each time. */
  public get value(): string {
    return this.tree.tape.valueOf(this.at);
  }

  /** How it is written. */
  public get style(): ScalarStyle {
    return this.tree.tape.styleOf(this.at);
  }

  /** The tag as it is meant, without abbreviation. Empty when there is none. */
  public get tag(): string {
    return this.tree.tape.tagOf(this.at);
  }
}

abstract class RawParent extends RawBase {
  private made: readonly RawNode[] | undefined;

  /** Items of a list; keys and values of an object in turns. They are made once. */
  public get children(): readonly RawNode[] {
    return (this.made ??= this.tree.tape.childrenOf(this.at).map((at) => this.tree.node(at)));
  }

  /** Whether it stands in brackets, or is the only pair of its place in a list that does. */
  public get flow(): boolean {
    return this.tree.tape.has(this.at, FLOW);
  }

  /** Whether an alias may bring it again. */
  public get anchored(): boolean {
    return this.tree.tape.has(this.at, ANCHORED);
  }

  /** The tag as it is meant, without abbreviation. Empty when there is none. */
  public get tag(): string {
    return this.tree.tape.tagOf(this.at);
  }
}

/** A list as it is written. */
export class RawList extends RawParent {
  public get type(): 'list' {
    return 'list';
  }
}

/** An object as it is written. A key may stand in it twice. */
export class RawMap extends RawParent {
  public get type(): 'map' {
    return 'map';
  }
}

/** A node that stands elsewhere already; it may be one that holds this alias. */
export class RawAlias extends RawBase {
  public get type(): 'alias' {
    return 'alias';
  }

  /** What the anchor names. */
  public get target(): RawNode {
    return this.tree.node(this.tree.tape.targetOf(this.at));
  }

  /** The anchor's name. */
  public get name(): string {
    return this.tree.tape.nameOf(this.at);
  }
}
