import { KvorumError, raise } from '../core/error';
import { Findings } from '../core/findings';
import { show, typeName } from '../core/format';
import { Ipv4 } from '../core/ip';
import { snapshot } from '../core/snapshot';
import { isPlain } from '../core/type-guards';
import type { IMachinePart } from '../machine/config/machine';
import type { MachineOs } from '../machine/config/machine-os';
import type { MachinePlatform } from '../machine/config/platform';
import { TOPOLOGY } from '../topology/codes';
import type { Host, HostRole, SshAccess } from '../topology/host';
import { HostAddress } from '../topology/host-address';
import { tolerated } from '../topology/quorum';
import { checkHostFields, checkMasterCount, checkUnique, HostFaults } from './check-hosts';
import { checkAccess } from './check-ssh-access';
import type { ClusterContext } from './cluster-context';
import type { HostMachine, HostPlan, MachinePlan, PlannedHost } from './plans';
import type { IInfrastructure } from './roles';

/** A host that exists. */
export interface ExistingHost {
  /** Its host name: a DNS-1123 label, or a subdomain where the distribution takes one (Deckhouse does). */
  readonly name: string;
  /** Its IPv4 address in the network of the cluster. */
  readonly address: string;
  /**
   * The failure domain of the host: a zone, a rack, a room.
   *
   * @default - not known
   */
  readonly zone?: string;
  /**
   * Labels of its node, for distributions that label single nodes. Deckhouse labels groups of nodes.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether it is a node of the cluster already: the installer has set it up, or it was added by hand. In Deckhouse such a
   * master gets no StaticInstance and is not counted in the group's `staticInstances.count`.
   *
   * @default - not specified; Deckhouse then assumes that dhctl sets up the first master
   */
  readonly bootstrapped?: boolean;
  /**
   * Its operating system, for distributions that write machine configs.
   *
   * @default - `os` of all hosts
   */
  readonly os?: MachineOs;
  /**
   * Parts of its machine, after those of all hosts: its network, its disks.
   *
   * @default - none
   */
  readonly parts?: readonly IMachinePart[];
}

/** A worker host that exists. */
export interface ExistingWorker extends ExistingHost {
  /**
   * The node group that it belongs to.
   *
   * @default 'worker'
   */
  readonly group?: string;
}

/** Props of `ExistingHosts`. */
export interface ExistingHostsProps {
  /** The masters, as many as `replicas` says. */
  readonly masters: readonly ExistingHost[];
  /**
   * The workers.
   *
   * @default - none
   */
  readonly workers?: readonly ExistingWorker[];
  /**
   * The host of the etcd arbiter, with `replicas: '2+arbiter'`.
   *
   * @default - none
   */
  readonly arbiter?: ExistingHost;
  /**
   * How the hosts are reached over SSH.
   *
   * @default - hosts are prepared by hand; Deckhouse then writes no StaticInstances
   */
  readonly ssh?: SshAccess;
  /**
   * The operating system of all hosts, for distributions that write machine configs.
   *
   * @default - not known, or set for each host
   */
  readonly os?: MachineOs;
  /**
   * Where the machines get their configs from. The size is held against its limit.
   *
   * @default 'metal'
   */
  readonly platform?: MachinePlatform;
  /**
   * Parts of all machines.
   *
   * @default - none
   */
  readonly parts?: readonly IMachinePart[];
}

/** Machines that exist already: bare metal, or virtual machines that kvorum does not manage. */
export class ExistingHosts implements IInfrastructure {
  /** `existing hosts`. */
  public readonly name = 'existing hosts';

  public constructor(private readonly props: ExistingHostsProps) {}

  /**
   * The hosts as the program names them.
   *
   * @throws KV2002 when they are not as many as the masters, KV2003 for a name or address that two hosts have, KV2004 for
   * a host without a usable name or address, KV2006 for access without credentials.
   */
  public bindHosts(context: ClusterContext): HostPlan {
    const faults = new HostFaults(context.chart);
    const { masters, workers = [], arbiter, ssh, os, platform, parts, ...unknown } = this.propsFor(context);
    const all: MachineOfAll = { os, platform, parts };
    checkMachine(all, 'infrastructure', faults);
    const masterHosts = hostsOf(masters, 'master', 'infrastructure.masters', all, faults);
    const workerHosts = hostsOf(workers, 'worker', 'infrastructure.workers', all, faults);
    const arbiters = arbiter === undefined ? [] : [hostOf(arbiter, 'arbiter', 'infrastructure.arbiter', all, faults)];
    checkCounts(context, masterHosts.length, arbiters.length, faults);
    const hosts = [...masterHosts, ...arbiters, ...workerHosts];
    checkUnique(hosts, faults);
    checkAccess(ssh, faults);
    for (const key of Object.keys(unknown)) {
      const details = {
        message: 'hosts have no such property',
        property: `infrastructure.${key}`,
        allowed: 'masters, workers, arbiter, ssh, os, platform, parts',
      };
      faults.add(TOPOLOGY.badHost, details);
    }
    faults.throwAll();
    warnOfSharedZones(context, [...masterHosts, ...arbiters]);
    return { hosts, ...(ssh === undefined ? {} : { ssh }) };
  }

  private propsFor(context: ClusterContext): ExistingHostsProps {
    const props = snapshot(this.props ?? {}, context.chart.node.path);
    if (isPlain(props)) return props as unknown as ExistingHostsProps;
    // A text might be a misplaced secret: it is not shown.
    const details = {
      message: 'the description of the hosts is not an object',
      property: 'infrastructure',
      given: typeName(props),
    };
    return raise(new KvorumError(TOPOLOGY.badHost, context.chart, details));
  }

  /** Does nothing: the machines exist. Their configs, if the distribution writes any, are files. */
  public bindMachines(): MachinePlan {
    return {};
  }
}

/** The machine of all hosts, as far as it is the same. */
interface MachineOfAll {
  readonly os: MachineOs | undefined;
  readonly platform: MachinePlatform | undefined;
  readonly parts: readonly IMachinePart[] | undefined;
}

function hostsOf(
  given: unknown,
  role: HostRole,
  property: string,
  all: MachineOfAll,
  faults: HostFaults,
): readonly PlannedHost[] {
  if (Array.isArray(given)) {
    return given.map((host: unknown, i) => hostOf(host, role, `${property}[${i}]`, all, faults));
  }
  faults.add(TOPOLOGY.badHost, { message: 'the hosts are not a list', property, given: show(given) });
  return [];
}

// Only workers have groups of their own.
const FIELDS = ['name', 'address', 'zone', 'labels', 'bootstrapped', 'os', 'parts'];
const WORKER_FIELDS = [...FIELDS, 'group'];

function hostOf(given: unknown, role: HostRole, at: string, all: MachineOfAll, faults: HostFaults): PlannedHost {
  const fields = (isPlain(given) ? given : {}) as Partial<ExistingWorker>;
  const known = role === 'worker' ? WORKER_FIELDS : FIELDS;
  checkHostFields(fields, at, faults);
  const { address, os = all.os, parts = [], ...rest } = fields;
  if (!Ipv4.isValid(address)) {
    const details = { message: 'the host has no usable address', property: `${at}.address`, given: show(address) };
    faults.add(TOPOLOGY.badHost, { ...details, allowed: 'an IPv4 address such as 10.0.0.10' });
  }
  checkMachine({ os: fields.os, parts: fields.parts }, at, faults);
  for (const [key, value] of Object.entries(fields)) {
    if (known.includes(key)) continue;
    const details = { message: 'a host has no such property', property: `${at}.${key}`, given: show(value) };
    faults.add(TOPOLOGY.badHost, { ...details, allowed: known.join(', ') });
  }
  return {
    ...(rest as { readonly name: string }),
    role,
    address: Ipv4.isValid(address) ? HostAddress.fixed(address) : HostAddress.NONE,
    ...machineOf(all, os, parts),
  };
}

function machineOf(
  { platform = 'metal', parts = [] }: MachineOfAll,
  os: MachineOs | undefined,
  own: readonly IMachinePart[],
): { readonly machine?: HostMachine } {
  const all = [parts, own].flatMap((list: unknown) => (Array.isArray(list) ? (list as readonly IMachinePart[]) : []));
  if (os === undefined && all.length === 0) return {};
  return { machine: { ...(os === undefined ? {} : { os }), platform, parts: all } };
}

// The class itself would load the room of machines, which most programs do not need.
const MACHINE_OS = Symbol.for('kvorum/MachineOs');

function checkMachine({ os, parts, platform }: Partial<MachineOfAll>, at: string, faults: HostFaults): void {
  const report = (key: string, given: unknown, allowed: string): void =>
    faults.add(TOPOLOGY.badHost, {
      message: `the value is ${typeName(given)}`,
      property: `${at}.${key}`,
      given: show(given),
      allowed,
    });
  if (os !== undefined && !(typeof os === 'object' && MACHINE_OS in os)) {
    report('os', os, 'a MachineOs of kvorum/machine, for example MachineOs.altContainer()');
  }
  if (parts !== undefined && !Array.isArray(parts)) report('parts', parts, 'a list of parts');
  if (platform !== undefined && typeof platform !== 'string') report('platform', platform, 'the name of a platform');
}

function checkCounts(context: ClusterContext, masters: number, arbiters: number, faults: HostFaults): void {
  checkMasterCount(context, masters, faults);
  if (arbiters !== (context.arbiter ? 1 : 0)) {
    faults.add(TOPOLOGY.hostCount, {
      message: context.arbiter ? 'the arbiter has no host' : 'an arbiter host is given and the cluster has no arbiter',
      property: 'infrastructure.arbiter',
      given: `replicas ${context.replicas}`,
      fix: context.arbiter ? 'add infrastructure.arbiter' : "remove it, or set replicas: '2+arbiter'",
    });
  }
}

function warnOfSharedZones(context: ClusterContext, members: readonly Host[]): void {
  const zones = members.map((m) => m.zone);
  if (members.length < 3 || zones.some((z) => z === undefined)) return;
  const largest = Math.max(...zones.map((z) => zones.filter((other) => other === z).length));
  if (largest <= tolerated(members.length)) return;
  Findings.of(context.chart).report(TOPOLOGY.oneZone, {
    message: 'a zone holds so many members of etcd that its loss stops it',
    property: 'infrastructure.masters',
    given: members.map((m) => `${m.name} in ${m.zone}`).join(', '),
    allowed: `at most ${tolerated(members.length)} of ${members.length} in a zone`,
  });
}
