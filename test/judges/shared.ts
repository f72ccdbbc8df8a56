/**
 * What the conformance suites need from outside the checkout: the platforms' own schemas (the shared
 * folder) and the real programs (the cache that scripts/judges.sh fills), and what a suite does
 * when one of them is not there.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const checkout = resolve(__dirname, '..', '..');

/** The folder of the shared data: KVORUM_SHARED, else `../shared` beside the checkout. */
const sharedFolder = resolve(setting('KVORUM_SHARED') ?? join(checkout, '..', 'shared'));

/** The cache of scripts/judges.sh: the same rule as there. */
const judgesFolder = resolve(
  setting('KVORUM_JUDGES') ?? join(setting('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'kvorum-judges'),
);

/** The real programs that a suite can ask for. */
export type Judge =
  | 'audit-loader-1.34'
  | 'audit-loader-1.36'
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-scheduler'
  | 'kubectl'
  | 'shellcheck'
  | 'etcdctl-3.6'
  | 'etcdutl-3.6'
  | 'etcd-3.5'
  | 'etcdctl-3.5'
  | 'etcdutl-3.5'
  | 'etcd-3.4'
  | 'etcdctl-3.4'
  | 'busybox'
  | 'restic'
  | 'rclone'
  | 'age'
  | 'age-keygen'
  | 'curl'
  | 'openssl'
  | 'systemd-analyze'
  | 'visudo'
  | 'butane'
  | 'butane-judge'
  | 'ignition-2.14'
  | 'ignition-validate-2.14'
  | 'ignition-validate-2.24'
  | 'ignition-validate-2.26'
  | 'ignition-judge-2.24'
  | 'ignition-judge-2.26'
  | 'yaml-reader'
  | 'cdk8s'
  | 'cdktf'
  | 'tsc'
  | 'node-22'
  | 'node-24';

/** The name under which scripts/judges.sh knows a program, where it is not the program's own. */
const componentOf: Partial<Record<Judge, string>> = {
  cdk8s: 'cdk8s-cli',
  cdktf: 'cdktf-cli',
  tsc: 'typescript',
};

/** Programs that the machine may bring along, so that they are also looked for in PATH. */
const alsoInPath: readonly Judge[] = ['kubectl', 'shellcheck', 'curl', 'openssl', 'systemd-analyze', 'visudo'];

/** What a conformance suite needs. */
export interface Needs {
  /** Paths below the shared folder, such as `upstream/deckhouse`. Default: none. */
  readonly shared?: readonly string[];
  /** Programs. Default: none. */
  readonly judges?: readonly Judge[];
}

/**
 * The absolute path of something in the shared folder.
 *
 * @throws when it is not there; a suite that lists it in its needs never sees that.
 */
export function shared(...path: string[]): string {
  const found = join(sharedFolder, ...path);
  if (!existsSync(found)) {
    throw new Error(`${found} is missing: set KVORUM_SHARED to the folder of the shared data`);
  }
  return found;
}

/**
 * The absolute path of a real program.
 *
 * @throws when it is not there; a suite that lists it in its needs never sees that.
 */
export function judge(name: Judge): string {
  const found = find(name);
  if (found === undefined) {
    throw new Error(`${name} is missing: run scripts/judges.sh ${componentOf[name] ?? name}`);
  }
  return found;
}

/**
 * A `describe` for a suite that needs more than Node. Where something is missing, the suite is skipped,
 * and one line says what is missing and how to get it. With KVORUM_CONFORMANCE=required it fails instead.
 *
 * The body runs only when everything is there, so it may call `shared` and `judge` while it declares tests.
 */
export function describeConformance(name: string, needs: Needs, body: () => void): void {
  const missing = missingOf(needs);
  if (missing === undefined) {
    describe(name, body);
  } else if (process.env.KVORUM_CONFORMANCE === 'required') {
    describe(name, () => {
      it('has everything that it needs', () => {
        throw new Error(missing);
      });
    });
  } else {
    process.stderr.write(`skipped: ${name}: ${missing}\n`);
    describe.skip(name, () => {
      it(missing, () => undefined);
    });
  }
}

/** What is missing of the needs and how to get it, in one line; nothing when everything is there. */
export function missingOf(needs: Needs): string | undefined {
  const parts: string[] = [];
  const folders = (needs.shared ?? []).filter((path) => !existsSync(join(sharedFolder, path)));
  if (folders.length > 0) {
    parts.push(`no ${folders.join(', ')} in ${sharedFolder}: set KVORUM_SHARED to the folder of the shared data`);
  }
  const programs = (needs.judges ?? []).filter((program) => find(program) === undefined);
  if (programs.length > 0) {
    const components = programs.map((program) => componentOf[program] ?? program);
    parts.push(`no ${programs.join(', ')}: run scripts/judges.sh ${components.join(' ')}`);
  }
  return parts.length > 0 ? parts.join('; ') : undefined;
}

/** An environment variable; an empty one counts as not set, as in a shell. */
function setting(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

function find(name: Judge): string | undefined {
  const folders = [join(judgesFolder, 'bin')];
  if (alsoInPath.includes(name)) {
    folders.push(...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''));
  }
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
