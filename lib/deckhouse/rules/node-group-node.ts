import { objectRule } from './rule';
import type { NodeGroupFields } from './rendered-tree';

const KINDS = ['NodeGroup'];
const CRD = 'NodeGroup CRD';
const WEBHOOK = "Deckhouse's NodeGroup webhook";

export const STATIC_RESERVATION_HAS_VALUES = objectRule<NodeGroupFields>(
  {
    code: 'KV3320',
    level: 'error',
    title: 'a static reservation reserves nothing',
    explanation:
      'Mode Static needs `static` with at least one of cpu, memory and ephemeralStorage; an empty ' +
      '`static` is refused in every mode.',
    fix: 'give `static` at least one of cpu, memory and ephemeralStorage, or leave it out',
    source: CRD,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const { mode, static: values } = spec.kubelet?.resourceReservation ?? {};
    const empty = values === undefined || Object.values(values).every((v) => v === undefined);
    if (mode !== 'Static' ? values === undefined || !empty : !empty) return;
    report('spec.kubelet.resourceReservation.static', {
      message: 'nothing is reserved',
      allowed: 'at least one of cpu, memory, ephemeralStorage',
    });
  },
);

export const STATIC_RESERVATION_IS_READ = objectRule<NodeGroupFields>(
  {
    code: 'KV3321',
    level: 'warning',
    title: 'static reservations are set without mode Static',
    explanation: 'Without mode Static the values are ignored, and the mode is Auto when it is not given.',
    fix: 'set the mode to Static, or remove the values',
    source: `${CRD}, measured`,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const { mode = 'Auto', static: values } = spec.kubelet?.resourceReservation ?? {};
    if (values === undefined || mode === 'Static' || Object.keys(values).length === 0) return;
    report('spec.kubelet.resourceReservation.mode', {
      message: 'the static values are ignored',
      given: mode,
      fix: 'set mode: Static, or remove static',
    });
  },
);

export const TOPOLOGY_MANAGER_NEEDS_RESERVATION = objectRule<NodeGroupFields>(
  {
    code: 'KV3322',
    level: 'error',
    title: 'the topology manager has no reserved CPU to work with',
    explanation: 'With topologyManager the reservation cannot be Off, and mode Static needs static.cpu.',
    fix: 'reserve CPU: mode Auto, or Static with static.cpu',
    source: WEBHOOK,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    if (spec.kubelet?.topologyManager?.enabled !== true) return;
    const { mode, static: values } = spec.kubelet.resourceReservation ?? {};
    if (mode === 'Off') {
      report('spec.kubelet.resourceReservation.mode', {
        message: 'the topology manager is on',
        given: 'Off',
        allowed: 'Auto, Static',
      });
    }
    if (mode === 'Static' && values?.cpu === undefined) {
      report('spec.kubelet.resourceReservation.static.cpu', {
        message: 'the topology manager is on and no CPU is reserved',
        fix: 'add cpu',
      });
    }
  },
);

export const SWAP_PAIRS = objectRule<NodeGroupFields>(
  {
    code: 'KV3323',
    level: 'error',
    title: 'swapBehavior and limitedSwap do not match',
    explanation: 'LimitedSwap needs limitedSwap.size; NoSwap refuses it.',
    fix: 'give limitedSwap.size with LimitedSwap, and leave limitedSwap out with NoSwap',
    source: CRD,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const { swapBehavior, limitedSwap } = spec.kubelet?.memorySwap ?? {};
    if (swapBehavior === undefined || (swapBehavior === 'LimitedSwap') === (limitedSwap !== undefined)) return;
    report('spec.kubelet.memorySwap', {
      message: limitedSwap === undefined ? 'LimitedSwap has no limitedSwap' : 'limitedSwap is set without LimitedSwap',
      given: `swapBehavior ${swapBehavior}`,
      allowed: SWAP,
    });
  },
);

const SWAP = 'LimitedSwap with limitedSwap, or neither';

export const LIMITED_SWAP_IS_READ = objectRule<NodeGroupFields>(
  {
    code: 'KV3327',
    level: 'error',
    advice: true,
    title: 'limitedSwap is set without swapBehavior',
    explanation: 'It has no known effect.',
    fix: 'set swapBehavior: LimitedSwap, or leave limitedSwap out',
    source: 'our own; the CRD accepts it',
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const { swapBehavior, limitedSwap } = spec.kubelet?.memorySwap ?? {};
    if (swapBehavior !== undefined || limitedSwap === undefined) return;
    report('spec.kubelet.memorySwap', {
      message: 'limitedSwap is set without LimitedSwap',
      given: 'swapBehavior not given',
      allowed: SWAP,
    });
  },
);

export const MIG_PAIRS = objectRule<NodeGroupFields>(
  {
    code: 'KV3324',
    level: 'error',
    title: 'partedConfig and customConfigs do not match',
    explanation: 'customConfigs is given exactly when partedConfig is `custom`, and names every GPU once.',
    fix: 'give customConfigs exactly when partedConfig is `custom`, with every GPU once',
    source: CRD,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const mig = spec.gpu?.mig;
    if (mig === undefined) return;
    if ((mig.partedConfig === 'custom') !== (mig.customConfigs !== undefined)) {
      report('spec.gpu.mig', {
        message:
          mig.customConfigs === undefined ? 'custom has no customConfigs' : 'customConfigs is set without custom',
        given: `partedConfig ${mig.partedConfig ?? 'not given'}`,
        allowed: 'partedConfig custom with customConfigs, or a profile without',
      });
    }
    const seen = new Set<number>();
    mig.customConfigs?.forEach(({ index }, i) => {
      if (seen.has(index))
        report(`spec.gpu.mig.customConfigs[${i}].index`, {
          message: 'the GPU is described twice',
          given: String(index),
        });
      seen.add(index);
    });
  },
);

export const GPU_BLOCK_MATCHES_SHARING = objectRule<NodeGroupFields>(
  {
    code: 'KV3325',
    level: 'warning',
    title: 'the options do not belong to the mode of GPU sharing',
    explanation: 'Only the block that belongs to `sharing` is read.',
    fix: 'keep the block that belongs to `sharing`',
    source: 'our own; the CRD accepts it',
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    if (spec.gpu === undefined) return;
    const own = { TimeSlicing: 'timeSlicing', MIG: 'mig', Exclusive: 'exclusive' }[spec.gpu.sharing];
    for (const block of ['timeSlicing', 'mig', 'exclusive'] as const) {
      if (spec.gpu[block] === undefined || block === own) continue;
      report(`spec.gpu.${block}`, {
        message: `sharing is ${spec.gpu.sharing}`,
        given: block,
        allowed: own,
        fix: `remove ${block}`,
      });
    }
  },
);

export const SELECTOR_VALUES = objectRule<NodeGroupFields>(
  {
    code: 'KV3326',
    level: 'error',
    title: 'the values of a label condition do not fit its operator',
    explanation: 'In and NotIn need values; Exists and DoesNotExist must not have any.',
    fix: 'give values to In and NotIn, and none to Exists and DoesNotExist',
    source: CRD,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    spec.staticInstances?.labelSelector?.matchExpressions?.forEach(({ operator, values }, i) => {
      const property = `spec.staticInstances.labelSelector.matchExpressions[${i}].values`;
      const takes = operator === 'In' || operator === 'NotIn';
      if (takes && values === undefined) report(property, { message: `${operator} has no values`, fix: 'add values' });
      if (!takes && values !== undefined)
        report(property, { message: `${operator} takes no values`, fix: 'remove values' });
    });
  },
);

export const SELECTOR_VALUES_ARE_THERE = objectRule<NodeGroupFields>(
  {
    code: 'KV3328',
    level: 'error',
    advice: true,
    title: 'a label condition has an empty list of values',
    explanation:
      'With an empty list In matches nothing and NotIn matches everything. The Kubernetes API refuses such a selector.',
    fix: 'list at least one value, or remove the condition',
    source: 'our own; the CRD accepts it',
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    spec.staticInstances?.labelSelector?.matchExpressions?.forEach(({ operator, values }, i) => {
      if ((operator !== 'In' && operator !== 'NotIn') || values?.length !== 0) return;
      const property = `spec.staticInstances.labelSelector.matchExpressions[${i}].values`;
      report(property, { message: `the values of ${operator} are an empty list`, fix: 'add values' });
    });
  },
);
