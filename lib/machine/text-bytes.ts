// A text of Go is bytes, which need not be UTF-8. Here each byte that belongs to no character is kept as half of a
// surrogate pair, which no text holds otherwise.
const FIRST = 0xdc00;
const HALF = /[\udc80-\udcff]/;

/** The text of some bytes. Those that are not UTF-8 are kept, and come back with `bytesOfText`. */
export function textOfBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (!text.includes('\ufffd')) return text;
  let kept = '';
  for (let at = 0; at < bytes.length;) {
    const size = sizeOfCharacter(bytes, at);
    kept +=
      size === 0
        ? String.fromCharCode(FIRST + bytes[at]!)
        : Buffer.from(bytes.buffer, bytes.byteOffset + at, size).toString('utf8');
    at += Math.max(size, 1);
  }
  return kept;
}

/** How many bytes the character has that begins there; 0 when none does. */
function sizeOfCharacter(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const size =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  for (let i = 1; i < size; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const isOverlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const isTooFar = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return isOverlong || isTooFar ? 0 : size;
}

/** The bytes of a text. */
export function bytesOfText(text: string): Buffer {
  if (!HALF.test(text)) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < FIRST + 0x80 || code > FIRST + 0xff || isSecondHalf(text, i)) continue;
    parts.push(Buffer.from(text.slice(from, i), 'utf8'), Buffer.of(code - FIRST));
    from = i + 1;
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(from), 'utf8')]);
}

function isSecondHalf(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}
