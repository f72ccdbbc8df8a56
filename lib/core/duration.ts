import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { show } from './format';

const FORM = /^(?=\d)(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/;

/** A span of time: hours, minutes and seconds in this order, each at most once, for example `1h30m` or `45s`. */
export class Duration {
  /** Whether a text is a duration. */
  public static isValid(text: unknown): text is string {
    return typeof text === 'string' && FORM.test(text);
  }

  /**
   * A duration from its text.
   *
   * @throws KV1305 when it is not a duration.
   */
  public static parse(text: string): Duration {
    const match = typeof text === 'string' ? FORM.exec(text) : null;
    if (match === null) {
      raise(
        new KvorumError(CORE.badDuration, undefined, {
          message: 'the text is not a duration',
          given: show(text),
          allowed: 'for example 1h30m or 45s',
        }),
      );
    }
    const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
    return new Duration(text, hours * 3600 + minutes * 60 + seconds);
  }

  private constructor(
    private readonly text: string,
    /** The length in seconds. */
    public readonly seconds: number,
  ) {}

  /** The text as it was given. */
  public toString(): string {
    return this.text;
  }
}
