import type { Construct } from 'constructs';

import type { DhctlDocumentProps } from '../dhctl-document';
import { DhctlDocument } from '../dhctl-document';
import type { KindTable } from '../kind';
import { NETWORK_FORM } from '../../core/ip';
import type { FieldsOf } from '../../core/shape';
import { list, optional, text } from '../../core/shape';

/** The fields of a StaticClusterConfiguration. */
export interface StaticClusterConfigurationFields {
  /**
   * Networks over which the nodes talk to each other. Required in effect when a host has several interfaces. A later
   * change must keep the addresses of all nodes in it.
   *
   * @default - the only network of each host
   */
  readonly internalNetworkCIDRs?: readonly string[];
}

/** The table of a StaticClusterConfiguration's fields. */
export const STATIC_CLUSTER_CONFIGURATION_FIELDS: FieldsOf<StaticClusterConfigurationFields> = {
  internalNetworkCIDRs: optional(list(text(NETWORK_FORM), { unique: true })),
};

/** The kind StaticClusterConfiguration. */
export const STATIC_CLUSTER_CONFIGURATION: KindTable = {
  kind: 'StaticClusterConfiguration',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1' }],
  fields: STATIC_CLUSTER_CONFIGURATION_FIELDS,
};

/** What `StaticClusterConfiguration` takes. */
export interface StaticClusterConfigurationProps extends StaticClusterConfigurationFields, DhctlDocumentProps {}

/**
 * What dhctl must know of hosts that exist (`deckhouse.io/v1`). A document of dhctl's file; only for clusters of type
 * Static, and only needed when hosts have several networks.
 */
export class StaticClusterConfiguration extends DhctlDocument {
  /**
   * @throws KV12xx for fields that the release does not take, KV37xx for what dhctl refuses.
   */
  public constructor(scope: Construct, id: string, props: StaticClusterConfigurationProps = {}) {
    super(scope, id, STATIC_CLUSTER_CONFIGURATION, props);
  }
}
