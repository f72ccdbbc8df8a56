import { certificateFault } from '../../core/certificate';
import { decodeBase64 } from '../private-key';
import type { SchedulerWebhook } from '../kinds/kube-scheduler-webhook-configuration';
import { objectRule } from './rule';

interface SchedulerBody {
  readonly webhooks: readonly SchedulerWebhook[];
}

const KIND = ['KubeSchedulerWebhookConfiguration'];

export const CA_IS_A_CERTIFICATE = objectRule<SchedulerBody>(
  {
    code: 'KV3801',
    level: 'error',
    advice: true,
    title: 'caBundle does not hold a certificate',
    explanation: 'A value that cannot be parsed is silently replaced by the CA of the cluster.',
    fix: 'encode the PEM text of the CA in base64, once',
    source: "Deckhouse's hook; the CRD accepts any base64",
  },
  KIND,
  ({ fields }, report) => {
    fields.webhooks.forEach(({ clientConfig }, i) => {
      const fault = certificateFault(decodeBase64(clientConfig.caBundle) ?? '');
      if (fault !== undefined)
        report(`webhooks[${i}].clientConfig.caBundle`, { message: fault, allowed: 'a PEM certificate in base64' });
    });
  },
);

export const SCHEDULING_SURVIVES_THE_EXTENDER = objectRule<SchedulerBody>(
  {
    code: 'KV3802',
    level: 'warning',
    title: 'no Pod is scheduled while an extender is down',
    explanation:
      'With failurePolicy Fail, the default, an extender that does not answer stops all scheduling, ' +
      'including that of its own Pods. Choose Ignore, unless its answer is needed for correctness.',
    fix: 'choose failurePolicy: Ignore, unless its answer is needed for correctness',
    source: 'kube-scheduler',
  },
  KIND,
  ({ fields }, report) => {
    fields.webhooks.forEach(({ failurePolicy }, i) => {
      if (failurePolicy === 'Ignore') return;
      const given = failurePolicy ?? 'nothing, which means Fail';
      report(`webhooks[${i}].failurePolicy`, {
        message: 'the scheduler stops with the extender',
        given,
        allowed: 'Ignore',
      });
    });
  },
);

export const EXTENDER_IS_ASKED = objectRule<SchedulerBody>(
  {
    code: 'KV3803',
    level: 'error',
    advice: true,
    title: 'an extender is never called',
    explanation:
      'All its verbs are empty, so the scheduler never calls it. Leave one out for its default, or ' +
      'remove the extender.',
    fix: 'leave one of the verbs out for its default, or remove the extender',
    source: 'CRD of 1.75 and later, which accepts it',
  },
  KIND,
  ({ fields }, report) => {
    fields.webhooks.forEach(({ filterVerb, prioritizeVerb, preemptVerb }, i) => {
      if (filterVerb !== '' || prioritizeVerb !== '' || (preemptVerb ?? '') !== '') return;
      report(`webhooks[${i}]`, {
        message: 'all verbs are empty',
        fix: 'remove the extender, or leave filterVerb or prioritizeVerb out',
      });
    });
  },
);
