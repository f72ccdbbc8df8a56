import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

import type { Rule } from '../report/rule';
import { bytesOfText } from '../text-bytes';
import { CANNOT_READ, ESCAPES, NO_FILES_DIR } from './rules';

/** Why a local file was not read. */
export class LocalFileFault extends Error {
  public constructor(
    public readonly rule: Rule,
    message: string = rule.message,
  ) {
    super(message);
  }
}

const MESSAGES: Readonly<Record<string, string>> = {
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
  /**
   * @param folder The files directory; undefined when local files are not read.
   */
  public constructor(private readonly folder: string | undefined) {}

  /** Whether there is a files directory. */
  public get isGiven(): boolean {
    return this.folder !== undefined && this.folder !== '';
  }

  /**
   * The contents of a local file.
   *
   * @throws LocalFileFault when it cannot be read, or lies elsewhere.
   */
  public read(local: string): Buffer {
    const path = this.pathOf(local);
    try {
      return readFileSync(/\p{Cs}/u.test(path) ? bytesOfText(path) : path);
    } catch (e) {
      const isDirectory = (e as NodeJS.ErrnoException).code === 'EISDIR';
      throw systemFault(isDirectory ? 'read' : 'open', path, e);
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
    const [base, full] = [resolve(this.folder), resolve(clean)];
    const inside = full === base || full.startsWith(base.endsWith(sep) ? base : base + sep);
    if (!inside) throw new LocalFileFault(ESCAPES);
    return clean;
  }
}
