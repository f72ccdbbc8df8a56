import type { JsonFault } from '../../yaml/json-tokens';
import { JsonTokens, NotJson } from '../../yaml/json-tokens';
import { quote } from '../syntax/quote';

/** Why a text is not JSON, in the words of Go's reader. */
export interface GoJsonFault {
  readonly message: string;
  /** Where, in bytes. */
  readonly offset: number;
}

/** The message of Go's reader on bytes that are not JSON. Each byte beyond ASCII counts as one character. */
export function jsonFault(bytes: Uint8Array): GoJsonFault | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const tokens = new JsonTokens(text);
  try {
    while (tokens.next() !== 'end');
    return undefined;
  } catch (e) {
    if (!(e instanceof NotJson)) throw e;
    return inWordsOfGo(e.fault, text);
  }
}

function inWordsOfGo({ problem, context, at }: JsonFault, text: string): GoJsonFault {
  // At the end Go tries a blank: it is taken wherever it would be white space or part of a text.
  if (problem === 'end') {
    const isBroken = /numeric literal|escape|^in literal/.test(context);
    const message = isBroken ? `invalid character ' ' ${context}` : 'unexpected end of JSON input';
    return { message, offset: text.length };
  }
  if (problem === 'depth') return { message: 'exceeded max depth', offset: 0 };
  const char = text[at] ?? '';
  const shown = char === "'" ? "'\\''" : char === '"' ? `'"'` : `'${quote(char).slice(1, -1)}'`;
  return { message: `invalid character ${shown} ${context}`, offset: at + 1 };
}
