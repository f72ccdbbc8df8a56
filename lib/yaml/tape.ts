import type { ScalarStyle } from './token';

/** The kinds of nodes on a tape. */
export const SCALAR = 0;
export const LIST = 1;
export const MAP = 2;
export const ALIAS = 3;

const KIND = 3;
const STYLE_SHIFT = 2;
const STYLE = 7 << STYLE_SHIFT;
/** A collection in brackets (flow style). */
export const FLOW = 1 << 5;
/** A node that an alias may bring again. */
export const ANCHORED = 1 << 6;
const KEPT = 1 << 7;

const STYLES: readonly ScalarStyle[] = ['plain', 'single', 'double', 'literal', 'folded'];

// The cells of a node: its kind and flags, two offsets, and a value that depends on its kind: where the text of a
// scalar begins (or which of the kept ones it is), the node after a collection, the target of an alias.
const CELLS = 4;
const START = 1;
const END = 2;
const REFERENCE = 3;

/**
 * The nodes of a document as numbers, parents before their children.
 *
 * Objects would take seven times the memory, and for a document of 10 MB the garbage collector would take more time
 * than the reader.
 */
export class Tape {
  /** The number of the next node. */
  public length = 0;
  private cells = new Int32Array(CELLS * 128);
  // Texts of scalars that differ from the document.
  private readonly kept: string[] = [];
  private readonly tags = new Map<number, string>();

  /**
   * @param text The text of the document.
   */
  public constructor(private readonly text: string) {}

  /** Adds a scalar whose text is in the document, from an offset on, and returns its number. */
  public addScalar(flags: number, style: ScalarStyle, start: number, end: number, textAt: number): number {
    return this.add(SCALAR | flags | (STYLES.indexOf(style) << STYLE_SHIFT), start, end, textAt);
  }

  /** Adds a scalar whose text differs from the document. */
  public addKeptScalar(flags: number, style: ScalarStyle, start: number, end: number, text: string): number {
    const at = this.kept.push(text) - 1;
    return this.add(SCALAR | KEPT | flags | (STYLES.indexOf(style) << STYLE_SHIFT), start, end, at);
  }

  /** Adds an alias of a node. */
  public addAlias(start: number, end: number, target: number): void {
    this.add(ALIAS, start, end, target);
  }

  /** Begins a collection: nodes that are added until it is closed are its children. */
  public open(kind: typeof LIST | typeof MAP, flags: number, start: number): number {
    return this.add(kind | flags, start, start, 0);
  }

  /** Ends a collection. */
  public close(node: number, end: number): void {
    this.cells[node + END] = end;
    this.cells[node + REFERENCE] = this.length;
  }

  /** Gives a node its tag. */
  public setTag(node: number, tag: string): void {
    this.tags.set(node, tag);
  }

  public kindOf(node: number): number {
    return this.cells[node]! & KIND;
  }

  public has(node: number, flag: number): boolean {
    return (this.cells[node]! & flag) !== 0;
  }

  public startOf(node: number): number {
    return this.cells[node + START]!;
  }

  public endOf(node: number): number {
    return this.cells[node + END]!;
  }

  public tagOf(node: number): string {
    return this.tags.size === 0 ? '' : (this.tags.get(node) ?? '');
  }

  public styleOf(node: number): ScalarStyle {
    return STYLES[(this.cells[node]! & STYLE) >> STYLE_SHIFT]!;
  }

  /** The text of a scalar. */
  public valueOf(node: number): string {
    const reference = this.cells[node + REFERENCE]!;
    if (this.has(node, KEPT)) return this.kept[reference]!;
    // Quoted text ends before the closing quote.
    const end = this.endOf(node) - (this.styleOf(node) === 'plain' ? 0 : 1);
    return this.text.slice(reference, end);
  }

  /** The name of an alias. */
  public nameOf(node: number): string {
    return this.text.slice(this.startOf(node) + 1, this.endOf(node));
  }

  /** The node that an alias refers to. */
  public targetOf(node: number): number {
    return this.cells[node + REFERENCE]!;
  }

  /** The nodes of a collection. */
  public childrenOf(node: number): readonly number[] {
    const { cells } = this;
    const behind = cells[node + REFERENCE]!;
    const children: number[] = [];
    for (let at = node + CELLS; at < behind; at = this.isCollection(at) ? cells[at + REFERENCE]! : at + CELLS) {
      children.push(at);
    }
    return children;
  }

  private isCollection(node: number): boolean {
    const kind = this.kindOf(node);
    return kind === LIST || kind === MAP;
  }

  private add(head: number, start: number, end: number, reference: number): number {
    const at = this.length;
    if (at === this.cells.length) {
      const cells = new Int32Array(2 * at);
      cells.set(this.cells);
      this.cells = cells;
    }
    const { cells } = this;
    cells[at] = head;
    cells[at + START] = start;
    cells[at + END] = end;
    cells[at + REFERENCE] = reference;
    this.length = at + CELLS;
    return at;
  }
}
