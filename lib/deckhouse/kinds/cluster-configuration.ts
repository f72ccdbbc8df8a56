import type { ShapeFault } from '../../core/check-shape';
import { isUnresolved } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { NETWORK_FORM } from '../../core/ip';
import type { SecretValue } from '../../core/secret-value';
import { ANY_LABEL_PATTERN, KUBERNETES_SUBDOMAIN_PATTERN } from '../../core/patterns';
import type { FieldsOf } from '../../core/shape';
import { list, object, oneOf, optional, required, secret, text } from '../../core/shape';
import type { KubernetesMinor } from '../kubernetes-version';
import { kubernetesVersion } from '../kubernetes-version';
import type { EncryptionAlgorithm } from '../settings/control-plane-manager';
import type { FieldValues, KindTable } from './kind';

/** A cloud in which Deckhouse can create machines. */
export type CloudProvider =
  'AWS' | 'Azure' | 'DVP' | 'Dynamix' | 'GCP' | 'Huaweicloud' | 'OpenStack' | 'VCD' | 'Yandex' | 'Zvirt' | 'vSphere';

/** The cloud of a cluster. */
export interface ClusterCloud {
  /** The provider. `Huaweicloud` since 1.67, `DVP` since 1.70. */
  readonly provider: CloudProvider;
  /**
   * Prefix of the names of machines, disks and networks. It cannot be changed later.
   *
   * @default - none; Yandex Cloud needs one
   */
  readonly prefix?: string;
}

/** The proxy of a cluster. Before 1.67 only of some editions. */
export interface ClusterProxy {
  /**
   * URL for http, with user and password if needed. Nothing after the port.
   *
   * @default - none
   */
  readonly httpProxy?: SecretValue | string;
  /**
   * URL for https, with user and password if needed. Nothing after the port.
   *
   * @default - none
   */
  readonly httpsProxy?: SecretValue | string;
  /**
   * Destinations that bypass the proxy: domains, networks and addresses, in lower case. List the networks of the nodes.
   *
   * @default - none
   */
  readonly noProxy?: readonly string[];
}

/**
 * The fields of a ClusterConfiguration.
 *
 * @see https://deckhouse.io/products/kubernetes-platform/documentation/v1/installing/configuration.html#clusterconfiguration
 */
export interface ClusterConfigurationFields {
  /** `Cloud`: Deckhouse creates the machines. `Static`: they exist. It cannot be changed later. */
  readonly clusterType: 'Cloud' | 'Static';
  /**
   * The cloud. Required with type Cloud.
   *
   * @default - none
   */
  readonly cloud?: ClusterCloud;
  /** Network of the Pods, an IPv4 network. It cannot be changed later. */
  readonly podSubnetCIDR: string;
  /** Network of the Services, an IPv4 network. It cannot be changed later. */
  readonly serviceSubnetCIDR: string;
  /**
   * Length of the prefix of each node's Pod network, as text. It cannot be changed later.
   *
   * @default '24'
   */
  readonly podSubnetNodeCIDRPrefix?: string;
  /** The version of Kubernetes. A quoted string. `Automatic`: the stable version of the release. */
  readonly kubernetesVersion: KubernetesMinor | 'Automatic';
  /**
   * The cluster's own DNS domain.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
  /**
   * The container runtime of node groups that do not set one. `Docker` until 1.67, `ContainerdV2` since 1.71.
   *
   * @default 'Containerd'
   */
  readonly defaultCRI?: 'Docker' | 'Containerd' | 'ContainerdV2' | 'NotManaged';
  /**
   * Key algorithm of the control plane's certificates. From 1.77 on it is a setting of the module
   * control-plane-manager, which takes precedence.
   *
   * Since 1.70.
   *
   * @default 'RSA-2048'
   */
  readonly encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * The proxy through which nodes reach the Internet.
   *
   * @default - none
   */
  readonly proxy?: ClusterProxy;
}

const PROXY = /^https?:\/\/([\w!*'();&=+$,/?%#[\].-]+(:[\w!*'();:@&=+$,/?%#[\].-]+)?@)?[0-9A-Za-z.-]+(:\d{1,5})?$/;

const proxyUrl = (url: string): string | undefined =>
  PROXY.test(url)
    ? undefined
    : 'http:// or https://, perhaps user:password@, a host, perhaps a port, and no slash after it';

/** The table of a ClusterConfiguration's fields. */
export const CLUSTER_CONFIGURATION_FIELDS: FieldsOf<ClusterConfigurationFields> = {
  clusterType: required(oneOf(['Cloud', 'Static'])),
  cloud: optional(
    object<ClusterCloud>({
      provider: required(
        oneOf<CloudProvider>(
          ['AWS', 'Azure', 'DVP', 'Dynamix', 'GCP', 'Huaweicloud', 'OpenStack', 'VCD', 'Yandex', 'Zvirt', 'vSphere'],
          { Huaweicloud: { since: '1.67' }, DVP: { since: '1.70' } },
        ),
      ),
      prefix: optional(
        text({
          ...ANY_LABEL_PATTERN,
        }),
      ),
    }),
  ),
  podSubnetCIDR: required(text(NETWORK_FORM)),
  serviceSubnetCIDR: required(text(NETWORK_FORM)),
  podSubnetNodeCIDRPrefix: optional(
    text({ pattern: /^(3[0-2]|[12]?\d)$/, form: "a number from 0 to 32 as text, for example '24'" }),
    {
      platformDefault: '24',
    },
  ),
  kubernetesVersion: required(kubernetesVersion('Automatic')),
  clusterDomain: optional(
    text({
      ...KUBERNETES_SUBDOMAIN_PATTERN,
    }),
    { platformDefault: 'cluster.local' },
  ),
  defaultCRI: optional(
    oneOf(['Docker', 'Containerd', 'ContainerdV2', 'NotManaged'], {
      Docker: { until: '1.67' },
      ContainerdV2: { since: '1.71' },
    }),
    { platformDefault: 'Containerd' },
  ),
  encryptionAlgorithm: optional(oneOf<EncryptionAlgorithm>(['RSA-2048', 'RSA-3072', 'RSA-4096', 'ECDSA-P256']), {
    since: '1.70',
    platformDefault: 'RSA-2048',
  }),
  proxy: optional(
    object<ClusterProxy>({
      httpProxy: optional(secret(proxyUrl)),
      httpsProxy: optional(secret(proxyUrl)),
      noProxy: optional(
        list(
          text({ pattern: /^[a-z0-9./-]+$/, form: 'a domain, address or network in lower case, without port or *' }),
        ),
      ),
    }),
  ),
};

/** The kind ClusterConfiguration. */
export const CLUSTER_CONFIGURATION: KindTable = {
  kind: 'ClusterConfiguration',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1' }],
  fields: CLUSTER_CONFIGURATION_FIELDS,
  validate: missingCloud,
};

function missingCloud(body: FieldValues): readonly ShapeFault[] {
  const { clusterType, cloud } = body;
  if (clusterType !== 'Cloud' || (cloud !== undefined && cloud !== null) || isUnresolved(cloud)) return [];
  const details = {
    message: 'a cluster of type Cloud does not name a cloud',
    property: 'cloud',
    fix: 'add cloud with provider and prefix',
  };
  return [{ type: CORE.requiredField, details }];
}
