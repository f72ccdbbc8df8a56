import { either, flag, integer, list, object, oneOf, optional, required, text } from '../../core/shape';
import type { NodeGroupGpu } from './node-group-gpu';
import { GPU } from './node-group-gpu';
import type { NodeGroupCloudInstances, NodeGroupStaticInstances, NodeTemplate } from './node-group-instances';
import { CLOUD_INSTANCES, NODE_TEMPLATE, STATIC_INSTANCES } from './node-group-instances';
import type { NodeGroupCri, NodeGroupKubelet } from './node-group-node';
import { CRI, KUBELET } from './node-group-node';

/** The origin of the machines of a group. */
export type NodeType = 'CloudEphemeral' | 'CloudPermanent' | 'CloudStatic' | 'Static';

/** A day of the week. */
export type WeekDay = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** A daily span of time in which nodes may be disrupted. */
export interface DisruptionWindow {
  /** Start, `HH:MM`, UTC. */
  readonly from: string;
  /** End, `HH:MM`, UTC. Later than `from`. */
  readonly to: string;
  /**
   * Days on which the window is open.
   *
   * @default - every day
   */
  readonly days?: readonly WeekDay[];
}

/** Disruptive updates without asking. */
export interface AutomaticDisruptions {
  /**
   * Drain the node before the disruption.
   *
   * @default true
   */
  readonly drainBeforeApproval?: boolean;
  /**
   * When disruptions are allowed.
   *
   * @default - always
   */
  readonly windows?: readonly DisruptionWindow[];
}

/** Disruptive updates by replacing machines. */
export interface RollingUpdateDisruptions {
  /**
   * When disruptions are allowed.
   *
   * @default - always
   */
  readonly windows?: readonly DisruptionWindow[];
}

/** How updates that disrupt the workload of a node are approved. */
export interface NodeGroupDisruptions {
  /**
   * `Manual`: an operator, node by node. `Automatic`: no approval is needed. `RollingUpdate`: the node is replaced
   * (CloudEphemeral only). Required as soon as `disruptions` is given.
   */
  readonly approvalMode: 'Manual' | 'Automatic' | 'RollingUpdate';
  /**
   * Options of `Automatic`.
   *
   * @default - drain first, at any time
   */
  readonly automatic?: AutomaticDisruptions;
  /**
   * Options of `RollingUpdate`.
   *
   * @default - at any time
   */
  readonly rollingUpdate?: RollingUpdateDisruptions;
}

/** How many nodes are updated at once. */
export interface NodeGroupUpdate {
  /**
   * A number of nodes, or a percentage of the group, for example `20%`.
   *
   * @default 1
   */
  readonly maxConcurrent?: number | string;
}

/** A resilience test of the workload: nodes are removed at random. */
export interface NodeGroupChaos {
  /**
   * `DrainAndDelete` drains and deletes a random node each period.
   *
   * @default 'Disabled'
   */
  readonly mode?: 'Disabled' | 'DrainAndDelete';
  /**
   * The period: hours and minutes, for example `6h`, `1h30m`, `45m`.
   *
   * @default '6h'
   */
  readonly period?: string;
}

/** Options of the watchdog. */
export interface FencingWatchdog {
  /**
   * Time without contact to the cluster after which the node's kernel panics: a number with one of `s`, `m`, `h`.
   *
   * @default '60s'
   */
  readonly timeout?: string;
}

/** Fencing of a node that has lost contact with the cluster. */
export interface NodeGroupFencing {
  /** The node's kernel panics by its watchdog, and the node stays down until it is restarted by hand. */
  readonly mode: 'Watchdog';
  /**
   * Options of the watchdog.
   *
   * Since 1.76.
   *
   * @default - a timeout of 60 s
   */
  readonly watchdog?: FencingWatchdog;
}

/** Changes that Deckhouse may make in the operating system. */
export interface NodeGroupOperatingSystem {
  /**
   * Deprecated: whether Deckhouse keeps the kernel up to date.
   *
   * @default true
   */
  readonly manageKernel?: boolean;
}

/**
 * The fields of a NodeGroup.
 *
 * @see https://deckhouse.io/modules/node-manager/cr.html#nodegroup
 */
export interface NodeGroupSpec {
  /** The origin of the machines. It cannot be changed later. */
  readonly nodeType: NodeType;
  /**
   * The container runtime.
   *
   * @default - the cluster's `defaultCRI`
   */
  readonly cri?: NodeGroupCri;
  /**
   * Machines that the cluster itself sets up over SSH. For Static and CloudStatic.
   *
   * @default - nodes are added by a script that an operator runs on them
   */
  readonly staticInstances?: NodeGroupStaticInstances;
  /**
   * Machines that the cluster itself creates in the cloud. Required for CloudEphemeral, refused elsewhere.
   *
   * @default - none
   */
  readonly cloudInstances?: NodeGroupCloudInstances;
  /**
   * Labels, annotations and taints of the nodes.
   *
   * @default - none
   */
  readonly nodeTemplate?: NodeTemplate;
  /**
   * How disruptive updates are approved.
   *
   * @default - Automatic
   */
  readonly disruptions?: NodeGroupDisruptions;
  /**
   * Options of the kubelet.
   *
   * @default - the platform's
   */
  readonly kubelet?: NodeGroupKubelet;
  /**
   * How many nodes are updated at once.
   *
   * @default - one
   */
  readonly update?: NodeGroupUpdate;
  /**
   * Random loss of nodes, for tests.
   *
   * @default - off
   */
  readonly chaos?: NodeGroupChaos;
  /**
   * Action of a node that has lost contact with the cluster.
   *
   * @default - nothing
   */
  readonly fencing?: NodeGroupFencing;
  /**
   * Deprecated options of the operating system.
   *
   * @default - none
   */
  readonly operatingSystem?: NodeGroupOperatingSystem;
  /**
   * Time limit of a drain, in seconds.
   *
   * Since 1.69.
   *
   * @default - the platform's: eviction is tried for 5 minutes, then Pods are deleted
   */
  readonly nodeDrainTimeoutSecond?: number;
  /**
   * Sharing of GPUs.
   *
   * Since 1.71.
   *
   * @default - none
   */
  readonly gpu?: NodeGroupGpu;
}

const TIME = { pattern: /^(?:\d|[01]\d|2[0-3]):[0-5]\d$/, form: 'HH:MM from 0:00 to 23:59, UTC' };

const WINDOWS = list(
  object<DisruptionWindow>({
    from: required(text(TIME)),
    to: required(text(TIME)),
    days: optional(list(oneOf<WeekDay>(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']), { unique: true })),
  }),
);

/** The table of a NodeGroup's fields. */
export const NODE_GROUP_SPEC = object<NodeGroupSpec>({
  nodeType: required(oneOf<NodeType>(['CloudEphemeral', 'CloudPermanent', 'CloudStatic', 'Static'])),
  cri: optional(CRI),
  staticInstances: optional(STATIC_INSTANCES),
  cloudInstances: optional(CLOUD_INSTANCES),
  nodeTemplate: optional(NODE_TEMPLATE),
  disruptions: optional(
    object<NodeGroupDisruptions>({
      approvalMode: required(oneOf(['Manual', 'Automatic', 'RollingUpdate'])),
      automatic: optional(
        object<AutomaticDisruptions>({
          drainBeforeApproval: optional(flag(), { platformDefault: 'true' }),
          windows: optional(WINDOWS),
        }),
      ),
      rollingUpdate: optional(object<RollingUpdateDisruptions>({ windows: optional(WINDOWS) })),
    }),
  ),
  kubelet: optional(KUBELET),
  update: optional(
    object<NodeGroupUpdate>({
      maxConcurrent: optional(
        either(
          integer({ min: 1 }),
          text({ pattern: /^([1-9]\d*|[1-9]\d?%|100%)$/, form: 'a number from 1, or 1% to 100%' }),
        ),
        { platformDefault: '1' },
      ),
    }),
  ),
  chaos: optional(
    object<NodeGroupChaos>({
      mode: optional(oneOf(['Disabled', 'DrainAndDelete']), { platformDefault: 'Disabled' }),
      period: optional(
        text({ pattern: /^(\d+h(\d+m)?|\d+m)$/, form: 'hours and minutes, for example 6h, 1h30m, 45m' }),
        {
          platformDefault: '6h',
        },
      ),
    }),
  ),
  fencing: optional(
    object<NodeGroupFencing>({
      mode: required(oneOf(['Watchdog'])),
      watchdog: optional(
        object<FencingWatchdog>({
          timeout: optional(text({ pattern: /^\d+[smh]$/, form: 'one number and one of s, m, h' }), {
            platformDefault: '60s',
          }),
        }),
        { since: '1.76', instead: 'leave it out: the timeout is 60 s before that release' },
      ),
    }),
  ),
  operatingSystem: optional(
    object<NodeGroupOperatingSystem>({ manageKernel: optional(flag(), { platformDefault: 'true' }) }),
  ),
  nodeDrainTimeoutSecond: optional(integer({ min: 0, unit: 's' }), { since: '1.69' }),
  gpu: optional(GPU, { since: '1.71' }),
});
