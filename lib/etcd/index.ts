export { EtcdVersion } from './version';
export type { SnapshotTool } from './version';
export { restoreCommand, saveCommand, serveCommand } from './commands';
export type { ClientFiles, RestoredMember, ServedStore, SnapshotRestoreOptions } from './commands';
export { EtcdRestorePod } from './restore-pod';
export type { EtcdRestorePodProps } from './restore-pod';
