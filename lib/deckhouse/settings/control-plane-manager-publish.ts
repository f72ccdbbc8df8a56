import { ADDRESS_OR_NETWORK_FORM, NETWORK_FORM } from '../../core/ip';
import { flag, integer, list, map, object, oneOf, optional, text } from '../../core/shape';
import { INGRESS_CLASS } from './patterns';

/** The API behind a Service of type LoadBalancer. */
export interface PublishedLoadBalancer {
  /**
   * Whether it is enabled. Before settings version 3 the block alone decided, so `false` leaves out the block there.
   *
   * @default false
   */
  readonly enabled?: boolean;
  /**
   * Annotations of the Service, for the cloud's controller.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * IPv4 networks from which the API may be reached.
   *
   * @default - all
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Port of the load balancer, 1 to 65534.
   *
   * @default 443
   */
  readonly port?: number;
}

/** Certificates of the cluster's own issuer. */
export interface PublishedIngressGlobalHttps {
  /**
   * CA certificate (PEM) that goes into generated kubeconfigs.
   *
   * @default - none
   */
  readonly kubeconfigGeneratorMasterCA?: string;
}

/** Certificates of the published API. */
export interface PublishedIngressHttps {
  /**
   * `SelfSigned`: a CA created for this. `Global`: as in the module global.
   *
   * @default 'SelfSigned'
   */
  readonly mode?: 'SelfSigned' | 'Global';
  /**
   * Options of `Global`.
   *
   * @default - none
   */
  readonly global?: PublishedIngressGlobalHttps;
}

/** The API behind an Ingress. */
export interface PublishedIngress {
  /**
   * Whether there is one.
   *
   * @default false
   */
  readonly enabled?: boolean;
  /**
   * Its ingress class.
   *
   * @default - that of the module global
   */
  readonly ingressClass?: string;
  /**
   * IPv4 addresses and networks from which the API may be reached.
   *
   * @default - all
   */
  readonly whitelistSourceRanges?: readonly string[];
  /**
   * Offer it in the kubeconfig generator.
   *
   * @default true
   */
  readonly addKubeconfigGeneratorEntry?: boolean;
  /**
   * Certificates of the published API.
   *
   * @default - self-signed
   */
  readonly https?: PublishedIngressHttps;
}

/** Ways to the API from outside. */
export interface PublishApi {
  /**
   * An Ingress.
   *
   * Since 1.77. Before, the module user-authn has it (`publishAPI`).
   *
   * @default - none
   */
  readonly ingress?: PublishedIngress;
  /**
   * A load balancer. Before 1.77 it is written as `apiserver.loadBalancer`.
   *
   * @default - none
   */
  readonly loadBalancer?: PublishedLoadBalancer;
}

const LOAD_BALANCER_FIELDS = {
  annotations: optional(map(text())),
  sourceRanges: optional(list(text(NETWORK_FORM))),
  port: optional(integer({ min: 1, max: 65534 }), { platformDefault: '443' }),
};

/** The load balancer in settings versions 1 and 2: the block alone switches it on. */
export const BARE_LOAD_BALANCER = object<Omit<PublishedLoadBalancer, 'enabled'>>(LOAD_BALANCER_FIELDS);

/** The table of the ways to the API from outside. */
export const PUBLISH_API = object<PublishApi>({
  ingress: optional(
    object<PublishedIngress>({
      enabled: optional(flag(), { platformDefault: 'false' }),
      ingressClass: optional(INGRESS_CLASS),
      whitelistSourceRanges: optional(list(text(ADDRESS_OR_NETWORK_FORM))),
      addKubeconfigGeneratorEntry: optional(flag(), { platformDefault: 'true' }),
      https: optional(
        object<PublishedIngressHttps>({
          mode: optional(oneOf(['SelfSigned', 'Global']), { platformDefault: 'SelfSigned' }),
          global: optional(object<PublishedIngressGlobalHttps>({ kubeconfigGeneratorMasterCA: optional(text()) })),
        }),
      ),
    }),
    { since: '1.77', instead: 'before 1.77 it is publishAPI in the settings of the module user-authn' },
  ),
  loadBalancer: optional(
    object<PublishedLoadBalancer>({
      enabled: optional(flag(), { platformDefault: 'false' }),
      ...LOAD_BALANCER_FIELDS,
    }),
  ),
});
