import { Cidr } from '../../core/ip';
import type { StaticClusterConfigurationFields } from '../kinds/static-cluster-configuration';
import { clusterConfiguration, yandexConfiguration } from './cluster-documents';
import type { RenderedObject } from './rendered-object';
import type { RenderedTree } from './rendered-tree';

/** The network of the machines that dhctl creates. */
export const NODES = 'network of the nodes';
/** A network of static hosts. */
export const INTERNAL = 'internal network';

/** A network of a cluster, and its place in the program. */
export interface Network {
  readonly name: string;
  readonly from: RenderedObject<unknown>;
  readonly property: string;
  readonly cidr: Cidr;
}

/** All networks of a cluster that can be read. */
export function networksOf(tree: RenderedTree): readonly Network[] {
  const cluster = clusterConfiguration(tree);
  const yandex = yandexConfiguration(tree);
  const statics = tree.own<StaticClusterConfigurationFields>('StaticClusterConfiguration');
  const found = [
    { name: 'network of the Pods', from: cluster, property: 'podSubnetCIDR', text: cluster?.fields.podSubnetCIDR },
    {
      name: 'network of the Services',
      from: cluster,
      property: 'serviceSubnetCIDR',
      text: cluster?.fields.serviceSubnetCIDR,
    },
    { name: NODES, from: yandex, property: 'nodeNetworkCIDR', text: yandex?.fields.nodeNetworkCIDR },
    ...statics.flatMap((from) =>
      (from.fields.internalNetworkCIDRs ?? []).map((text, i) => ({
        name: INTERNAL,
        from,
        property: `internalNetworkCIDRs[${i}]`,
        text,
      })),
    ),
  ];
  return found.flatMap(({ name, from, property, text }) => {
    const cidr = Cidr.lenient(text);
    return from === undefined || cidr === undefined ? [] : [{ name, from, property, cidr }];
  });
}
