import { Construct } from 'constructs';

import type { FindingDetails } from '../core/error';
import { KvorumError } from '../core/error';
import { ErrorCollector } from '../core/error-collector';
import type { FindingType } from '../core/finding-type';
import type { IMachinePart } from '../machine/config/machine';
import type { MachineConfig, MachineConfigProps } from '../machine/config/machine-config';
import type { ClusterContext } from '../roles/cluster-context';
import { ROLES } from '../roles/codes';
import type { ConfiguredHost, DistributionPlan, EndpointPlan, HostParts, HostPlan, PlannedHost } from '../roles/plans';
import { TOPOLOGY } from '../topology/codes';

/** The parts of one host, by the strategy that gives them. */
interface PartsOfHost {
  readonly host: PlannedHost;
  readonly infrastructure: readonly IMachinePart[];
  readonly endpoint: readonly IMachinePart[];
  /** Undefined when the distribution wants no machine config for the host. */
  readonly distribution: readonly IMachinePart[] | undefined;
}

/**
 * Makes one machine config for each host whose distribution wants one, of the parts of infrastructure, endpoint and
 * distribution in this order.
 *
 * @throws KV2206 for parts that no machine config takes, KV2207 for a host whose operating system is not known, KV2008
 * for parts of hosts that are not there, KV56xx for parts that contradict each other, all hosts in one error.
 */
export function makeMachineConfigs(
  context: ClusterContext,
  { hosts }: HostPlan,
  endpoint: EndpointPlan | undefined,
  distribution: DistributionPlan,
): readonly ConfiguredHost[] {
  const errors = new ErrorCollector();
  const report = (type: FindingType, details: FindingDetails): void => {
    errors.add(new KvorumError(type, context.chart, details));
  };
  const known = new Set(hosts.map(({ name }) => name));
  const given = [
    ['endpoint.bindEndpoint.parts', endpoint?.parts ?? []],
    ['distribution.bindDistribution.machines', distribution.machines ?? []],
  ] as const;
  for (const [property, list] of given) {
    for (const { host } of list.filter((parts) => !known.has(parts.host))) {
      report(TOPOLOGY.badPlan, { message: `the cluster has no host ${host}`, property, given: host });
    }
  }
  const wanted = hosts.map((host) => partsOf(host, endpoint, distribution));
  for (const parts of wanted) reportUnusable(parts, report);
  errors.throwAll();
  const made = wanted.flatMap((parts) => configuredHost(context, parts, errors));
  errors.throwAll();
  return made;
}

function partsOf(host: PlannedHost, endpoint: EndpointPlan | undefined, distribution: DistributionPlan): PartsOfHost {
  const ofHost = (list: readonly HostParts[]): readonly IMachinePart[] | undefined => {
    const found = list.filter((parts) => parts.host === host.name);
    return found.length === 0 ? undefined : found.flatMap(({ parts }) => parts);
  };
  return {
    host,
    infrastructure: host.machine?.parts ?? [],
    endpoint: ofHost(endpoint?.parts ?? []) ?? [],
    distribution: ofHost(distribution.machines ?? []),
  };
}

function reportUnusable(parts: PartsOfHost, report: (type: FindingType, details: FindingDetails) => void): void {
  const { host, distribution } = parts;
  if (distribution === undefined) {
    for (const by of ['infrastructure', 'endpoint'] as const) {
      if (parts[by].length === 0) continue;
      const message = `the ${by} has parts for the host ${host.name}, and the distribution writes no config for it`;
      report(ROLES.partsWithoutMachine, { message, property: by, given: parts[by].map(({ name }) => name).join(', ') });
    }
  } else if (host.machine?.os === undefined) {
    const message = `the operating system of the host ${host.name} is not known`;
    report(ROLES.noMachineOs, { message, property: 'infrastructure', given: host.name });
  }
}

function configuredHost(
  context: ClusterContext,
  { host, infrastructure, endpoint, distribution }: PartsOfHost,
  errors: ErrorCollector,
): readonly ConfiguredHost[] {
  if (distribution === undefined || host.machine?.os === undefined) return [];
  const { os, platform, pointer } = host.machine;
  const props: MachineConfigProps = {
    os,
    host: host.name,
    folder: `${context.folder}/hosts/${host.name}`,
    ...(platform === undefined ? {} : { platform }),
    ...(pointer === undefined ? {} : { pointer }),
  };
  const config = errors.attempt(() => new (machineConfig())(scopeOf(context), host.name, props));
  if (config === undefined) return [];
  for (const part of [...infrastructure, ...endpoint, ...distribution]) errors.attempt(() => config.add(part));
  return [{ host, config }];
}

function scopeOf({ chart }: ClusterContext): Construct {
  return chart.node.tryFindChild('machines') ?? new Construct(chart, 'machines');
}

/** Clusters whose distribution prepares its hosts by itself do not read the room of machines. */
function machineConfig(): typeof MachineConfig {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded at the first machine
  const room = require('../machine') as { readonly MachineConfig: typeof MachineConfig };
  return room.MachineConfig;
}
