import type { RawNode } from '../../yaml/node';
import { RawList, RawMap, RawScalar } from '../../yaml/node';

/** A JSON text that is too deep for a config. */
export class JsonTooDeep extends Error {}

// A config has a depth of some ten; deeper values are of unknown keys.
const DEEPEST = 1_000;
// eslint-disable-next-line no-control-regex -- these never stand in the texts of JSON
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;
const OTHER = /[^\s,\]}]+/y;
const SPACE = /[ \t\n\r]*/y;

/**
 * Reads a text that is valid JSON into nodes with their places. Texts are double-quoted scalars, everything else is a
 * plain one, as it is written.
 *
 * @throws JsonTooDeep
 */
export function readJson(text: string): RawNode {
  return new JsonReader(text).value(0);
}

class JsonReader {
  private at = 0;

  public constructor(private readonly text: string) {}

  public value(depth: number): RawNode {
    if (depth > DEEPEST) throw new JsonTooDeep('exceeded max depth');
    this.match(SPACE);
    const start = this.at;
    const c = this.text[start];
    if (c === '{' || c === '[') return this.collection(c, depth);
    if (c === '"') return this.string();
    return new RawScalar(this.match(OTHER), 'plain', '', start, this.at);
  }

  private collection(open: '{' | '[', depth: number): RawNode {
    const node = new (open === '{' ? RawMap : RawList)(true, '', false, this.at, this.at);
    const close = open === '{' ? '}' : ']';
    const children: RawNode[] = [];
    do {
      this.at += 1;
      this.match(SPACE);
      if (this.text[this.at] === close) break;
      if (open === '{') {
        children.push(this.string());
        this.match(SPACE);
        this.at += 1;
      }
      children.push(this.value(depth + 1));
      this.match(SPACE);
    } while (this.text[this.at] === ',');
    this.at += 1;
    node.children = children;
    node.end = this.at;
    return node;
  }

  private string(): RawScalar {
    const start = this.at;
    this.at += 1;
    this.match(PLAIN_TEXT);
    const isPlain = this.text[this.at] === '"';
    while (this.text[this.at] === '\\') {
      this.at += 2;
      this.match(PLAIN_TEXT);
    }
    this.at += 1;
    const value = isPlain
      ? this.text.slice(start + 1, this.at - 1)
      : // Half a surrogate pair is no character in Go.
        (JSON.parse(this.text.slice(start, this.at)) as string).replace(/\p{Cs}/gu, '\ufffd');
    return new RawScalar(value, 'double', '', start, this.at);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
