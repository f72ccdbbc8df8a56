import type { IConstruct } from 'constructs';

import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { show } from './words';

/**
 * The path that a construct will have.
 *
 * Asked for before anything is constructed: errors of a constructor name the path, and a refused construct leaves no
 * trace in the tree.
 *
 * @param scope The construct below which it will stand.
 * @param id Its id.
 * @throws KV1007 when the scope is no construct, KV1008 when the id is no text or taken.
 */
export function pathOf(scope: IConstruct, id: string): string {
  const node = (scope as Partial<IConstruct> | null | undefined)?.node;
  if (node === undefined || typeof node.tryFindChild !== 'function') {
    const details = {
      message: 'the scope is no construct',
      given: show(scope),
      allowed: 'an app, a chart, or another construct',
    };
    raise(new KvorumError(CORE.badScope, undefined, details));
  }
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
  if (typeof id !== 'string' || id === '') refuseId('the id is no text');
  if (node.tryFindChild(id) !== undefined) refuseId('a construct of this id stands here already');
  return path === '' ? id : `${path}/${id}`;
}
