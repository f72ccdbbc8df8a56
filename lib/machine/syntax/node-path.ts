/**
 * The fault of the path of a node, a device or a mount point, in Ignition's words.
 *
 * @returns undefined when it is absolute and has no part that could be left out.
 */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'path not specified';
  if (!path.startsWith('/')) return 'path not absolute';
  return cleanPath(path) === path ? undefined : 'path is not fully simplified';
}

/** The shortest spelling of a path: no `//`, no `.`, no `..` that follows a name, no `/` at the end. */
export function cleanPath(path: string): string {
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!absolute) kept.push(part);
  }
  const clean = `${absolute ? '/' : ''}${kept.join('/')}`;
  return clean === '' ? '.' : clean;
}

/** A path below a folder, cleaned: an absolute one counts from that folder as well. */
export function joinPaths(...parts: readonly string[]): string {
  const given = parts.filter((part) => part !== '');
  return given.length === 0 ? '' : cleanPath(given.join('/'));
}

/** The extension of a path, from the last dot of its last part, such as `.service`; empty without a dot. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}
