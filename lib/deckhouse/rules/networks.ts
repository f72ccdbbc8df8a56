import { Cidr } from '../../core/ip';
import type { StaticClusterConfigurationFields } from '../kinds/static-cluster-configuration';
import { clusterConfiguration, yandexConfiguration } from './cluster-documents';
import type { DeckhouseTree, TreeObject } from './tree';

/** The network of the machines that dhctl makes. */
export const NODES = 'network of the nodes';
/** A network of static hosts. */
export const INTERNAL = 'internal network';

/** A network of a cluster, and where the program names it. */
export interface Network {
  readonly kind: string;
  readonly from: TreeObject<unknown>;
  readonly property: string;
  readonly cidr: Cidr;
}

/** All networks of a cluster that can be read. */
export function networksOf(tree: DeckhouseTree): readonly Network[] {
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
