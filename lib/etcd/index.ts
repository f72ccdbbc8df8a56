export { EtcdVersion } from './version';
export type { SnapshotTool } from './version';
export { restoreCommand, saveCommand, serveCommand } from './commands';
export type { ClientFiles, RestoredMember, ServedStore, SnapshotRestoreOptions } from './commands';
export { EtcdRestorePod } from './restore-pod';
export type { EtcdRestorePodProps } from './restore-pod';

// Backups.
export { AgeEncryption } from './age-encryption';
export type { AgeEncryptionProps } from './age-encryption';
export { EtcdBackup } from './backup';
export type { EtcdBackupProps, RestoreDrill } from './backup-props';
export { RcloneRemote, ResticRepository } from './off-cluster';
export type { IOffClusterCopy, RcloneRemoteProps, ResticRepositoryProps, Transport } from './off-cluster';
export type { ContainerSpec, VolumeMount } from './pod';

// An etcd on machines of its own.
export { EtcdConnection } from './connection';
export type { EtcdConnectionProps, KubeadmExternalEtcd } from './connection';
export { ExternalEtcd } from './external';
export type { EtcdLoadBalancer, ExternalEtcdMember, ExternalEtcdProps } from './external';
export { EtcdMember } from './member';
export type { MemberSettings } from './member';
export { MemberForm } from './member-form';
export type { StaticPodFormProps, SystemdFormProps } from './member-form';
