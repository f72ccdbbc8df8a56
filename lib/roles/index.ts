export { ExistingHosts } from './existing-hosts';
export type { ExistingHost, ExistingHostsProps, ExistingWorker } from './existing-hosts';
export type {
  ClusterContext,
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
