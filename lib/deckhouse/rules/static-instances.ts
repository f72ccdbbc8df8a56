import { isPlain } from '../../core/check-shape';
import { isEmptySelector, matches } from './label-selector';
import { treeRule } from './rule';
import type { RenderedObject } from './rendered-object';
import type { RenderedTree, NodeGroupFields } from './rendered-tree';

/** The fields of a StaticInstance that these rules read. */
export interface StaticInstanceBody {
  readonly spec?: {
    readonly address?: string;
    readonly credentialsRef?: { readonly kind?: string; readonly name?: string };
  };
}

/** The annotation that adopts a node that is already in the cluster. */
export const SKIP_BOOTSTRAP = 'static.node.deckhouse.io/skip-bootstrap-phase';

const FAQ = "Deckhouse's documentation on static nodes";

function staticGroups(tree: RenderedTree): readonly RenderedObject<NodeGroupFields>[] {
  return tree.nodeGroups.filter(
    ({ fields: { spec } }) => spec.nodeType === 'Static' || spec.nodeType === 'CloudStatic',
  );
}

function countOf({ fields: { spec } }: RenderedObject<NodeGroupFields>): number {
  return spec.staticInstances?.count ?? 0;
}

/** The StaticInstances of a cluster. Hand-written ones may hold anything. */
export function staticInstances(tree: RenderedTree): readonly RenderedObject<StaticInstanceBody>[] {
  return tree.of<StaticInstanceBody>('StaticInstance').map((o) => (isPlain(o.fields.spec) ? o : { ...o, fields: {} }));
}

/** Hand-written objects first: of two that conflict, the finding is about the library's own. */
export function handWrittenFirst<T extends RenderedObject<unknown>>(objects: readonly T[]): readonly T[] {
  return [...objects.filter((o) => !o.own), ...objects.filter((o) => o.own)];
}

export const GROUPS_SELECT_THEIR_INSTANCES = treeRule(
  {
    code: 'KV3501',
    level: 'error',
    advice: true,
    title: 'several static groups, and one of them takes any instance',
    explanation:
      'A group without labelSelector takes any free StaticInstance: workers end up as masters. Once set, a ' +
      'selector cannot be changed, so set it from the start.',
    fix: 'give every static group a labelSelector from the start',
    source: `${FAQ}; the platform accepts it`,
  },
  (tree, report) => {
    const groups = staticGroups(tree).filter((g) => countOf(g) > 0);
    if (groups.length < 2) return;
    const hasSelector = (g: RenderedObject<NodeGroupFields>): boolean =>
      !isEmptySelector(g.fields.spec.staticInstances?.labelSelector);
    // Hand-written groups without a selector are reported at one of the library's own, when those all have a selector.
    const own = groups.every((g) => !g.own || hasSelector(g)) ? groups.find((g) => g.own) : undefined;
    const instead = own && { scope: own.scope, property: 'spec.staticInstances.labelSelector' };
    for (const group of groups) {
      if (hasSelector(group)) continue;
      const details = {
        message: `the group ${group.name} takes any StaticInstance, but is not the only static group`,
        fix: 'give every static group its own labelSelector, and its instances the labels',
      };
      report(group.scope, 'spec.staticInstances.labelSelector', details, instead);
    }
  },
);

export const GROUP_SELECTS_ITS_INSTANCES = treeRule(
  {
    code: 'KV3502',
    level: 'warning',
    title: 'a static group has no labelSelector',
    explanation: 'While it is the only one, it takes every StaticInstance. The next static group will compete with it.',
    fix: 'give the group a labelSelector from the start: once set, it cannot be changed',
    source: FAQ,
  },
  (tree, report) => {
    const groups = staticGroups(tree).filter((g) => countOf(g) > 0);
    const [group] = groups;
    if (group === undefined || groups.length > 1 || !isEmptySelector(group.fields.spec.staticInstances?.labelSelector))
      return;
    report(group.scope, 'spec.staticInstances.labelSelector', {
      message: `the group ${group.name} takes any StaticInstance`,
      fix: 'give it a labelSelector',
    });
  },
);

export const SELECTORS_ARE_DISJOINT = treeRule(
  {
    code: 'KV3503',
    level: 'error',
    advice: true,
    title: 'two static groups select the same instance',
    explanation: 'Whichever group is faster takes it.',
    fix: 'make the selectors disjoint',
    source: FAQ,
  },
  (tree, report) => {
    const groups = staticGroups(tree).filter((g) => !isEmptySelector(g.fields.spec.staticInstances?.labelSelector));
    for (const instance of staticInstances(tree)) {
      const taking = groups.filter((g) => matches(g.fields.spec.staticInstances?.labelSelector ?? {}, instance.labels));
      if (taking.length < 2) continue;
      const names = taking.map((g) => g.name).join(', ');
      const details = {
        message: `several groups select the instance ${instance.name}`,
        given: names,
        allowed: 'one group',
      };
      const group = instance.own ? undefined : taking.find((g) => g.own);
      if (group === undefined) report(instance.scope, 'metadata.labels', details);
      else report(group.scope, 'spec.staticInstances.labelSelector', details);
    }
  },
);

export const ENOUGH_INSTANCES = treeRule(
  {
    code: 'KV3504',
    level: 'error',
    advice: true,
    title: 'a static group needs more instances than there are',
    explanation: 'The group waits for instances that do not exist.',
    fix: 'add StaticInstances, or lower the count',
    source: FAQ,
  },
  (tree, report) => {
    const instances = staticInstances(tree);
    // Without any, they are managed elsewhere.
    if (instances.length === 0) return;
    for (const group of staticGroups(tree)) {
      const selector = group.fields.spec.staticInstances?.labelSelector ?? {};
      const available = instances.filter((i) => matches(selector, i.labels)).length;
      if (available >= countOf(group)) continue;
      report(group.scope, 'spec.staticInstances.count', {
        message: 'the group needs more instances than its selector matches',
        given: `count ${countOf(group)}`,
        allowed: `at most ${available}`,
      });
    }
  },
);

export const EVERY_INSTANCE_HAS_A_GROUP = treeRule(
  {
    code: 'KV3505',
    level: 'warning',
    title: 'no static group selects an instance',
    explanation: 'The StaticInstance stays Pending. Check its labels.',
    fix: 'check its labels, and the labelSelector of the intended group',
    source: FAQ,
  },
  (tree, report) => {
    const groups = staticGroups(tree).filter((g) => g.fields.spec.staticInstances !== undefined);
    // Without any, the groups are managed elsewhere.
    if (groups.length === 0) return;
    for (const instance of staticInstances(tree)) {
      if (groups.some((g) => matches(g.fields.spec.staticInstances?.labelSelector ?? {}, instance.labels))) continue;
      const given = Object.entries(instance.labels).map(([k, v]) => `${k}=${v}`);
      report(instance.scope, 'metadata.labels', {
        message: 'no static group selects the instance',
        given: given.join(', ') || 'no labels',
      });
    }
  },
);

export const ADDRESSES_ARE_UNIQUE = treeRule(
  {
    code: 'KV3506',
    level: 'error',
    title: 'two StaticInstances have the same address',
    explanation: 'One host would be set up twice.',
    fix: 'give each StaticInstance the address of its own host, or remove one of the two',
    source: "Deckhouse's StaticInstance webhook",
  },
  (tree, report) => {
    const first = new Map<string, RenderedObject<StaticInstanceBody>>();
    for (const instance of handWrittenFirst(staticInstances(tree))) {
      const address = instance.fields.spec?.address;
      if (address === undefined) continue;
      const other = first.get(address);
      if (other === undefined) first.set(address, instance);
      else
        report(instance.scope, 'spec.address', {
          message: `${other.name} (${other.scope.node.path}) has the same address`,
          given: address,
        });
    }
  },
);

export const EXISTING_NODES_ARE_ADOPTED = treeRule(
  {
    code: 'KV3507',
    level: 'error',
    title: 'a StaticInstance would set up a node that is already in the cluster',
    explanation:
      'Its address is that of an existing node. From 1.74 it can be adopted (StaticNode with `adopt: ' +
      'true`): the bootstrap ' +
      'is then skipped. Before, do not create a StaticInstance for such a node.',
    fix: 'adopt the node (StaticNode with `adopt: true`, from 1.74), or do not create a StaticInstance for it',
    source: "Deckhouse's StaticInstance webhook",
    enforced: { since: '1.74', before: 'KV3509' },
  },
  (tree, report) => {
    for (const instance of staticInstances(tree)) {
      const address = instance.fields.spec?.address ?? '';
      if (!tree.hasNodeAddress(address) || instance.annotations[SKIP_BOOTSTRAP] !== undefined) continue;
      report(instance.scope, 'spec.address', {
        message: 'a node of the cluster already has this address',
        given: address,
        fix: tree.releaseOf(instance).isAtLeast('1.74')
          ? `annotate the instance with ${SKIP_BOOTSTRAP}: ""`
          : 'remove the instance',
      });
    }
  },
);

export const CREDENTIALS_EXIST = treeRule(
  {
    code: 'KV3508',
    level: 'error',
    advice: true,
    title: 'a StaticInstance names credentials that do not exist',
    explanation: 'Without them the platform cannot log in, and the machine never becomes a node.',
    fix: 'create them (NodeSshAccess), or declare them: ExistingObjects.of(scope).addSshCredentials(name)',
    source: "Deckhouse's StaticInstance controller",
  },
  (tree, report) => {
    const known = new Set(tree.of('SSHCredentials').map((o) => o.name));
    for (const instance of staticInstances(tree)) {
      const name = instance.fields.spec?.credentialsRef?.name;
      if (name === undefined || known.has(name) || tree.exists(`SSHCredentials/${name}`)) continue;
      const allowed = known.size === 0 ? 'no credentials are created or declared' : [...known].join(', ');
      report(instance.scope, 'spec.credentialsRef.name', {
        message: 'the credentials do not exist',
        given: name,
        allowed,
      });
    }
  },
);
