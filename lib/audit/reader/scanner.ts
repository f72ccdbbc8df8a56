import { END, isBlank, isBreak, isSeparator } from './characters';
import { Cursor } from './cursor';
import { blockScalar, plainScalar, quotedScalar } from './scalars';
import { anchorName, directive, tagOf } from './tags';
import type { ScalarStyle, Token, TokenType } from './token';
import { refuse } from './token';

interface SimpleKey {
  readonly tokenNumber: number;
  readonly required: boolean;
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

const LONGEST_KEY = 1024;
const DEEPEST = 10_000;
const NOT_PLAIN = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((c) => c.charCodeAt(0)));

/**
 * The tokens of YAML 1.1, as the API server's reader cuts them.
 *
 * The server reads YAML 1.1 with the rules of libyaml, which differ from those of YAML 1.2 where people meet them: where
 * a bracket may be closed, where a quoted text may go on, what a tab may stand for. A reader of 1.2 refuses policies that
 * the server takes, and the other way round.
 *
 * Tokens are made when they are asked for: behind the first document the server does not read on.
 */
export class Scanner {
  private readonly cursor: Cursor;
  private readonly queue: Token[] = [];
  private taken = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private flowLevel = 0;
  private keyAllowed = true;
  // One for the block, and one for each bracket that is open.
  private readonly keys: (SimpleKey | undefined)[] = [undefined];

  /**
   * @param text The text, without a byte order mark.
   */
  public constructor(text: string) {
    this.cursor = new Cursor(`${text}\0`);
  }

  /** The next token, which stays. */
  public peek(): Token {
    while (this.queue.length === 0 || this.headMayBeKey()) this.fetch();
    return this.queue[0]!;
  }

  /** The next token. */
  public take(): Token {
    const token = this.peek();
    this.queue.shift();
    this.taken += 1;
    return token;
  }

  // A token can turn out to be a key as long as its `:` may still come.
  private headMayBeKey(): boolean {
    for (let i = this.keys.length - 1; i >= 0; i--) {
      const key = this.keys[i];
      if (key === undefined) continue;
      if (key.tokenNumber === this.taken) return this.isValid(key);
      // Outer ones stand before this one.
      if (key.tokenNumber < this.taken) return false;
    }
    return false;
  }

  private isValid(key: SimpleKey): boolean {
    if (key.line === this.cursor.line && key.at + LONGEST_KEY >= this.cursor.at) return true;
    if (key.required) refuse('a key needs a : behind it, on the same line', key.at);
    return false;
  }

  private fetch(): void {
    const { cursor } = this;
    this.passToToken();
    this.unroll(cursor.column);
    const c = cursor.peek();
    if (c === END) return this.endOfStream();
    if (cursor.column === 0 && c === 0x25) {
      this.unroll(-1);
      this.dropKey();
      this.keyAllowed = false;
      this.queue.push(directive(cursor));
      return;
    }
    if (cursor.atMarker()) return this.marker(c === 0x2d ? 'document-start' : 'document-end');
    const followed = isSeparator(cursor.peek(1));
    switch (c) {
      case 0x5b:
        return this.open('[');
      case 0x7b:
        return this.open('{');
      case 0x5d:
        return this.close(']');
      case 0x7d:
        return this.close('}');
      case 0x2c:
        this.dropKey();
        this.keyAllowed = true;
        return this.single(',');
      case 0x2d:
        if (followed) return this.entry();
        break;
      case 0x3f:
        if (followed || this.flowLevel > 0) return this.key();
        break;
      case 0x3a:
        if (followed || this.flowLevel > 0) return this.value();
        break;
      case 0x2a:
      case 0x26:
        this.saveKey();
        this.keyAllowed = false;
        return this.push(c === 0x2a ? 'alias' : 'anchor', () => anchorName(cursor));
      case 0x21:
        return this.tag();
      case 0x7c:
      case 0x3e:
        if (this.flowLevel > 0) break;
        this.dropKey();
        this.keyAllowed = true;
        return this.push('scalar', () => blockScalar(cursor, this.indent), 'block');
      case 0x27:
      case 0x22:
        this.saveKey();
        this.keyAllowed = false;
        return this.push('scalar', () => quotedScalar(cursor), 'quoted');
    }
    const canBePlain =
      (!isSeparator(c) && !NOT_PLAIN.has(c)) ||
      (c === 0x2d && !isBlank(cursor.peek(1))) ||
      (this.flowLevel === 0 && (c === 0x3f || c === 0x3a) && !followed);
    if (!canBePlain) refuse('nothing can begin with this character', cursor.at);
    this.plain();
  }

  private passToToken(): void {
    const { cursor } = this;
    for (;;) {
      // A tab is no indentation, but it may stand where none can be.
      const tabs = this.flowLevel > 0 || !this.keyAllowed;
      while (cursor.peek() === 0x20 || (tabs && cursor.peek() === 0x09)) cursor.at += 1;
      cursor.passComment();
      if (!isBreak(cursor.peek())) return;
      cursor.passBreak();
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  private push(type: TokenType, read: () => string, style: ScalarStyle = 'plain'): void {
    const start = this.cursor.at;
    const value = read();
    this.queue.push({ type, start, end: this.cursor.at, value, suffix: '', style });
  }

  private single(type: TokenType): void {
    this.push(type, () => ((this.cursor.at += 1), ''));
  }

  private insert(type: TokenType, at: number, place: number): void {
    const token: Token = { type, start: at, end: at, value: '', suffix: '', style: 'plain' };
    this.queue.splice(place, 0, token);
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const { at, line, column } = this.cursor;
    this.dropKey();
    const required = this.flowLevel === 0 && this.indent === column;
    const key = { tokenNumber: this.taken + this.queue.length, required, at, line, column };
    this.keys[this.keys.length - 1] = key;
  }

  private dropKey(): void {
    const key = this.keys[this.keys.length - 1];
    if (key?.required === true) refuse('a key needs a : behind it', key.at);
    this.keys[this.keys.length - 1] = undefined;
  }

  private roll(column: number, type: TokenType, at: number, place = this.queue.length): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    if (this.indents.length > DEEPEST) refuse('the file is too deep', at);
    this.indent = column;
    this.insert(type, at, place);
  }

  private unroll(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.insert('block-end', this.cursor.at, this.queue.length);
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private endOfStream(): void {
    // Nothing that stands before the end can become a key any more.
    this.cursor.line += 1;
    this.unroll(-1);
    this.dropKey();
    this.keyAllowed = false;
    this.insert('stream-end', this.cursor.at, this.queue.length);
  }

  private marker(type: TokenType): void {
    this.unroll(-1);
    this.dropKey();
    this.keyAllowed = false;
    this.push(type, () => ((this.cursor.at += 3), ''));
  }

  private open(type: '[' | '{'): void {
    this.saveKey();
    this.keys.push(undefined);
    this.flowLevel += 1;
    if (this.flowLevel > DEEPEST) refuse('the file is too deep', this.cursor.at);
    this.keyAllowed = true;
    this.single(type);
  }

  private close(type: ']' | '}'): void {
    this.dropKey();
    if (this.flowLevel > 0) {
      this.flowLevel -= 1;
      this.keys.pop();
    }
    this.keyAllowed = false;
    this.single(type);
  }

  private entry(): void {
    const { cursor } = this;
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) refuse('an item of a list cannot begin here', cursor.at);
      this.roll(cursor.column, 'block-sequence', cursor.at);
    }
    this.dropKey();
    this.keyAllowed = true;
    this.single('-');
  }

  private key(): void {
    const { cursor } = this;
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) refuse('a key cannot stand here', cursor.at);
      this.roll(cursor.column, 'block-mapping', cursor.at);
    }
    this.dropKey();
    this.keyAllowed = this.flowLevel === 0;
    this.single('key');
  }

  private value(): void {
    const { cursor } = this;
    const key = this.keys[this.keys.length - 1];
    if (key !== undefined && this.isValid(key)) {
      const place = key.tokenNumber - this.taken;
      this.insert('key', key.at, place);
      this.roll(key.column, 'block-mapping', key.at, place);
      this.keys[this.keys.length - 1] = undefined;
      this.keyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) refuse('a : cannot stand here: quote the text before it', cursor.at);
        this.roll(cursor.column, 'block-mapping', cursor.at);
      }
      this.keyAllowed = this.flowLevel === 0;
    }
    this.single('value');
  }

  private tag(): void {
    this.saveKey();
    this.keyAllowed = false;
    const start = this.cursor.at;
    const { handle, suffix } = tagOf(this.cursor);
    this.queue.push({ type: 'tag', start, end: this.cursor.at, value: handle, suffix, style: 'plain' });
  }

  private plain(): void {
    this.saveKey();
    this.keyAllowed = false;
    const start = this.cursor.at;
    const { value, end, brokeLine } = plainScalar(this.cursor, this.indent + 1, this.flowLevel > 0);
    this.queue.push({ type: 'scalar', start, end, value, suffix: '', style: 'plain' });
    if (brokeLine) this.keyAllowed = true;
  }
}
