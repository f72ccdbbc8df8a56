import { isPlain } from '../../core/check-shape';
import type { FindingDetails } from '../../core/error';
import type { FindingType } from '../../core/finding-type';
import { ACCESS } from '../codes/access';
import { STORAGE } from '../codes/storage';
import type { MachineEntries } from '../entries/entries';
import type { MergedEntry } from '../entries/entry';
import { foldersOf, partsOf } from '../entries/path-space';
import { unescapePath } from '../../systemd/escape';

/** A finding without its place in the tree. */
export type Found = readonly [type: FindingType, details: FindingDetails];

const NODES = ['files', 'directories', 'links'] as const;
const MOUNT = '.mount';
// Mounted again at every boot, by systemd or before it.
const VOLATILE = ['/dev', '/proc', '/run', '/sys'];

/** Files that a mount hides, and directories in which their owner cannot write. */
export function placeFindings(entries: MachineEntries): readonly Found[] {
  const nodes = NODES.flatMap((kind) => entries.ofKind(kind));
  return [...hiddenFindings(nodes, entries), ...homeFindings(nodes, entries)];
}

function hiddenFindings(nodes: readonly MergedEntry[], entries: MachineEntries): readonly Found[] {
  const mounts = new Map(VOLATILE.map((path) => [path, 'the system']));
  for (const unit of entries.ofKind('units')) {
    const { contents, mask } = unit.value;
    if (!unit.key.endsWith(MOUNT) || contents === undefined || mask === true) continue;
    mounts.set(unescapePath(unit.key.slice(0, -MOUNT.length)), `the part ${partsOf(unit)}`);
  }
  const byIgnition = new Set(entries.ofKind('filesystems').map(({ value }) => value.path));
  return nodes.flatMap((node): readonly Found[] => {
    const place = foldersOf(node.key).findLast((folder) => mounts.has(folder));
    // systemd creates a missing mount point below another one.
    if (place === undefined || byIgnition.has(place) || mounts.has(node.key)) return [];
    const message = `${node.key} of the part ${partsOf(node)} is hidden when ${place} is mounted by ${mounts.get(place)}`;
    return [[STORAGE.hidden, { message, property: `path ${node.key}` }]];
  });
}

function homeFindings(nodes: readonly MergedEntry[], entries: MachineEntries): readonly Found[] {
  const known = new Set(nodes.filter(({ kind }) => kind === 'directories').map(({ key }) => key));
  const homes = homesOf(entries);
  const said = new Set<string>();
  return nodes.flatMap((node): readonly Found[] => {
    const { user } = node.value;
    if (!isPlain(user) || user.name === 'root' || user.id === 0) return [];
    const folders = foldersOf(node.key);
    const home = homes.find(({ path }) => folders.includes(path));
    if (home === undefined) return [];
    const missing = folders.slice(folders.indexOf(home.path) + 1).filter((folder) => {
      return !known.has(folder) && !said.has(folder) && folder !== home.keys;
    });
    for (const folder of missing) said.add(folder);
    if (missing.length === 0) return [];
    const message = `${missing.join(', ')} above ${node.key} of the part ${partsOf(node)} will belong to root`;
    return [[ACCESS.rootsFolder, { message, property: `path ${node.key}` }]];
  });
}

interface Home {
  readonly path: string;
  /** Ignition's directory for keys, which it creates as the user. */
  readonly keys: string | undefined;
}

function homesOf(entries: MachineEntries): readonly Home[] {
  const users = entries.ofKind('users').filter(({ value }) => value.should_exist !== false);
  const homes = users.map(({ key, value }): Home => {
    const { home_dir, ssh_authorized_keys: keys } = value;
    const path = typeof home_dir === 'string' ? home_dir : `/home/${key}`;
    return { path, keys: Array.isArray(keys) && keys.length > 0 ? `${path}/.ssh` : undefined };
  });
  const names = new Set(users.map(({ key }) => key));
  return names.has('core') ? homes : [...homes, { path: '/home/core', keys: undefined }];
}
