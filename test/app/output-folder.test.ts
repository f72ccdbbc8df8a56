import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { FileToWrite } from '../../lib/app/output-folder';
import { OutputFolder } from '../../lib/app/output-folder';
import { runFolder } from './run-folder';

const folder = runFolder();

describe('A folder that an earlier synth filled', () => {
  it.each([100, 400])('looks at each of %d files a few times, however many folders there are', (count) => {
    let looks = 0;
    const paths = Array.from({ length: count }, (_, i) => `host-${i}/motd`);
    const files = paths.map((path): FileToWrite => {
      return {
        get path() {
          looks++;
          return path;
        },
        mode: 0o644,
        secret: false,
        content: () => Buffer.from(''),
        hash: () => '',
      };
    });
    const made = Array.from({ length: count }, (_, i) => `host-${i}`);
    for (const path of made) mkdirSync(join(folder(), path));

    const output = new OutputFolder(folder(), files, { files: new Map(), made });
    expect(made.filter((path) => output.isEmptied(path))).toEqual([]);
    expect(output.blocking).toEqual([]);
    expect([...output.foldersInTheWay]).toEqual([]);
    expect(looks).toBeLessThan(10 * count);
  });
});
