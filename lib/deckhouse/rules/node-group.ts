import type { DisruptionWindow } from '../kinds/node-group-spec';
import type { Report } from './rule';
import { objectRule } from './rule';
import type { NodeGroupFields } from './rendered-tree';

export type { NodeGroupFields } from './rendered-tree';

const KINDS = ['NodeGroup'];
const CRD = 'NodeGroup CRD';
const WEBHOOK = "Deckhouse's NodeGroup webhook";
const NO_CLOUD_INSTANCES = 'remove cloudInstances, or make the group CloudEphemeral';

export const CLOUD_INSTANCES_MATCH_TYPE = objectRule<NodeGroupFields>(
  {
    code: 'KV3301',
    level: 'error',
    title: 'cloudInstances and nodeType do not match',
    explanation:
      'CloudEphemeral creates machines and needs cloudInstances. Machines of Static and CloudStatic ' +
      'groups have another ' +
      'origin: there cloudInstances is refused.',
    fix: 'add cloudInstances to a CloudEphemeral group, or remove it from one of another nodeType',
    source: CRD,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const { nodeType, cloudInstances } = spec;
    if (nodeType === 'CloudEphemeral' && cloudInstances === undefined) {
      report('spec.cloudInstances', {
        message: 'a CloudEphemeral group needs cloudInstances',
        fix: 'add cloudInstances',
      });
    }
    if ((nodeType === 'Static' || nodeType === 'CloudStatic') && cloudInstances !== undefined) {
      report('spec.cloudInstances', {
        message: `a group of type ${nodeType} has cloudInstances`,
        fix: NO_CLOUD_INSTANCES,
      });
    }
  },
);

export const PERMANENT_MACHINES_ARE_DHCTLS = objectRule<NodeGroupFields>(
  {
    code: 'KV3314',
    level: 'error',
    advice: true,
    title: 'a CloudPermanent group has cloudInstances',
    explanation: 'dhctl creates the machines of such a group: cloudInstances is accepted, but has no effect.',
    fix: 'remove cloudInstances',
    source: 'our own; the CRD accepts it',
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    if (spec.nodeType !== 'CloudPermanent' || spec.cloudInstances === undefined) return;
    report('spec.cloudInstances', {
      message: 'a group of type CloudPermanent has cloudInstances',
      fix: NO_CLOUD_INSTANCES,
    });
  },
);

export const STATIC_INSTANCES_MATCH_TYPE = objectRule<NodeGroupFields>(
  {
    code: 'KV3302',
    level: 'error',
    title: 'staticInstances and nodeType do not match',
    explanation: 'Only Static and CloudStatic groups set up machines over SSH. Remove staticInstances from the others.',
    fix: 'remove staticInstances, or make the group Static or CloudStatic',
    source: CRD,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    if (spec.staticInstances === undefined || spec.nodeType === 'Static' || spec.nodeType === 'CloudStatic') return;
    report('spec.staticInstances', {
      message: `a group of type ${spec.nodeType} has staticInstances`,
      allowed: 'staticInstances in groups of type Static and CloudStatic',
      fix: 'remove staticInstances, or change nodeType',
    });
  },
);

export const MAX_NOT_BELOW_MIN = objectRule<NodeGroupFields>(
  {
    code: 'KV3303',
    level: 'error',
    title: 'maxPerZone is below minPerZone',
    explanation: 'The group could never have its smallest size.',
    fix: 'raise maxPerZone to at least minPerZone, or lower minPerZone',
    source: WEBHOOK,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const { cloudInstances } = spec;
    if (cloudInstances === undefined || cloudInstances.maxPerZone >= cloudInstances.minPerZone) return;
    report('spec.cloudInstances.maxPerZone', {
      message: 'maxPerZone is below minPerZone',
      given: `min ${cloudInstances.minPerZone}, max ${cloudInstances.maxPerZone}`,
      allowed: `at least ${cloudInstances.minPerZone}`,
    });
  },
);

export const NO_MACHINES_AT_ALL = objectRule<NodeGroupFields>(
  {
    code: 'KV3304',
    level: 'warning',
    title: 'maxPerZone is 0',
    explanation: 'The group never gets a machine. Give it a size, or remove the group.',
    fix: 'give the group a size, or remove it',
    source: 'our own; the platform accepts it',
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    if (spec.cloudInstances?.maxPerZone !== 0) return;
    report('spec.cloudInstances.maxPerZone', {
      message: 'the group never gets a machine',
      given: '0',
      fix: 'raise maxPerZone',
    });
  },
);

export const CRI_BLOCK_MATCHES_TYPE = objectRule<NodeGroupFields>(
  {
    code: 'KV3305',
    level: 'error',
    title: 'the options do not belong to the container runtime in `type`',
    explanation: 'Newer releases refuse them, older ones ignore them.',
    fix: 'keep the block that belongs to `type`',
    source: WEBHOOK,
    // Read in the webhook of this release; which one introduced it is not known.
    enforced: { since: '1.76', before: 'KV3315' },
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const { cri } = spec;
    if (cri === undefined) return;
    const own = { Containerd: 'containerd', ContainerdV2: 'containerdV2', NotManaged: 'notManaged' }[cri.type];
    for (const block of ['containerd', 'containerdV2', 'notManaged'] as const) {
      if (cri[block] === undefined || block === own) continue;
      report(`spec.cri.${block}`, {
        message: `cri.type is ${cri.type}`,
        given: block,
        allowed: own,
        fix: `remove cri.${block}`,
      });
    }
  },
);

export const DISRUPTION_BLOCK_MATCHES_MODE = objectRule<NodeGroupFields>(
  {
    code: 'KV3306',
    level: 'error',
    title: 'the options do not belong to `approvalMode`',
    explanation: '`automatic` belongs to Automatic, `rollingUpdate` to RollingUpdate; Manual does not have options.',
    fix: 'keep the block that belongs to `approvalMode`: `automatic` to Automatic, `rollingUpdate` to RollingUpdate',
    source: CRD,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const mode = spec.disruptions?.approvalMode;
    if (spec.disruptions?.automatic !== undefined && mode !== 'Automatic') {
      report('spec.disruptions.automatic', { message: `approvalMode is ${mode}`, fix: 'remove automatic' });
    }
    if (spec.disruptions?.rollingUpdate !== undefined && mode !== 'RollingUpdate') {
      report('spec.disruptions.rollingUpdate', { message: `approvalMode is ${mode}`, fix: 'remove rollingUpdate' });
    }
  },
);

export const ROLLING_UPDATE_NEEDS_CLOUD = objectRule<NodeGroupFields>(
  {
    code: 'KV3307',
    level: 'error',
    title: 'RollingUpdate in a group whose machines cannot be replaced',
    explanation: 'RollingUpdate replaces machines with new ones: only CloudEphemeral groups can do this.',
    fix: 'use Manual or Automatic',
    source: WEBHOOK,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    if (spec.disruptions?.approvalMode !== 'RollingUpdate' || spec.nodeType === 'CloudEphemeral') return;
    report('spec.disruptions.approvalMode', {
      message: `a group of type ${spec.nodeType} cannot use RollingUpdate`,
      given: 'RollingUpdate',
      allowed: 'Manual, Automatic',
    });
  },
);

export const WINDOW_ENDS_AFTER_START = objectRule<NodeGroupFields>(
  {
    code: 'KV3308',
    level: 'warning',
    title: 'a disruption window ends before it starts',
    explanation:
      'How the platform treats a window across midnight is not documented. Write two windows, one for each day.',
    fix: 'write two windows, one for each day',
    source: 'our own; the CRD accepts it',
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    for (const mode of ['automatic', 'rollingUpdate'] as const) {
      spec.disruptions?.[mode]?.windows?.forEach((window, i) =>
        reportEmptyWindow(window, `spec.disruptions.${mode}.windows[${i}]`, report),
      );
    }
  },
);

function reportEmptyWindow({ from, to }: DisruptionWindow, property: string, report: Report): void {
  if (minutes(from) < minutes(to)) return;
  const until = minutes(to) === 0 ? '' : `, and 0:00 to ${to}`;
  report(property, {
    message: 'the window ends before it starts',
    given: `${from} to ${to}`,
    fix:
      minutes(from) === minutes(to)
        ? 'for the whole day, leave the window out, or write 0:00 to 23:59'
        : `for a window over midnight write ${from} to 23:59${until}`,
  });
}

function minutes(time: string): number {
  const [hours = '0', rest = '0'] = time.split(':');
  return Number(hours) * 60 + Number(rest);
}

export const TAINTS_ARE_UNIQUE = objectRule<NodeGroupFields>(
  {
    code: 'KV3309',
    level: 'error',
    title: 'two taints of a group have the same key and effect',
    explanation:
      'A node can have one taint for each pair of key and effect. The nodes of such a group never become ready.',
    fix: 'remove one of the two, or change its key or effect',
    source: WEBHOOK,
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const seen = new Map<string, number>();
    spec.nodeTemplate?.taints?.forEach(({ key, effect }, i) => {
      const pair = `${key}:${effect}`;
      const first = seen.get(pair);
      if (first === undefined) seen.set(pair, i);
      else
        report(`spec.nodeTemplate.taints[${i}]`, {
          message: `the same key and effect are at taints[${first}]`,
          given: pair,
        });
    });
  },
);

// Keys of the domain that the platform documents for use by operators.
const OPEN_KEYS = /^(node-role\.deckhouse\.io\/|dedicated\.deckhouse\.io(\/|$)|node\.deckhouse\.io\/etcd-arbiter$)/;

export const RESERVED_KEYS = objectRule<NodeGroupFields>(
  {
    code: 'KV3310',
    level: 'warning',
    title: 'a label or taint key is in the domain of Deckhouse',
    explanation: 'Keys under deckhouse.io are reserved for the platform.',
    fix: 'use your own domain',
    source: "Deckhouse's documentation of NodeGroup",
  },
  KINDS,
  ({ fields: { spec } }, report) => {
    const labels = Object.keys(spec.nodeTemplate?.labels ?? {}).map(
      (key) => [key, 'spec.nodeTemplate.labels'] as const,
    );
    const taints = (spec.nodeTemplate?.taints ?? []).map(
      ({ key }, i) => [key, `spec.nodeTemplate.taints[${i}].key`] as const,
    );
    for (const [key, property] of [...labels, ...taints]) {
      if (!/(^|\.)deckhouse\.io(\/|$)/.test(key) || OPEN_KEYS.test(key)) continue;
      report(property, {
        message: 'the key is in the domain of Deckhouse',
        given: key,
        fix: 'use your own domain',
      });
    }
  },
);
