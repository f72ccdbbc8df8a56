import { isPlain } from '../core/check-shape';
import { KvorumError, raise } from '../core/error';
import { Findings } from '../core/findings';
import { SecretValue } from '../core/secret-value';
import { snapshot } from '../core/snapshot';
import { show, typeName } from '../core/format';
import { checkedHost, checkMasterCount, checkUnique, HostFaults } from '../roles/check-hosts';
import { TOPOLOGY } from '../topology/codes';
import type { Host, HostRole, SshAccess } from '../topology/host';
import { groupOf } from '../topology/host';
import { tolerated } from '../topology/quorum';
import type { ClusterContext, HostPlan, IInfrastructure } from '../roles/roles';

/** A host that exists. */
export interface ExistingHost {
  /** Its host name, a DNS-1123 label. */
  readonly name: string;
  /** Its IPv4 address in the network of the cluster. */
  readonly address: string;
  /**
   * The failure domain that it stands in: a zone, a rack, a room.
   *
   * @default - not known
   */
  readonly zone?: string;
  /**
   * Whether it is a node of the cluster already: the installer has set it up, or it was added by hand. Such a master
   * gets no StaticInstance and is not counted in the group's `staticInstances.count`.
   *
   * @default - true for the first master when no master says it, else false
   */
  readonly bootstrapped?: boolean;
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

/** What `ExistingHosts` takes. */
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
}

/** Machines that exist already: bare metal, or virtual machines made by somebody else. */
export class ExistingHosts implements IInfrastructure {
  /** `existing hosts`. */
  public readonly name = 'existing hosts';

  public constructor(private readonly props: ExistingHostsProps) {}

  /**
   * The hosts as the program names them.
   *
   * @throws KV2002 when they are not as many as the masters, KV2003 for a name or address that comes twice, KV2004 for
   * a host without a usable name or address, KV2006 for access without credentials.
   */
  public bindHosts(context: ClusterContext): HostPlan {
    const faults = new HostFaults(context.chart);
    const { masters, workers = [], arbiter, ssh, ...unknown } = this.givenTo(context);
    const masterHosts = hostsOf(masters, 'master', 'infrastructure.masters', faults);
    const workerHosts = hostsOf(workers, 'worker', 'infrastructure.workers', faults);
    const arbiters = arbiter === undefined ? [] : [hostOf(arbiter, 'arbiter', 'infrastructure.arbiter', faults)];
    checkCounts(context, masterHosts.length, arbiters.length, faults);
    const hosts = [...withFirstBootstrapped(masterHosts), ...arbiters, ...workerHosts];
    checkUnique(hosts, faults);
    checkAccess(ssh, faults);
    for (const key of Object.keys(unknown)) {
      const details = {
        message: 'hosts have no such property',
        property: `infrastructure.${key}`,
        allowed: 'masters, workers, arbiter, ssh',
      };
      faults.add(TOPOLOGY.badHost, details);
    }
    faults.throwAll();
    warnOfSharedZones(context, [...masterHosts, ...arbiters]);
    return { hosts, ...(ssh === undefined ? {} : { ssh }) };
  }

  private givenTo(context: ClusterContext): ExistingHostsProps {
    const given = snapshot(this.props ?? {}, context.chart.node.path);
    if (isPlain(given)) return given as unknown as ExistingHostsProps;
    // A text might be a secret that went astray: it is not shown.
    const details = {
      message: 'the description of the hosts is no object',
      property: 'infrastructure',
      given: typeName(given),
    };
    return raise(new KvorumError(TOPOLOGY.badHost, context.chart, details));
  }

  /** Nothing: the machines exist. */
  public bindMachines(): void {
    return;
  }
}

function hostsOf(given: unknown, role: HostRole, property: string, faults: HostFaults): readonly Host[] {
  if (Array.isArray(given)) return given.map((host: unknown, i) => hostOf(host, role, `${property}[${i}]`, faults));
  faults.add(TOPOLOGY.badHost, { message: 'the hosts are no list', property, given: show(given) });
  return [];
}

// What else a host may have, and of which type. Only workers have groups of their own.
const FIELDS = { zone: 'string', bootstrapped: 'boolean' } as const;
const WORKER_FIELDS = { ...FIELDS, group: 'string' } as const;

function hostOf(given: unknown, role: HostRole, at: string, faults: HostFaults): Host {
  return checkedHost(given, role, at, role === 'worker' ? WORKER_FIELDS : FIELDS, true, faults);
}

function withFirstBootstrapped(masters: readonly Host[]): readonly Host[] {
  if (masters.some((m) => m.bootstrapped !== undefined)) return masters;
  return masters.map((m, i) => (i === 0 ? { ...m, bootstrapped: true } : m));
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

function checkAccess(ssh: SshAccess | undefined, faults: HostFaults): void {
  if (ssh === undefined) return;
  // What stands in a wrong place might be a secret: only what it is is shown.
  const say = (property: string, message: string, given: unknown): void =>
    faults.add(TOPOLOGY.badAccess, { message, property: `infrastructure.ssh${property}`, given: typeName(given) });
  if (!isPlain(ssh)) return say('', 'the access is no object', ssh);
  const { user, privateKey, sudoPassword, port, extraArgs, ...unknown } = ssh as unknown as SshAccess;
  if (typeof user !== 'string' || !/^[a-z_][a-z0-9_-]{0,31}$/.test(user)) say('.user', 'this is no user name', user);
  for (const [key, value] of Object.entries({ privateKey, sudoPassword })) {
    if (value !== undefined && !SecretValue.isSecretValue(value)) {
      say(`.${key}`, 'the value is no SecretValue: use SecretValue.fromEnv or SecretValue.fromFile', value);
    }
  }
  if (privateKey === undefined && sudoPassword === undefined)
    say('', 'there is neither a private key nor a password', undefined);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535))
    say('.port', 'this is no TCP port', port);
  if (extraArgs !== undefined && typeof extraArgs !== 'string')
    say('.extraArgs', 'the arguments are no text', extraArgs);
  for (const key of Object.keys(unknown))
    say(`.${key}`, 'the access has no such property', (unknown as Record<string, unknown>)[key]);
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

/** Hosts of one group, in their order. */
export function hostsOfGroup(hosts: readonly Host[], group: string): readonly Host[] {
  return hosts.filter((h) => groupOf(h) === group);
}
