import { decodeLoosely } from '../../yaml/bytes';
import { NotJson } from '../../yaml/json-tokens';
import type { RawNode } from '../../yaml/node';
import { RawScalar } from '../../yaml/node';
import type { DialectStruct } from '../schema/dialect-struct';
import { bytesOfText } from '../text-bytes';
import type { ConfigObject } from '../value';
import { JsonConfigReader } from './json-config';
import { jsonFault } from './json-fault';
import { readJson } from './json-reader';

/** The JSON of a config whose spec is not known yet. */
export interface JsonDocument {
  readonly text: string;
  readonly root: RawNode;
  /** Why it is not JSON, in the words of Go; undefined when it is JSON. */
  readonly fault: string | undefined;
  /** Where the fault is, in characters of the text. */
  readonly faultAt: number;
}

/** Reads JSON. */
export function readDocument(input: string | Uint8Array): JsonDocument {
  const bytes = typeof input === 'string' ? undefined : input;
  // A byte order mark is a fault, and is not skipped.
  const text = bytes === undefined ? (input as string) : `${hasMark(bytes) ? '\ufeff' : ''}${decodeLoosely8(bytes)}`;
  const nothing = new RawScalar('null', 'plain', '', 0, 0);
  try {
    return { text, root: readJson(text), fault: undefined, faultAt: 0 };
  } catch (e) {
    if (!(e instanceof NotJson)) throw e;
    const whole = bytes ?? bytesOfText(text);
    const fault = jsonFault(whole) ?? { message: 'unexpected end of JSON input', offset: whole.length };
    const faultAt = Math.max(0, decodeLoosely8(whole.subarray(0, fault.offset)).length - 1);
    return { text, root: nothing, fault: fault.message, faultAt };
  }
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

// JSON is UTF-8 whatever its first bytes look like.
function decodeLoosely8(bytes: Uint8Array): string {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isWide ? Buffer.from(bytes).toString('utf8') : decodeLoosely(bytes);
}

/** A config read from JSON. */
export interface ReadConfig {
  readonly config: ConfigObject;
  /** The first value of a wrong type, in the words of Go; undefined when there is none. */
  readonly fault: string | undefined;
  /** Its place, in characters of the text. */
  readonly faultAt: number;
}

/** The config of a document, by the table of a spec. */
export function readConfig({ root }: JsonDocument, struct: DialectStruct): ReadConfig {
  const reader = new JsonConfigReader();
  const config = reader.root(root, struct);
  return { config, fault: reader.fault, faultAt: reader.faultAt };
}

/** Whether there is a number that is beyond a float of 64 bits. */
export function hasHugeNumber(node: RawNode): boolean {
  if (node.type === 'scalar') return node.style === 'plain' && Math.abs(Number(node.value)) === Infinity;
  return node.type !== 'alias' && node.children.some(hasHugeNumber);
}
