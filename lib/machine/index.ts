// Butane and Ignition, of any text.
export { Butane } from './butane/butane';
export type { TranspileOptions } from './butane/transpile';
export { Transpiled } from './butane/transpiled';
export type { IgnitionConfig, IgnitionSection } from './ignition/ignition-config';
export { Ignition } from './ignition/ignition';
export type { MergeOptions } from './ignition/ignition';
export { MergedConfig } from './ignition/merged-config';
export { ValidatedConfig } from './ignition/validated-config';
export { ReportEntry } from './report/entry';
export type { ReportLevel } from './report/entry';
export type { PrettyOptions } from './report/pretty';
export { Report } from './report/report';

// Machines.
export { MachineConfig } from './config/machine-config';
export type { MachineConfigProps } from './config/machine-config';
export type {
  IMachine,
  IMachinePart,
  MachineButane,
  MachineHostsEntry,
  MachineKernelArguments,
} from './config/machine';
export { MachineOs } from './config/machine-os';
export type {
  FcosImageOptions,
  FlatcarImageOptions,
  ImageStore,
  MachineOsTraits,
  NetworkService,
  TimeService,
} from './config/machine-os';
export type { MachinePlatform } from './config/platform';

// What parts add.
export { BlockDevice } from './entries/block-device';
export { RemoteContent } from './entries/content';
export type { MachineFileContent, RemoteContentProps } from './entries/content';
export type { FilesystemFormat, MachineDisk, MachineFilesystem, MachinePartition } from './entries/disks';
export { FileText } from './entries/file-text';
export type { MachineDirectory, MachineFile, MachineLink, MachineNode } from './entries/files';
export type { MachineGroup, MachineUser } from './entries/users';

// Units of systemd.
export { SystemdCommand } from '../systemd/command';
export type { SystemdCommandOptions } from '../systemd/command';
export type {
  SystemdCondition,
  SystemdConditionTest,
  SystemdDirective,
  SystemdInstallSection,
  SystemdMountSection,
  SystemdSection,
  SystemdSwapSection,
  SystemdUnitSection,
} from '../systemd/sections';
export type { SystemdServiceSection } from '../systemd/service-section';
export type { SystemdPathSection, SystemdSocketSection, SystemdTimerSection } from '../systemd/trigger-sections';
export { SystemdDropIn, SystemdUnit } from '../systemd/unit';
export type { SystemdDropInProps } from '../systemd/unit';
export type { SystemdSections, SystemdUnitProps } from '../systemd/unit-props';

// Parts.
export { DataDisk } from './parts/data-disk';
export type { DataDiskBinding, DataDiskProps } from './parts/data-disk';
export { HostNetwork } from './parts/host-network';
export type { HostNetworkProps } from './parts/interface-network';
export { Hostname } from './parts/hostname';
export { HostsEntries } from './parts/hosts-entries';
export type { HostsEntriesProps } from './parts/hosts-entries';
export { ImageArchives } from './parts/image-archives';
export type { ImageArchivesProps } from './parts/image-archives';
export { KernelModules } from './parts/kernel-modules';
export type { KernelModulesProps } from './parts/kernel-modules';
export { LoginEnvironment } from './parts/login-environment';
export type { LoginEnvironmentProps } from './parts/login-environment';
export { LoginUser } from './parts/login-user';
export type { LoginUserProps } from './parts/login-user';
export { SudoRules } from './parts/sudo-rules';
export type { SudoCommand, SudoRule, SudoRulesProps } from './parts/sudo-rules';
export { SwapSpace } from './parts/swap-space';
export type { SwapSpaceProps } from './parts/swap-space';
export { KernelParameters } from './parts/kernel-parameters';
export type { KernelParametersProps } from './parts/kernel-parameters';
export { TimeSync } from './parts/time-sync';
export type { TimeSyncProps } from './parts/time-sync';

// Butane's own objects.
export type {
  ButaneBaseConfig,
  ButaneBootDevice,
  ButaneBootDeviceLuks,
  ButaneBootDeviceMirror,
  ButaneCex,
  ButaneClevis,
  ButaneClevisCustom,
  ButaneConfig,
  ButaneConfigReferences,
  ButaneDirectory,
  ButaneDisk,
  ButaneDropin,
  ButaneFile,
  ButaneFilesystem,
  ButaneFilesystemOptions,
  ButaneGroup,
  ButaneGrub,
  ButaneGrubUser,
  ButaneHttpHeader,
  ButaneIgnition,
  ButaneInlineResource,
  ButaneKernelArguments,
  ButaneLayout,
  ButaneLink,
  ButaneLocalResource,
  ButaneLuks,
  ButaneMountedFilesystem,
  ButaneNode,
  ButaneOwner,
  ButaneOwnerById,
  ButaneOwnerByName,
  ButanePartition,
  ButanePasswd,
  ButaneProxy,
  ButaneRaid,
  ButaneRaidLevel,
  ButaneResource,
  ButaneResourceOptions,
  ButaneSecurity,
  ButaneSourceResource,
  ButaneStorage,
  ButaneSwap,
  ButaneSystemd,
  ButaneTang,
  ButaneTimeouts,
  ButaneTls,
  ButaneTree,
  ButaneUnit,
  ButaneUser,
  ButaneVerification,
  FcosConfig,
  FcosVersion,
  FlatcarConfig,
  FlatcarVersion,
} from './butane/config';
