import { mergeConfigs } from '../../ignition/merge-configs';
import type { Path } from '../../report/path';
import { rootStruct } from '../../schema/dialect-struct';
import type { ConfigObject } from '../../value';
import type { Translation } from '../translation';

/**
 * Merges the entries that Butane generates from its shorthands with the user's own entries, which win field by field.
 *
 * @returns The config of both. Positions of everything in it still lead to the source.
 */
export function mergeShorthand(made: ConfigObject, written: ConfigObject, translation: Translation): ConfigObject {
  const { dialect, origins } = translation;
  const struct = rootStruct(dialect);
  origins.isMerged = true;
  if (!origins.isKept) return mergeConfigs(made, written, struct);
  const sources = { parent: made, child: written };
  const fields = new Map<object, Map<string | number, Path>>();
  const merged = mergeConfigs(made, written, struct, {
    took: (into, field, side, from) => {
      const its = fields.get(into) ?? new Map<string | number, Path>();
      fields.set(into, its.set(field, origins.inSource(sources[side], from, struct)));
    },
  });
  for (const [object, its] of fields) origins.set(object, undefined, its);
  return merged;
}
