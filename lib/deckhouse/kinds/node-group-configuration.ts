import type { ShapeFault } from '../../core/check-shape';
import { checkShape, isUnresolved } from '../../core/check-shape';
import { integer, list, object, oneOf, optional, required, text } from '../../core/shape';
import type { DeckhouseRelease } from '../release';
import type { FieldValues, PlatformKind } from './kind';
import { OBJECT_NAME } from './kind';

/**
 * The fields of a NodeGroupConfiguration.
 *
 * @see https://deckhouse.io/modules/node-manager/cr.html#nodegroupconfiguration
 */
export interface NodeGroupConfigurationSpec {
  /** A bash script, in which Go templates are filled in. It runs on every node repeatedly, as root. */
  readonly content: string;
  /** Names of the node groups, or `*` alone for all. A group cannot be excluded. */
  readonly nodeGroups: readonly string[];
  /**
   * Families of operating systems, or `*` alone for all: `ubuntu-lts`, `centos`, `debian`, `redos`, `rosa`, `astra`,
   * `altlinux`, `opensuse`. Before 1.67 any name was accepted, for example `centos-7`.
   */
  readonly bundles: readonly string[];
  /**
   * Order of the step: lower ones run first.
   *
   * @default 100
   */
  readonly weight?: number;
}

const BUNDLES = list(oneOf(['ubuntu-lts', 'centos', 'debian', 'redos', 'rosa', 'astra', 'altlinux', 'opensuse', '*']), {
  minItems: 1,
});

/** The table of a NodeGroupConfiguration's fields. */
export const NODE_GROUP_CONFIGURATION_SPEC = object<NodeGroupConfigurationSpec>({
  content: required(text()),
  nodeGroups: required(list(text({ minLength: 1, maxLength: 42 }), { minItems: 1, unique: true })),
  bundles: required(list(text({ minLength: 1 }), { minItems: 1, unique: true })),
  weight: optional(integer(), { platformDefault: '100' }),
});

/** The kind NodeGroupConfiguration. */
export const NODE_GROUP_CONFIGURATION: PlatformKind = {
  kind: 'NodeGroupConfiguration',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1alpha1' }],
  fields: { spec: required(NODE_GROUP_CONFIGURATION_SPEC) },
  name: OBJECT_NAME,
  validate: unknownBundles,
};

function unknownBundles(body: FieldValues, _name: string, release: DeckhouseRelease): readonly ShapeFault[] {
  if (!release.isAtLeast('1.67') || isUnresolved(body.spec)) return [];
  return checkShape(BUNDLES, (body.spec as NodeGroupConfigurationSpec).bundles, 'spec.bundles', release);
}
