import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

import { CORE } from './codes';
import { KvorumError, raise } from './error';

const LARGEST_FILE = 1024 * 1024;

/**
 * The value of an environment variable.
 *
 * @throws KV1101 when it is not set, or empty.
 */
export function fromEnvironment(name: string): string {
  // `process.env` inherits toString and other names.
  const value = Object.hasOwn(process.env, name) ? process.env[name] : undefined;
  if (value === undefined || value.trim() === '') {
    raise(
      new KvorumError(CORE.secretMissing, undefined, {
        message: `the environment variable ${name} is ${value === undefined ? 'not set' : 'empty'}`,
        fix: `set ${name} in the environment of the synth`,
      }),
    );
  }
  return value;
}

/**
 * The text of a file.
 *
 * @param path `~/` means the home folder; other paths are relative to the working folder.
 * @throws KV1101 when it does not exist or is empty, KV1102 when it cannot be read as text.
 */
export function fromFile(path: string): string {
  const home = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
  const full = isAbsolute(home) ? home : join(process.cwd(), home);
  let value: string;
  try {
    const stat = statSync(full);
    if (!stat.isFile()) raise(unreadable(path, 'it is not a regular file'));
    if (stat.size > LARGEST_FILE) raise(unreadable(path, 'it is larger than 1 MiB'));
    const bytes = readFileSync(full);
    if (!isUtf8(bytes)) raise(unreadable(path, 'it is not text in UTF-8'));
    value = bytes.toString('utf8');
  } catch (e) {
    if (KvorumError.isKvorumError(e)) throw e;
    const code = (e as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === 'ENOENT') {
      raise(
        new KvorumError(CORE.secretMissing, undefined, {
          message: `the secret file ${path} does not exist`,
          fix: 'create the file, or name another one',
        }),
      );
    }
    raise(unreadable(path, code));
  }
  if (value.trim() === '')
    raise(new KvorumError(CORE.secretMissing, undefined, { message: `the secret file ${path} is empty` }));
  return value;
}

function unreadable(path: string, why: string): KvorumError {
  return new KvorumError(CORE.secretUnreadable, undefined, {
    message: `the secret file ${path} cannot be read: ${why}`,
  });
}
