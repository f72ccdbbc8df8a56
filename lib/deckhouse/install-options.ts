import type { KubernetesMinor } from './kubernetes-version';
import type { ClusterProxy } from './kinds/cluster-configuration';
import type { EncryptionAlgorithm } from './settings/control-plane-manager';

/**
 * Fields of the installer's ClusterConfiguration that the program sets. The cluster's type and cloud follow from the
 * infrastructure.
 */
export interface InstallOptions {
  /**
   * Network of the Pods, an IPv4 network. It cannot be changed later.
   *
   * @default '10.111.0.0/16'
   */
  readonly podSubnetCIDR?: string;
  /**
   * Network of the Services, an IPv4 network. It cannot be changed later.
   *
   * @default '10.222.0.0/16'
   */
  readonly serviceSubnetCIDR?: string;
  /**
   * Length of the prefix of each node's Pod network, as text. It cannot be changed later.
   *
   * @default '24'
   */
  readonly podSubnetNodeCIDRPrefix?: string;
  /**
   * The version of Kubernetes, for example `1.33`.
   *
   * @default 'Automatic': the stable version of the release
   */
  readonly kubernetesVersion?: KubernetesMinor | 'Automatic';
  /**
   * The cluster's own DNS domain.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
  /**
   * The container runtime of node groups that do not set one.
   *
   * @default - the platform's: Containerd
   */
  readonly defaultCRI?: 'Containerd' | 'ContainerdV2' | 'NotManaged';
  /**
   * Key algorithm of the control plane's certificates. Since 1.70; from 1.77 on use the settings of
   * control-plane-manager.
   *
   * @default - the platform's: RSA-2048
   */
  readonly encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * The proxy.
   *
   * @default - none
   */
  readonly proxy?: ClusterProxy;
}
