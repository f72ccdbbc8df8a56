import { refuse } from '../../yaml/fault';
import type { RawScalar } from '../../yaml/node';

/** The value of the text of a scalar. */
export interface Resolved {
  readonly value: string | number | boolean | null;
  /** Whether a number goes into a field for whole numbers. */
  readonly isInteger: boolean;
}

const TAGS = 'tag:yaml.org,2002:';
// Any letter case of the whole word, its first letter, or none.
const WORDS = new Map<string, string | number | boolean | null>(
  (
    [
      [true, 'y', 'yes', 'true', 'on'],
      [false, 'n', 'no', 'false', 'off'],
      [null, '~', 'null'],
    ] as const
  ).flatMap(([value, ...words]) =>
    words.flatMap((w) =>
      [w, w.toUpperCase(), `${w.charAt(0).toUpperCase()}${w.slice(1)}`].map((s) => [s, value] as const),
    ),
  ),
);
WORDS.set('', null);
for (const name of ['.nan', '.NaN', '.NAN']) WORDS.set(name, Number.NaN);
for (const name of ['.inf', '.Inf', '.INF']) {
  WORDS.set(name, Infinity);
  WORDS.set(`+${name}`, Infinity);
  WORDS.set(`-${name}`, -Infinity);
}

const FIRST_OF_WORDS = /^[yYnNtTfFoO~.+-]|^$/;
const INTEGER = /^[-+]?(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}([Tt]\d{1,2}:\d{1,2}:\d{1,2}([.,]\d+)?(Z|[-+]\d{2}:\d{2})| \d{1,2}:\d{1,2}:\d{1,2}([.,]\d+)?)?$/;

const TEXT = (value: string): Resolved => ({ value, isInteger: false });

/**
 * The value of a scalar, by the rules of YAML 1.1: `No` is false, `0777` is a number, a date is text.
 */
export function resolveScalar(scalar: RawScalar): Resolved {
  const { value, style, tag } = scalar;
  if (tag === '') return style === 'plain' ? resolvePlain(value) : TEXT(value);
  if (tag === `${TAGS}binary`) return TEXT(fromBase64(scalar));
  const wanted = tag.startsWith(TAGS) ? tag.slice(TAGS.length) : '';
  if (wanted === 'str') return TEXT(value);
  if (!['bool', 'int', 'float', 'null', 'timestamp'].includes(wanted)) return TEXT(value);
  const resolved = resolvePlain(value);
  const isTimestamp = TIMESTAMP.test(value);
  const found = typeOf(resolved, isTimestamp && wanted === 'timestamp');
  if (found === wanted || (wanted === 'float' && found === 'int')) return resolved;
  return refuse(`the value does not match its tag, !!${wanted}`, scalar.start, scalar.end);
}

function typeOf({ value, isInteger }: Resolved, isTimestamp: boolean): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return isInteger || value >= 2 ** 63 ? 'int' : 'float';
  return isTimestamp ? 'timestamp' : 'str';
}

function resolvePlain(text: string): Resolved {
  if (FIRST_OF_WORDS.test(text)) {
    const word = WORDS.get(text);
    if (word !== undefined) return { value: word, isInteger: false };
  }
  const c = text.charCodeAt(0);
  const isNumeric = (c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d;
  if (!isNumeric && c !== 0x2e) return TEXT(text);
  if (isNumeric && TIMESTAMP.test(text)) return TEXT(text);
  const plain = isNumeric ? text.replaceAll('_', '') : text;
  if (isNumeric && INTEGER.test(plain)) {
    const whole = integerOf(plain);
    // A number that needs the 64th bit is a whole number that no field accepts.
    if (whole !== undefined) return { value: Number(whole), isInteger: BigInt.asIntN(64, whole) === whole };
  }
  if (FLOAT.test(plain) && Number.isFinite(Number(plain))) {
    const value = Number(plain);
    return { value, isInteger: Number.isInteger(value) && Math.abs(value) < 2 ** 63 };
  }
  return TEXT(text);
}

/** The value of an integer in Go's syntax; undefined when it has more than 64 bits. */
function integerOf(text: string): bigint | undefined {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '');
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const value = BigInt(octal);
  if (negative ? value > 2n ** 63n : value >= (text.startsWith('+') ? 2n ** 63n : 2n ** 64n)) return undefined;
  return negative ? -value : value;
}

function fromBase64({ value, start, end }: RawScalar): string {
  const text = value.replace(/[\r\n]/g, '');
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
  return isBase64 ? Buffer.from(text, 'base64').toString('utf8') : refuse('the text is not base64', start, end);
}
