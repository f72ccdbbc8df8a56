import type { IConstruct } from 'constructs';

import type { ShapeFault } from './check-shape';
import { ANY_TARGET, checkShape } from './check-shape';
import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { refuse } from './fault';
import { typeName } from './format';
import type { AnyField, OpaqueShape, Shape } from './shape';
import { snapshot } from './snapshot';
import { isPlain } from './type-guards';

/**
 * A copy of the props of a construct, read once.
 *
 * @throws KV1203 when they are not an object, or cannot be read. The value is not shown: it may be a secret in the
 * wrong place.
 */
export function givenProps<T extends object>(path: string, props: T | undefined): T {
  return readProps(path, props ?? ({} as T));
}

/**
 * Like `givenProps`, for props that are required.
 *
 * @throws KV1203 when they are not an object, or cannot be read.
 */
export function readProps<T extends object>(path: string, props: T): T {
  const given = snapshot(props, path);
  if (isPlain(given)) return given as T;
  const details = { message: `the props are ${typeName(given)}`, given: typeName(given), allowed: 'an object' };
  return raise(new KvorumError(CORE.wrongType, path, details));
}

/**
 * The props of a call, read once and checked against their table.
 *
 * @param path The construct, or an empty string for values without one.
 * @param table Their table.
 * @param props What was given.
 * @param validate Returns faults that no table can express. Only called when the table finds none.
 * @throws KV12xx with all faults in one error.
 */
export function checkedProps<T extends object>(
  path: string,
  table: Shape<T>,
  props: T,
  validate: (props: T) => readonly ShapeFault[] = () => [],
): T {
  const given = readProps(path, props);
  const faults = checkShape(table, given, '', ANY_TARGET);
  refuse(path, faults.length > 0 ? faults : validate(given));
  return given;
}

/**
 * The type of a prop that is not described by a table of fields:
 *
 * - `object`, `list`, `text`, `flag`: of that type.
 * - `any`: checked where it is used.
 */
export type PropType = 'object' | 'list' | 'text' | 'flag' | 'any';

/** The props of a construct by name. */
export type PropTypes = Readonly<Record<string, PropType>>;

// The value is never shown: it may be a secret in the wrong place.
const TYPES: Readonly<Record<PropType, OpaqueShape>> = {
  object: { type: 'opaque', allowed: 'an object', fits: isPlain },
  list: { type: 'opaque', allowed: 'a list', fits: Array.isArray },
  text: { type: 'opaque', allowed: 'a text', fits: (value) => typeof value === 'string' },
  flag: { type: 'opaque', allowed: 'true or false', fits: (value) => typeof value === 'boolean' },
  any: { type: 'opaque', allowed: 'anything', fits: () => true },
};

/**
 * Refuses unknown props, and props of the wrong type. The compiler does so too, but not in plain JavaScript, where a
 * misspelt prop would be silently ignored.
 *
 * @param scope The construct, or its path.
 * @param props The props, read once (`snapshot`).
 * @param known The known props and their types.
 * @param at The property that holds them, for props inside props.
 * @throws KV1201 for names that are not known, KV1203 for wrong types.
 */
export function checkProps(scope: IConstruct | string, props: object, known: PropTypes, at = ''): void {
  refuse(scope, checkShape({ type: 'object', fields: fieldsOf(known) }, props, at, ANY_TARGET));
}

const tables = new WeakMap<PropTypes, Readonly<Record<string, AnyField>>>();

function fieldsOf(known: PropTypes): Readonly<Record<string, AnyField>> {
  const made = tables.get(known);
  if (made !== undefined) return made;
  const fields = Object.fromEntries(
    Object.entries(known).map(([name, type]) => [name, { shape: TYPES[type], required: false }]),
  );
  tables.set(known, fields);
  return fields;
}
