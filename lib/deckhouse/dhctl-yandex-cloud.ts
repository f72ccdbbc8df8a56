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
   * Their machines. `diskType`, `diskSizeGB` and `etcdDiskSizeGb` are written down also when they are the platform's
   * defaults: the defaults of its documentation and of its schemas differ.
   */
  readonly instanceClass: YandexMasterInstanceClass;
  /**
   * Their zones. Machines go to the zones in alphabetical order, one after the other.
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
   * Its zone: one in which there is no master.
   *
   * @default - the first of the cluster's zones
   */
  readonly zones?: readonly YandexZone[];
}

/** What `DhctlYandexCloud` takes. */
export interface DhctlYandexCloudProps {
  /** The cloud. It cannot be changed later. */
  readonly cloudID: string;
  /** The folder. It cannot be changed later. */
  readonly folderID: string;
  /** Key of the service account, as JSON text. */
  readonly serviceAccountJSON: SecretValue;
  /** Public key for access to the machines, as it stands in an authorized_keys file. */
  readonly sshPublicKey: string;
  /** `Standard`: the cloud's own NAT. `WithNATInstance`: a machine of its own. `WithoutNAT`: addresses for each machine. */
  readonly layout: 'Standard' | 'WithoutNAT' | 'WithNATInstance';
  /** Network of the machines; it is split into four, one a zone. It cannot be changed later. */
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
   * Zones of the cluster.
   *
   * @default - all zones of the region that the release knows
   */
  readonly zones?: readonly YandexZone[];
  /**
   * Groups of machines beside the masters that dhctl makes and keeps. Their NodeGroups are written as well.
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
   * A network that exists.
   *
   * @default - a new one
   */
  readonly existingNetworkID?: string;
  /**
   * Subnets that exist, by zone.
   *
   * @default - new ones
   */
  readonly existingZoneToSubnetIDMap?: Readonly<Record<string, string>>;
  /**
   * Labels of all that is made in the cloud.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * What the network tells machines about names.
   *
   * @default - the cloud's
   */
  readonly dhcpOptions?: YandexDhcpOptions;
}

/**
 * Machines in Yandex Cloud that dhctl makes by its own Terraform. For Deckhouse only.
 *
 * It writes YandexClusterConfiguration into `kvorum.out/<cluster>/dhctl/config.yml`, and the NodeGroups of the machines
 * that dhctl makes.
 */
export class DhctlYandexCloud implements IDhctlInfrastructure {
  /** `Yandex Cloud by dhctl`. */
  public readonly name = 'Yandex Cloud by dhctl';
  private isTaken = false;

  private readonly props: DhctlYandexCloudProps;

  /**
   * @throws KV1203 when the props are no object.
   */
  public constructor(props: DhctlYandexCloudProps) {
    this.props = givenProps('', props);
  }

  /** None: dhctl names the machines, and their addresses are known only afterwards. */
  public bindHosts(): HostPlan {
    return { hosts: [] };
  }

  /** What dhctl must know. */
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
    // From plain JavaScript the groups may be anything: the table of YandexClusterConfiguration then says so.
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
   * Nothing is made: dhctl makes the machines.
   *
   * @throws KV3007 when the distribution has no installer that could make the machines.
   */
  public bindMachines(context: ClusterContext): MachinePlan {
    if (this.isTaken) return {};
    return raise(
      new KvorumError(DECKHOUSE.dhctlNeedsDeckhouse, context.chart, {
        message: 'dhctl would have to make the machines, and the distribution does not use it',
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
      message: context.arbiter ? 'the arbiter has no machine' : 'an arbiter is described and the cluster has none',
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
