export type { ClusterStep, StepCondition, StepFile, StepPlace, StepWord } from './cluster-step';
export { HostAddress } from './host-address';
export type { HostAddressState } from './host-address';
export { groupOf } from './host';
export type { Host, HostRole, SshAccess } from './host';
export { etcdMembersOf, isQuorate, mastersOf, quorumOf, REPLICAS, tolerated } from './quorum';
export type { Replicas } from './quorum';
