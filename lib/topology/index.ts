export type { Host, HostRole, SshAccess } from './host';
export { etcdMembersOf, isQuorate, mastersOf, quorumOf, REPLICAS, tolerated } from './quorum';
export type { Replicas } from './quorum';
