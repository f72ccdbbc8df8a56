import type { NodeGroupSpec } from '../../../lib/deckhouse/kinds/node-group-spec';
import { group, handWritten, judged, program } from '../objects';
import { acknowledged, found } from '../../support/findings';

const STATIC = { nodeType: 'Static' } as const;
const CLASS = { kind: 'YandexInstanceClass', name: 'w' } as const;
const cloud = (fields: object = {}): NodeGroupSpec => ({
  nodeType: 'CloudEphemeral',
  cloudInstances: { classReference: CLASS, minPerZone: 1, maxPerZone: 2, ...fields },
});
const windows = (from: string, to: string): NodeGroupSpec => ({
  ...STATIC,
  disruptions: {
    approvalMode: 'Automatic',
    automatic: {
      windows: [
        { from: '0:00', to: '1:00' },
        { from, to },
      ],
    },
  },
});

interface Case {
  readonly fires: NodeGroupSpec;
  readonly says: readonly string[];
  readonly silent: readonly NodeGroupSpec[];
}

const CASES: Readonly<Record<string, Case>> = {
  'KV3301 a CloudEphemeral group has cloudInstances': {
    fires: { nodeType: 'CloudEphemeral' },
    says: ['KV3301 c/g spec.cloudInstances: a CloudEphemeral group needs cloudInstances'],
    silent: [cloud(), STATIC],
  },
  'KV3301 a Static group has none': {
    fires: { ...cloud(), nodeType: 'Static' },
    says: ['KV3301 c/g spec.cloudInstances: a group of type Static has cloudInstances'],
    silent: [STATIC],
  },
  'KV3314 a CloudPermanent group has none, although the CRD would take it': {
    fires: { ...cloud(), nodeType: 'CloudPermanent' },
    says: ['KV3314 c/g spec.cloudInstances: a group of type CloudPermanent has cloudInstances'],
    silent: [{ nodeType: 'CloudPermanent' }],
  },
  'KV3302 only static machines are set up over SSH': {
    fires: { nodeType: 'CloudPermanent', staticInstances: {} },
    says: ['KV3302 c/g spec.staticInstances: a group of type CloudPermanent has staticInstances'],
    silent: [
      { nodeType: 'Static', staticInstances: {} },
      { nodeType: 'CloudStatic', staticInstances: {} },
    ],
  },
  'KV3303 the most are not fewer than the fewest': {
    fires: cloud({ minPerZone: 3 }),
    says: ['KV3303 c/g spec.cloudInstances.maxPerZone: maxPerZone is below minPerZone'],
    silent: [cloud({ minPerZone: 2 })],
  },
  'KV3304 a group without any machine': {
    fires: cloud({ minPerZone: 0, maxPerZone: 0 }),
    says: ['KV3304 c/g spec.cloudInstances.maxPerZone: the group never gets a machine'],
    silent: [cloud({ minPerZone: 0, maxPerZone: 1 })],
  },
  'KV3305 options of another runtime': {
    fires: { ...STATIC, cri: { type: 'NotManaged', containerd: {}, containerdV2: {} } },
    says: [
      'KV3305 c/g spec.cri.containerd: cri.type is NotManaged',
      'KV3305 c/g spec.cri.containerdV2: cri.type is NotManaged',
    ],
    silent: [
      { ...STATIC, cri: { type: 'NotManaged', notManaged: {} } },
      { ...STATIC, cri: { type: 'Containerd', containerd: {} } },
      { ...STATIC, cri: { type: 'ContainerdV2', containerdV2: {} } },
      { ...STATIC, cri: { type: 'ContainerdV2' } },
    ],
  },
  'KV3306 options of another approval mode': {
    fires: { ...STATIC, disruptions: { approvalMode: 'Manual', automatic: {}, rollingUpdate: {} } },
    says: [
      'KV3306 c/g spec.disruptions.automatic: approvalMode is Manual',
      'KV3306 c/g spec.disruptions.rollingUpdate: approvalMode is Manual',
    ],
    silent: [
      { ...STATIC, disruptions: { approvalMode: 'Automatic', automatic: {} } },
      { ...cloud(), disruptions: { approvalMode: 'RollingUpdate', rollingUpdate: {} } },
    ],
  },
  'KV3307 rolling updates of machines that nobody replaces': {
    fires: { ...STATIC, disruptions: { approvalMode: 'RollingUpdate' } },
    says: ['KV3307 c/g spec.disruptions.approvalMode: a group of type Static cannot use RollingUpdate'],
    silent: [{ ...cloud(), disruptions: { approvalMode: 'RollingUpdate' } }],
  },
  'KV3308 a window over midnight': {
    fires: windows('22:00', '4:00'),
    says: ['KV3308 c/g spec.disruptions.automatic.windows[1]: the window ends before it starts'],
    silent: [windows('9:59', '10:00')],
  },
  'KV3308 an empty window': {
    fires: windows('08:00', '8:00'),
    says: ['KV3308 c/g spec.disruptions.automatic.windows[1]: the window ends before it starts'],
    silent: [windows('0:00', '23:59')],
  },
  'KV3309 a taint twice': {
    fires: {
      ...STATIC,
      nodeTemplate: {
        taints: [
          { key: 'dedicated', effect: 'NoExecute', value: 'a' },
          { key: 'dedicated', effect: 'NoExecute', value: 'b' },
        ],
      },
    },
    says: ['KV3309 c/g spec.nodeTemplate.taints[1]: the same key and effect are at taints[0]'],
    silent: [
      {
        ...STATIC,
        nodeTemplate: {
          taints: [
            { key: 'dedicated', effect: 'NoExecute' },
            { key: 'dedicated', effect: 'NoSchedule' },
          ],
        },
      },
    ],
  },
  'KV3310 keys in the domain of the platform': {
    fires: {
      ...STATIC,
      nodeTemplate: {
        labels: { 'node.deckhouse.io/group': 'x', 'deckhouse.io/a': '' },
        taints: [{ key: 'x.deckhouse.io', effect: 'NoExecute' }],
      },
    },
    says: [
      'KV3310 c/g spec.nodeTemplate.labels: the key is in the domain of Deckhouse',
      'KV3310 c/g spec.nodeTemplate.labels: the key is in the domain of Deckhouse',
      'KV3310 c/g spec.nodeTemplate.taints[0].key: the key is in the domain of Deckhouse',
    ],
    silent: [
      {
        ...STATIC,
        nodeTemplate: {
          labels: { 'node-role.deckhouse.io/system': '', 'dedicated.deckhouse.io': 'x', 'mydeckhouse.io/a': '' },
          annotations: { 'deckhouse.io/a': '' },
          taints: [{ key: 'dedicated.deckhouse.io', effect: 'NoExecute', value: 'system' }],
        },
      },
    ],
  },
};

describe.each(Object.entries(CASES))('%s', (title, { fires, says, silent }) => {
  const code = title.slice(0, 6);
  const of = (spec: NodeGroupSpec): string[] => judged(spec).filter((l) => l.startsWith(code));

  it('is found, with what is wrong where', () => {
    expect(of(fires)).toEqual(says);
  });

  it('is not found beside it', () => {
    for (const spec of silent) expect(of(spec)).toEqual([]);
  });

  it('says nothing about an object that somebody wrote by hand', () => {
    const { app, chart } = program();
    group(chart, 'own', STATIC);
    handWritten(chart, 'NodeGroup', 'g', { spec: fires });
    expect(found(app).filter((l) => l.startsWith(code))).toEqual([]);
  });
});

it.each(['KV3301', 'KV3302', 'KV3303', 'KV3305', 'KV3306', 'KV3307', 'KV3309'])('%s cannot be acknowledged', (code) => {
  expect(acknowledged(program().app, code)).toEqual(['KV1002']);
});

it.each<[string, NodeGroupSpec, string[]]>([
  ['KV3304', cloud({ minPerZone: 0, maxPerZone: 0 }), ['KV3331 c/g spec.cloudInstances.classReference']],
  ['KV3308', windows('8:00', '8:00'), []],
  ['KV3310', { ...STATIC, nodeTemplate: { labels: { 'deckhouse.io/a': '' } } }, []],
])('%s can be acknowledged', (code, spec, left) => {
  const { app, chart } = program();
  group(chart, 'g', spec);
  expect(acknowledged(app, code)).toEqual(left);
});
