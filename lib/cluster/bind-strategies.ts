import { KvorumError, raise } from '../core/error';
import {
  checkedDistributionPlan,
  checkedEndpointPlan,
  checkedHostPlan,
  checkedMachinePlan,
} from '../roles/check-plans';
import { ROLES } from '../roles/codes';
import type { ConfiguredHost, DistributionPlan, EndpointPlan, HostPlan } from '../roles/plans';
import type { ClusterChoice } from '../roles/roles';
import type { ClusterStep } from '../topology/cluster-step';
import type { Host } from '../topology/host';
import { checkChoice } from './choice-checks';
import { makeMachineConfigs } from './machine-configs';
import type { OwnedContext } from './owned-context';
import { orderedSteps } from './steps';

/** Everything that the strategies of a cluster have planned and made. */
export interface BoundCluster {
  readonly hosts: HostPlan;
  readonly endpoint: EndpointPlan | undefined;
  readonly distribution: DistributionPlan;
  readonly machines: readonly ConfiguredHost[];
  readonly steps: readonly ClusterStep[];
}

/**
 * Binds the strategies of a cluster, one after the other.
 *
 * @param firstMaster The name of the first master, where the program has chosen it.
 */
export function bindStrategies(
  context: OwnedContext,
  choice: ClusterChoice,
  firstMaster: string | undefined,
): BoundCluster {
  checkChoice(context.chart, choice);
  const { infrastructure, audit, etcd, scheduler } = choice;
  const hosts =
    infrastructure === undefined
      ? { hosts: [] }
      : checkedHostPlan(context, infrastructure.bindHosts(context), choice.distribution);
  context.firstMaster = firstMasterOf(context, hosts.hosts, firstMaster);
  const endpoint =
    choice.endpoint && checkedEndpointPlan(context, choice.endpoint.bindEndpoint(context, hosts, infrastructure));
  const input = { audit, etcd, scheduler, hosts, endpoint, infrastructure };
  const distribution = checkedDistributionPlan(context, choice.distribution.bindDistribution(context, input));
  const machines = makeMachineConfigs(context, hosts, endpoint, distribution);
  const plan = infrastructure?.bindMachines(context, { hosts, endpoint, distribution, machines });
  const { steps: ofMachines } = infrastructure === undefined ? {} : checkedMachinePlan(context, plan);
  const inOrder = [hosts.steps, ofMachines, endpoint?.steps, distribution.steps];
  return { hosts, endpoint, distribution, machines, steps: orderedSteps(context, hosts, inOrder) };
}

function firstMasterOf(context: OwnedContext, hosts: readonly Host[], name: string | undefined): Host | undefined {
  const masters = hosts.filter(({ role }) => role === 'master');
  if (name === undefined) return masters[0];
  const found = masters.find((host) => host.name === name);
  if (found !== undefined) return found;
  const names = masters.map((host) => host.name).join(', ');
  return raise(
    new KvorumError(ROLES.noSuchMaster, context.chart, {
      message: `the infrastructure names no master ${name}`,
      property: 'firstMaster',
      given: name,
      allowed: names === '' ? 'nothing: the infrastructure names no hosts' : names,
    }),
  );
}
