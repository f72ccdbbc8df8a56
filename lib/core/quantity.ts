import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { show } from './format';

const FORM = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,3})?$/;
const FACTORS: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** An amount as Kubernetes writes it: a number with a suffix, for example `512Mi` or `500m`. */
export class Quantity {
  /** Whether a text is a quantity. */
  public static isValid(text: unknown): text is string {
    return typeof text === 'string' && FORM.test(text);
  }

  /**
   * A quantity from its text.
   *
   * @throws KV1304 when it is not a quantity.
   */
  public static parse(text: string): Quantity {
    const [, sign, digits = '', suffix = ''] = (typeof text === 'string' ? FORM.exec(text) : null) ?? [];
    if (sign === undefined) {
      raise(
        new KvorumError(CORE.badQuantity, undefined, {
          message: 'the text is not a quantity',
          given: show(text),
          allowed: 'for example 512Mi, 500m or 2',
        }),
      );
    }
    const factor = FACTORS[suffix] ?? (suffix === '' ? 1 : 10 ** Number(suffix.slice(1)));
    return new Quantity(text, Number(digits) * factor * (sign === '-' ? -1 : 1));
  }

  private constructor(
    private readonly text: string,
    /** The amount in its base unit: cores, or bytes. */
    public readonly value: number,
  ) {}

  /** Negative when this is less than the other, positive when it is more, 0 when both are the same amount. */
  public compare(other: Quantity): number {
    return this.value - other.value;
  }

  /** The text as it was given. */
  public toString(): string {
    return this.text;
  }
}
