import type { KubernetesMinor } from '../kubernetes-version';
import { kubernetesVersion } from '../kubernetes-version';
import { flag, integer, list, object, oneOf, optional, text } from '../../core/shape';
import type { ApiserverSettings } from './control-plane-manager-apiserver';
import { APISERVER } from './control-plane-manager-apiserver';
import { CPU_REQUEST, MEMORY_REQUEST } from './patterns';

/** Daily copies of etcd on each master. */
export interface EtcdBackupSettings {
  /** Whether backups are made.
   *
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * When: five cron fields, in the time zone of kube-controller-manager.
   *
   * @default '0 0 * * *'
   */
  readonly cronSchedule?: string;
  /**
   * Folder of the copies on the masters.
   *
   * @default '/var/lib/etcd'
   */
  readonly hostPath?: string;
}

/** Defragmentation of etcd, one member after the other. */
export interface EtcdDefragSettings {
  /**
   * Whether it is done.
   *
   * @default - true with 3 masters and more, and with 2 masters and an arbiter; else false
   */
  readonly enabled?: boolean;
  /**
   * When: five cron fields of numbers, `*`, `-`, `,` and `/`; UTC.
   *
   * @default '0 1 * * *'
   */
  readonly cronSchedule?: string;
}

/** Options of etcd. */
export interface EtcdSettings {
  /**
   * Size at which etcd refuses to grow, in bytes, 536870912 (512 MiB) to 8589934592 (8 GiB).
   *
   * @default - by the master's memory: 2 GiB up to 16 GB, 1 GB more for each further 8 GB, at most 8 GB
   */
  readonly maxDbSize?: number;
  /**
   * Names of members that Deckhouse did not create and must not remove.
   *
   * Until 1.69.
   *
   * @default - none
   */
  readonly externalMembersNames?: readonly string[];
  /**
   * Daily copies.
   *
   * Since 1.70. Before, backups are made too, but cannot be configured.
   *
   * @default - every night
   */
  readonly backup?: EtcdBackupSettings;
  /**
   * Defragmentation.
   *
   * Since 1.77.
   *
   * @default - every night where there is quorum to spare
   */
  readonly defrag?: EtcdDefragSettings;
}

/** Resource requests of all control plane Pods of a node together. */
export interface ControlPlaneRequests {
  /**
   * CPU: a number of cores, or a text such as `500m`.
   *
   * @default - the platform's
   */
  readonly cpu?: number | string;
  /**
   * Memory, for example `512Mi`.
   *
   * @default - the platform's
   */
  readonly memory?: string;
}

/** Key algorithm of new certificates. The CA is not reissued. */
export type EncryptionAlgorithm = 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'ECDSA-P256';

/**
 * Settings of the module control-plane-manager, in the shape of the newest release. Older releases get the shape that
 * they read; settings that they do not have are refused.
 *
 * @see https://deckhouse.io/modules/control-plane-manager/configuration.html
 */
export interface ControlPlaneManagerSettings {
  /**
   * Options of the API server.
   *
   * @default - the platform's
   */
  readonly apiserver?: ApiserverSettings;
  /**
   * Options of etcd.
   *
   * @default - the platform's
   */
  readonly etcd?: EtcdSettings;
  /**
   * How long a node may be silent before it counts as lost, in seconds. The kubelet reports every quarter of it, the
   * controller checks every eighth of it.
   *
   * @default 40
   */
  readonly nodeMonitorGracePeriodSeconds?: number;
  /**
   * How long Pods of a lost node stay before they are evicted, in seconds. Running Pods adopt it when they are
   * restarted.
   *
   * @default 300
   */
  readonly failedNodePodEvictionTimeoutSeconds?: number;
  /**
   * Kubernetes feature gates to switch on. The platform leaves out those that the version does not have, with an alert.
   *
   * Since 1.74.
   *
   * @default - none
   */
  readonly enabledFeatureGates?: readonly string[];
  /**
   * Make ~/.kube/config of root on the masters a link to the administrator's kubeconfig. Works with the module
   * user-authz.
   *
   * Since 1.76.
   *
   * @default true
   */
  readonly rootKubeconfigSymlink?: boolean;
  /**
   * Key algorithm of the control plane's certificates.
   *
   * Since 1.77. From 1.70 on it is `encryptionAlgorithm` in ClusterConfiguration.
   *
   * @default - as in ClusterConfiguration, else RSA-2048
   */
  readonly encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * Resource requests of all control plane Pods of a node together.
   *
   * Since 1.77. Before, it is `modules.resourcesRequests.controlPlane` of the module global.
   *
   * @default - the platform's
   */
  readonly resourcesRequests?: ControlPlaneRequests;
  /**
   * The cluster's Kubernetes version. `Default`: that of the release.
   *
   * Since 1.78. Before, it is `kubernetesVersion` in ClusterConfiguration.
   *
   * @default - what ClusterConfiguration says
   */
  readonly kubernetesVersion?: KubernetesMinor | 'Default';
}

const PART = '(\\*(\\/\\d+)?|\\d+(-\\d+)?(\\/\\d+)?(,\\d+(-\\d+)?(\\/\\d+)?)*)';

/** The table of the module's settings, in the shape of the newest release. */
export const CONTROL_PLANE_MANAGER = object<ControlPlaneManagerSettings>({
  apiserver: optional(APISERVER),
  etcd: optional(
    object<EtcdSettings>({
      maxDbSize: optional(integer({ min: 536870912, max: 8589934592, unit: 'bytes' })),
      externalMembersNames: optional(
        list(text({ pattern: /^[0-9a-zA-Z.:/-]+$/, form: 'letters, digits and . : / -' })),
        { until: '1.69', settings: [1, 1], instead: 'remove it: members that Deckhouse did not create are left alone' },
      ),
      backup: optional(
        object<EtcdBackupSettings>({
          enabled: optional(flag(), { platformDefault: 'true' }),
          cronSchedule: optional(text(), { platformDefault: '0 0 * * *' }),
          hostPath: optional(text(), { platformDefault: '/var/lib/etcd' }),
        }),
        { since: '1.70', instead: 'remove it: before 1.70 backups are made every night and cannot be configured' },
      ),
      defrag: optional(
        object<EtcdDefragSettings>({
          enabled: optional(flag()),
          cronSchedule: optional(
            text({
              pattern: new RegExp(`^${PART}(\\s+${PART}){4}$`),
              form: 'five cron fields of numbers, `*`, `-`, `,` and `/`, without names',
            }),
            { platformDefault: '0 1 * * *' },
          ),
        }),
        { since: '1.77' },
      ),
    }),
  ),
  nodeMonitorGracePeriodSeconds: optional(integer({ unit: 's' }), { platformDefault: '40' }),
  failedNodePodEvictionTimeoutSeconds: optional(integer({ unit: 's' }), { platformDefault: '300' }),
  enabledFeatureGates: optional(
    list(text({ pattern: /^[a-zA-Z]+$/, form: 'the name of a feature gate, letters only' })),
    {
      since: '1.74',
    },
  ),
  rootKubeconfigSymlink: optional(flag(), { since: '1.76', platformDefault: 'true' }),
  encryptionAlgorithm: optional(oneOf<EncryptionAlgorithm>(['RSA-2048', 'RSA-3072', 'RSA-4096', 'ECDSA-P256']), {
    since: '1.77',
    platformDefault: 'RSA-2048',
    instead: 'from 1.70 to 1.76 use encryptionAlgorithm of ClusterConfiguration; before, it cannot be set',
  }),
  resourcesRequests: optional(
    object<ControlPlaneRequests>({ cpu: optional(CPU_REQUEST), memory: optional(MEMORY_REQUEST) }),
    {
      since: '1.77',
      instead: 'before 1.77 use modules.resourcesRequests.controlPlane in the settings of the module global',
    },
  ),
  kubernetesVersion: optional(kubernetesVersion('Default'), {
    since: '1.78',
    instead: 'before 1.78 use kubernetesVersion of ClusterConfiguration',
  }),
});
