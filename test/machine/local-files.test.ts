import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { Butane } from '../../lib/machine';
import { FilesDir } from './rules/files-dir';

let files: FilesDir;
beforeAll(() => (files = new FilesDir()));
afterAll(() => files.remove());

const reading = (local: string, compat = false): string | undefined =>
  Butane.transpile(
    `variant: fcos\nversion: 1.5.0\nstorage: {files: [{path: /a, contents: {local: ${JSON.stringify(local)}}}]}\n`,
    { filesDir: files.path, compat },
  ).report.entries[0]?.message.replace(files.path, 'DIR');

describe('a local file that cannot be read is a finding', () => {
  it.each([
    ['a pipe, which would keep the reader waiting', 'pipes/pipe', 'open DIR/pipes/pipe: not a file'],
    ['a folder', 'tree', 'read DIR/tree: is a directory'],
    ['the files directory itself', '', 'read DIR: is a directory'],
    ['a file below a file', 'a.txt/b', 'open DIR/a.txt/b: not a directory'],
    ['a link to nothing', 'links/to', 'open DIR/links/to: no such file or directory'],
    ['a NUL in its name', 'a\0b', 'open DIR/a\0b: invalid argument'],
    ['a name that is too long', 'x'.repeat(300), `open DIR/${'x'.repeat(300)}: file name too long`],
    ['a way out', '../files-2/a.txt', 'local file path traverses outside the files directory'],
  ])('%s', (_, local, message) => {
    expect(reading(local)).toBe(message);
  });

  it('links that lead in a circle', () => {
    symlinkSync('round', join(files.path, 'round'));
    expect(reading('round')).toBe('open DIR/round: too many levels of symbolic links');
  });

  it('a device without an end', () => {
    symlinkSync('/dev/zero', join(files.path, 'zero'));
    expect(reading('zero')).toBe('a link leads outside the files directory');
    expect(reading('zero', true)).toBe('open DIR/zero: not a file');
  });

  it('and one that can be read is none', () => {
    symlinkSync('a.txt', join(files.path, 'by-link'));
    expect(reading('by-link')).toBeUndefined();
  });
});
