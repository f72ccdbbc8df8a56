/**
 * Characters as Ignition reads them: UTF-8 bytes, in which a broken one counts as one character.
 */

/** The code of a broken byte. */
export const BROKEN = 0xfffd;

/** A character of a text of bytes. */
export interface Rune {
  readonly code: number;
  /** In bytes; 0 at the end of the text. A broken byte has the code BROKEN and the size 1. */
  readonly size: number;
}

/** The bytes of a text. */
export function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
}

/** How many bytes a text has in UTF-8, which is what lengths of labels are counted in. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** The character that starts at a place. */
export function runeAt(bytes: Uint8Array, at: number, end: number = bytes.length): Rune {
  const first = bytes[at];
  if (first === undefined || at >= end) return { code: BROKEN, size: 0 };
  if (first < 0x80) return { code: first, size: 1 };
  const size = sizeOf(first);
  if (size === 0 || at + size > end) return { code: BROKEN, size: 1 };
  let code = first & (0x7f >> size);
  for (let i = 1; i < size; i++) {
    const next = bytes[at + i] ?? 0;
    if (!continues(first, i, next)) return { code: BROKEN, size: 1 };
    code = (code << 6) | (next & 0x3f);
  }
  return { code, size };
}

/** Whether the bytes up to the end hold the whole character that starts at a place, or show that it is broken. */
export function isWholeRune(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at];
  if (first === undefined || at >= end) return false;
  const size = sizeOf(first);
  if (first < 0x80 || size === 0 || end - at >= size) return true;
  for (let i = 1; at + i < end; i++) {
    if (!continues(first, i, bytes[at + i] ?? 0)) return true;
  }
  return false;
}

/** Whether a character is white space. U+FEFF does not count, unlike in JavaScript. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code === 0x85 || (code !== 0xfeff && /^\s$/u.test(String.fromCodePoint(code)));
}

/** The bytes without white space at both ends. */
export function trimSpace(bytes: Uint8Array): Uint8Array {
  let from = 0;
  for (let rune = runeAt(bytes, 0); rune.size > 0 && isSpace(rune.code); rune = runeAt(bytes, from)) from += rune.size;
  let to = bytes.length;
  while (to > from) {
    let start = to - 1;
    while (start > from && to - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
    const rune = runeAt(bytes, start, to);
    if (start + rune.size !== to || !isSpace(rune.code)) break;
    to = start;
  }
  return bytes.subarray(from, to);
}

function sizeOf(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/**
 * Whether a byte can be the one of this index in a character: overlong forms, surrogates and codes too large cannot.
 */
function continues(first: number, index: number, byte: number): boolean {
  let low = 0x80;
  let high = 0xbf;
  if (index === 1) {
    if (first === 0xe0) low = 0xa0;
    if (first === 0xed) high = 0x9f;
    if (first === 0xf0) low = 0x90;
    if (first === 0xf4) high = 0x8f;
  }
  return byte >= low && byte <= high;
}
