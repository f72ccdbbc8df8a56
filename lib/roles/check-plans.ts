import { Construct } from 'constructs';

import { KvorumError, raise } from '../core/error';
import { show, typeName } from '../core/format';
import { isPlain } from '../core/type-guards';
import { TOPOLOGY } from '../topology/codes';
import type { Host, HostRole } from '../topology/host';
import { HostAddress } from '../topology/host-address';
import { checkHostFields, checkMasterCount, checkUnique, HostFaults } from './check-hosts';
import type { ClusterContext } from './cluster-context';
import { ROLES } from './codes';
import type { DistributionPlan, EndpointPlan, HostPlan, MachinePlan } from './plans';
import type { IDistribution } from './roles';

// A strategy may come from anywhere. Its plans are checked before others build on them.

const HOST_ROLES: readonly HostRole[] = ['master', 'worker', 'arbiter'];

/**
 * The hosts that an infrastructure has named.
 *
 * @throws KV2008 for a plan of another form, KV2002 when it names masters and not as many as there are to be, KV2003 for
 * names and addresses that two hosts have, KV2004 for hosts without a usable name or address, KV2210 for names that the
 * distribution does not take.
 */
export function checkedHostPlan(context: ClusterContext, given: unknown, distribution: IDistribution): HostPlan {
  const by = 'infrastructure.bindHosts';
  const plan = objectOf(context, by, given) as Partial<Record<keyof HostPlan, unknown>>;
  const hosts = listOf(context, `${by}.hosts`, plan.hosts);
  const faults = new HostFaults(context.chart);
  hosts.forEach((host, i) => checkHost(host, `${by}.hosts[${i}]`, faults));
  faults.throwAll();
  const found = hosts as readonly Host[];
  const masters = found.filter((h) => h.role === 'master').length;
  // A cloud that makes its own machines may name none.
  if (masters > 0) checkMasterCount(context, masters, faults);
  checkUnique(found, faults);
  if (distribution.hostNames !== 'subdomain') checkLabelNames(found, distribution.name, faults);
  faults.throwAll();
  if (plan.ssh !== undefined && plan.ssh !== null) objectOf(context, `${by}.ssh`, plan.ssh);
  optionalList(context, `${by}.steps`, plan.steps);
  return given as HostPlan;
}

function checkHost(host: unknown, at: string, faults: HostFaults): void {
  const fields = isPlain(host) ? host : {};
  if (!HOST_ROLES.includes(fields.role as HostRole)) {
    const details = { message: 'the host has no role', property: `${at}.role`, given: show(fields.role) };
    faults.add(TOPOLOGY.badHost, { ...details, allowed: HOST_ROLES.join(', ') });
  }
  checkHostFields(fields, at, faults);
  if (!HostAddress.isHostAddress(fields.address)) {
    const details = { message: 'the address of the host is not a HostAddress', property: `${at}.address` };
    const allowed = "HostAddress.fixed('10.0.0.10'), HostAddress.afterApply(token), HostAddress.NONE";
    faults.add(TOPOLOGY.badHost, { ...details, given: show(fields.address), allowed });
  }
}

function checkLabelNames(hosts: readonly Host[], distribution: string, faults: HostFaults): void {
  for (const { name } of hosts.filter((host) => host.name.includes('.') || host.name.length > 63)) {
    faults.add(ROLES.hostName, {
      message: `${distribution} takes host names without dots, of at most 63 characters`,
      property: 'infrastructure',
      given: name,
      fix: `name the host ${name.split('.')[0]}`,
    });
  }
}

/**
 * The address that an endpoint has given.
 *
 * @throws KV2008 for a plan of another form.
 */
export function checkedEndpointPlan(context: ClusterContext, given: unknown): EndpointPlan {
  const by = 'endpoint.bindEndpoint';
  const { host, port, certSans, parts, steps } = objectOf(context, by, given);
  if (typeof host !== 'string' || host === '') refuse(context, `${by}.host`, host, 'a name or an address');
  if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65535)
    refuse(context, `${by}.port`, port, 'a TCP port, 1 to 65535');
  listOf(context, `${by}.certSans`, certSans).forEach((san, i) => {
    if (typeof san !== 'string') refuse(context, `${by}.certSans[${i}]`, san, 'a name or an address');
  });
  checkHostParts(context, `${by}.parts`, parts);
  optionalList(context, `${by}.steps`, steps);
  return given as EndpointPlan;
}

/**
 * The plan of a distribution.
 *
 * @throws KV2008 for a plan of another form.
 */
export function checkedDistributionPlan(context: ClusterContext, given: unknown): DistributionPlan {
  const by = 'distribution.bindDistribution';
  const { machines, defaultChild, steps } = objectOf(context, by, given);
  checkHostParts(context, `${by}.machines`, machines);
  if (defaultChild !== undefined && !Construct.isConstruct(defaultChild))
    refuse(context, `${by}.defaultChild`, defaultChild, 'a construct, or undefined');
  optionalList(context, `${by}.steps`, steps);
  return given as DistributionPlan;
}

/**
 * The plan of an infrastructure for its machines.
 *
 * @throws KV2008 for a plan of another form.
 */
export function checkedMachinePlan(context: ClusterContext, given: unknown): MachinePlan {
  const by = 'infrastructure.bindMachines';
  const { steps } = objectOf(context, by, given);
  optionalList(context, `${by}.steps`, steps);
  return given as MachinePlan;
}

function checkHostParts(context: ClusterContext, at: string, given: unknown): void {
  optionalList(context, at, given).forEach((item, i) => {
    const { host, parts } = objectOf(context, `${at}[${i}]`, item);
    if (typeof host !== 'string') refuse(context, `${at}[${i}].host`, host, 'the name of a host');
    listOf(context, `${at}[${i}].parts`, parts);
  });
}

function objectOf(context: ClusterContext, property: string, given: unknown): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    refuse(context, property, given, 'an object');
  return given as Readonly<Record<string, unknown>>;
}

function optionalList(context: ClusterContext, property: string, given: unknown): readonly unknown[] {
  return given === undefined ? [] : listOf(context, property, given);
}

function listOf(context: ClusterContext, property: string, given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) refuse(context, property, given, 'a list');
  return given as readonly unknown[];
}

function refuse({ chart }: ClusterContext, property: string, given: unknown, allowed: string): never {
  const message = 'a strategy has returned an invalid plan';
  return raise(new KvorumError(TOPOLOGY.badPlan, chart, { message, property, given: typeName(given), allowed }));
}
