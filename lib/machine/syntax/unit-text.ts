import { quote } from './quote';
import { isSpace, isWholeRune, runeAt, trimSpace } from './runes';

/** Lines of so many bytes are cut by systemd, and refused by Ignition where its reader sees them whole. */
const LINE_MAX = 2048;
/** Of the reader that Ignition reads units through: what it holds decides which long lines it sees. */
const READ_AHEAD = 4096;

const END = -1;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const EQUALS = 0x3d;
const HASH = 0x23;
const SEMICOLON = 0x3b;

const NEWLINE_IN_NAME = 'unexpected newline encountered while parsing option name';

/** The text of a unit, read from the front as Ignition reads it. */
export class UnitText {
  /** The names of the sections that have an option. */
  public readonly sections = new Set<string>();
  private at = 0;
  /** Up to here the reader has read ahead. */
  private ahead = 0;
  private newline = -1;
  /** The section that the reader is in; undefined in front of the first one. */
  private section: string | undefined;

  public constructor(private readonly bytes: Uint8Array) {}

  /** Reads all; gives what is wrong, or undefined. */
  public read(): string | undefined {
    for (;;) {
      const fault = this.lineFault();
      if (fault !== undefined) return fault;
      const start = this.at;
      const code = this.next();
      if (code === END) return undefined;
      const wrong = this.part(code, start);
      if (wrong !== undefined) return wrong;
    }
  }

  private part(code: number, start: number): string | undefined {
    if (code === OPEN) return this.lineFault() ?? this.sectionHead();
    if (code === HASH || code === SEMICOLON) {
      const fault = this.lineFault();
      if (fault === undefined) this.skipComment();
      return fault;
    }
    // Text before the first section is not an option.
    if (this.section === undefined || isSpace(code)) return undefined;
    this.at = start;
    return this.option(this.section);
  }

  private sectionHead(): string | undefined {
    const name = this.until(CLOSE);
    if (name.at(-1) !== CLOSE) return 'unable to find end of section';
    const fault = this.lineFault();
    if (fault !== undefined) return fault;
    const rest = trimSpace(this.line());
    // The name that the message means to show is always empty.
    if (rest.length > 0) return `found garbage after section name : ${quote(rest)}`;
    this.section = Buffer.from(name.subarray(0, -1)).toString('latin1');
    return undefined;
  }

  private option(section: string): string | undefined {
    const fault = this.lineFault();
    if (fault !== undefined) return fault;
    for (;;) {
      const code = this.next();
      if (code === END) return 'EOF';
      if (code === LF || code === CR) return NEWLINE_IN_NAME;
      if (code === EQUALS) break;
    }
    for (;;) {
      const tooLong = this.lineFault();
      if (tooLong !== undefined) return tooLong;
      const line = this.line();
      if (line.at(-1) !== BACKSLASH) break;
    }
    this.sections.add(section);
    return undefined;
  }

  private skipComment(): void {
    let line: Uint8Array;
    do {
      line = this.line();
      if (line.at(-1) === SPACE) line = line.subarray(0, -1);
    } while (line.at(-1) === BACKSLASH);
  }

  /** The rest of the line. A carriage return in front of the line feed is a part of it. */
  private line(): Uint8Array {
    const line = this.until(LF);
    if (line.at(-1) === LF) return line.subarray(0, -1);
    return line.at(-1) === CR ? line.subarray(0, -1) : line;
  }

  /** The next character, or END. */
  private next(): number {
    const byte = this.bytes[this.at];
    if (byte !== undefined && byte < 0x80 && this.at < this.ahead) {
      this.at++;
      return byte;
    }
    while (!isWholeRune(this.bytes, this.at, this.ahead) && this.ahead < this.bytes.length) this.readAhead();
    const { code, size } = runeAt(this.bytes, this.at, this.ahead);
    this.at += size;
    return size === 0 ? END : code;
  }

  /** All up to and with a byte, or the whole rest without it. */
  private until(byte: number): Uint8Array {
    const start = this.at;
    const found = this.bytes.indexOf(byte, start);
    const end = found < 0 ? this.bytes.length : found + 1;
    while (this.ahead < end) {
      if (this.ahead - this.at >= READ_AHEAD) this.at = this.ahead;
      this.readAhead();
    }
    this.at = end;
    return this.bytes.subarray(start, end);
  }

  private readAhead(): void {
    this.ahead = Math.min(this.at + READ_AHEAD, this.bytes.length);
  }

  private lineFault(): string | undefined {
    if (this.ahead - this.at < LINE_MAX) return undefined;
    if (this.newline < this.at) {
      let end = this.at;
      while (end < this.bytes.length && this.bytes[end] !== LF && this.bytes[end] !== CR) end++;
      this.newline = end;
    }
    return this.newline - this.at >= LINE_MAX ? `line too long (max ${LINE_MAX} bytes)` : undefined;
  }
}
