import type { ScalarStyle } from './token';

/** A place in a text: offsets, the second one behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// Classes whose type is no field: a document of 10 MB has a million nodes.
/* eslint-disable @typescript-eslint/class-literal-property-style */

/** A scalar as it is written. It begins with its anchor or tag. */
export class RawScalar implements Span {
  /**
   * @param value Its text: quotes, escapes and folded lines are gone.
   * @param style How it is written.
   * @param tag The tag as it is meant, without abbreviation. Empty when there is none.
   * @param start Where it begins. Behind the end of the text when YAML puts an empty scalar on a line of its own there.
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

/** What lists and objects have in common. */
abstract class RawParent implements Span {
  /** Items of a list; keys and values of an object in turns. */
  public children: readonly RawNode[] = [];

  /**
   * @param flow Whether it stands in brackets, or is the only pair of its place in a list that does.
   * @param tag As of a scalar.
   * @param anchored Whether an alias may bring it again.
   * @param start Where it begins: its anchor, its tag, its bracket, its first `-` or its first key.
   * @param end Where it ends.
   */
  public constructor(
    public readonly flow: boolean,
    public readonly tag: string,
    public readonly anchored: boolean,
    public readonly start: number,
    public end: number,
  ) {}
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

/** What a document is made of. */
export type RawNode = RawScalar | RawCollection | RawAlias;

/** The first document of a text. */
export interface RawDocument {
  /** Undefined for a text without any. */
  readonly root: RawNode | undefined;
  /** Where the rest begins that nobody reads, such as a second document; undefined when there is none. */
  readonly rest: number | undefined;
}
