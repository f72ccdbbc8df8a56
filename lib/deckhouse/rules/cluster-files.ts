import { Cidr } from '../../core/ip';
import type { ClusterConfigurationFields } from '../resources/cluster-configuration';
import type { InitConfigurationFields } from '../resources/init-configuration';
import type { StaticClusterConfigurationFields } from '../resources/static-cluster-configuration';
import { clusterConfiguration, yandexConfiguration } from './cluster-documents';
import { mastersOf, sizeOf } from './quorum';
import type { SayAt } from './rule';
import { objectRule, treeRule } from './rule';
import type { DeckhouseTree, TreeObject } from './tree';

const CLUSTER = ['ClusterConfiguration'];

export const PROVIDER_IS_CONFIGURED = treeRule(
  {
    code: 'KV3701',
    level: 'error',
    title: 'the cloud of a cluster has no configuration',
    explanation:
      'A cluster of type Cloud needs the configuration of its provider in the same file. The library writes that of Yandex.',
    source: 'dhctl',
  },
  (tree, say) => {
    const cluster = clusterConfiguration(tree);
    const provider = cluster?.body.clusterType === 'Cloud' ? cluster.body.cloud?.provider : undefined;
    if (cluster === undefined || provider !== 'Yandex' || yandexConfiguration(tree) !== undefined) return;
    say(cluster.scope, 'cloud.provider', {
      message: 'there is no YandexClusterConfiguration',
      fix: 'add it: `yandex` of DhctlConfiguration',
    });
  },
);

export const PROVIDER_IS_IN_THE_FILE = treeRule(
  {
    code: 'KV3712',
    level: 'error',
    advice: true,
    title: 'the configuration of the cloud is not part of the program',
    explanation:
      'dhctl refuses the file of a cluster of type Cloud without the configuration of its provider. The library writes ' +
      'that of Yandex Cloud. For another cloud give dhctl a second file with it, and acknowledge this.',
    source: 'dhctl; that it stands in another file cannot be seen here',
  },
  (tree, say) => {
    const cluster = clusterConfiguration(tree);
    const provider = cluster?.body.clusterType === 'Cloud' ? cluster.body.cloud?.provider : undefined;
    if (cluster === undefined || provider === undefined || provider === 'Yandex') return;
    // With that of another cloud at hand the two do not fit, which is said there.
    if (yandexConfiguration(tree) !== undefined) return;
    say(cluster.scope, 'cloud.provider', {
      message: `there is no configuration of ${provider}`,
      given: provider,
      fix: 'pass dhctl a second file that holds it, and acknowledge this with the name of the file',
    });
  },
);

export const PROVIDER_FITS_THE_CLUSTER = treeRule(
  {
    code: 'KV3702',
    level: 'error',
    title: 'the configuration of a provider does not fit the cluster',
    explanation: 'A cluster of type Static has no provider, and one of type Cloud only that of its cloud.',
    source: 'dhctl',
  },
  (tree, say) => {
    const cluster = clusterConfiguration(tree);
    const yandex = yandexConfiguration(tree);
    if (cluster === undefined || yandex === undefined) return;
    const { clusterType, cloud } = cluster.body;
    if (clusterType === 'Cloud' && cloud?.provider === 'Yandex') return;
    const given = clusterType === 'Cloud' ? `provider ${cloud?.provider}` : 'type Static';
    say(yandex.scope, '', {
      message: 'the cluster is not one of Yandex Cloud',
      given,
      fix: 'remove it, or change the ClusterConfiguration',
    });
  },
);

export const STATIC_HAS_NO_CLOUD = objectRule<ClusterConfigurationFields>(
  {
    code: 'KV3703',
    level: 'warning',
    title: 'a static cluster names a cloud',
    explanation: 'The block has no effect with clusterType Static.',
    source: 'ClusterConfiguration schema, which accepts it',
  },
  CLUSTER,
  ({ body: { clusterType, cloud } }, say) => {
    if (clusterType === 'Static' && cloud !== undefined && cloud !== null)
      say('cloud', { message: 'the cluster is of type Static' });
  },
);

const OVERLAP =
  'Pods, Services, nodes and internal networks need addresses of their own: an address that means two things is ' +
  'reached in one of its meanings only. The CIDRs of Pods and Services cannot be changed later.';
const NODES = 'network of the nodes';
const INTERNAL = 'internal network';

export const NETWORKS_ARE_DISJOINT = treeRule(
  {
    code: 'KV3704',
    level: 'error',
    title: 'two networks of a cluster overlap',
    explanation: OVERLAP,
    source: "dhctl's preflight checks",
    enforced: { since: '1.69', before: 'KV3713' },
  },
  (tree, say) => {
    sayOverlaps(tree, (kinds) => !kinds.includes(NODES), say);
  },
);

export const NODES_HAVE_ADDRESSES_OF_THEIR_OWN = treeRule(
  {
    code: 'KV3714',
    level: 'error',
    advice: true,
    title: 'the network of the nodes overlaps another one',
    explanation: OVERLAP,
    source: 'our own; dhctl does not look at this pair',
  },
  (tree, say) => {
    // Static nodes of a cluster in a cloud may well stand in the network of the others.
    sayOverlaps(tree, (kinds) => kinds.includes(NODES) && !kinds.includes(INTERNAL), say);
  },
);

/** Tells of each network the first one before it, of another kind, that it overlaps. */
function sayOverlaps(tree: DeckhouseTree, isMeant: (kinds: readonly string[]) => boolean, say: SayAt): void {
  const networks = networksOf(tree);
  networks.forEach((network, i) => {
    const other = networks
      .slice(0, i)
      .find((n) => n.kind !== network.kind && isMeant([n.kind, network.kind]) && n.cidr.overlaps(network.cidr));
    if (other === undefined) return;
    say(network.from.scope, network.property, {
      message: `the ${network.kind} overlaps the ${other.kind}`,
      given: `${network.cidr.toString()} and ${other.cidr.toString()}`,
    });
  });
}

interface Network {
  readonly kind: string;
  readonly from: TreeObject<unknown>;
  readonly property: string;
  readonly cidr: Cidr;
}

function networksOf(tree: DeckhouseTree): readonly Network[] {
  const cluster = clusterConfiguration(tree);
  const yandex = yandexConfiguration(tree);
  const statics = tree.own<StaticClusterConfigurationFields>('StaticClusterConfiguration');
  const found = [
    { kind: 'network of the Pods', from: cluster, property: 'podSubnetCIDR', text: cluster?.body.podSubnetCIDR },
    {
      kind: 'network of the Services',
      from: cluster,
      property: 'serviceSubnetCIDR',
      text: cluster?.body.serviceSubnetCIDR,
    },
    { kind: NODES, from: yandex, property: 'nodeNetworkCIDR', text: yandex?.body.nodeNetworkCIDR },
    ...statics.flatMap((from) =>
      (from.body.internalNetworkCIDRs ?? []).map((text, i) => ({
        kind: INTERNAL,
        from,
        property: `internalNetworkCIDRs[${i}]`,
        text,
      })),
    ),
  ];
  return found.flatMap(({ kind, from, property, text }) => {
    const cidr = Cidr.lenient(text);
    return from === undefined || cidr === undefined ? [] : [{ kind, from, property, cidr }];
  });
}

const USUAL_NODE_PREFIX = '24';
const LONGEST_NODE_PREFIX = 28;

function nodePrefix({ podSubnetNodeCIDRPrefix }: ClusterConfigurationFields): number {
  return Number(podSubnetNodeCIDRPrefix ?? USUAL_NODE_PREFIX);
}

export const NODES_FIT_INTO_POD_NETWORK = objectRule<ClusterConfigurationFields>(
  {
    code: 'KV3705',
    level: 'error',
    title: "a node's Pod network is not smaller than that of all Pods",
    explanation: 'Each node gets a part of podSubnetCIDR: podSubnetNodeCIDRPrefix must be longer than its prefix.',
    source: 'kube-controller-manager, which does not start',
  },
  CLUSTER,
  ({ body }, say) => {
    const pods = Cidr.lenient(body.podSubnetCIDR);
    if (pods === undefined || nodePrefix(body) > pods.prefix) return;
    say('podSubnetNodeCIDRPrefix', {
      message: 'no node fits into the network of the Pods',
      given: `/${nodePrefix(body)} in ${pods.toString()}`,
      allowed: `longer than ${pods.prefix}`,
    });
  },
);

export const NODES_HAVE_ROOM_FOR_PODS = objectRule<ClusterConfigurationFields>(
  {
    code: 'KV3706',
    level: 'error',
    advice: true,
    title: 'the Pod network of a node is tiny',
    explanation: 'A /28 has room for 16 addresses, and the platform itself runs about as many Pods on a node.',
    source: 'our own',
  },
  CLUSTER,
  ({ body }, say) => {
    if (nodePrefix(body) <= LONGEST_NODE_PREFIX) return;
    say('podSubnetNodeCIDRPrefix', {
      message: 'a node has too few addresses',
      given: `/${nodePrefix(body)}`,
      allowed: `at most ${LONGEST_NODE_PREFIX}`,
    });
  },
);

export const POD_NETWORK_HAS_ROOM_FOR_NODES = treeRule(
  {
    code: 'KV3707',
    level: 'warning',
    title: 'the program plans more nodes than the network of the Pods has room for',
    explanation:
      'Each node takes a network of length podSubnetNodeCIDRPrefix out of podSubnetCIDR. Nodes beyond that never become ' +
      'ready, and neither value can be changed later.',
    source: 'kube-controller-manager',
  },
  (tree, say) => {
    const cluster = clusterConfiguration(tree);
    const pods = Cidr.lenient(cluster?.body.podSubnetCIDR);
    if (cluster === undefined || pods === undefined) return;
    const room = 2 ** (nodePrefix(cluster.body) - pods.prefix);
    const planned = plannedNodes(tree);
    if (room < 1 || planned <= room) return;
    say(cluster.scope, 'podSubnetNodeCIDRPrefix', {
      message: `${planned} nodes are planned`,
      given: `room for ${room} nodes`,
    });
  },
);

/** How many nodes the program orders at most, as far as it says so. */
function plannedNodes(tree: DeckhouseTree): number {
  const others = tree.nodeGroups.filter((group) => group.name !== 'master');
  return others.reduce((sum, group) => sum + (sizeOf(tree, group) ?? 0), mastersOf(tree)?.count ?? 0);
}

export const HTTP_HAS_NO_CA = objectRule<InitConfigurationFields>(
  {
    code: 'KV3708',
    level: 'error',
    title: 'a registry without https has a CA certificate',
    explanation: 'dhctl takes that for a mistake: choose HTTPS, or remove registryCA.',
    source: 'dhctl',
    enforced: { since: '1.71', before: 'KV3715' },
  },
  ['InitConfiguration'],
  ({ body: { deckhouse } }, say) => {
    if (deckhouse.registryScheme !== 'HTTP' || deckhouse.registryCA === undefined || deckhouse.registryCA === '')
      return;
    say('deckhouse.registryCA', {
      message: 'the scheme is HTTP',
      fix: 'remove registryCA, or set registryScheme to HTTPS',
    });
  },
);

export const ONE_PLACE_FOR_THE_REGISTRY = treeRule(
  {
    code: 'KV3709',
    level: 'warning',
    title: 'the registry is set in two places',
    explanation:
      'ModuleConfig deckhouse (settings.registry) and InitConfiguration both say how images are fetched. Newer releases ' +
      'prefer the first: leave the other one out.',
    source: 'dhctl',
  },
  (tree, say) => {
    const module = tree.moduleConfig('deckhouse');
    const [init] = tree.own<InitConfigurationFields>('InitConfiguration');
    if (init === undefined || module === undefined || tree.settings('deckhouse').registry === undefined) return;
    say(init.scope, 'deckhouse', { message: `${module.scope.node.path} sets the registry as well` });
  },
);

// The first schema at hand that names more editions.
const PROXY_FOR_MORE_EDITIONS = '1.76';

export const PROXY_IS_OF_THE_EDITION = treeRule(
  {
    code: 'KV3710',
    level: 'warning',
    title: 'a proxy is set for an edition that may not have it',
    explanation:
      'The documentation of older releases gives the proxy to the Enterprise Edition, that of newer ones to all editions ' +
      'but the Community Edition. Elsewhere it may have no effect.',
    source: 'ClusterConfiguration schema',
  },
  (tree, say) => {
    const cluster = clusterConfiguration(tree);
    const [init] = tree.own<InitConfigurationFields>('InitConfiguration');
    const repo =
      init === undefined ? undefined : (init.body.deckhouse.imagesRepo ?? 'registry.deckhouse.io/deckhouse/ce');
    const edition = /\/(ce|be|se|se-plus)$/i.exec(repo ?? '')?.[1]?.toLowerCase();
    if (cluster?.body.proxy === undefined || edition === undefined) return;
    if (edition !== 'ce' && cluster.release.isAtLeast(PROXY_FOR_MORE_EDITIONS)) return;
    say(cluster.scope, 'proxy', {
      message: `the images are those of the edition ${edition.toUpperCase()}`,
      given: repo ?? '',
    });
  },
);

export const PROXY_SPARES_THE_NODES = treeRule(
  {
    code: 'KV3711',
    level: 'warning',
    title: 'nodes are reached over the proxy',
    explanation:
      'Requests from Pods to services in the network of the nodes would go over the proxy. Name the network in noProxy.',
    source: "Deckhouse's documentation",
  },
  (tree, say) => {
    const cluster = clusterConfiguration(tree);
    if (cluster?.body.proxy === undefined) return;
    const spared = (cluster.body.proxy.noProxy ?? []).flatMap((entry) => Cidr.lenient(entry) ?? []);
    for (const { kind, cidr } of networksOf(tree)) {
      if (kind.endsWith('Pods') || kind.endsWith('Services') || spared.some((s) => s.contains(cidr))) continue;
      say(cluster.scope, 'proxy.noProxy', { message: `the ${kind} is missing`, fix: `add ${cidr.toString()}` });
    }
  },
);
