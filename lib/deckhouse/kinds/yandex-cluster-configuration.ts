import { IPV4_FORM, NETWORK_FORM } from '../../core/ip';
import type { SecretValue } from '../../core/secret-value';
import { ANY_LABEL_PATTERN } from '../../core/patterns';
import type { FieldsOf } from '../../core/shape';
import { integer, list, map, object, oneOf, optional, required, secret, text } from '../../core/shape';
import type { KindTable } from './kind';
import type { NodeTemplate } from './node-group-instances';
import { NODE_TEMPLATE } from './node-group-instances';
import type {
  YandexMasterInstanceClass,
  YandexPermanentInstanceClass,
  YandexZone,
} from './yandex-cluster-instance-class';
import {
  YANDEX_MASTER_INSTANCE_CLASS,
  YANDEX_PERMANENT_INSTANCE_CLASS,
  YANDEX_ZONE,
} from './yandex-cluster-instance-class';

/** The masters. They are the NodeGroup `master`. */
export interface YandexMasterNodeGroup {
  /** Number of masters, from 1. Odd, or 2 with an etcd arbiter. */
  readonly replicas: number;
  /** Size, image and disks of each master. */
  readonly instanceClass: YandexMasterInstanceClass;
  /**
   * Zones of the masters: in alphabetical order, round-robin.
   *
   * @default - those of the cluster
   */
  readonly zones?: readonly YandexZone[];
}

/** Additional machines that dhctl creates. They become a NodeGroup of type CloudPermanent with the same name. */
export interface YandexPermanentNodeGroup {
  /** Name of the group. */
  readonly name: string;
  /** Number of machines. */
  readonly replicas: number;
  /** Size, image and disks of each machine. */
  readonly instanceClass: YandexPermanentInstanceClass;
  /**
   * Zones of the machines: in alphabetical order, round-robin.
   *
   * @default - those of the cluster
   */
  readonly zones?: readonly YandexZone[];
  /**
   * Labels, annotations and taints of the nodes.
   *
   * @default - none
   */
  readonly nodeTemplate?: NodeTemplate;
}

/** How Deckhouse reaches the cloud. */
export interface YandexProvider {
  /** Id of the cloud. It cannot be changed later. */
  readonly cloudID: string;
  /** Id of the folder. It cannot be changed later. */
  readonly folderID: string;
  /** Key of a service account: the JSON text that the cloud's command line creates. */
  readonly serviceAccountJSON: SecretValue | string;
}

/** Options of DHCP. A change can cut nodes off. */
export interface YandexDhcpOptions {
  /**
   * Search domain.
   *
   * @default - the cloud's
   */
  readonly domainName?: string;
  /**
   * IPv4 addresses of DNS servers.
   *
   * @default - the cloud's
   */
  readonly domainNameServers?: readonly string[];
}

/** Size of the NAT machine. */
export interface YandexNatInstanceResources {
  /**
   * Number of cores.
   *
   * @default 2
   */
  readonly cores?: number;
  /**
   * Memory, in MB.
   *
   * @default 2048
   */
  readonly memory?: number;
  /**
   * The cloud's processor platform.
   *
   * Since 1.76.
   *
   * @default 'standard-v2'
   */
  readonly platform?: string;
}

/** The NAT machine of layout WithNATInstance. It needs `internalSubnetCIDR` or `internalSubnetID`. */
export interface YandexNatInstance {
  /**
   * Network that is created for its inner interface. It takes precedence over `internalSubnetID`.
   *
   * Since 1.69.
   *
   * @default - none
   */
  readonly internalSubnetCIDR?: string;
  /**
   * Id of an existing subnet for its inner interface.
   *
   * @default - none
   */
  readonly internalSubnetID?: string;
  /**
   * Id of a subnet for an outer interface.
   *
   * @default - none
   */
  readonly externalSubnetID?: string;
  /**
   * Its public address, reserved; with `externalSubnetID` its address there.
   *
   * @default - assigned by the cloud
   */
  readonly natInstanceExternalAddress?: string;
  /**
   * Deprecated: its inner address.
   *
   * @default - chosen
   */
  readonly natInstanceInternalAddress?: string;
  /**
   * Key for the exporter of the cloud's metrics; with `Auto`, Deckhouse creates one.
   *
   * @default - no exporter
   */
  readonly exporterAPIKey?: SecretValue | string;
  /**
   * Size of the NAT machine.
   *
   * @default - 2 cores, 2048 MB
   */
  readonly natInstanceResources?: YandexNatInstanceResources;
}

/**
 * The fields of a YandexClusterConfiguration.
 *
 * @see https://deckhouse.io/modules/cloud-provider-yandex/cluster_configuration.html
 */
export interface YandexClusterConfigurationFields {
  /** How nodes reach the Internet: a NAT gateway of the cloud, public addresses, or a NAT machine. */
  readonly layout: 'Standard' | 'WithoutNAT' | 'WithNATInstance';
  /** How Deckhouse reaches the cloud. */
  readonly provider: YandexProvider;
  /** Number, zones and size of the masters. */
  readonly masterNodeGroup: YandexMasterNodeGroup;
  /** Network of the nodes. A quarter of it goes to each zone. It cannot be changed later. */
  readonly nodeNetworkCIDR: string;
  /** Public SSH key of the machines, one line of OpenSSH's form. */
  readonly sshPublicKey: string;
  /**
   * Zones of the cluster.
   *
   * @default - all
   */
  readonly zones?: readonly YandexZone[];
  /**
   * Additional machines that dhctl creates.
   *
   * @default - none
   */
  readonly nodeGroups?: readonly YandexPermanentNodeGroup[];
  /**
   * Id of an existing network.
   *
   * @default - one is created
   */
  readonly existingNetworkID?: string;
  /**
   * Ids of existing subnets by zone.
   *
   * @default - they are created from `nodeNetworkCIDR`
   */
  readonly existingZoneToSubnetIDMap?: Readonly<Record<string, string>>;
  /**
   * Labels of all resources in the cloud. After a change the machines must be re-created.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Options of DHCP.
   *
   * @default - the cloud's
   */
  readonly dhcpOptions?: YandexDhcpOptions;
  /**
   * The NAT machine. Required with layout WithNATInstance.
   *
   * @default - none
   */
  readonly withNATInstance?: YandexNatInstance;
}

const ID = text({ minLength: 1 });

const ZONES = list(YANDEX_ZONE, { unique: true });

/** The table of a YandexClusterConfiguration's fields. */
export const YANDEX_CLUSTER_CONFIGURATION_FIELDS: FieldsOf<YandexClusterConfigurationFields> = {
  layout: required(oneOf(['Standard', 'WithoutNAT', 'WithNATInstance'])),
  provider: required(
    object<YandexProvider>({
      cloudID: required(ID),
      folderID: required(ID),
      serviceAccountJSON: required(secret(serviceAccountFault)),
    }),
  ),
  masterNodeGroup: required(
    object<YandexMasterNodeGroup>({
      replicas: required(integer({ min: 1 })),
      zones: optional(ZONES),
      instanceClass: required(YANDEX_MASTER_INSTANCE_CLASS),
    }),
  ),
  nodeNetworkCIDR: required(text(NETWORK_FORM)),
  sshPublicKey: required(text({ minLength: 1 })),
  zones: optional(ZONES),
  nodeGroups: optional(
    list(
      object<YandexPermanentNodeGroup>({
        name: required(
          text({
            ...ANY_LABEL_PATTERN,
            maxLength: 42,
          }),
        ),
        replicas: required(integer({ min: 0 })),
        zones: optional(ZONES),
        nodeTemplate: optional(NODE_TEMPLATE),
        instanceClass: required(YANDEX_PERMANENT_INSTANCE_CLASS),
      }),
    ),
  ),
  existingNetworkID: optional(ID),
  existingZoneToSubnetIDMap: optional(map(ID)),
  labels: optional(map(text())),
  dhcpOptions: optional(
    object<YandexDhcpOptions>({ domainName: optional(ID), domainNameServers: optional(list(text(IPV4_FORM))) }),
  ),
  withNATInstance: optional(
    object<YandexNatInstance>({
      // The schemas of 1.76 and later give it no type at all.
      internalSubnetCIDR: optional(text(NETWORK_FORM), { since: '1.69', instead: 'use internalSubnetID' }),
      internalSubnetID: optional(ID),
      externalSubnetID: optional(ID),
      natInstanceExternalAddress: optional(text(IPV4_FORM)),
      natInstanceInternalAddress: optional(text(IPV4_FORM)),
      exporterAPIKey: optional(secret()),
      natInstanceResources: optional(
        object<YandexNatInstanceResources>({
          cores: optional(integer({ min: 1 }), { platformDefault: '2' }),
          memory: optional(integer({ min: 1, unit: 'MB' }), { platformDefault: '2048' }),
          platform: optional(ID, { since: '1.76', platformDefault: 'standard-v2' }),
        }),
      ),
    }),
  ),
};

/** The kind YandexClusterConfiguration. */
export const YANDEX_CLUSTER_CONFIGURATION: KindTable = {
  kind: 'YandexClusterConfiguration',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1' }],
  fields: YANDEX_CLUSTER_CONFIGURATION_FIELDS,
};

function serviceAccountFault(value: string): string | undefined {
  try {
    const key: unknown = JSON.parse(value);
    return typeof key === 'object' && key !== null && !Array.isArray(key)
      ? undefined
      : 'a JSON object: the key of a service account';
  } catch {
    return 'JSON text: the key of a service account, as `yc iam key create` writes it';
  }
}
