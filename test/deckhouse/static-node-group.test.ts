import { ApiObject } from 'cdk8s';

import type { NodeGroupSpec } from '../../lib/deckhouse/kinds/node-group-spec';
import { CloudStaticNodeGroup, StaticNodeGroup } from '../../lib/deckhouse/static-node-group';
import type { StaticNodeGroupProps } from '../../lib/deckhouse/static-node-group';
import { program } from './objects';
import { refusals } from '../support/errors';
import { found } from '../support/findings';

describe.each([
  ['Static', StaticNodeGroup],
  ['CloudStatic', CloudStaticNodeGroup],
] as const)('a group of type %s', (nodeType, Group) => {
  const spec = (props?: StaticNodeGroupProps): NodeGroupSpec =>
    new Group(program().chart, 'worker', props).resource.toJson().spec as NodeGroupSpec;

  it('is named after its id, and holds nothing that was not asked for', () => {
    const { app, chart } = program();
    const worker = new Group(chart, 'worker');
    expect([worker.groupName, worker.resource.name, worker.resource.node.path]).toEqual([
      'worker',
      'worker',
      'c/worker/Resource',
    ]);
    expect(ApiObject.of(worker)).toBe(worker.resource);
    expect(worker.resource.toJson().spec).toEqual({ nodeType });
    expect(found(app)).toEqual([]);
  });

  it('selects its instances by its name once there is a count', () => {
    expect(spec({ count: 3 }).staticInstances).toEqual({
      count: 3,
      labelSelector: { matchLabels: { 'node-group': 'worker' } },
    });
    expect(spec({ count: 3, name: 'system' }).staticInstances?.labelSelector).toEqual({
      matchLabels: { 'node-group': 'system' },
    });
    expect(spec({ labelSelector: { matchLabels: { a: 'b' } } }).staticInstances).toEqual({
      labelSelector: { matchLabels: { a: 'b' } },
    });
  });

  it('has the labels, annotations and taints of its nodes', () => {
    const template = {
      labels: { a: 'b' },
      annotations: { c: 'd' },
      taints: [{ key: 'dedicated', effect: 'NoExecute' }],
    } as const;
    expect(spec({ ...template, name: 'db' })).toEqual({ nodeType, nodeTemplate: template });
  });

  it.each<[string, unknown, string[]]>([
    ['a text', 'x', ['KV1203']],
    ['a misspelt name', { coutn: 3 }, ['KV1201 coutn']],
    ['limits of a cloud', { minPerZone: 1 }, ['KV1201 minPerZone']],
    ['a name with a dot', { name: 'a.b' }, ['KV1206 metadata.name']],
    [
      'a number as name',
      { name: 7, count: 1 },
      ['KV1203 metadata.name', 'KV1203 spec.staticInstances.labelSelector.matchLabels.node-group'],
    ],
    ['half a machine', { count: 0.5 }, ['KV1203 spec.staticInstances.count']],
    ['a text as selector', { labelSelector: 'a=b' }, ['KV1203 spec.staticInstances.labelSelector']],
    ['a text as labels', { labels: 'ab' }, ['KV1203 spec.nodeTemplate.labels']],
    ['rolling updates', { disruptions: { approvalMode: 'RollingUpdate' } }, ['KV3307 spec.disruptions.approvalMode']],
  ])('refuses %s', (_, props, expected) => {
    expect(refusals(() => spec(props as never))).toEqual(expected);
  });

  it('takes null for what is not given', () => {
    expect(spec({ count: null, name: null, taints: null } as never)).toEqual({ nodeType });
  });
});
