import { blockScalar } from './block-scalar';
import { Blocks } from './blocks';
import { END, isBreak, isSeparator } from './characters';
import { passComments, passLineComment } from './comments';
import { Cursor } from './cursor';
import { refuse } from './fault';
import { beginsPlain, plainScalar, quotedScalar } from './scalars';
import { SimpleKeys } from './simple-keys';
import { anchorName, readDirective, readTag } from './tags';
import type { Token, TokenType } from './token';
import { TokenQueue } from './token';

/**
 * The reader whose rules apply: yaml.v2, which Kubernetes uses, or yaml.v3, which Butane uses.
 *
 * - v3 looks two tokens further: a fault that near behind the first document counts.
 * - v3 accepts a tab before a comment where v2 does not.
 */
export type YamlDialect = 'v2' | 'v3';

const DEEPEST = 10_000;

/**
 * The tokens of YAML 1.1, as readers written in Go cut them.
 *
 * These readers follow libyaml, whose rules differ from those of YAML 1.2 where people meet them: where a bracket may
 * be closed, where a quoted text may continue, where a tab is allowed. A reader of 1.2 refuses files that they
 * accept, and vice versa.
 *
 * Tokens are created on demand: text far after the first document is not read.
 */
export class Scanner {
  private readonly cursor: Cursor;
  private readonly queue = new TokenQueue();
  private readonly keys: SimpleKeys;
  private readonly commentsAhead: boolean;
  // How many tokens must wait behind the next one.
  private readonly lookahead: number;
  private isReady = false;
  private readonly blocks = new Blocks(this.queue);
  private flowLevel = 0;
  private keyAllowed = true;
  private furthest = 0;

  /**
   * @param text The text, without a byte order mark.
   * @param dialect Whose rules hold.
   */
  public constructor(text: string, dialect: YamlDialect) {
    this.cursor = new Cursor(text);
    this.keys = new SimpleKeys(this.cursor);
    this.keys.open(0, -1);
    this.commentsAhead = dialect === 'v3';
    this.lookahead = dialect === 'v3' ? 2 : 0;
  }

  /** The next token. Its contents are invalid once a later one is peeked at. */
  public peek(): Token {
    if (!this.isReady) {
      while (this.queue.length <= this.lookahead || this.keys.mayBe(this.queue.taken, this.flowLevel)) this.fetch();
      this.isReady = true;
    }
    return this.queue.head;
  }

  /** Passes the next token. */
  public skip(): void {
    this.peek();
    this.isReady = false;
    this.queue.take();
  }

  /** The end of the text that was examined. */
  public get readTo(): number {
    return Math.max(this.furthest, this.cursor.at + 1);
  }

  private fetch(): void {
    const { cursor } = this;
    const begin = cursor.at;
    this.passToToken();
    if (this.flowLevel === 0) this.blocks.unroll(cursor.column, begin);
    this.furthest = Math.max(this.furthest, cursor.at + 4);
    const c = cursor.peek();
    if (c === END) return this.endOfStream();
    if (cursor.column === 0 && c === 0x25) {
      this.endOfBlocks();
      readDirective(cursor, this.queue.add('tag-directive', cursor.at, cursor.at));
      return;
    }
    if (cursor.atMarker()) {
      this.endOfBlocks();
      this.add(c === 0x2d ? 'document-start' : 'document-end', 3);
      return;
    }
    const mayHaveComment = this.token(c);
    if (this.commentsAhead && mayHaveComment) this.furthest = Math.max(this.furthest, passLineComment(cursor));
  }

  /** Cuts the token that begins here, and says whether a comment on its line would be its own. */
  private token(c: number): boolean {
    const { cursor } = this;
    const followed = isSeparator(cursor.ahead(1));
    switch (c) {
      case 0x5b:
      case 0x7b:
        this.open(c === 0x5b ? '[' : '{');
        return true;
      case 0x5d:
      case 0x7d:
        this.close(c === 0x5d ? ']' : '}');
        return true;
      case 0x2c:
        this.keys.drop(this.flowLevel);
        this.keyAllowed = true;
        this.add(',', 1);
        return true;
      case 0x2d:
        if (!followed) break;
        this.entry();
        return false;
      case 0x3f:
        if (!followed && this.flowLevel === 0) break;
        this.key();
        return true;
      case 0x3a:
        if (!followed && this.flowLevel === 0) break;
        this.value();
        return true;
      case 0x2a:
      case 0x26:
        this.named(c === 0x2a ? 'alias' : 'anchor');
        return true;
      case 0x21:
        this.named('tag');
        return true;
      case 0x7c:
      case 0x3e:
        if (this.flowLevel > 0) break;
        this.block(c === 0x7c);
        return false;
      case 0x27:
      case 0x22:
        this.quoted(c === 0x27);
        return true;
    }
    if (!beginsPlain(cursor, this.flowLevel > 0)) refuse('no token can begin with this character', cursor.at);
    return this.plain();
  }

  private passToToken(): void {
    const { cursor } = this;
    for (;;) {
      // A tab is not indentation, but it is allowed where there cannot be any.
      const tabs = this.flowLevel > 0 || !this.keyAllowed;
      let c = cursor.peek();
      while (c === 0x20 || (tabs && c === 0x09)) {
        cursor.at += 1;
        c = cursor.peek();
      }
      if (c === 0x23) {
        if (this.commentsAhead) this.furthest = Math.max(this.furthest, passComments(cursor));
        else cursor.passLine();
      }
      if (!isBreak(cursor.peek())) return;
      cursor.passBreak();
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  /** Adds a token of so many characters, and passes them. */
  private add(type: TokenType, length: number): Token {
    const { at } = this.cursor;
    this.cursor.at += length;
    return this.queue.add(type, at, at + length);
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const isRequired = this.flowLevel === 0 && this.blocks.indent === this.cursor.column;
    this.keys.save(this.flowLevel, this.queue.taken + this.queue.length, isRequired);
  }

  private endOfBlocks(at = this.cursor.at): void {
    if (this.flowLevel === 0) this.blocks.unroll(-1, at);
    this.keys.drop(this.flowLevel);
    this.keyAllowed = false;
  }

  private endOfStream(): void {
    const { cursor } = this;
    // The end is on a separate line, so that nothing before it can become a key any more.
    const at = cursor.column === 0 ? cursor.at : cursor.length + 1;
    cursor.line += 1;
    this.endOfBlocks(at);
    this.queue.add('stream-end', at, at);
  }

  private open(type: '[' | '{'): void {
    this.saveKey();
    this.flowLevel += 1;
    this.keys.open(this.flowLevel, this.queue.taken + this.queue.length);
    if (this.flowLevel > DEEPEST) refuse('the file is nested too deeply', this.cursor.at);
    this.keyAllowed = true;
    this.add(type, 1);
  }

  private close(type: ']' | '}'): void {
    this.keys.drop(this.flowLevel);
    if (this.flowLevel > 0) {
      this.keys.close(this.flowLevel);
      this.flowLevel -= 1;
    }
    this.keyAllowed = false;
    this.add(type, 1);
  }

  private entry(): void {
    const { cursor } = this;
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) refuse('an item of a list cannot begin here', cursor.at);
      this.blocks.roll(cursor.column, 'block-sequence', cursor.at);
    }
    this.keys.drop(this.flowLevel);
    this.keyAllowed = true;
    this.add('-', 1);
  }

  private key(): void {
    const { cursor } = this;
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) refuse('a key cannot begin here', cursor.at);
      this.blocks.roll(cursor.column, 'block-mapping', cursor.at);
    }
    this.keys.drop(this.flowLevel);
    this.keyAllowed = this.flowLevel === 0;
    this.add('key', 1);
  }

  private value(): void {
    const { cursor } = this;
    const key = this.keys.find(this.flowLevel);
    if (key !== undefined) {
      const place = key.tokenNumber - this.queue.taken;
      this.queue.add('key', key.at, key.at, place);
      if (this.flowLevel === 0) this.blocks.roll(key.column, 'block-mapping', key.at, place);
      key.isPossible = false;
      this.keyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) refuse('a : is not allowed here: quote the text before it', cursor.at);
        this.blocks.roll(cursor.column, 'block-mapping', cursor.at);
      }
      this.keyAllowed = this.flowLevel === 0;
    }
    this.add('value', 1);
  }

  /** Adds a token that may be a key, or begin one. None can begin behind it. */
  private addKey(type: TokenType): Token {
    this.saveKey();
    this.keyAllowed = false;
    return this.queue.add(type, this.cursor.at, 0);
  }

  private named(type: 'alias' | 'anchor' | 'tag'): void {
    const token = this.addKey(type);
    if (type === 'tag') readTag(this.cursor, token);
    else token.value = anchorName(this.cursor);
    token.end = this.cursor.at;
  }

  private block(literal: boolean): void {
    this.keys.drop(this.flowLevel);
    this.keyAllowed = true;
    const token = this.queue.add('scalar', this.cursor.at, 0);
    token.style = literal ? 'literal' : 'folded';
    token.value = blockScalar(this.cursor, this.blocks.indent);
    token.isKept = true;
    token.end = this.cursor.at;
  }

  private quoted(single: boolean): void {
    const token = this.addKey('scalar');
    token.style = single ? 'single' : 'double';
    quotedScalar(this.cursor, token);
    token.end = this.cursor.at;
  }

  private plain(): boolean {
    const token = this.addKey('scalar');
    token.style = 'plain';
    const brokeLine = plainScalar(this.cursor, token, this.blocks.indent + 1, this.flowLevel > 0);
    if (brokeLine) this.keyAllowed = true;
    return !brokeLine;
  }
}
