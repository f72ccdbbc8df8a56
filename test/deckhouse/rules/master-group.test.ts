import type { NodeGroupSpec } from '../../../lib/deckhouse/kinds/node-group-spec';
import { group, handWritten, judged, program } from '../objects';
import { acknowledged, found } from '../../support/findings';

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';
const COMPLETE = {
  nodeType: 'Static',
  disruptions: { approvalMode: 'Manual' },
  nodeTemplate: {
    labels: { [CONTROL_PLANE]: '', 'node-role.kubernetes.io/master': '' },
    taints: [{ key: CONTROL_PLANE, effect: 'NoSchedule' }],
  },
} as const;
const { disruptions: _, ...WITHOUT_DISRUPTIONS } = COMPLETE;
const template = (fields: NonNullable<NodeGroupSpec['nodeTemplate']>): NodeGroupSpec => ({
  ...COMPLETE,
  nodeTemplate: { ...COMPLETE.nodeTemplate, ...fields },
});
const labels = 'c/master spec.nodeTemplate.labels';
const taints = 'c/master spec.nodeTemplate.taints';
const mode = 'c/master spec.disruptions.approvalMode';

describe.each<[string, NodeGroupSpec, string[]]>([
  [
    'KV3311 masters that are disrupted without asking',
    { ...COMPLETE, disruptions: { approvalMode: 'Automatic' } },
    [`KV3311 ${mode}: disruptions of the masters are not approved by hand`],
  ],
  [
    'KV3311 masters without disruptions, which means Automatic',
    WITHOUT_DISRUPTIONS,
    [`KV3311 ${mode}: disruptions of the masters are not approved by hand`],
  ],
  [
    'KV3312 masters without their labels',
    template({ labels: { [CONTROL_PLANE]: 'true' } }),
    [
      `KV3312 ${labels}: the label ${CONTROL_PLANE} is not empty`,
      `KV3312 ${labels}: the label node-role.kubernetes.io/master is missing`,
    ],
  ],
  [
    'KV3313 masters that are only avoided',
    template({ taints: [{ key: CONTROL_PLANE, effect: 'PreferNoSchedule' }] }),
    [`KV3313 ${taints}: ordinary Pods may run on the masters`],
  ],
  [
    'KV3313 masters with another taint',
    template({ taints: [{ key: 'dedicated', effect: 'NoSchedule' }] }),
    [`KV3313 ${taints}: ordinary Pods may run on the masters`],
  ],
])('%s', (_title, spec, says) => {
  it('are found, with what is wrong where', () => {
    expect(judged(spec, 'master')).toEqual(says);
  });

  it('are only the group of that name, and not one that somebody wrote by hand', () => {
    expect(judged(spec, 'masters')).toEqual([]);
    const { app, chart } = program();
    group(chart, 'own', { nodeType: 'Static' });
    handWritten(chart, 'NodeGroup', 'master', { spec });
    expect(found(app)).toEqual([]);
  });
});

it('a complete group is told nothing', () => {
  expect(judged(COMPLETE, 'master')).toEqual([]);
});

it.each([
  ['KV3311', [`KV3312 ${labels}`, `KV3312 ${labels}`, `KV3313 ${taints}`]],
  ['KV3312', [`KV3311 ${mode}`, `KV3313 ${taints}`]],
  ['KV3313', [`KV3311 ${mode}`, `KV3312 ${labels}`, `KV3312 ${labels}`]],
])('%s can be acknowledged', (code, left) => {
  const { app, chart } = program();
  group(chart, 'master', { nodeType: 'Static' });
  expect(acknowledged(app, code)).toEqual(left);
});
