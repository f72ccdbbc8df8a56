import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

import type { ReportRule } from '../report/rule';
import { bytesOfText } from '../text-bytes';
import { CANNOT_READ, ESCAPES, LINK_ESCAPES, NO_FILES_DIR } from './rules';

/** Why a local file was not read. */
export class LocalFileFault extends Error {
  public constructor(
    public readonly rule: ReportRule,
    message: string = rule.message,
  ) {
    super(message);
  }
}

const MESSAGES: Readonly<Record<string, string>> = {
  EEXIST: 'file exists',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  EISDIR: 'is a directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
  EINVAL: 'invalid argument',
  // A NUL in the path, which Node finds itself.
  ERR_INVALID_ARG_VALUE: 'invalid argument',
  ENXIO: 'no such device or address',
};

/** The fault of a failed call to the system, as a program in Go words it. */
export function systemFault(call: string, path: string, error: unknown): LocalFileFault {
  const { code = 'EIO' } = error as NodeJS.ErrnoException;
  return new LocalFileFault(CANNOT_READ, `${call} ${path}: ${MESSAGES[code] ?? code}`);
}

/** The files directory: the only place that a config reads local files from. */
export class LocalFiles {
  private realFolder: string | undefined;

  /**
   * @param folder The files directory; undefined when local files are not read.
   * @param followsLinks Whether links may lead out of it, as those of butane do.
   */
  public constructor(
    private readonly folder: string | undefined,
    private readonly followsLinks: boolean,
  ) {}

  /** Whether there is a files directory. */
  public get isGiven(): boolean {
    return this.folder !== undefined && this.folder !== '';
  }

  /**
   * The contents of a local file.
   *
   * @throws LocalFileFault when it cannot be read, or is elsewhere.
   */
  public read(local: string): Buffer {
    const path = this.pathOf(local);
    this.checkLinks(path, 'open');
    try {
      // Reading a pipe would block, and a device might be endless.
      const stats = statSync(nameOf(path));
      if (!stats.isFile() && !stats.isDirectory()) throw new LocalFileFault(CANNOT_READ, `open ${path}: not a file`);
      return readFileSync(nameOf(path));
    } catch (e) {
      if (e instanceof LocalFileFault) throw e;
      const isDirectory = (e as NodeJS.ErrnoException).code === 'EISDIR';
      throw systemFault(isDirectory ? 'read' : 'open', path, e);
    }
  }

  /**
   * Looks where the links of a path lead.
   *
   * @param call How the call to the system is named when it fails.
   * @throws LocalFileFault when they lead out of the files directory.
   */
  public checkLinks(path: string, call: string): void {
    if (this.followsLinks) return;
    let real: string;
    try {
      real = realpathSync.native(nameOf(path), { encoding: 'latin1' });
    } catch (e) {
      throw systemFault(call, path, e);
    }
    // Where the path is there, its folder is.
    this.realFolder ??= realpathSync.native(this.folder!, { encoding: 'latin1' });
    if (!isInside(real, this.realFolder)) throw new LocalFileFault(LINK_ESCAPES);
  }

  /**
   * The file that a local path leads to, whatever links are on the way.
   *
   * @throws LocalFileFault when there is none.
   */
  public realPath(local: string): string {
    const path = this.pathOf(local);
    try {
      return realpathSync(nameOf(path));
    } catch (e) {
      throw systemFault('open', path, e);
    }
  }

  /**
   * Where a local path lies.
   *
   * @throws LocalFileFault without a files directory, and for a path that leaves it.
   */
  public pathOf(local: string): string {
    if (this.folder === undefined || this.folder === '') throw new LocalFileFault(NO_FILES_DIR);
    // An absolute path begins in the files directory as well.
    const path = join(this.folder, local);
    const clean = path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
    if (!isInside(resolve(clean), resolve(this.folder))) throw new LocalFileFault(ESCAPES);
    return clean;
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A path as the system accepts it: it need not be UTF-8. */
function nameOf(path: string): string | Buffer {
  return /\p{Cs}/u.test(path) ? bytesOfText(path) : path;
}
