import { ApiObject } from 'cdk8s';

import { CloudEphemeralNodeGroup, CloudPermanentNodeGroup } from '../../lib/deckhouse/cloud-node-group';
import type { CloudEphemeralNodeGroupProps } from '../../lib/deckhouse/cloud-node-group';
import type { NodeGroupSpec } from '../../lib/deckhouse/kinds/node-group-spec';
import { YandexInstanceClass } from '../../lib/deckhouse/resources/cluster-objects';
import { program } from './objects';
import { refusals } from '../support/errors';
import { found } from '../support/findings';

const MINIMUM: CloudEphemeralNodeGroupProps = {
  instanceClass: { kind: 'YandexInstanceClass', name: 'w' },
  minPerZone: 1,
  maxPerZone: 3,
};

describe('a CloudEphemeral group', () => {
  const spec = (props: CloudEphemeralNodeGroupProps): NodeGroupSpec =>
    new CloudEphemeralNodeGroup(program().chart, 'worker', props).resource.toJson().spec as NodeGroupSpec;

  it('takes the construct of its class', () => {
    const { app, chart } = program();
    const instanceClass = new YandexInstanceClass(chart, 'class', {
      metadata: { name: 'big' },
      spec: { cores: 4, memory: 8192 },
    });
    const worker = new CloudEphemeralNodeGroup(chart, 'worker', { ...MINIMUM, instanceClass });
    expect(ApiObject.of(worker)).toBe(worker.resource);
    expect(worker.resource.toJson()).toMatchObject({
      metadata: { name: 'worker' },
      spec: {
        nodeType: 'CloudEphemeral',
        cloudInstances: { classReference: { kind: 'YandexInstanceClass', name: 'big' }, minPerZone: 1, maxPerZone: 3 },
      },
    });
    expect(found(app)).toEqual([]);
  });

  it('passes every option on, and nothing that was not given', () => {
    const options = {
      zones: ['a'],
      priority: 1,
      maxUnavailablePerZone: 0,
      maxSurgePerZone: 2,
      standby: 1,
      standbyHolder: { overprovisioningRate: 10 },
    };
    const classReference = { kind: 'YandexInstanceClass', name: 'w' };
    expect(spec({ ...MINIMUM, ...options, labels: { a: 'b' } })).toEqual({
      nodeType: 'CloudEphemeral',
      nodeTemplate: { labels: { a: 'b' } },
      cloudInstances: { classReference, minPerZone: 1, maxPerZone: 3, ...options },
    });
    expect(spec(MINIMUM)).toEqual({
      nodeType: 'CloudEphemeral',
      cloudInstances: { classReference, minPerZone: 1, maxPerZone: 3 },
    });
  });

  const reference = [
    'KV1202 spec.cloudInstances.classReference.kind',
    'KV1202 spec.cloudInstances.classReference.name',
  ];
  const limits = ['KV1202 spec.cloudInstances.minPerZone', 'KV1202 spec.cloudInstances.maxPerZone'];
  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, [...reference, ...limits]],
    ['null', null, [...reference, ...limits]],
    ['a text', 'x', ['KV1203']],
    ['a text as class', { ...MINIMUM, instanceClass: 'w' }, reference],
    ['a number as class', { ...MINIMUM, instanceClass: 7 }, reference],
    [
      'a class of another kind',
      { ...MINIMUM, instanceClass: { kind: 'InstanceClass', name: 'w' } },
      ['KV1204 spec.cloudInstances.classReference.kind'],
    ],
    ['more than the most', { ...MINIMUM, minPerZone: 4 }, ['KV3303 spec.cloudInstances.maxPerZone']],
    ['a count', { ...MINIMUM, count: 3 }, ['KV1201 count']],
  ])('refuses %s', (_, props, expected) => {
    expect(refusals(() => spec(props as never))).toEqual(expected);
  });
});

describe('a CloudPermanent group', () => {
  const spec = (props?: object): NodeGroupSpec =>
    new CloudPermanentNodeGroup(program().chart, 'front', props).resource.toJson().spec as NodeGroupSpec;

  it('is disrupted by hand, as dhctl itself writes it', () => {
    expect(spec()).toEqual({ nodeType: 'CloudPermanent', disruptions: { approvalMode: 'Manual' } });
    expect(spec({ disruptions: { approvalMode: 'Automatic' } }).disruptions).toEqual({ approvalMode: 'Automatic' });
  });

  it('refuses what is no group of dhctl', () => {
    expect(refusals(() => spec({ count: 1 }))).toEqual(['KV1201 count']);
    expect(refusals(() => spec([] as never))).toEqual(['KV1203']);
  });
});
