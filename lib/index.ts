// What programs need. What authors of rooms and strategies need beyond it stands in kvorum/core, kvorum/roles and kvorum/topology.

// The program and its output.
export { ClusterApp, OutputFiles } from './app';
export type { ClusterAppProps, OutputFolder, OutputKind, RenderedFile } from './app';

// The cluster.
export { MultiMasterCluster } from './cluster';
export type { MultiMasterClusterProps } from './cluster';
export type { AddNodeGroupOptions, DeckhouseCluster, NodeGroupBase } from './deckhouse';
export { ExistingHosts } from './roles';
export type {
  ClusterContext,
  ConfiguredHost,
  DistributionInput,
  DistributionPlan,
  EndpointPlan,
  EtcdBackupOptions,
  EtcdOptions,
  ExistingHost,
  ExistingHostsProps,
  ExistingWorker,
  ExtenderService,
  HostMachine,
  HostParts,
  HostPlan,
  IApiEndpoint,
  IDistribution,
  IInfrastructure,
  MachineInput,
  MachinePlan,
  PlannedHost,
  SchedulerExtender,
} from './roles';
export { HostAddress } from './topology';
export type { ClusterStep, Host, HostRole, Replicas, SshAccess, StepCondition, StepFile, StepWord } from './topology';

// Files and secrets.
export { FileContent, OutputFile, SecretValue } from './core';
export type { OutputFileProps, SecretStep } from './core';

// Findings and errors.
export { findingType, Findings, KvorumError } from './core';
export type { Finding, FindingCheck, FindingDetails, FindingType, FindingLevel } from './core';

// Values.
export { Cidr, CronSchedule, DnsName, Duration, Ipv4, Quantity } from './core';
