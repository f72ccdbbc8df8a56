import { existsSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

import type { FindingKind } from '../core';
import { KvorumError, raise } from '../core';
import { APP } from './codes';
import type { FileToWrite } from './output-folder';
import { OutputFolder } from './output-folder';
import { StagedFiles } from './staged-files';
import type { FolderRecord, WrittenFolder } from './written-list';
import { LIST_NAME, SECRET_LIST_NAME, WrittenList } from './written-list';

/** The files for one folder. */
export interface FolderContent {
  readonly name: string;
  readonly files: readonly FileToWrite[];
}

/** Something that the user should know about the folders. */
export interface WriteWarning {
  readonly kind: FindingKind;
  readonly message: string;
}

/**
 * Writes files to folders, and removes those that an earlier run wrote and this one does not.
 *
 * `new Writer()` only looks; `faults` and `warnings` say what it saw. `writeAll` then prepares every file under a
 * temporary name beside its place, and renames them only when that has worked for all: a full disk changes nothing.
 */
export class Writer {
  /**
   * Writes what several writers have to write, all or nothing as far as the file system lets it.
   *
   * @throws KV1545 when it fails midway; the message says what was written.
   */
  public static writeAll(writers: readonly Writer[]): void {
    const staged = new StagedFiles();
    try {
      for (const writer of writers) writer.stage(staged);
      staged.commit();
      for (const writer of writers) writer.finish(staged);
    } catch (e) {
      const written = staged.abandon();
      const all = writers.flatMap((w) => w.folders.flatMap((f) => f.files.map((file) => join(f.name, file.path))));
      raise(
        writeError(
          e,
          written,
          all.filter((path) => !written.includes(path)),
        ),
      );
    }
  }

  /** What the user should know: changed old files, an unreadable list. */
  public readonly warnings: readonly WriteWarning[];
  private readonly home: string;
  private readonly list: WrittenList;
  private readonly folders: readonly OutputFolder[];

  /**
   * @param home The folder that keeps the list of what was written; one of those in `contents`.
   * @param contents The folders and what is to be in each. The first one tells this app from others that share `home`.
   */
  public constructor(home: string, contents: readonly [FolderContent, ...FolderContent[]]) {
    this.home = resolve(home);
    this.list = new WrittenList(this.home, this.keyOf(contents[0].name));
    this.folders = contents.map(({ name, files }) => new OutputFolder(name, files, this.list.before(this.keyOf(name))));
    const changed = this.folders.flatMap((folder) =>
      folder.changed.map((path) => ({
        kind: APP.staleChanged,
        message: `${join(folder.name, path)} is no longer produced, but was changed since it was written: it is left alone`,
      })),
    );
    const { fault } = this.list;
    const list =
      fault === undefined ? [] : [{ kind: APP.listUnreadable, message: `${join(home, LIST_NAME)}: ${fault}` }];
    this.warnings = [...list, ...changed];
  }

  /** What would make writing fail, as far as it can be seen before. */
  public faults(): KvorumError[] {
    const lists = [LIST_NAME, SECRET_LIST_NAME].map((path) => ({
      path,
      mode: 0o600,
      secret: true,
      content: () => NOTHING,
      hash: () => '',
    }));
    const home = this.folders.find((folder) => folder.root === this.home);
    return [...this.folders, new OutputFolder(home?.name ?? this.home, lists, NOTHING_BEFORE)].flatMap((folder) =>
      folder.faults(),
    );
  }

  /** Puts every file beside its place. Old files that stand in the way are removed: they would go anyway. */
  private stage(staged: StagedFiles): void {
    for (const folder of this.folders) for (const path of folder.blocking) this.remove(folder, path);
    for (const folder of this.folders) {
      staged.makeFolder(folder.root);
      for (const file of folder.files) {
        staged.stage(join(folder.root, file.path), join(folder.name, file.path), file.content(), file.mode);
      }
    }
  }

  /** Removes the old files and writes down what is there now. */
  private finish(staged: StagedFiles): void {
    for (const folder of this.folders) {
      const gone = new Set(folder.blocking);
      for (const path of folder.stale) if (!gone.has(path)) this.remove(folder, path);
    }
    this.writeLists(staged);
  }

  /** Removes an old file, and the folders around it that an earlier run made and that are empty now. */
  private remove(folder: OutputFolder, path: string): void {
    const file = join(folder.root, path);
    if (!existsSync(file)) return;
    unlinkSync(file);
    for (let above = dirname(path); folder.madeBefore.includes(above); above = dirname(above)) {
      try {
        rmdirSync(join(folder.root, above));
      } catch {
        return; // Something else lies in it.
      }
    }
  }

  private writeLists(staged: StagedFiles): void {
    const records = new Map(this.folders.map((folder) => [this.keyOf(folder.name), recordOf(folder, staged)]));
    const { open, secret } = this.list.texts(records);
    const stage = (name: string, text: string, mode: number): void => {
      staged.stage(join(this.home, name), join(relative(process.cwd(), this.home), name), Buffer.from(text), mode);
    };
    stage(LIST_NAME, open, 0o644);
    if (secret !== undefined) stage(SECRET_LIST_NAME, secret, 0o600);
    staged.commit();
    const secretList = join(this.home, SECRET_LIST_NAME);
    if (secret === undefined && existsSync(secretList)) unlinkSync(secretList);
  }

  private keyOf(name: string): string {
    const key = relative(this.home, resolve(name)).split(sep).join('/');
    return key === '' ? '.' : key;
  }
}

function recordOf(folder: OutputFolder, staged: StagedFiles): FolderRecord {
  const hashes = (isSecret: boolean): Map<string, string> =>
    new Map(folder.files.filter((f) => f.secret === isSecret).map((f) => [f.path, f.hash()]));
  const kept = folder.madeBefore.filter((path) => existsSync(join(folder.root, path)));
  const made = staged.made
    .filter((path) => path.startsWith(folder.root + sep))
    .map((path) => relative(folder.root, path).split(sep).join('/'));
  return { open: hashes(false), secret: hashes(true), made: [...new Set([...kept, ...made])] };
}

const NOTHING_BEFORE: WrittenFolder = { files: new Map(), made: [] };
const NOTHING = new Uint8Array();

function writeError(e: unknown, written: readonly string[], missing: readonly string[]): KvorumError {
  const { code = 'unknown error', path } = e as NodeJS.ErrnoException;
  const list = (paths: readonly string[]): string => (paths.length === 0 ? 'nothing' : paths.join(', '));
  const what =
    written.length === 0 ? 'nothing was written' : `written: ${list(written)}; not written: ${list(missing)}`;
  const where = path === undefined ? '' : ` at ${path.replace(/\.kvorum-\d+-\d+\.tmp$/, '')}`;
  return new KvorumError(APP.writeFailed, undefined, { message: `writing failed with ${code}${where}; ${what}` });
}
