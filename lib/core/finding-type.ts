/**
 * How much weight a finding has.
 *
 * - `error`: nothing is written.
 * - `warning`: it is printed and reported, and the synth goes on.
 */
export type FindingLevel = 'error' | 'warning';

/** The definition of one code. */
export interface FindingType {
  /** Stable code: `KV` and four digits. Never reused. */
  readonly code: string;
  /** Error or warning. */
  readonly level: FindingLevel;
  /** The fault: one line, lower case. */
  readonly title: string;
  /** The reason why it matters, in a few sentences, for `docs/errors.md` and `kvorum explain`. */
  readonly explanation: string;
  /**
   * The change to make: one line that begins with a verb, lower case, without a final period. A finding that knows
   * more overrides it.
   *
   * @default - each finding of the type says it
   */
  readonly fix?: string;
  /** Where the rule comes from: a schema, a webhook, a measured behaviour, or our own advice. */
  readonly source: string;
  /**
   * True when the platform itself would accept it and the rule is our advice. Such errors can be acknowledged, like
   * every warning. What the platform refuses cannot.
   *
   * @default false for an error; a warning is always advice
   */
  readonly advice?: boolean;
  /**
   * Whether the rule is about platform objects and belongs in `docs/rules.md`.
   *
   * @default false
   */
  readonly rule?: boolean;
}

/** A range of codes and the room that owns it. The first two digits tell the reader where to look. */
export interface CodeRange {
  /** Name of the room, a folder of `lib/`. */
  readonly room: string;
  /** First number. */
  readonly from: number;
  /** Last number. */
  readonly to: number;
}

/** Which room may define which codes. One table, so that ranges never overlap. A room may have several ranges. */
export const CODE_RANGES: readonly CodeRange[] = [
  { room: 'core', from: 1000, to: 1499 },
  { room: 'app', from: 1500, to: 1999 },
  { room: 'topology', from: 2000, to: 2199 },
  { room: 'roles', from: 2200, to: 2499 },
  { room: 'cluster', from: 2500, to: 2999 },
  { room: 'deckhouse', from: 3000, to: 3999 },
  { room: 'audit', from: 4000, to: 4499 },
  { room: 'etcd', from: 4500, to: 4999 },
  { room: 'machine', from: 5000, to: 5659 },
  { room: 'systemd', from: 5660, to: 5699 },
  { room: 'machine', from: 5700, to: 5999 },
  { room: 'balancer', from: 6000, to: 6499 },
  { room: 'kubeadm', from: 6500, to: 6999 },
  { room: 'yandex', from: 7000, to: 7499 },
  { room: 'libvirt', from: 7500, to: 7999 },
  { room: 'operations', from: 8000, to: 8999 },
];

// Not enumerable: a modified copy of a type does not count as one of the library's.
const DEFINED = Symbol.for('kvorum/FindingKind');
const kinds = new Map<string, FindingType>();

/**
 * Defines a code. Called once, next to the rule, when its module loads.
 *
 * @param room The room that defines it, a name of `CODE_RANGES`.
 * @param type The definition.
 * @returns The type, to be passed to errors and findings.
 * @throws Error when the code is malformed, taken, or outside the range of the room. That is a bug of the library.
 */
export function defineFinding(room: string, type: FindingType): FindingType {
  const number = Number(/^KV(\d{4})$/.exec(type.code)?.[1]);
  if (!CODE_RANGES.some((range) => range.room === room && number >= range.from && number <= range.to)) {
    throw new Error(
      `the code ${type.code} is outside the range of the room ${room}: take one of CODE_RANGES. ` +
        "Programs and other libraries do not define types here: they pass an object with a code of their own ('SHOP-1') " +
        'to Findings.report.',
    );
  }
  if (kinds.has(type.code)) {
    throw new Error(`the code ${type.code} is defined twice`);
  }
  // A program must not change whether a code can be acknowledged.
  const frozen = Object.freeze(Object.defineProperty(type, DEFINED, { value: true }));
  kinds.set(type.code, frozen);
  return frozen;
}

/** Whether a type has a code of the library but was defined by neither this copy of the library nor another one. */
export function isForgedType(type: FindingType): boolean {
  return /^KV\d{4}$/i.test(type.code) && !(DEFINED in type);
}

/** The type of a code, or undefined when no loaded room defines it. */
export function findingType(code: string): FindingType | undefined {
  return kinds.get(code);
}

/** Every type of the rooms that are loaded, in the order of their codes. */
export function findingTypes(): readonly FindingType[] {
  return [...kinds.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Whether findings of this type can be acknowledged with a reason. */
export function isAcknowledgeable(type: FindingType): boolean {
  return type.level === 'warning' || type.advice === true;
}
