import type { AuditPolicy } from '../audit/policy';
import type { AuditLogOptions } from './audit-options';
import type { InstallOptions } from './install-options';
import type { MasterOptions } from './master-node-group';
import type { DeckhouseRelease } from './release';
import type { InitConfigurationProps } from './resources/dhctl-documents';
import type { ControlPlaneManagerSettings } from './settings/control-plane-manager';
import type { GlobalModuleSettings } from './settings/global';
import type { NodeManagerSettings } from './settings/node-manager';

/** What `Deckhouse` takes. */
export interface DeckhouseProps {
  /**
   * The release that the cluster runs.
   *
   * @default - that of the nearest scope that set one, else `DeckhouseRelease.DEFAULT` with a warning
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
   * What is audited: a policy, or a policy and where the log goes. `{}` means the built-in rules alone.
   *
   * @default - that of the cluster, else `AuditPolicy.recommended()` behind the built-in rules; none when the settings of
   * control-plane-manager say something of `auditPolicyEnabled`
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
   * @default - complete: labels, NoSchedule taint, disruptions approved by hand
   */
  readonly masters?: MasterOptions;
  /**
   * What dhctl is told of the cluster, in `kvorum.out/<cluster>/dhctl/config.yml`. The CIDRs cannot be changed later.
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
   * Networks of static hosts that the cluster uses, when hosts have several. For static clusters.
   *
   * @default - none: each host has one
   */
  readonly internalNetworkCIDRs?: readonly string[];
}
