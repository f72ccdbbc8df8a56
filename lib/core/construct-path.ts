import type { IConstruct } from 'constructs';

import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { show } from './format';

/**
 * Refuses anything but a construct.
 *
 * @throws KV1007
 */
export function requireConstruct(scope: unknown): IConstruct {
  if (isConstruct(scope)) return scope;
  const details = {
    message: 'the scope is not a construct',
    given: show(scope),
    allowed: 'an app, a chart, or another construct',
  };
  return raise(new KvorumError(CORE.badScope, undefined, details));
}

/** Whether something has the place in a tree that a construct has. */
export function isConstruct(scope: unknown): scope is IConstruct {
  try {
    return typeof (scope as Partial<IConstruct> | null | undefined)?.node?.tryFindChild === 'function';
  } catch {
    return false; // A proxy may refuse to be looked at.
  }
}

/**
 * The path that a construct will have.
 *
 * Asked for before anything is constructed: errors of a constructor name the path, and a refused construct leaves no
 * trace in the tree.
 *
 * @param scope The construct below which it will stand.
 * @param id Its id.
 * @throws KV1007 when the scope is not a construct, KV1008 when the id is not a string or taken.
 */
export function pathOf(scope: IConstruct, id: string): string {
  const { node } = requireConstruct(scope);
  const { path } = node;
  const refuseId = (message: string): never =>
    raise(
      new KvorumError(CORE.badId, path, {
        message,
        property: 'id',
        given: show(id),
        allowed: 'a text that no sibling has',
      }),
    );
  if (typeof id !== 'string' || id === '') refuseId('the id is not a string');
  // What every object inherits counts as a child there.
  if (id in {}) refuseId('the id is a name that every object has');
  if (node.tryFindChild(id) !== undefined) refuseId('there is already a construct of this id here');
  return path === '' ? id : `${path}/${id}`;
}
