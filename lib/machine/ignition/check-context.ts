import type { Path } from '../report/path';
import type { FoundInText } from '../report/report-of';
import type { ReportRule } from '../report/rule';
import type { IgnitionSpec, Spec } from '../schema/versions';

/** The applicable rules, and the findings so far. */
export class CheckContext {
  /** Everything that was found, in the order of the real program. */
  public readonly found: FoundInText[] = [];
  /** The path of the object that is being checked. */
  public readonly path: (string | number)[] = [];

  /**
   * @param spec The spec of the config, by its minor number.
   */
  public constructor(public readonly spec: Spec) {}

  /** The spec as it is written. */
  public get version(): IgnitionSpec {
    return `3.${this.spec}.0`;
  }

  /**
   * Adds the finding of a text, if any: the rule with this message. Any other message, such as one of a decoder,
   * belongs to the last rule.
   */
  public addFault(fault: string | undefined, at: Path, ...rules: readonly ReportRule[]): void {
    if (fault === undefined) return;
    this.add(rules.find(({ message }) => message === fault) ?? rules[rules.length - 1]!, at, fault);
  }

  /** Adds a finding at a field of the object that is being checked. */
  public add(rule: ReportRule, at: Path = [], message: string = rule.message): void {
    this.found.push({ rule, path: [...this.path, ...at], message });
  }
}

/** Checks one object. */
export type Check<T> = (object: T, context: CheckContext) => void;
