import { KubeSchedulerWebhookConfiguration } from '../../../lib/deckhouse';
import { chartFor } from '../objects';
import { refusals } from '../../support/errors';

const SERVICE = { name: 'extender', namespace: 'kube-extra', port: 8443, path: '/scheduler' };
const WEBHOOK = { weight: 5, clientConfig: { service: SERVICE, caBundle: 'YWJj' } };

const make = (webhooks: unknown, release = '1.76'): KubeSchedulerWebhookConfiguration =>
  new KubeSchedulerWebhookConfiguration(chartFor(release), 'extender', {
    metadata: { name: 'extender' },
    webhooks: webhooks as never,
  });

const withService = (service: object) => [
  { ...WEBHOOK, clientConfig: { ...WEBHOOK.clientConfig, service: { ...SERVICE, ...service } } },
];
const SERVICE_AT = 'webhooks[0].clientConfig.service';

describe('KubeSchedulerWebhookConfiguration', () => {
  it.each<[string, unknown]>([
    ['1.66', []],
    ['1.66', [WEBHOOK]],
    [
      '1.75',
      [
        {
          ...WEBHOOK,
          failurePolicy: 'Ignore',
          timeoutSeconds: 60,
          filterVerb: '',
          prioritizeVerb: 'score',
          preemptVerb: '',
        },
      ],
    ],
  ])('for %s takes %j at its root', (release, webhooks) => {
    expect(make(webhooks, release).toJson()).toEqual({
      apiVersion: 'deckhouse.io/v1alpha1',
      kind: 'KubeSchedulerWebhookConfiguration',
      metadata: { name: 'extender' },
      webhooks,
    });
  });

  it.each<[string, unknown, string, string?]>([
    ['no webhooks', undefined, 'KV1202 webhooks'],
    ['one webhook', WEBHOOK, 'KV1203 webhooks'],
    ['weight 0', [{ ...WEBHOOK, weight: 0 }], 'KV1205 webhooks[0].weight'],
    ['no weight', [{ clientConfig: WEBHOOK.clientConfig }], 'KV1202 webhooks[0].weight'],
    ['no client', [{ weight: 1 }], 'KV1202 webhooks[0].clientConfig'],
    [
      'a CA of ten megabytes',
      [{ ...WEBHOOK, clientConfig: { ...WEBHOOK.clientConfig, caBundle: 'A'.repeat(10_000_000) } }],
      'KV1205 webhooks[0].clientConfig.caBundle',
    ],
    ['timeout 0', [{ ...WEBHOOK, timeoutSeconds: 0 }], 'KV1205 webhooks[0].timeoutSeconds'],
    [
      'timeout 61, which 1.66 only means to refuse',
      [{ ...WEBHOOK, timeoutSeconds: 61 }],
      'KV1205 webhooks[0].timeoutSeconds',
      '1.66',
    ],
    ['an unknown policy', [{ ...WEBHOOK, failurePolicy: 'ignore' }], 'KV1204 webhooks[0].failurePolicy'],
    ['a verb before 1.75', [{ ...WEBHOOK, filterVerb: 'filter' }], 'KV1207 webhooks[0].filterVerb', '1.74'],
    ['the verb that no release has', [{ ...WEBHOOK, bindVerb: 'bind' }], 'KV1201 webhooks[0].bindVerb'],
    ['port 0', withService({ port: 0 }), `KV1205 ${SERVICE_AT}.port`],
    ['port 65536', withService({ port: 65536 }), `KV1205 ${SERVICE_AT}.port`],
    ['a path without a slash', withService({ path: 'scheduler' }), `KV1206 ${SERVICE_AT}.path`],
    ['a path with a query', withService({ path: '/a?b' }), `KV1206 ${SERVICE_AT}.path`],
    ['a name that is a hyphen', withService({ name: '-' }), `KV1206 ${SERVICE_AT}.name`],
    ['a namespace of 64 characters', withService({ namespace: 'a'.repeat(64) }), `KV1205 ${SERVICE_AT}.namespace`],
    [
      'a bundle with a line break',
      [{ ...WEBHOOK, clientConfig: { service: SERVICE, caBundle: 'YWJj\n' } }],
      'KV1206 webhooks[0].clientConfig.caBundle',
    ],
    ['no bundle', [{ ...WEBHOOK, clientConfig: { service: SERVICE } }], 'KV1202 webhooks[0].clientConfig.caBundle'],
  ])('refuses %s', (_what, webhooks, expected, release = '1.76') => {
    expect(refusals(() => make(webhooks, release))).toContain(expected);
  });

  it('has no spec', () => {
    const given = { metadata: { name: 'a' }, spec: { webhooks: [] } } as never;
    expect(refusals(() => new KubeSchedulerWebhookConfiguration(chartFor(), 'a', given))).toEqual([
      'KV1201 spec',
      'KV1202 webhooks',
    ]);
  });
});
