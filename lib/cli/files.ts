import {
  accessSync,
  chmodSync,
  constants,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';

import { systemFault } from '../machine/butane/local-files';

/** A file that cannot be read or written, in the words of programs in Go. */
export class FileFault extends Error {}

/** The contents of a file; without one, the standard input. */
export function readInput(file: string | undefined): Buffer {
  try {
    return readFileSync(file === undefined || file === '' ? 0 : file);
  } catch (e) {
    const name = file ?? '/dev/stdin';
    const isOpen = ['EISDIR', 'EIO', 'EAGAIN'].includes((e as NodeJS.ErrnoException).code ?? '');
    const [verb, call] = isOpen ? ['read', 'read'] : ['open', 'open'];
    throw new FileFault(`failed to ${verb} ${name}: ${systemFault(call, name, e).message}`);
  }
}

/** Writes a file. An existing one is replaced once the new one is written completely, and keeps its mode. */
export function writeOutput(file: string, text: string): void {
  try {
    const known = statSync(file, { throwIfNoEntry: false });
    if (!known?.isFile()) return writeFileSync(file, text, { mode: 0o644 });
    accessSync(file, constants.W_OK);
    const real = realpathSync(file);
    const beside = `${real}.${process.pid}.new`;
    try {
      writeFileSync(beside, text, { flag: 'wx', mode: known.mode & 0o777 });
    } catch (e) {
      // The file may be writable in a folder that is not.
      if (!['EACCES', 'EPERM', 'EROFS'].includes((e as NodeJS.ErrnoException).code ?? '')) throw e;
      return writeFileSync(real, text);
    }
    try {
      chmodSync(beside, known.mode & 0o777);
      renameSync(beside, real);
    } catch (e) {
      rmSync(beside, { force: true });
      throw e;
    }
  } catch (e) {
    throw new FileFault(`failed to open ${file}: ${systemFault('open', file, e).message}`);
  }
}
