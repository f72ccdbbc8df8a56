// Character classes of YAML 1.1, by code unit. A NUL, which YAML cannot contain, follows the text.

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** The end of the text. */
export const END = 0;

/** Space or tab. */
export function isBlank(c: number): boolean {
  return c === SPACE || c === TAB;
}

/** A line break. YAML 1.1 has three in addition to those of ASCII. */
export function isBreak(c: number): boolean {
  return c === LF || c === CR || c === 0x85 || c === 0x2028 || c === 0x2029;
}

/** A line break, or the end. */
export function isBreakOrEnd(c: number): boolean {
  return c === END || isBreak(c);
}

/** The characters that separate tokens: space, tab, line break, or the end. */
export function isSeparator(c: number): boolean {
  return c === SPACE || c === LF || c === END || c === TAB || isBreak(c);
}

/** A character of an anchor or of a tag's handle. */
export function isWord(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c === 0x5f || c === 0x2d;
}

/** A decimal digit. */
export function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

/** The tokens that an ASCII character may end: see the constants next to it. */
export const CLASS_OF = new Uint8Array(128);
/** A space, a tab or a line break. */
export const SEPARATES = 1;
/** A colon, which ends a plain scalar when something that separates follows. */
export const COLON = 2;
/** The characters that end a plain scalar between brackets. */
export const FLOW_INDICATOR = 3;
for (const c of [SPACE, TAB, LF, CR]) CLASS_OF[c] = SEPARATES;
CLASS_OF[0x3a] = COLON;
for (const c of ',?[]{}') CLASS_OF[c.charCodeAt(0)] = FLOW_INDICATOR;

const BEYOND_ASCII = /[^\t\n\r\x20-\x7e]/;
// Everything that YAML 1.1 does not print, lone surrogates included.
const CONTROL = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The offset of the first character that YAML does not allow; -1 when there is none. */
export function controlCharacter(text: string): number {
  // Nearly all files are plain ASCII, which is told much faster.
  if (!BEYOND_ASCII.test(text)) return -1;
  return text.search(CONTROL);
}
