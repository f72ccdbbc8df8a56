import { KvorumError } from '../core/error';
import type { ErrorCollector } from '../core/error-collector';
import { TOPOLOGY } from '../topology/codes';
import type { Host } from '../topology/host';
import type { ClusterContext } from '../roles/cluster-context';

/**
 * The hosts of a cluster as Deckhouse sees them: dhctl sets up the first master, so that it is a node before anything
 * else. Where the program says of a master whether it is one, it is right.
 */
export function hostsAfterDhctl(hosts: readonly Host[], firstMaster: Host | undefined): readonly Host[] {
  const masters = hosts.filter(({ role }) => role === 'master');
  if (masters.some(({ bootstrapped }) => bootstrapped !== undefined)) return hosts;
  return hosts.map((host) => (host.name === firstMaster?.name ? { ...host, bootstrapped: true } : host));
}

/** The master whose address dhctl is told: it is a node, and its address is known. */
export function dhctlHost(hosts: readonly Host[], firstMaster: Host | undefined): Host | undefined {
  const masters = hosts.filter(
    ({ role, bootstrapped, address }) => role === 'master' && bootstrapped === true && address.ifFixed !== undefined,
  );
  return masters.find(({ name }) => name === firstMaster?.name) ?? masters[0];
}

/** Deckhouse labels groups of nodes: a label of one host would be lost. */
export function refuseLabels({ chart }: ClusterContext, hosts: readonly Host[], errors: ErrorCollector): void {
  for (const { name, labels = {} } of hosts) {
    const keys = Object.keys(labels);
    if (keys.length === 0) continue;
    const message = `Deckhouse labels groups of nodes, and the host ${name} has labels of its own`;
    const fix = 'put the host into a group of its own, and the labels on the group';
    errors.add(
      new KvorumError(TOPOLOGY.badHost, chart, { message, property: 'infrastructure', given: keys.join(', '), fix }),
    );
  }
}
