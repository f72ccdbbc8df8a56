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

/** Whether a value has a place in a construct tree. */
export function isConstruct(scope: unknown): scope is IConstruct {
  try {
    return typeof (scope as Partial<IConstruct> | null | undefined)?.node?.tryFindChild === 'function';
  } catch {
    return false; // A proxy may throw when it is inspected.
  }
}

/**
 * The path that a construct will have.
 *
 * Computed before anything is constructed: errors of a constructor name the path, and a refused construct is not
 * added to the tree.
 *
 * @param scope The parent construct.
 * @param id Its id.
 * @throws KV1007 when the scope is not a construct, KV1008 when the id is not a string or is already used.
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
        allowed: 'a string that no sibling uses',
      }),
    );
  if (typeof id !== 'string' || id === '') refuseId('the id is not a string');
  // `constructs` counts properties that every object inherits as children.
  if (id in {}) refuseId('the id is the name of a property that every object inherits');
  if (node.tryFindChild(id) !== undefined) refuseId('the scope already has a construct with this id');
  return path === '' ? id : `${path}/${id}`;
}
