import { KubeSchedulerWebhookConfiguration } from '../../../lib/deckhouse';
import { base64 } from '../keys';
import { CERTIFICATE } from '../certificate';
import type { Program } from './outcome';
import { outcome } from './outcome';

const SERVICE = { name: 'extender', namespace: 'extra', port: 443, path: '/scheduler' };

const webhook =
  (fields: object = {}, caBundle = base64(CERTIFICATE)): Program =>
  (chart) =>
    new KubeSchedulerWebhookConfiguration(chart, 'extender', {
      metadata: { name: 'extender' },
      webhooks: [{ weight: 1, failurePolicy: 'Ignore', clientConfig: { service: SERVICE, caBundle }, ...fields }],
    });

const OFF = { filterVerb: '', prioritizeVerb: '' };

describe('rules of scheduler extenders', () => {
  it.each<[string, Program, string]>([
    ['KV3801', webhook({}, 'ABCD'), 'KV3801 webhooks[0].clientConfig.caBundle: it contains no PEM certificate'],
    [
      'KV3801 for a broken certificate',
      webhook({}, base64(CERTIFICATE.replace(/^MI.{20}/m, 'MI'))),
      'KV3801 webhooks[0].clientConfig.caBundle: it contains a certificate that cannot be parsed',
    ],
    [
      'KV3801 for a certificate encoded twice',
      webhook({}, base64(base64(CERTIFICATE))),
      'KV3801 webhooks[0].clientConfig.caBundle: it contains no PEM certificate',
    ],
    [
      'KV3802',
      webhook({ failurePolicy: 'Fail' }),
      'KV3802 webhooks[0].failurePolicy: the scheduler stops with the extender (Fail)',
    ],
    [
      'KV3802 for the default',
      webhook({ failurePolicy: undefined }),
      'KV3802 webhooks[0].failurePolicy: the scheduler stops with the extender (nothing, which means Fail)',
    ],
    ['KV3803', webhook(OFF), 'KV3803 webhooks[0]: all verbs are empty'],
    ['KV3803 with all three', webhook({ ...OFF, preemptVerb: '' }), 'KV3803 webhooks[0]: all verbs are empty'],
  ])('%s fires', (_what, program, expected) => {
    expect(outcome('KV38', program)).toEqual([expected]);
  });

  it.each<[string, Program]>([
    ['a certificate, Ignore and the usual verbs', webhook()],
    ['several certificates', webhook({}, base64(CERTIFICATE + CERTIFICATE))],
    ['an extender that only filters', webhook({ prioritizeVerb: '' })],
    ['an extender that only preempts', webhook({ ...OFF, preemptVerb: 'preempt' })],
  ])('%s passes', (_what, program) => {
    expect(outcome('KV38', program)).toEqual([]);
  });
});
