import { BROKEN, bytesOf, runeAt } from './runes';

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

const PRINTED = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A text in double quotes, as in messages of Ignition: unprintable characters are escaped. */
export function quote(text: string | Uint8Array): string {
  if (typeof text === 'string' && /^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  const bytes = bytesOf(text);
  let quoted = '';
  for (let at = 0; at < bytes.length;) {
    const { code, size } = runeAt(bytes, at);
    quoted += code === BROKEN && size === 1 ? hex('x', bytes[at] ?? 0, 2) : printed(code);
    at += size;
  }
  return `"${quoted}"`;
}

function printed(code: number): string {
  const char = String.fromCodePoint(code);
  const short = SHORT[char];
  if (short !== undefined) return short;
  if (PRINTED.test(char)) return char;
  if (code < 0x80) return hex('x', code, 2);
  return code < 0x10000 ? hex('u', code, 4) : hex('U', code, 8);
}

function hex(letter: string, code: number, digits: number): string {
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
}
