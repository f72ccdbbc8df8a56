import type { IConstruct } from 'constructs';

import { CORE } from './codes';
import { joinErrors, KvorumError, raise } from './error';
import { isPlain } from './type-guards';
import { snapshot } from './snapshot';
import { closest, propertyPath, show, typeName } from './format';

/**
 * A copy of the props of a construct, read once.
 *
 * @throws KV1203 when they are no object, or cannot be read. What was given may be a secret in the wrong place.
 */
export function givenProps<T extends object>(path: string, props: T | undefined): T {
  const given = snapshot(props ?? {}, path);
  if (isPlain(given)) return given as T;
  const details = { message: `the props are ${typeName(given)}`, given: typeName(given), allowed: 'an object' };
  return raise(new KvorumError(CORE.wrongType, path, details));
}

/**
 * What a prop has to be, where no table of fields looks at it:
 *
 * - `object`, `list`, `text`, `flag`: of that type.
 * - `any`: whatever uses it says what is wrong with it.
 */
export type PropType = 'object' | 'list' | 'text' | 'flag' | 'any';

/** The props of a construct by name. */
export type PropTypes = Readonly<Record<string, PropType>>;

const TYPES: Readonly<Record<PropType, { readonly words: string; readonly fits: (value: unknown) => boolean }>> = {
  object: { words: 'an object', fits: isPlain },
  list: { words: 'a list', fits: Array.isArray },
  text: { words: 'a text', fits: (value) => typeof value === 'string' },
  flag: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  any: { words: 'anything', fits: () => true },
};

/**
 * Refuses props that a construct does not know, or that are of another type. The compiler does so by itself; plain
 * JavaScript does not, and a misspelt prop would be left out without a word.
 *
 * @param scope The construct, or its path.
 * @param props The props, read once (`snapshot`).
 * @param known What they may be.
 * @param at Where they stand, for props inside of props.
 * @throws KV1201 for names that are not known, KV1203 for other types.
 */
export function checkProps(scope: IConstruct | string, props: object, known: PropTypes, at = ''): void {
  const errors = Object.entries(props).flatMap(([key, value]) => {
    const type = Object.hasOwn(known, key) ? known[key] : undefined;
    if (type === undefined) return [unknownProp(scope, key, propertyPath(at, key), Object.keys(known))];
    if (value === undefined || value === null || TYPES[type].fits(value)) return [];
    return [wrongType(scope, propertyPath(at, key), value, TYPES[type].words)];
  });
  if (errors.length > 0) raise(joinErrors(errors));
}

function unknownProp(scope: IConstruct | string, key: string, property: string, names: readonly string[]): KvorumError {
  const guess = closest(key, names);
  return new KvorumError(CORE.unknownField, scope, {
    message: `the property ${show(key)} is not known here`,
    property,
    allowed: names.join(', '),
    ...(guess === undefined ? {} : { fix: `did you mean ${guess}?` }),
  });
}

function wrongType(scope: IConstruct | string, property: string, value: unknown, allowed: string): KvorumError {
  const message = 'the value has the wrong type';
  // What stands in a wrong place might be a secret: only what it is is shown.
  return new KvorumError(CORE.wrongType, scope, { message, property, given: typeName(value), allowed });
}
