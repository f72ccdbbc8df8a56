import { cleanPath } from '../../syntax/node-path';
import type { CheckContext } from '../check-context';
import * as rules from '../rules';

/** Says what is wrong with a path of the host: it is absolute, and written in one way only. */
export function addPathFault(context: CheckContext, at: readonly (string | number)[], path: string): void {
  if (path === '') context.add(rules.NO_PATH, at);
  else if (!path.startsWith('/')) context.add(rules.RELATIVE_PATH, at);
  else if (cleanPath(path) !== path) context.add(rules.DIRTY_PATH, at);
}
