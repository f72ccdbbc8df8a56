import { certificateFault } from '../core/certificate';
import type { ShapeFault } from '../core/check-shape';
import { ANY_TARGET, checkShape } from '../core/check-shape';
import { CORE } from '../core/codes';
import { LABEL_PATTERN } from '../core/patterns';
import { integer, object, oneOf, optional, required, text } from '../core/shape';

/** The Service behind which an extender runs. */
export interface ExtenderService {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /**
   * Its port, 1 to 65535.
   *
   * @default 443
   */
  readonly port?: number;
  /**
   * The path of the extender's calls, starting with a slash.
   *
   * @default '/'
   */
  readonly path?: string;
}

/**
 * An extender of the scheduler: a service that filters nodes and gives them scores. Each distribution writes it in its own
 * form.
 */
export interface SchedulerExtender {
  /** The Service. It is called over https. */
  readonly service: ExtenderService;
  /** The CA certificates that the extender's own is checked with: the PEM text of a file. It is public, not a secret. */
  readonly ca: string;
  /**
   * Factor of the extender's scores, from 1.
   *
   * @default 1
   */
  readonly weight?: number;
  /**
   * `Ignore`: the scheduler goes on without an extender that does not answer. `Fail`: no Pod is scheduled meanwhile, not
   * even one of the extender itself. Kubernetes and Deckhouse take Fail when nothing is said; an outage of one service
   * should not stop the whole cluster, so it has to be said here.
   *
   * @default 'Ignore'
   */
  readonly failurePolicy?: 'Fail' | 'Ignore';
  /**
   * How long the scheduler waits for an answer, in seconds, 1 to 60. Every Pod waits that long for an extender that hangs.
   *
   * @default 10
   */
  readonly timeoutSeconds?: number;
  /**
   * Appended to the path of a call that filters nodes. Empty: the extender is not asked.
   *
   * @default 'filter'
   */
  readonly filterVerb?: string;
  /**
   * Appended to the path of a call that scores nodes. Empty: the extender is not asked.
   *
   * @default 'prioritize'
   */
  readonly prioritizeVerb?: string;
  /**
   * Appended to the path of a call that chooses Pods to preempt. Empty: the extender is not asked.
   *
   * @default - the extender is not asked
   */
  readonly preemptVerb?: string;
}

/** An extender with every default in place. */
export interface CompleteExtender {
  readonly service: Readonly<Required<ExtenderService>>;
  readonly ca: string;
  readonly weight: number;
  readonly failurePolicy: 'Fail' | 'Ignore';
  readonly timeoutSeconds: number;
  readonly filterVerb: string;
  readonly prioritizeVerb: string;
  readonly preemptVerb: string;
}

const LABEL = text(LABEL_PATTERN);
const VERB = text({ pattern: /^[0-9A-Za-z._/-]*$/, form: 'a part of a path, or empty' });

/** The table of an extender. */
export const SCHEDULER_EXTENDER = object<SchedulerExtender>({
  service: required(
    object<ExtenderService>({
      name: required(LABEL),
      namespace: required(LABEL),
      port: optional(integer({ min: 1, max: 65535 })),
      path: optional(
        text({
          pattern: /^\/[0-9A-Za-z._/-]*$/,
          form: 'a path that starts with /, of letters, digits and . _ / -',
          maxLength: 255,
        }),
      ),
    }),
  ),
  ca: required(text({ minLength: 1 })),
  weight: optional(integer({ min: 1 })),
  failurePolicy: optional(oneOf(['Fail', 'Ignore'])),
  timeoutSeconds: optional(integer({ min: 1, max: 60, unit: 's' })),
  filterVerb: optional(VERB),
  prioritizeVerb: optional(VERB),
  preemptVerb: optional(VERB),
});

/**
 * The faults of an extender: fields of another form, and a CA without a certificate.
 *
 * @param at Its place in the props.
 */
export function extenderFaults(given: unknown, at: string): readonly ShapeFault[] {
  const faults = checkShape(SCHEDULER_EXTENDER, given, at, ANY_TARGET);
  if (faults.length > 0) return faults;
  const fault = certificateFault((given as SchedulerExtender).ca);
  if (fault === undefined) return [];
  const allowed = 'PEM certificates, the whole text of the file';
  return [{ type: CORE.wrongFormat, details: { message: fault, property: `${at}.ca`, allowed } }];
}

/** An extender with the defaults of the fields that it leaves out. */
export function completeExtender(extender: SchedulerExtender): CompleteExtender {
  const { service, weight = 1, failurePolicy = 'Ignore', timeoutSeconds = 10 } = extender;
  const { filterVerb = 'filter', prioritizeVerb = 'prioritize', preemptVerb = '' } = extender;
  const { name, namespace, port = 443, path = '/' } = service;
  return {
    service: { name, namespace, port, path },
    ca: extender.ca,
    weight,
    failurePolicy,
    timeoutSeconds,
    filterVerb,
    prioritizeVerb,
    preemptVerb,
  };
}
