import { escapeFault } from './percent-escape';

/** The part of a data URL up to the comma. */
export interface MediaType {
  /** Its fault, in Ignition's words; undefined when nothing is. */
  readonly fault: string | undefined;
  /** Whether the data is base64. */
  readonly base64: boolean;
  /** Where the comma is. */
  readonly comma: number;
}

const PREFIX = 'data:';
const TOKEN = /^[!#-'*+\-.0-9A-Z^-~]$/;
const TYPES = ['text', 'image', 'audio', 'video', 'application', 'message', 'multipart'];

/** The contents of a quoted string: no line feed, and no escape that Go does not support. */
const QUOTED = /^([^\\\n]|\\([abfnrtv\\"]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{3}))*$/;

/** Reads the part before the data: a media type, parameters, the word base64; all are optional. */
export function readMediaType(text: string): MediaType {
  const reader = new Reader(text);
  const fault = reader.read();
  return { fault, base64: reader.base64, comma: reader.at };
}

/** Each method starts where `at` is, and gives the fault that it finds. */
class Reader {
  public at = PREFIX.length;
  public base64 = false;
  /** An empty string in quotes leaves this set, for the next value: so does the decoder that is followed. */
  private quoted = false;

  public constructor(private readonly text: string) {}

  public read(): string | undefined {
    if (!this.text.startsWith(PREFIX)) return 'missing data prefix';
    const first = this.next();
    if (first === '') return 'missing comma before data';
    let fault: string | undefined;
    if (first !== ';' && first !== ',') {
      if (!TOKEN.test(first)) return 'invalid character after data prefix';
      fault = this.type(first) ?? this.subtype();
    }
    while (fault === undefined && this.next() === ';') fault = this.parameter();
    return fault;
  }

  /** The character here; empty at the end. */
  private next(): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private type(first: string): string | undefined {
    this.at++;
    let extension = false;
    if (first === 'x' || first === 'X') {
      // Any character is accepted here, even a slash or a comma.
      extension = this.next() === '-';
      this.at += this.next().length;
    }
    this.skipTokens();
    if (this.next() === '') return 'missing media type slash';
    if (this.next() !== '/') return 'invalid character for media type';
    const name = this.text.slice(PREFIX.length, this.at);
    return extension || TYPES.some((type) => name.startsWith(type)) ? undefined : 'invalid media type';
  }

  private subtype(): string | undefined {
    this.at++;
    this.skipTokens();
    if (this.next() === '') return 'incomplete media type';
    return this.endsValue() ? undefined : 'invalid character for media subtype';
  }

  private parameter(): string | undefined {
    this.at++;
    const start = this.at;
    if (this.next() === '' || this.next() === '=' || this.next() === ',') return 'unterminated parameter sequence';
    this.skipTokens();
    if (this.next() === '') return 'unterminated parameter sequence';
    if (this.next() === '=' && this.at > start) return this.value();
    if (this.next() !== ',') return 'invalid character for parameter attribute';
    const name = this.text.slice(start, this.at);
    if (name !== 'base64') return `expected base64, got ${name}`;
    this.base64 = true;
    return undefined;
  }

  private value(): string | undefined {
    this.at++;
    if (this.next() === '') return 'missing comma before data';
    if (this.next() === '"') return this.quotedValue();
    const start = this.at;
    this.skipTokens();
    if (this.at > start && this.next() === '') return 'missing comma before data';
    return this.at > start && this.endsValue() ? this.valueFault(start) : 'invalid character for parameter value';
  }

  private quotedValue(): string | undefined {
    this.at++;
    this.quoted = true;
    const start = this.at;
    while (this.next() !== '"') {
      const isEscape = this.next() === '\\';
      if (isEscape) this.at++;
      if (this.next() === '') return 'unclosed quoted string';
      if (this.next() > '\x7f') return isEscape ? 'invalid escaped character' : 'invalid character for parameter value';
      this.at++;
    }
    const fault = this.at > start ? this.valueFault(start) : undefined;
    if (fault !== undefined) return fault;
    this.at++;
    if (this.next() === '') return 'missing comma before data';
    return this.endsValue() ? undefined : 'expected semicolon or comma';
  }

  private endsValue(): boolean {
    return this.next() === ';' || this.next() === ',';
  }

  private skipTokens(): void {
    while (TOKEN.test(this.text.charAt(this.at))) this.at++;
  }

  private valueFault(start: number): string | undefined {
    const value = this.text.slice(start, this.at);
    if (!this.quoted) return escapeFault(value);
    this.quoted = false;
    const isGood = QUOTED.test(value) && [...value.matchAll(/\\(.[0-9A-Fa-f]*)/gs)].every(([, e = '']) => isCode(e));
    return isGood ? undefined : 'invalid syntax';
  }
}

/** Whether an escape, without its backslash, is a valid character. */
function isCode(escape: string): boolean {
  if (/^[0-7]{3}/.test(escape)) return parseInt(escape.slice(0, 3), 8) <= 0xff;
  const digits = { u: 4, U: 8 }[escape.charAt(0)];
  if (digits === undefined) return true;
  const code = parseInt(escape.slice(1, 1 + digits), 16);
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}
