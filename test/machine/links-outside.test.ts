/** Local files: nothing is read outside of the files directory, and nothing is waited for. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { transpile } from '../../lib/machine/butane/transpile';
import { newFolder, removeFolder } from '../support/folders';

const SECRET = 'not-for-the-config';
let folder: string;
let files: string;

beforeAll(() => {
  folder = newFolder();
  files = join(folder, 'files');
  mkdirSync(join(files, 'inside'), { recursive: true });
  mkdirSync(join(folder, 'files-of-others'));
  for (const name of ['secret', 'files-of-others/secret']) writeFileSync(join(folder, name), SECRET);
  writeFileSync(join(files, 'inside/plain'), 'text');
  const link = (target: string, name: string): void => symlinkSync(target, join(files, name));
  link('inside/plain', 'to-inside');
  link(join(files, 'inside/plain'), 'to-inside-absolute');
  link('../secret', 'to-secret');
  link(join(folder, 'secret'), 'to-secret-absolute');
  link('to-secret', 'to-a-link');
  link('../files-of-others', 'others');
  link('/', 'root');
  link('loop', 'loop');
  link('loop-b', 'loop-a');
  link('loop-a', 'loop-b');
  link('nowhere', 'dangling');
  mkdirSync(join(files, 'tree'));
  symlinkSync('../../secret', join(files, 'tree/link'));
  symlinkSync('.', join(files, 'tree/itself'));
  writeFileSync(join(files, 'tree/closed'), 'closed');
  chmodSync(join(files, 'tree/closed'), 0);
  execFileSync('mkfifo', [join(files, 'pipe'), join(files, 'tree/pipe')]);
  symlinkSync('files', join(folder, 'link-to-files'));
});
afterAll(() => removeFolder(folder));

const ofFile = (local: string): object => ({ storage: { files: [{ path: '/a', contents: { local } }] } });

function read(config: object, { compat = false, filesDir = files } = {}): ReturnType<typeof transpile> {
  const head = { variant: 'fcos', version: '1.5.0' };
  return transpile(JSON.stringify({ ...head, ...config }), { filesDir, compat, compress: 'never' });
}

function messages(config: object, options = {}): readonly string[] {
  return read(config, options).report.entries.map(
    ({ code, message }) => `${code} ${message.replaceAll(files, 'FILES')}`,
  );
}

describe('a local file', () => {
  it.each(['inside/plain', '/inside/plain', 'inside/../inside/plain', 'to-inside', 'to-inside-absolute'])(
    'is read inside of the files directory: %s',
    (local) => {
      expect(read(ofFile(local)).json).toContain('"source":"data:,text"');
      expect(read(ofFile(local), { filesDir: join(folder, 'link-to-files') }).json).toContain('data:,text');
    },
  );

  it.each(['../secret', 'inside/../../secret', '/../secret', '../files-of-others/secret'])(
    'is not read outside of it: %s',
    (local) => {
      for (const compat of [true, false]) {
        expect(messages(ofFile(local), { compat })).toEqual([
          'KV5211 local file path traverses outside the files directory',
        ]);
      }
    },
  );

  it.each(['to-secret', 'to-secret-absolute', 'to-a-link', 'others/secret', 'root/etc/hostname'])(
    'is not read where a link leads outside: %s',
    (local) => {
      const inSystem = local.startsWith('root');
      expect(messages(ofFile(local)).map((message) => message.slice(0, 6))).toEqual(
        inSystem ? [expect.stringMatching(/^KV521[27]/)] : ['KV5217'],
      );
      expect(read(ofFile(local)).json).toBeUndefined();
      const units = { systemd: { units: [{ name: 'a.service', contents_local: local }] } };
      const keys = { passwd: { users: [{ name: 'a', ssh_authorized_keys_local: [local] }] } };
      for (const config of [units, keys]) expect(read(config).json).toBeUndefined();
    },
  );

  it('is read where a link leads outside, as butane does, for --compat', () => {
    expect(read(ofFile('to-secret'), { compat: true }).json).toContain(SECRET);
    expect(read(ofFile('others/secret'), { compat: true }).json).toContain(SECRET);
  });

  it.each([
    ['loop', 'open FILES/loop: too many levels of symbolic links'],
    ['loop-a', 'open FILES/loop-a: too many levels of symbolic links'],
    ['dangling', 'open FILES/dangling: no such file or directory'],
    ['inside', 'read FILES/inside: is a directory'],
    ['inside/plain/x', 'open FILES/inside/plain/x: not a directory'],
    ['pipe', 'open FILES/pipe: not a file'],
    ['x'.repeat(300), `open FILES/${'x'.repeat(300)}: file name too long`],
    ['a\u0000b', 'open FILES/a\u0000b: invalid argument'],
  ])('that cannot be read is a finding: %s', (local, message) => {
    for (const compat of [true, false]) expect(messages(ofFile(local), { compat })).toEqual([`KV5212 ${message}`]);
  });
});

describe('a tree', () => {
  const ofTree = (local: string): object => ({ storage: { trees: [{ local }] } });

  it('carries links as links, and does not follow them', () => {
    const { report } = read(ofTree('tree'));
    const messages = report.entries.map(({ message }) => message.replaceAll(files, 'FILES'));
    expect(messages).toContain('trees may only contain files, directories, and symlinks');
    // Who may read everything can read this one, too.
    const others = messages.filter((message) => !message.startsWith('trees may'));
    expect([[], ['open FILES/tree/closed: permission denied']]).toContainEqual(others);
    rmSync(join(files, 'tree/pipe'));
    rmSync(join(files, 'tree/closed'));
    const { json } = read(ofTree('tree'));
    expect(JSON.parse(json ?? '{}')).toMatchObject({
      storage: {
        links: [
          { path: '/itself', target: '.' },
          { path: '/link', target: '../../secret' },
        ],
      },
    });
    expect(json).not.toContain(SECRET);
  });

  it('is not read where a link leads outside', () => {
    expect(messages(ofTree('others'))).toEqual(['KV5217 a link leads outside the files directory']);
    expect(messages(ofTree('root/etc')).map((message) => message.slice(0, 6))).toEqual(['KV5217']);
    expect(messages(ofTree('..'))).toEqual(['KV5211 local file path traverses outside the files directory']);
    expect(messages(ofTree('loop'))).toEqual(['KV5212 stat FILES/loop: too many levels of symbolic links']);
  });
});
