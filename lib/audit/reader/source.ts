import { decodeLoosely, decodeText } from '../../yaml/bytes';
import { YamlFault } from '../../yaml/fault';
import type { Span } from '../../yaml/node';
import { parseYaml } from '../../yaml/parser';
import { compose } from './compose';
import { parseJson } from './json';
import type { SourceNode } from './node';

/** A file that was read, or why it cannot be. */
export interface Source {
  /** Its text. */
  readonly text: string;
  /** Its content; undefined when it is empty, or cannot be read. */
  readonly root: SourceNode | undefined;
  /** Why it cannot be read; undefined when it can. */
  readonly fault: YamlFault | undefined;
  /** The start of a second document, which the API server does not read; undefined when there is none. */
  readonly rest: Span | undefined;
}

/** Reads a file as the API server does. Never throws. */
export function readSource(content: string | Uint8Array): Source {
  let text = '';
  try {
    const json = jsonText(content);
    if (json !== undefined) {
      text = json;
      return { text, root: parseJson(text), fault: undefined, rest: undefined };
    }
    text = decodeText(content);
    const document = parseYaml(text, { dialect: 'v2' });
    const root = document.root === undefined ? undefined : compose(document.root);
    const { rest } = document;
    return { text, root, fault: undefined, rest: rest === undefined ? undefined : { start: rest, end: rest + 3 } };
  } catch (e) {
    if (!(e instanceof YamlFault)) throw e;
    if (text === '' && typeof content !== 'string') text = decodeLoosely(content);
    return { text, root: undefined, fault: e, rest: undefined };
  }
}

const BRACE = 0x7b;
// White space as Go defines it, without a byte order mark.
const BRACE_FIRST = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*\{/;

/** The text of a file that is JSON; undefined for any other. */
function jsonText(content: string | Uint8Array): string | undefined {
  if (typeof content === 'string') return BRACE_FIRST.test(content) ? content : undefined;
  if (content.find((b) => b > 0x20) !== BRACE) return undefined;
  // The JSON reader replaces invalid UTF-8; the YAML reader refuses it.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  return BRACE_FIRST.test(text) ? text : undefined;
}
