import { isUnread } from './bytes';
import { controlCharacter } from './characters';
import { refuse } from './fault';
import type { RawDocument } from './node';
import { rootOf } from './node';
import type { YamlDialect } from './scanner';
import { Scanner } from './scanner';
import { TagNames } from './tag-names';
import { ANCHORED, FLOW, LIST, MAP, Tape } from './tape';
import type { Token, TokenType } from './token';

/** Options of reading a text. */
export interface YamlOptions {
  /** The reader whose rules apply. */
  readonly dialect: YamlDialect;
}

// The limit of Go's readers is 10000; here it would end the stack of this program, or of one that walks through the
// nodes.
const DEEPEST = 500;

/**
 * Reads the first document of a YAML text, as readers written in Go do.
 *
 * Aliases are not followed, so that they cost nothing here, and keys may occur in an object twice.
 *
 * @param text The text, without a byte order mark.
 * @throws a `YamlFault` for what these readers refuse.
 */
export function parseYaml(text: string, { dialect }: YamlOptions): RawDocument {
  const control = controlCharacter(text);
  if (control < 0) return new Parser(text, dialect).document();
  // A control character counts if it is in the part that is read.
  const parser = new Parser(text.slice(0, control), dialect);
  let document: RawDocument | undefined;
  try {
    document = parser.document();
  } catch {
    // The cut itself may be the reason.
  }
  return document?.root !== undefined && isUnread(text, parser.readTo, control)
    ? document
    : refuse('a control character is not allowed here', control);
}

class Parser {
  /** The end of the text that was read. */
  public readTo = 0;
  private readonly scanner: Scanner;
  private readonly tape: Tape;
  private readonly anchors = new Map<string, number>();
  private readonly tags = new TagNames();
  private depth = 0;
  // Where the last node ended: a block ends with what is in it.
  private lastEnd = 0;

  public constructor(text: string, dialect: YamlDialect) {
    this.scanner = new Scanner(text, dialect);
    this.tape = new Tape(text);
  }

  public document(): RawDocument {
    if (this.isNext('stream-end')) return { root: undefined, rest: undefined };
    const isExplicit = this.isNext('document-start', 'version', 'tag-directive');
    if (isExplicit) {
      this.tags.readDirectives(this.scanner);
      this.scanner.skip();
    }
    if (isExplicit && this.endsHere()) this.emptyBeforeNext();
    else this.node(true, false);
    const root = rootOf(this.tape);
    const { type, start, end } = this.scanner.peek();
    this.readTo = this.scanner.readTo;
    if (type === 'stream-end') return { root, rest: undefined };
    // A key that is recognised late begins before the end of what was read.
    return { root, rest: type === 'document-end' ? this.unread(end) : Math.max(start, this.lastEnd) };
  }

  private endsHere(): boolean {
    return this.isNext('version', 'tag-directive', 'document-start', 'document-end') || this.isNext('stream-end');
  }

  // The rest is never read, so nothing in it can be a fault.
  private unread(end: number): number | undefined {
    try {
      this.scanner.skip();
      const { type, start } = this.scanner.peek();
      return type === 'stream-end' ? undefined : start;
    } catch {
      return end;
    }
  }

  // The parser's most frequent check, so it does not allocate.
  private isNext(a: TokenType, b = a, c = a, d = a): boolean {
    const { type } = this.scanner.peek();
    return type === a || type === b || type === c || type === d;
  }

  private empty(at: number): void {
    this.tape.addScalar(0, 'plain', at, at, at);
    this.lastEnd = at;
  }

  private emptyBeforeNext(): void {
    this.empty(this.scanner.peek().start);
  }

  private node(inBlock: boolean, indentless: boolean): void {
    const token = this.scanner.peek();
    const { type, start } = token;
    if (type === 'alias') return this.alias();
    if (type === 'anchor' || type === 'tag') return this.nodeWithProperties(start, inBlock, indentless);
    if (type === 'scalar') this.scalar(token, 0, start);
    else if (this.collection(type, 0, start, inBlock, indentless) < 0)
      refuse('a value is expected here', start, token.end);
  }

  /** A node behind an anchor, a tag, or both. */
  private nodeWithProperties(start: number, inBlock: boolean, indentless: boolean): void {
    let anchor = '';
    let tag = '';
    let token = this.scanner.peek();
    for (let i = 0; i < 2; i++) {
      if (token.type === 'anchor' && anchor === '') anchor = token.value;
      else if (token.type === 'tag' && tag === '') tag = this.tags.nameOf(token);
      else break;
      this.scanner.skip();
      token = this.scanner.peek();
    }
    const node = this.tape.length;
    // The contents of the node may refer to it already.
    if (anchor !== '') this.anchors.set(anchor, node);
    if (tag !== '') this.tape.setTag(node, tag);
    const flags = anchor === '' ? 0 : ANCHORED;
    if (token.type === 'scalar') {
      this.scalar(token, flags, start);
    } else if (this.collection(token.type, flags, start, inBlock, indentless) < 0) {
      this.tape.addScalar(flags, 'plain', start, start, start);
      this.lastEnd = start;
    }
  }

  private alias(): void {
    const { start, end, value } = this.scanner.peek();
    const target =
      this.anchors.get(value) ?? refuse(`the anchor ${value} is not defined before this place`, start, end);
    this.scanner.skip();
    this.tape.addAlias(start, end, target);
    this.lastEnd = end;
  }

  private scalar(token: Token, flags: number, start: number): void {
    const { style, end } = token;
    if (token.isKept) this.tape.addKeptScalar(flags, style, start, end, token.value);
    else this.tape.addScalar(flags, style, start, end, token.start + (style === 'plain' ? 0 : 1));
    this.scanner.skip();
    this.lastEnd = end;
  }

  /** The collection that begins with a token, as a number; -1 when none does. */
  private collection(type: TokenType, flags: number, start: number, inBlock: boolean, indentless: boolean): number {
    if (inBlock && type === 'block-mapping') return this.blockMap(this.enter(MAP, flags, start));
    if (inBlock && type === 'block-sequence') return this.blockList(this.enter(LIST, flags, start));
    if (indentless && type === '-') return this.indentlessList(this.enter(LIST, flags, start));
    if (type === '[') return this.flowList(this.enter(LIST, flags | FLOW, start));
    return type === '{' ? this.flowMap(this.enter(MAP, flags | FLOW, start)) : -1;
  }

  private enter(kind: typeof LIST | typeof MAP, flags: number, start: number): number {
    this.depth += 1;
    if (this.depth > DEEPEST) refuse('the file is nested too deeply', start);
    return this.tape.open(kind, flags, start);
  }

  private leave(node: number, end: number): number {
    this.depth -= 1;
    this.tape.close(node, end);
    this.lastEnd = end;
    return node;
  }

  private indentlessList(node: number): number {
    const { scanner } = this;
    while (this.isNext('-')) {
      const { end } = scanner.peek();
      scanner.skip();
      if (this.isNext('-', 'key', 'value', 'block-end')) this.empty(end);
      else this.node(true, false);
    }
    return this.leave(node, this.lastEnd);
  }

  private blockList(node: number): number {
    const { scanner } = this;
    scanner.skip();
    while (this.isNext('-')) {
      const { end } = scanner.peek();
      scanner.skip();
      if (this.isNext('-', 'block-end')) this.empty(end);
      else this.node(true, false);
    }
    return this.endOfBlock(node, 'an item of the list, with its -, is expected here');
  }

  private blockMap(node: number): number {
    this.scanner.skip();
    while (this.isNext('key')) {
      this.inBlockMap();
      if (this.isNext('value')) this.inBlockMap();
      else this.emptyBeforeNext();
    }
    return this.endOfBlock(node, 'a key is expected here');
  }

  /** The node after the token of a key or a value. */
  private inBlockMap(): void {
    const { end } = this.scanner.peek();
    this.scanner.skip();
    if (this.isNext('key', 'value', 'block-end')) this.empty(end);
    else this.node(true, true);
  }

  private endOfBlock(node: number, expected: string): number {
    const { type, start, end } = this.scanner.peek();
    if (type !== 'block-end') refuse(expected, start, end);
    this.scanner.skip();
    return this.leave(node, this.lastEnd);
  }

  private flowList(node: number): number {
    const { scanner } = this;
    scanner.skip();
    let isFirst = true;
    while (!this.isNext(']')) {
      if (!isFirst) this.comma("',' or ']' is expected here");
      isFirst = false;
      if (this.isNext(']')) break;
      if (this.isNext('key')) this.pair();
      else this.node(false, false);
    }
    return this.endOfFlow(node);
  }

  /** An object of one key, between the brackets of a list. */
  private pair(): void {
    const { scanner } = this;
    const node = this.enter(MAP, FLOW, scanner.peek().start);
    scanner.skip();
    if (this.isNext('value', ',', ']')) {
      // Go's readers pass over the token that ends an empty key.
      const { end } = scanner.peek();
      scanner.skip();
      this.empty(end);
    } else {
      this.node(false, false);
    }
    const { start } = scanner.peek();
    const hasValue = this.isNext('value');
    if (hasValue) scanner.skip();
    if (!hasValue || this.isNext(',', ']')) this.empty(start);
    else this.node(false, false);
    this.leave(node, scanner.peek().start);
  }

  private flowMap(node: number): number {
    const { scanner } = this;
    scanner.skip();
    let isFirst = true;
    while (!this.isNext('}')) {
      if (!isFirst) this.comma("',' or '}' is expected here");
      isFirst = false;
      if (this.isNext('}')) break;
      if (!this.isNext('key')) {
        this.node(false, false);
        this.emptyBeforeNext();
        continue;
      }
      scanner.skip();
      if (this.isNext('value', ',', '}')) this.emptyBeforeNext();
      else this.node(false, false);
      const hasValue = this.isNext('value');
      if (hasValue) scanner.skip();
      if (!hasValue || this.isNext(',', '}')) this.emptyBeforeNext();
      else this.node(false, false);
    }
    return this.endOfFlow(node);
  }

  private endOfFlow(node: number): number {
    const { end } = this.scanner.peek();
    this.scanner.skip();
    return this.leave(node, end);
  }

  private comma(expected: string): void {
    const { type, start, end } = this.scanner.peek();
    if (type !== ',') refuse(expected, start, end);
    this.scanner.skip();
  }
}
