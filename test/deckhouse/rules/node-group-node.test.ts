import type { NodeGroupSpec } from '../../../lib/deckhouse/kinds/node-group-spec';
import { group, judged, program } from '../objects';
import { acknowledged } from '../../support/findings';

const STATIC = { nodeType: 'Static' } as const;
type Kubelet = NonNullable<NodeGroupSpec['kubelet']>;
type Gpu = NonNullable<NodeGroupSpec['gpu']>;
type Requirement = NonNullable<
  NonNullable<NonNullable<NodeGroupSpec['staticInstances']>['labelSelector']>['matchExpressions']
>[number];
const kubelet = (fields: Kubelet): NodeGroupSpec => ({ ...STATIC, kubelet: fields });
const reserve = (resourceReservation: Kubelet['resourceReservation'], enabled?: boolean): NodeGroupSpec =>
  kubelet({ resourceReservation, ...(enabled === undefined ? {} : { topologyManager: { enabled } }) });
const swap = (memorySwap: Kubelet['memorySwap']): NodeGroupSpec => kubelet({ memorySwap });
const gpu = (fields: Gpu): NodeGroupSpec => ({ ...STATIC, gpu: fields });
const mig = (fields: NonNullable<Gpu['mig']>): NodeGroupSpec => gpu({ sharing: 'MIG', mig: fields });
const selector = (...matchExpressions: Requirement[]): NodeGroupSpec => ({
  ...STATIC,
  staticInstances: { labelSelector: { matchExpressions } },
});
const slices = [{ profile: '1g.10gb', count: 1 }];
const at = 'c/g spec.kubelet.resourceReservation';

const CASES: readonly (readonly [
  title: string,
  fires: NodeGroupSpec,
  says: readonly string[],
  silent: readonly NodeGroupSpec[],
])[] = [
  [
    'KV3320 a static reservation of nothing',
    reserve({ mode: 'Static' }),
    [`KV3320 ${at}.static: nothing is reserved`],
    [reserve({ mode: 'Static', static: { memory: '1Gi' } }), reserve({ mode: 'Auto' }), reserve({})],
  ],
  [
    'KV3320 an empty one beside another mode',
    reserve({ mode: 'Off', static: {} }),
    [`KV3320 ${at}.static: nothing is reserved`],
    [reserve({ mode: 'Off' })],
  ],
  [
    'KV3320 an empty one without a mode',
    reserve({ static: {} }),
    [`KV3320 ${at}.static: nothing is reserved`],
    [reserve({ static: { cpu: 1 } })],
  ],
  [
    'KV3321 a static reservation that nobody reads',
    reserve({ static: { cpu: 1 } }),
    [`KV3321 ${at}.mode: the static values are ignored`],
    [reserve({ mode: 'Static', static: { cpu: 1 } }), reserve({ mode: 'Off' })],
  ],
  [
    'KV3322 a topology manager without reservations',
    reserve({ mode: 'Off' }, true),
    [`KV3322 ${at}.mode: the topology manager is on`],
    [reserve({ mode: 'Off' }, false), reserve({ mode: 'Off' }), reserve({}, true), reserve({ mode: 'Auto' }, true)],
  ],
  [
    'KV3322 a topology manager without reserved CPU',
    reserve({ mode: 'Static', static: { memory: '1Gi' } }, true),
    [`KV3322 ${at}.static.cpu: the topology manager is on and no CPU is reserved`],
    [reserve({ mode: 'Static', static: { cpu: '500m' } }, true)],
  ],
  [
    'KV3323 limited swap without a limit',
    swap({ swapBehavior: 'LimitedSwap' }),
    ['KV3323 c/g spec.kubelet.memorySwap: LimitedSwap has no limitedSwap'],
    [swap({}), swap({ swapBehavior: 'NoSwap' }), swap({ swapBehavior: 'LimitedSwap', limitedSwap: { size: '4G' } })],
  ],
  [
    'KV3323 a limit without limited swap',
    swap({ swapBehavior: 'NoSwap', limitedSwap: { size: '4G' } }),
    ['KV3323 c/g spec.kubelet.memorySwap: limitedSwap is set without LimitedSwap'],
    [],
  ],
  [
    'KV3327 a limit alone',
    swap({ limitedSwap: { size: '4G' } }),
    ['KV3327 c/g spec.kubelet.memorySwap: limitedSwap is set without LimitedSwap'],
    [swap({}), swap({ swapBehavior: 'LimitedSwap', limitedSwap: { size: '4G' } })],
  ],
  [
    'KV3324 custom slices that are not described',
    mig({ partedConfig: 'custom' }),
    ['KV3324 c/g spec.gpu.mig: custom has no customConfigs'],
    [
      mig({ partedConfig: 'all-balanced' }),
      mig({}),
      mig({
        partedConfig: 'custom',
        customConfigs: [
          { index: 0, slices },
          { index: 1, slices },
        ],
      }),
    ],
  ],
  [
    'KV3324 custom slices beside a profile',
    mig({ customConfigs: [{ index: 0, slices }] }),
    ['KV3324 c/g spec.gpu.mig: customConfigs is set without custom'],
    [],
  ],
  [
    'KV3324 a GPU that is described twice',
    mig({
      partedConfig: 'custom',
      customConfigs: [
        { index: 1, slices },
        { index: 1, slices },
      ],
    }),
    ['KV3324 c/g spec.gpu.mig.customConfigs[1].index: the GPU is described twice'],
    [],
  ],
  [
    'KV3325 options of another way of sharing',
    gpu({ sharing: 'Exclusive', timeSlicing: {}, mig: {} }),
    ['KV3325 c/g spec.gpu.timeSlicing: sharing is Exclusive', 'KV3325 c/g spec.gpu.mig: sharing is Exclusive'],
    [
      gpu({ sharing: 'Exclusive', exclusive: {} }),
      gpu({ sharing: 'TimeSlicing', timeSlicing: {} }),
      gpu({ sharing: 'MIG', mig: {} }),
    ],
  ],
  [
    'KV3326 a condition without the values that it needs',
    selector({ key: 'a', operator: 'In', values: ['b'] }, { key: 'a', operator: 'NotIn' }),
    ['KV3326 c/g spec.staticInstances.labelSelector.matchExpressions[1].values: NotIn has no values'],
    [selector({ key: 'a', operator: 'NotIn', values: ['b'] })],
  ],
  [
    'KV3328 a condition with an empty list',
    selector({ key: 'a', operator: 'In', values: [] }),
    ['KV3328 c/g spec.staticInstances.labelSelector.matchExpressions[0].values: the values of In are an empty list'],
    [selector({ key: 'a', operator: 'In', values: ['b'] }), selector({ key: 'a', operator: 'Exists' })],
  ],
  [
    'KV3326 a condition with values that it does not take',
    selector({ key: 'a', operator: 'Exists', values: [] }),
    ['KV3326 c/g spec.staticInstances.labelSelector.matchExpressions[0].values: Exists takes no values'],
    [selector({ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'DoesNotExist' })],
  ],
];

describe.each(CASES)('%s', (title, fires, says, silent) => {
  const code = title.slice(0, 6);
  const of = (spec: NodeGroupSpec): string[] => judged(spec).filter((l) => l.startsWith(code));

  it('is found, with what is wrong where', () => {
    expect(of(fires)).toEqual(says);
  });

  it('is not found beside it', () => {
    expect(silent.flatMap(of)).toEqual([]);
    expect(of(STATIC)).toEqual([]);
  });
});

it.each([
  ['KV3321', reserve({ static: { cpu: 1 } })],
  ['KV3325', gpu({ sharing: 'Exclusive', mig: {} })],
])('%s can be acknowledged', (code, spec) => {
  const { app, chart } = program();
  group(chart, 'g', spec);
  expect(acknowledged(app, code)).toEqual([]);
});

it.each(['KV3320', 'KV3322', 'KV3323', 'KV3324', 'KV3326'])('%s cannot be acknowledged', (code) => {
  expect(acknowledged(program().app, code)).toEqual(['KV1002']);
});
