import type { IConstruct } from 'constructs';

const CLUSTER = Symbol.for('kvorum/Cluster');
const MEMBER_OF = Symbol.for('kvorum/ClusterMember');

const marks = new WeakMap<IConstruct, IConstruct[]>();
const members = new WeakMap<IConstruct, IConstruct[]>();

/** Marks a construct as one cluster: what is said of several objects is said of one cluster at a time. */
export function markCluster(scope: IConstruct): void {
  Object.defineProperty(scope, CLUSTER, { value: true });
  remember(marks, scope.node.root, scope);
}

/** Takes the mark off a construct that was refused in the end. */
export function unmarkCluster(scope: IConstruct): void {
  const { root } = scope.node;
  marks.set(
    root,
    markedClusters(root).filter((c) => c !== scope),
  );
}

/** Makes a construct that stands beside a cluster part of it: the chart of its secrets, its stacks. */
export function markMember(scope: IConstruct, cluster: IConstruct): void {
  Object.defineProperty(scope, MEMBER_OF, { value: cluster, configurable: true });
  remember(members, cluster, scope);
}

/** Whether a construct is marked as a cluster. */
export function isMarked(construct: IConstruct): boolean {
  return CLUSTER in construct;
}

/** The marked clusters of a tree, in the order of their creation. */
export function markedClusters(root: IConstruct): IConstruct[] {
  return marks.get(root) ?? [];
}

/** What stands beside a cluster and belongs to it. */
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

function remember(map: WeakMap<IConstruct, IConstruct[]>, key: IConstruct, value: IConstruct): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
