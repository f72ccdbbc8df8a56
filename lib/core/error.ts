import type { IConstruct } from 'constructs';

import type { FindingType } from './finding-type';
import { printable } from './printable';

/** The details of one finding, in terms of the user's program. */
export interface FindingDetails {
  /** The fault: one sentence, lower case, without a final period. */
  readonly message: string;
  /**
   * The property, for example `spec.disruptions.approvalMode`.
   *
   * @default - the whole construct
   */
  readonly property?: string;
  /**
   * The given value. Never a secret.
   *
   * @default - nothing was given
   */
  readonly given?: string;
  /**
   * The allowed values or form.
   *
   * @default - the message says it
   */
  readonly allowed?: string;
  /**
   * The change to make.
   *
   * @default - the `fix` of the code says it
   */
  readonly fix?: string;
}

const KVORUM_ERROR = Symbol.for('kvorum/KvorumError');

/**
 * An error with a stable code, the construct, the given value, the allowed values and the change to make.
 *
 * When a call or a synth has several faults, the error that is thrown carries all of them in `all`.
 */
export class KvorumError extends Error {
  /**
   * Whether `x` is a KvorumError, also one from another copy of the library.
   */
  public static isKvorumError(x: unknown): x is KvorumError {
    return typeof x === 'object' && x !== null && KVORUM_ERROR in x;
  }

  // Private, so that the runtime does not repeat every property below the message.
  readonly #type: FindingType;
  readonly #path: string;
  readonly #details: FindingDetails;
  readonly #parts: readonly KvorumError[] | undefined;

  /**
   * @param type The code's definition.
   * @param scope The construct that the fault is about, or its path; undefined for values that have none.
   * @param details The fault.
   * @param parts The single errors, when this one carries several.
   */
  public constructor(
    type: FindingType,
    scope: IConstruct | string | undefined,
    details: FindingDetails,
    parts?: readonly KvorumError[],
  ) {
    const path = scope === undefined ? '' : typeof scope === 'string' ? scope : scope.node.path;
    // The library's own frames come first and would use up the limit. A program that turns stacks off gets none.
    const limit = Error.stackTraceLimit;
    if (limit > 0) Error.stackTraceLimit = Math.max(limit, MOST_FRAMES);
    super(parts === undefined ? describe(type, path, details) : summary(parts));
    Error.stackTraceLimit = limit;
    Object.defineProperty(this, 'name', { value: 'KvorumError' });
    Object.defineProperty(this, KVORUM_ERROR, { value: true });
    this.#type = type;
    this.#path = path;
    this.#details = details;
    this.#parts = parts;
    if (limit > 0) trimStack(this, limit);
  }

  /** Stable code, for example `KV3301`. `kvorum explain CODE` says more. */
  public get code(): string {
    return this.#type.code;
  }

  /**
   * The single errors: those that this one carries, or itself.
   *
   * It is not called `errors`: the runtime and test runners print every array of that name below the message, which
   * names them all.
   */
  public get all(): readonly KvorumError[] {
    return this.#parts ?? [this];
  }

  /** Path of the construct, for example `prod/worker/Resource`. Empty when the fault has no construct. */
  public get path(): string {
    return this.#path;
  }

  /** The property. Empty when the whole construct is meant. */
  public get property(): string {
    return this.#details.property ?? '';
  }

  /** The given value, as text. Empty when nothing was given. */
  public get given(): string {
    return this.#details.given ?? '';
  }

  /** The allowed values or form. Empty when the message says it. */
  public get allowed(): string {
    return this.#details.allowed ?? '';
  }

  /** The change to make. Empty when neither the finding nor its type says it. */
  public get fix(): string {
    return this.#details.fix ?? this.#type.fix ?? '';
  }

  /**
   * The same error with a path, when it has none yet: a value such as a secret does not know its construct.
   *
   * @param scope The construct, or its path.
   */
  public locatedAt(scope: IConstruct | string): KvorumError {
    if (this.#path !== '' || this.#parts !== undefined) return this;
    return new KvorumError(this.#type, scope, this.#details);
  }

  /** The fields as plain data, for reports. */
  public toJSON(): Readonly<Record<string, string>> {
    const { code, path, property, message, given, allowed, fix } = this;
    return { code, path, property, message, given, allowed, fix };
  }
}

// As above, for other programs that print it.
Object.defineProperty(KvorumError.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  value(this: KvorumError) {
    return this.stack ?? this.message;
  },
});

/**
 * Joins errors into one: a single error as it is, several as one error that carries them in the order of their paths.
 *
 * @param errors At least one error.
 */
export function joinErrors(errors: readonly KvorumError[]): KvorumError {
  const flat = errors.flatMap((e) => e.all);
  const first = flat[0];
  if (first === undefined) {
    throw new Error('there is no error to join');
  }
  if (flat.length === 1) {
    return first;
  }
  const type = { code: first.code, level: 'error', title: '', explanation: '', source: '' } as const;
  return new KvorumError(type, first.path, { message: first.message, property: first.property }, flat);
}

/**
 * Throws an error.
 *
 * The runtime prints the source line of an uncaught throw before the message. A line of the library is of no use to
 * the user: the comment in the function tells the runtime to leave it out.
 */
export function raise(error: KvorumError): never {
  throw error; // node-do-not-add-exception-line
}

function describe({ code, fix: usual }: FindingType, path: string, details: FindingDetails): string {
  const where = [path, details.property ?? ''].filter((s) => s !== '').join(' ');
  const lines = [`${code}${where === '' ? '' : ` [${where}]`}: ${details.message}`];
  if (details.given !== undefined) lines.push(`  given:   ${details.given}`);
  if (details.allowed !== undefined) lines.push(`  allowed: ${details.allowed}`);
  const fix = details.fix ?? usual;
  if (fix !== undefined && fix !== '') lines.push(`  change:  ${fix}`);
  return printable(lines.join('\n'));
}

function summary(parts: readonly KvorumError[]): string {
  const more = parts.length - MOST_MESSAGES;
  const last = more > 0 ? [`and ${more} more: see \`all\` of this error`] : [];
  const shown = parts.slice(0, MOST_MESSAGES).map((p) => p.message);
  return [`${parts.length} errors, nothing was written`, ...shown, ...last].join('\n');
}

// More would only scroll the first ones away.
const MOST_MESSAGES = 50;

const OWN_FOLDER = __dirname.replace(/core$/, '');
const MOST_FRAMES = 100;

/** Drops the frames of the library and of cdk8s, which leaves the line of the user's program. */
function trimStack(error: Error, limit: number): void {
  const stack: unknown = error.stack;
  // A program may format stacks itself (Error.prepareStackTrace), and not as text.
  if (typeof stack !== 'string') return;
  const own = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .filter(
      (line) =>
        !line.includes(OWN_FOLDER) &&
        !/node:internal|\(<anonymous>\)$|[/\\]node_modules[/\\](constructs|cdk8s|cdktf|cdktn)[/\\]/.test(line),
    );
  error.stack = [`${error.name}: ${error.message}`, ...own.slice(0, limit)].join('\n');
}
