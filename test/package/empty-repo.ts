import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Outcome } from './built';
import { checkout, run } from './built';
import { newFolder, removeFolder } from '../support/folders';

/** A folder with nothing but the packed package in its node_modules, as a user gets it, and packages beside it. */
export class EmptyRepo {
  /** The folder. */
  public readonly folder = newFolder();

  /**
   * @param packages Those beside it, by the names that they have in the checkout.
   * @throws when the package cannot be packed.
   */
  public constructor(packages: readonly string[]) {
    this.mustRun('npm', ['pack', '--silent', '--pack-destination', this.folder], checkout);
    const tarball = readdirSync(this.folder).find((name) => name.endsWith('.tgz')) ?? '';
    mkdirSync(join(this.folder, 'node_modules/kvorum'), { recursive: true });
    this.mustRun('tar', ['-xzf', tarball, '-C', 'node_modules/kvorum', '--strip-components=1'], this.folder);
    rmSync(join(this.folder, tarball));
    for (const name of packages) this.link(name, name);
  }

  /** The compiler, with the options of the folder's tsconfig.json unless others are given. */
  public tsc(...args: readonly string[]): Outcome {
    return this.node(join(this.folder, 'node_modules/typescript/bin/tsc'), ...args);
  }

  /** A program of the folder. */
  public node(...args: readonly string[]): Outcome {
    return run(process.execPath, args, this.folder);
  }

  /** Removes the folder. */
  public remove(): void {
    removeFolder(this.folder);
  }

  /**
   * Makes a package of the checkout one of the folder.
   *
   * @param target Its name in the checkout.
   */
  protected link(name: string, target: string): void {
    const path = join(this.folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(checkout, 'node_modules', target), path);
  }

  private mustRun(command: string, args: readonly string[], cwd: string): void {
    const { status, stderr } = run(command, args, cwd);
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`);
  }
}
