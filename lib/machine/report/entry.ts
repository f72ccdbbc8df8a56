import type { FindingType } from '../../core/finding-type';

/**
 * The severity of an entry of a report.
 *
 * - `error`: nothing is written.
 * - `warning`: it fails a run only with `strict`.
 * - `note`: a fault that Butane itself does not see. It never fails a run.
 */
export type ReportLevel = 'error' | 'warning' | 'note';

/** One entry of a report: the fault, its place, and the change to make. */
export class ReportEntry {
  /** @internal */
  public constructor(
    /** Error, warning or note. */
    public readonly level: ReportLevel,
    /** The definition of its code: why it matters, and how to fix it. */
    public readonly type: FindingType,
    /** The fault, in the words of the real program if it reports it. */
    public readonly message: string,
    /** The place, in the names of the source: `$.storage.files.0.mode`. Empty for the whole document. */
    public readonly path: string,
    /** The line, from 1; undefined when there is no text. */
    public readonly line: number | undefined,
    /** The column, from 1, in characters. */
    public readonly column: number | undefined,
  ) {}

  /** Stable code: `KV5302`. */
  public get code(): string {
    return this.type.code;
  }

  /** As `butane --raw-errors` prints it: `error at $.storage.files.0.mode, line 6 col 13: illegal file mode`. */
  public toString(): string {
    const place = this.line === undefined ? '' : `line ${this.line} col ${this.column}`;
    const where = [this.path, place].filter((part) => part !== '').join(', ');
    return `${this.level}${where === '' ? '' : ` at ${where}`}: ${this.message}`;
  }
}
