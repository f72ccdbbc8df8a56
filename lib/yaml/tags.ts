import { isBlank, isDigit, isSeparator, isWord } from './characters';
import type { Cursor } from './cursor';
import { refuse } from './fault';
import type { Token } from './token';

const URI = new Set([..."-;/?:@&=+$,.!~*'()[]%"].map((c) => c.charCodeAt(0)));
// What may follow the name of an anchor.
const AFTER_NAME = new Set([...'?:,]}%@`'].map((c) => c.charCodeAt(0)));

/** Reads an anchor or an alias. */
export function anchorName(cursor: Cursor): string {
  const start = cursor.at;
  cursor.at += 1;
  while (isWord(cursor.peek())) cursor.at += 1;
  const name = cursor.text.slice(start + 1, cursor.at);
  if (name === '' || !(isSeparator(cursor.peek()) || AFTER_NAME.has(cursor.peek()))) {
    refuse('the name of an anchor consists of letters, digits, - and _', start, cursor.at + 1);
  }
  return name;
}

/** Reads a tag into its token: the handle and what follows it. */
export function readTag(cursor: Cursor, token: Token): void {
  const start = cursor.at;
  let handle = '';
  let suffix: string;
  if (cursor.ahead(1) === 0x3c) {
    cursor.at += 2;
    suffix = uri(cursor, '');
    if (cursor.peek() !== 0x3e) refuse('the tag is not closed', start);
    cursor.at += 1;
  } else {
    handle = tagHandle(cursor, false);
    if (handle.length > 1 && handle.endsWith('!')) {
      suffix = uri(cursor, '');
    } else {
      suffix = uri(cursor, handle);
      [handle, suffix] = suffix === '' ? ['', '!'] : ['!', suffix];
    }
  }
  if (!isSeparator(cursor.peek())) refuse('a tag ends with a space', start, cursor.at + 1);
  token.value = handle;
  token.suffix = suffix;
}

function tagHandle(cursor: Cursor, inDirective: boolean): string {
  const start = cursor.at;
  if (cursor.peek() !== 0x21) refuse('a tag begins with !', start);
  cursor.at += 1;
  while (isWord(cursor.peek())) cursor.at += 1;
  if (cursor.peek() === 0x21) cursor.at += 1;
  else if (inDirective && cursor.at > start + 1) refuse('the handle of a tag ends with !', start, cursor.at);
  return cursor.text.slice(start, cursor.at);
}

function uri(cursor: Cursor, head: string): string {
  const start = cursor.at;
  while (isWord(cursor.peek()) || URI.has(cursor.peek())) cursor.at += 1;
  const raw = cursor.text.slice(start, cursor.at);
  if (raw === '' && head === '') refuse('the tag lacks a name', start);
  try {
    return head.slice(1) + decodeURIComponent(raw);
  } catch {
    return refuse('the tag holds a % that is not an escape sequence', start, cursor.at);
  }
}

/** Reads a directive into its token, from its `%`. */
export function readDirective(cursor: Cursor, token: Token): void {
  const start = cursor.at;
  cursor.at += 1;
  while (isWord(cursor.peek())) cursor.at += 1;
  const name = cursor.text.slice(start + 1, cursor.at);
  if (!isSeparator(cursor.peek())) refuse('the name of a directive ends with a space', start, cursor.at + 1);
  if (name === 'YAML') {
    cursor.passBlanks();
    token.type = 'version';
    token.value = versionNumber(cursor, start);
  } else if (name === 'TAG') {
    cursor.passBlanks();
    token.value = tagHandle(cursor, true);
    if (!isBlank(cursor.peek())) refuse('a prefix follows the handle', start, cursor.at + 1);
    cursor.passBlanks();
    token.suffix = uri(cursor, '');
    if (!isSeparator(cursor.peek())) refuse('the line of a directive ends here', start, cursor.at + 1);
  } else {
    refuse('the directives are %YAML and %TAG', start, cursor.at);
  }
  token.end = cursor.at;
  if (!cursor.passRestOfLine()) refuse('the line of a directive ends here', start, cursor.at + 1);
}

function versionNumber(cursor: Cursor, start: number): string {
  const number = (): number => {
    const from = cursor.at;
    while (isDigit(cursor.peek())) cursor.at += 1;
    const digits = cursor.text.slice(from, cursor.at);
    if (digits === '' || digits.length > 2) refuse('the version is not a number', start, cursor.at + 1);
    return Number(digits);
  };
  const major = number();
  if (cursor.peek() !== 0x2e) refuse('the version lacks a minor part', start, cursor.at + 1);
  cursor.at += 1;
  return `${major}.${number()}`;
}
