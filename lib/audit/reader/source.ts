import { controlCharacter } from './characters';
import { compose } from './compose';
import { parseJson } from './json';
import type { SourceNode, Span } from './node';
import type { RawDocument } from './parser';
import { parseYaml } from './parser';
import { refuse, SyntaxFault } from './token';

/** A file that was read, or why it cannot be. */
export interface Source {
  /** Its text. */
  readonly text: string;
  /** What it holds; undefined when it holds nothing, or cannot be read. */
  readonly root: SourceNode | undefined;
  /** Why it cannot be read; undefined when it can. */
  readonly fault: SyntaxFault | undefined;
  /** Where a part begins that the API server does not read: a second document. Undefined when there is none. */
  readonly rest: Span | undefined;
}

/** Reads a file as the API server does. Never throws. */
export function readSource(content: string | Uint8Array): Source {
  let text = '';
  try {
    text = typeof content === 'string' ? content : decode(content);
    if (BRACE_FIRST.test(text)) return { text, root: parseJson(text), fault: undefined, rest: undefined };
    if (text.startsWith('\ufeff')) text = text.slice(1);
    const control = controlCharacter(text);
    const document = control < 0 ? parseYaml(text) : parseBefore(text, control);
    const root = document.root === undefined ? undefined : compose(document.root);
    const { rest } = document;
    return { text, root, fault: undefined, rest: rest === undefined ? undefined : { start: rest, end: rest + 3 } };
  } catch (e) {
    if (!(e instanceof SyntaxFault)) throw e;
    return { text, root: undefined, fault: e, rest: undefined };
  }
}

// The server reads by pieces, and looks at the characters of a piece before it cuts tokens from it. What stands in a piece
// behind the end of the first document is not looked at.
const PIECE = 512;
const LOOK_AHEAD = 4;

/** The first document of a text that holds what no YAML may hold: if that stands far enough behind it. */
function parseBefore(text: string, control: number): RawDocument {
  let document: RawDocument | undefined;
  try {
    document = parseYaml(text.slice(0, control));
  } catch {
    // The cut itself may be the reason.
  }
  return document !== undefined && isUnread(text, document.rest, control)
    ? document
    : refuse('a control character stands here', control);
}

function isUnread(text: string, rest: number | undefined, at: number): boolean {
  if (rest === undefined) return false;
  const read = Buffer.byteLength(text.slice(0, rest + LOOK_AHEAD));
  return Buffer.byteLength(text.slice(0, at)) >= Math.ceil(read / PIECE) * PIECE;
}

const BRACE = 0x7b;
// White space as Go understands it, which a byte order mark is not.
const BRACE_FIRST = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*\{/;

function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  // JSON's reader replaces what is no UTF-8; YAML's refuses it.
  const isJson = encoding === 'utf-8' && bytes.find((b) => b > 0x20) === BRACE;
  try {
    return new TextDecoder(encoding, { fatal: !isJson, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse(`the file is not ${encoding.toUpperCase()}`, 0);
  }
}
