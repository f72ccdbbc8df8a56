import { isDeepStrictEqual } from 'node:util';

import type { ButaneConfig } from '../butane/config';
import { transpile } from '../butane/transpile';
import type { Transpiled } from '../butane/transpiled';

// The output of zlib changes with the versions of Node.
const NEVER_COMPRESSED = { compress: 'never' } as const;

/**
 * The last config of each name and its result: the files of a machine and its checks need the same ones in a synth.
 *
 * Configs are compared as a whole: late contents may differ at the next synth.
 */
export class LastTranspiled {
  private readonly last = new Map<string, { readonly config: ButaneConfig; readonly transpiled: Transpiled }>();

  /**
   * The result of transpiling a config.
   *
   * @param name The role of the config: the whole machine, or a layer.
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

/** The result of transpiling a config that holds the values of secrets, which is not kept. */
export function transpileOnce(config: ButaneConfig): Transpiled {
  return transpile(config, NEVER_COMPRESSED);
}
