import type { ShapeFault } from '../core/check-shape';
import { isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import type { AnyField } from '../core/shape';
import { flag, object, optional, required, text } from '../core/shape';
import { LABEL_PATTERN, UNIT_NAME_PATTERN } from '../core/patterns';
import { fault, refuse } from '../core/fault';
import { checkedProps } from '../core/props';
import { UNITS } from './codes';
import type { DirectiveOrder } from './section-text';
import { sectionText } from './section-text';
import type { SystemdSections, SystemdUnitProps } from './unit-props';
import { unitFaults } from './unit-rules';

/** Props of `SystemdDropIn`. */
export interface SystemdDropInProps extends SystemdSections {
  /** The unit that it changes. */
  readonly of: string;
  /** Its name without `.conf`. Drop-ins are read in the order of their names. */
  readonly name: string;
}

const SECTIONS = {
  unit: 'Unit',
  service: 'Service',
  mount: 'Mount',
  swap: 'Swap',
  timer: 'Timer',
  path: 'Path',
  socket: 'Socket',
  install: 'Install',
} as const;

// Their contents are checked by their own writer.
const SECTION: AnyField & { readonly required: false } = {
  shape: { type: 'opaque', allowed: 'an object', fits: isPlain },
  required: false,
};
const SECTION_FIELDS = {
  unit: SECTION,
  service: SECTION,
  mount: SECTION,
  swap: SECTION,
  timer: SECTION,
  path: SECTION,
  socket: SECTION,
  install: SECTION,
};

const UNIT = object<SystemdUnitProps>({
  name: required(text(UNIT_NAME_PATTERN)),
  enabled: optional(flag()),
  masked: optional(flag()),
  ...SECTION_FIELDS,
});

const DROP_IN = object<SystemdDropInProps>({
  of: required(text(UNIT_NAME_PATTERN)),
  name: required(text(LABEL_PATTERN)),
  ...SECTION_FIELDS,
});

const UNIT_MARK = Symbol.for('kvorum/SystemdUnit');
const DROP_IN_MARK = Symbol.for('kvorum/SystemdDropIn');

/** A unit of systemd: sections and directives as data, checked and quoted as systemd reads them. */
export class SystemdUnit {
  /** Whether `x` is one, also when it comes from another copy of the library. */
  public static isSystemdUnit(x: unknown): x is SystemdUnit {
    return typeof x === 'object' && x !== null && UNIT_MARK in x;
  }

  /** Its name with its type. */
  public readonly name: string;
  /** Whether it is started at boot; undefined when unchanged. */
  public readonly enabled: boolean | undefined;
  /** Whether nothing can start it. */
  public readonly masked: boolean;
  /** Its text; undefined when the unit of the image is meant. */
  public readonly contents: string | undefined;

  /**
   * @throws KV5662 for values that systemd would not read, KV5663 to KV5669 for units that it would not start.
   */
  public constructor(props: SystemdUnitProps) {
    const { given, contents } = checkedUnit(props, 'table');
    this.name = given.name;
    this.enabled = given.enabled;
    this.masked = given.masked ?? false;
    this.contents = contents;
    Object.defineProperty(this, UNIT_MARK, { value: true });
  }
}

/**
 * The text of a unit, its directives in the order in which they are given.
 *
 * @param props The unit, with one section at least.
 * @throws KV5662 to KV5669 as `SystemdUnit` does.
 */
export function unitTextInOrder(props: SystemdUnitProps): string {
  return checkedUnit(props, 'given').contents ?? '';
}

function checkedUnit(
  props: SystemdUnitProps,
  order: DirectiveOrder,
): { readonly given: SystemdUnitProps; readonly contents: string | undefined } {
  const given = checkedProps('', UNIT, props);
  const { contents, faults } = textOf(given, order);
  refuse('', faults.length > 0 ? faults : unitFaults(given, contents));
  return { given, contents };
}

/** A file that changes a unit, of the image or of another part. */
export class SystemdDropIn {
  /** Whether `x` is one, also when it comes from another copy of the library. */
  public static isSystemdDropIn(x: unknown): x is SystemdDropIn {
    return typeof x === 'object' && x !== null && DROP_IN_MARK in x;
  }

  /** The unit that it changes. */
  public readonly of: string;
  /** Its name, which ends in `.conf`. */
  public readonly name: string;
  /** Its text. */
  public readonly contents: string;

  /**
   * @throws KV5662 for values that systemd would not read.
   */
  public constructor(props: SystemdDropInProps) {
    const given = checkedProps('', DROP_IN, props);
    const { contents, faults } = textOf(given);
    const empty = fault(CORE.requiredField, 'unit', 'a drop-in without sections has no effect');
    refuse('', contents === undefined ? [empty] : faults);
    this.of = given.of;
    this.name = `${given.name}.conf`;
    this.contents = contents ?? '';
    Object.defineProperty(this, DROP_IN_MARK, { value: true });
  }
}

function textOf(
  given: SystemdSections,
  order: DirectiveOrder = 'table',
): { readonly contents?: string; readonly faults: readonly ShapeFault[] } {
  const sections = Object.entries(SECTIONS).flatMap(([key, name]) => {
    const section: unknown = given[key as keyof typeof SECTIONS];
    return isPlain(section) ? [sectionText(name, section, key, order)] : [];
  });
  if (sections.length === 0) return { faults: [] };
  const contents = sections.map(({ lines }) => `${lines.join('\n')}\n`).join('\n');
  return { contents, faults: [...sections.flatMap(({ faults }) => faults), ...lineFaults(contents)] };
}

const LONGEST_LINE = 2047;

function lineFaults(contents: string): readonly ShapeFault[] {
  return contents
    .split('\n')
    .filter((line) => Buffer.byteLength(line) > LONGEST_LINE)
    .map((line) => {
      const more = { given: `${Buffer.byteLength(line)} bytes`, allowed: `at most ${LONGEST_LINE}` };
      return fault(UNITS.tooLong, line.slice(0, line.indexOf('=')), 'the line is too long', more);
    });
}
