import { refuse } from './fault';
import type { TokenQueue } from './token';

const DEEPEST = 10_000;

/** The lists and objects that are open and have no brackets: their columns say where they end. */
export class Blocks {
  /** The column of the innermost one; -1 when none is open. */
  public indent = -1;
  private readonly outer: number[] = [];

  public constructor(private readonly queue: TokenQueue) {}

  /** Begins a list or an object, if one begins at this column. */
  public roll(column: number, type: 'block-sequence' | 'block-mapping', at: number, place = this.queue.length): void {
    if (this.indent >= column) return;
    this.outer.push(this.indent);
    if (this.outer.length > DEEPEST) refuse('the file is nested too deeply', at);
    this.indent = column;
    this.queue.add(type, at, at, place);
  }

  /** Ends those that a column ends. */
  public unroll(column: number, at: number): void {
    while (this.indent > column) {
      this.queue.add('block-end', at, at);
      this.indent = this.outer.pop() ?? -1;
    }
  }
}
