import { ApiObject } from 'cdk8s';

import { DeckhouseRelease } from '../../lib/deckhouse/release';
import { MasterNodeGroup } from '../../lib/deckhouse/master-node-group';
import type { MasterNodeGroupProps } from '../../lib/deckhouse/master-node-group';
import { NodeGroup } from '../../lib/deckhouse/resources/cluster-objects';
import type { NodeGroupSpec } from '../../lib/deckhouse/kinds/node-group-spec';
import { program } from './objects';
import { refusals } from '../support/errors';
import { found } from '../support/findings';

const LABELS = { 'node-role.kubernetes.io/control-plane': '', 'node-role.kubernetes.io/master': '' };
const TAINT = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };

function spec(props?: MasterNodeGroupProps, release?: string): NodeGroupSpec {
  return new MasterNodeGroup(program(release).chart, 'masters', props).resource.toJson().spec as NodeGroupSpec;
}

it('is the NodeGroup `master`, complete, whatever the id of the construct is', () => {
  const { app, chart } = program();
  const masters = new MasterNodeGroup(chart, 'masters');
  expect(masters.node.defaultChild).toBe(masters.resource);
  expect(ApiObject.of(masters)).toBeInstanceOf(NodeGroup);
  expect([masters.groupName, masters.resource.node.path]).toEqual(['master', 'c/masters/Resource']);
  expect(masters.resource.toJson()).toEqual({
    apiVersion: 'deckhouse.io/v1',
    kind: 'NodeGroup',
    metadata: { name: 'master' },
    spec: {
      nodeType: 'Static',
      nodeTemplate: { labels: LABELS, taints: [TAINT] },
      disruptions: { approvalMode: 'Manual' },
    },
  });
  expect(found(app)).toEqual([]);
});

it('selects its instances by label once there is a count', () => {
  expect(spec({ count: 2 }).staticInstances).toEqual({
    count: 2,
    labelSelector: { matchLabels: { 'node-group': 'master' } },
  });
  expect(spec({ labelSelector: { matchLabels: { a: 'b' } } }).staticInstances).toEqual({
    labelSelector: { matchLabels: { a: 'b' } },
  });
  expect(spec({ count: 0, labelSelector: { matchLabels: { a: 'b' } } }).staticInstances).toEqual({
    count: 0,
    labelSelector: { matchLabels: { a: 'b' } },
  });
  expect(spec({ bootstrapped: 3 }).staticInstances).toBeUndefined();
});

it('keeps its labels and its taint beside those of the program', () => {
  const taint = { key: 'dedicated', effect: 'NoExecute' } as const;
  expect(
    spec({ labels: { a: 'b', 'node-role.kubernetes.io/master': 'x' }, taints: [taint], annotations: { c: 'd' } })
      .nodeTemplate,
  ).toEqual({
    labels: { a: 'b', ...LABELS },
    taints: [TAINT, taint],
    annotations: { c: 'd' },
  });
});

it('is open to ordinary Pods only when it is asked for, with a warning', () => {
  const { app, chart } = program();
  const masters = new MasterNodeGroup(chart, 'master', { schedulable: true });
  expect(masters.resource.toJson().spec.nodeTemplate.taints).toEqual([]);
  expect(found(app)).toEqual(['KV3313 c/master/Resource spec.nodeTemplate.taints']);
  expect(spec({ schedulable: false }).nodeTemplate?.taints).toEqual([TAINT]);
});

it('passes on what it has no opinion on', () => {
  const traits: MasterNodeGroupProps = {
    nodeType: 'CloudPermanent',
    cri: { type: 'ContainerdV2' },
    kubelet: { maxPods: 100 },
    update: { maxConcurrent: 1 },
    chaos: { mode: 'Disabled' },
    fencing: { mode: 'Watchdog' },
    nodeDrainTimeoutSecond: 60,
    gpu: { sharing: 'Exclusive' },
  };
  expect(spec(traits)).toMatchObject(traits);
  expect(spec({ disruptions: { approvalMode: 'Manual' } }).disruptions).toEqual({ approvalMode: 'Manual' });
});

it('is written for the release that it is given', () => {
  expect(refusals(() => spec({ cri: { type: 'ContainerdV2' }, release: DeckhouseRelease.V1_66 }))).toEqual([
    'KV1207 spec.cri.type',
  ]);
});

it('tells of other approval modes, which it does not refuse', () => {
  const { app, chart } = program();
  new MasterNodeGroup(chart, 'm', { disruptions: { approvalMode: 'Automatic' } });
  expect(found(app)).toEqual(['KV3311 c/m/Resource spec.disruptions.approvalMode']);
});

it.each<[string, unknown, string[]]>([
  ['a text', 'x', ['KV1203']],
  ['a list', [], ['KV1203']],
  ['a misspelt name', { lables: {} }, ['KV1201 lables']],
  ['a name of its own', { name: 'control-plane' }, ['KV1201 name']],
  ['a text as count', { count: '2' }, ['KV1203 spec.staticInstances.count']],
  ['a text as bootstrapped', { bootstrapped: '2' }, ['KV1203 bootstrapped']],
  ['a negative bootstrapped', { bootstrapped: -1 }, ['KV1203 bootstrapped']],
  ['a text as schedulable', { schedulable: 'no' }, ['KV1203 schedulable']],
  ['a text as labels', { labels: 'ab' }, ['KV1203 spec.nodeTemplate.labels']],
  ['a number as taints', { taints: 7 }, ['KV1203 spec.nodeTemplate.taints']],
  ['a null among the taints', { taints: [null] }, ['KV1203 spec.nodeTemplate.taints[1]']],
  ['machines that the cloud orders', { nodeType: 'CloudEphemeral' }, ['KV3301 spec.cloudInstances']],
  ['a count in a cloud', { nodeType: 'CloudPermanent', count: 2 }, ['KV3302 spec.staticInstances']],
])('refuses %s', (_, props, expected) => {
  expect(refusals(() => spec(props as never))).toEqual(expected);
});

it('takes null for what is not given', () => {
  expect(spec(null as never)).toEqual(spec());
  expect(
    spec({
      count: null,
      labelSelector: null,
      labels: null,
      taints: null,
      disruptions: null,
      bootstrapped: null,
    } as never),
  ).toEqual(spec());
});
