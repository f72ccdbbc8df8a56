import { CORE } from './codes';
import { KvorumError, raise } from './error';
import type { FindingDetails } from './error';
import { fromEnvironment, fromFile } from './secret-sources';
import { typeName } from './type-name';

/**
 * A change of a secret's value on its way into a file.
 *
 * @param value The value.
 * @returns The changed value, or the form that it should have had, as `{ expected }`. Never put the value there.
 */
export type SecretStep = (value: string) => string | { readonly expected: string };

const SECRET_VALUE = Symbol.for('kvorum/SecretValue');

/**
 * A value that must never be printed.
 *
 * It holds where the value comes from. ClusterApp resolves all secrets of a program before it writes the first file, so
 * that a missing one is an error like any other. A secret turns into a placeholder wherever it is printed.
 */
export class SecretValue {
  /** The value of an environment variable at synth time. An empty one counts as missing. */
  public static fromEnv(name: string): SecretValue {
    if (typeof name !== 'string' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      raise(
        new KvorumError(CORE.secretName, undefined, {
          message: 'the name of the environment variable is not usable',
          allowed: 'letters, digits and underscore, not starting with a digit',
        }),
      );
    }
    return new SecretValue(`env:${name}`, () => fromEnvironment(name));
  }

  /**
   * The content of a file at synth time, as it is. `~/` stands for the home folder; a relative path starts at the
   * working folder of the synth.
   */
  public static fromFile(path: string): SecretValue {
    if (typeof path !== 'string' || path === '' || path.includes('\0')) {
      raise(new KvorumError(CORE.secretName, undefined, { message: 'the path of the secret file is not usable' }));
    }
    return new SecretValue(`file:${path}`, () => fromFile(path));
  }

  /**
   * A value that is written in the program. Whoever reads the repository can read it: for tests, and for values that come
   * from a secret store's own client.
   */
  public static unsafePlainText(value: string): SecretValue {
    if (typeof value !== 'string' || value === '') {
      raise(new KvorumError(CORE.secretMissing, undefined, { message: 'the plain text of a secret is empty' }));
    }
    return new SecretValue('plain-text', () => value);
  }

  /**
   * A text made of several secrets, secret as a whole.
   *
   * @param parts The secrets.
   * @param render Makes the text from their values, given in the same order.
   */
  public static combine(parts: readonly SecretValue[], render: (values: readonly string[]) => string): SecretValue {
    if (!Array.isArray(parts) || parts.length === 0 || !parts.every((part) => SecretValue.isSecretValue(part))) {
      raise(misused('the parts are not a list of secrets', 'parts', 'at least one SecretValue'));
    }
    requireFunction(render, 'render');
    const given = [...parts];
    const source = given.map((p) => p.source).join('+');
    return new SecretValue(
      source,
      () => {
        const values = given.map((p) => p._resolve());
        return usable(
          source,
          values,
          attempt(source, () => render(values)),
        );
      },
      undefined,
      () => render(given.map((p) => p.placeholder)),
    );
  }

  /** Whether `x` is a secret, also when it comes from another copy of the library. */
  public static isSecretValue(x: unknown): x is SecretValue {
    return typeof x === 'object' && x !== null && SECRET_VALUE in x;
  }

  // The value must not be reachable by walking over the properties of the object.
  readonly #read: () => string;
  readonly #renderPlaceholder: (() => string) | undefined;

  private constructor(
    /** Where the value comes from, for example `env:SSH_PASSWORD`. Never the value. */
    public readonly source: string,
    read: () => string,
    private readonly steps: readonly string[] = [],
    renderPlaceholder?: () => string,
  ) {
    this.#read = read;
    this.#renderPlaceholder = renderPlaceholder;
    Object.defineProperty(this, SECRET_VALUE, { value: true });
  }

  /** Shown in place of the value wherever the value must not be. */
  public get placeholder(): string {
    try {
      const rendered: unknown = this.#renderPlaceholder?.();
      // One that was made unrecognisable could be written in place of the value, and nobody would notice.
      if (typeof rendered === 'string' && holdsPlaceholder(rendered)) return rendered;
    } catch {
      // It was written for values, and a placeholder is not of their form.
    }
    return `<secret:${[this.source, ...this.steps].join('|')}>`;
  }

  /**
   * The same secret after a change of its form, for example its base64 text.
   *
   * @param name What the step does, for the placeholder.
   * @param step The change. It may refuse the value.
   */
  public transformed(name: string, step: SecretStep): SecretValue {
    requireFunction(step, 'step');
    return new SecretValue(this.source, () => this.#after(step), [...this.steps, name]);
  }

  /**
   * The same secret, held against the form that its reader needs when it is resolved.
   *
   * @param check Returns the form that the value should have had; nothing when it has it.
   */
  public checked(check: (value: string) => string | undefined): SecretValue {
    requireFunction(check, 'check');
    const step: SecretStep = (value) => {
      const expected = check(value);
      return expected === undefined ? value : { expected };
    };
    return new SecretValue(this.source, () => this.#after(step), this.steps, this.#renderPlaceholder);
  }

  /** The secret encoded as base64, once. */
  public base64(): SecretValue {
    return this.transformed('base64', (value) => Buffer.from(value, 'utf8').toString('base64'));
  }

  /** The placeholder: a secret never turns into text by accident. */
  public toString(): string {
    return this.placeholder;
  }

  /** The placeholder. */
  public toJSON(): string {
    return this.placeholder;
  }

  /**
   * A plain cdk8s.App calls this for every value that has it, and would write what it returns. It throws KV1104: only
   * ClusterApp writes secrets.
   *
   * @internal
   */
  public resolve(): string {
    // The rules look at objects of a plain app as well; what they see is written nowhere.
    if (readersOnly) return this.placeholder;
    return raise(
      new KvorumError(CORE.secretNeedsClusterApp, undefined, {
        message: `the secret ${this.source} is in an app that cannot keep it`,
      }),
    );
  }

  #after(step: SecretStep): string {
    const value = this.#read();
    return usable(
      this.source,
      [value],
      attempt(this.source, () => step(value)),
    );
  }

  /**
   * The value. Only the app calls this, and only for output of mode 0600.
   *
   * @internal
   */
  public _resolve(): string {
    return this.#read();
  }
}

Object.defineProperty(SecretValue.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  value(this: SecretValue) {
    return this.placeholder;
  },
});

/** Whether a text holds the placeholder of a secret. */
export function holdsPlaceholder(text: string): boolean {
  return text.includes('<secret:') && /<secret:(env:|file:|plain-text)/.test(text);
}

/** Does what the user's own function does; of what it throws nothing is passed on, for that may quote the value. */
function attempt(source: string, action: () => unknown): unknown {
  try {
    return action();
  } catch {
    return raise(invalid({ message: `the secret ${source} cannot be brought into the form that is needed` }));
  }
}

/** What the user's own function made of a secret, when that can be written. */
function usable(source: string, values: readonly string[], made: unknown): string {
  if (typeof made === 'string' && made !== '') return made;
  if (made === '') return raise(invalid({ message: `the secret ${source} is empty in the form that is needed` }));
  const expected: unknown = typeof made === 'object' && made !== null ? (made as { expected?: unknown }).expected : '';
  if (typeof expected !== 'string' || expected === '') {
    return raise(invalid({ message: `what is made of the secret ${source} is ${typeName(made)}`, allowed: 'a text' }));
  }
  const isSafe = !values.some((value) => expected.includes(value));
  const message = `the secret ${source} is not of the form that its reader needs`;
  return raise(invalid({ message, ...(isSafe ? { allowed: expected } : {}) }));
}

function invalid(details: FindingDetails): KvorumError {
  return new KvorumError(CORE.secretInvalid, undefined, details);
}

function requireFunction(given: unknown, property: string): void {
  if (typeof given !== 'function') raise(misused(`${property} is ${typeName(given)}`, property, 'a function'));
}

function misused(message: string, property: string, allowed: string): KvorumError {
  return new KvorumError(CORE.wrongType, undefined, { message, property, allowed });
}

let readersOnly = false;

/**
 * Runs something that renders objects to be looked at, not to be written: secrets are their placeholders in them.
 */
export function withPlaceholders<T>(render: () => T): T {
  const before = readersOnly;
  readersOnly = true;
  try {
    return render();
  } finally {
    readersOnly = before;
  }
}
