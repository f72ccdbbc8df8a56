import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

import { CORE } from './codes';
import { KvorumError, raise } from './error';

/**
 * A change of a secret's value on its way into a file.
 *
 * @param value The value.
 * @returns The changed value, or the form that it should have had, as `{ expected }`. Never put the value there.
 */
export type SecretStep = (value: string) => string | { readonly expected: string };

const SECRET_VALUE = Symbol.for('kvorum/SecretValue');
const LARGEST_FILE = 1024 * 1024;

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
   * A value that stands in the program. Whoever reads the repository can read it: for tests, and for values that come
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
    const sources = parts.map((p) => p.source).join('+');
    return new SecretValue(
      sources,
      () => render(parts.map((p) => p._resolve())),
      undefined,
      () => render(parts.map((p) => p.placeholder)),
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

  /** What stands in place of the value wherever it must not be shown. */
  public get placeholder(): string {
    try {
      if (this.#renderPlaceholder !== undefined) return this.#renderPlaceholder();
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
    return new SecretValue(this.source, () => this.#after(step), [...this.steps, name]);
  }

  /**
   * The same secret, held against the form that its reader needs when it is resolved.
   *
   * @param check Returns the form that the value should have had; nothing when it has it.
   */
  public checked(check: (value: string) => string | undefined): SecretValue {
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
   * A plain cdk8s.App calls this for every value that has it, and would write what it returns.
   *
   * @throws KV1104: only ClusterApp writes secrets.
   */
  public resolve(): string {
    // The rules look at objects of a plain app as well; what they see is written nowhere.
    if (readersOnly) return this.placeholder;
    return raise(
      new KvorumError(CORE.secretNeedsClusterApp, undefined, {
        message: `the secret ${this.source} stands in an app that cannot keep it`,
      }),
    );
  }

  #after(step: SecretStep): string {
    const changed = step(this.#read());
    if (typeof changed === 'string') return changed;
    return raise(
      new KvorumError(CORE.secretInvalid, undefined, {
        message: `the secret ${this.source} is not of the form that its reader needs`,
        allowed: changed.expected,
      }),
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

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    raise(
      new KvorumError(CORE.secretMissing, undefined, {
        message: `the environment variable ${name} is ${value === undefined ? 'not set' : 'empty'}`,
        fix: `set ${name} in the environment of the synth`,
      }),
    );
  }
  return value;
}

function fromFile(path: string): string {
  const home = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
  const full = isAbsolute(home) ? home : join(process.cwd(), home);
  let value: string;
  try {
    const stat = statSync(full);
    if (!stat.isFile()) raise(unreadable(path, 'it is not a regular file'));
    if (stat.size > LARGEST_FILE) raise(unreadable(path, 'it is larger than 1 MiB'));
    value = readFileSync(full, 'utf8');
  } catch (e) {
    if (KvorumError.isKvorumError(e)) throw e;
    const code = (e as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === 'ENOENT') {
      raise(
        new KvorumError(CORE.secretMissing, undefined, {
          message: `the secret file ${path} does not exist`,
          fix: 'create the file, or name another one',
        }),
      );
    }
    raise(unreadable(path, code));
  }
  if (value === '')
    raise(new KvorumError(CORE.secretMissing, undefined, { message: `the secret file ${path} is empty` }));
  return value;
}

function unreadable(path: string, why: string): KvorumError {
  return new KvorumError(CORE.secretUnreadable, undefined, {
    message: `the secret file ${path} cannot be read: ${why}`,
  });
}
