import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { clusterOfMember, isMarked, markedClusterOf, markedClusters, membersOf } from '../topology/cluster-mark';

/** A tree divided into its clusters. */
export interface Clusters {
  /** The clusters; the last one is the root, for constructs that belong to no other. */
  readonly all: readonly IConstruct[];
  /** The cluster, one of `all`, that a construct of the tree belongs to. */
  readonly of: (construct: IConstruct) => IConstruct;
}

/**
 * The clusters of a tree.
 *
 * Besides those that are marked, plain charts that hold the same object are clusters of their own: a cluster has each
 * object only once.
 *
 * @param constructs Everything in the tree, parents first.
 */
export function clustersOf(root: IConstruct, constructs: readonly IConstruct[] = root.node.findAll()): Clusters {
  const roots = new Set([...markedClusters(root), ...chartsApart(constructs)]);
  if (roots.size < 2) return { all: [root], of: () => root };
  const homes = new Map<IConstruct, IConstruct>();
  for (const construct of constructs) {
    const member = clusterOfMember(construct);
    const { scope } = construct.node;
    const home =
      member !== undefined && roots.has(member)
        ? member
        : roots.has(construct)
          ? construct
          : scope === undefined
            ? root
            : (homes.get(scope) ?? root);
    homes.set(construct, home);
  }
  return { all: [...roots, root], of: (construct) => homes.get(construct) ?? root };
}

/** Outermost charts, or marked clusters, that hold an object which another one holds too. */
function chartsApart(constructs: readonly IConstruct[]): readonly IConstruct[] {
  const homes = new Map<string, Set<IConstruct>>();
  for (const construct of constructs) {
    const identity = identityOf(construct);
    const home = identity === undefined ? undefined : homeOf(construct);
    if (identity === undefined || home === undefined) continue;
    const known = homes.get(identity);
    if (known === undefined) homes.set(identity, new Set([home]));
    else known.add(home);
  }
  return [...homes.values()].filter((charts) => charts.size > 1).flatMap((charts) => [...charts]);
}

/** Everything in the cluster that a construct belongs to. */
export function constructsBeside(scope: IConstruct): readonly IConstruct[] {
  const { root } = scope.node;
  const marked = markedClusterOf(scope);
  // Without walking the whole tree: a program may have many clusters.
  if (marked !== undefined && markedClusters(root).length > 1) {
    return [marked, ...membersOf(marked)].flatMap((c) => c.node.findAll());
  }
  const constructs = root.node.findAll();
  const clusters = clustersOf(root, constructs);
  const cluster = clusters.of(scope);
  return constructs.filter((c) => clusters.of(c) === cluster);
}

/** The name of the cluster of a construct: the id of the cluster, else of the chart, else its own. */
export function clusterNameOf(scope: IConstruct): string {
  const scopes = scope.node.scopes.toReversed();
  const found = scopes.find(isMarked) ?? scopes.find((at) => Chart.isChart(at)) ?? scope;
  return found.node.id;
}

/** The identity of an object that a cluster has once: an object by kind and name, a document of dhctl by its kind. */
function identityOf(construct: IConstruct): string | undefined {
  if (ApiObject.isApiObject(construct)) {
    return construct.apiGroup === 'deckhouse.io' ? `${construct.kind}/${construct.name}` : undefined;
  }
  const { _document, kind } = construct as { readonly _document?: unknown; readonly kind?: unknown };
  // A cluster has several SSHHosts.
  return typeof _document === 'function' && kind !== 'SSHHost' ? String(kind) : undefined;
}

/** The marked cluster of a construct, else its outermost chart. */
function homeOf(construct: IConstruct): IConstruct | undefined {
  return markedClusterOf(construct) ?? construct.node.scopes.find((at) => Chart.isChart(at));
}
