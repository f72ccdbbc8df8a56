import { flag, list, object, oneOf, optional, text } from '../../core/shape';
import type { PublishApi } from './control-plane-manager-publish';
import { PUBLISH_API } from './control-plane-manager-publish';

/** Tokens of service accounts. */
export interface ServiceAccountTokens {
  /**
   * Issuer of the tokens, a URL. After a change every Pod that uses a token must be restarted.
   *
   * @default - https://kubernetes.default.svc.CLUSTER_DOMAIN
   */
  readonly issuer?: string;
  /**
   * Audiences that tokens may be issued for, in addition to the issuer.
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

/** External authentication: a webhook. */
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
   * How long the webhook's answers are cached: hours, minutes and seconds in this order, for example `1h30m`.
   *
   * @default - 2 minutes, the API server's own
   */
  readonly webhookCacheTTL?: string;
}

/** External authorization: a webhook. */
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
   * Admission plugins in addition to the usual ones. `PodNodeSelector` and `PodTolerationRestriction` are always on.
   *
   * @default - none
   */
  readonly admissionPlugins?: readonly AdmissionPlugin[];
  /**
   * Listen on all addresses of the master, not only on its own cluster address.
   *
   * @default false
   */
  readonly bindToWildcard?: boolean;
  /**
   * Additional names and IPv4 addresses in the API server's certificate. No wildcards, no IPv6.
   *
   * @default - the platform's list alone
   */
  readonly certSANs?: readonly string[];
  /**
   * External authentication by a webhook.
   *
   * @default - none
   */
  readonly authn?: ApiserverAuthentication;
  /**
   * External authorization by a webhook.
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
        text({
          pattern: /^([0-9]+h)?([0-9]+m)?([0-9]+s)?$/,
          form: 'hours, minutes and seconds in this order, for example 1h30m',
        }),
      ),
    }),
  ),
  authz: optional(object<ApiserverAuthorization>({ webhookURL: optional(text()), webhookCA: optional(text()) })),
  publishAPI: optional(PUBLISH_API),
  auditPolicyEnabled: optional(flag(), { platformDefault: 'false' }),
  basicAuditPolicyEnabled: optional(flag(), { platformDefault: 'true' }),
  auditLog: optional(
    object<AuditLogOutput>({
      output: optional(oneOf(['File', 'Stdout']), { platformDefault: 'File' }),
      path: optional(
        text({
          pattern: /^[a-zA-Z0-9_/.-]+[a-zA-Z0-9_.-]$/,
          form: 'a path without a slash at its end, of letters, digits and _ / . -',
        }),
        { platformDefault: '/var/log/kube-audit' },
      ),
    }),
  ),
  encryptionEnabled: optional(flag(), { platformDefault: 'false' }),
});
