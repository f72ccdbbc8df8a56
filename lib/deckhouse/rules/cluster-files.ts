import { Cidr } from '../../core/ip';
import type { ClusterConfigurationFields } from '../kinds/cluster-configuration';
import { clusterConfiguration, yandexConfiguration } from './cluster-documents';
import { INTERNAL, networksOf, NODES } from './networks';
import { mastersOf, sizeOf } from './quorum';
import type { ReportAt } from './rule';
import { objectRule, treeRule } from './rule';
import type { RenderedTree } from './rendered-tree';

const CLUSTER = ['ClusterConfiguration'];

export const PROVIDER_IS_CONFIGURED = treeRule(
  {
    code: 'KV3701',
    level: 'error',
    title: 'the cloud of a cluster has no configuration',
    explanation:
      'A cluster of type Cloud needs the configuration of its provider in the same file. The library ' +
      'writes that of Yandex.',
    fix: 'add the configuration of the provider, or make the cluster Static',
    source: 'dhctl',
  },
  (tree, report) => {
    const cluster = clusterConfiguration(tree);
    const provider = cluster?.fields.clusterType === 'Cloud' ? cluster.fields.cloud?.provider : undefined;
    if (cluster === undefined || provider !== 'Yandex' || yandexConfiguration(tree) !== undefined) return;
    report(cluster.scope, 'cloud.provider', {
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
      'dhctl refuses the file of a cluster of type Cloud without the configuration of its provider. The ' +
      'library writes ' +
      'that of Yandex Cloud. For another cloud give dhctl a second file with it, and acknowledge this.',
    fix: 'give dhctl a second file with the configuration of the provider, and acknowledge this',
    source: 'dhctl; the library cannot see whether it is in another file',
  },
  (tree, report) => {
    const cluster = clusterConfiguration(tree);
    const provider = cluster?.fields.clusterType === 'Cloud' ? cluster.fields.cloud?.provider : undefined;
    if (cluster === undefined || provider === undefined || provider === 'Yandex') return;
    // A configuration of another cloud is reported by another rule.
    if (yandexConfiguration(tree) !== undefined) return;
    report(cluster.scope, 'cloud.provider', {
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
    fix: 'keep the configuration that belongs to clusterType and cloud.provider',
    source: 'dhctl',
  },
  (tree, report) => {
    const cluster = clusterConfiguration(tree);
    const yandex = yandexConfiguration(tree);
    if (cluster === undefined || yandex === undefined) return;
    const { clusterType, cloud } = cluster.fields;
    if (clusterType === 'Cloud' && cloud?.provider === 'Yandex') return;
    const given = clusterType === 'Cloud' ? `provider ${cloud?.provider}` : 'type Static';
    report(yandex.scope, '', {
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
    title: 'a static cluster has a block cloud',
    explanation: 'The block has no effect with clusterType Static.',
    fix: 'remove the block, or set clusterType: Cloud',
    source: 'ClusterConfiguration schema, which accepts it',
  },
  CLUSTER,
  ({ fields: { clusterType, cloud } }, report) => {
    if (clusterType === 'Static' && cloud !== undefined && cloud !== null)
      report('cloud', { message: 'the cluster is of type Static' });
  },
);

const OVERLAP =
  'Pods, Services, nodes and internal networks need disjoint addresses: an address in two networks ' +
  'reaches only one of them. The CIDRs of Pods and Services cannot be changed later.';

export const NETWORKS_ARE_DISJOINT = treeRule(
  {
    code: 'KV3704',
    level: 'error',
    title: 'two networks of a cluster overlap',
    explanation: OVERLAP,
    fix: 'choose networks that do not overlap',
    source: "dhctl's preflight checks",
    enforced: { since: '1.69', before: 'KV3713' },
  },
  (tree, report) => {
    reportOverlaps(tree, (names) => !names.includes(NODES), report);
  },
);

export const NODES_HAVE_ADDRESSES_OF_THEIR_OWN = treeRule(
  {
    code: 'KV3714',
    level: 'error',
    advice: true,
    title: 'the network of the nodes overlaps another one',
    explanation: OVERLAP,
    fix: 'choose networks that do not overlap',
    source: 'our own; dhctl does not check this pair',
  },
  (tree, report) => {
    // Static nodes of a cloud cluster may be in the same network as the others.
    reportOverlaps(tree, (names) => names.includes(NODES) && !names.includes(INTERNAL), report);
  },
);

/** Reports for each network the first earlier one with another name that it overlaps. */
function reportOverlaps(tree: RenderedTree, isMeant: (names: readonly string[]) => boolean, report: ReportAt): void {
  const networks = networksOf(tree);
  networks.forEach((network, i) => {
    const other = networks
      .slice(0, i)
      .find((n) => n.name !== network.name && isMeant([n.name, network.name]) && n.cidr.overlaps(network.cidr));
    if (other === undefined) return;
    report(network.from.scope, network.property, {
      message: `the ${network.name} overlaps the ${other.name}`,
      given: `${network.cidr.toString()} and ${other.cidr.toString()}`,
    });
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
    fix: 'choose a podSubnetNodeCIDRPrefix longer than the prefix of podSubnetCIDR',
    source: 'kube-controller-manager, which does not start',
  },
  CLUSTER,
  ({ fields }, report) => {
    const pods = Cidr.lenient(fields.podSubnetCIDR);
    if (pods === undefined || nodePrefix(fields) > pods.prefix) return;
    report('podSubnetNodeCIDRPrefix', {
      message: 'the network of the Pods is too small for a single node',
      given: `/${nodePrefix(fields)} in ${pods.toString()}`,
      allowed: `longer than ${pods.prefix}`,
    });
  },
);

export const NODES_HAVE_ROOM_FOR_PODS = objectRule<ClusterConfigurationFields>(
  {
    code: 'KV3706',
    level: 'error',
    advice: true,
    title: 'the Pod network of a node is very small',
    explanation: 'A /28 has room for 16 addresses, and the platform itself runs about as many Pods on a node.',
    fix: 'choose a shorter podSubnetNodeCIDRPrefix, for example 24',
    source: 'our own',
  },
  CLUSTER,
  ({ fields }, report) => {
    if (nodePrefix(fields) <= LONGEST_NODE_PREFIX) return;
    report('podSubnetNodeCIDRPrefix', {
      message: 'a node has too few addresses',
      given: `/${nodePrefix(fields)}`,
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
      'Each node takes a network of length podSubnetNodeCIDRPrefix out of podSubnetCIDR. Nodes beyond ' +
      'that never become ' +
      'ready, and neither value can be changed later.',
    fix: 'choose a wider podSubnetCIDR, or a longer podSubnetNodeCIDRPrefix',
    source: 'kube-controller-manager',
  },
  (tree, report) => {
    const cluster = clusterConfiguration(tree);
    const pods = Cidr.lenient(cluster?.fields.podSubnetCIDR);
    if (cluster === undefined || pods === undefined) return;
    const room = 2 ** (nodePrefix(cluster.fields) - pods.prefix);
    const planned = plannedNodes(tree);
    if (room < 1 || planned <= room) return;
    report(cluster.scope, 'podSubnetNodeCIDRPrefix', {
      message: `${planned} nodes are planned`,
      given: `room for ${room} nodes`,
    });
  },
);

/** The maximum number of nodes, as far as the program says so. */
function plannedNodes(tree: RenderedTree): number {
  const others = tree.nodeGroups.filter((group) => group.name !== 'master');
  return others.reduce((sum, group) => sum + (sizeOf(tree, group) ?? 0), mastersOf(tree)?.count ?? 0);
}
