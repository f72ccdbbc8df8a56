import { readFileSync, readdirSync, readlinkSync, lstatSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';

import { cleanPath } from '../../syntax/node-path';
import type { Path } from '../../report/path';
import type { ConfigObject, Value } from '../../value';
import { numberOf, objectOf, objectsOf, textOf } from '../../value';
import { LocalFileFault, systemFault } from '../local-files';
import * as rules from '../rules';
import type { Translation } from '../translation';
import { addAt } from '../translation';
import { encode } from './contents';

const LISTS = ['files', 'directories', 'links'] as const;

/** Puts the files of local folders into the config. */
export function addTrees(root: ConfigObject, translation: Translation): ConfigObject {
  const trees = objectsOf(objectOf(root, 'storage'), 'trees');
  if (trees.length === 0) return root;
  const storage: ConfigObject = { ...objectOf(root, 'storage') };
  for (const name of LISTS) storage[name] = [...objectsOf(storage, name)];
  const writer = new TreeWriter(storage, translation);
  for (let i = 0; i < trees.length; i++) {
    const path = ['storage', 'trees', i];
    if (!translation.files.isGiven) {
      addAt(translation, rules.NO_FILES_DIR, path);
      break;
    }
    writer.write(trees[i]!, path);
  }
  for (const name of LISTS) if (objectsOf(storage, name).length === 0) delete storage[name];
  return { ...root, storage };
}

class TreeWriter {
  private readonly nodes = new Map<string, { readonly list: (typeof LISTS)[number]; readonly object: ConfigObject }>();

  public constructor(
    private readonly storage: ConfigObject,
    private readonly translation: Translation,
  ) {
    for (const list of ['links', 'directories', 'files'] as const) {
      for (const object of objectsOf(storage, list)) this.nodes.set(textOf(object, 'path') ?? '', { list, object });
    }
  }

  public write(tree: ConfigObject, path: Path): void {
    try {
      const folder = this.translation.files.pathOf(textOf(tree, 'local') ?? '');
      let stats;
      try {
        stats = statSync(folder);
      } catch (e) {
        throw systemFault('stat', folder, e);
      }
      if (!stats.isDirectory()) throw new LocalFileFault(rules.TREE_NOT_DIRECTORY);
      this.translation.files.checkLinks(folder, 'stat');
      const given = textOf(tree, 'path') ?? '';
      this.visit(folder, lstatSync(folder), cleanPath(given === '' ? '/' : given), tree, path);
    } catch (e) {
      this.fault(e, path);
    }
  }

  private fault(e: unknown, path: Path): void {
    if (!(e instanceof LocalFileFault)) throw e;
    addAt(this.translation, e.rule, path, e.message);
  }

  private visit(from: string, stats: Stats, to: string, tree: ConfigObject, path: Path): void {
    try {
      if (stats.isDirectory()) this.directory(to, tree, path);
      else if (stats.isFile()) this.file(from, stats, to, tree, path);
      else if (stats.isSymbolicLink()) this.link(from, to, tree, path);
      else throw new LocalFileFault(rules.TREE_FILE_TYPE);
    } catch (e) {
      this.fault(e, path);
    }
    if (!stats.isDirectory()) return;
    let names: Buffer[];
    try {
      names = readdirSync(from, { encoding: 'buffer' });
    } catch (e) {
      return this.fault(systemFault('open', from, e), path);
    }
    for (const name of names.sort((a, b) => a.compare(b))) {
      const inside = join(from, name.toString('utf8'));
      let its: Stats;
      try {
        its = lstatSync(inside);
      } catch (e) {
        this.fault(systemFault('lstat', inside, e), path);
        continue;
      }
      this.visit(inside, its, cleanPath(`${to}/${name.toString('utf8')}`), tree, path);
    }
  }

  private directory(to: string, tree: ConfigObject, path: Path): void {
    const mode = numberOf(tree, 'dir_mode');
    const isOwned = Object.keys(ownerOf(tree)).length > 0;
    if (mode === undefined && !isOwned) return;
    if (this.nodes.has(to)) throw new LocalFileFault(rules.NODE_EXISTS);
    this.add('directories', { ...ownerOf(tree), path: to, mode: mode ?? 0o755 }, path);
  }

  private file(from: string, stats: Stats, to: string, tree: ConfigObject, path: Path): void {
    const known = this.nodes.get(to);
    if (known !== undefined && known.list !== 'files') throw new LocalFileFault(rules.NODE_EXISTS);
    const existing = objectOf(known?.object, 'contents');
    if ((textOf(existing, 'source') ?? '') !== '') throw new LocalFileFault(rules.NODE_EXISTS);
    const file = known?.object ?? this.add('files', { ...ownerOf(tree), path: to }, path);
    let bytes: Buffer;
    try {
      bytes = readFileSync(from);
    } catch (e) {
      throw systemFault('open', from, e);
    }
    const contents: ConfigObject = { ...existing };
    encode(contents, bytes, this.translation);
    file.contents = contents;
    const { origins } = this.translation;
    origins.setPoint(file, 'contents', path);
    origins.setField(contents, 'source', path);
    if (contents.userCompression !== true) origins.setField(contents, 'compression', path);
    if (file.mode !== undefined) return;
    file.mode = numberOf(tree, 'file_mode') ?? ((stats.mode & 0o111) === 0 ? 0o644 : 0o755);
    origins.setField(file, 'mode', path);
  }

  private link(from: string, to: string, tree: ConfigObject, path: Path): void {
    const known = this.nodes.get(to);
    if (known !== undefined && known.list !== 'links') throw new LocalFileFault(rules.NODE_EXISTS);
    if ((textOf(known?.object, 'target') ?? '') !== '') throw new LocalFileFault(rules.NODE_EXISTS);
    const link = known?.object ?? this.add('links', { ...ownerOf(tree), path: to }, path);
    try {
      link.target = readlinkSync(from);
    } catch (e) {
      throw systemFault('readlink', from, e);
    }
    this.translation.origins.setField(link, 'target', path);
  }

  private add(list: (typeof LISTS)[number], object: ConfigObject, path: Path): ConfigObject {
    (this.storage[list] as Value[]).push(object);
    this.nodes.set(textOf(object, 'path')!, { list, object });
    this.translation.origins.setWhole(object, path);
    return object;
  }
}

/** The owner that a tree gives to its nodes, where it gives one. */
function ownerOf(tree: ConfigObject): ConfigObject {
  const owner: ConfigObject = {};
  for (const kind of ['group', 'user']) {
    const its = objectOf(tree, kind);
    if (its !== undefined && Object.keys(its).length > 0) owner[kind] = { ...its };
  }
  return owner;
}
