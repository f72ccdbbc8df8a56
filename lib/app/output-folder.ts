import { accessSync, constants, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

import type { FindingType } from '../core';
import { KvorumError } from '../core';
import { APP } from './codes';
import { hashOf } from './hash';
import type { WrittenFolder } from './written-list';

/** A file that is about to be written. */
export interface FileToWrite {
  /** Path below the folder, with forward slashes. */
  readonly path: string;
  readonly mode: number;
  readonly secret: boolean;
  /** Produces the content. Called after all checks have passed. */
  content(): Uint8Array;
  /** The hash of the content. */
  hash(): string;
}

/**
 * The state of an output folder on disk, compared with the files to be written. Changes nothing.
 */
export class OutputFolder {
  /** The folder as it was given, for messages. */
  public readonly name: string;
  /** The absolute path. */
  public readonly root: string;
  /** Files of an earlier synth that are no longer produced and are unchanged. */
  public readonly stale: readonly string[];
  /** Files of an earlier synth that are no longer produced and have been changed. */
  public readonly changed: readonly string[];
  /** Folders that an earlier synth made and that still exist. */
  public readonly madeBefore: ReadonlySet<string>;
  /** Folders of an earlier synth at the path of a new file, innermost first. */
  public readonly foldersInTheWay: ReadonlySet<string>;

  private readonly seen = new Map<string, Stats | undefined>();
  private readonly writable = new Map<string, boolean>();
  private readonly emptied = new Map<string, boolean>();
  private readonly wanted: ReadonlySet<string>;
  private readonly staleSet: ReadonlySet<string>;
  private readonly neededFolders: ReadonlySet<string>;

  /**
   * @param name The folder.
   * @param files The files to be written.
   * @param before The files that an earlier synth wrote there.
   */
  public constructor(
    name: string,
    public readonly files: readonly FileToWrite[],
    before: WrittenFolder,
  ) {
    this.name = name;
    this.root = resolve(name);
    this.wanted = new Set(files.map((f) => f.path));
    const stale: string[] = [];
    const changed: string[] = [];
    for (const [path, hash] of before.files) {
      if (this.wanted.has(path)) continue;
      const state = this.stateOf(path, hash);
      if (state === 'unchanged') stale.push(path);
      else if (state === 'changed') changed.push(path);
    }
    this.stale = stale;
    this.staleSet = new Set(stale);
    this.neededFolders = new Set(files.flatMap((f) => foldersAbove(f.path)));
    this.changed = changed;
    const made = before.made.filter((path) => this.isOwnFolder(path));
    this.madeBefore = new Set(made);
    const inTheWay = made.filter((path) => this.wanted.has(path) || this.isBelowFile(path));
    this.foldersInTheWay = new Set(inTheWay.sort((a, b) => b.length - a.length));
  }

  /** Old files where a folder is needed, or below the place of a file. */
  public get blocking(): readonly string[] {
    return this.stale.filter((path) => this.neededFolders.has(path) || this.isBelowFile(path));
  }

  /** Everything that would make writing fail, as far as it can be known before. */
  public faults(): KvorumError[] {
    const root = this.rootFault();
    if (root !== undefined) return [root];
    const faults = new Map<string, KvorumError>();
    for (const file of this.files) {
      const fault = this.fileFault(file.path);
      if (fault !== undefined) faults.set(fault.message, fault);
    }
    for (const path of this.stale) {
      const fault = this.parentFault(foldersAbove(path).pop() ?? '');
      if (fault !== undefined) faults.set(fault.message, fault);
    }
    return [...faults.values()];
  }

  /** Whether the file on disk is missing or has other content. */
  public differs(file: FileToWrite): boolean {
    try {
      return this.stat(file.path)?.isFile() === true && this.stateOf(file.path, file.hash()) === 'changed';
    } catch {
      return false; // It cannot be read: `faults` reports it.
    }
  }

  /** Whether a path is still as it was when the folder was read. */
  public isAsSeen(path: string, now: Stats): boolean {
    const seen = this.stat(path);
    return seen?.ino === now.ino && seen.dev === now.dev;
  }

  /** Whether a folder that an earlier synth made will be gone, because everything in it is old. */
  public isEmptied(folder: string): boolean {
    if (this.foldersInTheWay.has(folder)) return true;
    if (this.neededFolders.has(folder) || !this.madeBefore.has(folder)) return false;
    const known = this.emptied.get(folder);
    if (known !== undefined) return known;
    const entries = readdirSync(this.absolute(folder), { withFileTypes: true });
    const isEmptied =
      entries.length > 0 && entries.every((entry) => this.isOld(folder, entry, (below) => this.isEmptied(below)));
    this.emptied.set(folder, isEmptied);
    return isEmptied;
  }

  private isBelowFile(path: string): boolean {
    return foldersAbove(path).some((above) => this.wanted.has(above));
  }

  private rootFault(): KvorumError | undefined {
    try {
      return this.rootPlaceFault();
    } catch (e) {
      const code = (e as NodeJS.ErrnoException).code ?? 'unknown error';
      return this.fault(APP.notWritable, `${this.name} cannot be written to: ${code}`);
    }
  }

  private rootPlaceFault(): KvorumError | undefined {
    for (let at = this.root; ; at = dirname(at)) {
      const here = lstatOf(at);
      if (here === undefined && at !== dirname(at)) continue;
      if (!followed(at)?.isDirectory())
        return this.fault(APP.notAFolder, `${this.name} cannot be a folder: ${at} is not a folder`);
      return isWritable(at) ? undefined : this.fault(APP.notWritable, `${this.name} cannot be written to`);
    }
  }

  private fileFault(path: string): KvorumError | undefined {
    try {
      return this.placeFault(path);
    } catch (e) {
      const code = (e as NodeJS.ErrnoException).code ?? 'unknown error';
      return this.fault(APP.notWritable, `${join(this.name, path)} cannot be written: ${code}`);
    }
  }

  private placeFault(path: string): KvorumError | undefined {
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth++) {
      const here = parts.slice(0, depth).join('/');
      const stat = this.stat(here);
      if (stat === undefined) return this.parentFault(parts.slice(0, depth - 1).join('/'));
      const shown = join(this.name, here);
      if (stat.isSymbolicLink() && !this.staysInside(here)) {
        return this.fault(APP.leavesFolder, `${shown} is a symbolic link that leads out of ${this.name}`);
      }
      if (depth < parts.length) {
        if (followed(this.absolute(here))?.isDirectory() !== true && !this.staleSet.has(here)) {
          return this.fault(APP.notAFolder, `${shown} is in the way: a folder is needed there`);
        }
      } else if (stat.isDirectory() ? !this.holdsOnlyStale(here) : !stat.isFile() && !stat.isSymbolicLink()) {
        return this.fault(APP.notAFile, `${shown} is in the way: a file is needed there`);
      }
    }
    return this.parentFault(parts.slice(0, -1).join('/'));
  }

  private parentFault(folder: string): KvorumError | undefined {
    if (this.staleSet.has(folder)) return undefined;
    if (!this.writable.has(folder)) {
      this.writable.set(folder, this.stat(folder) === undefined || isWritable(this.absolute(folder)));
    }
    const message = `${join(this.name, folder)} cannot be written to`;
    return this.writable.get(folder) === true ? undefined : this.fault(APP.notWritable, message);
  }

  /** Whether everything in a folder is about to be removed anyway. */
  private holdsOnlyStale(folder: string): boolean {
    if (!this.madeBefore.has(folder)) return false;
    const entries = readdirSync(this.absolute(folder), { withFileTypes: true });
    return entries.every((entry) => this.isOld(folder, entry, (below) => this.holdsOnlyStale(below)));
  }

  private isOld(folder: string, entry: Dirent, isOldFolder: (path: string) => boolean): boolean {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? isOldFolder(path) : this.staleSet.has(path);
  }

  /**
   * The state of a file of an earlier synth. Only a regular file that is not reached through a symbolic link counts
   * as that file.
   */
  private stateOf(path: string, hash: string): 'unchanged' | 'changed' | 'gone' {
    try {
      if (!this.isOwnPath(path) || this.stat(path)?.isFile() !== true) return 'gone';
      return hashOf(readFileSync(this.absolute(path))) === hash ? 'unchanged' : 'changed';
    } catch {
      return 'changed'; // It cannot be read, so it may have been changed.
    }
  }

  private isOwnFolder(path: string): boolean {
    try {
      return this.isOwnPath(path) && this.stat(path)?.isDirectory() === true;
    } catch {
      return false;
    }
  }

  private isOwnPath(path: string): boolean {
    return foldersAbove(path).every((folder) => this.stat(folder)?.isDirectory() === true);
  }

  private staysInside(path: string): boolean {
    try {
      return (realpathSync(this.absolute(path)) + sep).startsWith(realpathSync(this.root) + sep);
    } catch {
      return false;
    }
  }

  private stat(path: string): Stats | undefined {
    if (!this.seen.has(path)) {
      const cut = path.lastIndexOf('/');
      const above = path === '' ? undefined : cut < 0 ? '' : path.slice(0, cut);
      // Nothing is below a folder that does not exist: a first synth need not check each of its files.
      const isAbove = above === undefined || this.stat(above) !== undefined;
      this.seen.set(path, isAbove ? lstatOf(this.absolute(path)) : undefined);
    }
    return this.seen.get(path);
  }

  private absolute(path: string): string {
    return join(this.root, path);
  }

  private fault(type: FindingType, message: string): KvorumError {
    return new KvorumError(type, undefined, { message });
  }
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('/'));
}

function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (e) {
    const { code } = e as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw e;
  }
}

/** The target of a path, with links followed; undefined when it does not exist. */
function followed(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
