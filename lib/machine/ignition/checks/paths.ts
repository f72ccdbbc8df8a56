import type { Path } from '../../report/path';
import { pathFault } from '../../syntax/node-path';
import type { CheckContext } from '../check-context';
import * as rules from '../rules';

/** Adds the fault of a path of the host: it must be absolute and normalized. */
export function addPathFault(context: CheckContext, at: Path, path: string): void {
  context.addFault(pathFault(path), at, rules.NO_PATH, rules.RELATIVE_PATH, rules.DIRTY_PATH);
}
