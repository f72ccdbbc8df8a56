import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Chart } from 'cdk8s';
import { TerraformStack } from 'cdktf';

import { ClusterApp } from '../../lib/app';
import { OutputFile, SecretValue } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf, modeOf, modesBelow, pathsBelow, textsBelow } from '../support/folders';

const folder = runFolder();
const at = (...path: string[]): string => join(folder(), ...path);

afterEach(() => jest.restoreAllMocks());

/** A program with two charts, a file in a folder, and a secret. */
function program(text = 'one', extra: (app: ClusterApp) => void = () => undefined): ClusterApp {
  const app = new ClusterApp({ outdir: at('dist') });
  configMap(new Chart(app, 'prod'), 'settings', { text });
  configMap(new Chart(app, 'tools'), 'other', { text });
  new OutputFile(app, 'hosts', { path: 'prod/hosts', content: text });
  new OutputFile(app, 'key', { path: 'prod/key', content: SecretValue.unsafePlainText(`secret ${text}`) });
  extra(app);
  return app;
}

const written = [
  'dist/prod.k8s.yaml',
  'dist/tools.k8s.yaml',
  'kvorum.out/.written-secrets.json',
  'kvorum.out/.written.json',
  'kvorum.out/prod/hosts',
  'kvorum.out/prod/key',
  'kvorum.out/report.json',
];

function failing(code: string): never {
  throw Object.assign(new Error(`${code}: it failed`), { code });
}

describe('modes', () => {
  test.each([0o000, 0o022, 0o027, 0o077])('are those that were asked for, less the umask %p', (mask) => {
    const less = (mode: number): string => (mode & ~mask).toString(8).padStart(4, '0');
    const before = process.umask(mask);
    try {
      program('one', (app) => new OutputFile(app, 'script', { path: 'run.sh', content: '', mode: 0o755 })).synth();
    } finally {
      process.umask(before);
    }
    expect(modesBelow(folder())).toEqual({
      'dist/prod.k8s.yaml': less(0o644),
      'dist/tools.k8s.yaml': less(0o644),
      'kvorum.out/.written-secrets.json': '0600',
      'kvorum.out/.written.json': less(0o644),
      'kvorum.out/prod/hosts': less(0o644),
      'kvorum.out/prod/key': '0600',
      'kvorum.out/report.json': less(0o644),
      'kvorum.out/run.sh': less(0o755),
    });
    // Nobody else may put something in place of a file, however open the umask is.
    expect(modeOf(at('kvorum.out/prod'))).toBe(less(0o755));
  });

  test('are set again when the content is the same', () => {
    program().synth();
    for (const path of written) chmodSync(at(path), 0o666);
    program().synth();
    expect(modeOf(at('kvorum.out/prod/key'))).toBe('0600');
    expect(modeOf(at('dist/prod.k8s.yaml'))).toBe('0644');
  });

  test('of a file are 0600 from the moment it exists', () => {
    const modes: string[] = [];
    const open = fs.openSync;
    jest.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
      const fd = open(path, ...rest);
      if (String(path).endsWith('.tmp')) modes.push((fs.fstatSync(fd).mode & 0o777).toString(8));
      return fd;
    });
    const before = process.umask(0);
    program().synth();
    process.umask(before);
    expect(modes).toHaveLength(written.length);
    expect(new Set(modes)).toEqual(new Set(['600']));
  });
});

describe('when writing fails midway', () => {
  /** Lets an operation fail from its n-th call on. */
  function breakFrom(method: 'writeFileSync' | 'renameSync' | 'openSync' | 'mkdirSync', n: number, code: string): void {
    const original = fs[method] as (...args: unknown[]) => unknown;
    let calls = 0;
    jest.spyOn(fs, method as 'openSync').mockImplementation(((...args: unknown[]) => {
      const isOurs = method !== 'openSync' || String(args[0]).endsWith('.tmp');
      return isOurs && ++calls >= n ? failing(code) : original(...args);
    }) as never);
  }

  test.each([
    ['writeFileSync', 1, 'ENOSPC'],
    ['writeFileSync', 3, 'ENOSPC'],
    ['openSync', 4, 'EMFILE'],
    ['mkdirSync', 2, 'EACCES'],
  ] as const)('%s fails at call %p: nothing was written and nothing is left', (method, n, code) => {
    breakFrom(method, n, code);
    const error = errorOf(() => program().synth());
    jest.restoreAllMocks();
    expect(error.code).toBe('KV1545');
    expect(error.message).toContain(code);
    expect(error.message).toContain('nothing was written');
    expect(entriesOf(folder())).toEqual([]);
  });

  test('an earlier output stays as it was when the disk is full', () => {
    program().synth();
    const before = [textsBelow(folder()), modesBelow(folder())];
    breakFrom('writeFileSync', 4, 'ENOSPC');
    expect(codesOf(() => program('two').synth())).toEqual(['KV1545']);
    jest.restoreAllMocks();
    expect([textsBelow(folder()), modesBelow(folder())]).toEqual(before);
  });

  test('the error says what was written and what was not, and no temporary file is left', () => {
    program().synth();
    breakFrom('renameSync', 3, 'EIO');
    const error = errorOf(() => program('two').synth());
    jest.restoreAllMocks();
    const [, done, missing] = /; written: (.*); not written: (.*)$/m.exec(error.message)!;
    expect(done!.split(', ')).toEqual([at('dist/prod.k8s.yaml'), at('dist/tools.k8s.yaml')]);
    expect(missing!.split(', ')).toEqual(
      ['prod/hosts', 'prod/key', 'report.json'].map((path) => at('kvorum.out', path)),
    );
    expect(pathsBelow(folder())).toEqual(written);
    expect(readFileSync(at('dist/prod.k8s.yaml'), 'utf8')).toContain('two');
    program('three').synth();
    expect(pathsBelow(folder())).toEqual(written);
  });

  test('the stacks are not written either', () => {
    breakFrom('writeFileSync', 100, 'ENOSPC');
    jest.restoreAllMocks();
    const app = program('one', (root) => new TerraformStack(root, 'infra'));
    breakFrom('renameSync', 1, 'EIO');
    expect(errorOf(() => app.synth()).message).toContain('nothing was written');
    jest.restoreAllMocks();
    expect(entriesOf(folder())).toEqual([]);
  });

  test('a temporary file that a killed process left behind is stepped over', () => {
    mkdirSync(at('dist'));
    program('one').synth();
    const next = (i: number): string => at('dist', `.kvorum-${process.pid}-${i}.tmp`);
    for (let i = 0; i < 400; i++) writeFileSync(next(i), 'left');
    program('two').synth();
    expect(readFileSync(at('dist/prod.k8s.yaml'), 'utf8')).toContain('two');
    expect(readFileSync(next(0), 'utf8')).toBe('left');
  });
});

describe('before the first write it is refused', () => {
  test('that an output folder is a file, or has one above it', () => {
    writeFileSync(at('dist'), 'mine');
    expect(codesOf(() => program().synth())).toEqual(['KV1541']);
    writeFileSync(at('file'), 'mine');
    const app = new ClusterApp({ outdir: at('file/below/dist'), kvorumOutdir: at('kvorum.out') });
    configMap(new Chart(app, 'prod'), 'x');
    expect(codesOf(() => app.synth())).toEqual(['KV1541']);
    expect(textsBelow(folder())).toEqual({ dist: 'mine', file: 'mine' });
  });

  test('that a file is to stand where a folder or a pipe is', () => {
    mkdirSync(at('dist/prod.k8s.yaml'), { recursive: true });
    spawnSync('mkfifo', [at('dist/tools.k8s.yaml')]);
    mkdirSync(at('kvorum.out'));
    writeFileSync(at('kvorum.out/prod'), 'mine');
    expect(codesOf(() => program().synth()).sort()).toEqual(['KV1541', 'KV1542', 'KV1542']);
    expect(readFileSync(at('kvorum.out/prod'), 'utf8')).toBe('mine');
    expect(entriesOf(at('kvorum.out'))).toEqual(['prod']);
  });

  test('that a link leads out of the output folder, be it a file, a folder, or to nowhere', () => {
    mkdirSync(at('dist'));
    mkdirSync(at('elsewhere'));
    mkdirSync(at('kvorum.out'));
    writeFileSync(at('elsewhere/file'), 'mine');
    symlinkSync(at('elsewhere/file'), at('dist/prod.k8s.yaml'));
    symlinkSync(at('nowhere'), at('dist/tools.k8s.yaml'));
    symlinkSync(at('elsewhere'), at('kvorum.out/prod'));
    const { all } = errorOf(() => program().synth());
    expect(new Set(all.map((e) => e.code))).toEqual(new Set(['KV1544']));
    expect(all).toHaveLength(3);
    expect(textsBelow(at('elsewhere'))).toEqual({ file: 'mine' });
    expect(existsSync(at('nowhere'))).toBe(false);
  });

  test('that an output folder is a link to nowhere', () => {
    symlinkSync(at('nowhere'), at('dist'));
    expect(codesOf(() => program().synth())).toEqual(['KV1541']);
    expect(existsSync(at('nowhere'))).toBe(false);
  });

  test('that a folder cannot be written to, also where the user of the tests can write everywhere', () => {
    jest.spyOn(fs, 'accessSync').mockImplementation((path) => {
      if (String(path) === at('dist')) failing('EROFS');
    });
    mkdirSync(at('dist'));
    expect(codesOf(() => program().synth())).toEqual(['KV1543']);
    expect(entriesOf(at('dist'))).toEqual([]);
    expect(entriesOf(folder())).toEqual(['dist']);
  });

  test('that a name is longer than the file system takes', () => {
    const app = program('one', (root) => new OutputFile(root, 'long', { path: 'x'.repeat(300), content: '' }));
    expect(codesOf(() => app.synth())).toEqual(['KV1401']);
    expect(entriesOf(folder())).toEqual([]);
  });
});

describe('links that stay inside', () => {
  test('are followed as folders and replaced as files', () => {
    mkdirSync(at('kvorum.out/real'), { recursive: true });
    symlinkSync('real', at('kvorum.out/prod'));
    mkdirSync(at('dist'));
    writeFileSync(at('dist/target'), 'mine');
    symlinkSync('target', at('dist/prod.k8s.yaml'));
    program().synth();
    expect(entriesOf(at('kvorum.out/real'))).toEqual(['hosts', 'key']);
    expect(lstatSync(at('dist/prod.k8s.yaml')).isSymbolicLink()).toBe(false);
    expect(readFileSync(at('dist/target'), 'utf8')).toBe('mine');
  });

  test('may be the output folders themselves', () => {
    mkdirSync(at('disk'));
    symlinkSync('disk', at('dist'));
    program().synth();
    expect(entriesOf(at('disk'))).toEqual(['prod.k8s.yaml', 'tools.k8s.yaml']);
  });
});

test('what others keep in the output folders is left alone', () => {
  for (const path of ['dist', 'kvorum.out/prod', 'kvorum.out/other']) mkdirSync(at(path), { recursive: true });
  const foreign = { 'dist/mine.yaml': 'a', 'kvorum.out/prod/notes.txt': 'b', 'kvorum.out/other/x': 'c' };
  for (const [path, text] of Object.entries(foreign)) writeFileSync(at(path), text);
  program().synth();
  program('two').synth();
  expect(textsBelow(folder())).toMatchObject(foreign);
});

test('a file written by somebody else at the same time is never half of ours', () => {
  const rename = fs.renameSync;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (String(to).endsWith('prod.k8s.yaml')) writeFileSync(to, 'somebody else');
    rename(from, to);
  });
  program().synth();
  expect(readFileSync(at('dist/prod.k8s.yaml'), 'utf8')).toContain('kind: ConfigMap');
});

const isRoot = process.geteuid?.() === 0;

// Only root can become somebody else for a moment. The check of the folders asks for the real user, who may write.
(isRoot ? test : test.skip)('a folder of another user gives a coded error, and nothing is written', () => {
  mkdirSync(at('dist'));
  chmodSync(at('dist'), 0o755);
  chmodSync(folder(), 0o777);
  const app = program();
  process.seteuid!(65534);
  try {
    const error = errorOf(() => app.synth());
    expect(error.code).toBe('KV1545');
    expect(error.message).toContain('EACCES');
    expect(error.message).toContain('nothing was written');
  } finally {
    process.seteuid!(0);
  }
  expect(entriesOf(folder())).toEqual(['dist']);
  expect(entriesOf(at('dist'))).toEqual([]);
});
