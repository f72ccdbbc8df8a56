import type { LineBreaks } from '../../yaml/line-map';
import type { ReportEntry } from './entry';
import type { PrettyOptions } from './pretty';
import { prettyEntry } from './pretty';

/** The findings of a config, in the order of the real program. */
export class Report {
  /**
   * @internal
   */
  public constructor(
    /** The findings. */
    public readonly entries: readonly ReportEntry[],
    private readonly text: string,
    private readonly compat: boolean,
    private readonly breaks: LineBreaks = 'yaml',
  ) {}

  /** Whether there is an error: then there is no config. */
  public get isFatal(): boolean {
    return this.entries.some(({ level }) => level === 'error');
  }

  /** Whether there is neither an error nor a warning. Notes do not count. */
  public get isClean(): boolean {
    return this.entries.every(({ level }) => level === 'note');
  }

  /** One line per entry, as `butane --raw-errors` prints them. */
  public toString(): string {
    return this.entries.map((entry) => `${entry.toString()}\n`).join('');
  }

  /** With the lines of the text around each entry, as `butane` prints them. */
  public pretty({ file = '<stdin>', color = false }: PrettyOptions = {}): string {
    if (this.entries.length === 0) return '';
    const { compat } = this;
    const breaks = this.breaks === 'json' ? /\r?\n/ : /\r\n|[\n\r\u0085\u2028\u2029]/;
    const lines = this.text.split(compat ? '\n' : breaks);
    const rendering = { file, color, lines, inBytes: compat };
    return this.entries.map((entry) => prettyEntry(entry, rendering)).join('\n');
  }
}
