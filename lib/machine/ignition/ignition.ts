import type { CheckedInput } from './checked-input';
import { checkInput, mergeInputs, verdictOn } from './checked-input';
import type { IgnitionConfig } from './ignition-config';
import { MergedConfig } from './merged-config';
import type { ValidatedConfig } from './validated-config';

/** Options of `Ignition.merge`. */
export interface MergeOptions {
  /**
   * Indents the JSON.
   *
   * @default false
   */
  readonly pretty?: boolean;
}

/** Configs of Ignition: JSON of the specs 3.0.0 to 3.6.0. */
export class Ignition {
  /**
   * Validates a config, with the messages of `ignition-validate`.
   *
   * @param config A text, the bytes of a file, or an object.
   */
  public static validate(config: string | Uint8Array | IgnitionConfig): ValidatedConfig {
    return verdictOn(checkInput(config));
  }

  /**
   * Merges a config into another one, as Ignition does at boot: the child wins, field by field; lists grow; files,
   * users, units and other entries with the same key are merged. The result has the newer spec of the two.
   *
   * @param parent The base config.
   * @param child The config that overrides it.
   */
  public static merge(
    parent: string | Uint8Array | IgnitionConfig,
    child: string | Uint8Array | IgnitionConfig,
    options: MergeOptions = {},
  ): MergedConfig {
    const [first, second] = [checkInput(parent), checkInput(child)];
    for (const [name, input] of Object.entries<CheckedInput>({ parent: first, child: second })) {
      const { failure } = input.checked;
      if (failure !== undefined) return new MergedConfig(`the ${name}: ${failure}`, undefined, verdictOn(input).report);
    }
    const merged = mergeInputs(first, second, options.pretty === true);
    const { failure, report } = verdictOn(merged);
    return new MergedConfig(failure, failure === undefined ? merged.document.text : undefined, report);
  }
}
