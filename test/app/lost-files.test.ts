import fs from 'node:fs';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Chart } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import type { ClusterAppProps } from '../../lib/app';
import { ClusterApp, OutputFiles } from '../../lib/app';
import { ProcessWrites } from '../../lib/app/process-writes';
import { OutputFile, SecretValue } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf, pathsBelow, textsBelow } from '../support/folders';
import { stderrOf } from '../support/stderr';

const folder = runFolder();
const at = (...path: string[]): string => join(folder(), ...path);

afterEach(() => jest.restoreAllMocks());

/** A program with one chart and these output files. */
function program(files: readonly string[], props: ClusterAppProps = {}, chart = 'c'): ClusterApp {
  const app = new ClusterApp({ outdir: at('dist'), ...props });
  configMap(new Chart(app, chart), 'x');
  files.forEach((path, i) => new OutputFile(app, `f${i}`, { path, content: path }));
  return app;
}

/** Lets writing fail with a full disk from the n-th file on. */
function fillDiskAt(n: number): void {
  const write = fs.writeFileSync;
  let calls = 0;
  jest.spyOn(fs, 'writeFileSync').mockImplementation((...args: Parameters<typeof write>) => {
    if (++calls >= n) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    write(...args);
  });
}

describe('a full disk', () => {
  test.each([1, 2, 3, 4])('at file %p leaves an old file where a folder is needed, and one below a new file', (n) => {
    program(['d/old.txt', 'e/old.txt']).synth();
    const before = textsBelow(folder());
    fillDiskAt(n);
    const error = errorOf(() => program(['d/old.txt/inner', 'e']).synth());
    jest.restoreAllMocks();
    expect(error.message).toContain('nothing was written');
    expect(textsBelow(folder())).toEqual(before);
  });

  test('at the list changes nothing either', () => {
    program(['a']).synth();
    const before = textsBelow(folder());
    fillDiskAt(Object.keys(before).length + 1);
    expect(errorOf(() => program(['a', 'b']).synth()).message).toContain('nothing was written');
    jest.restoreAllMocks();
    expect(textsBelow(folder())).toEqual(before);
  });
});

describe('a file and a folder change places', () => {
  test('and the folders of the program are known as its own afterwards', () => {
    program(['d/old.txt', 'e/old.txt']).synth();
    program(['d/old.txt/deep/inner', 'e']).synth();
    expect(readFileSync(at('kvorum.out/d/old.txt/deep/inner'), 'utf8')).toBe('d/old.txt/deep/inner');
    expect(readFileSync(at('kvorum.out/e'), 'utf8')).toBe('e');
    const list = JSON.parse(readFileSync(at('kvorum.out/.written.json'), 'utf8'));
    expect(list.apps['../dist']['.'].made).toEqual(['d', 'd/old.txt', 'd/old.txt/deep']);
    program([]).synth();
    expect(entriesOf(at('kvorum.out'))).toEqual(['.written.json', 'report.json']);
  });

  test('also when the old folder is empty', () => {
    program(['e/f/old.txt', 'keep']).synth();
    fs.unlinkSync(at('kvorum.out/e/f/old.txt'));
    program(['e', 'keep']).synth();
    expect(readFileSync(at('kvorum.out/e'), 'utf8')).toBe('e');
  });

  test('the second synth writes the same list', () => {
    program(['d/old.txt', 'e/old.txt', 'f/a', 'f/b']).synth();
    program(['d/old.txt/inner', 'e', 'f/a']).synth();
    const list = readFileSync(at('kvorum.out/.written.json'), 'utf8');
    program(['d/old.txt/inner', 'e', 'f/a']).synth();
    expect(readFileSync(at('kvorum.out/.written.json'), 'utf8')).toBe(list);
  });
});

test.each(['.written.json/x', '.written-secrets.json/x', '.Written.json/x'])(
  'a list cannot be used as a folder (%s)',
  (path) => {
    expect(codesOf(() => program([path]).synth())).toEqual(['KV1505']);
    expect(entriesOf(folder())).toEqual([]);
  },
);

test('an old file that cannot be removed is seen before anything is written', () => {
  program(['d/old.txt']).synth();
  const before = textsBelow(folder());
  jest.spyOn(fs, 'accessSync').mockImplementation((path) => {
    if (String(path) === at('kvorum.out/d')) throw Object.assign(new Error(), { code: 'EACCES' });
  });
  expect(codesOf(() => program(['new']).synth())).toEqual(['KV1543']);
  expect(textsBelow(folder())).toEqual(before);
});

describe('output folders that lie in each other', () => {
  test('two files of one place are refused, whichever folder they belong to', () => {
    const app = program(['dist/c.k8s.yaml'], { outdir: at('out/dist'), kvorumOutdir: at('out') });
    const error = errorOf(() => app.synth());
    expect([error.code, error.path]).toEqual(['KV1505', 'f0']);
    expect(error.message).toContain('also taken by c (c.k8s.yaml of another output folder)');
    expect(entriesOf(folder())).toEqual([]);
  });

  test('a stack and a file too', () => {
    const app = program(['tf/manifest.json'], { terraformOutdir: at('kvorum.out/tf') });
    new TerraformStack(app, 'infra');
    expect(codesOf(() => app.synth())).toEqual(['KV1505']);
  });

  test('other files may lie there, and a file that moves from one to the other is not taken for old', () => {
    const props = { outdir: at('out/dist'), kvorumOutdir: at('out') };
    const app = new ClusterApp(props);
    new OutputFile(app, 'f', { path: 'dist/c.k8s.yaml', content: 'old' });
    app.synth();
    expect(stderrOf(() => program(['notes'], props).synth())).toBe('');
    expect(pathsBelow(at('out'))).toEqual(['.written.json', 'dist/c.k8s.yaml', 'notes', 'report.json']);
  });

  test('links do not hide it', () => {
    mkdirSync(at('dist'));
    symlinkSync('dist', at('kvorum.out'));
    expect(codesOf(() => program([]).synth())).toContain('KV1540');
    expect(entriesOf(at('dist'))).toEqual([]);
  });

  test('links to different folders are no fault', () => {
    for (const name of ['disk', 'other']) mkdirSync(at(name));
    symlinkSync('disk', at('dist'));
    symlinkSync('other', at('kvorum.out'));
    program([]).synth();
    expect(entriesOf(at('disk'))).toEqual(['c.k8s.yaml']);
  });
});

describe('two apps of one program', () => {
  beforeEach(() => (ProcessWrites.isKept = true));
  afterEach(() => (ProcessWrites.isKept = false));

  test('may not remove or replace what the other one has written', () => {
    program([], {}, 'a').synth();
    const before = textsBelow(folder());
    const error = errorOf(() => program([], {}, 'b').synth());
    expect(error.all.map((e) => e.code)).toEqual(['KV1547', 'KV1547']);
    expect(error.message).toContain('has just written a.k8s.yaml to');
    expect(error.message).toContain('has just written report.json to');
    expect(textsBelow(folder())).toEqual(before);
  });

  test('may share the folder of the files, may write the same, and one app may synthesize many times', () => {
    const app = program([], {}, 'a');
    app.synth();
    configMap(new Chart(app, 'later'), 'y');
    app.synth();
    app.node.tryRemoveChild('later');
    app.synth();
    program([], {}, 'a').synth();
    program([], { outdir: at('dist2'), kvorumOutdir: at('kvorum.out') }, 'b').synth();
    expect([entriesOf(at('dist')), entriesOf(at('dist2'))]).toEqual([['a.k8s.yaml'], ['b.k8s.yaml']]);
  });

  test('the same for apps that are no ClusterApp', () => {
    const write = (path: string): void => {
      const root = new Construct(undefined as never, '');
      new OutputFile(root, 'f', { path, content: '' });
      OutputFiles.write(root, at('out'));
    };
    write('a');
    expect(codesOf(() => write('b'))).toEqual(['KV1547']);
    expect(entriesOf(at('out'))).toEqual(['.written.json', 'a']);
  });
});

describe('a file that no synth wrote', () => {
  test('is replaced with a warning, once for a folder', () => {
    mkdirSync(at('kvorum.out'));
    writeFileSync(at('kvorum.out/report.json'), 'my own');
    writeFileSync(at('kvorum.out/notes'), 'my own');
    const printed = stderrOf(() => program(['notes']).synth());
    expect(printed.match(/KV1552/g)).toHaveLength(1);
    expect(printed).toContain(`from an earlier synth: ${at('kvorum.out/notes')}, ${at('kvorum.out/report.json')}`);
    expect(stderrOf(() => program(['notes']).synth())).toBe('');
  });

  test('is no matter of a warning when it holds the same, or another app of the folder wrote it', () => {
    program(['notes', 'key']).synth();
    fs.rmSync(at('kvorum.out/.written.json'));
    expect(stderrOf(() => program(['notes', 'key']).synth())).toBe('');
    const shared = { outdir: at('dist2'), kvorumOutdir: at('kvorum.out') };
    expect(stderrOf(() => program([], shared, 'other').synth())).toBe('');
  });

  test('is not spoken of when nothing is written', () => {
    mkdirSync(at('kvorum.out'));
    writeFileSync(at('kvorum.out/key'), 'my own');
    const app = program([]);
    new OutputFile(app, 'key', { path: 'key', content: SecretValue.fromEnv('KVORUM_TEST_NOT_SET') });
    expect(stderrOf(() => codesOf(() => app.synth()))).toBe('');
    expect(readFileSync(at('kvorum.out/key'), 'utf8')).toBe('my own');
  });
});

describe('the working folder', () => {
  test.each([
    ['kvorumOutdir', '.', 'is'],
    ['kvorumOutdir', '..', 'holds'],
    ['terraformOutdir', '.', 'is'],
    ['outdir', '.', 'is'],
  ] as const)('cannot be %s %p', (name, path, verb) => {
    mkdirSync(at('work'));
    const before = process.cwd();
    process.chdir(at('work'));
    try {
      const error = errorOf(() => program([], { kvorumOutdir: 'kvorum.out', [name]: path }).synth());
      expect(error.all.map((e) => e.code)).toContain('KV1546');
      expect(error.message).toContain(`${path} ${verb} the working folder`);
    } finally {
      process.chdir(before);
    }
    expect(pathsBelow(folder())).toEqual([]);
  });
});

test('a path that is too long with its folder is refused before anything is written', () => {
  const path = Array.from({ length: 41 }, () => 'x'.repeat(100)).join('/');
  expect(codesOf(() => program([path]).synth())).toEqual(['KV1401']);
  expect(existsSync(at('dist'))).toBe(false);
});

test.each([0o022, 0o077])('folders are for whom the umask %p lets read the files', (mask) => {
  const before = process.umask(mask);
  try {
    program(['d/e/f']).synth();
  } finally {
    process.umask(before);
  }
  for (const path of ['dist', 'kvorum.out', 'kvorum.out/d', 'kvorum.out/d/e']) {
    expect((fs.statSync(at(path)).mode & 0o777).toString(8)).toBe((0o755 & ~mask).toString(8));
  }
});
