import type { ClusterConfigurationFields } from '../kinds/cluster-configuration';
import type { YandexClusterConfigurationFields } from '../kinds/yandex-cluster-configuration';
import type { DeckhouseTree, TreeObject } from './tree';

// Documents of dhctl are no objects of a cluster: hand-written ones do not count.

/** The ClusterConfiguration of a cluster, when the program has it. */
export function clusterConfiguration(tree: DeckhouseTree): TreeObject<ClusterConfigurationFields> | undefined {
  return tree.own<ClusterConfigurationFields>('ClusterConfiguration')[0];
}

/** The YandexClusterConfiguration of a cluster, when the program has it. */
export function yandexConfiguration(tree: DeckhouseTree): TreeObject<YandexClusterConfigurationFields> | undefined {
  return tree.own<YandexClusterConfigurationFields>('YandexClusterConfiguration')[0];
}
