import type { CheckContext } from '../ignition/check-context';
import { hasHugeNumber, readConfig, readDocument } from '../ignition/read-config';
import { TREE_MISMATCH, UNUSED_KEY } from '../ignition/rules-of-keys';
import { checkConfig } from '../ignition/validate';
import type { Path } from '../report/path';
import type { FoundInText } from '../report/report-of';
import { ScalarPlaces } from '../report/scalar-places';
import { childOf, offsetOf } from '../report/source-map';
import { rootStruct } from '../schema/dialect-struct';
import type { Spec } from '../schema/versions';
import { ignitionDialect } from '../schema/versions';
import { parseSemver } from '../syntax/semver';
import { bytesOfText } from '../text-bytes';
import type { RawNode } from '../../yaml/node';
import type { ConfigObject } from '../value';
import { objectOf, textOf } from '../value';
import { BAD_CHILD, CHILD_JSON, CHILD_VERSION } from './rules';
import type { ButaneSource } from './source';

const KEY_RULES = new Set([UNUSED_KEY, TREE_MISMATCH]);

/** The check of a resource that is a config itself, to be merged by Ignition, at the place of the context. */
export function childLook(source: ButaneSource, context: CheckContext, compat: boolean): (child: ConfigObject) => void {
  return (child) => {
    const [first, second] = context.path;
    if (first !== 'ignition' || second !== 'config') return;
    const inline = textOf(child, 'inline');
    if (inline === undefined || child.local !== undefined || child.source !== undefined) return;
    const path = [...context.path];
    const found = foundIn(inline, path, context.spec, compat);
    const places = compat || found.length === 0 ? undefined : placesOf(source, [...path, 'inline'], inline);
    for (const { inner, ...its } of found) {
      const offset = inner === undefined ? undefined : places?.placeOf(inner);
      context.found.push(offset === undefined ? its : { ...its, offset });
    }
  };
}

/** The findings in an inline config. */
interface FoundInside extends FoundInText {
  /** Where in its own text. */
  readonly inner?: number;
}

function foundIn(text: string, path: Path, spec: Spec, compat: boolean): readonly FoundInside[] {
  const document = readDocument(bytesOfText(text));
  const struct = rootStruct(ignitionDialect(spec));
  const read = document.fault === undefined ? readConfig(document, struct) : undefined;
  const fault = document.fault ?? read?.fault;
  if (fault !== undefined || read === undefined) {
    const whole = [...path, 'inline'];
    const inner = document.fault === undefined ? {} : { inner: document.faultAt };
    return [
      { rule: CHILD_JSON, path: compat ? [] : whole, message: fault!, ...inner },
      { rule: BAD_CHILD, path: whole, message: BAD_CHILD.message },
    ];
  }
  const version = parseSemver(textOf(objectOf(read.config, 'ignition'), 'version') ?? '');
  if (version !== undefined && version !== `3.${spec}.0`) {
    const inner = offsetOf(document.root, ['ignition', 'version']);
    return [{ rule: CHILD_VERSION, path: [...path, 'version'], message: CHILD_VERSION.message, inner }];
  }
  const found = checkConfig(read.config, struct, document, spec);
  if (compat) {
    // Upstream looks for the paths of the inner config in the outer text, and for unused keys with another reader,
    // which refuses numbers that a float cannot hold.
    return hasHugeNumber(document.root) ? found.filter(({ rule }) => !KEY_RULES.has(rule)) : found;
  }
  return found.map((its) => ({
    ...its,
    path: [...path, 'inline', ...its.path],
    inner: offsetOf(document.root, its.path, its.isKey),
  }));
}

/** The places of an inline config in the text around it; undefined when it is not there as it is meant. */
function placesOf({ root, text, isTyped }: ButaneSource, path: Path, inline: string): ScalarPlaces | undefined {
  if (isTyped) return undefined;
  let node: RawNode | undefined = root;
  for (const step of path) node = node === undefined ? undefined : childOf(node, step);
  return node?.type === 'scalar' && node.value === inline ? new ScalarPlaces(node, text) : undefined;
}
