import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { KvorumError, raise } from '../core';
import { APP } from './codes';

/**
 * A new folder in the folder of temporary files.
 *
 * @throws KV1548
 */
export function temporaryFolder(prefix: string): string {
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code ?? 'unknown error';
    const message = `no folder can be created in ${tmpdir()}: ${code}`;
    return raise(new KvorumError(APP.noTemporaryFolder, undefined, { message }));
  }
}
