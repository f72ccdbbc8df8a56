import { Construct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { CORE } from '../core/codes';
import { joinErrors, KvorumError, raise } from '../core/error';
import { pathOf } from '../core/construct-path';
import type { PropType } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { orRollback } from '../core/rollback';
import type { CompleteExtender, SchedulerExtender } from '../roles/scheduler-extender';
import { completeExtender, extenderFaults } from '../roles/scheduler-extender';
import { targetOf } from './release';
import type { DeckhouseRelease } from './release';
import type { SchedulerWebhook } from './kinds/kube-scheduler-webhook-configuration';
import { KubeSchedulerWebhookConfiguration } from './resources/cluster-objects';

/** Props of `SchedulerExtenders`. */
export interface SchedulerExtendersProps {
  /** The extenders, at least one. They are asked in this order. */
  readonly extenders: readonly SchedulerExtender[];
  /**
   * Name of the object.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The release that the object is written for.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
}

const PROPS = { extenders: 'list', name: 'text', release: 'any' } as const satisfies Record<
  keyof SchedulerExtendersProps,
  PropType
>;

/** The release from which the calls of an extender can be named and switched off. */
const VERBS = '1.75';

/**
 * Extenders of the scheduler, the recommended way: a KubeSchedulerWebhookConfiguration with certificates checked and
 * encoded, and calls in the form of the release.
 *
 * An extender that does not answer is skipped, unless `failurePolicy: 'Fail'` says that no Pod may be scheduled
 * without it.
 */
export class SchedulerExtenders extends Construct {
  /** The object itself, for patches. */
  public readonly resource: KubeSchedulerWebhookConfiguration;

  /**
   * @throws KV12xx for invalid extenders, KV1207 for calls that are named or switched off before 1.75.
   */
  public constructor(scope: Construct, id: string, props: SchedulerExtendersProps) {
    const path = pathOf(scope, id);
    const given = givenProps(path, props);
    checkProps(path, given, PROPS);
    const release = targetOf(scope, given.release);
    const faults = listFaults(given.extenders, release);
    if (faults.length > 0) raise(joinErrors(faults.map((f) => new KvorumError(f.type, path, f.details))));
    super(scope, id);
    const webhooks = given.extenders.map((extender) => webhookOf(completeExtender(extender), release));
    const metadata = { name: given.name ?? id };
    const make = (): KubeSchedulerWebhookConfiguration =>
      new KubeSchedulerWebhookConfiguration(this, 'Resource', { metadata, release, webhooks });
    this.resource = orRollback(this, make);
  }
}

function listFaults(extenders: unknown, release: DeckhouseRelease): readonly ShapeFault[] {
  if (!Array.isArray(extenders) || extenders.length === 0) {
    const details = {
      message: 'the list of extenders is empty',
      property: 'extenders',
      fix: 'add one, or leave the construct out',
    };
    return [{ type: CORE.requiredField, details }];
  }
  return extenders.flatMap((extender: unknown, i) => {
    const at = `extenders[${i}]`;
    const faults = extenderFaults(extender, at);
    return faults.length > 0 ? faults : verbFaults(extender as SchedulerExtender, at, release);
  });
}

/** Before 1.75 an extender is always called to filter and to score, by these two names. */
function verbFaults(extender: SchedulerExtender, at: string, release: DeckhouseRelease): readonly ShapeFault[] {
  if (release.isAtLeast(VERBS)) return [];
  const { filterVerb, prioritizeVerb, preemptVerb } = completeExtender(extender);
  const asked = {
    filterVerb: [filterVerb, 'filter'],
    prioritizeVerb: [prioritizeVerb, 'prioritize'],
    preemptVerb: [preemptVerb, ''],
  };
  return Object.entries(asked)
    .filter(([, [verb, fixed]]) => verb !== fixed)
    .map(([key, [, fixed]]) => ({
      type: CORE.notYetKnown,
      details: {
        message: `the calls of an extender can be chosen from release ${VERBS}`,
        property: `${at}.${key}`,
        given: release.name,
        allowed: fixed === '' ? 'no such call' : `${fixed}, which it must answer`,
      },
    }));
}

function webhookOf(extender: CompleteExtender, release: DeckhouseRelease): SchedulerWebhook {
  const { service, ca, weight, failurePolicy, timeoutSeconds, filterVerb, prioritizeVerb, preemptVerb } = extender;
  const clientConfig = { service, caBundle: Buffer.from(ca, 'utf8').toString('base64') };
  const webhook = { weight, failurePolicy, timeoutSeconds, clientConfig };
  if (!release.isAtLeast(VERBS)) return webhook;
  return { ...webhook, filterVerb, prioritizeVerb, ...(preemptVerb === '' ? {} : { preemptVerb }) };
}
