/** How a scalar is written. It decides whether its text can be anything but text. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** The kinds of tokens of YAML. */
export type TokenType =
  | 'stream-end'
  | 'version'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence'
  | 'block-mapping'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

/** A piece of YAML. Offsets are those of the text. One token is used again and again: nothing of it may be kept. */
export class Token {
  public type: TokenType = 'stream-end';
  public start = 0;
  public end = 0;
  /** The text of a scalar that is kept, the name of an anchor, the handle of a tag or of a directive. */
  public value = '';
  /** Whether the text of a scalar is in its token, and not in the document as it is meant. */
  public isKept = false;
  /** The text that follows the handle of a tag; the prefix of a directive. */
  public suffix = '';
  public style: ScalarStyle = 'plain';
}

/** The tokens that are cut and not taken yet. */
export class TokenQueue {
  /** How many were taken. */
  public taken = 0;
  private readonly slots: Token[] = [];
  private first = 0;
  private behind = 0;

  /** How many wait. */
  public get length(): number {
    return this.behind - this.first;
  }

  /** The next token. */
  public get head(): Token {
    return this.slots[this.first]!;
  }

  /** Takes the next token, whose fields hold until another one is added. */
  public take(): void {
    this.first += 1;
    this.taken += 1;
  }

  /** Adds a token, in front of those that wait behind a place; at the end when what waited there is taken. */
  public add(type: TokenType, start: number, end: number, before = this.length): Token {
    const { slots } = this;
    const place = before < 0 ? this.length : before;
    if (this.behind === slots.length) this.makeRoom();
    const token = slots[this.behind]!;
    for (let i = this.behind; i > this.first + place; i--) slots[i] = slots[i - 1]!;
    slots[this.first + place] = token;
    this.behind += 1;
    token.type = type;
    token.start = start;
    token.end = end;
    return token;
  }

  private makeRoom(): void {
    const { slots, first, behind } = this;
    if (first < slots.length / 2) {
      slots.push(new Token());
      return;
    }
    for (let i = first; i < behind; i++) {
      const used = slots[i - first]!;
      slots[i - first] = slots[i]!;
      slots[i] = used;
    }
    this.first = 0;
    this.behind = behind - first;
    if (this.behind === slots.length) slots.push(new Token());
  }
}
