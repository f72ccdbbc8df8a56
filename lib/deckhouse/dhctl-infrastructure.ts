import type { ClusterContext } from '../roles/cluster-context';
import type { IInfrastructure } from '../roles/roles';
import type { NodeGroupOptions } from './node-group-options';
import type { CloudProvider } from './kinds/cluster-configuration';
import type { YandexClusterConfigurationProps } from './resources/dhctl-documents';

/** A group of machines, other than the masters, that dhctl creates. */
export interface DhctlNodeGroup {
  /** Its name in the provider configuration, and the name of its NodeGroup. */
  readonly name: string;
  /** Options of its NodeGroup. */
  readonly options: NodeGroupOptions;
}

/** The part of dhctl's configuration that describes the machines. */
export interface DhctlProviderPlan {
  /** The provider, a value of `ClusterConfiguration.cloud.provider`. */
  readonly provider: CloudProvider;
  /** Prefix of the names of all machines and disks. */
  readonly prefix: string;
  /**
   * The provider configuration of Yandex Cloud.
   *
   * @default - none: another cloud, whose configuration dhctl reads from a file of its own
   */
  readonly yandex?: YandexClusterConfigurationProps;
  /** Groups of machines, other than the masters, that the provider configuration names. */
  readonly nodeGroups: readonly DhctlNodeGroup[];
}

/** A cloud in which dhctl creates the machines, with Deckhouse's own Terraform. It works with Deckhouse only. */
export interface IDhctlInfrastructure extends IInfrastructure {
  /** The configuration of its machines for dhctl. Called once, by the distribution. */
  bindDhctl(context: ClusterContext): DhctlProviderPlan;
}

/** Whether dhctl creates the machines of an infrastructure. */
export function isDhctlInfrastructure(x: IInfrastructure | undefined): x is IDhctlInfrastructure {
  return x !== undefined && typeof (x as Partial<IDhctlInfrastructure>).bindDhctl === 'function';
}
