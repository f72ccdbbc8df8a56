import type { ClusterConfigurationFields } from '../kinds/cluster-configuration';
import type { YandexClusterConfigurationFields } from '../kinds/yandex-cluster-configuration';
import type { RenderedObject } from './rendered-object';
import type { RenderedTree } from './rendered-tree';

// Documents of dhctl are not objects of a cluster: hand-written ones do not count.

/** The ClusterConfiguration of a cluster, when the program has it. */
export function clusterConfiguration(tree: RenderedTree): RenderedObject<ClusterConfigurationFields> | undefined {
  return tree.own<ClusterConfigurationFields>('ClusterConfiguration')[0];
}

/** The YandexClusterConfiguration of a cluster, when the program has it. */
export function yandexConfiguration(tree: RenderedTree): RenderedObject<YandexClusterConfigurationFields> | undefined {
  return tree.own<YandexClusterConfigurationFields>('YandexClusterConfiguration')[0];
}
