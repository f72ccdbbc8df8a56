import type { IConstruct } from 'constructs';

import { isPlain } from '../core/check-shape';
import type { FindingDetails } from '../core/error';
import { joinErrors, KvorumError, raise } from '../core/error';
import type { FindingType } from '../core/finding-type';
import { Ipv4 } from '../core/ip';
import { show } from '../core/format';
import { TOPOLOGY } from '../topology/codes';
import type { Host, HostRole } from '../topology/host';
import type { ClusterContext } from '../roles/roles';

const HOST_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Collects what is wrong with the hosts of a cluster, to say it all at once. */
export class HostFaults {
  private readonly errors: KvorumError[] = [];

  public constructor(private readonly scope: IConstruct) {}

  public add(kind: FindingType, details: FindingDetails): void {
    this.errors.push(new KvorumError(kind, this.scope, details));
  }

  public throwAll(): void {
    if (this.errors.length > 0) raise(joinErrors(this.errors));
  }
}

/** What a host may have beside its name, and of which type. */
export type HostFields = Readonly<Record<string, 'string' | 'boolean'>>;

/**
 * A host as somebody describes it, with a role.
 *
 * @param fields What it may have beside name and address.
 * @param needsAddress Whether its address is known before the machine is made.
 */
export function checkedHost(
  given: unknown,
  role: HostRole,
  at: string,
  fields: HostFields,
  needsAddress: boolean,
  faults: HostFaults,
): Host {
  const { name, address, ...rest } = isPlain(given) ? given : {};
  const say = (key: string, message: string, value: unknown, allowed: string): void =>
    faults.add(TOPOLOGY.badHost, { message, property: `${at}.${key}`, given: show(value), allowed });
  if (typeof name !== 'string' || !HOST_NAME.test(name)) {
    say('name', 'the host has no usable name', name, 'lower-case letters, digits and hyphens, at most 63 characters');
  }
  if ((needsAddress || address !== undefined) && !Ipv4.isValid(address)) {
    say('address', 'the host has no usable address', address, 'an IPv4 address such as 10.0.0.10');
  }
  for (const [key, value] of Object.entries(rest)) {
    const type = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (type === undefined)
      say(key, 'a host has no such property', value, `name, address, ${Object.keys(fields).join(', ')}`);
    else if (value !== undefined && typeof value !== type)
      say(key, 'the value has the wrong type', value, type === 'string' ? 'a text' : 'true or false');
  }
  return { ...rest, name: name as string, address: address as string, role };
}

/** Tells of names and addresses that come twice. */
export function checkUnique(hosts: readonly Host[], faults: HostFaults): void {
  for (const key of ['name', 'address'] as const) {
    const seen = new Set<string>();
    for (const host of hosts) {
      const value = host[key];
      if (typeof value !== 'string') continue;
      if (seen.has(value)) {
        const details = { message: `two hosts have the same ${key}`, property: 'infrastructure', given: value };
        faults.add(TOPOLOGY.duplicateHost, details);
      }
      seen.add(value);
    }
  }
}

/** Tells of a number of masters that is not that of the replicas. */
export function checkMasterCount(context: ClusterContext, masters: number, faults: HostFaults): void {
  if (masters === context.masters) return;
  faults.add(TOPOLOGY.hostCount, {
    message: 'the number of master hosts is not the number of replicas',
    property: 'infrastructure.masters',
    given: `${count(masters)}, replicas ${context.replicas}`,
    allowed: count(context.masters),
    fix: `name ${count(context.masters)} in masters, or change replicas`,
  });
}

function count(hosts: number): string {
  return hosts === 1 ? '1 host' : `${hosts} hosts`;
}
