import { isBlank, isBreak, isBreakOrEnd, isSeparator } from './characters';

/** A place in a text, and the line that it stands in. */
export class Cursor {
  /** The offset of the next character. */
  public at = 0;
  /** The number of the line, from 0. */
  public line = 0;
  private lineStart = 0;

  /**
   * @param text The text, with a NUL at its end.
   */
  public constructor(public readonly text: string) {}

  /** How many characters of the line come before this one. */
  public get column(): number {
    return this.at - this.lineStart;
  }

  /** The code of the next character, or of one behind it. */
  public peek(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  /** Passes one line break; the two characters of DOS are one. */
  public passBreak(): void {
    this.at += this.peek() === 0x0d && this.peek(1) === 0x0a ? 2 : 1;
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
    if (this.peek() !== 0x23) return;
    while (!isBreakOrEnd(this.peek())) this.at += 1;
  }

  /** Passes what may follow a directive or the header of a block: blanks, a comment, a line break. */
  public passRestOfLine(): boolean {
    this.passBlanks();
    this.passComment();
    if (!isBreakOrEnd(this.peek())) return false;
    if (isBreak(this.peek())) this.passBreak();
    return true;
  }

  /** Whether a marker of documents, three hyphens or three dots, stands at the begin of this line. */
  public atMarker(character?: number): boolean {
    if (this.column !== 0) return false;
    const c = this.peek();
    if (character === undefined ? c !== 0x2d && c !== 0x2e : c !== character) return false;
    return this.peek(1) === c && this.peek(2) === c && isSeparator(this.peek(3));
  }
}
