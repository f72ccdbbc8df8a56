import { refuse } from './fault';

const MARK = '\ufeff';

/**
 * The text of a YAML file, without the mark of its byte order: UTF-8, or UTF-16 when the mark says so.
 *
 * @throws a `YamlFault` for bytes that are not text in that encoding.
 */
export function decodeText(content: string | Uint8Array): string {
  if (typeof content === 'string') return content.startsWith(MARK) ? content.slice(1) : content;
  const encoding = encodingOf(content);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    const at = Math.max(firstReplaced(decodeLoosely(content), content, encoding), 0);
    return refuse(`the file is not ${encoding.toUpperCase()}`, at);
  }
}

/** The bytes of a file as programs without regard to encodings show them, including a byte order mark. */
export function decodeAsItIs(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

/** The text of invalid bytes: they are replaced, so that a place can be shown. */
export function decodeLoosely(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** The offset of the first replaced character. */
function firstReplaced(text: string, bytes: Uint8Array, encoding: string): number {
  // A replacement character may also be the file's own. Up to the first one that is not, text and bytes agree.
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    if (encoding !== 'utf-8') return at;
    const before = Buffer.byteLength(text.slice(0, at)) + (startsWithMark(bytes) ? 3 : 0);
    if (bytes[before] !== 0xef || bytes[before + 1] !== 0xbf || bytes[before + 2] !== 0xbd) return at;
  }
  return -1;
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

// Go's readers take a file by pieces of so many bytes, and check the characters of a piece before they cut tokens
// from it. Pieces after the end of the first document are not checked.
const PIECE = 512;

/**
 * Whether a character is in a piece that is not read.
 *
 * @param text The text.
 * @param readTo Up to where it was read.
 * @param at The offset of the character.
 */
export function isUnread(text: string, readTo: number, at: number): boolean {
  const bytes = Buffer.from(text.slice(0, at));
  const needed = Buffer.byteLength(text.slice(0, readTo));
  let end = 0;
  while (end < needed) {
    end += PIECE;
    if (end > bytes.length) return false;
    // A character that a piece does not hold whole goes into the next one.
    while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  }
  return true;
}
