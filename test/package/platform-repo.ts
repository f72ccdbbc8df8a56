import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Outcome } from './built';
import { checkout, run } from './built';

/** The example `platform-repo`, as it stands in the checkout. */
export const PLATFORM_REPO = join(checkout, 'examples/platform-repo');

const PACKAGES = ['cdk8s', 'cdk8s-plus-28', 'constructs', 'ipaddr.js', '@types/node', 'undici-types'];

/** The example in a folder of its own, with the packed package in its node_modules as a user gets it. */
export class PlatformRepo {
  /** The folder. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'kvorum-package-'));

  /**
   * @throws when the package cannot be packed.
   */
  public constructor() {
    cpSync(PLATFORM_REPO, this.folder, { recursive: true, filter: (path) => !path.includes('golden') });
    this.mustRun('npm', ['pack', '--silent', '--pack-destination', this.folder], checkout);
    const tarball = readdirSync(this.folder).find((name) => name.endsWith('.tgz')) ?? '';
    mkdirSync(join(this.folder, 'node_modules/kvorum'), { recursive: true });
    this.mustRun('tar', ['-xzf', tarball, '-C', 'node_modules/kvorum', '--strip-components=1'], this.folder);
    for (const name of PACKAGES) this.link(name, name);
    // The compiler that cdk8s-cli's own template asks for.
    this.link('typescript', 'typescript-of-cdk8s');
  }

  /** The compiler, with the options of cdk8s-cli's own template unless others are given. */
  public tsc(...args: readonly string[]): Outcome {
    return this.node(join(this.folder, 'node_modules/typescript/bin/tsc'), ...args);
  }

  /** A program of the folder. */
  public node(...args: readonly string[]): Outcome {
    return run(process.execPath, args, this.folder);
  }

  /** The example's program, written for a release. */
  public synth(release: string): Outcome {
    return run(process.execPath, ['main.js'], this.folder, { DECKHOUSE_RELEASE: release });
  }

  /** Removes the folder. */
  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private link(name: string, target: string): void {
    const path = join(this.folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(checkout, 'node_modules', target), path);
  }

  private mustRun(command: string, args: readonly string[], cwd: string): void {
    const { status, stderr } = run(command, args, cwd);
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`);
  }
}
