import { either, flag, integer, object, oneOf, optional, required, text } from '../../core/shape';

/** Options of a container runtime that Deckhouse installs. */
export interface ContainerdOptions {
  /**
   * Number of image layers that are fetched at once.
   *
   * @default 3
   */
  readonly maxConcurrentDownloads?: number;
}

/** Options of a container runtime that Deckhouse does not install. */
export interface NotManagedCriOptions {
  /**
   * Path of the runtime's socket.
   *
   * @default - found on the node
   */
  readonly criSocketPath?: string;
}

/** The container runtime of a group. */
export interface NodeGroupCri {
  /** `ContainerdV2` since 1.71; it needs cgroup v2 and a kernel from 5.8. A change disrupts the nodes. */
  readonly type: 'Containerd' | 'ContainerdV2' | 'NotManaged';
  /**
   * Options of `Containerd`.
   *
   * @default - the platform's
   */
  readonly containerd?: ContainerdOptions;
  /**
   * Options of `ContainerdV2`.
   *
   * Since 1.71.
   *
   * @default - the platform's
   */
  readonly containerdV2?: ContainerdOptions;
  /**
   * Options of `NotManaged`.
   *
   * @default - the platform's
   */
  readonly notManaged?: NotManagedCriOptions;
}

/** Fixed reservations for the system. At least one of them. */
export interface StaticReservation {
  /**
   * CPU: cores, or millicores as `500m`.
   *
   * @default - nothing
   */
  readonly cpu?: number | string;
  /**
   * Memory: bytes, or a quantity such as `1Gi`.
   *
   * @default - nothing
   */
  readonly memory?: number | string;
  /**
   * Disk: bytes, or a quantity such as `10Gi`.
   *
   * @default - nothing
   */
  readonly ephemeralStorage?: number | string;
}

/** Resources that are reserved for the system of a node. */
export interface ResourceReservation {
  /**
   * `Auto`: by the size of the node. `Static`: the values in `static`. `Off`: nothing.
   *
   * @default 'Auto'
   */
  readonly mode?: 'Off' | 'Auto' | 'Static';
  /**
   * The reservations of mode `Static`. Ignored in the others.
   *
   * @default - none
   */
  readonly static?: StaticReservation;
}

/** Placement of containers near their hardware. */
export interface TopologyManager {
  /**
   * Whether it is on. Needs resourceReservation, and with mode Static its `cpu`.
   *
   * @default false
   */
  readonly enabled?: boolean;
  /**
   * The unit that is placed together.
   *
   * @default 'Container'
   */
  readonly scope?: 'Container' | 'Pod';
  /**
   * How strictly the topology manager aligns resources to NUMA nodes.
   *
   * @default 'None'
   */
  readonly policy?: 'None' | 'BestEffort' | 'Restricted' | 'SingleNumaNode';
}

/** The swap that all Pods may use together. */
export interface LimitedSwap {
  /** Size of the swap file: whole gigabytes, for example `4G`. */
  readonly size: string;
}

/** Swap on the nodes. */
export interface MemorySwap {
  /**
   * `LimitedSwap` needs `limitedSwap`, `NoSwap` refuses it.
   *
   * @default - the platform's
   */
  readonly swapBehavior?: 'NoSwap' | 'LimitedSwap';
  /**
   * The kernel's swappiness, 0 to 100.
   *
   * @default 60
   */
  readonly swappiness?: number;
  /**
   * Size of the swap.
   *
   * @default - none
   */
  readonly limitedSwap?: LimitedSwap;
}

/** Options of the kubelet. A change restarts it. */
export interface NodeGroupKubelet {
  /**
   * Maximum number of Pods on a node.
   *
   * @default - 110; from 1.74 by the node's Pod prefix: 120 for /24 and smaller, 250 for /23, 500 for /22, 1000 for
   * larger
   */
  readonly maxPods?: number;
  /**
   * Folder of the kubelet's data.
   *
   * @default '/var/lib/kubelet'
   */
  readonly rootDir?: string;
  /**
   * Size at which a container's log is rotated, for example `50Mi`.
   *
   * @default '50Mi'
   */
  readonly containerLogMaxSize?: string;
  /**
   * Number of log files kept per container, 1 to 20.
   *
   * @default 4
   */
  readonly containerLogMaxFiles?: number;
  /**
   * Resources that are reserved for the system.
   *
   * @default - Auto
   */
  readonly resourceReservation?: ResourceReservation;
  /**
   * Placement near hardware.
   *
   * @default - off
   */
  readonly topologyManager?: TopologyManager;
  /**
   * Swap on the nodes.
   *
   * Since 1.75.
   *
   * @default - none
   */
  readonly memorySwap?: MemorySwap;
  /**
   * Containers without a profile of their own run under the runtime's default seccomp profile.
   *
   * Since 1.77.
   *
   * @default - the platform's
   */
  readonly seccompDefault?: boolean;
}

const CONTAINERD = object<ContainerdOptions>({
  maxConcurrentDownloads: optional(integer({ min: 1 }), { platformDefault: '3' }),
});

export const CRI = object<NodeGroupCri>({
  type: required(oneOf(['Containerd', 'ContainerdV2', 'NotManaged'], { ContainerdV2: { since: '1.71' } })),
  containerd: optional(CONTAINERD),
  containerdV2: optional(CONTAINERD, { since: '1.71' }),
  notManaged: optional(
    object<NotManagedCriOptions>({
      criSocketPath: optional(text({ pattern: /^\/[^\s]*$/, form: 'an absolute path' })),
    }),
  ),
});

// The CRDs' own patterns are not anchored and accept junk such as `abc5|zzz`; these match what the kubelet reads.
const CPU = either(
  integer({ min: 1 }),
  text({ pattern: /^\d+m$/, form: 'whole cores as a number, or millicores such as 500m' }),
);

const SIZE = text({
  pattern: /^\d+(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)$/,
  form: 'a whole number with a suffix, for example 512Mi',
});

const BYTES = either(integer({ min: 1 }), SIZE);

export const KUBELET = object<NodeGroupKubelet>({
  maxPods: optional(integer({ min: 1 })),
  rootDir: optional(text({ pattern: /^\/[^\s]*$/, form: 'an absolute path' }), { platformDefault: '/var/lib/kubelet' }),
  containerLogMaxSize: optional(SIZE, { platformDefault: '50Mi' }),
  containerLogMaxFiles: optional(integer({ min: 1, max: 20 }), { platformDefault: '4' }),
  resourceReservation: optional(
    object<ResourceReservation>({
      mode: optional(oneOf(['Off', 'Auto', 'Static']), { platformDefault: 'Auto' }),
      static: optional(
        object<StaticReservation>({ cpu: optional(CPU), memory: optional(BYTES), ephemeralStorage: optional(BYTES) }),
      ),
    }),
  ),
  topologyManager: optional(
    object<TopologyManager>({
      enabled: optional(flag(), { platformDefault: 'false' }),
      scope: optional(oneOf(['Container', 'Pod']), { platformDefault: 'Container' }),
      policy: optional(oneOf(['None', 'BestEffort', 'Restricted', 'SingleNumaNode']), { platformDefault: 'None' }),
    }),
  ),
  memorySwap: optional(
    object<MemorySwap>({
      swapBehavior: optional(oneOf(['NoSwap', 'LimitedSwap'])),
      swappiness: optional(integer({ min: 0, max: 100 }), { platformDefault: '60' }),
      limitedSwap: optional(
        object<LimitedSwap>({
          size: required(text({ pattern: /^[1-9]\d*G$/, form: 'whole gigabytes, for example 4G' })),
        }),
      ),
    }),
    { since: '1.75' },
  ),
  seccompDefault: optional(flag(), { since: '1.77' }),
});
