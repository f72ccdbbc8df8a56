import type { IConstruct } from 'constructs';

/**
 * Creates the parts of a construct. If that fails, the construct is removed from the tree: a program that catches the
 * error must not find half of it, and can try again with the same id.
 *
 * @param construct The construct whose constructor is running.
 * @param make Creates its parts.
 */
export function orRollback<T>(construct: IConstruct, make: () => T): T {
  try {
    return make();
  } catch (e) {
    construct.node.scope?.node.tryRemoveChild(construct.node.id);
    throw e;
  }
}
