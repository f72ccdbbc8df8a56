import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { buildLibrary, checkout, run } from './built';

// The package as its users get it: packed, unpacked into a folder of its own, with its peers beside it.

const modules = join(checkout, 'node_modules');
const template = join(checkout, 'examples/platform-repo');
let folder: string;

function link(name: string, target = join(modules, name)): void {
  const path = join(folder, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

beforeAll(() => {
  buildLibrary();
  folder = mkdtempSync(join(tmpdir(), 'kvorum-package-'));
  cpSync(template, folder, { recursive: true, filter: (path) => !path.includes('golden') });
  const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], checkout);
  expect(packed.status).toBe(0);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  mkdirSync(join(folder, 'node_modules/kvorum'), { recursive: true });
  const unpacked = run('tar', ['-xzf', tarball, '-C', 'node_modules/kvorum', '--strip-components=1'], folder);
  expect(unpacked.status).toBe(0);
  for (const name of ['cdk8s', 'cdk8s-plus-28', 'constructs', 'js-yaml', 'ipaddr.js', '@types/node', 'undici-types'])
    link(name);
  link('typescript', join(modules, 'typescript-of-cdk8s'));
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tsc = (...args: readonly string[]) =>
  run(process.execPath, [join(folder, 'node_modules/typescript/bin/tsc'), ...args], folder);

describe('the packed package', () => {
  it('holds what its users need, and nothing else', () => {
    const root = join(folder, 'node_modules/kvorum');
    expect(readdirSync(root).sort()).toEqual(['LICENSE', 'README.md', 'build', 'docs', 'package.json']);
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object };
    expect(Object.keys(dependencies)).toEqual(['ipaddr.js', 'js-yaml']);
  });

  it("compiles and runs in a platform repo that has the options of cdk8s-cli's own template", () => {
    expect(tsc('--project', 'tsconfig.json')).toMatchObject({ status: 0, stdout: '' });
    const { status, stderr } = run(process.execPath, ['main.js'], folder);
    expect([status, stderr]).toEqual([0, '']);
    const written = readdirSync(join(folder, 'dist')).sort();
    const texts = Object.fromEntries(written.map((name) => [name, readFileSync(join(folder, 'dist', name), 'utf8')]));
    const golden = join(template, 'golden/dist');
    if (process.env.UPDATE_GOLDEN === '1') {
      rmSync(golden, { recursive: true, force: true });
      mkdirSync(golden, { recursive: true });
      for (const [name, text] of Object.entries(texts)) writeFileSync(join(golden, name), text);
    }
    const expected = readdirSync(golden).sort();
    expect(texts).toEqual(Object.fromEntries(expected.map((name) => [name, readFileSync(join(golden, name), 'utf8')])));
    expect(existsSync(join(folder, 'kvorum.out'))).toBe(false);
  }, 60_000);

  it('named imports work from an ES module', () => {
    expect(run(process.execPath, ['main.mjs'], folder)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['node10', 'CommonJS'],
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ])(
    'types of every subpath resolve with moduleResolution %s',
    (moduleResolution, module) => {
      const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules/kvorum/package.json'), 'utf8')) as {
        exports: Record<string, { types?: string }>;
      };
      const subpaths = Object.entries(exports).flatMap(([path, { types }]) => (types === undefined ? [] : [path]));
      expect(subpaths).toContain('./deckhouse');
      const lines = subpaths.map(
        (path, i) =>
          `import * as room${i} from 'kvorum${path.slice(1)}';\nexport const names${i}: string[] = Object.keys(room${i});`,
      );
      mkdirSync(join(folder, moduleResolution), { recursive: true });
      const file = join(folder, moduleResolution, module === 'CommonJS' ? 'all.ts' : 'all.mts');
      writeFileSync(file, `${lines.join('\n')}\n`);
      const options = [
        '--moduleResolution',
        moduleResolution,
        '--module',
        module,
        '--lib',
        'es2022',
        '--target',
        'es2022',
        '--types',
        'node',
      ];
      expect(tsc('--noEmit', '--strict', ...options, file)).toMatchObject({ status: 0, stdout: '' });
    },
    60_000,
  );

  it('require loads neither cdktf nor cdk8s-plus', () => {
    const script =
      "require('kvorum'); require('kvorum/deckhouse'); console.log(Object.keys(require.cache).join('\\n'))";
    const { status, stdout } = run(process.execPath, ['-e', script], folder);
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((path) => /cdktf|cdktn|cdk8s-plus/.test(path))).toEqual([]);
    expect(stdout).toContain(join('kvorum', 'build', 'index.js'));
  });

  it('the command explains a code', () => {
    const main = join(folder, 'node_modules/kvorum/build/cli/main.js');
    const { status, stdout } = run(process.execPath, [main, 'explain', 'KV3101'], folder);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^KV3101 \(error\): an even number/)]);
    expect(run(process.execPath, [main, 'explain', 'KV0000'], folder).status).toBe(1);
    expect(run(process.execPath, [main, 'frobnicate'], folder).status).toBe(2);
  });
});
