import { NETWORK_FORM } from '../../core/ip';
import type { FieldsOf } from '../../core/shape';
import { list, optional, text } from '../../core/shape';
import type { KindTable } from './kind';

/**
 * The fields of a StaticClusterConfiguration.
 *
 * @see https://deckhouse.io/products/kubernetes-platform/documentation/v1/installing/configuration.html#staticclusterconfiguration
 */
export interface StaticClusterConfigurationFields {
  /**
   * Networks over which the nodes talk to each other. In practice required when a host has several interfaces. A
   * later change must still include the addresses of all nodes.
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
