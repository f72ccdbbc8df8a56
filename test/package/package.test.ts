import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { checkout } from './built';
import { PLATFORM_REPO, PlatformRepo } from './platform-repo';

// The package as its users get it: packed, unpacked into a folder of its own, with its peers beside it.

let repo: PlatformRepo;
let folder: string;
beforeAll(() => {
  repo = new PlatformRepo();
  ({ folder } = repo);
}, 120_000);
afterAll(() => repo.remove());

describe('the packed package', () => {
  it('holds what its users need, and nothing else', () => {
    const root = join(folder, 'node_modules/kvorum');
    expect(readdirSync(root).sort()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'bench',
      'build',
      'docs',
      'examples',
      'lib',
      'package.json',
    ]);
    expect(readdirSync(join(root, 'bench'))).toEqual(['README.md']);
    expect(readdirSync(join(root, 'docs')).sort()).toEqual([
      'api',
      'architecture.md',
      'butane.md',
      'constructs',
      'errors.md',
      'fields',
      'rules.md',
      'start-up.md',
    ]);
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object };
    expect(Object.keys(dependencies)).toEqual(['ipaddr.js']);
  });

  it("compiles and runs in a platform repo that has the options of cdk8s-cli's own template", () => {
    expect(repo.tsc('--project', 'tsconfig.json')).toMatchObject({ status: 0, stdout: '' });
    const { status, stderr } = repo.synth('1.76');
    expect([status, stderr]).toEqual([0, '']);
    const written = readdirSync(join(folder, 'dist')).sort();
    const texts = Object.fromEntries(written.map((name) => [name, readFileSync(join(folder, 'dist', name), 'utf8')]));
    const golden = join(PLATFORM_REPO, 'golden/dist');
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
    expect(repo.node('main.mjs')).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['node10', 'CommonJS'],
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ])(
    'types of every subpath resolve with moduleResolution %s',
    (moduleResolution, module) => {
      const file = join(moduleResolution, module === 'CommonJS' ? 'all.ts' : 'all.mts');
      repo.importAll(file);
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
      expect(repo.tsc('--noEmit', '--strict', ...options, file)).toMatchObject({ status: 0, stdout: '' });
    },
    60_000,
  );

  it('types compile with the compiler of this checkout, whose declarations they are', () => {
    repo.importAll('newer/all.mts');
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node', 'newer/all.mts'];
    const compiler = join(checkout, 'node_modules/typescript/bin/tsc');
    expect(repo.node(compiler, '--ignoreConfig', '--noEmit', ...options)).toMatchObject({ status: 0, stdout: '' });
  }, 60_000);

  it('leads from a declaration to its source', () => {
    const build = join(folder, 'node_modules/kvorum/build');
    const declarations = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter((p) => p.endsWith('.d.ts'));
    expect(declarations.length).toBeGreaterThan(100);
    for (const path of declarations.map((name) => join(build, name))) {
      expect(readFileSync(path, 'utf8')).toContain(`//# sourceMappingURL=${basename(path)}.map`);
      const { sources } = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as { sources: readonly string[] };
      expect(sources).toHaveLength(1);
      expect(existsSync(join(dirname(path), sources[0]!))).toBe(true);
    }
  });

  it('require loads neither cdktf nor cdk8s-plus', () => {
    const script =
      "require('kvorum'); require('kvorum/deckhouse'); console.log(Object.keys(require.cache).join('\\n'))";
    const { status, stdout } = repo.node('-e', script);
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((path) => /cdktf|cdktn|cdk8s-plus/.test(path))).toEqual([]);
    expect(stdout).toContain(join('kvorum', 'build', 'index.js'));
    // Machines are read by programs that have some.
    expect(stdout).not.toContain(join('build', 'machine'));
  });

  it('the command explains a code', () => {
    const main = join(folder, 'node_modules/kvorum/build/cli/main.js');
    const { status, stdout } = repo.node(main, 'explain', 'KV3101');
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^KV3101 \(error\): the number of etcd members is even/),
    ]);
    expect(repo.node(main, 'explain', 'KV0000').status).toBe(1);
    expect(repo.node(main, 'frobnicate').status).toBe(2);
  });
});
