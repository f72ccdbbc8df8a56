import { END, isBlank, isBreak, isBreakOrEnd, isSeparator } from './characters';

/** A place in a text, and its line. */
export class Cursor {
  /** The offset of the next character. */
  public at = 0;
  /** The number of the line, from 0. */
  public line = 0;
  /** How long the text is. */
  public readonly length: number;
  private lineStart = 0;

  /**
   * @param text The text.
   */
  public constructor(public readonly text: string) {
    this.length = text.length;
  }

  /** How many characters of the line come before this one. */
  public get column(): number {
    return this.at - this.lineStart;
  }

  /** The code of the next character. */
  public peek(): number {
    return this.at < this.length ? this.text.charCodeAt(this.at) : END;
  }

  /** The code of one of the characters behind the next one. */
  public ahead(count: number): number {
    const at = this.at + count;
    return at < this.length ? this.text.charCodeAt(at) : END;
  }

  /** Passes one line break; the two characters of DOS are one. */
  public passBreak(): void {
    this.at += this.peek() === 0x0d && this.ahead(1) === 0x0a ? 2 : 1;
    this.line += 1;
    this.lineStart = this.at;
  }

  /** Passes one line break, and says what it is for the text of a scalar. */
  public readBreak(): string {
    const c = this.peek();
    this.passBreak();
    return c === 0x2028 ? '\u2028' : c === 0x2029 ? '\u2029' : '\n';
  }

  /** Passes spaces and tabs. */
  public passBlanks(): void {
    while (isBlank(this.peek())) this.at += 1;
  }

  /** Passes a comment, if one begins here. */
  public passComment(): void {
    if (this.peek() === 0x23) this.passLine();
  }

  /** Passes everything before the next line break. */
  public passLine(): void {
    const { text, length } = this;
    let { at } = this;
    while (at < length && !isBreak(text.charCodeAt(at))) at += 1;
    this.at = at;
  }

  /** Passes what may follow a directive or the header of a block: blanks, a comment, a line break. */
  public passRestOfLine(): boolean {
    this.passBlanks();
    this.passComment();
    if (!isBreakOrEnd(this.peek())) return false;
    if (isBreak(this.peek())) this.passBreak();
    return true;
  }

  /** Whether a marker of documents, three hyphens or three dots, is at the beginning of this line. */
  public atMarker(): boolean {
    if (this.at !== this.lineStart) return false;
    const c = this.peek();
    if (c !== 0x2d && c !== 0x2e) return false;
    return this.ahead(1) === c && this.ahead(2) === c && isSeparator(this.ahead(3));
  }
}
