import type { IConstruct } from 'constructs';

/**
 * Makes what a construct consists of. When that is refused, the construct is taken out of the tree again: a program that
 * catches the error must not find half of it, and may try again with the same id.
 *
 * @param construct The construct whose constructor is running.
 * @param make Makes its parts.
 */
export function orRollback<T>(construct: IConstruct, make: () => T): T {
  try {
    return make();
  } catch (e) {
    construct.node.scope?.node.tryRemoveChild(construct.node.id);
    throw e;
  }
}
