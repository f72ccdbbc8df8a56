import type { NodeTemplate } from './kinds/node-group-instances';

const KEY = 'node.deckhouse.io/etcd-arbiter';

/** Name of the arbiter's node group. */
export const ARBITER = 'arbiter';

/** The label that makes a node the etcd arbiter, and the taint that keeps ordinary Pods off a small node. */
export const ARBITER_TRAITS: NodeTemplate = { labels: { [KEY]: '' }, taints: [{ key: KEY, effect: 'NoSchedule' }] };
