import { ANY_LABEL, ANY_LABEL_PATTERN } from '../../core/patterns';
import { flag, list, object, oneOf, optional, required, text } from '../../core/shape';
import type { ControlPlaneRequests } from './control-plane-manager';
import { CPU_REQUEST, INGRESS_CLASS, MEMORY_REQUEST } from './patterns';

/** A gateway of the Gateway API. */
export interface GatewayReference {
  /** Name of the Gateway. */
  readonly name: string;
  /** Namespace of the Gateway. */
  readonly namespace: string;
}

/** Placement of modules' Pods. */
export interface ModulePlacement {
  /**
   * Keys of taints that the platform's Pods tolerate, in addition to its own. Every other taint key of a node group
   * must be listed here, otherwise nodes with it never become ready.
   *
   * @default - none
   */
  readonly customTolerationKeys?: readonly string[];
}

/** Certificates by cert-manager. */
export interface CertManagerHttps {
  /**
   * Name of the ClusterIssuer.
   *
   * @default 'letsencrypt'
   */
  readonly clusterIssuerName?: string;
}

/** A custom certificate. */
export interface CustomCertificateHttps {
  /**
   * Name of the Secret in the namespace d8-system.
   *
   * @default 'false', which means no storage class
   */
  readonly secretName?: string;
}

/** Certificates of web interfaces. */
export interface ModulesHttps {
  /**
   * `Disabled`: no https. `CertManager`: a ClusterIssuer. `CustomCertificate`: a Secret. `OnlyInURI`: a proxy in
   * front of the cluster terminates https.
   *
   * @default 'CertManager'
   */
  readonly mode?: 'Disabled' | 'CertManager' | 'CustomCertificate' | 'OnlyInURI';
  /**
   * Options of `CertManager`.
   *
   * @default - letsencrypt
   */
  readonly certManager?: CertManagerHttps;
  /**
   * Options of `CustomCertificate`.
   *
   * @default - none
   */
  readonly customCertificate?: CustomCertificateHttps;
}

/** Resource requests on a node of one class of the platform's Pods. */
export interface NodeRequests {
  /**
   * CPU: a number of cores, or a text such as `300m`.
   *
   * @default - the platform's: 300m for every node
   */
  readonly cpu?: number | string;
  /**
   * Memory, for example `512Mi`.
   *
   * @default - the platform's: 512Mi for every node
   */
  readonly memory?: string;
}

/** Resource requests of the platform's Pods. */
export interface ModulesResourcesRequests {
  /**
   * The control plane. Deprecated from 1.77 on, where `resourcesRequests` of the module control-plane-manager takes
   * precedence.
   *
   * @default - the platform's
   */
  readonly controlPlane?: ControlPlaneRequests;
  /**
   * Every node.
   *
   * Until 1.67.
   *
   * @default - 300m and 512Mi
   */
  readonly everyNode?: NodeRequests;
  /**
   * A master.
   *
   * Until 1.67.
   *
   * @default - the platform's
   */
  readonly masterNode?: NodeRequests;
}

/** A proxy. Deprecated: use that of ClusterConfiguration. */
export interface ModulesProxy {
  /**
   * URL for http. No credentials, nothing after the port.
   *
   * @default - none
   */
  readonly httpProxy?: string;
  /**
   * URL for https. No credentials, nothing after the port.
   *
   * @default - none
   */
  readonly httpsProxy?: string;
  /**
   * Destinations that bypass the proxy: domains and networks, in lower case.
   *
   * @default - none
   */
  readonly noProxy?: readonly string[];
}

/** Settings that all modules share. */
export interface ModulesSettings {
  /**
   * Ingress class of web interfaces.
   *
   * @default 'nginx'
   */
  readonly ingressClass?: string;
  /**
   * DNS names of web interfaces: `%s` in the first label is replaced by the name of each, for example
   * `%s.prod.example.com`. It must not be in the cluster's own domain.
   *
   * @default - web interfaces are not published
   */
  readonly publicDomainTemplate?: string;
  /**
   * Where the modules' Pods may run.
   *
   * @default - nodes without other taints
   */
  readonly placement?: ModulePlacement;
  /**
   * Certificates of web interfaces.
   *
   * @default - by cert-manager
   */
  readonly https?: ModulesHttps;
  /**
   * Resource requests of the platform's Pods.
   *
   * @default - the platform's
   */
  readonly resourcesRequests?: ModulesResourcesRequests;
  /**
   * StorageClass of the modules' volumes. Before 1.67 it is written as `storageClass` at the root.
   *
   * @default - the cluster's default
   */
  readonly storageClass?: string;
  /**
   * The gateway of web interfaces.
   *
   * Since 1.76.
   *
   * @default - none
   */
  readonly gatewayAPIGateway?: GatewayReference;
  /**
   * A proxy.
   *
   * Until 1.67.
   *
   * @default - none
   */
  readonly proxy?: ModulesProxy;
}

/** Settings that all applications share. */
export interface ApplicationsSettings {
  /**
   * Ingress class of web interfaces.
   *
   * @default 'nginx'
   */
  readonly ingressClass?: string;
  /**
   * DNS names of web interfaces: one `%s` in each of the first two labels, for example `%s.%s.example.com`.
   *
   * @default - web interfaces are not published
   */
  readonly publicDomainTemplate?: string;
  /**
   * Certificates of web interfaces.
   *
   * @default - by cert-manager
   */
  readonly https?: ModulesHttps;
}

/**
 * Settings of the module global, in the shape of the newest release. Older releases get the shape that they read;
 * settings that they do not have are refused.
 */
export interface GlobalModuleSettings {
  /**
   * Run the platform's components with several replicas, so that they survive the loss of a node.
   *
   * @default - true with more than one master
   */
  readonly highAvailability?: boolean;
  /**
   * StorageClass that is marked as the cluster's default.
   *
   * @default - the one that the cloud provider marks
   */
  readonly defaultClusterStorageClass?: string;
  /**
   * Prefix of names in the cloud, at most 45 characters. The one with which the cluster was created; it cannot be
   * changed.
   *
   * Since 1.78. Before, it is `cloud.prefix` of ClusterConfiguration.
   *
   * @default - what ClusterConfiguration says
   */
  readonly prefix?: string;
  /**
   * Settings that all modules share.
   *
   * @default - the platform's
   */
  readonly modules?: ModulesSettings;
  /**
   * Settings that all applications share.
   *
   * Since 1.77.
   *
   * @default - the platform's
   */
  readonly applications?: ApplicationsSettings;
}

const HTTPS = object<ModulesHttps>({
  mode: optional(oneOf(['Disabled', 'CertManager', 'CustomCertificate', 'OnlyInURI']), {
    platformDefault: 'CertManager',
  }),
  certManager: optional(
    object<CertManagerHttps>({ clusterIssuerName: optional(text(), { platformDefault: 'letsencrypt' }) }),
  ),
  customCertificate: optional(
    object<CustomCertificateHttps>({ secretName: optional(text(), { platformDefault: 'false' }) }),
  ),
});

const PROXY_URL = text({
  pattern: /^https?:\/\/[0-9a-zA-Z.:-]+$/,
  form: 'http:// or https://, a host and a port; no credentials',
});
const HOLE = '([a-z0-9][-a-z0-9]*)?%s([-a-z0-9]*[a-z0-9])?';
/** The form of modules.publicDomainTemplate. */
const ONE_HOLE = text({
  pattern: new RegExp(`^${HOLE}(\\.${ANY_LABEL})*$`),
  form: 'a DNS name in lower case with %s once, in its first label, for example %s.example.com',
});
const TWO_HOLES = text({
  pattern: new RegExp(`^${HOLE}\\.${HOLE}(\\.${ANY_LABEL})*$`),
  form: 'a DNS name in lower case with %s once in each of its first two labels, for example %s.%s.example.com',
});

/** The table of the module's settings, in the shape of the newest release. */
export const GLOBAL = object<GlobalModuleSettings>({
  highAvailability: optional(flag()),
  defaultClusterStorageClass: optional(text()),
  prefix: optional(
    text({
      ...ANY_LABEL_PATTERN,
      maxLength: 45,
    }),
    { since: '1.78', instead: 'before 1.78 use cloud.prefix of ClusterConfiguration' },
  ),
  modules: optional(
    object<ModulesSettings>({
      ingressClass: optional(INGRESS_CLASS, { platformDefault: 'nginx' }),
      publicDomainTemplate: optional(ONE_HOLE),
      placement: optional(
        object<ModulePlacement>({ customTolerationKeys: optional(list(text({ minLength: 1 }), { unique: true })) }),
      ),
      https: optional(HTTPS),
      resourcesRequests: optional(
        object<ModulesResourcesRequests>({
          controlPlane: optional(
            object<ControlPlaneRequests>({ cpu: optional(CPU_REQUEST), memory: optional(MEMORY_REQUEST) }),
          ),
          everyNode: optional(
            object<NodeRequests>({
              cpu: optional(CPU_REQUEST, { platformDefault: '300m' }),
              memory: optional(MEMORY_REQUEST, { platformDefault: '512Mi' }),
            }),
            { until: '1.67', settings: [1, 1], instead: 'remove it: it has had no effect since' },
          ),
          masterNode: optional(object<NodeRequests>({ cpu: optional(CPU_REQUEST), memory: optional(MEMORY_REQUEST) }), {
            until: '1.67',
            settings: [1, 1],
            instead: 'use controlPlane',
          }),
        }),
      ),
      storageClass: optional(text()),
      gatewayAPIGateway: optional(object<GatewayReference>({ name: required(text()), namespace: required(text()) }), {
        since: '1.76',
      }),
      proxy: optional(
        object<ModulesProxy>({
          httpProxy: optional(PROXY_URL),
          httpsProxy: optional(PROXY_URL),
          noProxy: optional(list(text({ pattern: /^[a-z0-9./-]+$/, form: 'domains and networks in lower case' }))),
        }),
        { until: '1.67', settings: [1, 1], instead: 'use proxy of ClusterConfiguration' },
      ),
    }),
  ),
  applications: optional(
    object<ApplicationsSettings>({
      ingressClass: optional(INGRESS_CLASS, { platformDefault: 'nginx' }),
      publicDomainTemplate: optional(TWO_HOLES),
      https: optional(HTTPS),
    }),
    { since: '1.77' },
  ),
});
