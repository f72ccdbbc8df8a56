/** Several files in one process. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { butane } from '../../lib/cli/butane';
import { newFolder, removeFolder } from '../support/folders';

const config = (text: string): string =>
  `variant: fcos\nversion: 1.4.0\nstorage:\n  files:\n    - {path: /etc/motd, mode: 0644, contents: {inline: ${text}}}\n`;

let folder: string;
beforeEach(() => {
  folder = newFolder();
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.bu`), config(name));
  writeFileSync(join(folder, 'bad.bu'), config('bad').replace('/etc/motd', 'etc/motd'));
  writeFileSync(join(folder, 'warns.bu'), config('warns').replace('0644', '644'));
});
afterEach(() => removeFolder(folder));

function run(...words: readonly string[]): { readonly code: number; readonly out: string; readonly err: string } {
  const texts = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({
    write: (text: string) => {
      texts[name] += text.replaceAll(`${folder}/`, '');
      return true;
    },
  });
  const code = butane(
    words.map((word) => (/\.|^ign/.test(word) ? join(folder, word) : word)),
    sink('out'),
    sink('err'),
  );
  return { code, ...texts };
}

const written = (): string[] => (existsSync(join(folder, 'ign')) ? readdirSync(join(folder, 'ign')).sort() : []);

it('writes the config of each file into the folder, and makes it', () => {
  expect(run('-o', 'ign', 'a.bu', 'b.bu')).toEqual({ code: 0, out: '', err: '' });
  expect(written()).toEqual(['a.ign', 'b.ign']);
  expect(readFileSync(join(folder, 'ign/b.ign'), 'utf8')).toContain('data:,b');
  const alone = run('b.bu');
  expect(readFileSync(join(folder, 'ign/b.ign'), 'utf8')).toBe(alone.out);
});

it('prints the reports of all, and writes nothing for those that fail', () => {
  run('-o', 'ign', 'b.bu', 'c.bu');
  rmSync(join(folder, 'b.bu'));
  writeFileSync(join(folder, 'c.bu'), config('c').replace('/etc/motd', 'etc/motd'));
  const { code, out, err } = run('--raw-errors', '-o', 'ign', 'bad.bu', 'b.bu', 'a.bu', 'warns.bu', 'c.bu');
  expect([code, out]).toEqual([1, '']);
  expect(err.split('\n')).toEqual([
    expect.stringMatching(/^bad\.bu: error at \$\.storage\.files\.0\.path, line 5 col \d+: path not absolute$/),
    'bad.bu: Error translating config: config generated was invalid',
    'failed to open b.bu: open b.bu: no such file or directory',
    expect.stringMatching(/^warns\.bu: warning at .* leading zero$/),
    expect.stringMatching(/^warns\.bu: warning at .* older than 3\.6\.0$/),
    expect.stringMatching(/^c\.bu: error at .*: path not absolute$/),
    'c.bu: Error translating config: config generated was invalid',
    '',
  ]);
  // Those of the run before stay.
  expect(written()).toEqual(['a.ign', 'b.ign', 'c.ign', 'warns.ign']);
  expect(readFileSync(join(folder, 'ign/c.ign'), 'utf8')).toContain('data:,c');
});

it('names the file in the other form of the report', () => {
  const { err } = run('-o', 'ign', 'a.bu', 'warns.bu');
  expect(err).toContain('--> warns.bu:5:');
});

it('counts warnings with --strict for each file', () => {
  expect(run('-s', '-o', 'ign', 'warns.bu', 'a.bu')).toMatchObject({
    code: 1,
    err: expect.stringContaining('warns.bu: Config produced warnings and --strict was specified\n') as string,
  });
  expect(written()).toEqual(['a.ign']);
});

it('writes nothing with --check, which needs no folder', () => {
  expect(run('-c', 'a.bu', 'b.bu')).toEqual({ code: 0, out: '', err: '' });
  expect(run('-c', '-o', 'ign', 'a.bu', 'bad.bu').code).toBe(1);
  expect(existsSync(join(folder, 'ign'))).toBe(false);
});

it('is refused without a folder, and when two configs would have one name', () => {
  expect(run('a.bu', 'b.bu')).toMatchObject({ code: 2, out: '' });
  writeFileSync(join(folder, 'a.yaml'), config('a'));
  const { code, err } = run('-o', 'ign', 'a.bu', 'b.bu', 'a.yaml');
  expect(code).toBe(2);
  expect(err).toContain('a.bu and a.yaml would both be written to ign/a.ign\n');
  expect(existsSync(join(folder, 'ign'))).toBe(false);
});

it('fails where the folder cannot be made', () => {
  writeFileSync(join(folder, 'ign'), '');
  expect(run('-o', 'ign', 'a.bu', 'b.bu')).toMatchObject({
    code: 1,
    err: 'failed to make the folder ign: mkdir ign: file exists\n',
  });
});

it('takes a single file as before: -o is the file', () => {
  expect(run('-o', 'ign', 'a.bu')).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(join(folder, 'ign'), 'utf8')).toContain('data:,a');
});
