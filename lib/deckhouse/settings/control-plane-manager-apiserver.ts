import { ADDRESS_OR_NETWORK_FORM, NETWORK_FORM } from '../../core/ip';
import { flag, integer, list, map, object, oneOf, optional, text } from '../../core/shape';
import { INGRESS_CLASS } from './forms';

/** Tokens of service accounts. */
export interface ServiceAccountTokens {
  /**
   * Issuer of the tokens, a URL. After a change every Pod that uses a token must be restarted.
   *
   * @default - https://kubernetes.default.svc.CLUSTER_DOMAIN
   */
  readonly issuer?: string;
  /**
   * Audiences that tokens may be made for, beside the issuer.
   *
   * @default - none
   */
  readonly additionalAPIAudiences?: readonly string[];
  /**
   * Issuers whose tokens are accepted as well, for example the former one during a change.
   *
   * @default - none
   */
  readonly additionalAPIIssuers?: readonly string[];
}

/** Authentication by somebody else. */
export interface ApiserverAuthentication {
  /**
   * URL of an OpenID Connect issuer.
   *
   * @default - none
   */
  readonly oidcIssuerURL?: string;
  /**
   * Address of the issuer, where its name cannot be resolved by the API server.
   *
   * @default - by DNS
   */
  readonly oidcIssuerAddress?: string;
  /**
   * The issuer's CA certificate, PEM.
   *
   * @default - that of the system
   */
  readonly oidcCA?: string;
  /**
   * URL of a webhook that checks tokens.
   *
   * @default - none
   */
  readonly webhookURL?: string;
  /**
   * The webhook's CA certificate, PEM.
   *
   * @default - that of the system
   */
  readonly webhookCA?: string;
  /**
   * How long the webhook's answers are kept: hours, minutes and seconds in this order, for example `1h30m`.
   *
   * @default - 2 minutes, the API server's own
   */
  readonly webhookCacheTTL?: string;
}

/** Authorization by somebody else. */
export interface ApiserverAuthorization {
  /**
   * URL of a webhook that decides.
   *
   * @default - none
   */
  readonly webhookURL?: string;
  /**
   * The webhook's CA certificate, PEM.
   *
   * @default - that of the system
   */
  readonly webhookCA?: string;
}

/** The API behind a Service of type LoadBalancer. */
export interface PublishedLoadBalancer {
  /**
   * Whether there is one. Before settings version 3 the block alone decided, so that `false` leaves the block out there.
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

/** Certificates that the cluster's own issuer makes. */
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
   * `SelfSigned`: a CA made for this. `Global`: what the module global says.
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
   * Its certificates.
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

/** Where the audit log goes. */
export interface AuditLogOutput {
  /**
   * `File`: a file on each master, rotated. `Stdout`: the log of the API server's Pod.
   *
   * @default 'File'
   */
  readonly output?: 'File' | 'Stdout';
  /**
   * Folder of the files. Ignored with `Stdout`.
   *
   * @default '/var/log/kube-audit'
   */
  readonly path?: string;
}

/** An admission plugin that can be switched on. */
export type AdmissionPlugin =
  | 'AlwaysPullImages'
  | 'NamespaceAutoProvision'
  | 'OwnerReferencesPermissionEnforcement'
  | 'PodNodeSelector'
  | 'PodTolerationRestriction';

/** Options of the API server. */
export interface ApiserverSettings {
  /**
   * Tokens of service accounts.
   *
   * @default - the platform's
   */
  readonly serviceAccount?: ServiceAccountTokens;
  /**
   * Admission plugins beside the usual ones. `PodNodeSelector` and `PodTolerationRestriction` are always on.
   *
   * @default - none
   */
  readonly admissionPlugins?: readonly AdmissionPlugin[];
  /**
   * Listen on all addresses of the master, not only on its own one in the cluster.
   *
   * @default false
   */
  readonly bindToWildcard?: boolean;
  /**
   * Further names and IPv4 addresses in the API server's certificate. No wildcards, no IPv6.
   *
   * @default - the platform's list alone
   */
  readonly certSANs?: readonly string[];
  /**
   * Authentication by somebody else.
   *
   * @default - none
   */
  readonly authn?: ApiserverAuthentication;
  /**
   * Authorization by somebody else.
   *
   * @default - none
   */
  readonly authz?: ApiserverAuthorization;
  /**
   * Ways to the API from outside.
   *
   * @default - none
   */
  readonly publishAPI?: PublishApi;
  /**
   * Use the policy of the Secret kube-system/audit-policy.
   *
   * @default false
   */
  readonly auditPolicyEnabled?: boolean;
  /**
   * Use the platform's own audit rules.
   *
   * @default true
   */
  readonly basicAuditPolicyEnabled?: boolean;
  /**
   * Where the audit log goes.
   *
   * @default - files in /var/log/kube-audit
   */
  readonly auditLog?: AuditLogOutput;
  /**
   * Encrypt Secrets in etcd. It cannot be turned off again.
   *
   * @default false
   */
  readonly encryptionEnabled?: boolean;
}

const LOAD_BALANCER_FIELDS = {
  annotations: optional(map(text())),
  sourceRanges: optional(list(text(NETWORK_FORM))),
  port: optional(integer({ min: 1, max: 65534 }), { platformDefault: '443' }),
};

/** The load balancer as settings versions 1 and 2 have it: the block alone switches it on. */
export const BARE_LOAD_BALANCER = object<Omit<PublishedLoadBalancer, 'enabled'>>(LOAD_BALANCER_FIELDS);

/** The table of the API server's settings. */
export const APISERVER = object<ApiserverSettings>({
  serviceAccount: optional(
    object<ServiceAccountTokens>({
      issuer: optional(text()),
      additionalAPIAudiences: optional(list(text())),
      additionalAPIIssuers: optional(list(text())),
    }),
  ),
  admissionPlugins: optional(
    list(
      oneOf<AdmissionPlugin>([
        'AlwaysPullImages',
        'NamespaceAutoProvision',
        'OwnerReferencesPermissionEnforcement',
        'PodNodeSelector',
        'PodTolerationRestriction',
      ]),
    ),
  ),
  bindToWildcard: optional(flag(), { platformDefault: 'false' }),
  certSANs: optional(
    list(text({ pattern: /^[0-9a-zA-Z.-]+$/, form: 'a DNS name or an IPv4 address; no wildcard, no IPv6' })),
  ),
  authn: optional(
    object<ApiserverAuthentication>({
      oidcIssuerURL: optional(text()),
      oidcIssuerAddress: optional(text()),
      oidcCA: optional(text()),
      webhookURL: optional(text()),
      webhookCA: optional(text()),
      webhookCacheTTL: optional(
        text({ pattern: /^([0-9]+h)?([0-9]+m)?([0-9]+s)?$/, form: 'hours, minutes and seconds in this order, for example 1h30m' }),
      ),
    }),
  ),
  authz: optional(object<ApiserverAuthorization>({ webhookURL: optional(text()), webhookCA: optional(text()) })),
  publishAPI: optional(
    object<PublishApi>({
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
    }),
  ),
  auditPolicyEnabled: optional(flag(), { platformDefault: 'false' }),
  basicAuditPolicyEnabled: optional(flag(), { platformDefault: 'true' }),
  auditLog: optional(
    object<AuditLogOutput>({
      output: optional(oneOf(['File', 'Stdout']), { platformDefault: 'File' }),
      path: optional(
        text({ pattern: /^[a-zA-Z0-9_/.-]+[a-zA-Z0-9_.-]$/, form: 'a path without a slash at its end, of letters, digits and _ / . -' }),
        { platformDefault: '/var/log/kube-audit' },
      ),
    }),
  ),
  encryptionEnabled: optional(flag(), { platformDefault: 'false' }),
});
