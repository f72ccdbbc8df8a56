import { isQuorate } from '../../topology/quorum';
import { matches } from './label-selector';
import { yandexConfiguration } from './cluster-documents';
import type { Place } from './rule';
import { treeRule } from './rule';
import { handWrittenFirst, SKIP_BOOTSTRAP, staticInstances } from './static-instances';
import type { RenderedObject } from './rendered-object';
import type { RenderedTree, NodeGroupFields } from './rendered-tree';
import { propertyAt } from './rendered-object';
import { allZones } from './yandex-zones';

const ARBITER = 'node.deckhouse.io/etcd-arbiter';
const MANY_MASTERS = 7;

/** The number of masters of a cluster, and where it is set. Undefined when this program does not set it. */
export interface Masters {
  readonly count: number;
  readonly from: RenderedObject<unknown>;
  readonly property: string;
  readonly how: string;
}

export function mastersOf(tree: RenderedTree): Masters | undefined {
  const yandex = yandexConfiguration(tree);
  if (yandex !== undefined) {
    const { replicas } = yandex.fields.masterNodeGroup;
    return { count: replicas, from: yandex, property: 'masterNodeGroup.replicas', how: `${replicas} masters` };
  }
  const group = tree.nodeGroups.find((g) => g.name === 'master');
  if (group === undefined) return undefined;
  const count = group.fields.spec.staticInstances?.count ?? 0;
  if (count === 0) {
    const known = knownSize(group) ?? bootstrappedMasters(group);
    return known === undefined ? undefined : { count: known, from: group, property: '', how: `${known} masters` };
  }
  const outside = bootstrappedOutside(tree, group);
  const how = `count ${count}${outside === 0 ? '' : ` and ${outside} bootstrapped outside of it`}`;
  return { count: count + outside, from: group, property: 'spec.staticInstances.count', how };
}

/** @internal Set on the master group when the program says which masters exist. */
export const BOOTSTRAPPED_MASTERS = Symbol.for('kvorum/BootstrappedMasters');
/** @internal Set on a group when the program gives its number of hosts, whoever sets them up. */
export const KNOWN_SIZE = Symbol.for('kvorum/KnownSize');

function knownSize({ scope }: RenderedObject<NodeGroupFields>): number | undefined {
  return (scope as { [KNOWN_SIZE]?: number })[KNOWN_SIZE];
}

function bootstrappedMasters({ scope }: RenderedObject<NodeGroupFields>): number | undefined {
  return (scope as { [BOOTSTRAPPED_MASTERS]?: number })[BOOTSTRAPPED_MASTERS];
}

// dhctl has set up one master by itself. Unless it was adopted, it has no StaticInstance and does not count.
function bootstrappedOutside(tree: RenderedTree, group: RenderedObject<NodeGroupFields>): number {
  const known = bootstrappedMasters(group);
  if (known !== undefined) return known;
  const selector = group.fields.spec.staticInstances?.labelSelector ?? {};
  const adopted = staticInstances(tree).some(
    (i) => matches(selector, i.labels) && i.annotations[SKIP_BOOTSTRAP] !== undefined,
  );
  return adopted ? 0 : 1;
}

function arbiterGroups(tree: RenderedTree): readonly RenderedObject<NodeGroupFields>[] {
  return handWrittenFirst(tree.nodeGroups.filter((g) => g.fields.spec.nodeTemplate?.labels?.[ARBITER] !== undefined));
}

/** The place where a fault of a hand-written arbiter is reported: the masters, when the program makes them. */
function atMasters(tree: RenderedTree): Place | undefined {
  const masters = mastersOf(tree);
  const own = masters?.from.own === true ? masters : undefined;
  return own === undefined ? undefined : { scope: own.from.scope, property: own.property };
}

/** The zones of the cloud, in the order in which dhctl fills them; undefined in another cloud and without a cloud. */
function cloudZones(tree: RenderedTree): readonly string[] | undefined {
  const yandex = yandexConfiguration(tree);
  if (yandex === undefined) return undefined;
  const { zones } = yandex.fields;
  return zones === undefined || zones.length === 0 ? allZones(yandex.release) : zones;
}

/** The maximum number of nodes of a group, where the program sets it. */
export function sizeOf(tree: RenderedTree, group: RenderedObject<NodeGroupFields>): number | undefined {
  const { staticInstances: statics, cloudInstances } = group.fields.spec;
  const permanent = yandexConfiguration(tree)?.fields.nodeGroups?.find((g) => g.name === group.name);
  if (permanent !== undefined) return permanent.replicas;
  if (cloudInstances !== undefined) {
    const zones = cloudInstances.zones ?? cloudZones(tree);
    return cloudInstances.maxPerZone * (zones?.length ?? 1);
  }
  // A count of 0 is the platform's default: nodes are then added by hand.
  const count = statics?.count ?? 0;
  return knownSize(group) ?? (count === 0 ? undefined : count);
}

export const MASTERS_ARE_ODD = treeRule(
  {
    code: 'KV3101',
    level: 'error',
    advice: true,
    title: 'the number of etcd members is even',
    explanation:
      'Two members of etcd tolerate no loss. Four tolerate one, as three do, and one more can fail. Run 1, 3, 5 or ' +
      '7 masters, or 2 and an arbiter (from 1.75), which is a member too. Of static masters, the one ' +
      'that dhctl has bootstrapped is not counted ' +
      'in staticInstances.count: three masters mean a count of 2.',
    fix: 'run 1, 3, 5 or 7 masters, or 2 and an arbiter (from 1.75)',
    source: 'etcd; the platform accepts it',
  },
  (tree, report) => {
    const masters = mastersOf(tree);
    const arbiter = arbiterGroups(tree).some((group) => sizeOf(tree, group) !== 0);
    if (masters === undefined || isQuorate(masters.count, arbiter)) return;
    const { from, property, how, count } = masters;
    report(from.scope, property, {
      message: `${count} masters${arbiter ? ' and an arbiter' : ''}`,
      given: how,
      allowed: '1, 3, 5, 7, or 2 with one arbiter',
    });
  },
);

export const MANY = treeRule(
  {
    code: 'KV3102',
    level: 'warning',
    title: 'more than 7 masters',
    explanation: 'Every write waits for a majority of all members. 5 masters survive two losses, 7 three.',
    fix: 'run 3, 5 or 7 masters',
    source: 'etcd, our own',
  },
  (tree, report) => {
    const masters = mastersOf(tree);
    if (masters === undefined || masters.count <= MANY_MASTERS) return;
    report(masters.from.scope, masters.property, {
      message: 'etcd gets slower with every member',
      given: masters.how,
      allowed: 'at most 7',
    });
  },
);

export const ONE_ARBITER = treeRule(
  {
    code: 'KV3103',
    level: 'error',
    title: 'more than one etcd arbiter',
    explanation: 'Exactly one node of the cluster is the arbiter. With a second one the platform stops with an error.',
    fix: 'keep one arbiter',
    source: "Deckhouse's hook of the etcd arbiter",
  },
  (tree, report) => {
    const groups = arbiterGroups(tree);
    groups.slice(1).forEach((g) => {
      report(g.scope, propertyAt(g, 'spec.nodeTemplate.labels'), {
        message: `the group ${groups[0]?.name} is already the arbiter`,
        given: ARBITER,
      });
    });
    const [only] = groups;
    const nodes = only === undefined ? undefined : sizeOf(tree, only);
    if (groups.length !== 1 || only === undefined || nodes === undefined || nodes <= 1) return;
    report(only.scope, '', {
      message: `the group ${only.name} is the arbiter and has more than one node`,
      given: `${nodes} nodes`,
      allowed: '1 node',
    });
  },
);

export const ARBITER_IS_TAINTED = treeRule(
  {
    code: 'KV3104',
    level: 'warning',
    title: 'the etcd arbiter lacks a NoSchedule taint',
    explanation: 'Ordinary Pods then run next to the third member of etcd, on a node that is usually small.',
    fix: 'add a taint with effect NoSchedule to the group of the arbiter',
    source: "Deckhouse's documentation on the arbiter",
  },
  (tree, report) => {
    for (const group of arbiterGroups(tree)) {
      const { scope, fields } = group;
      if (fields.spec.nodeTemplate?.taints?.some((t) => t.key === ARBITER && t.effect === 'NoSchedule') === true)
        continue;
      report(scope, propertyAt(group, 'spec.nodeTemplate.taints'), {
        message: 'ordinary Pods may run on the arbiter',
        fix: `add the taint ${ARBITER} with effect NoSchedule`,
      });
    }
  },
);

export const ARBITER_IS_KNOWN = treeRule(
  {
    code: 'KV3105',
    level: 'error',
    advice: true,
    title: 'the release does not support an etcd arbiter',
    explanation: 'Before 1.75 the label has no effect: the cluster would run two members of etcd and survive no loss.',
    fix: 'raise the release to 1.75, or run 1, 3, 5 or 7 masters without an arbiter',
    source: 'Deckhouse 1.75; earlier releases accept the label',
  },
  (tree, report) => {
    for (const group of arbiterGroups(tree)) {
      const release = tree.releaseOf(group);
      if (release.isAtLeast('1.75')) continue;
      const details = {
        message: 'an etcd arbiter needs release 1.75',
        given: release.name,
        allowed: '1.75 and later',
      };
      report(group.scope, propertyAt(group, 'spec.nodeTemplate.labels'), details, atMasters(tree));
    }
  },
);

export const HIGH_AVAILABILITY_IS_ON = treeRule(
  {
    code: 'KV3106',
    level: 'warning',
    title: 'several masters, but high availability is switched off',
    explanation:
      'With highAvailability: false the components of the platform run once each, whatever the number of ' +
      'masters. Leave ' +
      'it out, or set it to true.',
    fix: 'leave highAvailability out, or set it to true',
    source: "Deckhouse's cluster_ha hook",
  },
  (tree, report) => {
    const masters = mastersOf(tree);
    const global = tree.moduleConfig('global');
    if (masters === undefined || masters.count < 2 || global?.fields.spec?.settings?.highAvailability !== false) return;
    const details = {
      message: `there are ${masters.count} masters, and highAvailability of the module global is off`,
      given: 'false',
      allowed: 'true',
    };
    report(global.scope, 'spec.settings.highAvailability', details, {
      scope: masters.from.scope,
      property: masters.property,
    });
  },
);
