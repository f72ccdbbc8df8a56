import {
  closeSync,
  existsSync,
  fchmodSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
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
 * A file has mode 0600 from the moment it exists and gets its own mode before its name, whatever the umask.
 */
export class StagedFiles {
  /** The folders that had to be made, outermost first. */
  public readonly made: string[] = [];
  private readonly staged: Staged[] = [];
  private readonly renamed: string[] = [];
  private readonly known = new Set<string>();

  /**
   * Writes a file under a temporary name.
   *
   * @param target Absolute path.
   * @param shown The path for messages.
   */
  public stage(target: string, shown: string, content: Uint8Array, mode: number): void {
    const folder = dirname(target);
    this.makeFolder(folder);
    const { fd, temporary } = openTemporary(folder);
    this.staged.push({ temporary, target, shown });
    try {
      writeFileSync(fd, content);
      fchmodSync(fd, mode);
    } finally {
      closeSync(fd);
    }
  }

  /** Makes a folder and those above it. */
  public makeFolder(path: string): void {
    const missing: string[] = [];
    for (let at = path; !this.known.has(at) && !existsSync(at); at = dirname(at)) missing.unshift(at);
    for (const folder of missing) {
      try {
        mkdirSync(folder, FOLDER_MODE);
        this.made.push(folder);
      } catch (e) {
        // Somebody else made it in the meantime.
        if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e;
      }
    }
    this.known.add(path);
  }

  /** Gives every staged file its name. */
  public commit(): void {
    while (this.staged[0] !== undefined) {
      const { temporary, target, shown } = this.staged[0];
      renameSync(temporary, target);
      this.staged.shift();
      this.renamed.push(shown);
    }
  }

  /**
   * Removes what is still under a temporary name, and the folders that were made for it.
   *
   * @returns What has its name already.
   */
  public abandon(): readonly string[] {
    for (const { temporary } of this.staged) attempt(() => unlinkSync(temporary));
    for (const folder of [...this.made].reverse()) attempt(() => rmdirSync(folder));
    return this.renamed;
  }
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
