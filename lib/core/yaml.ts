import type * as Cdk8s from 'cdk8s';

import { plainYaml } from './plain-yaml';
import { escaped, INVISIBLE } from './printable';
import { isPlain } from './type-guards';

// Characters that YAML must escape, those that YAML 1.1 reads as the end of a line, and invisible ones.
const UNPRINTABLE = new RegExp(`[\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff${INVISIBLE}]`);
// A number to Go's readers, but a string to the library that writes it.
const OCTAL = /(?:^|[ ])[-+]?0o[0-7_]+(?::[ ]|:?$)/m;

/**
 * A document as YAML, its keys in their own order, in the style of cdk8s.
 *
 * Texts that a reader of YAML 1.1 would read as a number or a boolean ('24', '1.30', 'yes') are quoted, and lines are
 * never folded. A document with invisible characters, or with those that YAML cannot hold, is written as JSON, which
 * escapes them and is YAML too. An object that occurs twice is written twice: not every reader supports references.
 *
 * @param document Plain data.
 */
export function documentText(document: unknown): string {
  const text = plainYaml(document) ?? libraryText(document);
  return text === undefined || (text.includes('0o') && OCTAL.test(text)) ? escapedJson(document) : text;
}

/**
 * Like `documentText`, for a value as `JSON.stringify` sees it: without undefined values, and with dates as strings.
 *
 * @param document Plain data.
 */
export function toYaml(document: Readonly<Record<string, unknown>>): string {
  return documentText(JSON.parse(JSON.stringify(document)));
}

/**
 * The text that the library of cdk8s writes.
 *
 * @returns Undefined where it would write something that YAML cannot hold, or a key `<<`, which YAML 1.1 readers merge.
 */
function libraryText(document: unknown): string | undefined {
  let isMerged = false;
  const unshared = (value: unknown, above: readonly unknown[]): unknown => {
    // A value that contains itself is left to the library, which supports references.
    if (above.includes(value)) return value;
    if (Array.isArray(value)) return Array.from(value, (item) => unshared(item, [...above, value]));
    if (!isPlain(value)) return value;
    isMerged ||= Object.hasOwn(value, '<<');
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unshared(item, [...above, value])]));
  };
  const copy = unshared(document, []);
  if (isMerged) return undefined;
  // Most documents do without it: `kvorum audit` starts in 140 ms instead of 230.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Yaml } = require('cdk8s') as typeof Cdk8s;
  const text = Yaml.stringify(copy);
  return UNPRINTABLE.test(text) ? undefined : text;
}

function escapedJson(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2).replace(new RegExp(UNPRINTABLE, 'g'), escaped)}\n`;
}
