import type { ReportRule } from '../../report/rule';
import { modeFault, specialBitsWarning } from '../../syntax/mode';
import { cleanPath, joinPaths } from '../../syntax/node-path';
import type { ConfigObject } from '../../value';
import { isTrue, numberOf, objectOf, objectsOf, textOf } from '../../value';
import type { Check, CheckContext } from '../check-context';
import * as rules from '../rules';
import { addPathFault } from './paths';

/** The owner of a file. */
export const owner: Check<ConfigObject> = (object, context) => {
  if (numberOf(object, 'id') !== undefined && (textOf(object, 'name') ?? '') !== '')
    context.add(rules.BOTH_ID_AND_NAME);
};

function mode(object: ConfigObject, context: CheckContext): void {
  const value = numberOf(object, 'mode');
  if (value === undefined) return;
  context.addFault(modeFault(Number(value)), ['mode'], rules.ILLEGAL_MODE);
}

function specialBits(object: ConfigObject, context: CheckContext): void {
  const value = numberOf(object, 'mode');
  if (value === undefined || context.spec > 5) return;
  const bits = Number(BigInt.asUintN(32, BigInt(value)));
  context.addFault(specialBitsWarning(bits), ['mode'], rules.SPECIAL_BITS);
}

/** A directory. */
export const directory: Check<ConfigObject> = (object, context) => {
  addPathFault(context, ['path'], textOf(object, 'path') ?? '');
  mode(object, context);
  specialBits(object, context);
};

/** A file. */
export const file: Check<ConfigObject> = (object, context) => {
  directory(object, context);
  if (isTrue(object, 'overwrite') && textOf(objectOf(object, 'contents'), 'source') === undefined) {
    context.add(rules.OVERWRITE_WITHOUT_SOURCE, ['overwrite']);
  }
};

/** A link. */
export const link: Check<ConfigObject> = (object, context) => {
  addPathFault(context, ['path'], textOf(object, 'path') ?? '');
};

// A node gets an entry for each of its links, which may all have one path: the rest would be noise.
const MOST_REPEATS = 10_000;

/** Contradictions between nodes. */
export const nodesOfStorage: Check<ConfigObject> = (storage, context) => {
  const links = objectsOf(storage, 'links');
  if (links.length === 0) return;
  const above = new PathsAbove(links.map((entry) => textOf(entry, 'path') ?? ''));
  let repeats = MOST_REPEATS;
  const addTimes = (times: number, rule: ReportRule, list: string, i: number): void => {
    if (times === 0) return;
    const more = Math.min(times - 1, repeats);
    repeats -= more;
    for (let n = 0; n <= more; n++) context.add(rule, [list, i]);
  };
  const under = (list: 'directories' | 'files', rule: ReportRule): void => {
    objectsOf(storage, list).forEach((node, i) => addTimes(above.count(textOf(node, 'path') ?? ''), rule, list, i));
  };
  under('directories', rules.DIRECTORY_UNDER_LINK);
  under('files', rules.FILE_UNDER_LINK);
  const directories = new Map<string, number>();
  for (const node of objectsOf(storage, 'directories')) {
    const path = textOf(node, 'path') ?? '';
    directories.set(path, (directories.get(path) ?? 0) + 1);
  }
  links.forEach((node, i) => {
    const path = textOf(node, 'path') ?? '';
    addTimes(above.count(path), rules.LINK_UNDER_LINK, 'links', i);
    const target = textOf(node, 'target') ?? '';
    if (target === '' && context.spec >= 3) return context.add(rules.LINK_WITHOUT_TARGET, ['links', i, 'target']);
    if (!isTrue(node, 'hard')) return;
    const clean = cleanPath(target);
    const absolute = clean.startsWith('/') ? clean : joinPaths(path, target);
    addTimes(directories.get(absolute) ?? 0, rules.HARD_LINK_TO_DIRECTORY, 'links', i);
    for (const kind of ['user', 'group']) {
      const its = objectOf(node, kind);
      for (const name of ['id', 'name']) {
        if (its?.[name] !== undefined) context.add(rules.HARD_LINK_OWNER, ['links', i, kind, name]);
      }
    }
  });
};

/** How many of some paths another one lies under, by its text alone. */
class PathsAbove {
  private readonly paths = new Map<string, number>();
  private readonly lengths = new Set<number>();

  public constructor(paths: readonly string[]) {
    for (const path of paths) {
      this.paths.set(path, (this.paths.get(path) ?? 0) + 1);
      this.lengths.add(path.length);
    }
  }

  public count(path: string): number {
    let count = 0;
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (this.lengths.has(at)) count += this.paths.get(path.slice(0, at)) ?? 0;
    }
    return count;
  }
}
