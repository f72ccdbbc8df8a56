import type { DeckhouseRelease } from '../release';
import { clusterConfiguration, yandexConfiguration } from './cluster-documents';
import type { Place } from './rule';
import { treeRule } from './rule';
import type { RenderedObject } from './rendered-object';
import type { RenderedTree, NodeGroupFields } from './rendered-tree';
import { propertyAt } from './rendered-object';

const WEBHOOK = "Deckhouse's NodeGroup webhook";
const LONGEST_PREFIX_AND_NAME = 41;

export const NAME_FITS_PREFIX = treeRule(
  {
    code: 'KV3330',
    level: 'error',
    title: 'the name of a node group is too long for the prefix of the cluster',
    explanation: 'Machines are named after the prefix, the group and 21 more characters, in all at most 63.',
    fix: 'shorten the name of the group, or the prefix of the cluster',
    source: WEBHOOK,
  },
  (tree, report) => {
    const prefix = clusterConfiguration(tree)?.fields.cloud?.prefix;
    if (prefix === undefined || clusterConfiguration(tree)?.fields.clusterType !== 'Cloud') return;
    for (const group of tree.nodeGroups) {
      const { scope, name } = group;
      // The platform itself creates the group of the masters; the webhook checks new ones.
      if (name === 'master' || prefix.length + name.length <= LONGEST_PREFIX_AND_NAME) continue;
      report(scope, propertyAt(group, 'metadata.name'), {
        message: `the name is too long for the prefix ${prefix}`,
        given: `${prefix.length} and ${name.length} characters`,
        allowed: `prefix and name together at most ${LONGEST_PREFIX_AND_NAME} characters`,
      });
    }
  },
);

export const INSTANCE_CLASS_EXISTS = treeRule(
  {
    code: 'KV3331',
    level: 'error',
    advice: true,
    title: 'a node group names an instance class that does not exist',
    explanation: 'The platform accepts the group, but never creates a machine.',
    fix: 'create the class, or declare it: ExistingObjects.of(scope).addInstanceClass(kind, name)',
    source: "Deckhouse's node-manager",
  },
  (tree, report) => {
    for (const { scope, fields } of tree.nodeGroups) {
      const reference = fields.spec.cloudInstances?.classReference;
      if (reference === undefined) continue;
      const names = tree.of(reference.kind).map((o) => o.name);
      if (names.includes(reference.name) || tree.exists(`${reference.kind}/${reference.name}`)) continue;
      report(scope, 'spec.cloudInstances.classReference', {
        message: `the ${reference.kind} does not exist in this program`,
        given: reference.name,
        allowed: names.length === 0 ? `no ${reference.kind} is created or declared` : names.join(', '),
        fix:
          `create it, or declare it: ExistingObjects.of(scope).addInstanceClass('${reference.kind}', ` +
          `'${reference.name}')`,
      });
    }
  },
);

const CLASS_OF_PROVIDER: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AWS: 'AWSInstanceClass',
    Azure: 'AzureInstanceClass',
    DVP: 'DVPInstanceClass',
    Dynamix: 'DynamixInstanceClass',
    GCP: 'GCPInstanceClass',
    Huaweicloud: 'HuaweiCloudInstanceClass',
    OpenStack: 'OpenStackInstanceClass',
    VCD: 'VCDInstanceClass',
    vSphere: 'VsphereInstanceClass',
    Yandex: 'YandexInstanceClass',
    Zvirt: 'ZvirtInstanceClass',
  }),
);

export const INSTANCE_CLASS_OF_PROVIDER = treeRule(
  {
    code: 'KV3332',
    level: 'error',
    title: 'a node group names an instance class of another provider',
    explanation: 'The kind of the class must belong to the provider in ClusterConfiguration.cloud.provider.',
    fix: 'use a class of the provider in ClusterConfiguration.cloud.provider',
    source: "dhctl's preflight of instance classes",
  },
  (tree, report) => {
    const cluster = clusterConfiguration(tree);
    const provider = cluster?.fields.clusterType === 'Cloud' ? cluster.fields.cloud?.provider : undefined;
    const allowed = provider === undefined ? undefined : CLASS_OF_PROVIDER.get(provider);
    if (allowed === undefined) return;
    for (const { scope, fields } of tree.nodeGroups) {
      const given = fields.spec.cloudInstances?.classReference.kind;
      if (given === undefined || given === allowed) continue;
      report(scope, 'spec.cloudInstances.classReference.kind', {
        message: `the provider is ${provider}`,
        given,
        allowed,
      });
    }
  },
);

export const ZONES_OF_PROVIDER = treeRule(
  {
    code: 'KV3333',
    level: 'error',
    title: 'a node group names a zone that the cluster does not have',
    explanation: 'The zones of a group must be among those of the provider configuration.',
    fix: 'use a zone of the provider configuration, or add it there',
    source: WEBHOOK,
  },
  (tree, report) => {
    const zones: readonly string[] | undefined = yandexConfiguration(tree)?.fields.zones;
    if (zones === undefined || zones.length === 0) return;
    for (const { scope, fields } of tree.nodeGroups) {
      const foreign = (fields.spec.cloudInstances?.zones ?? []).filter((z) => !zones.includes(z));
      if (foreign.length === 0) continue;
      report(scope, 'spec.cloudInstances.zones', {
        message: 'the cluster does not have this zone',
        given: foreign.join(', '),
        allowed: zones.join(', '),
      });
    }
  },
);

const TOLERATED = new Set([
  'dedicated',
  'dedicated.deckhouse.io',
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
]);
const ARBITER = 'node.deckhouse.io/etcd-arbiter';

/** Taint keys of the groups that Deckhouse's own Pods do not tolerate by default, sorted. */
export function customTaintKeys(
  groups: readonly Pick<RenderedObject<NodeGroupFields>, 'fields'>[],
  release: DeckhouseRelease,
): readonly string[] {
  const keys = groups.flatMap(({ fields }) =>
    (fields.spec.nodeTemplate?.taints ?? [])
      .map(({ key }) => key)
      .filter((key) => !TOLERATED.has(key) && !(key === ARBITER && release.isAtLeast('1.75'))),
  );
  return [...new Set(keys)].sort();
}

interface GlobalSettings {
  readonly modules?: { readonly placement?: { readonly customTolerationKeys?: readonly string[] } };
}

export const TAINTS_ARE_TOLERATED = treeRule(
  {
    code: 'KV3334',
    level: 'error',
    title: 'a taint key of a node group is not tolerated by the platform',
    explanation: 'Pods of Deckhouse itself cannot run on such nodes, and the nodes never become ready.',
    fix:
      'list the key in modules.placement.customTolerationKeys of the module global; GlobalSettings does ' +
      'it automatically',
    source: WEBHOOK,
  },
  (tree, report) => {
    const global = tree.moduleConfig('global');
    if (global === undefined) return;
    // For a hand-written group it is reported at the settings of this program.
    const instead = { scope: global.scope, property: 'spec.settings.modules.placement.customTolerationKeys' };
    for (const { place, group, key, known } of untolerated(tree)) {
      const details = {
        message: `customTolerationKeys of the module global does not list a taint key of the group ${group}`,
        given: key,
        allowed: [...TOLERATED, ...known].join(', '),
        fix: `add ${key} to modules.placement.customTolerationKeys`,
      };
      report(place.scope, place.property, details, instead);
    }
  },
);

export const TAINTS_NEED_GLOBAL = treeRule(
  {
    code: 'KV3335',
    level: 'warning',
    title: 'a taint key of a node group may not be tolerated by the platform',
    explanation:
      'The settings of the module global are not part of this program. Make sure that their ' +
      'modules.placement.customTolerationKeys lists the key; otherwise the webhook refuses the group.',
    fix: 'make sure that modules.placement.customTolerationKeys of the module global lists the key',
    source: WEBHOOK,
  },
  (tree, report) => {
    if (tree.moduleConfig('global') !== undefined) return;
    for (const { place, key } of untolerated(tree)) {
      report(place.scope, place.property, { message: 'the module global must list the key', given: key });
    }
  },
);

interface Untolerated {
  readonly place: Place;
  readonly group: string;
  readonly key: string;
  readonly known: readonly string[];
}

function untolerated(tree: RenderedTree): readonly Untolerated[] {
  const listed: unknown = (tree.settings('global') as GlobalSettings).modules?.placement?.customTolerationKeys;
  const known = Array.isArray(listed) ? listed.map(String) : [];
  return tree.nodeGroups.flatMap((group) =>
    customTaintKeys([group], tree.releaseOf(group))
      .filter((key) => !known.includes(key))
      .map((key) => {
        const place = { scope: group.scope, property: propertyAt(group, 'spec.nodeTemplate.taints') };
        return { place, group: group.name, key, known };
      }),
  );
}

const USUAL_NODE_PREFIX = 24;

export const PODS_FIT_NODE_PREFIX = treeRule(
  {
    code: 'KV3336',
    level: 'warning',
    title: 'a node may run more Pods than its network has addresses',
    explanation:
      'The addresses of stopped Pods are not released at once: twice maxPods must fit into the Pod ' +
      'network of a node, ' +
      '2^(32 - podSubnetNodeCIDRPrefix) - 3 addresses.',
    fix: 'lower maxPods, or give each node a wider network: a smaller podSubnetNodeCIDRPrefix',
    source: `${WEBHOOK}: denied in 1.74, a warning since`,
  },
  (tree, report) => {
    const prefix = Number(clusterConfiguration(tree)?.fields.podSubnetNodeCIDRPrefix ?? USUAL_NODE_PREFIX);
    if (!Number.isInteger(prefix)) return;
    const addresses = 2 ** (32 - prefix) - 3;
    for (const { scope, fields } of tree.nodeGroups) {
      const maxPods = fields.spec.kubelet?.maxPods;
      if (maxPods === undefined || 2 * maxPods <= addresses) continue;
      report(scope, 'spec.kubelet.maxPods', {
        message: `a /${prefix} has too few addresses for that many Pods`,
        given: String(maxPods),
        allowed: `at most ${Math.floor(addresses / 2)}`,
      });
    }
  },
);
