import { END, isBlank, isBreak, isDigit } from './characters';
import type { Cursor } from './cursor';
import { refuse } from './fault';

/**
 * Reads a block scalar, from its `|` or `>`.
 *
 * @param parentIndent The column of the collection around it; -1 at the top.
 */
export function blockScalar(cursor: Cursor, parentIndent: number): string {
  const { text } = cursor;
  const literal = cursor.peek() === 0x7c;
  const header = blockHeader(cursor);
  if (!cursor.passRestOfLine()) refuse('a block scalar begins on the next line', cursor.at);
  const lines = new BlockLines(cursor, parentIndent, header.increment);
  const pieces: string[] = [];
  let lineBreak = '';
  let breaks = lines.blankLines();
  let leadingBlank = false;
  while (cursor.column === lines.indent && cursor.peek() !== END) {
    const trailingBlank = isBlank(cursor.peek());
    if (literal || lineBreak !== '\n' || leadingBlank || trailingBlank) pieces.push(lineBreak);
    else if (breaks === '') pieces.push(' ');
    if (breaks !== '') pieces.push(breaks);
    leadingBlank = trailingBlank;
    const from = cursor.at;
    cursor.passLine();
    pieces.push(text.slice(from, cursor.at));
    lineBreak = cursor.peek() === END ? '' : cursor.readBreak();
    breaks = lines.blankLines();
  }
  if (header.chomping !== '-') pieces.push(lineBreak);
  if (header.chomping === '+') pieces.push(breaks);
  return pieces.join('');
}

interface BlockHeader {
  readonly chomping: string;
  readonly increment: number;
}

function blockHeader(cursor: Cursor): BlockHeader {
  const start = cursor.at;
  let chomping = '';
  let increment = 0;
  cursor.at += 1;
  for (let i = 0; i < 2; i++) {
    const c = cursor.peek();
    if (chomping === '' && (c === 0x2b || c === 0x2d)) chomping = c === 0x2b ? '+' : '-';
    else if (increment === 0 && isDigit(c)) increment = c - 0x30 || refuseZero(start);
    else break;
    cursor.at += 1;
  }
  return { chomping, increment };
}

function refuseZero(start: number): never {
  return refuse('the indentation of a block scalar cannot be 0', start);
}

/** The lines of a block scalar. Without an indicator, the first non-empty line sets their indentation. */
class BlockLines {
  public indent: number;

  public constructor(
    private readonly cursor: Cursor,
    private readonly parentIndent: number,
    increment: number,
  ) {
    this.indent = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;
  }

  /** Skips the indentation, and empty lines. */
  public blankLines(): string {
    const { cursor, indent } = this;
    let breaks = '';
    let widest = 0;
    for (;;) {
      while ((indent === 0 || cursor.column < indent) && cursor.peek() === 0x20) cursor.at += 1;
      if (cursor.column > widest) widest = cursor.column;
      if ((indent === 0 || cursor.column < indent) && cursor.peek() === 0x09) {
        refuse('a tab is used where indentation is expected', cursor.at);
      }
      if (!isBreak(cursor.peek())) break;
      breaks += cursor.readBreak();
    }
    if (indent === 0) this.indent = Math.max(widest, this.parentIndent + 1, 1);
    return breaks;
  }
}
