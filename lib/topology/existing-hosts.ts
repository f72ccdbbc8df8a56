import type { IConstruct } from 'constructs';

import { isPlain } from '../core/check-shape';
import type { FindingDetails } from '../core/error';
import { joinErrors, KvorumError, raise } from '../core/error';
import type { FindingKind } from '../core/finding-kind';
import { Findings } from '../core/findings';
import { Ipv4 } from '../core/ip';
import { SecretValue } from '../core/secret-value';
import { show } from '../core/words';
import { TOPOLOGY } from './codes';
import type { Host, HostRole, SshAccess } from './host';
import { groupOf } from './host';
import type { ClusterSite, HostPlan, IInfrastructure } from './roles';

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

const HOST_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

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
  public bindHosts(site: ClusterSite): HostPlan {
    const faults = new Faults(site.chart);
    const props = isPlain(this.props) ? this.props : { masters: [] };
    const masters = hostsOf(props.masters, 'master', 'masters', faults);
    const workers = hostsOf(props.workers ?? [], 'worker', 'workers', faults);
    const arbiters = hostsOf(props.arbiter === undefined ? [] : [props.arbiter], 'arbiter', 'arbiter', faults);
    checkCounts(site, masters.length, arbiters.length, faults);
    const hosts = [...withFirstBootstrapped(masters), ...arbiters, ...workers];
    checkUnique(hosts, faults);
    checkAccess(props.ssh, faults);
    faults.throwAll();
    warnOfSharedZones(site, masters);
    return { hosts, ...(props.ssh === undefined ? {} : { ssh: props.ssh }) };
  }

  /** Nothing: the machines exist. */
  public bindMachines(): void {
    return;
  }
}

class Faults {
  private readonly errors: KvorumError[] = [];

  public constructor(private readonly scope: IConstruct) {}

  public add(kind: FindingKind, details: FindingDetails): void {
    this.errors.push(new KvorumError(kind, this.scope, details));
  }

  public throwAll(): void {
    if (this.errors.length > 0) raise(joinErrors(this.errors));
  }
}

function hostsOf(given: readonly ExistingWorker[], role: HostRole, property: string, faults: Faults): readonly Host[] {
  if (!Array.isArray(given)) {
    faults.add(TOPOLOGY.badHost, { message: 'the hosts are no list', property: `infrastructure.${property}`, given: show(given) });
    return [];
  }
  return given.map((host, i) => {
    const at = `infrastructure.${property}[${i}]`;
    const { name, address, zone, bootstrapped, group } = isPlain(host) ? (host as unknown as ExistingWorker) : ({} as ExistingWorker);
    if (typeof name !== 'string' || !HOST_NAME.test(name)) {
      const allowed = 'lower-case letters, digits and hyphens, at most 63 characters';
      faults.add(TOPOLOGY.badHost, { message: 'the host has no usable name', property: `${at}.name`, given: show(name), allowed });
    }
    if (!Ipv4.isValid(address)) {
      const allowed = 'an IPv4 address such as 10.0.0.10';
      faults.add(TOPOLOGY.badHost, { message: 'the host has no usable address', property: `${at}.address`, given: show(address), allowed });
    }
    const optional = { ...(zone === undefined ? {} : { zone }), ...(bootstrapped === undefined ? {} : { bootstrapped }) };
    return { name, address, role, ...optional, ...(group === undefined ? {} : { group }) };
  });
}

function withFirstBootstrapped(masters: readonly Host[]): readonly Host[] {
  if (masters.some((m) => m.bootstrapped !== undefined)) return masters;
  return masters.map((m, i) => (i === 0 ? { ...m, bootstrapped: true } : m));
}

function checkCounts(site: ClusterSite, masters: number, arbiters: number, faults: Faults): void {
  if (masters !== site.masters) {
    faults.add(TOPOLOGY.hostCount, {
      message: 'the number of master hosts is not the number of replicas',
      property: 'infrastructure.masters',
      given: `${masters} hosts, replicas ${site.replicas}`,
      allowed: `${site.masters} hosts`,
    });
  }
  if (arbiters !== (site.arbiter ? 1 : 0)) {
    faults.add(TOPOLOGY.hostCount, {
      message: site.arbiter ? 'the arbiter has no host' : 'an arbiter host is given and the cluster has no arbiter',
      property: 'infrastructure.arbiter',
      given: `replicas ${site.replicas}`,
      fix: site.arbiter ? 'add infrastructure.arbiter' : "remove it, or set replicas: '2+arbiter'",
    });
  }
}

function checkUnique(hosts: readonly Host[], faults: Faults): void {
  for (const key of ['name', 'address'] as const) {
    const seen = new Set<string>();
    for (const host of hosts) {
      const value = host[key];
      if (value === undefined) continue;
      if (seen.has(value)) {
        const details = { message: `two hosts have the same ${key}`, property: 'infrastructure', given: value };
        faults.add(TOPOLOGY.duplicateHost, details);
      }
      seen.add(value);
    }
  }
}

function checkAccess(ssh: SshAccess | undefined, faults: Faults): void {
  if (ssh === undefined) return;
  const say = (property: string, message: string, given: unknown): void =>
    faults.add(TOPOLOGY.badAccess, { message, property: `infrastructure.ssh${property}`, given: show(given) });
  if (!isPlain(ssh)) return say('', 'the access is no object', ssh);
  const { user, privateKey, sudoPassword, port } = ssh as unknown as SshAccess;
  if (typeof user !== 'string' || !/^[a-z_][a-z0-9_-]{0,31}$/.test(user)) say('.user', 'this is no user name', user);
  for (const [key, value] of Object.entries({ privateKey, sudoPassword })) {
    // The value might be the secret itself: it is not shown.
    if (value !== undefined && !SecretValue.isSecretValue(value)) {
      say(`.${key}`, 'the value is no SecretValue: use SecretValue.fromEnv or SecretValue.fromFile', undefined);
    }
  }
  if (privateKey === undefined && sudoPassword === undefined) say('', 'there is neither a private key nor a password', undefined);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) say('.port', 'this is no TCP port', port);
}

function warnOfSharedZones(site: ClusterSite, masters: readonly Host[]): void {
  const zones = masters.map((m) => m.zone);
  if (masters.length < 3 || zones.some((z) => z === undefined)) return;
  const largest = Math.max(...zones.map((z) => zones.filter((other) => other === z).length));
  // A zone that holds a minority may be lost.
  if (largest <= Math.floor((masters.length - 1) / 2)) return;
  Findings.of(site.chart).report(TOPOLOGY.oneZone, {
    message: 'a zone holds so many masters that its loss stops etcd',
    property: 'infrastructure.masters',
    given: masters.map((m) => `${m.name} in ${m.zone}`).join(', '),
    allowed: `at most ${Math.floor((masters.length - 1) / 2)} masters in a zone`,
  });
}

/** Hosts of one group, in their order. */
export function hostsOfGroup(hosts: readonly Host[], group: string): readonly Host[] {
  return hosts.filter((h) => groupOf(h) === group);
}
