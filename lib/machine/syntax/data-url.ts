import { base64Fault } from './base64';
import { gzipIfBelow } from './gzip';
import { readMediaType } from './media-type';
import { escapeBytes, escapedLength, escapeFault, unescapeBytes } from './percent-escape';

/** A data URL, decoded. */
export interface DecodedDataUrl {
  /** Why it is not a data URL, in Ignition's words; undefined when it is one. */
  readonly fault: string | undefined;
  /** The decoded contents; empty when it is not a data URL. */
  readonly bytes: Buffer;
}

/** Options of encoding contents. */
export interface DataUrlOptions {
  /** The user's own `compression`: if it is set and not empty, the contents are compressed already. */
  readonly compression?: string | undefined;
  /** Whether to compress where that makes the URL shorter. */
  readonly compress: 'auto' | 'never';
}

/** Contents as a source, with the compression. */
export interface EncodedDataUrl {
  readonly source: string;
  /** The new value of `compression`; undefined where the user's own value stays. */
  readonly compression: 'gzip' | '' | undefined;
}

// Characters that must not occur in a URL, and those that are not base64.
const NOT_URL = /[^!$-;=?-Z_a-z~]/;
const NOT_BASE64 = /[^A-Za-z0-9+/=\n]/;

/** The fault of a data URL, in Ignition's words. */
export function dataUrlFault(text: string): string | undefined {
  return taken(text).fault;
}

/** Decodes a data URL. */
export function decodeDataUrl(text: string): DecodedDataUrl {
  const { fault, base64, data } = taken(text);
  if (fault !== undefined) return { fault, bytes: Buffer.alloc(0) };
  return { fault, bytes: base64 ? Buffer.from(data, 'base64') : unescapeBytes(data) };
}

function taken(text: string): { readonly fault?: string; readonly base64: boolean; readonly data: string } {
  const head = readMediaType(text);
  const { base64, comma } = head;
  if (head.fault !== undefined) return { fault: head.fault, base64, data: '' };
  const data = text.slice(comma + 1);
  if ((base64 ? NOT_BASE64 : NOT_URL).test(data)) return { fault: 'invalid data character', base64, data };
  const fault = base64 ? base64Fault(data) : escapeFault(data);
  return fault === undefined ? { base64, data } : { fault, base64, data };
}

const BASE64 = ';base64,';
/** The overhead of compression next to the source: this word. */
const GZIP = 'gzip';

/** Writes contents as the shortest data URL: escaped, in base64, or compressed and in base64. */
export function encodeDataUrl(contents: string | Uint8Array, options: DataUrlOptions): EncodedDataUrl {
  const bytes = typeof contents === 'string' ? Buffer.from(contents, 'utf8') : Buffer.from(contents);
  const isCompressed = options.compression !== undefined && options.compression !== '';
  const escaped = 1 + escapedLength(bytes);
  const shortest = Math.min(escaped, base64Length(bytes.length));
  if (!isCompressed && options.compress === 'auto') {
    const packed = gzipIfBelow(bytes, base64Limit(shortest - GZIP.length));
    if (packed !== undefined) return { source: `data:${BASE64}${packed.toString('base64')}`, compression: GZIP };
  }
  const text = shortest < escaped ? `${BASE64}${bytes.toString('base64')}` : `,${escapeBytes(bytes)}`;
  return { source: `data:${text}`, compression: isCompressed ? undefined : '' };
}

function base64Length(bytes: number): number {
  return BASE64.length + 4 * Math.ceil(bytes / 3);
}

/** The smallest number of bytes that do not fit into less than so many characters. */
function base64Limit(characters: number): number {
  return 3 * Math.floor((characters - 1 - BASE64.length) / 4) + 1;
}
