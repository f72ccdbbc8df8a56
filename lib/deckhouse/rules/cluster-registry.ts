import { Cidr } from '../../core/ip';
import type { InitConfigurationFields } from '../kinds/init-configuration';
import { clusterConfiguration } from './cluster-documents';
import { networksOf } from './networks';
import { objectRule, treeRule } from './rule';

// Registry and proxy.

export const HTTP_HAS_NO_CA = objectRule<InitConfigurationFields>(
  {
    code: 'KV3708',
    level: 'error',
    title: 'a registry with scheme HTTP has a CA certificate',
    explanation: 'dhctl refuses it: choose HTTPS, or remove registryCA.',
    fix: 'choose HTTPS, or remove registryCA',
    source: 'dhctl',
    enforced: { since: '1.71', before: 'KV3715' },
  },
  ['InitConfiguration'],
  ({ fields: { deckhouse } }, report) => {
    if (deckhouse.registryScheme !== 'HTTP' || deckhouse.registryCA === undefined || deckhouse.registryCA === '')
      return;
    report('deckhouse.registryCA', {
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
      'ModuleConfig deckhouse (settings.registry) and InitConfiguration both say how images are fetched. ' +
      'Newer releases ' +
      'prefer the first: leave the other one out.',
    fix: 'leave one of the two out',
    source: 'dhctl',
  },
  (tree, report) => {
    const module = tree.moduleConfig('deckhouse');
    const [init] = tree.own<InitConfigurationFields>('InitConfiguration');
    if (init === undefined || module === undefined || tree.settings('deckhouse').registry === undefined) return;
    report(init.scope, 'deckhouse', { message: `${module.scope.node.path} also sets the registry` });
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
      'The documentation of older releases gives the proxy to the Enterprise Edition, that of newer ones ' +
      'to all editions ' +
      'but the Community Edition. Elsewhere it may have no effect.',
    fix: 'check that the edition supports the proxy, or remove it',
    source: 'ClusterConfiguration schema',
  },
  (tree, report) => {
    const cluster = clusterConfiguration(tree);
    const [init] = tree.own<InitConfigurationFields>('InitConfiguration');
    const repo =
      init === undefined ? undefined : (init.fields.deckhouse.imagesRepo ?? 'registry.deckhouse.io/deckhouse/ce');
    const edition = /\/(ce|be|se|se-plus)$/i.exec(repo ?? '')?.[1]?.toLowerCase();
    if (cluster?.fields.proxy === undefined || edition === undefined) return;
    if (edition !== 'ce' && cluster.release.isAtLeast(PROXY_FOR_MORE_EDITIONS)) return;
    report(cluster.scope, 'proxy', {
      message: `the images are those of the edition ${edition.toUpperCase()}`,
      given: repo ?? '',
    });
  },
);

export const PROXY_SPARES_THE_NODES = treeRule(
  {
    code: 'KV3711',
    level: 'warning',
    title: 'nodes are reached through the proxy',
    explanation: 'Requests from Pods to services in the network of the nodes would go through the proxy.',
    fix: 'name the network in noProxy',
    source: "Deckhouse's documentation",
  },
  (tree, report) => {
    const cluster = clusterConfiguration(tree);
    if (cluster?.fields.proxy === undefined) return;
    const spared = (cluster.fields.proxy.noProxy ?? []).flatMap((entry) => Cidr.lenient(entry) ?? []);
    for (const { name, cidr } of networksOf(tree)) {
      if (name.endsWith('Pods') || name.endsWith('Services') || spared.some((s) => s.contains(cidr))) continue;
      report(cluster.scope, 'proxy.noProxy', { message: `the ${name} is missing`, fix: `add ${cidr.toString()}` });
    }
  },
);
