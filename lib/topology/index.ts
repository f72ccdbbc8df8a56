export { ExistingHosts } from './existing-hosts';
export type { ExistingHost, ExistingHostsProps, ExistingWorker } from './existing-hosts';
export type { Host, HostRole, SshAccess } from './host';
export { etcdMembersOf, isQuorate, mastersOf, quorumOf, REPLICAS, tolerated } from './quorum';
export type { Replicas } from './quorum';
export type {
  ClusterSite,
  DistributionInput,
  DistributionPlan,
  EndpointPlan,
  EtcdBackupOptions,
  EtcdOptions,
  HostMachineConfig,
  HostPlan,
  IApiEndpoint,
  IAuditPolicy,
  IDistribution,
  IInfrastructure,
  MachinePlan,
} from './roles';
export type { ExtenderService, SchedulerExtender } from './scheduler-extender';
