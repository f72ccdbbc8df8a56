import { refuse } from '../../yaml/fault';
import type { Entry, ScalarNode, SourceNode } from './node';

const DEEPEST = 500;
const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
const WHOLE = /^-?\d+$/;
// eslint-disable-next-line no-control-regex -- JSON forbids them
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * Reads JSON with the places of everything.
 *
 * A file whose first character is `{` is JSON for the API server, and nothing else: it does not try YAML then.
 */
export function parseJson(text: string): SourceNode {
  const reader = new JsonReader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

class JsonReader {
  private at = 0;

  public constructor(private readonly text: string) {}

  public end(): void {
    this.passSpace();
    if (this.at < this.text.length) refuse('the file ends here for JSON', this.at, this.text.length);
  }

  public value(depth: number): SourceNode {
    this.passSpace();
    if (depth > DEEPEST) refuse('the file is too deep', this.at);
    const c = this.text[this.at];
    if (c === '{') return this.object(depth);
    if (c === '[') return this.list(depth);
    if (c === '"') return this.scalar((start) => ({ value: this.string(start), isInteger: false }));
    const word = WORDS.find(([name]) => this.text.startsWith(name, this.at));
    if (word !== undefined) {
      return this.scalar(() => ((this.at += word[0].length), { value: word[1], isInteger: false }));
    }
    const digits = this.match(NUMBER);
    if (digits === undefined) return refuse('this is no JSON: a value is expected here', this.at);
    const value = Number(digits);
    const isInteger = WHOLE.test(digits) && BigInt(digits) < 2n ** 63n && BigInt(digits) >= -(2n ** 63n);
    return { type: 'scalar', value, isInteger, start: this.at - digits.length, end: this.at };
  }

  private scalar(read: (start: number) => Pick<ScalarNode, 'value' | 'isInteger'>): ScalarNode {
    const start = this.at;
    return { type: 'scalar', ...read(start), start, end: this.at };
  }

  private string(start: number): string {
    const quoted = this.match(TEXT);
    if (quoted === undefined) return refuse('this is no JSON: the text does not end, or holds what it may not', start);
    return JSON.parse(quoted) as string;
  }

  private list(depth: number): SourceNode {
    const start = this.at++;
    const items: SourceNode[] = [];
    this.separated(']', () => items.push(this.value(depth + 1)));
    return { type: 'list', items, start, end: this.at };
  }

  private object(depth: number): SourceNode {
    const start = this.at++;
    const entries: Entry[] = [];
    const keys = new Set<string>();
    const repeated: Entry[] = [];
    this.separated('}', () => {
      const from = this.at;
      if (this.text[from] !== '"') refuse('this is no JSON: a key in double quotes is expected here', from);
      const key = this.string(from);
      const keySpan = { start: from, end: this.at };
      this.passSpace();
      this.expect(':');
      const entry = { key, keySpan, value: this.value(depth + 1) };
      if (keys.has(key)) repeated.push(entry);
      keys.add(key);
      entries.push(entry);
    });
    return { type: 'map', entries, repeated, start, end: this.at };
  }

  private separated(close: string, read: () => void): void {
    this.passSpace();
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      this.passSpace();
      read();
      this.passSpace();
      if (this.text[this.at] === close) break;
      this.expect(',');
    }
    this.at += 1;
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) refuse(`this is no JSON: '${character}' is expected here`, this.at);
    this.at += 1;
  }

  private passSpace(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
