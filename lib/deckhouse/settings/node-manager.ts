import { flag, list, object, oneOf, optional, text } from '../../core/shape';

/**
 * Settings of the module node-manager, in the shape of the newest release. Settings that the target release does not
 * have are refused.
 *
 * @see https://deckhouse.io/modules/node-manager/configuration.html
 */
export interface NodeManagerSettings {
  /**
   * Prefix of the names of created machines.
   *
   * @default - the prefix of the cluster
   */
  readonly instancePrefix?: string;
  /**
   * Stop everything that machine-controller-manager does to machines, in an emergency.
   *
   * @default false
   */
  readonly mcmEmergencyBrake?: boolean;
  /**
   * Stop everything that Cluster API does to machines, in an emergency.
   *
   * Since 1.76.
   *
   * @default false
   */
  readonly capiEmergencyBrake?: boolean;
  /**
   * Kill processes before the kernel runs out of memory.
   *
   * Until 1.77.
   *
   * @default true
   */
  readonly earlyOomEnabled?: boolean;
  /**
   * Families of operating systems that nodes may have. Enterprise editions know `redos`, `rosa`, `astra` and
   * `altlinux` too.
   *
   * Until 1.67.
   *
   * @default - ubuntu-lts, centos, debian and opensuse
   */
  readonly allowedBundles?: readonly NodeBundle[];
  /**
   * Kubernetes versions that nodes may have.
   *
   * Until 1.67.
   *
   * @default - 1.27 to 1.31
   */
  readonly allowedKubernetesVersions?: readonly string[];
}

/** A family of operating systems. */
export type NodeBundle = 'ubuntu-lts' | 'centos' | 'debian' | 'opensuse' | 'redos' | 'rosa' | 'astra' | 'altlinux';

/** The table of the module's settings, in the shape of the newest release. */
export const NODE_MANAGER = object<NodeManagerSettings>({
  instancePrefix: optional(text()),
  mcmEmergencyBrake: optional(flag(), { platformDefault: 'false' }),
  // Seen in the schemas of 1.76; the release that introduced it is not known.
  capiEmergencyBrake: optional(flag(), { since: '1.76', platformDefault: 'false' }),
  earlyOomEnabled: optional(flag(), { until: '1.77', settings: [1, 2], platformDefault: 'true', instead: 'remove it' }),
  allowedBundles: optional(
    list(oneOf<NodeBundle>(['ubuntu-lts', 'centos', 'debian', 'opensuse', 'redos', 'rosa', 'astra', 'altlinux'])),
    { until: '1.67', settings: [1, 1], instead: 'remove it' },
  ),
  allowedKubernetesVersions: optional(list(text({ pattern: /^1\.\d+$/, form: 'a Kubernetes minor such as 1.29' })), {
    until: '1.67',
    settings: [1, 1],
    instead: 'remove it',
  }),
});
