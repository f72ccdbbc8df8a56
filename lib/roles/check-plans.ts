import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';

import { isPlain } from '../core/check-shape';
import { KvorumError, raise } from '../core/error';
import { show, typeName } from '../core/format';
import { checkedHost, checkMasterCount, checkUnique, HostFaults } from './check-hosts';
import { TOPOLOGY } from '../topology/codes';
import type { Host, HostRole } from '../topology/host';
import type { ClusterContext, DistributionPlan, EndpointPlan, HostPlan } from '../roles/roles';

// A strategy may come from anywhere. What it returns is looked at before others build on it.

const ROLES: readonly HostRole[] = ['master', 'worker', 'arbiter'];
const FIELDS = { zone: 'string', bootstrapped: 'boolean', group: 'string' } as const;

/**
 * The hosts that an infrastructure has named.
 *
 * @throws KV2008 when it is no plan, KV2002 when it names masters and not as many as there are to be, KV2003 for names and
 * addresses that come twice, KV2004 for hosts without a usable name or address.
 */
export function checkedHostPlan(context: ClusterContext, given: unknown): HostPlan {
  const by = 'infrastructure.bindHosts';
  const plan = objectOf(context, by, given) as Partial<Record<keyof HostPlan, unknown>>;
  const list = listOf(context, `${by}.hosts`, plan.hosts);
  const faults = new HostFaults(context.chart);
  const hosts = list.map((host, i): Host => {
    const { role, ...rest } = isPlain(host) ? host : { role: undefined };
    const at = `${by}.hosts[${i}]`;
    if (!ROLES.includes(role as HostRole)) {
      const details = { message: 'the host has no role', property: `${at}.role`, given: show(role) };
      faults.add(TOPOLOGY.badHost, { ...details, allowed: ROLES.join(', ') });
    }
    return checkedHost(rest, role as HostRole, at, FIELDS, false, faults);
  });
  const masters = hosts.filter((h) => h.role === 'master').length;
  // A cloud that makes its own machines may name none.
  if (masters > 0) checkMasterCount(context, masters, faults);
  checkUnique(hosts, faults);
  faults.throwAll();
  if (plan.ssh !== undefined && plan.ssh !== null) objectOf(context, `${by}.ssh`, plan.ssh);
  return given as HostPlan;
}

/**
 * The address that an endpoint has given.
 *
 * @throws KV2008 when it is no plan.
 */
export function checkedEndpointPlan(context: ClusterContext, given: unknown): EndpointPlan {
  const by = 'endpoint.bindEndpoint';
  const { host, port, certSans, machineConfigs } = objectOf(context, by, given);
  if (typeof host !== 'string' || host === '') refuse(context, `${by}.host`, host, 'a name or an address');
  if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65535)
    refuse(context, `${by}.port`, port, 'a TCP port, 1 to 65535');
  listOf(context, `${by}.certSans`, certSans).forEach((san, i) => {
    if (typeof san !== 'string') refuse(context, `${by}.certSans[${i}]`, san, 'a name or an address');
  });
  listOf(context, `${by}.machineConfigs`, machineConfigs);
  return given as EndpointPlan;
}

/**
 * What a distribution has made.
 *
 * @throws KV2008 when it is no plan.
 */
export function checkedDistributionPlan(context: ClusterContext, given: unknown): DistributionPlan {
  const by = 'distribution.bindDistribution';
  const { machineConfigs, defaultChild } = objectOf(context, by, given);
  listOf(context, `${by}.machineConfigs`, machineConfigs);
  if (defaultChild !== undefined && !Construct.isConstruct(defaultChild))
    refuse(context, `${by}.defaultChild`, defaultChild, 'a construct, or undefined');
  return given as DistributionPlan;
}

function objectOf(context: ClusterContext, property: string, given: unknown): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    refuse(context, property, given, 'an object');
  return given as Readonly<Record<string, unknown>>;
}

function listOf(context: ClusterContext, property: string, given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) refuse(context, property, given, 'a list');
  return given as readonly unknown[];
}

function refuse({ chart }: ClusterContext, property: string, given: unknown, allowed: string): never {
  const scope: IConstruct = chart;
  const message = 'a strategy has returned something else than its role promises';
  return raise(new KvorumError(TOPOLOGY.badPlan, scope, { message, property, given: typeName(given), allowed }));
}
