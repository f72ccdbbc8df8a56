import type { IConstruct } from 'constructs';

const CLUSTER = Symbol.for('kvorum/Cluster');
const MEMBER_OF = Symbol.for('kvorum/ClusterMember');

const marks = new WeakMap<IConstruct, IConstruct[]>();
const members = new WeakMap<IConstruct, IConstruct[]>();

/** Marks a construct as one cluster. Rules over several objects judge one cluster at a time. */
export function markCluster(scope: IConstruct): void {
  Object.defineProperty(scope, CLUSTER, { value: true });
  listOf(marks, scope.node.root).push(scope);
}

/** Removes the mark from a construct whose constructor throws after all. */
export function unmarkCluster(scope: IConstruct): void {
  const { root } = scope.node;
  marks.set(
    root,
    markedClusters(root).filter((c) => c !== scope),
  );
}

/** Makes a construct outside a cluster's own subtree part of the cluster: the chart of its secrets, its stacks. */
export function markMember(scope: IConstruct, cluster: IConstruct): void {
  Object.defineProperty(scope, MEMBER_OF, { value: cluster, configurable: true });
  listOf(members, cluster).push(scope);
}

/** Whether a construct is marked as a cluster. */
export function isMarked(construct: IConstruct): boolean {
  return CLUSTER in construct;
}

/** The marked clusters of a tree, in the order of their creation. */
export function markedClusters(root: IConstruct): readonly IConstruct[] {
  return marks.get(root) ?? [];
}

/** The constructs outside a cluster's own subtree that belong to it. */
export function membersOf(cluster: IConstruct): readonly IConstruct[] {
  return members.get(cluster) ?? [];
}

/** The cluster that a construct was made a member of; undefined for everything else. */
export function clusterOfMember(construct: IConstruct): IConstruct | undefined {
  return (construct as { [MEMBER_OF]?: IConstruct })[MEMBER_OF];
}

/** The marked cluster that a construct belongs to; undefined when it belongs to none. */
export function markedClusterOf(construct: IConstruct): IConstruct | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const cluster = clusterOfMember(at) ?? (isMarked(at) ? at : undefined);
    if (cluster !== undefined) return cluster;
  }
  return undefined;
}

// A list grows in place: a copy for each new cluster would be a square in their number.
function listOf(map: WeakMap<IConstruct, IConstruct[]>, key: IConstruct): IConstruct[] {
  const known = map.get(key);
  if (known !== undefined) return known;
  const list: IConstruct[] = [];
  map.set(key, list);
  return list;
}
