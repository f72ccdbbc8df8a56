import type { AuditPolicy } from '../audit/policy';
import type { AuditLogOptions } from './audit-options';
import type { InstallOptions } from './install-options';
import type { MasterOptions } from './master-node-group';
import type { DeckhouseRelease } from './release';
import type { InitConfigurationProps } from './resources/dhctl-documents';
import type { ControlPlaneManagerSettings } from './settings/control-plane-manager';
import type { GlobalModuleSettings } from './settings/global';
import type { NodeManagerSettings } from './settings/node-manager';

/** Props of `Deckhouse`. */
export interface DeckhouseProps {
  /**
   * The release that the cluster runs.
   *
   * @default - the one set on the nearest scope, else `DeckhouseRelease.DEFAULT` with a warning
   */
  readonly release?: DeckhouseRelease;
  /**
   * Settings of the module global, over the defaults of `MultiMasterCluster`.
   *
   * @default - `highAvailability: true` with more than one master, `false` with one
   */
  readonly global?: GlobalModuleSettings;
  /**
   * Settings of the module control-plane-manager, over the defaults of `MultiMasterCluster`.
   *
   * @default - built-in audit policy on; nightly etcd backup on, from 1.70
   */
  readonly controlPlaneManager?: ControlPlaneManagerSettings;
  /**
   * The audit policy of the API server, alone or with the options of its log. `{}` means the built-in rules alone.
   *
   * @default - that of the cluster, else `AuditPolicy.recommended()` after the built-in rules; none when the settings of
   * control-plane-manager contain `auditPolicyEnabled`
   */
  readonly audit?: AuditPolicy | AuditLogOptions;
  /**
   * Settings of the module node-manager.
   *
   * @default - none: no ModuleConfig is written
   */
  readonly nodeManager?: NodeManagerSettings;
  /**
   * Options of the NodeGroup `master`.
   *
   * @default - labels, NoSchedule taint, disruptions approved by hand
   */
  readonly masters?: MasterOptions;
  /**
   * The ClusterConfiguration for dhctl, in `kvorum.out/<cluster>/dhctl/config.yml`. The CIDRs cannot be changed later.
   *
   * @default - Pods 10.111.0.0/16, Services 10.222.0.0/16, domain cluster.local, Kubernetes version Automatic
   */
  readonly install?: InstallOptions;
  /**
   * How dhctl reaches the registry.
   *
   * @default - the public registry of the Community Edition
   */
  readonly init?: InitConfigurationProps;
  /**
   * The networks that nodes use to reach each other, when hosts have several. For static clusters.
   *
   * @default - none: each host has one
   */
  readonly internalNetworkCIDRs?: readonly string[];
}
