import type { SchedulerExtendersProps } from '../../lib/deckhouse';
import { DeckhouseRelease, SchedulerExtenders, SchedulerProfile } from '../../lib/deckhouse';
import { CERTIFICATE } from './certificate';
import { program } from './objects';
import { refusals } from '../support/errors';
import { found } from '../support/findings';

const extender = { service: { name: 'near-storage', namespace: 'scheduling' }, ca: CERTIFICATE };
const make = (extenders: unknown, release = '1.76', more: object = {}): SchedulerExtenders =>
  new SchedulerExtenders(program(release).chart, 'x', { extenders, ...more } as SchedulerExtendersProps);

describe('SchedulerExtenders', () => {
  it('defaultChild is the object, with everything written down', () => {
    const extenders = make([extender]);
    expect(extenders.node.defaultChild).toBe(extenders.resource);
    expect(extenders.resource.toJson()).toMatchObject({
      kind: 'KubeSchedulerWebhookConfiguration',
      metadata: { name: 'x' },
      webhooks: [
        {
          weight: 1,
          failurePolicy: 'Ignore',
          timeoutSeconds: 10,
          filterVerb: 'filter',
          prioritizeVerb: 'prioritize',
          clientConfig: {
            service: { name: 'near-storage', namespace: 'scheduling', port: 443, path: '/' },
            caBundle: Buffer.from(CERTIFICATE).toString('base64'),
          },
        },
      ],
    });
  });

  it('raises nothing by itself, and warns when the cluster would stop with the extender', () => {
    const { app, chart } = program('1.76');
    new SchedulerExtenders(chart, 'good', { extenders: [extender] });
    expect(found(app)).toEqual([]);
    new SchedulerExtenders(chart, 'bad', { extenders: [{ ...extender, failurePolicy: 'Fail' }] });
    expect(found(app)).toEqual(['KV3802 c/bad/Resource webhooks[0].failurePolicy']);
  });

  it('names no calls before 1.75', () => {
    const [webhook] = (make([extender], '1.74').resource.toJson() as { webhooks: object[] }).webhooks;
    expect(Object.keys(webhook ?? {}).sort()).toEqual(['clientConfig', 'failurePolicy', 'timeoutSeconds', 'weight']);
  });

  it.each<[string, unknown, string[], string?]>([
    ['no extender', [], ['KV1202 extenders']],
    ['a text', 'x', ['KV1203 extenders']],
    ['a CA that is none', [{ ...extender, ca: 'junk' }], ['KV1206 extenders[0].ca']],
    ['a service without a name', [{ ...extender, service: { namespace: 'a' } }], ['KV1202 extenders[0].service.name']],
    ['an unknown field', [{ ...extender, bindVerb: 'b' }], ['KV1201 extenders[0].bindVerb']],
    [
      'a call that is switched off before 1.75',
      [{ ...extender, prioritizeVerb: '' }],
      ['KV1207 extenders[0].prioritizeVerb'],
      '1.74',
    ],
    ['preemption before 1.75', [{ ...extender, preemptVerb: 'p' }], ['KV1207 extenders[0].preemptVerb'], '1.74'],
  ])('refuses %s', (_what, extenders, expected, release = '1.76') => {
    expect(refusals(() => make(extenders, release))).toEqual(expected);
  });
});

it('SchedulerProfile knows which release has it', () => {
  expect(SchedulerProfile.all().map((p) => p.schedulerName)).toEqual(['default-scheduler', 'high-node-utilization']);
  const { DEFAULT, HIGH_NODE_UTILIZATION } = SchedulerProfile;
  const known = (release: DeckhouseRelease): boolean[] =>
    [DEFAULT, HIGH_NODE_UTILIZATION].map((p) => p.isKnownIn(release));
  expect(known(DeckhouseRelease.V1_66)).toEqual([true, false]);
  expect(known(DeckhouseRelease.V1_67)).toEqual([true, true]);
});
