import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

const CLUSTER = Symbol.for('kvorum/DeckhouseCluster');
const MEMBER_OF = Symbol.for('kvorum/DeckhouseClusterMember');

/**
 * Marks a construct as one cluster: rules over several objects look at one cluster at a time.
 *
 * A program without such a mark, or with one, is one cluster as a whole.
 */
export function markCluster(scope: IConstruct): void {
  Object.defineProperty(scope, CLUSTER, { value: true });
}

/** Makes a construct that stands beside a cluster part of it: the chart of its secrets, its stacks. */
export function markMember(scope: IConstruct, cluster: IConstruct): void {
  Object.defineProperty(scope, MEMBER_OF, { value: cluster, configurable: true });
}

/** The clusters of a tree. With none or one marked, the root stands for everything. */
export function clustersOf(root: IConstruct): readonly IConstruct[] {
  const marked = root.node.findAll().filter((c) => CLUSTER in c);
  return marked.length < 2 ? [root] : [...marked, root];
}

/** The cluster, out of a tree's clusters, that a construct belongs to. */
export function clusterOf(clusters: readonly IConstruct[], scope: IConstruct): IConstruct {
  for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
    const member = (at as { [MEMBER_OF]?: IConstruct })[MEMBER_OF];
    if (member !== undefined && clusters.includes(member)) return member;
    if (clusters.includes(at)) return at;
  }
  return scope.node.root;
}

/** The name by which people know the cluster of a construct: the id of the cluster, else of the chart, else its own. */
export function clusterNameOf(scope: IConstruct): string {
  const scopes = scope.node.scopes.toReversed();
  const found = scopes.find((at) => CLUSTER in at) ?? scopes.find((at) => Chart.isChart(at)) ?? scope;
  return found.node.id;
}
