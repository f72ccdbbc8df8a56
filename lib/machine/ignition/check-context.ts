import type { Path } from '../report/path';
import type { FoundInText } from '../report/report-of';
import type { ReportRule } from '../report/rule';
import type { IgnitionSpec, Spec } from '../schema/versions';

/** Which rules hold, and what was found so far. */
export class CheckContext {
  /** Everything that was found, in the order of the real program. */
  public readonly found: FoundInText[] = [];
  /** The way to the object that is looked at. */
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
   * Adds what was found in a text, if anything was: the rule with these words. What has words of its own, such as those of
   * a decoder, belongs to the last rule.
   */
  public addFault(fault: string | undefined, at: Path, ...rules: readonly ReportRule[]): void {
    if (fault === undefined) return;
    this.add(rules.find(({ message }) => message === fault) ?? rules[rules.length - 1]!, at, fault);
  }

  /** Adds what was found at a field of the object that is looked at. */
  public add(rule: ReportRule, at: Path = [], message: string = rule.message): void {
    this.found.push({ rule, path: [...this.path, ...at], message });
  }
}

/** Looks at one object. */
export type Check<T> = (object: T, context: CheckContext) => void;
