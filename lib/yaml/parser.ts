import { controlCharacter } from './characters';
import { refuse } from './fault';
import type { RawCollection, RawDocument, RawNode } from './node';
import { RawAlias, RawList, RawMap, RawScalar } from './node';
import { isUnread } from './pieces';
import type { YamlDialect } from './scanner';
import { Scanner } from './scanner';
import { TagNames } from './tag-names';
import type { TokenType } from './token';

/** How a text is read. */
export interface YamlOptions {
  /** Whose rules hold. */
  readonly dialect: YamlDialect;
}

// The limit of Go's readers is 10000; here it would end the stack of this program, or of one that walks through the nodes.
const DEEPEST = 500;

/**
 * Reads the first document of a YAML text, as readers written in Go do.
 *
 * Aliases are not followed, so that they cost nothing here, and keys may stand in an object twice.
 *
 * @param text The text, without a byte order mark.
 * @throws a `YamlFault` for what these readers refuse.
 */
export function parseYaml(text: string, { dialect }: YamlOptions): RawDocument {
  const control = controlCharacter(text);
  if (control < 0) return new Parser(text, dialect).document();
  // A control character counts if it stands in what is read.
  const parser = new Parser(text.slice(0, control), dialect);
  let document: RawDocument | undefined;
  try {
    document = parser.document();
  } catch {
    // The cut itself may be the reason.
  }
  return document !== undefined && isUnread(text, parser.readTo, control)
    ? document
    : refuse('a control character stands here', control);
}

class Parser {
  /** Up to where the document made its reader look. */
  public readTo = 0;
  private readonly scanner: Scanner;
  private readonly anchors = new Map<string, RawNode>();
  private readonly tags = new TagNames();
  private depth = 0;
  // Children of the collections that are open. Each list of children is cut from it at once, as long as it must be.
  private readonly open: RawNode[] = [];

  public constructor(text: string, dialect: YamlDialect) {
    this.scanner = new Scanner(text, dialect);
  }

  public document(): RawDocument {
    if (this.isNext('stream-end')) {
      this.readTo = this.scanner.readTo;
      return { root: undefined, rest: undefined };
    }
    const isExplicit = this.isNext('document-start', 'version', 'tag-directive');
    if (isExplicit) {
      this.tags.readDirectives(this.scanner);
      this.scanner.skip();
    }
    const root = isExplicit && this.endsHere() ? this.emptyBeforeNext() : this.node(true, false);
    const { type, start, end } = this.scanner.peek();
    this.readTo = this.scanner.readTo;
    return { root, rest: type === 'document-end' ? this.unread(end) : type === 'stream-end' ? undefined : start };
  }

  private endsHere(): boolean {
    return this.isNext('version', 'tag-directive', 'document-start', 'document-end') || this.isNext('stream-end');
  }

  // What follows is not read by anybody, so that nothing in it can be a fault.
  private unread(end: number): number | undefined {
    try {
      this.scanner.skip();
      const { type, start } = this.scanner.peek();
      return type === 'stream-end' ? undefined : start;
    } catch {
      return end;
    }
  }

  // The parser's most frequent question: no list is made for it.
  private isNext(a: TokenType, b = a, c = a, d = a): boolean {
    const { type } = this.scanner.peek();
    return type === a || type === b || type === c || type === d;
  }

  private empty(at: number): RawScalar {
    return new RawScalar('', 'plain', '', at, at);
  }

  private emptyBeforeNext(): RawScalar {
    return this.empty(this.scanner.peek().start);
  }

  private node(inBlock: boolean, indentless: boolean): RawNode {
    const { scanner } = this;
    let token = scanner.peek();
    let { type } = token;
    const { start } = token;
    if (type === 'alias') return this.alias();
    let anchor = '';
    let tag = '';
    if (type === 'anchor' || type === 'tag') {
      for (let i = 0; i < 2; i++) {
        if (type === 'anchor' && anchor === '') anchor = token.value;
        else if (type === 'tag' && tag === '') tag = this.tags.nameOf(token);
        else break;
        scanner.skip();
        token = scanner.peek();
        ({ type } = token);
      }
    }
    if (type === 'scalar') {
      const scalar = new RawScalar(token.value, token.style, tag, start, token.end);
      if (anchor !== '') this.anchors.set(anchor, scalar);
      scanner.skip();
      return scalar;
    }
    const isIndentless = indentless && type === '-';
    if (isIndentless || type === '[' || (inBlock && type === 'block-sequence')) {
      const list = new RawList(type === '[', tag, anchor !== '', start, token.end);
      if (anchor !== '') this.anchors.set(anchor, list);
      if (!isIndentless) scanner.skip();
      const first = this.enter(start);
      if (isIndentless) this.indentlessList();
      else if (type === '[') list.end = this.flowList();
      else this.blockList();
      return this.leave(list, first);
    }
    if (type === '{' || (inBlock && type === 'block-mapping')) {
      const map = new RawMap(type === '{', tag, anchor !== '', start, token.end);
      if (anchor !== '') this.anchors.set(anchor, map);
      scanner.skip();
      const first = this.enter(start);
      if (type === '{') map.end = this.flowMap();
      else this.blockMap();
      return this.leave(map, first);
    }
    if (anchor === '' && tag === '') refuse('a value is expected here', start, token.end);
    const scalar = new RawScalar('', 'plain', tag, start, start);
    if (anchor !== '') this.anchors.set(anchor, scalar);
    return scalar;
  }

  private alias(): RawAlias {
    const { start, end, value } = this.scanner.peek();
    const target = this.anchors.get(value);
    if (target === undefined) return refuse(`there is no anchor ${value} before this place`, start, end);
    this.scanner.skip();
    return new RawAlias(target, value, start, end);
  }

  /** Begins with the children of a collection, and says from where on they are its own. */
  private enter(start: number): number {
    this.depth += 1;
    if (this.depth > DEEPEST) refuse('the file is too deep', start);
    return this.open.length;
  }

  private leave(node: RawCollection, first: number): RawCollection {
    const { open } = this;
    this.depth -= 1;
    if (open.length === first) return node;
    node.children = open.slice(first);
    open.length = first;
    // Of a collection in brackets the end is known: behind the bracket.
    if (!node.flow) node.end = node.children[node.children.length - 1]!.end;
    return node;
  }

  private indentlessList(): void {
    const { scanner, open } = this;
    while (this.isNext('-')) {
      const { end } = scanner.peek();
      scanner.skip();
      open.push(this.isNext('-', 'key', 'value', 'block-end') ? this.empty(end) : this.node(true, false));
    }
  }

  private blockList(): void {
    const { scanner, open } = this;
    while (this.isNext('-')) {
      const { end } = scanner.peek();
      scanner.skip();
      open.push(this.isNext('-', 'block-end') ? this.empty(end) : this.node(true, false));
    }
    this.endOfBlock('an item of the list, with its -, is expected here');
  }

  private blockMap(): void {
    const { open } = this;
    while (this.isNext('key')) {
      open.push(this.inBlockMap());
      open.push(this.isNext('value') ? this.inBlockMap() : this.emptyBeforeNext());
    }
    this.endOfBlock('a key is expected here');
  }

  /** What follows a key's or a value's token. */
  private inBlockMap(): RawNode {
    const { end } = this.scanner.peek();
    this.scanner.skip();
    return this.isNext('key', 'value', 'block-end') ? this.empty(end) : this.node(true, true);
  }

  private endOfBlock(expected: string): void {
    const { type, start, end } = this.scanner.peek();
    if (type !== 'block-end') refuse(expected, start, end);
    this.scanner.skip();
  }

  private flowList(): number {
    const { scanner, open } = this;
    let isFirst = true;
    while (!this.isNext(']')) {
      if (!isFirst) this.comma("',' or ']' is expected here");
      isFirst = false;
      if (this.isNext(']')) break;
      open.push(this.isNext('key') ? this.pair() : this.node(false, false));
    }
    const { end } = scanner.peek();
    scanner.skip();
    return end;
  }

  /** An object of one key, between the brackets of a list. */
  private pair(): RawCollection {
    const { scanner, open } = this;
    const { start } = scanner.peek();
    scanner.skip();
    const node = new RawMap(true, '', false, start, start);
    const first = this.enter(start);
    if (this.isNext('value', ',', ']')) {
      // Go's readers pass over the token that ends an empty key.
      const { end } = scanner.peek();
      scanner.skip();
      open.push(this.empty(end));
    } else {
      open.push(this.node(false, false));
    }
    const { start: at } = scanner.peek();
    const hasValue = this.isNext('value');
    if (hasValue) scanner.skip();
    open.push(!hasValue || this.isNext(',', ']') ? this.empty(at) : this.node(false, false));
    node.end = scanner.peek().start;
    return this.leave(node, first);
  }

  private flowMap(): number {
    const { scanner, open } = this;
    let isFirst = true;
    while (!this.isNext('}')) {
      if (!isFirst) this.comma("',' or '}' is expected here");
      isFirst = false;
      if (this.isNext('}')) break;
      if (!this.isNext('key')) {
        open.push(this.node(false, false));
        open.push(this.emptyBeforeNext());
        continue;
      }
      scanner.skip();
      open.push(this.isNext('value', ',', '}') ? this.emptyBeforeNext() : this.node(false, false));
      const hasValue = this.isNext('value');
      if (hasValue) scanner.skip();
      open.push(!hasValue || this.isNext(',', '}') ? this.emptyBeforeNext() : this.node(false, false));
    }
    const { end } = scanner.peek();
    scanner.skip();
    return end;
  }

  private comma(expected: string): void {
    const { type, start, end } = this.scanner.peek();
    if (type !== ',') refuse(expected, start, end);
    this.scanner.skip();
  }
}
