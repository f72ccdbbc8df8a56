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
 * Files that lie under temporary names beside their places until all of them are there.
 *
 * A file has mode 0600 from the moment it exists and gets its own mode, less the umask, before its name. So do folders.
 */
export class StagedFiles {
  private readonly made: string[] = [];
  private readonly planned = new Set<string>();
  private readonly staged: Staged[] = [];
  private readonly renamed: string[] = [];
  private readonly known = new Set<string>();

  /** The folders that had to be made, and those that `commit` has to make. */
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

  /** Makes a folder and those above it. */
  public makeFolder(path: string): void {
    const missing = this.missing(path);
    for (const folder of missing) {
      try {
        mkdirSync(folder, FOLDER_MODE);
        this.made.push(folder);
        chmodSync(folder, withUmask(FOLDER_MODE));
      } catch (e) {
        // Somebody else made it in the meantime.
        if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e;
      }
    }
    this.known.add(path);
  }

  /** Gives every staged file its name. What stood in the way of their folders is gone by then. */
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
   * Removes what is still under a temporary name, and the folders that were made for it.
   *
   * @returns What has its name already.
   */
  public abandon(): readonly string[] {
    for (const { temporary } of this.staged.slice(this.renamed.length)) attempt(() => unlinkSync(temporary));
    for (const folder of [...this.made].reverse()) attempt(() => rmdirSync(folder));
    return this.renamed;
  }

  /** A folder for the temporary file: that of the file itself, or, where an old file stands in its place, one above. */
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

  /** What does not exist of a folder and those above it, outermost first. */
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
      // Left behind by a process of the same number that was killed.
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
