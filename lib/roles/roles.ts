import type { FindingDetails } from '../core/error';
import type { ClusterContext } from './cluster-context';
import type { ClusterOption, ClusterOptions } from './cluster-options';
import type { DistributionPlan, EndpointPlan, HostPlan, MachineInput, MachinePlan } from './plans';

/**
 * The three strategies of a cluster. Each is an object that implements a role: an infrastructure, an endpoint, a
 * distribution. The data flows one way, and the cluster passes it on:
 *
 * 1. `bindHosts`: the infrastructure names the hosts.
 * 2. `bindEndpoint`: the endpoint says by which address the API is reached.
 * 3. `bindDistribution`: the distribution makes objects and files.
 * 4. The cluster makes one machine config a host of the parts that these three have given, in this order.
 * 5. `bindMachines`: the infrastructure makes machines of hosts and configs.
 *
 * A strategy belongs to one cluster, and each method is called once. It makes constructs in what the context owns.
 */
export interface ClusterChoice extends ClusterOptions {
  /** The distribution. */
  readonly distribution: IDistribution;
  /** The infrastructure; undefined when none was named. */
  readonly infrastructure: IInfrastructure | undefined;
  /** The endpoint; undefined when the distribution has its own way. */
  readonly endpoint: IApiEndpoint | undefined;
}

/** Where the machines come from. */
export interface IInfrastructure {
  /** Its name for people and errors, for example `existing hosts`. */
  readonly name: string;
  /**
   * The reasons why it cannot work with the other strategies of a cluster; undefined method: it can with all. Asked
   * before anything is made.
   *
   * @param choice All strategies and options of the cluster.
   */
  conflicts?(choice: ClusterChoice): readonly FindingDetails[];
  /** Step 1: the hosts. Refuses what does not fit the number of masters. */
  bindHosts(context: ClusterContext): HostPlan;
  /** Step 5: turns hosts and machine configs into machines. */
  bindMachines(context: ClusterContext, input: MachineInput): MachinePlan;
}

/** By which address the API is reached. */
export interface IApiEndpoint {
  /** Its name for people and errors, for example `keepalived`. */
  readonly name: string;
  /** Like `conflicts` of the infrastructure. */
  conflicts?(choice: ClusterChoice): readonly FindingDetails[];
  /** Step 2. */
  bindEndpoint(context: ClusterContext, hosts: HostPlan, infrastructure: IInfrastructure | undefined): EndpointPlan;
}

/** The input of a distribution. */
export interface DistributionInput extends ClusterOptions {
  /** Step 1. */
  readonly hosts: HostPlan;
  /** Step 2; undefined when the cluster has no endpoint of its own. */
  readonly endpoint: EndpointPlan | undefined;
  /** The infrastructure. A distribution that prepares machines by itself asks it for what its installer needs. */
  readonly infrastructure: IInfrastructure | undefined;
}

/** Which Kubernetes runs on the machines, and how it is set up. */
export interface IDistribution {
  /** Its name for people and errors, for example `Deckhouse`. */
  readonly name: string;
  /** The options of a cluster that it carries out. Any other one that the program sets is refused. */
  readonly serves: readonly ClusterOption[];
  /**
   * The names that hosts may have: DNS-1123 labels, or subdomains with dots as well.
   *
   * @default 'label'
   */
  readonly hostNames?: 'label' | 'subdomain';
  /** Like `conflicts` of the infrastructure. */
  conflicts?(choice: ClusterChoice): readonly FindingDetails[];
  /** Step 3: makes the objects and the installer's files, and gives parts for the machine configs. */
  bindDistribution(context: ClusterContext, input: DistributionInput): DistributionPlan;
}
