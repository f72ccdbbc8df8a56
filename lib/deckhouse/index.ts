// The distribution.
export { Deckhouse } from './deckhouse';
export type { DeckhouseProps } from './deckhouse-props';
export { DeckhouseCluster } from './deckhouse-cluster';
export type { AddNodeGroupOptions } from './deckhouse-cluster';
export type { InstallOptions } from './install-options';
export { DeckhouseRelease } from './release';
export type { TypedModule } from './release';
export { ExistingObjects } from './existing';
export type { DhctlNodeGroup, DhctlProviderPlan, IDhctlInfrastructure } from './dhctl-infrastructure';
export { DhctlYandexCloud } from './dhctl-yandex-cloud';
export type { DhctlYandexCloudProps, YandexArbiter, YandexMasters } from './dhctl-yandex-cloud';

// Layer 2: intent with defaults.
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
export type { KubernetesMinor } from './kubernetes-version';
export { PlatformObject } from './platform-object';
export type { PlatformObjectProps } from './platform-object';
export { ClusterConfiguration } from './resources/cluster-configuration';
export type {
  CloudProvider,
  ClusterCloud,
  ClusterConfigurationFields,
  ClusterConfigurationProps,
  ClusterProxy,
} from './resources/cluster-configuration';
export { InitConfiguration } from './resources/init-configuration';
export type { InitConfigurationFields, InitConfigurationProps, InitDeckhouse } from './resources/init-configuration';
export { KubeSchedulerWebhookConfiguration } from './resources/kube-scheduler-webhook-configuration';
export type {
  KubeSchedulerWebhookConfigurationProps,
  SchedulerWebhook,
  SchedulerWebhookClientConfig,
  SchedulerWebhookService,
} from './resources/kube-scheduler-webhook-configuration';
export { ModuleConfig } from './resources/module-config';
export type { ModuleConfigProps, ModuleConfigSpec } from './resources/module-config';
export { NodeGroupConfiguration } from './resources/node-group-configuration';
export type { NodeGroupConfigurationProps, NodeGroupConfigurationSpec } from './resources/node-group-configuration';
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
} from './resources/node-group-instances';
export type {
  GpuExclusive,
  GpuMig,
  GpuTimeSlicing,
  MigCustomConfig,
  MigSlice,
  NodeGroupGpu,
} from './resources/node-group-gpu';
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
} from './resources/node-group-node';
export { NodeGroup } from './resources/node-group';
export type {
  AutomaticDisruptions,
  DisruptionWindow,
  FencingWatchdog,
  NodeGroupChaos,
  NodeGroupDisruptions,
  NodeGroupFencing,
  NodeGroupOperatingSystem,
  NodeGroupProps,
  NodeGroupSpec,
  NodeGroupUpdate,
  NodeType,
  RollingUpdateDisruptions,
  WeekDay,
} from './resources/node-group';
export { SSHConfig, SSHHost } from './resources/ssh-config';
export type {
  SSHAgentPrivateKey,
  SSHConfigFields,
  SSHConfigProps,
  SSHHostFields,
  SSHHostProps,
} from './resources/ssh-config';
export { SSHCredentials } from './resources/ssh-credentials';
export type { SSHCredentialsProps, SSHCredentialsSpec } from './resources/ssh-credentials';
export { StaticClusterConfiguration } from './resources/static-cluster-configuration';
export type {
  StaticClusterConfigurationFields,
  StaticClusterConfigurationProps,
} from './resources/static-cluster-configuration';
export { StaticInstance } from './resources/static-instance';
export type { CredentialsReference, StaticInstanceProps, StaticInstanceSpec } from './resources/static-instance';
export { YandexClusterConfiguration } from './resources/yandex-cluster-configuration';
export type {
  YandexClusterConfigurationFields,
  YandexClusterConfigurationProps,
  YandexDhcpOptions,
  YandexMasterNodeGroup,
  YandexNatInstance,
  YandexNatInstanceResources,
  YandexPermanentNodeGroup,
  YandexProvider,
} from './resources/yandex-cluster-configuration';
export type {
  YandexDiskType,
  YandexMachineClass,
  YandexMasterInstanceClass,
  YandexPermanentInstanceClass,
  YandexZone,
} from './resources/yandex-cluster-instance-class';
export { YandexInstanceClass } from './resources/yandex-instance-class';
export type {
  YandexCoreFraction,
  YandexInstanceClassProps,
  YandexInstanceClassSpec,
  YandexNetworkType,
} from './resources/yandex-instance-class';
