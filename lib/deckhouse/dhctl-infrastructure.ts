import type { ClusterContext } from '../roles/cluster-context';
import type { IInfrastructure } from '../roles/roles';
import type { NodeGroupOptions } from './node-group-options';
import type { CloudProvider } from './kinds/cluster-configuration';
import type { YandexClusterConfigurationProps } from './resources/dhctl-documents';

/** A group of machines that dhctl makes beside the masters. */
export interface DhctlNodeGroup {
  /** Its name, in the provider configuration and of the NodeGroup. */
  readonly name: string;
  /** What the nodes are like. */
  readonly options: NodeGroupOptions;
}

/** What dhctl must know to make the machines. */
export interface DhctlProviderPlan {
  /** The provider, a value of `ClusterConfiguration.cloud.provider`. */
  readonly provider: CloudProvider;
  /** Prefix of the names of all machines and disks. */
  readonly prefix: string;
  /**
   * The provider configuration of Yandex Cloud.
   *
   * @default - none: another cloud, whose configuration dhctl gets in a file of its own
   */
  readonly yandex?: YandexClusterConfigurationProps;
  /** Groups of machines beside the masters that the provider configuration names. */
  readonly nodeGroups: readonly DhctlNodeGroup[];
}

/** A cloud whose machines dhctl makes, by Deckhouse's own Terraform. Only Deckhouse can work with it. */
export interface IDhctlInfrastructure extends IInfrastructure {
  /** What dhctl must know. Called once, by the distribution. */
  bindDhctl(context: ClusterContext): DhctlProviderPlan;
}

/** Whether the machines of an infrastructure are made by dhctl. */
export function isDhctlInfrastructure(x: IInfrastructure | undefined): x is IDhctlInfrastructure {
  return x !== undefined && typeof (x as Partial<IDhctlInfrastructure>).bindDhctl === 'function';
}
