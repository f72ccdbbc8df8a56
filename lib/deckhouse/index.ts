// The distribution.
export { Deckhouse } from './deckhouse';
export type { DeckhouseProps } from './deckhouse-props';
export { DeckhouseCluster } from './deckhouse-cluster';
export type { AddNodeGroupOptions } from './deckhouse-cluster';
export type { InstallOptions } from './install-options';
export { DeckhouseRelease } from './release';
export type { TypedModule } from './release';
export { ExistingObjects } from './existing-objects';
export type { DhctlNodeGroup, DhctlProviderPlan, IDhctlInfrastructure } from './dhctl-infrastructure';
export { DhctlYandexCloud } from './dhctl-yandex-cloud';
export type { DhctlYandexCloudProps, YandexArbiter, YandexMasters } from './dhctl-yandex-cloud';

// Layer 2: intent with defaults.
export { DeckhouseArchiveCopy } from './archive-copy';
export type { DeckhouseArchiveCopyProps } from './archive-copy';
export type { AuditLogOptions } from './audit-options';
export { AuditPolicySecret } from './audit-policy-secret';
export type { AuditPolicySecretProps } from './audit-policy-secret';
export { CloudEphemeralNodeGroup, CloudPermanentNodeGroup } from './cloud-node-group';
export type { CloudEphemeralNodeGroupProps, IInstanceClass } from './cloud-node-group';
export { DhctlConfiguration } from './dhctl-configuration';
export type { DhctlConfigurationProps } from './dhctl-configuration';
export { MasterNodeGroup } from './master-node-group';
export type { MasterNodeGroupProps, MasterOptions } from './master-node-group';
export { ControlPlaneManager, GlobalSettings, ModuleSettings, NodeManager } from './module-settings';
export type {
  ControlPlaneManagerProps,
  GlobalSettingsProps,
  ModuleSettingsOptions,
  NodeManagerProps,
} from './module-settings';
export { NodeGroupBase } from './node-group-options';
export type { NodeGroupOptions, NodeGroupTraits } from './node-group-options';
export { NodeSshAccess } from './node-ssh-access';
export type { ISshAccess, NodeSshAccessProps } from './node-ssh-access';
export { SchedulerExtenders } from './scheduler-extenders';
export type { SchedulerExtendersProps } from './scheduler-extenders';
export { SchedulerProfile } from './scheduler-profile';
export { StaticNode } from './static-node';
export type { StaticNodeProps } from './static-node';
export { CloudStaticNodeGroup, StaticNodeGroup } from './static-node-group';
export type { StaticNodeGroupProps } from './static-node-group';

// Module settings.
export type {
  ControlPlaneManagerSettings,
  ControlPlaneRequests,
  EncryptionAlgorithm,
  EtcdBackupSettings,
  EtcdDefragSettings,
  EtcdSettings,
} from './settings/control-plane-manager';
export type {
  AdmissionPlugin,
  ApiserverAuthentication,
  ApiserverAuthorization,
  ApiserverSettings,
  AuditLogOutput,
  ServiceAccountTokens,
} from './settings/control-plane-manager-apiserver';
export type {
  PublishApi,
  PublishedIngress,
  PublishedIngressGlobalHttps,
  PublishedIngressHttps,
  PublishedLoadBalancer,
} from './settings/control-plane-manager-publish';
export type {
  ApplicationsSettings,
  CertManagerHttps,
  CustomCertificateHttps,
  GatewayReference,
  GlobalModuleSettings,
  ModulePlacement,
  ModulesHttps,
  ModulesProxy,
  ModulesResourcesRequests,
  ModulesSettings,
  NodeRequests,
} from './settings/global';
export type { NodeBundle, NodeManagerSettings } from './settings/node-manager';

// Layer 1: objects of the cluster, and documents of dhctl, one to one.
export { DhctlDocument } from './dhctl-document';
export type { DhctlDocumentProps } from './dhctl-document';
export { PlatformObject } from './platform-object';
export type { PlatformObjectProps } from './platform-object';
export {
  KubeSchedulerWebhookConfiguration,
  ModuleConfig,
  NodeGroup,
  NodeGroupConfiguration,
  SSHCredentials,
  StaticInstance,
  YandexInstanceClass,
} from './resources/cluster-objects';
export type {
  KubeSchedulerWebhookConfigurationProps,
  ModuleConfigProps,
  NodeGroupConfigurationProps,
  NodeGroupProps,
  SSHCredentialsProps,
  StaticInstanceProps,
  YandexInstanceClassProps,
} from './resources/cluster-objects';
export {
  ClusterConfiguration,
  InitConfiguration,
  SSHConfig,
  SSHHost,
  StaticClusterConfiguration,
  YandexClusterConfiguration,
} from './resources/dhctl-documents';
export type {
  ClusterConfigurationProps,
  InitConfigurationProps,
  SSHConfigProps,
  SSHHostProps,
  StaticClusterConfigurationProps,
  YandexClusterConfigurationProps,
} from './resources/dhctl-documents';

// Their fields.
export type {
  CloudProvider,
  ClusterCloud,
  ClusterConfigurationFields,
  ClusterProxy,
} from './kinds/cluster-configuration';
export type { InitConfigurationFields, InitDeckhouse } from './kinds/init-configuration';
export type {
  SchedulerWebhook,
  SchedulerWebhookClientConfig,
  SchedulerWebhookService,
} from './kinds/kube-scheduler-webhook-configuration';
export type { ModuleConfigSpec } from './kinds/module-config';
export type { NodeGroupConfigurationSpec } from './kinds/node-group-configuration';
export type {
  GpuExclusive,
  GpuMig,
  GpuTimeSlicing,
  MigCustomConfig,
  MigSlice,
  NodeGroupGpu,
} from './kinds/node-group-gpu';
export type {
  CloudInstancesOptions,
  InstanceClassKind,
  InstanceClassReference,
  LabelSelector,
  LabelSelectorRequirement,
  NodeGroupCloudInstances,
  NodeGroupStaticInstances,
  NodeTaint,
  NodeTemplate,
  NotHeldResources,
  StandbyHolder,
} from './kinds/node-group-instances';
export type {
  ContainerdOptions,
  LimitedSwap,
  MemorySwap,
  NodeGroupCri,
  NodeGroupKubelet,
  NotManagedCriOptions,
  ResourceReservation,
  StaticReservation,
  TopologyManager,
} from './kinds/node-group-node';
export type {
  AutomaticDisruptions,
  DisruptionWindow,
  FencingWatchdog,
  NodeGroupChaos,
  NodeGroupDisruptions,
  NodeGroupFencing,
  NodeGroupOperatingSystem,
  NodeGroupSpec,
  NodeGroupUpdate,
  NodeType,
  RollingUpdateDisruptions,
  WeekDay,
} from './kinds/node-group-spec';
export type { SSHAgentPrivateKey, SSHConfigFields, SSHHostFields } from './kinds/ssh-config';
export type { SSHCredentialsSpec } from './kinds/ssh-credentials';
export type { StaticClusterConfigurationFields } from './kinds/static-cluster-configuration';
export type { CredentialsReference, StaticInstanceSpec } from './kinds/static-instance';
export type {
  YandexClusterConfigurationFields,
  YandexDhcpOptions,
  YandexMasterNodeGroup,
  YandexNatInstance,
  YandexNatInstanceResources,
  YandexPermanentNodeGroup,
  YandexProvider,
} from './kinds/yandex-cluster-configuration';
export type {
  YandexDiskType,
  YandexMachineClass,
  YandexMasterInstanceClass,
  YandexPermanentInstanceClass,
  YandexZone,
} from './kinds/yandex-cluster-instance-class';
export type { YandexCoreFraction, YandexInstanceClassSpec, YandexNetworkType } from './kinds/yandex-instance-class';
export type { KubernetesMinor } from './kubernetes-version';
