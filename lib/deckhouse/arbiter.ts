import type { NodeTemplate } from './kinds/node-group-instances';

const KEY = 'node.deckhouse.io/etcd-arbiter';

/** Name of the arbiter's node group. */
export const ARBITER = 'arbiter';

/** What makes a node the etcd arbiter: the label; and the taint, which keeps ordinary Pods off a node that is small. */
export const ARBITER_TRAITS: NodeTemplate = { labels: { [KEY]: '' }, taints: [{ key: KEY, effect: 'NoSchedule' }] };
