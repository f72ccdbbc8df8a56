import type { Span } from './node';
import { Scanner } from './scanner';
import type { ScalarStyle, Token, TokenType } from './token';
import { refuse } from './token';

/** A scalar as it is written. */
export interface RawScalar extends Span {
  readonly type: 'scalar';
  readonly value: string;
  readonly style: ScalarStyle;
  /** The tag as it is meant, without abbreviation. Empty when there is none. */
  readonly tag: string;
}

/** A list or an object as it is written. An object holds keys and values in turns. */
export interface RawCollection extends Span {
  readonly type: 'list' | 'map';
  readonly children: RawNode[];
  /** Whether an alias may bring it again. */
  readonly anchored: boolean;
}

/** A node that stands elsewhere already. */
export interface RawAlias extends Span {
  readonly type: 'alias';
  readonly target: RawNode;
}

/** What a document is made of. */
export type RawNode = RawScalar | RawCollection | RawAlias;

/** The first document of a file. */
export interface RawDocument {
  /** Undefined for a file without any. */
  readonly root: RawNode | undefined;
  /** Where the rest begins that nobody reads; undefined when there is none. */
  readonly rest: number | undefined;
}

// The server's own limit is 10000; its own would end this program's stack.
const DEEPEST = 500;
const STANDARD_TAGS = 'tag:yaml.org,2002:';

/** Reads the first document of a YAML text. */
export function parseYaml(text: string): RawDocument {
  return new Parser(text).document();
}

class Parser {
  private readonly scanner: Scanner;
  private readonly anchors = new Map<string, RawNode>();
  private readonly tags = new Map<string, string>();
  private depth = 0;

  public constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  public document(): RawDocument {
    const first = this.scanner.peek();
    if (first.type === 'stream-end') return { root: undefined, rest: undefined };
    this.directives();
    const token = this.scanner.peek();
    const explicit = first.type === 'document-start' || token !== first;
    if (explicit && token.type !== 'document-start') refuse('a document begins with ---', token.start);
    if (explicit) this.scanner.take();
    const isEmpty = explicit && DOCUMENT_ENDS.includes(this.scanner.peek().type);
    const root = isEmpty ? this.empty(token.end) : this.node(true, false);
    let rest = this.scanner.peek();
    if (rest.type === 'document-end') {
      this.scanner.take();
      rest = this.peekUnread(rest);
    }
    return { root, rest: rest.type === 'stream-end' ? undefined : rest.start };
  }

  // What follows is not read by the server, so that nothing in it can be a fault.
  private peekUnread(marker: Token): Token {
    try {
      return this.scanner.peek();
    } catch {
      return { ...marker, start: marker.end };
    }
  }

  // The parser's most frequent question: no list is made for it.
  private isNext(a: TokenType, b = a, c = a, d = a): boolean {
    const { type } = this.scanner.peek();
    return type === a || type === b || type === c || type === d;
  }

  private directives(): void {
    let version = false;
    while (this.isNext('version', 'tag-directive')) {
      const { type, value, suffix, start, end } = this.scanner.take();
      if (type === 'version') {
        if (version) refuse('the version stands here twice', start, end);
        if (value !== '1.1') refuse(`the API server reads YAML 1.1, not ${value}`, start, end);
        version = true;
      } else {
        if (this.tags.has(value)) refuse('the handle stands here twice', start, end);
        this.tags.set(value, suffix);
      }
    }
    if (!this.tags.has('!')) this.tags.set('!', '!');
    if (!this.tags.has('!!')) this.tags.set('!!', STANDARD_TAGS);
  }

  private empty(at: number): RawScalar {
    return { type: 'scalar', value: '', style: 'plain', tag: '', start: at, end: at };
  }

  private node(inBlock: boolean, indentless: boolean): RawNode {
    let token = this.scanner.peek();
    if (token.type === 'alias') {
      this.scanner.take();
      const { start, end, value } = token;
      const target = this.anchors.get(value) ?? refuse(`there is no anchor ${value} before this place`, start, end);
      return { type: 'alias', target, start, end };
    }
    let anchor: string | undefined;
    let tag: Token | undefined;
    for (let i = 0; i < 2; i++) {
      if (token.type === 'anchor' && anchor === undefined) anchor = token.value;
      else if (token.type === 'tag' && tag === undefined) tag = token;
      else break;
      this.scanner.take();
      token = this.scanner.peek();
    }
    const named = tag === undefined ? '' : this.tagName(tag);
    const { type, start } = token;
    if (type === 'scalar') {
      this.scanner.take();
      const { value, style, end } = token;
      return this.keep({ type, value, style, tag: named, start, end }, anchor);
    }
    const isIndentless = indentless && type === '-';
    if (isIndentless || type === '[' || (inBlock && type === 'block-sequence')) {
      const list = this.keep(collection('list', start, anchor !== undefined), anchor);
      if (isIndentless) return this.indentlessList(list);
      return type === '[' ? this.flowList(list) : this.blockList(list);
    }
    if (type === '{' || (inBlock && type === 'block-mapping')) {
      const map = this.keep(collection('map', start, anchor !== undefined), anchor);
      return type === '{' ? this.flowMap(map) : this.blockMap(map);
    }
    if (anchor === undefined && tag === undefined) refuse('a value is expected here', start, token.end);
    return this.keep({ ...this.empty(start), tag: named }, anchor);
  }

  private keep<T extends RawNode>(node: T, anchor: string | undefined): T {
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  private tagName({ value: handle, suffix, start, end }: Token): string {
    if (handle === '') return suffix;
    const name = `${this.tags.get(handle) ?? ''}${suffix}`;
    return this.tags.has(handle) && name !== ''
      ? name
      : refuse(`nothing says what the tag ${handle} means`, start, end);
  }

  private inside<T extends RawCollection>(node: T, fill: () => number): T {
    this.depth += 1;
    if (this.depth > DEEPEST) refuse('the file is too deep', node.start);
    (node as { end: number }).end = fill();
    this.depth -= 1;
    return node;
  }

  private child(node: RawCollection, empty: boolean, at: number, inBlock: boolean, indentless: boolean): void {
    node.children.push(empty ? this.empty(at) : this.node(inBlock, indentless));
  }

  private indentlessList(node: RawCollection): RawCollection {
    return this.inside(node, () => {
      let end = node.end;
      while (this.isNext('-')) {
        const dash = this.scanner.take();
        this.child(node, this.isNext('-', 'key', 'value', 'block-end'), dash.end, true, false);
        end = node.children[node.children.length - 1]?.end ?? end;
      }
      return end;
    });
  }

  private blockList(node: RawCollection): RawCollection {
    return this.inside(node, () => {
      this.scanner.take();
      while (this.isNext('-')) {
        const dash = this.scanner.take();
        this.child(node, this.isNext('-', 'block-end'), dash.end, true, false);
      }
      return this.endOfBlock(node, 'an item of the list, with its -, is expected here');
    });
  }

  private blockMap(node: RawCollection): RawCollection {
    return this.inside(node, () => {
      this.scanner.take();
      while (this.isNext('key', 'block-end')) {
        if (this.isNext('block-end')) break;
        const key = this.scanner.take();
        this.child(node, this.isNext('key', 'value', 'block-end'), key.end, true, true);
        if (this.isNext('value')) {
          const value = this.scanner.take();
          this.child(node, this.isNext('key', 'value', 'block-end'), value.end, true, true);
        } else {
          node.children.push(this.empty(this.scanner.peek().start));
        }
      }
      return this.endOfBlock(node, 'a key is expected here');
    });
  }

  private endOfBlock(node: RawCollection, expected: string): number {
    const token = this.scanner.peek();
    if (token.type !== 'block-end') refuse(expected, token.start, token.end);
    this.scanner.take();
    return node.children[node.children.length - 1]?.end ?? node.end;
  }

  private flowList(node: RawCollection): RawCollection {
    return this.inside(node, () => {
      this.scanner.take();
      while (!this.isNext(']')) {
        if (node.children.length > 0) this.comma("',' or ']' is expected here");
        if (this.isNext(']')) break;
        if (this.isNext('key')) node.children.push(this.pair());
        else node.children.push(this.node(false, false));
      }
      return this.scanner.take().end;
    });
  }

  /** An object of one key, between the brackets of a list. */
  private pair(): RawCollection {
    const key = this.scanner.take();
    const node = collection('map', key.start, false);
    return this.inside(node, () => {
      if (this.isNext('value', ',', ']')) {
        // The server's reader passes over the token that ends an empty key.
        const token = this.scanner.take();
        node.children.push(this.empty(token.end));
      } else {
        node.children.push(this.node(false, false));
      }
      const hasValue = this.isNext('value') && this.scanner.take().type === 'value';
      this.child(node, !hasValue || this.isNext(',', ']'), this.scanner.peek().start, false, false);
      return this.scanner.peek().start;
    });
  }

  private flowMap(node: RawCollection): RawCollection {
    return this.inside(node, () => {
      this.scanner.take();
      while (!this.isNext('}')) {
        if (node.children.length > 0) this.comma("',' or '}' is expected here");
        if (this.isNext('}')) break;
        if (!this.isNext('key')) {
          node.children.push(this.node(false, false), this.empty(this.scanner.peek().start));
          continue;
        }
        this.scanner.take();
        this.child(node, this.isNext('value', ',', '}'), this.scanner.peek().start, false, false);
        const hasValue = this.isNext('value') && this.scanner.take().type === 'value';
        this.child(node, !hasValue || this.isNext(',', '}'), this.scanner.peek().start, false, false);
      }
      return this.scanner.take().end;
    });
  }

  private comma(expected: string): void {
    const token = this.scanner.peek();
    if (token.type !== ',') refuse(expected, token.start, token.end);
    this.scanner.take();
  }
}

const DOCUMENT_ENDS: readonly TokenType[] = [
  'version',
  'tag-directive',
  'document-start',
  'document-end',
  'stream-end',
];

function collection(type: 'list' | 'map', at: number, anchored: boolean): RawCollection {
  return { type, children: [], start: at, end: at + 1, anchored };
}
