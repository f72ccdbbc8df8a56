import { randomUUID } from 'node:crypto';

import type { ApiObject, IResolver, ResolutionContext } from 'cdk8s';

import { SecretValue } from '../core';

export { holdsPlaceholder } from '../core/secret-value';

/** A failure of a late value, kept because cdk8s turns every error of an object into one text. */
export interface ResolveFailure {
  readonly object: ApiObject;
  readonly key: readonly string[];
  readonly error: unknown;
}

/**
 * Placeholders in a manifest, while it is rendered, for values that are not plain data.
 *
 * A secret is not resolved at that time, so no text of cdk8s, of a resolver or of an error can hold it. Its place is
 * marked, and the marker is replaced by the value when the file is written.
 */
export class Markers {
  private readonly values: (SecretValue | undefined)[] = [];
  // A text of the program that names another object's secret would be written with its value. So markers hold a
  // number that no input can know; it is never written, as all markers are replaced.
  private readonly start = `${RESERVED}${randomUUID()}:`;
  private readonly marker = new RegExp(`${this.start}(\\d+)${END}`, 'g');

  /** The marker of a secret, or, without one, of a value of Terraform. */
  public mark(value?: SecretValue): string {
    this.values.push(value);
    return `${this.start}${this.values.length - 1}${END}`;
  }

  /** Whether a text holds a marker of this synth. */
  public isIn(text: string): boolean {
    return text.includes(this.start);
  }

  /** The secrets behind the markers in a text, in order of appearance. */
  public find(text: string): readonly (SecretValue | undefined)[] {
    return [...text.matchAll(this.marker)].map((m) => this.values[Number(m[1])]);
  }

  /** The text with every marked secret replaced. */
  public replace(text: string, reveal: (secret: SecretValue) => string): string {
    return text.replace(this.marker, (_, index: string) => {
      const value = this.values[Number(index)];
      return value === undefined ? TERRAFORM_VALUE : reveal(value);
    });
  }
}

// Two code points of the private use area: manifests do not contain them, and every YAML writer and JSON copy keeps
// them.
const RESERVED = '\uE0F0';
const END = '\uE0F1';
const TERRAFORM_VALUE = '<terraform>';

/** Whether a text holds a character that is reserved for markers. */
export function holdsReserved(text: string): boolean {
  return text.includes(RESERVED) || text.includes(END);
}

/** Whether a text is, or holds, a value that cdktf fills in later. */
export function holdsTerraformText(text: string): boolean {
  if (text.includes('{TfToken[')) return true;
  // A late number inside a text. Few texts hold a number of this size.
  return text.includes('e+') && [...text.matchAll(HUGE_NUMBER)].some(([number]) => isTerraformNumber(Number(number)));
}

const HUGE_NUMBER = /-\d(?:\.\d+)?e\+\d{3}/g;

/** cdktf keeps late numbers in the form of doubles with these upper 16 bits: one form for numbers, one for lists. */
export function isTerraformNumber(value: number): boolean {
  if (value > -1e200) return false;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const upper = view.getUint16(0);
  return upper === 0xfdff || upper === 0xfbff;
}

/**
 * The one resolver of ClusterApp. It handles secrets and values of Terraform, and passes everything else to the
 * resolvers that the app would have without it.
 */
export class ValueResolver implements IResolver {
  /** Set while a synth renders the app. Outside of it, a secret turns into its placeholder. */
  public markers: Markers | undefined;
  /** The object that is being rendered. A late value may render another one meanwhile. */
  public current: ApiObject | undefined;
  /** Secrets of other objects that were marked since the current one began. */
  public readonly borrowed: SecretValue[] = [];
  /** The failures of the current synth. */
  public readonly failures: ResolveFailure[] = [];

  /**
   * @param inner The resolvers of the app: the user's own, then those of cdk8s.
   * @param hasOwn Whether the user gave any.
   */
  public constructor(
    private readonly inner: readonly IResolver[],
    private readonly hasOwn: boolean,
  ) {}

  public resolve(context: ResolutionContext): void {
    const value = context.value as unknown;
    const isPlain = typeof value !== 'object' && typeof value !== 'function';
    // The resolvers of cdk8s look at objects only; most values of a manifest are not objects.
    if (isPlain && !this.hasOwn) return;
    if (SecretValue.isSecretValue(value)) {
      if (this.current !== undefined && this.current !== context.obj) this.borrowed.push(value);
      context.replaceValue(this.markers?.mark(value) ?? value.placeholder);
      return;
    }
    if (isTerraformToken(value)) {
      context.replaceValue(this.markers?.mark() ?? TERRAFORM_VALUE);
      return;
    }
    try {
      for (const resolver of this.inner) {
        resolver.resolve(context);
        if (context.replaced) return;
      }
    } catch (error) {
      if (this.markers !== undefined) this.failures.push({ object: context.obj, key: context.key, error });
      throw error;
    }
  }
}

/** Tokens of cdktf remember where they were made; nothing else that can be resolved does. */
function isTerraformToken(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('resolve' in value)) return false;
  return typeof value.resolve === 'function' && 'creationStack' in value;
}
