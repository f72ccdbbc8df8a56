import { existsSync, lstatSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

import type { FindingType } from '../core';
import { KvorumError, raise } from '../core';
import { APP } from './codes';
import type { FileToWrite } from './output-folder';
import { OutputFolder } from './output-folder';
import { ProcessWrites } from './process-writes';
import { realPath } from './real-path';
import { StagedFiles } from './staged-files';
import type { FolderRecord, WrittenFolder } from './written-list';
import { LIST_NAME, SECRET_LIST_NAME, WrittenList } from './written-list';

/** The files for one folder. */
export interface FolderContent {
  readonly name: string;
  readonly files: readonly FileToWrite[];
}

/** A warning about the folders. */
export interface WriteWarning {
  readonly type: FindingType;
  readonly message: string;
}

/**
 * Writes files to folders, and removes those that an earlier run wrote and this one no longer produces.
 *
 * `new Writer()` only reads; `faults` and `warnings` report what it found. `writeAll` then prepares every file under a
 * temporary name, the lists included, and renames them only when all are written: a full disk changes nothing.
 */
export class Writer {
  /**
   * Writes the files of several writers, all or nothing as far as the file system permits.
   *
   * @throws KV1545 when it fails midway; the message says what was written.
   */
  public static writeAll(writers: readonly Writer[]): void {
    const files = new StagedFiles();
    const lists = new StagedFiles();
    const removed: string[] = [];
    try {
      for (const writer of writers) writer.stage(files);
      for (const writer of writers) writer.stageLists(lists, files.folders);
      for (const writer of writers) writer.clear(removed);
      files.commit();
      for (const writer of writers) writer.removeStale(removed);
      lists.commit();
      for (const writer of writers) writer.finish();
    } catch (e) {
      lists.abandon();
      const written = files.abandon();
      const all = writers.flatMap((w) => w.folders.flatMap((f) => f.files.map((file) => join(f.name, file.path))));
      const done = new Set(written);
      const missing = all.filter((path) => !done.has(path));
      raise(writeError(e, { written, missing, removed }));
    }
  }

  /**
   * Warnings: changed old files, unknown files, an unreadable list. Called once the content of all files is known to
   * be valid.
   */
  public get warnings(): readonly WriteWarning[] {
    const changed = this.folders.flatMap((folder) =>
      folder.changed.map((path) => ({
        type: APP.staleChanged,
        message:
          `${join(folder.name, path)} is no longer produced, but has been changed since it was written: it ` +
          'is left alone',
      })),
    );
    const { fault } = this.list;
    // Without the list every file would look unknown.
    if (fault === undefined) return [...changed, ...this.foreignFiles()];
    const message = `${join(this.shownHome, LIST_NAME)}: ${fault}`;
    return [{ type: APP.listUnreadable, message }, ...changed];
  }

  private readonly home: string;
  private readonly list: WrittenList;
  private readonly folders: readonly OutputFolder[];
  private records: ReadonlyMap<string, FolderRecord> = new Map();
  private keepsSecrets = false;

  /**
   * @param shownHome The folder that keeps the list of what was written; one of those in `contents`.
   * @param contents The folders and their files. The first one identifies this app among others that share `home`.
   * @param owner The app that writes.
   */
  public constructor(
    private readonly shownHome: string,
    contents: readonly [FolderContent, ...FolderContent[]],
    private readonly owner: object,
  ) {
    this.home = resolve(shownHome);
    this.list = new WrittenList(this.home, this.keyOf(contents[0].name));
    this.folders = contents.map(({ name, files }) => new OutputFolder(name, files, this.list.before(this.keyOf(name))));
  }

  /** Faults that would make writing fail, as far as they can be seen beforehand. */
  public faults(): KvorumError[] {
    const lists = [LIST_NAME, SECRET_LIST_NAME].map((path) => ({
      path,
      mode: 0o600,
      secret: true,
      content: () => NOTHING,
      hash: () => '',
    }));
    const home = this.folders.find((folder) => folder.root === this.home);
    const all = [...this.folders, new OutputFolder(home?.name ?? this.home, lists, NOTHING_BEFORE)];
    return all.flatMap((folder) => folder.faults());
  }

  /**
   * Files of another app of this process that would be lost. Called once the content of all files is known to be
   * valid.
   */
  public losses(): KvorumError[] {
    return this.folders.flatMap((folder) => this.lossFaults(folder));
  }

  private lossFaults(folder: OutputFolder): KvorumError[] {
    const others = ProcessWrites.ofOthers(this.ownKeyOf(folder), this.owner);
    if (others.size === 0) return [];
    const lost = [
      ...folder.stale.filter((path) => others.has(path)),
      ...folder.files.filter((f) => others.has(f.path) && others.get(f.path) !== f.hash()).map((f) => f.path),
    ].sort();
    if (lost.length === 0) return [];
    const message = `another app of this program has just written ${lost.join(', ')} to ${folder.name}`;
    return [new KvorumError(APP.otherApp, undefined, { message })];
  }

  /** Unknown files are replaced, as cdk8s does; one line per folder says so. */
  private foreignFiles(): WriteWarning[] {
    const known = this.list.known();
    return this.folders.flatMap((folder) => {
      const isKnown = (path: string): boolean => known.has(join(folder.root, path));
      const foreign = folder.files.filter((file) => !isKnown(file.path) && folder.differs(file));
      if (foreign.length === 0) return [];
      const names = foreign.map((file) => join(folder.name, file.path)).join(', ');
      return [
        { type: APP.foreignReplaced, message: `replaced, although not known to come from an earlier synth: ${names}` },
      ];
    });
  }

  /** Writes every file next to its final path. */
  private stage(staged: StagedFiles): void {
    for (const folder of this.folders) {
      staged.makeFolder(folder.root);
      for (const file of folder.files) {
        staged.stage(join(folder.root, file.path), join(folder.name, file.path), file.content(), file.mode);
      }
    }
  }

  /** Writes the lists next to their final paths, as they will be when everything is written. */
  private stageLists(staged: StagedFiles, made: readonly string[]): void {
    this.records = new Map(this.folders.map((folder) => [this.keyOf(folder.name), recordOf(folder, made)]));
    const { open, secret } = this.list.texts(this.records);
    const stage = (name: string, text: string, mode: number): void => {
      staged.stage(join(this.home, name), join(relative(process.cwd(), this.home), name), Buffer.from(text), mode);
    };
    stage(LIST_NAME, open, 0o644);
    if (secret !== undefined) stage(SECRET_LIST_NAME, secret, 0o600);
    this.keepsSecrets = secret !== undefined;
  }

  /** Removes the old files that are in the way of new ones. */
  private clear(removed: string[]): void {
    for (const folder of this.folders) {
      for (const path of folder.blocking) this.remove(folder, path, removed);
      for (const path of folder.foldersInTheWay) {
        if (existsSync(join(folder.root, path))) rmdirSync(join(folder.root, path));
      }
    }
  }

  /** Removes the other old files. */
  private removeStale(removed: string[]): void {
    for (const folder of this.folders) {
      const gone = new Set(folder.blocking);
      for (const path of folder.stale) if (!gone.has(path)) this.remove(folder, path, removed);
    }
  }

  private finish(): void {
    const secretList = join(this.home, SECRET_LIST_NAME);
    if (!this.keepsSecrets && existsSync(secretList)) unlinkSync(secretList);
    for (const folder of this.folders) {
      const { open, secret } = this.records.get(this.keyOf(folder.name))!;
      ProcessWrites.add(this.ownKeyOf(folder), this.owner, new Map([...open, ...secret]));
    }
  }

  /** Removes an old file, and its parent folders, if an earlier run created them and they are now empty. */
  private remove(folder: OutputFolder, path: string, removed: string[]): void {
    const file = join(folder.root, path);
    // The file there now may be new: of another output folder, or with a name that differs only in case.
    if (!existsSync(file) || !folder.isAsSeen(path, lstatSync(file))) return;
    unlinkSync(file);
    removed.push(join(folder.name, path));
    for (let above = dirname(path); folder.madeBefore.has(above); above = dirname(above)) {
      try {
        rmdirSync(join(folder.root, above));
      } catch {
        return; // It is not empty.
      }
    }
  }

  /** The key of a folder and an app: two apps that share a folder have separate keys. */
  private ownKeyOf(folder: OutputFolder): string {
    return `${realPath(folder.root)}\n${realPath(this.folders[0]!.root)}`;
  }

  private keyOf(name: string): string {
    const key = relative(this.home, resolve(name)).split(sep).join('/');
    return key === '' ? '.' : key;
  }
}

function recordOf(folder: OutputFolder, made: readonly string[]): FolderRecord {
  const hashes = (isSecret: boolean): Map<string, string> =>
    new Map(folder.files.filter((f) => f.secret === isSecret).map((f) => [f.path, f.hash()]));
  const kept = [...folder.madeBefore].filter((path) => !folder.isEmptied(path));
  const added = made
    .filter((path) => path.startsWith(folder.root + sep))
    .map((path) => relative(folder.root, path).split(sep).join('/'));
  return { open: hashes(false), secret: hashes(true), made: [...new Set([...kept, ...added])] };
}

const NOTHING_BEFORE: WrittenFolder = { files: new Map(), made: [] };
const NOTHING = new Uint8Array();

interface Progress {
  readonly written: readonly string[];
  readonly missing: readonly string[];
  readonly removed: readonly string[];
}

function writeError(e: unknown, { written, missing, removed }: Progress): KvorumError {
  const { code = 'unknown error', path } = e as NodeJS.ErrnoException;
  const list = (paths: readonly string[]): string => (paths.length === 0 ? 'nothing' : paths.join(', '));
  const gone = removed.length === 0 ? '' : `; removed: ${list(removed)}`;
  const what =
    written.length + removed.length === 0
      ? 'nothing was written'
      : `written: ${list(written)}; not written: ${list(missing)}${gone}`;
  const where = path === undefined ? '' : ` at ${path.replace(/\.kvorum-\d+-\d+\.tmp$/, '')}`;
  return new KvorumError(APP.writeFailed, undefined, { message: `writing failed with ${code}${where}; ${what}` });
}
