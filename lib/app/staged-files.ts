import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

interface Staged {
  readonly temporary: string;
  readonly target: string;
  readonly shown: string;
}

const FOLDER_MODE = 0o755;
const OWNER_ONLY = 0o600;

/**
 * Files under temporary names next to their final paths until all of them are written.
 *
 * A file has mode 0600 from the moment it exists and gets its final mode, less the umask, before its final name. The
 * same holds for folders.
 */
export class StagedFiles {
  private readonly made: string[] = [];
  private readonly planned = new Set<string>();
  private readonly staged: Staged[] = [];
  private readonly renamed: string[] = [];
  private readonly known = new Set<string>();

  /** The folders that were created, and those that `commit` has to create. */
  public get folders(): readonly string[] {
    return [...this.made, ...this.planned];
  }

  /**
   * Writes a file under a temporary name.
   *
   * @param target Absolute path.
   * @param shown The path for messages.
   */
  public stage(target: string, shown: string, content: Uint8Array, mode: number): void {
    const { fd, temporary } = openTemporary(this.roomFor(dirname(target)));
    this.staged.push({ temporary, target, shown });
    try {
      writeFileSync(fd, content);
      fchmodSync(fd, withUmask(mode));
    } finally {
      closeSync(fd);
    }
  }

  /** Creates a folder and its parents. */
  public makeFolder(path: string): void {
    const missing = this.missing(path);
    for (const folder of missing) {
      try {
        mkdirSync(folder, FOLDER_MODE);
        this.made.push(folder);
        chmodSync(folder, withUmask(FOLDER_MODE));
      } catch (e) {
        // Another process created it in the meantime.
        if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e;
      }
    }
    this.known.add(path);
  }

  /** Gives every staged file its final name. Whatever was in the way of their folders is gone by then. */
  public commit(): void {
    for (const { temporary, target, shown } of this.staged) {
      if (this.planned.size > 0) this.makeFolder(dirname(target));
      renameSync(temporary, target);
      this.renamed.push(shown);
    }
    this.staged.length = 0;
    this.planned.clear();
  }

  /**
   * Removes what is still under a temporary name, and the folders that were created for it.
   *
   * @returns The files that have their final name already.
   */
  public abandon(): readonly string[] {
    for (const { temporary } of this.staged.slice(this.renamed.length)) attempt(() => unlinkSync(temporary));
    for (const folder of [...this.made].reverse()) attempt(() => rmdirSync(folder));
    return this.renamed;
  }

  /** A folder for the temporary file: that of the file itself, or a parent, where an old file is in the way. */
  private roomFor(folder: string): string {
    if (this.known.has(folder)) return folder;
    const missing = this.missing(folder);
    const standing = missing[0] === undefined ? folder : dirname(missing[0]);
    if (statSync(standing).isDirectory()) {
      this.makeFolder(folder);
      return folder;
    }
    for (const later of [standing, ...missing]) this.planned.add(later);
    return dirname(standing);
  }

  /** The missing ones of a folder and its parents, outermost first. */
  private missing(path: string): string[] {
    const missing: string[] = [];
    for (let at = path; !this.known.has(at) && !existsSync(at); at = dirname(at)) missing.unshift(at);
    return missing;
  }
}

/** The umask can only take away: under 077 nothing of the output is for others to read. */
function withUmask(mode: number): number {
  return mode & ~process.umask();
}

let counter = 0;

function openTemporary(folder: string): { fd: number; temporary: string } {
  for (;;) {
    const temporary = join(folder, `.kvorum-${process.pid}-${counter++}.tmp`);
    try {
      return { fd: openSync(temporary, 'wx', OWNER_ONLY), temporary };
    } catch (e) {
      // Left behind by a killed process with the same id.
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e;
    }
  }
}

/** Cleaning up goes as far as it can: the error that led to it is the one to report. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // See above.
  }
}
