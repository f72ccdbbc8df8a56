import { isDeepStrictEqual } from 'node:util';

import type { ButaneConfig } from '../butane/config';
import { transpile } from '../butane/transpile';
import type { Transpiled } from '../butane/transpiled';

// What zlib makes changes with the versions of Node.
const NEVER_COMPRESSED = { compress: 'never' } as const;

/**
 * The last config of each name, and what became of it: the files of a machine and its checks need the same ones in a synth.
 *
 * Configs are compared as a whole: contents that are made late may differ at the next synth.
 */
export class LastTranspiled {
  private readonly last = new Map<string, { readonly config: ButaneConfig; readonly transpiled: Transpiled }>();

  /**
   * The result of transpiling a config.
   *
   * @param name What it is to the machine: the whole of it, a layer.
   * @param config The config, with placeholders for secrets.
   */
  public of(name: string, config: ButaneConfig): Transpiled {
    const known = this.last.get(name);
    if (known !== undefined && isDeepStrictEqual(known.config, config)) return known.transpiled;
    const transpiled = transpileOnce(config);
    this.last.set(name, { config, transpiled });
    return transpiled;
  }
}

/** The result of transpiling a config that holds the values of secrets: nobody keeps it. */
export function transpileOnce(config: ButaneConfig): Transpiled {
  return transpile(config, NEVER_COMPRESSED);
}
