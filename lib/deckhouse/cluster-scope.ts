import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

const CLUSTER = Symbol.for('kvorum/DeckhouseCluster');
const MEMBER_OF = Symbol.for('kvorum/DeckhouseClusterMember');

const marks = new WeakMap<IConstruct, IConstruct[]>();
const members = new WeakMap<IConstruct, IConstruct[]>();

/**
 * Marks a construct as one cluster: rules over several objects look at one cluster at a time.
 *
 * A program without such a mark, or with one, is one cluster as a whole, unless two of its charts hold the same object.
 */
export function markCluster(scope: IConstruct): void {
  Object.defineProperty(scope, CLUSTER, { value: true });
  remember(marks, scope.node.root, scope);
}

/** Takes the mark off a construct that was refused in the end. */
export function unmarkCluster(scope: IConstruct): void {
  const known = marks.get(scope.node.root) ?? [];
  marks.set(
    scope.node.root,
    known.filter((c) => c !== scope),
  );
}

/** Makes a construct that stands beside a cluster part of it: the chart of its secrets, its stacks. */
export function markMember(scope: IConstruct, cluster: IConstruct): void {
  Object.defineProperty(scope, MEMBER_OF, { value: cluster, configurable: true });
  remember(members, cluster, scope);
}

/** Whether a cluster was marked as one. Where the others end is only guessed. */
export function isMarked(cluster: IConstruct): boolean {
  return CLUSTER in cluster;
}

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
  const marked = marks.get(root) ?? [];
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
    const member = (at as { [MEMBER_OF]?: IConstruct })[MEMBER_OF];
    if (member !== undefined && clusters.includes(member)) return member;
    if (clusters.includes(at)) return at;
  }
  return scope.node.root;
}

/** Everything in the cluster that a construct belongs to. */
export function constructsBeside(scope: IConstruct): readonly IConstruct[] {
  const { root } = scope.node;
  const marked = marks.get(root) ?? [];
  const own = clusterOf(marked, scope);
  // Without a look at the whole tree: a program may have many clusters.
  if (marked.length > 1 && own !== root) return [own, ...(members.get(own) ?? [])].flatMap((c) => c.node.findAll());
  const clusters = clustersOf(root);
  const cluster = clusterOf(clusters, scope);
  return root.node.findAll().filter((c) => clusterOf(clusters, c) === cluster);
}

/** The name by which people know the cluster of a construct: the id of the cluster, else of the chart, else its own. */
export function clusterNameOf(scope: IConstruct): string {
  const scopes = scope.node.scopes.toReversed();
  const found = scopes.find((at) => CLUSTER in at) ?? scopes.find((at) => Chart.isChart(at)) ?? scope;
  return found.node.id;
}

function remember(map: WeakMap<IConstruct, IConstruct[]>, key: IConstruct, value: IConstruct): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
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
  let chart: IConstruct | undefined;
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const member = (at as { [MEMBER_OF]?: IConstruct })[MEMBER_OF];
    if (member !== undefined) return member;
    if (CLUSTER in at) return at;
    if (Chart.isChart(at)) chart = at;
  }
  return chart;
}
