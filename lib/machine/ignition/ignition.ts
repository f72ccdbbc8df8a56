import { reportOf } from '../report/report-of';
import { rootShape } from '../schema/shape';
import { ignitionDialect } from '../schema/versions';
import type { IgnitionConfig } from './ignition-config';
import { MergedConfig } from './merged-config';
import { mergeConfigs } from './merge-configs';
import { readDocument } from './read-config';
import { checkDocument, upgrade } from './validate';
import { ValidatedConfig } from './validated-config';
import { writeConfig } from './write';

/** How configs are merged. */
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
   * Says what is wrong with a config, in the words of `ignition-validate`.
   *
   * @param config A text, the bytes of a file, or an object.
   */
  public static validate(config: string | Uint8Array | IgnitionConfig): ValidatedConfig {
    const document = readDocument(textOf(config));
    const { failure, found, spec } = checkDocument(document);
    const root = document.fault === undefined ? document.root : undefined;
    const report = reportOf(found, document.text, root, false, 'json');
    return new ValidatedConfig(failure, report, failure === undefined ? `3.${spec}.0` : undefined);
  }

  /**
   * Merges a config into another one, as Ignition does at boot: the child wins, field by field; lists grow; files,
   * users, units and other entries with the same key are merged. The result has the newer spec of the two.
   *
   * @param parent The config that is there.
   * @param child The config that is put over it.
   */
  public static merge(
    parent: string | Uint8Array | IgnitionConfig,
    child: string | Uint8Array | IgnitionConfig,
    options: MergeOptions = {},
  ): MergedConfig {
    const [first, second] = [checkDocument(readDocument(textOf(parent))), checkDocument(readDocument(textOf(child)))];
    for (const [name, checked] of Object.entries({ parent: first, child: second })) {
      if (checked.failure === undefined) continue;
      const given = name === 'parent' ? parent : child;
      return new MergedConfig(`the ${name}: ${checked.failure}`, undefined, Ignition.validate(given).report);
    }
    const spec = first.spec > second.spec ? first.spec : second.spec;
    const shape = rootShape(ignitionDialect(spec));
    const upgraded = [first, second].map((its) => upgrade(its.config, its.spec, spec));
    const merged = mergeConfigs(upgraded[0]!, upgraded[1]!, shape);
    const json = `${writeConfig(merged, shape, options.pretty === true)}\n`;
    // Two valid configs can make an invalid one.
    const { failure, report } = Ignition.validate(json);
    return new MergedConfig(failure, failure === undefined ? json : undefined, report);
  }
}

function textOf(config: string | Uint8Array | IgnitionConfig): string | Uint8Array {
  return typeof config === 'string' || config instanceof Uint8Array ? config : JSON.stringify(config);
}
