import { mergeConfigs } from '../../ignition/merge-configs';
import type { Path } from '../../report/path';
import { rootShape } from '../../schema/shape';
import type { ConfigObject } from '../../value';
import type { Translation } from '../translation';

/**
 * Puts what Butane makes of its shorthands below what the user wrote: the user's own entries win, field by field.
 *
 * @returns The config of both. Positions of everything in it still lead to the source.
 */
export function mergeSugar(made: ConfigObject, written: ConfigObject, translation: Translation): ConfigObject {
  const { dialect, origins } = translation;
  const shape = rootShape(dialect);
  origins.isMerged = true;
  if (!origins.isKept) return mergeConfigs(made, written, shape);
  const sources = { parent: made, child: written };
  const fields = new Map<object, Map<string | number, Path>>();
  const merged = mergeConfigs(made, written, shape, {
    took: (into, field, side, from) => {
      const its = fields.get(into) ?? new Map<string | number, Path>();
      fields.set(into, its.set(field, origins.inSource(sources[side], from, shape)));
    },
  });
  for (const [object, its] of fields) origins.set(object, undefined, its);
  return merged;
}
