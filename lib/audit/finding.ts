import { KvorumError } from '../core/error';
import type { FindingDetails } from '../core/error';
import type { FindingType, FindingLevel } from '../core/finding-type';
import { isAcknowledgeable } from '../core/finding-type';
import type { AuditFault } from './fault';
import { pathText, spanOf } from './fault';
import type { Span } from '../yaml/node';
import type { Source } from './reader/source';

/** A place in a file. Lines and columns begin with 1; a column counts UTF-16 units. */
export interface SourcePosition {
  /** The file, as it was named. */
  readonly file: string;
  /** The line. */
  readonly line: number;
  /** The column. */
  readonly column: number;
}

/** A file of a policy, for the places of findings. */
export class SourceFile {
  private lineStarts: number[] | undefined;

  /**
   * @param file Its name.
   * @param source The text of the file.
   */
  public constructor(
    public readonly file: string,
    private readonly source: Source,
  ) {}

  /** The place of a fault. */
  public spanOf(fault: AuditFault): Span {
    return fault.span ?? spanOf(this.source.root, fault.path);
  }

  /** The line and the column of an offset. */
  public position(offset: number): SourcePosition {
    const starts = (this.lineStarts ??= lineStarts(this.source.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The text of a line, without its end. */
  public lineText(line: number): string {
    const starts = (this.lineStarts ??= lineStarts(this.source.text));
    const from = starts[line - 1] ?? 0;
    return this.source.text.slice(from, starts[line] ?? this.source.text.length).replace(LINE_END, '');
  }
}

const LINE_END = /(?:\r\n|[\r\n\u0085\u2028\u2029])$/;

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|[\r\n\u0085\u2028\u2029]/g)) starts.push(index + end.length);
  return starts;
}

/** A fault of a policy: its code, details and place. */
export class AuditFinding {
  /** The code and its meaning. */
  public readonly type: FindingType;
  /** The message and the rest of the finding. */
  public readonly details: FindingDetails;
  /** Its place; undefined for a policy that was not read from a file. */
  public readonly position: SourcePosition | undefined;
  readonly #excerpt: string;

  /** @internal */
  public constructor(fault: AuditFault, file: SourceFile | undefined) {
    this.type = fault.type;
    const property = pathText(fault.path);
    this.details = property === '' ? fault.details : { ...fault.details, property };
    const span = file?.spanOf(fault);
    this.position = span === undefined ? undefined : file?.position(span.start);
    this.#excerpt = file === undefined || span === undefined ? '' : excerpt(file, span);
  }

  /** Stable code, for example `KV4005`. */
  public get code(): string {
    return this.type.code;
  }

  /** Whether it is an error or a warning. */
  public get level(): FindingLevel {
    return this.type.level;
  }

  /** Whether it can be acknowledged with a reason: what the API server refuses cannot. */
  public get isAcknowledgeable(): boolean {
    return isAcknowledgeable(this.type);
  }

  /** In the style of a compiler: the place, the code, the marked line, the allowed values and the change to make. */
  public toString(): string {
    const { message, property, given, allowed, fix } = this.details;
    const { position } = this;
    const where = position === undefined ? '' : `${position.file}:${position.line}:${position.column}: `;
    const what = property === undefined ? '' : ` (${property})`;
    const lines = [`${where}${this.level} ${this.code}: ${message}${what}`];
    if (this.#excerpt !== '') lines.push(this.#excerpt);
    if (given !== undefined) lines.push(`  given:   ${given}`);
    if (allowed !== undefined && allowed !== '') lines.push(`  allowed: ${allowed}`);
    const change = fix ?? this.type.fix;
    if (change !== undefined) lines.push(`  change:  ${change}`);
    return lines.join('\n').replace(UNPRINTABLE, '\ufffd');
  }

  /** The finding as an error, with its place in the file. */
  public toError(): KvorumError {
    const { position } = this;
    const path = position === undefined ? undefined : `${position.file}:${position.line}:${position.column}`;
    return new KvorumError(this.type, path, this.details);
  }
}

/** The file of findings. */
export function sourceFile(name: string, source: Source): SourceFile {
  return new SourceFile(name, source);
}

/** Faults as findings, in the order of their places. */
export function locatedFindings(faults: readonly AuditFault[], file: SourceFile | undefined): readonly AuditFinding[] {
  const at = (fault: AuditFault): number => file?.spanOf(fault).start ?? 0;
  return [...faults].sort((a, b) => at(a) - at(b)).map((fault) => new AuditFinding(fault, file));
}

const WIDEST = 160;

function excerpt(file: SourceFile, span: Span): string {
  const { line, column } = file.position(span.start);
  const text = file.lineText(line);
  if (text.trim() === '') return '';
  // A long line is shown around the place.
  const from = column > WIDEST ? column - WIDEST / 2 : 0;
  const shown = text.slice(from, from + WIDEST).replaceAll('\t', ' ');
  const length = Math.max(1, Math.min(span.end, span.start + text.length - column + 1) - span.start);
  const number = String(line);
  const mark = '^'.repeat(Math.min(length, Math.max(1, WIDEST - (column - from) + 1)));
  return `${number} | ${shown}\n${' '.repeat(number.length)} | ${' '.repeat(column - 1 - from)}${mark}`;
}

// A file may hold what moves a terminal's cursor, or changes its colours.
// eslint-disable-next-line no-control-regex -- these are what is replaced
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
