import { quote } from '../syntax/quote';

/** Why a text is no JSON, in the words of Go's reader. */
export interface JsonFault {
  readonly message: string;
  /** Where, in bytes. */
  readonly offset: number;
}

/** What is expected next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or }' | ', or ]' | 'end';

const AFTER: Readonly<Record<Expected, string>> = {
  value: 'looking for beginning of value',
  'value or ]': 'looking for beginning of value',
  key: 'looking for beginning of object key string',
  'key or }': 'looking for beginning of object key string',
  ':': 'after object key',
  ', or }': 'after object key:value pair',
  ', or ]': 'after array element',
  end: 'after top-level value',
};
const DEEPEST = 10_000;
const [SPACE, QUOTE, BACKSLASH] = [0x20, 0x22, 0x5c] as const;

/** What Go's reader says of bytes that are no JSON. Each byte beyond ASCII counts as a character of its own. */
export function jsonFault(bytes: Uint8Array): JsonFault | undefined {
  return new JsonScan(bytes).run();
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

class JsonScan {
  private at = 0;
  private readonly open: ('{' | '[')[] = [];

  public constructor(private readonly bytes: Uint8Array) {}

  public run(): JsonFault | undefined {
    let expected: Expected = 'value';
    for (;;) {
      while (isSpace(this.bytes[this.at])) this.at += 1;
      if (this.at >= this.bytes.length) return expected === 'end' ? undefined : this.ended();
      const next = this.step(expected);
      if (typeof next !== 'string') return next;
      expected = next;
    }
  }

  private get char(): string {
    return String.fromCharCode(this.bytes[this.at]!);
  }

  private ended(): JsonFault {
    return { message: 'unexpected end of JSON input', offset: this.bytes.length };
  }

  private bad(context: string): JsonFault {
    if (this.at >= this.bytes.length) return this.ended();
    const { char } = this;
    const shown = char === "'" ? "'\\''" : char === '"' ? `'"'` : `'${quote(char).slice(1, -1)}'`;
    return { message: `invalid character ${shown} ${context}`, offset: this.at + 1 };
  }

  private step(expected: Expected): Expected | JsonFault {
    const { char } = this;
    switch (expected) {
      case 'key or }':
        if (char === '}') return this.close();
        return this.key();
      case 'key':
        return this.key();
      case ':':
        return char === ':' ? this.pass('value') : this.bad(AFTER[expected]);
      case ', or }':
        if (char === '}') return this.close();
        return char === ',' ? this.pass('key') : this.bad(AFTER[expected]);
      case ', or ]':
        if (char === ']') return this.close();
        return char === ',' ? this.pass('value') : this.bad(AFTER[expected]);
      case 'end':
        return this.bad(AFTER.end);
      case 'value':
      case 'value or ]':
        return expected === 'value or ]' && char === ']' ? this.close() : this.value();
    }
  }

  private pass(next: Expected): Expected {
    this.at += 1;
    return next;
  }

  private close(): Expected {
    this.open.pop();
    return this.pass(this.after());
  }

  private after(): Expected {
    const inside = this.open[this.open.length - 1];
    return inside === undefined ? 'end' : inside === '{' ? ', or }' : ', or ]';
  }

  private key(): Expected | JsonFault {
    if (this.char !== '"') return this.bad(AFTER.key);
    return this.text() ?? ':';
  }

  private value(): Expected | JsonFault {
    const { char } = this;
    if (char === '{' || char === '[') {
      this.open.push(char);
      if (this.open.length > DEEPEST) return { message: 'exceeded max depth', offset: this.at + 1 };
      return this.pass(char === '{' ? 'key or }' : 'value or ]');
    }
    if (char === '"') return this.text() ?? this.after();
    if (char === '-' || (char >= '0' && char <= '9')) return this.number() ?? this.after();
    const word = ['true', 'false', 'null'].find((its) => its.startsWith(char));
    return word === undefined ? this.bad(AFTER.value) : (this.word(word) ?? this.after());
  }

  private word(word: string): JsonFault | undefined {
    for (const expected of word) {
      if (this.at >= this.bytes.length || this.char !== expected) {
        return this.bad(`in literal ${word} (expecting '${expected}')`);
      }
      this.at += 1;
    }
    return undefined;
  }

  private text(): JsonFault | undefined {
    this.at += 1;
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at]!;
      if (byte === QUOTE) {
        this.at += 1;
        return undefined;
      }
      if (byte < SPACE) return this.bad('in string literal');
      if (byte !== BACKSLASH) continue;
      this.at += 1;
      if (this.at >= this.bytes.length) return this.ended();
      if (this.char === 'u') {
        for (let i = 0; i < 4; i++) {
          this.at += 1;
          if (this.at >= this.bytes.length) return this.ended();
          if (!/[\da-fA-F]/.test(this.char)) return this.bad('in \\u hexadecimal character escape');
        }
      } else if (!'bfnrt\\/"'.includes(this.char)) return this.bad('in string escape code');
    }
    return this.ended();
  }

  private number(): JsonFault | undefined {
    const digits = (): boolean => {
      const from = this.at;
      while (this.at < this.bytes.length && this.char >= '0' && this.char <= '9') this.at += 1;
      return this.at > from;
    };
    const is = (chars: string): boolean => this.at < this.bytes.length && chars.includes(this.char);
    if (is('-')) this.at += 1;
    if (is('0')) this.at += 1;
    else if (!digits()) return this.bad('in numeric literal');
    if (is('.')) {
      this.at += 1;
      if (!digits()) return this.bad('after decimal point in numeric literal');
    }
    if (is('eE')) {
      this.at += 1;
      if (is('+-')) this.at += 1;
      if (!digits()) return this.bad('in exponent of numeric literal');
    }
    return undefined;
  }
}
