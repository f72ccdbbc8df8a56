/**
 * The maximum nesting of a JSON text. Nothing that this library reads is nested deeper than some twenty levels; Go's
 * reader allows 10,000, which would overflow the stack of the readers built on these tokens.
 */
export const DEEPEST_JSON = 1_000;

/** A token of JSON. Colons and commas are read, and are not tokens of their own. */
export type JsonToken = '{' | '}' | '[' | ']' | 'key' | 'text' | 'number' | 'word' | 'end';

/** The tokens that may come next. */
export type JsonExpected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or }' | ', or ]' | 'end';

/** Why a text is not JSON. */
export interface JsonFault {
  /** A character is wrong, the text ends too early, or it is too deep. */
  readonly problem: 'character' | 'end' | 'depth';
  /** The token that the reader expected. */
  readonly expected: JsonExpected;
  /** The context of the wrong character, in the words of Go's reader; empty for the depth. */
  readonly context: string;
  /** Where the token starts in which it is. */
  readonly start: number;
  /** Where it is. */
  readonly at: number;
}

/** Thrown where a text is not JSON. Not an Error: a stack is useless for a fault in a file. */
export class NotJson {
  public constructor(public readonly fault: JsonFault) {}
}

const SPACE = /[ \t\n\r]*/y;
// eslint-disable-next-line no-control-regex -- JSON forbids them in texts
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const HEXADECIMAL = /^[\da-fA-F]$/;
const DIGITS = /\d*/y;
const WORDS = ['true', 'false', 'null'];

/**
 * The tokens of a JSON text, as Go's reader accepts them (RFC 8259). Each byte of a text can also be a character of
 * its own (`latin1`): JSON's own syntax is ASCII.
 */
export class JsonTokens {
  /** Where the token starts. */
  public start = 0;
  /** Where it ends. */
  public end = 0;
  /** Whether a text holds escapes. */
  public hasEscapes = false;
  private expected: JsonExpected = 'value';
  private readonly open: ('{' | '[')[] = [];

  public constructor(public readonly text: string) {}

  /**
   * Moves on to the next token.
   *
   * @throws NotJson
   */
  public next(): JsonToken {
    for (;;) {
      this.start = this.end;
      this.pass(SPACE);
      this.start = this.end;
      const { text, start, expected } = this;
      if (start >= text.length) {
        if (expected === 'end') return 'end';
        this.refuse('');
      }
      const c = text[start]!;
      switch (expected) {
        case ':':
          if (c !== ':') this.refuse('after object key');
          this.step('value');
          continue;
        case ', or }':
          if (c === '}') return this.close(c);
          if (c !== ',') this.refuse('after object key:value pair');
          this.step('key');
          continue;
        case ', or ]':
          if (c === ']') return this.close(c);
          if (c !== ',') this.refuse('after array element');
          this.step('value');
          continue;
        case 'end':
          return this.refuse('after top-level value');
        case 'key or }':
        case 'key':
          if (c === '}' && expected === 'key or }') return this.close(c);
          if (c !== '"') this.refuse('looking for beginning of object key string');
          this.string();
          this.expected = ':';
          return 'key';
        case 'value or ]':
        case 'value':
          return c === ']' && expected === 'value or ]' ? this.close(c) : this.value(c);
      }
    }
  }

  /** The value of a text or a key. */
  public get textValue(): string {
    const { text, start, end } = this;
    return this.hasEscapes ? (JSON.parse(text.slice(start, end)) as string) : text.slice(start + 1, end - 1);
  }

  private value(c: string): JsonToken {
    if (c === '{' || c === '[') {
      if (this.open.length >= DEEPEST_JSON) this.refuse('', this.start, 'depth');
      this.open.push(c);
      this.step(c === '{' ? 'key or }' : 'value or ]');
      return c;
    }
    if (c === '"') this.string();
    else if (c === '-' || isDigit(c)) this.number();
    else this.word(c);
    this.expected = this.after();
    return c === '"' ? 'text' : c === '-' || isDigit(c) ? 'number' : 'word';
  }

  private close(c: '}' | ']'): JsonToken {
    this.open.pop();
    this.step(this.after());
    return c;
  }

  private after(): JsonExpected {
    const inside = this.open[this.open.length - 1];
    return inside === undefined ? 'end' : inside === '{' ? ', or }' : ', or ]';
  }

  private string(): void {
    const { text } = this;
    this.hasEscapes = false;
    this.end += 1;
    for (;;) {
      this.pass(PLAIN);
      const c = text[this.end];
      if (c === '"') break;
      if (c !== '\\') this.refuse('in string literal', this.end);
      this.hasEscapes = true;
      this.escape();
    }
    this.end += 1;
  }

  private escape(): void {
    const { text } = this;
    const c = text[this.end + 1] ?? '';
    if (c === '' || !'bfnrt\\/"u'.includes(c)) this.refuse('in string escape code', this.end + 1);
    this.end += 2;
    if (c !== 'u') return;
    for (const last = this.end + 4; this.end < last; this.end++) {
      if (!HEXADECIMAL.test(text[this.end] ?? '')) this.refuse('in \\u hexadecimal character escape', this.end);
    }
  }

  private number(): void {
    const { text } = this;
    if (text[this.end] === '-') this.end += 1;
    if (text[this.end] === '0') this.end += 1;
    else this.digits('in numeric literal');
    if (text[this.end] === '.') {
      this.end += 1;
      this.digits('after decimal point in numeric literal');
    }
    if (text[this.end] !== 'e' && text[this.end] !== 'E') return;
    this.end += text[this.end + 1] === '+' || text[this.end + 1] === '-' ? 2 : 1;
    this.digits('in exponent of numeric literal');
  }

  private digits(context: string): void {
    const from = this.end;
    this.pass(DIGITS);
    if (this.end === from) this.refuse(context, this.end);
  }

  private word(c: string): void {
    const word = WORDS.find((its) => its.startsWith(c));
    if (word === undefined) return this.refuse('looking for beginning of value');
    for (const expected of word) {
      if (this.text[this.end] !== expected) this.refuse(`in literal ${word} (expecting '${expected}')`, this.end);
      this.end += 1;
    }
  }

  private step(expected: JsonExpected): void {
    this.end = this.start + 1;
    this.expected = expected;
  }

  private pass(pattern: RegExp): void {
    pattern.lastIndex = this.end;
    pattern.test(this.text);
    this.end = pattern.lastIndex;
  }

  private refuse(context: string, at = this.start, problem: JsonFault['problem'] = 'character'): never {
    const { expected, start, text } = this;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- see NotJson
    throw new NotJson(
      problem === 'character' && at >= text.length
        ? { problem: 'end', expected, context, start, at: text.length }
        : { problem, expected, context, start, at },
    );
  }
}

function isDigit(c: string): boolean {
  return c >= '0' && c <= '9';
}
