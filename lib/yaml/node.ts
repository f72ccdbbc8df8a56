import type { Tape } from './tape';
import { ANCHORED, FLOW, LIST, MAP, SCALAR } from './tape';
import type { ScalarStyle } from './token';

/** A place in a text: offsets, the second one behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// Of a document that is read, nodes lie on a tape of numbers, and are made when they are asked for. Their type is not
// a field: there may be a million of them.
/* eslint-disable @typescript-eslint/class-literal-property-style */

/** A scalar as it is written. It begins with its anchor or tag. */
export class RawScalar implements Span {
  /**
   * @param value Its text: quotes, escapes and folded lines are gone.
   * @param style How it is written.
   * @param tag The tag as it is meant, without abbreviation. Empty when there is none.
   * @param start Where it begins. Behind the end of the text when YAML puts an empty scalar on a separate line there.
   * @param end Where it ends.
   */
  public constructor(
    public readonly value: string,
    public readonly style: ScalarStyle,
    public readonly tag: string,
    public readonly start: number,
    public readonly end: number,
  ) {}

  public get type(): 'scalar' {
    return 'scalar';
  }
}

/** Properties that lists and objects share. */
abstract class RawParent implements Span {
  private made: readonly RawNode[] | undefined;

  /**
   * @param flow Whether it is in brackets, or is a single pair in a list in brackets.
   * @param tag As of a scalar.
   * @param anchored Whether an alias may bring it again.
   * @param start Where it begins: its anchor, its tag, its bracket, its first `-` or its first key.
   * @param end Where it ends.
   * @param nodes What its children are made of; when it is not given, they are set.
   * @param at Its number there.
   */
  public constructor(
    public readonly flow: boolean,
    public readonly tag: string,
    public readonly anchored: boolean,
    public readonly start: number,
    public end: number,
    private readonly nodes?: RawNodes,
    private readonly at = 0,
  ) {}

  /**
   * Items of a list; keys and values of an object alternate. They are created at their first use, and stay the same.
   */
  public get children(): readonly RawNode[] {
    return (this.made ??= this.nodes?.childrenOf(this.at) ?? []);
  }

  public set children(children: readonly RawNode[]) {
    this.made = children;
  }
}

/** A list as it is written. */
export class RawList extends RawParent {
  public get type(): 'list' {
    return 'list';
  }
}

/** An object as it is written. A key may occur twice. */
export class RawMap extends RawParent {
  public get type(): 'map' {
    return 'map';
  }
}

/** A reference to another node, which may contain this alias. */
export class RawAlias implements Span {
  /**
   * @param target What the anchor names.
   * @param name The anchor's name.
   * @param start Where it begins.
   * @param end Where it ends.
   */
  public constructor(
    public readonly target: RawNode,
    public readonly name: string,
    public readonly start: number,
    public readonly end: number,
  ) {}

  public get type(): 'alias' {
    return 'alias';
  }
}

/** A list or an object. */
export type RawCollection = RawList | RawMap;

/** The parts of a document. */
export type RawNode = RawScalar | RawCollection | RawAlias;

/** The first document of a text. */
export interface RawDocument {
  /** Undefined for a text without any. */
  readonly root: RawNode | undefined;
  /** The start of the rest that is not read, such as a second document; undefined when there is none. */
  readonly rest: number | undefined;
}

/** Creates the nodes of a tape. */
class RawNodes {
  private readonly anchored = new Map<number, RawNode>();

  public constructor(private readonly tape: Tape) {}

  public node(at: number): RawNode {
    const { tape } = this;
    if (!tape.has(at, ANCHORED)) return this.make(at);
    // An alias leads to the same object.
    const known = this.anchored.get(at);
    if (known !== undefined) return known;
    const node = this.make(at);
    this.anchored.set(at, node);
    return node;
  }

  public childrenOf(at: number): readonly RawNode[] {
    return this.tape.childrenOf(at).map((child) => this.node(child));
  }

  private make(at: number): RawNode {
    const { tape } = this;
    const kind = tape.kindOf(at);
    const start = tape.startOf(at);
    const end = tape.endOf(at);
    if (kind === SCALAR) return new RawScalar(tape.valueOf(at), tape.styleOf(at), tape.tagOf(at), start, end);
    if (kind !== LIST && kind !== MAP) return new RawAlias(this.node(tape.targetOf(at)), tape.nameOf(at), start, end);
    const Collection = kind === LIST ? RawList : RawMap;
    return new Collection(tape.has(at, FLOW), tape.tagOf(at), tape.has(at, ANCHORED), start, end, this, at);
  }
}

/** The first node of a tape. */
export function rootOf(tape: Tape): RawNode {
  return new RawNodes(tape).node(0);
}
