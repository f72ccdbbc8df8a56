import type { RawScalar } from '../../yaml/node';
import { textOfBytes } from '../text-bytes';

/** The value of a scalar as Go reads it, and its tag in messages. */
export interface Resolved {
  readonly tag: string;
  /** Null for nothing at all; a string for anything that is neither a number nor a boolean. */
  readonly value: string | number | bigint | boolean | null;
  /** Whether a number is a float: those are cut where a whole number is expected. */
  readonly isFloat?: true;
}

/** A scalar whose explicit tag it does not fit: the reader stops there, and says nothing else. */
export class ScalarFailure extends Error {}

const LONG = 'tag:yaml.org,2002:';
const RESOLVABLE = new Set(['', '!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp']);

const NULL: Resolved = { tag: '!!null', value: null };
const TRUE: Resolved = { tag: '!!bool', value: true };
const FALSE: Resolved = { tag: '!!bool', value: false };
const float = (value: number): Resolved => ({ tag: '!!float', value, isFloat: true });
const integer = (value: number | bigint): Resolved => ({ tag: '!!int', value });

const WORDS = new Map<string, Resolved>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, NULL] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, TRUE] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, FALSE] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, float(NaN)] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, float(Infinity)] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, float(-Infinity)] as const),
  ['<<', { tag: '!!merge', value: '<<' }],
]);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const WHOLE = /^([-+]?)(0[bB][01]+|0[oO]?[0-7]+|0[xX][0-9a-fA-F]+|[1-9][0-9]*|0)$/;
const OLD_BINARY = /^-?0b([-+]?[01]+)$/;
const OLD_OCTAL = /^-?0o([-+]?[0-7]+)$/;
const TIMESTAMP =
  /^\d{4}-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d))|(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?))?$/;
const MOST_SIGNED = 2n ** 63n;
const MOST_UNSIGNED = 2n ** 64n;

/** The short form of a tag, as messages have it. */
export function shortTag(tag: string): string {
  return tag.startsWith(LONG) ? `!!${tag.slice(LONG.length)}` : tag;
}

/** The tag by which messages call a scalar. */
export function tagOf(scalar: RawScalar): string {
  if (scalar.tag !== '' && scalar.tag !== '!') return shortTag(scalar.tag);
  return scalar.style === 'plain' ? resolvePlain('', scalar.value).tag : '!!str';
}

/** Resolves a scalar.
 *
 * @throws ScalarFailure when its explicit tag does not fit.
 */
export function resolveScalar(scalar: RawScalar): Resolved {
  const given = scalar.tag === '!' ? '' : shortTag(scalar.tag);
  const { value } = scalar;
  if (given === '!!str' || (given === '' && scalar.style !== 'plain')) return { tag: '!!str', value };
  if (given === '') {
    // A `!` alone is not a tag; the reader resolves the value after it.
    return resolvePlain('', value);
  }
  if (given === '!!binary') return { tag: given, value: fromBase64(value) };
  if (!RESOLVABLE.has(given)) return { tag: given, value };
  const found = resolvePlain(given, value);
  if (found.tag === given) return found;
  if (given === '!!float' && found.tag === '!!int') return float(Number(found.value));
  throw new ScalarFailure(`cannot decode ${found.tag} \`${value}\` as a ${given}`);
}

function resolvePlain(tag: string, text: string): Resolved {
  const hint = text.charCodeAt(0);
  const isNumeric = (hint >= 0x30 && hint <= 0x39) || hint === 0x2b || hint === 0x2d || hint === 0x2e;
  if (!isNumeric && text.length > 5) return { tag: '!!str', value: text };
  const word = WORDS.get(text);
  // `<` begins no word of the table: only `<<` as a key is one, which is not a value.
  if (word !== undefined && hint !== 0x3c) return word;
  return (isNumeric ? resolveNumber(tag, text, hint) : undefined) ?? { tag: '!!str', value: text };
}

function resolveNumber(tag: string, text: string, hint: number): Resolved | undefined {
  if (hint === 0x2e) return FLOAT.test(text) ? finite(text) : undefined;
  if ((tag === '' || tag === '!!timestamp') && isTimestamp(text)) return { tag: '!!timestamp', value: text };
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  return wholeNumber(plain) ?? (FLOAT.test(plain) ? finite(plain) : undefined) ?? oldNumber(plain);
}

function finite(text: string): Resolved | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? float(value) : undefined;
}

function wholeNumber(text: string): Resolved | undefined {
  const parts = WHOLE.exec(text);
  if (parts === null) return undefined;
  const [, sign, digits] = parts as unknown as readonly [string, string, string];
  // A longer number is none of 64 bits, not even in digits of two.
  if (digits.replace(/^0[xob]?0*/i, '').length > 64) return undefined;
  // Go reads a leading zero as octal.
  const isOctal = /^0[0-7]/.test(digits);
  const literal = isOctal ? `0o${digits.slice(1)}` : digits.toLowerCase();
  const value = sign === '-' ? -Number(literal) : Number(literal);
  if (Number.isSafeInteger(value)) return integer(value === 0 ? 0 : value);
  const exact = sign === '-' ? -BigInt(literal) : BigInt(literal);
  if (exact >= -MOST_SIGNED && exact < MOST_SIGNED) return integer(exact);
  return sign === '' && exact < MOST_UNSIGNED ? integer(exact) : undefined;
}

// Binary and octal numbers with the sign after the prefix.
function oldNumber(text: string): Resolved | undefined {
  const digits = OLD_BINARY.exec(text)?.[1] ?? OLD_OCTAL.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const isNegative = text.startsWith('-') || digits.startsWith('-');
  if (text.startsWith('-') && /^[-+]/.test(digits)) return undefined;
  const base = text.includes('b') ? '0b' : '0o';
  const value = Number(`${base}${digits.replace(/^[-+]/, '')}`);
  return Number.isSafeInteger(value) ? integer(isNegative ? -value : value) : undefined;
}

function isTimestamp(text: string): boolean {
  if (text.length < 8 || text.charCodeAt(4) !== 0x2d) return false;
  const parts = TIMESTAMP.exec(text);
  if (parts === null) return false;
  const [, month, day, ...time] = parts.map((part) => (part === undefined ? 0 : Number(part)));
  const days = new Date(Date.UTC(Number(text.slice(0, 4)) === 0 ? 4 : Number(text.slice(0, 4)), month, 0)).getUTCDate();
  if (month! < 1 || month! > 12 || day! < 1 || day! > days) return false;
  const [hour, minute, second] = time[0] !== 0 || time[1] !== 0 || time[2] !== 0 ? time : time.slice(3);
  return (hour ?? 0) < 24 && (minute ?? 0) < 60 && (second ?? 0) < 60;
}

function fromBase64(text: string): string {
  const digits = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits)) {
    throw new ScalarFailure('!!binary value contains invalid base64 data');
  }
  return textOfBytes(Buffer.from(digits, 'base64'));
}

const YES = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON']);
const NO = new Set(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF']);

/** The boolean of a resolved scalar; undefined when it is not one. */
export function asBool({ value }: Resolved): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return YES.has(value) ? true : NO.has(value) ? false : undefined;
}

/** The whole number of a resolved scalar, a float truncated to one; undefined when it is not a number. */
export function asInt({ value, isFloat }: Resolved): number | bigint | undefined {
  if (typeof value === 'bigint') return value < MOST_SIGNED ? value : undefined;
  if (typeof value !== 'number') return undefined;
  if (isFloat !== true) return value;
  if (!(value <= Number(MOST_SIGNED))) return undefined;
  // A value that does not fit becomes the smallest number, as on the machines that Butane runs on.
  if (value < -Number(MOST_SIGNED) || value === Number(MOST_SIGNED)) return -MOST_SIGNED;
  const cut = Math.trunc(value) + 0;
  return Number.isSafeInteger(cut) ? cut : BigInt(cut);
}
