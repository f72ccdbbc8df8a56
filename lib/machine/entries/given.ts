import type { ShapeFault } from '../../core/check-shape';
import { ANY_TARGET, checkShape, isPlain } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { joinErrors, KvorumError, raise } from '../../core/error';
import type { AnyShape } from '../../core/shape';
import { snapshot } from '../../core/snapshot';
import { show, typeName } from '../../core/format';

/** Throws all faults of a call in one error, when there are any. */
export function refuse(path: string, faults: readonly ShapeFault[]): void {
  if (faults.length > 0) raise(joinErrors(faults.map((f) => new KvorumError(f.type, path, f.details))));
}

/** A fault of a value. */
export function fault(
  type: ShapeFault['type'],
  property: string,
  message: string,
  more: { readonly given?: string; readonly allowed?: string; readonly fix?: string } = {},
): ShapeFault {
  return { type, details: { message, property, ...more } };
}

/** What a value may hold that no table describes: instances of classes, by the name of their property. */
export type InstanceChecks = Readonly<Record<string, InstanceCheck>>;

/** How an instance is known. */
export interface InstanceCheck {
  /** What is allowed, in words. */
  readonly allowed: string;
  /** Whether it may be left out. */
  readonly optional?: boolean;
  /** Whether a value is one. */
  readonly fits: (value: unknown) => boolean;
}

/**
 * The props of a call, read once and checked.
 *
 * @param path The construct, or the empty text for values.
 * @param table The table of the plain ones.
 * @param props What was given.
 * @param instances Those that are instances of classes.
 * @param more Further faults, asked for when there are none.
 */
export function checkedProps<T extends object>(
  path: string,
  table: AnyShape,
  props: T,
  instances: InstanceChecks = {},
  more: (props: T) => readonly ShapeFault[] = () => [],
): T {
  if (!isPlain(props)) {
    const details = { message: 'there are no props', given: typeName(props), allowed: 'an object' };
    raise(new KvorumError(CORE.wrongType, path, details));
  }
  const given = snapshot(props, path) as Readonly<Record<string, unknown>>;
  const plain = Object.fromEntries(Object.entries(given).filter(([key]) => !Object.hasOwn(instances, key)));
  const faults = [...checkShape(table, plain, '', ANY_TARGET), ...instanceFaults(instances, given)];
  refuse(path, faults.length > 0 ? faults : more(given as T));
  return given as T;
}

function instanceFaults(instances: InstanceChecks, given: Readonly<Record<string, unknown>>): readonly ShapeFault[] {
  return Object.entries(instances).flatMap(([key, { allowed, optional, fits }]) => {
    const value = given[key];
    if (value === undefined) {
      return optional === true ? [] : [fault(CORE.requiredField, key, `the field ${key} is missing`, { allowed })];
    }
    return fits(value) ? [] : [fault(CORE.wrongType, key, `the value is ${typeName(value)}`, { allowed })];
  });
}

/** The fault of a text that is not of a form, for texts that stand outside of tables. */
export function formFault(property: string, given: unknown, allowed: string): ShapeFault {
  return fault(CORE.wrongFormat, property, 'the text is not of the form that its reader takes', {
    given: show(given),
    allowed,
  });
}
