import { Construct } from 'constructs';

import { CORE } from '../core/codes';
import type { PropType } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { KvorumError, raise } from '../core/error';
import { ErrorCollector } from '../core/error-collector';
import { pathOf } from '../core/construct-path';
import type { SecretValue } from '../core/secret-value';
import { show } from '../core/format';
import type { Host, SshAccess } from '../topology/host';
import { groupOf } from '../topology/host';
import type { ClusterContext } from '../roles/cluster-context';
import type { DistributionInput } from '../roles/roles';
import type { CloudEphemeralNodeGroupProps, IInstanceClass } from './cloud-node-group';
import { CloudEphemeralNodeGroup, CloudPermanentNodeGroup, EPHEMERAL } from './cloud-node-group';
import { ARBITER, ARBITER_TRAITS } from './arbiter';
import { DECKHOUSE } from './codes';
import type { DeckhouseProps } from './deckhouse-props';
import { dhctlHost, hostsAfterDhctl, refuseLabels } from './cluster-hosts';
import { auditOf, withDefaults } from './defaults';
import { DhctlConfiguration } from './dhctl-configuration';
import type { DhctlProviderPlan } from './dhctl-infrastructure';
import { isDhctlInfrastructure } from './dhctl-infrastructure';
import { ExistingObjects } from './existing-objects';
import { MasterNodeGroup } from './master-node-group';
import { ControlPlaneManager, GlobalSettings, NodeManager } from './module-settings';
import type { NodeGroupBase } from './node-group-options';
import { withoutAbsent } from './node-group-options';
import { NodeSshAccess } from './node-ssh-access';
import type { DeckhouseRelease } from './release';
import type { NodeType } from './kinds/node-group-spec';
import type { CloudInstancesOptions } from './kinds/node-group-instances';
import type { StaticNodeGroupProps } from './static-node-group';
import { CloudStaticNodeGroup, StaticNodeGroup } from './static-node-group';
import { KNOWN_SIZE } from './rules/quorum';
import { SchedulerExtenders } from './scheduler-extenders';
import { StaticNode } from './static-node';

/** Options of `addNodeGroup`: those of every type of node group, and the type. */
export interface AddNodeGroupOptions extends StaticNodeGroupProps, CloudInstancesOptions {
  /**
   * The type of its nodes: who creates the machines and prepares them.
   *
   * @default - CloudEphemeral with an `instanceClass`, else Static
   */
  readonly nodeType?: NodeType;
  /**
   * The instance class of its machines. For CloudEphemeral.
   *
   * @default - none
   */
  readonly instanceClass?: IInstanceClass;
  /**
   * Minimum number of machines in each zone. Required for CloudEphemeral.
   *
   * @default - none
   */
  readonly minPerZone?: number;
  /**
   * Maximum number of machines in each zone. Required for CloudEphemeral.
   *
   * @default - none
   */
  readonly maxPerZone?: number;
}

const ADDED = {
  ...EPHEMERAL,
  nodeType: 'any',
  count: 'any',
  labelSelector: 'any',
} as const satisfies Record<keyof AddNodeGroupOptions, PropType>;

/** The objects and files of a Deckhouse cluster. */
export class DeckhouseCluster {
  /** ModuleConfig `global`. */
  public readonly globalSettings: GlobalSettings;
  /** ModuleConfig `control-plane-manager`. */
  public readonly controlPlaneManager: ControlPlaneManager;
  /** ModuleConfig `node-manager`; undefined when the program has no settings for it. */
  public readonly nodeManager: NodeManager | undefined;
  /** The extenders of the scheduler; undefined without any. */
  public readonly schedulerExtenders: SchedulerExtenders | undefined;
  /** NodeGroup `master`. */
  public readonly masterNodeGroup: MasterNodeGroup;
  /** The SSH credentials of its static nodes; undefined without SSH access. */
  public readonly sshAccess: NodeSshAccess | undefined;
  /** The files of dhctl; undefined when the infrastructure names neither hosts nor a cloud. */
  public readonly dhctl: DhctlConfiguration | undefined;
  private readonly groups = new Map<string, NodeGroupBase>();
  private readonly nodes: StaticNode[] = [];

  /** @internal */
  public constructor(
    private readonly context: ClusterContext,
    input: DistributionInput,
    props: DeckhouseProps,
    /** The release that the cluster runs. */
    public readonly release: DeckhouseRelease,
  ) {
    const chart: Construct = context.chart;
    const { ssh } = input.hosts;
    const hosts = hostsAfterDhctl(input.hosts.hosts, context.firstMaster);
    const errors = new ErrorCollector();
    // A refused part stays undefined. Nobody sees it: the constructor throws in the end.
    const attempt = <T>(part: () => T): T => errors.attempt(part) as T;
    const { infrastructure } = input;
    const provider = isDhctlInfrastructure(infrastructure)
      ? errors.attempt(() => infrastructure.bindDhctl(context))
      : undefined;
    const settings = errors.attempt(() => withDefaults(context, release, props, input));
    // Whatever follows would be wrong without these two.
    errors.throwAll();
    const { global, controlPlaneManager } = settings!;
    this.globalSettings = attempt(() => new GlobalSettings(chart, 'global', { settings: global }));
    this.controlPlaneManager = attempt(
      () =>
        new ControlPlaneManager(chart, 'control-plane-manager', {
          settings: controlPlaneManager,
          ...auditOf(chart.node.path, props, input.audit),
        }),
    );
    const { nodeManager } = props;
    if (nodeManager !== undefined) {
      this.nodeManager = attempt(() => new NodeManager(chart, 'node-manager', { settings: nodeManager }));
    }
    const { scheduler: extenders = [] } = input;
    if (extenders.length > 0) {
      this.schedulerExtenders = attempt(() => new SchedulerExtenders(chart, 'scheduler', { extenders }));
    }
    if (ssh !== undefined) this.sshAccess = attempt(() => this.makeAccess(ssh, hosts));
    const masters = hosts.filter((h) => h.role === 'master');
    const managed = this.sshAccess === undefined ? [] : masters.filter((h) => h.bootstrapped !== true);
    this.masterNodeGroup = attempt(
      () =>
        new MasterNodeGroup(chart, 'master', {
          ...props.masters,
          nodeType: provider === undefined ? 'Static' : 'CloudPermanent',
          ...(managed.length === 0 ? {} : { count: managed.length, bootstrapped: masters.length - managed.length }),
        }),
    );
    this.addGroup('master', this.masterNodeGroup, context.masters);
    for (const { bootstrapped, address } of hosts) {
      if (bootstrapped === true && address.ifFixed !== undefined) {
        ExistingObjects.of(chart).addNodeAddress(address.ifFixed);
      }
    }
    if (context.arbiter && provider === undefined) attempt(() => this.addArbiter(hosts));
    for (const { name, options } of provider?.nodeGroups ?? []) {
      this.addGroup(
        name,
        attempt(() => new CloudPermanentNodeGroup(chart, name, options)),
      );
    }
    this.addGroupsOfHosts(hosts, errors);
    for (const host of [...managed, ...hosts.filter((h) => h.role !== 'master')]) {
      attempt(() => this.addStaticNode(host));
    }
    if (provider !== undefined || hosts.length > 0) {
      this.dhctl = attempt(() => this.makeDhctl(props, ssh, hosts, provider));
    }
    refuseLabels(context, hosts, errors);
    errors.throwAll();
  }

  /** The node groups, masters first. */
  public get nodeGroups(): readonly NodeGroupBase[] {
    return [...this.groups.values()];
  }

  /** The hosts that the cluster sets up over SSH. */
  public get staticNodes(): readonly StaticNode[] {
    return [...this.nodes];
  }

  /**
   * Adds a node group.
   *
   * @param name Its name.
   * @param options The type of its nodes, their labels, taints and settings.
   * @throws KV3006 when the cluster has a group of this name, KV1204 for an unknown type of nodes, and the errors of the
   * class of the group.
   */
  public addNodeGroup(name: string, options: AddNodeGroupOptions = {}): NodeGroupBase {
    this.refuseTakenName(name);
    const path = pathOf(this.context.chart, name);
    const given = givenProps(path, options);
    checkProps(path, given, ADDED);
    const { nodeType = given.instanceClass === undefined ? 'Static' : 'CloudEphemeral', ...rest } = given;
    const group = this.makeGroup(nodeType, name, rest);
    this.groups.set(name, group);
    return group;
  }

  private refuseTakenName(name: string): void {
    if (!this.groups.has(name)) return;
    const details = { message: 'the cluster has a node group of this name already', property: 'name', given: name };
    raise(new KvorumError(DECKHOUSE.groupExists, this.context.chart, details));
  }

  private makeGroup(nodeType: NodeType, name: string, options: AddNodeGroupOptions): NodeGroupBase {
    switch (nodeType) {
      case 'CloudEphemeral':
        return new CloudEphemeralNodeGroup(this.context.chart, name, options as CloudEphemeralNodeGroupProps);
      case 'CloudPermanent':
        return new CloudPermanentNodeGroup(this.context.chart, name, options);
      case 'CloudStatic':
        return new CloudStaticNodeGroup(this.context.chart, name, options);
      case 'Static':
        return new StaticNodeGroup(this.context.chart, name, options);
      default:
        return raise(
          new KvorumError(CORE.notInSet, this.context.chart, {
            message: 'the type of the nodes is unknown',
            property: 'nodeType',
            given: show(nodeType),
            allowed: 'CloudEphemeral, CloudPermanent, CloudStatic, Static',
          }),
        );
    }
  }

  private makeAccess(ssh: SshAccess, hosts: readonly Host[]): NodeSshAccess | undefined {
    if (hosts.every((h) => h.bootstrapped === true)) return undefined;
    const { user, privateKey, sudoPassword, port, extraArgs } = ssh;
    return new NodeSshAccess(
      this.context.secretsChart(),
      'static-nodes',
      withoutAbsent({ user, privateKey, sudoPassword, port, extraArgs }),
    );
  }

  private addArbiter(hosts: readonly Host[]): void {
    const managed = hosts.filter((h) => h.role === 'arbiter' && h.bootstrapped !== true);
    const count = this.sshAccess === undefined || managed.length === 0 ? {} : { count: 1 };
    const disruptions = { approvalMode: 'Manual' } as const;
    this.groups.set(
      ARBITER,
      new StaticNodeGroup(this.context.chart, ARBITER, { ...ARBITER_TRAITS, ...count, disruptions }),
    );
  }

  private addGroupsOfHosts(hosts: readonly Host[], errors: ErrorCollector): void {
    const workers = hosts.filter((h) => h.role === 'worker');
    for (const name of new Set(workers.map(groupOf))) {
      const members = workers.filter((h) => groupOf(h) === name);
      const managed = members.filter((h) => h.bootstrapped !== true).length;
      const count = this.sshAccess === undefined || managed === 0 ? {} : { count: managed };
      const group = errors.attempt(() => new StaticNodeGroup(this.context.chart, name, count));
      this.addGroup(name, group, members.length);
    }
  }

  /** Tells the rules how many nodes a group has, which the manifest does not always show. */
  private addGroup(name: string, group: NodeGroupBase | undefined, size?: number): void {
    if (group === undefined) return;
    this.groups.set(name, group);
    if (size !== undefined) Object.defineProperty(group.resource, KNOWN_SIZE, { value: size });
  }

  // Hosts get a scope of their own, because a host may have the name of a group.
  private hostScope(): Construct {
    return this.context.chart.node.tryFindChild('nodes') ?? new Construct(this.context.chart, 'nodes');
  }

  private addStaticNode(host: Host): void {
    if (this.sshAccess === undefined || host.bootstrapped === true) return;
    const address = this.context.fixedAddressOf(host, 'a StaticInstance');
    this.nodes.push(
      new StaticNode(this.hostScope(), host.name, { address, group: groupOf(host), credentials: this.sshAccess }),
    );
  }

  private makeDhctl(
    props: DeckhouseProps,
    ssh: SshAccess | undefined,
    hosts: readonly Host[],
    provider: DhctlProviderPlan | undefined,
  ): DhctlConfiguration {
    const host = dhctlHost(hosts, this.context.firstMaster)?.address.ifFixed;
    const cloud = provider === undefined ? undefined : { provider: provider.provider, prefix: provider.prefix };
    const networks = props.internalNetworkCIDRs;
    return new DhctlConfiguration(this.context.chart, 'dhctl', {
      path: `${this.context.folder}/dhctl/config.yml`,
      cluster: withoutAbsent({
        podSubnetCIDR: '10.111.0.0/16',
        serviceSubnetCIDR: '10.222.0.0/16',
        podSubnetNodeCIDRPrefix: '24',
        clusterDomain: 'cluster.local',
        kubernetesVersion: 'Automatic' as const,
        ...props.install,
        clusterType: cloud === undefined ? ('Static' as const) : ('Cloud' as const),
        cloud,
      }),
      init: props.init ?? { deckhouse: { imagesRepo: 'registry.deckhouse.io/deckhouse/ce' } },
      ...(networks === undefined ? {} : { static: { internalNetworkCIDRs: networks } }),
      ...(provider?.yandex === undefined ? {} : { yandex: provider.yandex }),
      ...(ssh?.privateKey === undefined || host === undefined
        ? {}
        : { sshConfig: sshConfigOf(ssh, ssh.privateKey), sshHosts: [{ host }] }),
    });
  }
}

function sshConfigOf(
  ssh: SshAccess,
  privateKey: SecretValue,
): Readonly<Record<string, unknown>> & {
  readonly sshUser: string;
  readonly sshAgentPrivateKeys: readonly { readonly key: SecretValue }[];
} {
  return withoutAbsent({
    sshUser: ssh.user,
    sshAgentPrivateKeys: [{ key: privateKey }],
    sshPort: ssh.port,
    sshExtraArgs: ssh.extraArgs,
  });
}
