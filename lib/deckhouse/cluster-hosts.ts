import { KvorumError } from '../core/error';
import type { ErrorCollector } from '../core/error-collector';
import { TOPOLOGY } from '../topology/codes';
import type { Host } from '../topology/host';
import type { ClusterContext } from '../roles/cluster-context';

/**
 * The hosts of a cluster as Deckhouse sees them: dhctl sets up the first master, so that it is a node before all others.
 * A program that says of any master whether it is a node is believed.
 */
export function hostsAfterDhctl(hosts: readonly Host[], firstMaster: Host | undefined): readonly Host[] {
  const masters = hosts.filter(({ role }) => role === 'master');
  if (masters.some(({ bootstrapped }) => bootstrapped !== undefined)) return hosts;
  return hosts.map((host) => (host.name === firstMaster?.name ? { ...host, bootstrapped: true } : host));
}

/** The master that dhctl connects to: a node whose address is known. */
export function dhctlHost(hosts: readonly Host[], firstMaster: Host | undefined): Host | undefined {
  const masters = hosts.filter(
    ({ role, bootstrapped, address }) => role === 'master' && bootstrapped === true && address.ifFixed !== undefined,
  );
  return masters.find(({ name }) => name === firstMaster?.name) ?? masters[0];
}

/** Refuses labels of single hosts: Deckhouse labels groups of nodes, and they would be lost. */
export function refuseLabels({ chart }: ClusterContext, hosts: readonly Host[], errors: ErrorCollector): void {
  for (const { name, labels = {} } of hosts) {
    const keys = Object.keys(labels);
    if (keys.length === 0) continue;
    const message = `the host ${name} has labels of its own, and Deckhouse labels groups of nodes`;
    const fix = 'move the host to a group of its own, and set the labels there';
    errors.add(
      new KvorumError(TOPOLOGY.badHost, chart, { message, property: 'infrastructure', given: keys.join(', '), fix }),
    );
  }
}
