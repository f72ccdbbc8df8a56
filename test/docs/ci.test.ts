/**
 * The two pipelines of README.md, run by bash as their runners do, in a repository of their own. `npm ci` does nothing
 * there and `npx tsc` copies: the program is plain JavaScript. What a real compiler makes of a real program is in
 * test/package/readme.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';

import { blocksOf } from './page';
import { newFolder, removeFolder } from '../support/folders';

interface Pipeline {
  /** Its environment, but for that of the runner. */
  readonly env: Readonly<Record<string, string>>;
  /** Scripts, each run by a shell of its own. */
  readonly scripts: readonly string[];
}

interface GitLab {
  readonly synth: {
    readonly variables: Record<string, string>;
    readonly script: readonly string[];
    readonly artifacts: { readonly when: string; readonly paths: readonly string[] };
  };
}

interface GitHub {
  readonly env: Record<string, string>;
  readonly jobs: {
    readonly synth: {
      readonly steps: readonly { uses?: string; run?: string; with?: Record<string, string | number> }[];
    };
  };
}

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const yaml = (word: string): unknown =>
  load(blocksOf(readme).find(({ language, text }) => language === 'yaml' && text.includes(word))?.text ?? '');
const gitlab = yaml('CI_PIPELINE_SOURCE') as GitLab;
const github = yaml('GITHUB_STEP_SUMMARY') as GitHub;
const steps = github.jobs.synth.steps;

// What actions/checkout does with `path`: a fresh checkout of the base.
const CHECKOUT = 'rm -rf .base && git clone --quiet --branch base "$ORIGIN" .base';
const pipelines: readonly (readonly [string, Pipeline])[] = [
  ['GitLab CI', { env: gitlab.synth.variables, scripts: [gitlab.synth.script.join('\n')] }],
  [
    'GitHub Actions',
    {
      env: github.env,
      scripts: steps.flatMap((step) => (step.with?.path === '.base' ? [CHECKOUT] : step.run ? [step.run] : [])),
    },
  ],
];

const program = (text: string): string => `
  if (process.env.SYNTH_FOR_REVIEW !== '1') throw new Error('asks for a secret');
  require('node:fs').mkdirSync('dist', { recursive: true });
  require('node:fs').writeFileSync('dist/prod.k8s.yaml', ${JSON.stringify(text)});
`;

let folder: string;
beforeEach(() => {
  folder = newFolder();
  mkdirSync(join(folder, 'bin'));
  for (const [name, text] of [
    ['npm', 'test "$*" = ci'],
    ['npx', 'test "$*" = tsc && { test ! -f main.ts || cp main.ts main.js; }'],
  ] as const) {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
});
afterEach(() => removeFolder(folder));

const origin = (): string => `file://${join(folder, 'origin')}`;
const project = (): string => join(folder, 'project');

function bash(script: string, cwd: string, env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -eo pipefail\n${script}`], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      HOME: folder,
      ORIGIN: origin(),
      GIT_CONFIG_NOSYSTEM: '1',
      ...Object.fromEntries(['AUTHOR', 'COMMITTER'].flatMap((who) => [identity(who, 'NAME'), identity(who, 'EMAIL')])),
      ...env,
    },
  });
  return { status, stdout, stderr };
}

const identity = (who: string, what: string): readonly [string, string] => [`GIT_${who}_${what}`, 'test@example.com'];

/** A shallow clone of a repository with a base and a head, as a runner makes it. Undefined: without the program. */
function clone(base: string | undefined, head: string): void {
  const source = join(folder, 'origin');
  mkdirSync(source);
  const made = bash(
    'git init --quiet -b base && echo dist >.gitignore && git add . && git commit --quiet -m one',
    source,
  );
  expect(made).toMatchObject({ status: 0 });
  if (base !== undefined) commit(source, base);
  expect(bash('git checkout --quiet -b head', source)).toMatchObject({ status: 0 });
  commit(source, head);
  expect(bash('git clone --quiet --depth=1 --branch head "$ORIGIN" project', folder)).toMatchObject({ status: 0 });
}

function commit(source: string, text: string): void {
  writeFileSync(join(source, 'main.ts'), text);
  expect(bash('git add . && git commit --quiet --allow-empty -m next', source)).toMatchObject({ status: 0 });
}

/** The outcome of its first script that fails, or of the last one. */
function run({ env, scripts }: Pipeline) {
  const sha = bash('git rev-parse base', join(folder, 'origin')).stdout.trim();
  const runner = { CI_MERGE_REQUEST_DIFF_BASE_SHA: sha, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
  let outcome = bash('true', project());
  for (const script of scripts) if (outcome.status === 0) outcome = bash(script, project(), { ...env, ...runner });
  return outcome;
}

const diff = (): string => readFileSync(join(project(), 'manifests.diff'), 'utf8');

describe.each(pipelines)('%s', (_name, pipeline) => {
  it('shows a change', () => {
    clone(program('replicas: 1\n'), program('replicas: 3\n'));
    expect(run(pipeline)).toMatchObject({ status: 0 });
    expect(diff()).toMatch(/^ .*prod\.k8s\.yaml \| 2 \+-\n/);
    expect(diff()).toContain('\n-replicas: 1\n+replicas: 3\n');
  });

  it('succeeds without one', () => {
    clone(program('replicas: 3\n'), program('replicas: 3\n'));
    expect(run(pipeline)).toMatchObject({ status: 0 });
    expect(diff()).toBe('');
  });

  it('runs again in the same folder, also when the base has been removed from it', () => {
    clone(program('replicas: 1\n'), program('replicas: 3\n'));
    expect(run(pipeline)).toMatchObject({ status: 0 });
    const first = diff();
    expect(run(pipeline)).toMatchObject({ status: 0 });
    expect(diff()).toBe(first);
    rmSync(join(project(), '.base'), { recursive: true });
    expect(run(pipeline)).toMatchObject({ status: 0 });
    expect(diff()).toBe(first);
  });

  it.each([
    ['has no program', undefined],
    ['has one that fails', "throw new Error('no key');"],
    ['has one that writes nothing', ''],
  ])('shows everything as new when the base %s', (_what, base) => {
    clone(base, program('replicas: 3\n'));
    expect(run(pipeline)).toMatchObject({ status: 0 });
    expect(diff()).toContain('new file mode');
    expect(diff()).toContain('\n+replicas: 3\n');
  });

  it.each([
    ['fails', "throw new Error('refused');", 'refused'],
    ['writes nothing', '', 'dist'],
  ])('fails when the program of the merge request %s', (_what, head, said) => {
    clone(program('replicas: 1\n'), head);
    const { status, stderr } = run(pipeline);
    expect(status).not.toBe(0);
    expect(stderr).toContain(said);
  });
});

describe('what people see', () => {
  const summary = (): string => readFileSync(join(folder, 'summary.md'), 'utf8');
  const pipeline = pipelines[1]?.[1] ?? { env: {}, scripts: [] };

  it('GitLab keeps the diff, also of a job that fails, and neither manifests nor files', () => {
    expect(gitlab.synth.artifacts).toMatchObject({ when: 'always', paths: ['manifests.diff'] });
  });

  it('GitHub keeps the diff', () => {
    const upload = steps.find((step) => step.uses?.startsWith('actions/upload-artifact@'));
    expect(upload?.with?.path).toBe('manifests.diff');
  });

  it('the summary of GitHub is a fenced block, whatever the manifests hold', () => {
    clone(program('a: |\n  ```\n  text\nb: 1\n'), program('a: |\n  ```\n  text\nb: 2\n'));
    expect(run(pipeline)).toMatchObject({ status: 0 });
    expect(summary()).toBe(`\`\`\`\`\`\`diff\n${diff()}\n\`\`\`\`\`\`\n`);
    expect(summary().match(/^ {0,3}`{6,}/gm)).toHaveLength(2);
  });

  it('and no longer than it may be', () => {
    clone(program('a: 1\n'), program('b: 1 # of many\n'.repeat(100_000)));
    expect(run(pipeline)).toMatchObject({ status: 0 });
    expect(diff().length).toBeGreaterThan(1024 ** 2);
    expect(summary().length).toBeLessThan(1024 ** 2);
    expect(summary()).toMatch(/^`{6}diff\n[^]*\n`{6}\n$/);
  });
});
