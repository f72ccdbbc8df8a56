import type { IConstruct } from 'constructs';

import type { IMachinePart } from '../machine/config/machine';
import type { MachineConfig } from '../machine/config/machine-config';
import type { MachineOs } from '../machine/config/machine-os';
import type { MachinePlatform } from '../machine/config/platform';
import type { ClusterStep } from '../topology/cluster-step';
import type { Host, SshAccess } from '../topology/host';

/** The machine of a host, as far as its infrastructure decides it. */
export interface HostMachine {
  /**
   * The operating system.
   *
   * @default - not known: only distributions that write no machine configs can run on it
   */
  readonly os?: MachineOs;
  /**
   * Where the machine gets its config from. The size is held against its limit.
   *
   * @default - no limit
   */
  readonly platform?: MachinePlatform;
  /**
   * The URL at which the config will be served, for platforms that hand over only a small one.
   *
   * @default - the machine gets the config directly
   */
  readonly pointer?: string;
  /**
   * Parts that the infrastructure adds: network, disks, users.
   *
   * @default - none
   */
  readonly parts?: readonly IMachinePart[];
}

/** A host as its infrastructure plans it. */
export interface PlannedHost extends Host {
  /**
   * Its machine. A distribution that prepares its hosts by itself, such as Deckhouse, has no use for it.
   *
   * @default - nothing is known of it
   */
  readonly machine?: HostMachine;
}

/** Parts for the machine config of a host. */
export interface HostParts {
  /** Name of the host. */
  readonly host: string;
  /** The parts, in order. */
  readonly parts: readonly IMachinePart[];
}

/** Step 1: the hosts of the cluster. */
export interface HostPlan {
  /** All hosts that are known by name. A cloud that makes its own may name none. */
  readonly hosts: readonly PlannedHost[];
  /**
   * How they are reached.
   *
   * @default - not over SSH
   */
  readonly ssh?: SshAccess;
  /**
   * Steps that come before all others.
   *
   * @default - nothing
   */
  readonly steps?: readonly ClusterStep[];
}

/** Step 2: the name and address by which the API is reached, and what its hosts run for it. */
export interface EndpointPlan {
  /** Name or address. */
  readonly host: string;
  /** TCP port. */
  readonly port: number;
  /** Names and addresses that the API server's certificate must hold. */
  readonly certSans: readonly string[];
  /**
   * Parts for hosts of the cluster. They need a distribution that writes machine configs.
   *
   * @default - none: the endpoint is outside of the hosts
   */
  readonly parts?: readonly HostParts[];
  /**
   * Steps for the endpoint, before the cluster is set up.
   *
   * @default - nothing
   */
  readonly steps?: readonly ClusterStep[];
}

/** Step 3: the result of the distribution: its parts for the hosts, and its steps. */
export interface DistributionPlan {
  /**
   * Parts for each host that wants a machine config. A host that is not named gets none.
   *
   * @default - none: the distribution prepares its hosts by itself
   */
  readonly machines?: readonly HostParts[];
  /**
   * The construct that represents the cluster as a whole: `cluster.node.defaultChild`.
   *
   * @default - none
   */
  readonly defaultChild?: IConstruct;
  /**
   * Steps that set up the cluster, and that apply each later change.
   *
   * @default - nothing
   */
  readonly steps?: readonly ClusterStep[];
}

/** A host with its finished machine config. */
export interface ConfiguredHost {
  /** The host. */
  readonly host: PlannedHost;
  /**
   * Its config, with the parts of infrastructure, endpoint and distribution. The program may add more until the synth:
   * take its text by `config.ignition()` in a value that is produced late.
   */
  readonly config: MachineConfig;
}

/** The input of step 5, machines. */
export interface MachineInput {
  /** Step 1. */
  readonly hosts: HostPlan;
  /** Step 2; undefined when the cluster has no endpoint of its own. */
  readonly endpoint: EndpointPlan | undefined;
  /** Step 3. */
  readonly distribution: DistributionPlan;
  /** Step 4: one config for each host whose distribution wants one, in the order of the hosts. */
  readonly machines: readonly ConfiguredHost[];
}

/** Step 5: the machines. */
export interface MachinePlan {
  /**
   * Steps that create and boot the machines, before the cluster is set up.
   *
   * @default - nothing
   */
  readonly steps?: readonly ClusterStep[];
}
