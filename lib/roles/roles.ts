import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

import type { Host, SshAccess } from '../topology/host';
import type { Replicas } from '../topology/quorum';
import type { SchedulerExtender } from './scheduler-extender';

/**
 * The cluster as its parts see it.
 *
 * A cluster is made of three strategies, each an object that implements a role: an infrastructure, an endpoint and a
 * distribution. The data flows one way, and the cluster only passes it on: hosts, endpoint, objects and machine
 * configs, machines.
 */
export interface ClusterContext {
  /** The cluster's own chart: objects without secrets are made in it. */
  readonly chart: Chart;
  /** The cluster's name: the id of its chart. */
  readonly name: string;
  /** Where its output files go: its path in the app, which is its name unless it stands below something else. */
  readonly folder: string;
  /** How many masters, as the program says it. */
  readonly replicas: Replicas;
  /** The number of masters. */
  readonly masters: number;
  /** Whether a small node runs the third member of etcd. */
  readonly arbiter: boolean;
  /** The chart beside the cluster's own that holds the objects with secrets. It is made at the first call. */
  secretsChart(): Chart;
}

/** Step 1: which hosts there will be. */
export interface HostPlan {
  /** All hosts that are known by name. A cloud that makes its own may name none. */
  readonly hosts: readonly Host[];
  /**
   * How they are reached.
   *
   * @default - not over SSH
   */
  readonly ssh?: SshAccess;
}

/** A machine config that belongs to a host. */
export interface HostMachineConfig {
  /** The host. */
  readonly host: Host;
  /** The construct that holds what the host runs. */
  readonly config: IConstruct;
}

/** Step 2: by which name and address the API is reached, and what each host must run for it. */
export interface EndpointPlan {
  /** Name or address. */
  readonly host: string;
  /** TCP port. */
  readonly port: number;
  /** Names and addresses that the API server's certificate must hold. */
  readonly certSans: readonly string[];
  /** What each host must run. Empty when the endpoint stands outside of the hosts. */
  readonly machineConfigs: readonly HostMachineConfig[];
}

/** What a distribution is given to work with. */
export interface DistributionInput {
  /** Step 1. */
  readonly hosts: HostPlan;
  /** Step 2; undefined when the cluster has no endpoint of its own. */
  readonly endpoint: EndpointPlan | undefined;
  /** The infrastructure. A distribution that prepares machines by itself asks it for what its installer needs. */
  readonly infrastructure: IInfrastructure | undefined;
  /** What the API server logs; undefined when the cluster leaves it to the distribution. */
  readonly audit?: IAuditPolicy | undefined;
  /** What the program says of etcd; undefined when it leaves it to the distribution. */
  readonly etcd?: EtcdOptions | undefined;
  /** Extenders of the scheduler; undefined when there are none. */
  readonly scheduler?: readonly SchedulerExtender[] | undefined;
}

/** What a program says of the etcd of a cluster. */
export interface EtcdOptions {
  /**
   * How it is backed up.
   *
   * @default - as the distribution does it
   */
  readonly backup?: EtcdBackupOptions;
}

/** How the etcd of a cluster is backed up. */
export interface EtcdBackupOptions {
  /**
   * Minute, hour, day of month, month, day of week.
   *
   * @default - the distribution's
   */
  readonly schedule?: string;
  /**
   * The folder on each master. It should lie outside of etcd's data directory, best on another disk: a full disk or a
   * restore must not meet the backup.
   *
   * @default - the distribution's
   */
  readonly hostPath?: string;
}

/** An audit policy of the API server. `AuditPolicy` of `kvorum/audit` is one. */
export interface IAuditPolicy {
  /** The policy as a file. */
  toYaml(): string;
}

/** Step 3: what the distribution has made. */
export interface DistributionPlan {
  /** What each host runs. Empty where the distribution prepares hosts by itself. */
  readonly machineConfigs: readonly HostMachineConfig[];
  /** The construct that stands for the cluster as a whole: `cluster.node.defaultChild`. */
  readonly defaultChild: IConstruct | undefined;
}

/** What an infrastructure is given to make machines of. */
export interface MachinePlan {
  /** Step 1. */
  readonly hosts: HostPlan;
  /** Step 2; undefined when the cluster has no endpoint of its own. */
  readonly endpoint: EndpointPlan | undefined;
  /** Step 3. */
  readonly distribution: DistributionPlan;
}

/** Where the machines come from. */
export interface IInfrastructure {
  /** Its name for people and errors, for example `existing hosts`. */
  readonly name: string;
  /** Step 1, called once: which hosts there will be. Refuses what does not fit the number of masters. */
  bindHosts(context: ClusterContext): HostPlan;
  /** Step 4, called once: turns hosts and machine configs into machines. */
  bindMachines(context: ClusterContext, plan: MachinePlan): void;
}

/** By which address the API is reached. */
export interface IApiEndpoint {
  /** Its name for people and errors, for example `keepalived`. */
  readonly name: string;
  /** Step 2, called once. */
  bindEndpoint(context: ClusterContext, hosts: HostPlan, infrastructure: IInfrastructure | undefined): EndpointPlan;
}

/** Which Kubernetes runs on the machines, and how it is set up. */
export interface IDistribution {
  /** Its name for people and errors, for example `Deckhouse`. */
  readonly name: string;
  /** Step 3, called once: makes the objects, the installer's files and the machine configs. */
  bindDistribution(context: ClusterContext, input: DistributionInput): DistributionPlan;
}
