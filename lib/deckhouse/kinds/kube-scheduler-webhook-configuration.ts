import { ANY_LABEL_PATTERN } from '../../core/patterns';
import { integer, list, object, oneOf, optional, required, text } from '../../core/shape';
import type { PlatformKind } from './kind';
import { OBJECT_NAME } from './kind';

/** The Service behind which an extender runs. */
export interface SchedulerWebhookService {
  /** Name of the Service. */
  readonly name: string;
  /** Namespace of the Service. */
  readonly namespace: string;
  /** Its port, 1 to 65535. */
  readonly port: number;
  /** The path of the extender's calls, starting with a slash. */
  readonly path: string;
}

/** How the scheduler calls an extender. */
export interface SchedulerWebhookClientConfig {
  /** The Service. It is called over https. */
  readonly service: SchedulerWebhookService;
  /**
   * The CA certificates of the extender: PEM, encoded in base64 on one line. They are public, not a secret. A value
   * without a certificate is silently replaced by the cluster's own CA.
   */
  readonly caBundle: string;
}

/** One extender of the scheduler. */
export interface SchedulerWebhook {
  /** Factor of the extender's scores, from 1. */
  readonly weight: number;
  /** How it is called. */
  readonly clientConfig: SchedulerWebhookClientConfig;
  /**
   * `Fail`: no Pod is scheduled while the extender does not answer. `Ignore`: the scheduler continues without it.
   *
   * @default 'Fail'
   */
  readonly failurePolicy?: 'Fail' | 'Ignore';
  /**
   * Time limit of a call, in seconds, 1 to 60.
   *
   * @default 10
   */
  readonly timeoutSeconds?: number;
  /**
   * Appended to the path of a call that filters nodes. If empty, the extender is not called.
   *
   * Since 1.75.
   *
   * @default 'filter'
   */
  readonly filterVerb?: string;
  /**
   * Appended to the path of a call that scores nodes. If empty, the extender is not called.
   *
   * Since 1.75.
   *
   * @default 'prioritize'
   */
  readonly prioritizeVerb?: string;
  /**
   * Appended to the path of a call that chooses Pods to preempt. If empty, the extender is not called.
   *
   * Since 1.75.
   *
   * @default - the extender is not called
   */
  readonly preemptVerb?: string;
}

// Stricter than the CRDs, which accept `-` and 255 characters: the name of a Service or namespace is a DNS label.
const LABEL = text({
  ...ANY_LABEL_PATTERN,
  maxLength: 63,
});

const VERB = text({ pattern: /^[0-9A-Za-z._/-]*$/, form: 'a part of a path, or empty' });

/** The table of one extender. */
export const SCHEDULER_WEBHOOK = object<SchedulerWebhook>({
  weight: required(integer({ min: 1 })),
  clientConfig: required(
    object<SchedulerWebhookClientConfig>({
      service: required(
        object<SchedulerWebhookService>({
          name: required(LABEL),
          namespace: required(LABEL),
          port: required(integer({ min: 1, max: 65535 })),
          // The CRDs from 1.75 on also accept a path without the slash; before that the API server refuses it.
          path: required(
            text({
              pattern: /^\/[0-9A-Za-z._/-]*$/,
              form: 'a path that starts with /, of letters, digits and . _ / -',
              maxLength: 255,
            }),
          ),
        }),
      ),
      caBundle: required(
        text({
          pattern: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/,
          form: 'base64 on one line, without a line break at its end',
          minLength: 4,
        }),
      ),
    }),
  ),
  failurePolicy: optional(oneOf(['Fail', 'Ignore']), { platformDefault: 'Fail' }),
  // The CRD of 1.66 misspells the bounds of port and timeout, and so does not enforce them.
  timeoutSeconds: optional(integer({ min: 1, max: 60, unit: 's' }), { platformDefault: '10' }),
  filterVerb: optional(VERB, { since: '1.75', platformDefault: 'filter' }),
  prioritizeVerb: optional(VERB, { since: '1.75', platformDefault: 'prioritize' }),
  preemptVerb: optional(VERB, { since: '1.75' }),
});

/** The kind KubeSchedulerWebhookConfiguration. */
export const KUBE_SCHEDULER_WEBHOOK_CONFIGURATION: PlatformKind = {
  kind: 'KubeSchedulerWebhookConfiguration',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1alpha1' }],
  fields: { webhooks: required(list(SCHEDULER_WEBHOOK)) },
  name: OBJECT_NAME,
};
