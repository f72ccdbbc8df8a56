import { TREE_MISMATCH, UNUSED_KEY } from '../ignition/rules-of-keys';
import { checkConfig } from '../ignition/validate';
import { hasHugeNumber, readConfig, readDocument } from '../ignition/read-config';
import type { CheckContext } from '../ignition/check-context';
import type { Path } from '../report/path';
import { rootShape } from '../schema/shape';
import { ignitionDialect } from '../schema/versions';
import { parseSemver } from '../syntax/semver';
import { bytesOfText } from '../text-bytes';
import type { ConfigObject } from '../value';
import { objectOf, objectsOf, textOf } from '../value';
import { BAD_CHILD, CHILD_JSON, CHILD_VERSION } from './rules';
import type { ButaneSource } from './source';

const KEY_RULES = new Set([UNUSED_KEY, TREE_MISMATCH]);

/** Looks at the configs that stand inside of a config, to be merged by Ignition. */
export function checkChildren({ config, dialect }: ButaneSource, context: CheckContext, compat: boolean): void {
  // The first spec has no inline configs.
  if (dialect.spec === 0) return;
  const configs = objectOf(objectOf(config, 'ignition'), 'config');
  const at = ['ignition', 'config'];
  const look = (child: ConfigObject | undefined, path: Path): void => {
    const inline = textOf(child, 'inline');
    if (child === undefined || inline === undefined || child.local !== undefined || child.source !== undefined) return;
    checkChild(inline, path, dialect.spec, context, compat);
  };
  objectsOf(configs, 'merge').forEach((child, i) => look(child, [...at, 'merge', i]));
  look(objectOf(configs, 'replace'), [...at, 'replace']);
}

function checkChild(
  text: string,
  path: Path,
  spec: ButaneSource['dialect']['spec'],
  context: CheckContext,
  compat: boolean,
): void {
  const document = readDocument(bytesOfText(text));
  const shape = rootShape(ignitionDialect(spec));
  const read = document.fault === undefined ? readConfig(document, shape) : undefined;
  const fault = document.fault ?? read?.fault;
  if (fault !== undefined || read === undefined) {
    context.found.push({ rule: CHILD_JSON, path: compat ? [] : [...path, 'inline'], message: fault! });
    context.found.push({ rule: BAD_CHILD, path: [...path, 'inline'], message: BAD_CHILD.message });
    return;
  }
  const version = parseSemver(textOf(objectOf(read.config, 'ignition'), 'version') ?? '');
  if (version !== undefined && version !== `3.${spec}.0`) {
    context.found.push({ rule: CHILD_VERSION, path: [...path, 'version'], message: CHILD_VERSION.message });
    return;
  }
  // Upstream looks for unused keys with another reader, which takes no number that a float cannot hold.
  const seesKeys = !compat || !hasHugeNumber(document.root);
  for (const found of checkConfig(read.config, shape, document, spec)) {
    if (!seesKeys && KEY_RULES.has(found.rule)) continue;
    // Upstream looks for the paths of the inner config in the outer text.
    context.found.push(compat ? found : { ...found, path: [...path, 'inline', ...found.path] });
  }
}
