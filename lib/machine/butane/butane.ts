import type { ButaneConfig } from './config';
import type { TranspileOptions } from './transpile';
import { transpile } from './transpile';
import type { Transpiled } from './transpiled';

/** Butane configs of the variants fcos 1.0.0 to 1.7.0, and flatcar 1.0.0 and 1.1.0. */
export class Butane {
  /**
   * Turns a Butane config into an Ignition config, in this process and without the network.
   *
   * It gives the same messages as `butane`, with correct positions, and never throws because of the contents of a
   * config: check `failure` and `report`.
   *
   * @param input A text, the bytes of a file, or a typed config. In a typed config a field that the version does not
   * have is an error.
   */
  public static transpile(input: string | Uint8Array | ButaneConfig, options: TranspileOptions = {}): Transpiled {
    return transpile(input, options);
  }
}
