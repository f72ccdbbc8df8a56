import type { ReportEntry, ReportLevel } from './entry';

/** Options of printing a report. */
export interface PrettyOptions {
  /**
   * The name of the file.
   *
   * @default - `<stdin>`
   */
  readonly file?: string;
  /**
   * Whether levels, line numbers and carets are coloured.
   *
   * @default false
   */
  readonly color?: boolean;
}

/** How the places of a text are counted and shown. */
export interface Rendering extends Required<PrettyOptions> {
  /** The lines of the text. */
  readonly lines: readonly string[];
  /**
   * Whether a column is taken for a number of bytes, as upstream does: carets are off where letters have more than
   * one.
   */
  readonly inBytes: boolean;
}

const RED = '\u001b[1;31m';
const YELLOW = '\u001b[1;33m';
const CYAN = '\u001b[1;36m';
const BLUE = '\u001b[1;34m';
const RESET = '\u001b[0m';
const LEVELS: Readonly<Record<ReportLevel, string>> = { error: RED, warning: YELLOW, note: CYAN };

const CONTEXT_LINES = 2;

/** One entry with the lines of the text around it, as `butane` prints it. */
export function prettyEntry(entry: ReportEntry, rendering: Rendering): string {
  const { lines, file, color } = rendering;
  const { line, column, level } = entry;
  const text = line === undefined ? undefined : lines[line - 1];
  const marks = text === undefined ? undefined : underline(text, column!, rendering.inBytes);
  if (line === undefined || marks === undefined) return `${entry.toString()}\n`;
  const paint = (part: string, code: string): string => (color ? `${code}${part}${RESET}` : part);
  const last = Math.min(lines.length, line + CONTEXT_LINES);
  const width = String(last).length;
  const empty = ' '.repeat(width);
  let printed = `${paint(level, LEVELS[level])}${entry.path === '' ? '' : `[${entry.path}]`}:\n`;
  printed += `  ${paint('-->', BLUE)} ${file}:${line}:${column}\n ${empty} |\n`;
  for (let number = Math.max(1, line - CONTEXT_LINES); number <= last; number++) {
    printed += ` ${paint(String(number).padStart(width), BLUE)} | ${lines[number - 1]!}\n`;
    if (number !== line) continue;
    printed += ` ${empty} | ${' '.repeat(marks.before)}${paint('^'.repeat(marks.length), BLUE)} ${entry.message}\n`;
  }
  return `${printed} ${empty} |\n`;
}

interface Underline {
  readonly before: number;
  readonly length: number;
}

/** The underlined part of a line: from the column to the next space. Undefined when the line is too short. */
function underline(line: string, column: number, inBytes: boolean): Underline | undefined {
  const before = column - 1;
  if (inBytes) {
    const bytes = Buffer.from(line);
    if (column < 1 || column > bytes.length) return undefined;
    // A character for each byte; the spaces beyond ASCII are told by what the bytes mean. U+0085 is one there, and the
    // mark of the byte order is none: a letter of as many bytes replaces it.
    const rest = bytes.subarray(before);
    const word = /^[^\s\u0085]*/u.exec(rest.toString('utf8').replace(/\ufeff/g, '\u65e5'))![0];
    const broken = leadingBroken(rest);
    return { before, length: broken + Buffer.byteLength(word.slice(broken)) };
  }
  const characters = Array.from(line);
  if (column < 1 || column > characters.length) return undefined;
  const end = characters.findIndex((character, i) => i >= before && /\s/u.test(character));
  return { before, length: (end < 0 ? characters.length : end) - before };
}

/** How many bytes at the begin belong to a character that begins before them. */
function leadingBroken(bytes: Uint8Array): number {
  let count = 0;
  while (count < bytes.length && (bytes[count]! & 0xc0) === 0x80) count += 1;
  return count;
}
