import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { deadLinks } from '../docs/dead-links';
import { blocksOf } from '../docs/page';
import { checkout, run } from './built';
import { EmptyRepo } from './empty-repo';

// README.md, "Use it": what a user has who does what stands there in an empty folder. Only the downloads are links.

const readme = readFileSync(join(checkout, 'README.md'), 'utf8');
const block = (language: string, word: string): string => {
  const found = blocksOf(readme).find((b) => b.language === language && b.text.includes(word));
  if (found === undefined) throw new Error(`README.md has no such block: ${word}`);
  return found.text;
};
const program = block('ts', 'new MultiMasterCluster');

let repo: EmptyRepo;
beforeAll(() => {
  repo = new EmptyRepo(['cdk8s', 'constructs', 'js-yaml', 'ipaddr.js', '@types/node', 'undici-types', 'typescript']);
  mkdirSync(join(repo.folder, 'home/.ssh'), { recursive: true });
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(join(repo.folder, 'home/.ssh/id_ed25519'), key);
  write('tsconfig.json', block('json', 'compilerOptions'));
  write('cdk8s.yaml', block('yaml', 'app: '));
  write('.gitignore', block('gitignore', ''));
}, 120_000);
beforeEach(() => {
  for (const name of ['dist', 'kvorum.out']) rmSync(join(repo.folder, name), { recursive: true, force: true });
});
afterAll(() => repo.remove());

const write = (name: string, text: string): void => writeFileSync(join(repo.folder, name), text);

/** `npx tsc`, and the command of cdk8s.yaml. */
function compileAndRun(text: string, env: NodeJS.ProcessEnv = { HOME: join(repo.folder, 'home') }) {
  write('main.ts', text);
  expect(repo.tsc()).toMatchObject({ status: 0, stdout: '' });
  const command = /^app: (.*)$/m.exec(readFileSync(join(repo.folder, 'cdk8s.yaml'), 'utf8'))?.[1] ?? '';
  expect(block('sh', 'npx tsc')).toContain(`npx tsc && ${command}\n`);
  return run('sh', ['-c', command], repo.folder, env);
}

describe('README.md, in an empty folder', () => {
  it('its program compiles and runs', () => {
    expect(compileAndRun(program)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(repo.folder, 'dist')).sort()).toEqual(['prod-secrets.k8s.yaml', 'prod.k8s.yaml']);
  }, 60_000);

  it('its .gitignore leaves what is to be committed, and no secret', () => {
    expect(compileAndRun(program)).toMatchObject({ status: 0 });
    const untracked = (): readonly string[] => {
      rmSync(join(repo.folder, '.git'), { recursive: true, force: true });
      expect(run('git', ['init', '--quiet'], repo.folder)).toMatchObject({ status: 0 });
      const { stdout } = run('git', ['status', '--porcelain', '--untracked-files=all'], repo.folder);
      return stdout
        .trim()
        .split('\n')
        .map((line) => line.slice(3))
        .filter((path) => !path.startsWith('home/'));
    };
    const sources = ['.gitignore', 'cdk8s.yaml', 'main.ts', 'tsconfig.json'];
    expect(untracked()).toEqual(sources);
    const ignored = block('gitignore', '');
    write('.gitignore', ignored.replace('/dist/\n', '/dist/*-secrets.k8s.yaml\n'));
    expect(readme).toContain('`/dist/*-secrets.k8s.yaml` in place of `/dist/`');
    expect(untracked()).toEqual(['.gitignore', 'cdk8s.yaml', 'dist/prod.k8s.yaml', 'main.ts', 'tsconfig.json']);
    write('.gitignore', ignored);
  }, 60_000);

  it('the error that it shows is what the process prints when a master is forgotten', () => {
    const { status, stderr } = compileAndRun(program.replace(/.*master-2.*\n/, ''));
    expect(status).toBe(1);
    const shown = block('', 'KvorumError: ');
    expect(stderr.replaceAll(repo.folder, '/repo').slice(0, shown.length)).toBe(shown);
    expect(existsSync(join(repo.folder, 'dist'))).toBe(false);
  }, 60_000);

  it('for a review it needs no secret, and writes none', () => {
    const review = program.replace('const app = new ClusterApp();\n', block('ts', 'SYNTH_FOR_REVIEW'));
    const nobody = { HOME: join(repo.folder, 'nobody') };
    const refused = compileAndRun(review, { ...nobody, SYNTH_FOR_REVIEW: '' });
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('id_ed25519') });
    expect(existsSync(join(repo.folder, 'dist'))).toBe(false);
    expect(compileAndRun(review, { ...nobody, SYNTH_FOR_REVIEW: '1' })).toEqual({ status: 0, stdout: '', stderr: '' });
    const placeholders = readFileSync(join(repo.folder, 'dist/prod-secrets.k8s.yaml'), 'utf8');
    expect(placeholders).toContain('kind: SSHCredentials');
    const plain = compileAndRun(review);
    expect(plain).toMatchObject({ status: 0 });
    const real = readFileSync(join(repo.folder, 'dist/prod-secrets.k8s.yaml'), 'utf8');
    // The key, and nothing else, is another one.
    const withoutKey = (text: string): string => text.replace(/privateSSHKey: .*(\n {4,}.*)*/, '');
    expect(placeholders).not.toBe(real);
    expect(withoutKey(placeholders)).toBe(withoutKey(real));
  }, 60_000);
});

describe('the pages of the package', () => {
  it('link to nothing that is not in it', () => {
    const root = join(repo.folder, 'node_modules/kvorum');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
    const pages = files.filter((path) => path.endsWith('.md') && !path.startsWith('build'));
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/errors.md', 'docs/constructs/README.md']));
    expect(pages.flatMap((page) => deadLinks(root, page))).toEqual([]);
  });
});
