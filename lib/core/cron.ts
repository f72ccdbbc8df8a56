import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { show } from './format';

interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly CronField[] = [
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  { name: 'day of month', min: 1, max: 31, names: [] },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of week', min: 0, max: 6, names: DAYS },
];

/** A schedule of cron: minute, hour, day of month, month, day of week. */
export class CronSchedule {
  /** Whether a text is a schedule. */
  public static isValid(text: unknown): text is string {
    return CronSchedule.fault(text) === undefined;
  }

  /** Describes the fault of a schedule; undefined when it is valid. */
  public static fault(text: unknown): string | undefined {
    if (typeof text !== 'string') return 'it is not a string';
    const parts = text.trim().split(/\s+/);
    if (parts.length !== FIELDS.length) return `it has ${text.trim() === '' ? 0 : parts.length} fields instead of five`;
    const wrong = FIELDS.find((field, i) => !(parts[i] ?? '').split(',').every((item) => isItem(field, item)));
    return wrong && `its ${wrong.name} is not ${wrong.min} to ${wrong.max}`;
  }

  /** Describes the fault of a schedule of a Kubernetes CronJob, which also accepts `?` and macros such as `@daily`. */
  public static faultInCronJob(text: unknown): string | undefined {
    if (typeof text !== 'string') return CronSchedule.fault(text);
    return EVERY.test(text) ? undefined : CronSchedule.fault(plain(text));
  }

  /** Whether two schedules run at the same times, judged field by field. */
  public static areSame(a: string, b: string): boolean {
    const fields = (text: string): string =>
      plain(text)
        .trim()
        .toLowerCase()
        .split(/\s+/)
        .map((field) => field.replace(/\b0+(?=\d)/g, ''))
        .join(' ');
    return fields(a) === fields(b);
  }

  /**
   * A schedule from its text.
   *
   * @throws KV1306 when it is not a schedule.
   */
  public static parse(text: string): CronSchedule {
    const fault = CronSchedule.fault(text);
    if (fault !== undefined) {
      raise(
        new KvorumError(CORE.badCron, undefined, {
          message: `the text is not a cron schedule: ${fault}`,
          given: show(text),
          allowed: 'for example 0 3 * * *',
        }),
      );
    }
    return new CronSchedule(text.trim().split(/\s+/).join(' '));
  }

  private constructor(private readonly text: string) {}

  /** The fields with single spaces between them. */
  public toString(): string {
    return this.text;
  }
}

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const EVERY = /^@every (\d+(\.\d+)?(h|m|s|ms))+$/;

/** The five fields that a macro means, with `*` in place of `?`. */
function plain(text: string): string {
  return Object.hasOwn(MACROS, text) ? (MACROS[text] ?? text) : text.replaceAll(/(?<=^|\s)\?(?=\s|$)/g, '*');
}

function isItem(field: CronField, item: string): boolean {
  const [range = '', step, ...more] = item.split('/');
  if (more.length > 0 || (step !== undefined && !(/^\d{1,2}$/.test(step) && Number(step) > 0))) return false;
  if (range === '*') return true;
  const ends = range.split('-').map((end) => numberOf(field, end));
  const [from, to = from] = ends;
  return (
    ends.length <= 2 && from !== undefined && to !== undefined && from >= field.min && to <= field.max && from <= to
  );
}

function numberOf({ names }: CronField, text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  // Months count from 1, days of the week from 0.
  return index < 0 ? undefined : index + (names === MONTHS ? 1 : 0);
}
