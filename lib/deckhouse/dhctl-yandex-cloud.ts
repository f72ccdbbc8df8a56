import type { SecretValue } from '../core/secret-value';
import type { ClusterContext } from '../roles/cluster-context';
import type { HostPlan, MachinePlan } from '../roles/plans';
import type { DhctlNodeGroup, DhctlProviderPlan, IDhctlInfrastructure } from './dhctl-infrastructure';
import { ARBITER, ARBITER_TRAITS } from './arbiter';
import { isPlain } from '../core/check-shape';
import { KvorumError, raise } from '../core/error';
import { DECKHOUSE } from './codes';
import { givenProps } from '../core/props';
import { withoutAbsent } from './node-group-options';
import type {
  YandexDhcpOptions,
  YandexNatInstance,
  YandexPermanentNodeGroup,
} from './kinds/yandex-cluster-configuration';
import type {
  YandexMasterInstanceClass,
  YandexPermanentInstanceClass,
  YandexZone,
} from './kinds/yandex-cluster-instance-class';

/** The masters of a cluster in Yandex Cloud. */
export interface YandexMasters {
  /**
   * Their machines. `diskType`, `diskSizeGB` and `etcdDiskSizeGb` are always written: the defaults in the platform's
   * documentation differ from those in its schemas.
   */
  readonly instanceClass: YandexMasterInstanceClass;
  /**
   * Their zones. Machines are placed in them in alphabetical order, one after the other.
   *
   * @default - the cluster's zones
   */
  readonly zones?: readonly YandexZone[];
}

/** The machine of the etcd arbiter. */
export interface YandexArbiter {
  /** At least 2 cores and 4096 MB. */
  readonly instanceClass: YandexPermanentInstanceClass;
  /**
   * Its zone: one without a master.
   *
   * @default - the first of the cluster's zones
   */
  readonly zones?: readonly YandexZone[];
}

/** Props of `DhctlYandexCloud`. */
export interface DhctlYandexCloudProps {
  /** The ID of the cloud. It cannot be changed later. */
  readonly cloudID: string;
  /** The ID of the folder. It cannot be changed later. */
  readonly folderID: string;
  /** The key of the service account, as JSON text. */
  readonly serviceAccountJSON: SecretValue;
  /** Public key for access to the machines, as a line of an authorized_keys file. */
  readonly sshPublicKey: string;
  /** `Standard`: the cloud's own NAT. `WithNATInstance`: a machine of its own. `WithoutNAT`: a public address for each machine. */
  readonly layout: 'Standard' | 'WithoutNAT' | 'WithNATInstance';
  /** The network of the machines. It is split into four, one for each zone. It cannot be changed later. */
  readonly nodeNetworkCIDR: string;
  /** The masters. */
  readonly masters: YandexMasters;
  /**
   * The etcd arbiter, with `replicas: '2+arbiter'`.
   *
   * @default - none
   */
  readonly arbiter?: YandexArbiter;
  /**
   * Prefix of the names of machines and disks. It cannot be changed later.
   *
   * @default - the cluster's name
   */
  readonly prefix?: string;
  /**
   * The zones of the cluster.
   *
   * @default - all zones of the region that the release knows
   */
  readonly zones?: readonly YandexZone[];
  /**
   * Groups of machines, other than the masters, that dhctl creates and maintains. Their NodeGroups are written as well.
   *
   * @default - none
   */
  readonly nodeGroups?: readonly YandexPermanentNodeGroup[];
  /**
   * The NAT machine, with layout WithNATInstance.
   *
   * @default - none
   */
  readonly withNATInstance?: YandexNatInstance;
  /**
   * The ID of an existing network.
   *
   * @default - a new one
   */
  readonly existingNetworkID?: string;
  /**
   * The IDs of existing subnets, by zone.
   *
   * @default - new ones
   */
  readonly existingZoneToSubnetIDMap?: Readonly<Record<string, string>>;
  /**
   * Labels of every resource in the cloud.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Domain name and DNS servers that machines get by DHCP.
   *
   * @default - the cloud's
   */
  readonly dhcpOptions?: YandexDhcpOptions;
}

/**
 * Machines in Yandex Cloud that dhctl creates with its own Terraform. For Deckhouse only.
 *
 * It writes a YandexClusterConfiguration to `kvorum.out/<cluster>/dhctl/config.yml`, and the NodeGroups of the machines
 * that dhctl creates.
 */
export class DhctlYandexCloud implements IDhctlInfrastructure {
  /** `Yandex Cloud by dhctl`. */
  public readonly name = 'Yandex Cloud by dhctl';
  private isTaken = false;

  private readonly props: DhctlYandexCloudProps;

  /**
   * @throws KV1203 when the props are not an object.
   */
  public constructor(props: DhctlYandexCloudProps) {
    this.props = givenProps('', props);
  }

  /** No hosts: dhctl names the machines, and their addresses are known only afterwards. */
  public bindHosts(): HostPlan {
    return { hosts: [] };
  }

  /**
   * The configuration of the machines for dhctl.
   *
   * @throws KV3008 when the arbiter has no machine, or the cluster has no arbiter.
   */
  public bindDhctl(context: ClusterContext): DhctlProviderPlan {
    this.isTaken = true;
    const {
      cloudID,
      folderID,
      serviceAccountJSON,
      masters,
      arbiter,
      nodeGroups = [],
      prefix = context.name,
      ...rest
    } = this.props;
    checkArbiter(context, arbiter);
    const ownGroups = arbiter === undefined ? [] : [arbiterGroup(arbiter)];
    // From plain JavaScript the groups may be anything. The table of YandexClusterConfiguration refuses them.
    const permanent = Array.isArray(nodeGroups)
      ? [...ownGroups, ...(nodeGroups as readonly YandexPermanentNodeGroup[])]
      : nodeGroups;
    const instanceClass = {
      diskType: 'network-ssd' as const,
      diskSizeGB: 50,
      etcdDiskSizeGb: 10,
      ...(masters as YandexMasters | undefined)?.instanceClass,
    } as YandexMasterInstanceClass;
    return {
      provider: 'Yandex',
      prefix,
      nodeGroups: Array.isArray(permanent) ? permanent.filter(isNamed).map(nodeGroupOf) : [],
      yandex: withoutAbsent({
        ...rest,
        provider: { cloudID, folderID, serviceAccountJSON },
        masterNodeGroup: withoutAbsent({ replicas: context.masters, zones: masters?.zones, instanceClass }),
        nodeGroups: permanent.length === 0 ? undefined : permanent,
      }),
    };
  }

  /**
   * Does nothing: dhctl creates the machines.
   *
   * @throws KV3007 when the distribution does not use dhctl.
   */
  public bindMachines(context: ClusterContext): MachinePlan {
    if (this.isTaken) return {};
    return raise(
      new KvorumError(DECKHOUSE.dhctlNeedsDeckhouse, context.chart, {
        message: 'dhctl would have to create the machines, and the distribution does not use it',
        property: 'infrastructure',
        allowed: 'distribution: new Deckhouse(...)',
      }),
    );
  }
}

function checkArbiter(context: ClusterContext, arbiter: YandexArbiter | undefined): void {
  if (context.arbiter === (arbiter !== undefined)) return;
  raise(
    new KvorumError(DECKHOUSE.arbiterMachine, context.chart, {
      message: context.arbiter ? 'the arbiter has no machine' : 'an arbiter is described, and the cluster has none',
      property: 'infrastructure.arbiter',
      given: `replicas ${context.replicas}`,
      fix: context.arbiter ? 'add infrastructure.arbiter' : "remove it, or set replicas: '2+arbiter'",
    }),
  );
}

function arbiterGroup({ instanceClass, zones }: YandexArbiter): YandexPermanentNodeGroup {
  return withoutAbsent({ name: ARBITER, replicas: 1, zones, instanceClass, nodeTemplate: ARBITER_TRAITS });
}

function isNamed(group: unknown): group is YandexPermanentNodeGroup {
  const name: unknown = isPlain(group) ? group.name : undefined;
  return typeof name === 'string' && name !== '';
}

function nodeGroupOf({ name, nodeTemplate }: YandexPermanentNodeGroup): DhctlNodeGroup {
  return { name, options: { ...nodeTemplate } };
}
