import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { isPlain } from './plain';
import { snapshot } from './snapshot';
import { typeName } from './words';

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
