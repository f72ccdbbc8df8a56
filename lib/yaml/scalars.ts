import { CLASS_OF, COLON, END, FLOW_INDICATOR, SEPARATES, isBlank, isBreak, isSeparator } from './characters';
import type { Cursor } from './cursor';
import { refuse } from './fault';
import type { Token } from './token';

const NOT_PLAIN = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((c) => c.charCodeAt(0)));

/** Whether a scalar without quotes can begin at the cursor. */
export function beginsPlain(cursor: Cursor, inFlow: boolean): boolean {
  const c = cursor.peek();
  if (isSeparator(c)) return false;
  if (!NOT_PLAIN.has(c)) return true;
  const next = cursor.ahead(1);
  return c === 0x2d ? !isBlank(next) : !inFlow && (c === 0x3f || c === 0x3a) && !isSeparator(next);
}

/**
 * Reads a scalar without quotes into its token.
 *
 * @param indent The columns that its further lines need.
 * @param inFlow Whether it is in brackets.
 * @returns whether it ended behind a line break.
 */
export function plainScalar(cursor: Cursor, token: Token, indent: number, inFlow: boolean): boolean {
  const { text } = cursor;
  let from = cursor.at;
  let end = plainLine(cursor, inFlow);
  token.end = end;
  let value = '';
  let broken = false;
  while (isBreak(cursor.peek())) {
    const fold = foldedBreaks(cursor, indent);
    broken = true;
    if ((!inFlow && cursor.column < indent) || cursor.atMarker() || cursor.peek() === 0x23) break;
    const next = cursor.at;
    const nextEnd = plainLine(cursor, inFlow);
    if (nextEnd === next) break;
    value += text.slice(from, end) + fold;
    broken = false;
    from = next;
    end = nextEnd;
    token.end = end;
  }
  token.isKept = value !== '';
  if (token.isKept) token.value = value + text.slice(from, end);
  return broken;
}

/** Passes what belongs to a plain scalar on one line, and the blanks behind it, and returns where it ends. */
function plainLine(cursor: Cursor, inFlow: boolean): number {
  const { text, length } = cursor;
  let { at } = cursor;
  let end = at;
  for (;;) {
    const from = at;
    for (; at < length; at++) {
      const c = text.charCodeAt(at);
      const kind = c < 128 ? CLASS_OF[c] : isBreak(c) ? SEPARATES : 0;
      if (kind === 0) continue;
      if (kind === SEPARATES) break;
      if (kind === COLON && (at + 1 >= length || isSeparator(text.charCodeAt(at + 1)))) break;
      if (kind === FLOW_INDICATOR && inFlow) break;
    }
    if (at > from) end = at;
    const blanks = at;
    while (at < length && isBlank(text.charCodeAt(at))) at += 1;
    if (at === blanks || at >= length || text.charCodeAt(at) === 0x23) break;
  }
  cursor.at = at;
  return end;
}

/** Skips line breaks and the indentation after them, and returns the text that they represent. */
function foldedBreaks(cursor: Cursor, indent: number): string {
  const first = cursor.readBreak();
  let further = '';
  for (let c = cursor.peek(); isBlank(c) || isBreak(c); c = cursor.peek()) {
    if (isBreak(c)) {
      further += cursor.readBreak();
      continue;
    }
    if (c === 0x09 && cursor.column < indent) {
      refuse('a tab is used where the indentation of the text is expected', cursor.at);
    }
    cursor.at += 1;
  }
  if (first !== '\n') return first + further;
  return further === '' ? ' ' : further;
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

/** Reads a scalar in quotes into its token, from its first quote to behind its last. */
export function quotedScalar(cursor: Cursor, token: Token): void {
  const { text, length } = cursor;
  const start = cursor.at;
  const quote = cursor.peek();
  const double = quote === 0x22;
  let value = '';
  token.isKept = false;
  cursor.at += 1;
  let from = cursor.at;
  for (;;) {
    let { at } = cursor;
    let c = END;
    for (; at < length; at++) {
      c = text.charCodeAt(at);
      if (c === quote || (c === 0x5c && double) || (c < 0x20 ? c !== 0x09 : isBreak(c))) break;
    }
    cursor.at = at;
    if (at >= length) refuse('a quoted text is not closed', start);
    if (c === quote) {
      cursor.at += 1;
      if (double || cursor.peek() !== quote) {
        if (token.isKept) token.value = value + text.slice(from, at);
        return;
      }
      value += text.slice(from, cursor.at);
      cursor.at += 1;
    } else if (c === 0x5c && !isBreak(cursor.ahead(1))) {
      value += text.slice(from, at);
      value += escapeSequence(cursor);
    } else if (c === 0x5c) {
      value += text.slice(from, at);
      cursor.at += 1;
      cursor.passBreak();
      value += furtherBreaks(cursor, start);
    } else {
      while (at > from && isBlank(text.charCodeAt(at - 1))) at -= 1;
      value += text.slice(from, at);
      const first = cursor.readBreak();
      const further = furtherBreaks(cursor, start);
      value += first !== '\n' ? first + further : further === '' ? ' ' : further;
    }
    from = cursor.at;
    token.isKept = true;
  }
}

/** Passes blanks and further line breaks inside of quotes. */
function furtherBreaks(cursor: Cursor, start: number): string {
  let breaks = '';
  for (;;) {
    if (cursor.atMarker()) refuse('a quoted text is not closed in its document', start);
    const c = cursor.peek();
    if (isBreak(c)) breaks += cursor.readBreak();
    else if (isBlank(c)) cursor.at += 1;
    else return breaks;
  }
}

function escapeSequence(cursor: Cursor): string {
  const letter = cursor.text[cursor.at + 1] ?? '';
  const simple = ESCAPES[letter];
  const length = CODE_LENGTHS[letter];
  if (simple !== undefined) {
    cursor.at += 2;
    return simple;
  }
  if (length === undefined) return refuse('YAML does not have this escape sequence', cursor.at, cursor.at + 2);
  const from = cursor.at + 2;
  const digits = cursor.text.slice(from, from + length);
  const code = Number.parseInt(digits, 16);
  if (digits.length !== length || !/^[\da-fA-F]+$/.test(digits)) {
    return refuse(`${length} hexadecimal digits are expected`, cursor.at, from + length);
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    return refuse('this is not a Unicode character', cursor.at, from + length);
  }
  cursor.at = from + length;
  return String.fromCodePoint(code);
}
