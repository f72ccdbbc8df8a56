import { CORE } from './codes';
import { KvorumError, raise } from './error';
import type { FindingDetails } from './error';
import { fromEnvironment, fromFile } from './secret-sources';
import { typeName } from './type-name';

/**
 * A transformation of a secret's value before it is written.
 *
 * @param value The value.
 * @returns The new value, or the required form as `{ expected }`. Never put the value into `expected`.
 */
export type SecretStep = (value: string) => string | { readonly expected: string };

const SECRET_VALUE = Symbol.for('kvorum/SecretValue');

/**
 * A value that must never be printed.
 *
 * It only knows where the value comes from. ClusterApp resolves all secrets of a program before it writes the first
 * file, so that a missing one is an error like any other. A secret turns into a placeholder wherever it is printed.
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
   * The content of a file at synth time, as it is. `~/` means the home folder; a relative path starts at the working
   * folder of the synth.
   */
  public static fromFile(path: string): SecretValue {
    if (typeof path !== 'string' || path === '' || path.includes('\0')) {
      raise(new KvorumError(CORE.secretName, undefined, { message: 'the path of the secret file is not usable' }));
    }
    return new SecretValue(`file:${path}`, () => fromFile(path));
  }

  /**
   * A value that is written in the program, where anyone with access to the repository can read it. For tests, and
   * for values from the client of a secret store.
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
   * @param render Builds the text from their values, in the same order.
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

  /** Whether `x` is a secret, also one from another copy of the library. */
  public static isSecretValue(x: unknown): x is SecretValue {
    return typeof x === 'object' && x !== null && SECRET_VALUE in x;
  }

  // The value must not be reachable by walking over the properties of the object.
  readonly #read: () => string;
  readonly #renderPlaceholder: (() => string) | undefined;

  private constructor(
    /** The source of the value, for example `env:SSH_PASSWORD`. Never the value itself. */
    public readonly source: string,
    read: () => string,
    private readonly steps: readonly string[] = [],
    renderPlaceholder?: () => string,
  ) {
    this.#read = read;
    this.#renderPlaceholder = renderPlaceholder;
    Object.defineProperty(this, SECRET_VALUE, { value: true });
  }

  /** The text that is shown in place of the value. */
  public get placeholder(): string {
    try {
      const rendered: unknown = this.#renderPlaceholder?.();
      // An altered placeholder would not be recognised and could be written in place of the value.
      if (typeof rendered === 'string' && holdsPlaceholder(rendered)) return rendered;
    } catch {
      // It was written for values, and a placeholder is not of their form.
    }
    return `<secret:${[this.source, ...this.steps].join('|')}>`;
  }

  /**
   * The same secret after a transformation, for example to base64.
   *
   * @param name The name of the step in the placeholder.
   * @param step The transformation. It may refuse the value.
   */
  public transformed(name: string, step: SecretStep): SecretValue {
    requireFunction(step, 'step');
    return new SecretValue(this.source, () => this.#after(step), [...this.steps, name]);
  }

  /**
   * The same secret with a check of its form, made when it is resolved.
   *
   * @param check Returns the required form; nothing when the value has it.
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

  /** The placeholder, so that a secret never becomes text by accident. */
  public toString(): string {
    return this.placeholder;
  }

  /** The placeholder. */
  public toJSON(): string {
    return this.placeholder;
  }

  /**
   * A plain cdk8s.App calls this for every value that has it, and would write the result. It throws KV1104: only
   * ClusterApp writes secrets.
   *
   * @internal
   */
  public resolve(): string {
    // Rules also look at objects of a plain app; what they see is never written.
    if (readersOnly) return this.placeholder;
    return raise(
      new KvorumError(CORE.secretNeedsClusterApp, undefined, {
        message: `the secret ${this.source} is in an app that cannot write secrets`,
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

/** Runs a function of the user. Its error is not passed on, because it may quote the value. */
function attempt(source: string, action: () => unknown): unknown {
  try {
    return action();
  } catch {
    return raise(invalid({ message: `the secret ${source} cannot be converted to the required form` }));
  }
}

/** The result of a function of the user, when it can be written. */
function usable(source: string, values: readonly string[], made: unknown): string {
  if (typeof made === 'string' && made !== '') return made;
  if (made === '')
    return raise(invalid({ message: `the secret ${source} is empty after conversion to the required form` }));
  const expected: unknown = typeof made === 'object' && made !== null ? (made as { expected?: unknown }).expected : '';
  if (typeof expected !== 'string' || expected === '') {
    return raise(invalid({ message: `the secret ${source} was converted to ${typeName(made)}`, allowed: 'a text' }));
  }
  const isSafe = !values.some((value) => expected.includes(value));
  const message = `the secret ${source} does not have the required form`;
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
 * Runs an action that renders objects for inspection only: they hold placeholders in place of secrets.
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
