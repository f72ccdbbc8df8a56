import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { clusterOfMember, isMarked, markedClusterOf, markedClusters, membersOf } from '../topology/cluster-mark';

/**
 * The clusters of a tree; the last one is the root, for what belongs to none of them.
 *
 * Besides those that are marked, plain charts that hold the same object are clusters of their own: one cluster has each
 * object once.
 *
 * @param constructs Everything in the tree.
 */
export function clustersOf(
  root: IConstruct,
  constructs: readonly IConstruct[] = root.node.findAll(),
): readonly IConstruct[] {
  const marked = markedClusters(root);
  const homes = new Map<string, Set<IConstruct>>();
  for (const construct of constructs) {
    const identity = identityOf(construct);
    const home = identity === undefined ? undefined : homeOf(construct);
    if (identity === undefined || home === undefined) continue;
    const known = homes.get(identity);
    if (known === undefined) homes.set(identity, new Set([home]));
    else known.add(home);
  }
  const apart = [...homes.values()].filter((charts) => charts.size > 1).flatMap((charts) => [...charts]);
  const clusters = new Set([...marked, ...apart]);
  return clusters.size < 2 ? [root] : [...clusters, root];
}

/** The cluster, out of a tree's clusters, that a construct belongs to. */
export function clusterOf(clusters: readonly IConstruct[], scope: IConstruct): IConstruct {
  for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
    const member = clusterOfMember(at);
    if (member !== undefined && clusters.includes(member)) return member;
    if (clusters.includes(at)) return at;
  }
  return scope.node.root;
}

/** Everything in the cluster that a construct belongs to. */
export function constructsBeside(scope: IConstruct): readonly IConstruct[] {
  const { root } = scope.node;
  const marked = markedClusters(root);
  const own = clusterOf(marked, scope);
  // Without a look at the whole tree: a program may have many clusters.
  if (marked.length > 1 && own !== root) return [own, ...membersOf(own)].flatMap((c) => c.node.findAll());
  const clusters = clustersOf(root);
  const cluster = clusterOf(clusters, scope);
  return root.node.findAll().filter((c) => clusterOf(clusters, c) === cluster);
}

/** The name by which people know the cluster of a construct: the id of the cluster, else of the chart, else its own. */
export function clusterNameOf(scope: IConstruct): string {
  const scopes = scope.node.scopes.toReversed();
  const found = scopes.find(isMarked) ?? scopes.find((at) => Chart.isChart(at)) ?? scope;
  return found.node.id;
}

/** What a cluster has once: an object by kind and name, a document of dhctl by its kind. */
function identityOf(construct: IConstruct): string | undefined {
  if (ApiObject.isApiObject(construct)) {
    return construct.apiGroup === 'deckhouse.io' ? `${construct.kind}/${construct.name}` : undefined;
  }
  const { _document, kind } = construct as { readonly _document?: unknown; readonly kind?: unknown };
  // A cluster has several SSHHosts.
  return typeof _document === 'function' && kind !== 'SSHHost' ? String(kind) : undefined;
}

/** The marked cluster that a construct stands in, else its outermost chart. */
function homeOf(construct: IConstruct): IConstruct | undefined {
  return markedClusterOf(construct) ?? construct.node.scopes.find((at) => Chart.isChart(at));
}
