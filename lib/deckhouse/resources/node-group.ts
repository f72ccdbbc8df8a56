import type { Construct } from 'constructs';

import type { PlatformKind, PlatformObjectProps } from '../platform-object';
import { PlatformObject } from '../platform-object';
import type { NodeGroupSpec } from './node-group-spec';
import { NODE_GROUP_SPEC } from './node-group-spec';
import { required } from '../../core/shape';

export type {
  AutomaticDisruptions,
  DisruptionWindow,
  FencingWatchdog,
  NodeGroupChaos,
  NodeGroupDisruptions,
  NodeGroupFencing,
  NodeGroupOperatingSystem,
  NodeGroupSpec,
  NodeGroupUpdate,
  NodeType,
  RollingUpdateDisruptions,
  WeekDay,
} from './node-group-spec';

/** The kind NodeGroup. */
export const NODE_GROUP: PlatformKind = {
  kind: 'NodeGroup',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1' }],
  fields: { spec: required(NODE_GROUP_SPEC) },
  name: {
    type: 'string',
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    form: 'lower-case letters, digits and hyphens, starting and ending with a letter or digit',
    maxLength: 42,
  },
};

/** What `NodeGroup` takes. */
export interface NodeGroupProps extends PlatformObjectProps {
  /** The fields of the group. */
  readonly spec: NodeGroupSpec;
}

/**
 * A group of nodes that are set up alike (`deckhouse.io/v1`, cluster-scoped).
 *
 * This is the object as it is. `MasterNodeGroup`, `StaticNodeGroup` and their kin fill it with safe defaults.
 */
export class NodeGroup extends PlatformObject {
  /**
   * @throws KV12xx for fields that the release does not take, KV32xx for what Deckhouse's webhooks refuse.
   */
  public constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id, NODE_GROUP, props);
  }
}
