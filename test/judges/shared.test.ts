/** What a conformance suite does where something that it needs is missing. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Shared from './shared';
import { newFolder, removeFolder } from '../support/folders';
import { silentStderr } from '../support/stderr';

const needs: Shared.Needs = { shared: ['upstream/deckhouse'], judges: ['etcd', 'cdk8s'] };
const variables = ['KVORUM_SHARED', 'KVORUM_JUDGES', 'KVORUM_CONFORMANCE', 'XDG_CACHE_HOME', 'PATH'] as const;

describe('a conformance suite', () => {
  const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
  const written = silentStderr();
  let folder: string;
  let declared: string[];

  beforeEach(() => {
    folder = newFolder();
    Object.assign(process.env, { KVORUM_SHARED: join(folder, 'shared'), KVORUM_JUDGES: join(folder, 'judges') });
    delete process.env.KVORUM_CONFORMANCE;
    declared = [];
  });

  afterEach(() => {
    jest.restoreAllMocks();
    for (const name of variables) {
      if (before[name] === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = before[name];
      }
    }
    removeFolder(folder);
  });

  it('runs where everything is there, and finds it', () => {
    provide('shared/upstream/deckhouse/README.md');
    provide('judges/bin/etcd', 0o755);
    provide('judges/bin/cdk8s', 0o755);
    const module = load();
    expect(declare(module)).toEqual(['describe name', 'body']);
    expect(written()).toBe('');
    expect(module.shared('upstream', 'deckhouse')).toBe(join(folder, 'shared/upstream/deckhouse'));
    expect(module.judge('etcd')).toBe(join(folder, 'judges/bin/etcd'));
  });

  it('is skipped where something is missing, with one line that says what and how to get it', () => {
    provide('judges/bin/etcd', 0o755);
    expect(declare(load())).toEqual(['skip name', expect.stringContaining('it no upstream/deckhouse')]);
    expect(written()).toBe(
      `skipped: name: no upstream/deckhouse in ${join(folder, 'shared')}: ` +
        'set KVORUM_SHARED to the folder of the shared data; no cdk8s: run scripts/judges.sh cdk8s-cli\n',
    );
  });

  it('fails instead where conformance is required', () => {
    process.env.KVORUM_CONFORMANCE = 'required';
    expect(declare(load())).toEqual([
      'describe name',
      'it has everything that it needs',
      expect.stringMatching(/^throws no upstream\/deckhouse .* run scripts\/judges.sh etcd cdk8s-cli$/),
    ]);
  });

  it('does not take a file that cannot be executed for a program', () => {
    provide('judges/bin/etcd', 0o644);
    expect(load().missingOf({ judges: ['etcd'] })).toBe('no etcd: run scripts/judges.sh etcd');
    expect(() => load().judge('etcd')).toThrow('etcd is missing: run scripts/judges.sh etcd');
  });

  it('takes kubectl and shellcheck from the machine, but no other program', () => {
    for (const name of ['kubectl', 'shellcheck', 'etcd']) {
      provide(`path/${name}`, 0o755);
    }
    process.env.PATH = join(folder, 'path');
    expect(load().missingOf({ judges: ['kubectl', 'shellcheck', 'etcd'] })).toBe('no etcd: run scripts/judges.sh etcd');
    expect(load().judge('kubectl')).toBe(join(folder, 'path/kubectl'));
  });

  it('looks for programs below XDG_CACHE_HOME where no folder is named', () => {
    delete process.env.KVORUM_JUDGES;
    process.env.XDG_CACHE_HOME = join(folder, 'cache');
    provide('cache/kvorum-judges/bin/etcd', 0o755);
    expect(load().judge('etcd')).toBe(join(folder, 'cache/kvorum-judges/bin/etcd'));
  });

  function provide(path: string, mode = 0o644): void {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '');
    chmodSync(file, mode);
  }

  /** The module reads the environment when it is loaded. */
  function load(): typeof Shared {
    let module: typeof Shared | undefined;
    jest.isolateModules(() => {
      module = jest.requireActual<typeof Shared>('./shared');
    });
    return module!;
  }

  /** Declares a suite with recorders in the place of jest's own functions. */
  function declare(module: typeof Shared): string[] {
    const recorder = (word: string) => (name: string, body: () => void) => {
      declared.push(`${word} ${name}`);
      try {
        body();
      } catch (error) {
        declared.push(`throws ${(error as Error).message}`);
      }
    };
    const real = { describe, it };
    const describeRecorder = Object.assign(recorder('describe'), { skip: recorder('skip') });
    Object.assign(globalThis, { describe: describeRecorder, it: recorder('it') });
    try {
      module.describeConformance('name', needs, () => declared.push('body'));
    } finally {
      Object.assign(globalThis, real);
    }
    return declared;
  }
});
