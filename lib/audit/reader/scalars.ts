import { END, isBlank, isBreak, isBreakOrEnd, isDigit, isSeparator } from './characters';
import type { Cursor } from './cursor';
import { refuse } from './token';

/** Line breaks and blanks inside of a scalar, which become a space, or fewer breaks, or nothing. */
class Fold {
  public broken = false;
  private blanks = '';
  private first = '';
  private further = '';

  public get isEmpty(): boolean {
    return !this.broken && this.blanks === '';
  }

  public take(cursor: Cursor): void {
    if (isBlank(cursor.peek())) {
      if (!this.broken) this.blanks += cursor.text[cursor.at];
      cursor.at += 1;
    } else if (this.broken) {
      this.further += cursor.readBreak();
    } else {
      this.blanks = '';
      this.first = cursor.readBreak();
      this.broken = true;
    }
  }

  public flush(): string {
    const { blanks, first, further, broken } = this;
    this.blanks = this.first = this.further = '';
    this.broken = false;
    if (!broken) return blanks;
    if (first !== '\n') return first + further;
    return further === '' ? ' ' : further;
  }

  /** After a break that was escaped: what follows it is folded as if the line went on. */
  public continueLine(): void {
    this.broken = true;
  }
}

/** A plain scalar, and whether it ended behind a line break. */
export interface PlainScalar {
  readonly value: string;
  readonly end: number;
  readonly brokeLine: boolean;
}

const FLOW_INDICATORS = new Set([...',?[]{}'].map((c) => c.charCodeAt(0)));

/**
 * Reads a scalar without quotes.
 *
 * @param indent The columns that its further lines need.
 * @param inFlow Whether it stands between brackets.
 */
export function plainScalar(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  const start = cursor.at;
  const fold = new Fold();
  let value = '';
  let end = start;
  while (!cursor.atMarker() && cursor.peek() !== 0x23) {
    const from = cursor.at;
    for (let c = cursor.peek(); !isSeparator(c); c = cursor.peek()) {
      if (c === 0x3a && isSeparator(cursor.peek(1))) break;
      if (inFlow && FLOW_INDICATORS.has(c)) break;
      cursor.at += 1;
    }
    if (cursor.at > from) {
      value += fold.flush() + cursor.text.slice(from, cursor.at);
      end = cursor.at;
    }
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      if (fold.broken && cursor.peek() === 0x09 && cursor.column < indent) {
        refuse('a tab stands where the indentation of the text is expected', cursor.at);
      }
      fold.take(cursor);
    }
    if (!inFlow && cursor.column < indent) break;
  }
  return { value, end, brokeLine: fold.broken };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads a scalar in quotes, from its first quote to behind its last. */
export function quotedScalar(cursor: Cursor): string {
  const start = cursor.at;
  const quote = cursor.peek();
  const double = quote === 0x22;
  const fold = new Fold();
  let value = '';
  cursor.at += 1;
  for (;;) {
    if (cursor.atMarker()) refuse('a text in quotes does not end in its document', start);
    if (cursor.peek() === END) refuse('a text in quotes does not end', start);
    let escapedBreak = false;
    for (let c = cursor.peek(); !isSeparator(c); c = cursor.peek()) {
      if (c === quote) {
        if (double || cursor.peek(1) !== quote) break;
        value += "'";
        cursor.at += 2;
      } else if (double && c === 0x5c) {
        if (isBreak(cursor.peek(1))) {
          cursor.at += 1;
          cursor.passBreak();
          escapedBreak = true;
          break;
        }
        value += escapeSequence(cursor);
      } else {
        value += cursor.text[cursor.at];
        cursor.at += 1;
      }
    }
    if (cursor.peek() === quote) break;
    if (escapedBreak) fold.continueLine();
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) fold.take(cursor);
    value += fold.flush();
  }
  cursor.at += 1;
  return value;
}

function escapeSequence(cursor: Cursor): string {
  const letter = cursor.text[cursor.at + 1] ?? '';
  const simple = ESCAPES[letter];
  const length = CODE_LENGTHS[letter];
  if (simple !== undefined) {
    cursor.at += 2;
    return simple;
  }
  if (length === undefined) return refuse('this is no escape sequence of YAML', cursor.at, cursor.at + 2);
  const from = cursor.at + 2;
  const digits = cursor.text.slice(from, from + length);
  const code = Number.parseInt(digits, 16);
  if (digits.length !== length || !/^[\da-fA-F]+$/.test(digits)) {
    return refuse(`${length} hexadecimal digits are expected`, cursor.at, from + length);
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    return refuse('this is no character of Unicode', cursor.at, from + length);
  }
  cursor.at = from + length;
  return String.fromCodePoint(code);
}

/**
 * Reads a block scalar, from its `|` or `>`.
 *
 * @param parentIndent The column of the collection that it stands in; -1 at the top.
 */
export function blockScalar(cursor: Cursor, parentIndent: number): string {
  const start = cursor.at;
  const literal = cursor.peek() === 0x7c;
  cursor.at += 1;
  const header = blockHeader(cursor, start);
  if (!cursor.passRestOfLine()) refuse('a block of text begins on the next line', cursor.at);
  const block = new BlockLines(cursor, parentIndent, header.increment);
  let value = '';
  let lineBreak = '';
  let breaks = block.blankLines();
  let leadingBlank = false;
  while (cursor.column === block.indent && cursor.peek() !== END) {
    const trailingBlank = isBlank(cursor.peek());
    if (!literal && lineBreak === '\n' && !leadingBlank && !trailingBlank) {
      if (breaks === '') value += ' ';
    } else {
      value += lineBreak;
    }
    value += breaks;
    leadingBlank = trailingBlank;
    const from = cursor.at;
    while (!isBreakOrEnd(cursor.peek())) cursor.at += 1;
    value += cursor.text.slice(from, cursor.at);
    lineBreak = cursor.peek() === END ? '' : cursor.readBreak();
    breaks = block.blankLines();
  }
  if (header.chomping !== '-') value += lineBreak;
  if (header.chomping === '+') value += breaks;
  return value;
}

interface BlockHeader {
  readonly chomping: string;
  readonly increment: number;
}

function blockHeader(cursor: Cursor, start: number): BlockHeader {
  const isChomping = (): boolean => cursor.peek() === 0x2b || cursor.peek() === 0x2d;
  let chomping = '';
  let increment = 0;
  for (let i = 0; i < 2; i++) {
    if (chomping === '' && isChomping()) chomping = cursor.text[cursor.at] ?? '';
    else if (increment === 0 && isDigit(cursor.peek())) increment = cursor.peek() - 0x30 || refuseZero(start);
    else break;
    cursor.at += 1;
  }
  return { chomping, increment };
}

function refuseZero(start: number): never {
  return refuse('a block of text cannot be indented by 0', start);
}

/** The lines of a block scalar. Without an indicator their indentation is that of the first one that holds something. */
class BlockLines {
  public indent: number;

  public constructor(
    private readonly cursor: Cursor,
    private readonly parentIndent: number,
    increment: number,
  ) {
    this.indent = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;
  }

  /** Passes the indentation, and the lines before the next one that holds something. */
  public blankLines(): string {
    const { cursor } = this;
    let breaks = '';
    let widest = 0;
    for (;;) {
      const isOpen = (): boolean => this.indent === 0 || cursor.column < this.indent;
      while (isOpen() && cursor.peek() === 0x20) cursor.at += 1;
      widest = Math.max(widest, cursor.column);
      if (isOpen() && cursor.peek() === 0x09) refuse('a tab stands where indentation is expected', cursor.at);
      if (!isBreak(cursor.peek())) break;
      breaks += cursor.readBreak();
    }
    if (this.indent === 0) this.indent = Math.max(widest, this.parentIndent + 1, 1);
    return breaks;
  }
}
