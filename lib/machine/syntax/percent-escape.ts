import { isUtf8 } from 'node:buffer';

const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const PERCENT = 0x25;

/** How many characters each byte takes when it is escaped. */
const WIDTHS = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9\-_.!~*'()]/.test(String.fromCharCode(byte)) ? 1 : 3,
);

/** The fault of the escapes of a text, in Ignition's words. */
export function escapeFault(text: string): string | undefined {
  const bad = BAD_ESCAPE.exec(text);
  if (bad === null) return undefined;
  const [, first, second] = text.slice(bad.index, bad.index + 3);
  return first === undefined || (second === undefined && /[0-9A-Fa-f]/.test(first))
    ? 'rfc2396: unexpected end of unescape sequence'
    : 'rfc2396: invalid char 0x25 in unescape sequence';
}

/** The bytes of an ASCII text whose escapes are good. */
export function unescapeBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  let to = bytes.indexOf(PERCENT);
  if (to < 0) return bytes;
  for (let from = to; from < bytes.length; to++) {
    const byte = bytes[from] ?? 0;
    bytes[to] = byte === PERCENT ? hex(bytes[from + 1] ?? 0) * 16 + hex(bytes[from + 2] ?? 0) : byte;
    from += byte === PERCENT ? 3 : 1;
  }
  return bytes.subarray(0, to);
}

/** How long the escaped bytes are. */
export function escapedLength(bytes: Uint8Array): number {
  let length = 0;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- an iterator of bytes takes many times as long
  for (let i = 0; i < bytes.length; i++) length += WIDTHS[bytes[i] ?? 0] ?? 0;
  return length;
}

/** Bytes as ASCII text; all but letters, digits and `-_.!~*'()` are escaped. */
export function escapeBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return encodeURIComponent(bytes.toString('utf8'));
  return Array.from(bytes, (byte) =>
    WIDTHS[byte] === 1 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

function hex(digit: number): number {
  return digit < 0x40 ? digit - 0x30 : (digit & 0x1f) + 9;
}
