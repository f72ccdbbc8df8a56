/**
 * How many masters a control plane has. An even number tolerates no more losses than the odd one below it.
 *
 * `2+arbiter`: two masters, and a small node that runs nothing but the third member of etcd.
 */
export type Replicas = 1 | 3 | 5 | 7 | '2+arbiter';

/** Every value of `Replicas`. */
export const REPLICAS: readonly Replicas[] = [1, 3, 5, 7, '2+arbiter'];

/** How many masters a value means. The arbiter does not count. */
export function mastersOf(replicas: Replicas): number {
  return replicas === '2+arbiter' ? 2 : replicas;
}

/** How many members etcd has. */
export function etcdMembersOf(replicas: Replicas): number {
  return replicas === '2+arbiter' ? 3 : replicas;
}

/** How many members must be alive for etcd to accept writes. */
export function quorumOf(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** How many members may be lost. */
export function tolerated(members: number): number {
  return members - quorumOf(members);
}

/** Whether a number of masters makes sense: odd, or two with an arbiter, which is a third member of etcd. */
export function isQuorate(masters: number, arbiter: boolean): boolean {
  return arbiter ? masters === 2 : masters % 2 === 1;
}
