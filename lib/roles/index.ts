export type { ClusterContext } from './cluster-context';
export type { ClusterOption, ClusterOptions, EtcdBackupOptions, EtcdOptions } from './cluster-options';
export { ExistingHosts } from './existing-hosts';
export type { ExistingHost, ExistingHostsProps, ExistingWorker } from './existing-hosts';
export type {
  ConfiguredHost,
  DistributionPlan,
  EndpointPlan,
  HostMachine,
  HostParts,
  HostPlan,
  MachineInput,
  MachinePlan,
  PlannedHost,
} from './plans';
export type { ClusterChoice, DistributionInput, IApiEndpoint, IDistribution, IInfrastructure } from './roles';
export type { ExtenderService, SchedulerExtender } from './scheduler-extender';
