import type * as JsYaml from 'js-yaml';

/**
 * A document as YAML, its keys in their own order.
 *
 * Texts that another reader of YAML would take for a number or a truth value ('24', '1.30', 'yes') are quoted. Lines are
 * never folded, and values that occur twice are written twice: not every reader knows references.
 *
 * @param document Plain data.
 */
export function toYaml(document: Readonly<Record<string, unknown>>): string {
  // Loaded when the first file is written: a program that has none starts without it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { dump } = require('js-yaml') as typeof JsYaml;
  return dump(document, { lineWidth: -1, noRefs: true });
}
