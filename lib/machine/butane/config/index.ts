export type {
  ButaneBootDevice,
  ButaneBootDeviceLuks,
  ButaneBootDeviceMirror,
  ButaneGrub,
  ButaneGrubUser,
  ButaneLayout,
} from './boot-device';
export type {
  ButaneBaseConfig,
  ButaneConfig,
  ButaneKernelArguments,
  FcosConfig,
  FcosVersion,
  FlatcarConfig,
  FlatcarVersion,
} from './config';
export type {
  ButaneDisk,
  ButaneFilesystem,
  ButaneFilesystemOptions,
  ButaneMountedFilesystem,
  ButanePartition,
  ButaneRaid,
  ButaneRaidLevel,
  ButaneSwap,
} from './disks';
export type {
  ButaneConfigReferences,
  ButaneIgnition,
  ButaneProxy,
  ButaneSecurity,
  ButaneTimeouts,
  ButaneTls,
} from './ignition';
export type { ButaneCex, ButaneClevis, ButaneClevisCustom, ButaneLuks, ButaneTang } from './luks';
export type {
  ButaneDirectory,
  ButaneFile,
  ButaneLink,
  ButaneNode,
  ButaneOwner,
  ButaneOwnerById,
  ButaneOwnerByName,
  ButaneTree,
} from './nodes';
export type { ButaneGroup, ButanePasswd, ButaneUser } from './passwd';
export type {
  ButaneHttpHeader,
  ButaneInlineResource,
  ButaneLocalResource,
  ButaneResource,
  ButaneResourceOptions,
  ButaneSourceResource,
  ButaneVerification,
} from './resource';
export type { ButaneStorage } from './storage';
export type { ButaneDropin, ButaneSystemd, ButaneUnit } from './systemd';
