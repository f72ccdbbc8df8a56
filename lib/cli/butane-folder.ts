import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

import { systemFault } from '../machine/butane/local-files';
import { FileFault } from './files';

/** Two files whose configs would have one name in the folder. */
export class SameName extends Error {}

/** The folder that the configs of several files are written to: `hosts/node-1.bu` becomes `DIR/node-1.ign`. */
export class ButaneFolder {
  private readonly names: ReadonlyMap<string, string>;

  /**
   * @param folder Its path.
   * @param files All files.
   * @throws SameName
   */
  public constructor(
    private readonly folder: string,
    files: readonly string[],
  ) {
    const taken = new Map<string, string>();
    for (const file of files) {
      const name = `${basename(file, extname(file))}.ign`;
      const other = taken.get(name);
      if (other !== undefined)
        throw new SameName(`${other} and ${file} would both be written to ${join(folder, name)}`);
      taken.set(name, file);
    }
    this.names = new Map([...taken].map(([name, file]) => [file, name]));
  }

  /** Makes the folder where it is missing. */
  public make(): void {
    try {
      mkdirSync(this.folder, { recursive: true });
    } catch (e) {
      throw new FileFault(`failed to make the folder ${this.folder}: ${systemFault('mkdir', this.folder, e).message}`);
    }
  }

  /** Where the config of a file goes. */
  public pathOf(file: string): string {
    return join(this.folder, this.names.get(file) ?? '');
  }
}
