import { reportOf } from '../report/report-of';
import { rootStruct } from '../schema/dialect-struct';
import { ignitionDialect } from '../schema/versions';
import type { IgnitionConfig } from './ignition-config';
import { mergeConfigs } from './merge-configs';
import type { JsonDocument } from './read-config';
import { readDocument } from './read-config';
import type { CheckedConfig } from './validate';
import { checkDocument, upgrade } from './validate';
import { ValidatedConfig } from './validated-config';
import { writeConfig } from './write';

/** An Ignition config that has been read and checked once, for all further use. */
export interface CheckedInput {
  readonly document: JsonDocument;
  readonly checked: CheckedConfig;
}

/** Reads a config and checks it. */
export function checkInput(config: string | Uint8Array | IgnitionConfig): CheckedInput {
  const isText = typeof config === 'string' || config instanceof Uint8Array;
  const document = readDocument(isText ? config : JSON.stringify(config));
  return { document, checked: checkDocument(document) };
}

/** The verdict on a config that has been checked. */
export function verdictOn({ document, checked }: CheckedInput): ValidatedConfig {
  const { failure, found, spec } = checked;
  const root = document.fault === undefined ? document.root : undefined;
  const report = reportOf(found, document.text, root, false, 'json');
  return new ValidatedConfig(failure, report, failure === undefined ? `3.${spec}.0` : undefined);
}

/** Merges two valid configs. The result has been checked, too: two valid configs can make an invalid one. */
export function mergeInputs(parent: CheckedInput, child: CheckedInput, pretty: boolean): CheckedInput {
  const [first, second] = [parent.checked, child.checked];
  const spec = first.spec > second.spec ? first.spec : second.spec;
  const struct = rootStruct(ignitionDialect(spec));
  const upgraded = [first, second].map((its) => upgrade(its.config, its.spec, spec));
  const merged = mergeConfigs(upgraded[0]!, upgraded[1]!, struct);
  return checkInput(`${writeConfig(merged, struct, pretty)}\n`);
}
