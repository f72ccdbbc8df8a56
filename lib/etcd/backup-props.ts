import { flag, integer, object, optional, required, text } from '../core/shape';
import type { AgeEncryption } from './age-encryption';
import { AGE_ENCRYPTION } from './age-encryption';
import { TIME_ZONE_PATTERN } from './cron-job';
import { LABEL_PATTERN, PLAIN_PATH_PATTERN } from '../core/patterns';
import { CRON_JOB_NAME_PATTERN, SIZE_PATTERN, SPAN_PATTERN } from './patterns';
import { IMAGE_PATTERN } from './image';
import type { IOffClusterCopy } from './off-cluster';
import { OFF_CLUSTER_COPY } from './off-cluster';
import type { EtcdVersion } from './version';
import { VERSION } from './version';

/** A CronJob that restores the newest backup and counts its keys. */
export interface RestoreDrill {
  /**
   * Minute, hour, day of month, month, day of week.
   *
   * @default 0 3 * * 0
   */
  readonly schedule?: string;
  /**
   * The maximum age of the newest backup, for example `24h`. An older one fails the drill.
   *
   * @default 24h
   */
  readonly maxAge?: string;
}

/** Props of `EtcdBackup`. */
export interface EtcdBackupProps {
  /** The version of etcd that runs, which is that of the image. */
  readonly version: EtcdVersion;
  /** The image with `etcd` and `etcdctl`, with a tag of one version or a digest. It needs no shell. */
  readonly image: string;
  /**
   * The image with the program that restores, where it is not in `image`: `etcdctl` for 3.4, `etcdutl` since 3.5.
   *
   * @default - `image`
   */
  readonly restoreImage?: string;
  /** An image with `/bin/sh`, curl, and the tools of BusyBox, with a tag of one version or a digest. */
  readonly toolImage: string;
  /**
   * The folder for backups on the node: outside of etcd's data directory, preferably on another disk. It is created
   * if missing.
   */
  readonly hostPath: string;
  /**
   * Minute, hour, day of month, month, day of week. Choose an interval shorter than the time whose changes you can
   * afford to lose.
   *
   * @default 0 *\/6 * * *
   */
  readonly schedule?: string;
  /**
   * The time zone of the schedule. Without one, that of kube-controller-manager would apply.
   *
   * @default Etc/UTC
   */
  readonly timeZone?: string;
  /**
   * The number of verified backups kept on a node. The newest is always kept.
   *
   * @default 12
   */
  readonly keep?: number;
  /**
   * The share of the backup disk that must stay free, in percent. A run that would need more fails before it saves.
   *
   * @default 25
   */
  readonly minimumFree?: number;
  /**
   * The host name of the node that saves, a value of `kubernetes.io/hostname`.
   *
   * @default - any control-plane node, at each run
   */
  readonly node?: string;
  /**
   * The URL of the member that is saved. Its server certificate must name the host, and be valid for clients too,
   * because etcd connects to itself with it.
   *
   * @default - that of the node, port 2379, as kubeadm sets it up
   */
  readonly endpoint?: string;
  /**
   * The folder on the node with `ca.crt`, `healthcheck-client.crt` and `healthcheck-client.key`.
   *
   * @default /etc/kubernetes/pki/etcd
   */
  readonly pkiPath?: string;
  /**
   * Encrypts snapshots before they are stored.
   *
   * @default - none: they are on the node in plain text, readable by root
   */
  readonly encryption?: AgeEncryption;
  /**
   * The place off the cluster to which backups are copied.
   *
   * @default - nowhere, with a warning
   */
  readonly offCluster?: IOffClusterCopy;
  /**
   * A CronJob that restores the newest backup, from the off-cluster copy, if there is one.
   *
   * @default - none
   */
  readonly drill?: RestoreDrill;
  /**
   * The time after which a run is stopped and counts as failed.
   *
   * @default 1h
   */
  readonly deadline?: string;
  /**
   * The maximum delay of the start of a run.
   *
   * @default 30m
   */
  readonly startingDeadline?: string;
  /**
   * The disk space of a run: four times the database, plus 256Mi.
   *
   * @default 10Gi
   */
  readonly workSize?: string;
  /**
   * Memory above which a container is killed.
   *
   * @default 2Gi
   */
  readonly memoryLimit?: string;
  /**
   * The name of the CronJob; that of the drill ends with `-drill`. Also the label of the off-cluster copies, so that
   * two clusters can share a repository.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Namespace of the CronJobs.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;
  /**
   * Whether the schedules are suspended.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/** The table of the props. */
export const BACKUP_PROPS = object<EtcdBackupProps>({
  version: required(VERSION),
  image: required(text(IMAGE_PATTERN)),
  restoreImage: optional(text(IMAGE_PATTERN)),
  toolImage: required(text(IMAGE_PATTERN)),
  hostPath: required(text(PLAIN_PATH_PATTERN)),
  schedule: optional(text()),
  timeZone: optional(text(TIME_ZONE_PATTERN)),
  keep: optional(integer({ min: 1, max: 1000 })),
  minimumFree: optional(integer({ min: 0, max: 90, unit: '%' })),
  node: optional(text(LABEL_PATTERN)),
  endpoint: optional(
    text({
      pattern: /^https:\/\/[A-Za-z0-9.-]+:\d{1,5}$/,
      form: 'an https URL with a port, for example https://10.0.0.1:2379',
    }),
  ),
  pkiPath: optional(text(PLAIN_PATH_PATTERN)),
  encryption: optional(AGE_ENCRYPTION),
  offCluster: optional(OFF_CLUSTER_COPY),
  drill: optional(object<RestoreDrill>({ schedule: optional(text()), maxAge: optional(text(SPAN_PATTERN)) })),
  deadline: optional(text(SPAN_PATTERN)),
  startingDeadline: optional(text(SPAN_PATTERN)),
  workSize: optional(text(SIZE_PATTERN)),
  memoryLimit: optional(text(SIZE_PATTERN)),
  name: optional(text({ ...CRON_JOB_NAME_PATTERN, maxLength: 46 })),
  namespace: optional(text(LABEL_PATTERN)),
  suspend: optional(flag()),
});

/** Defaults of the props. */
export const BACKUP_DEFAULTS = {
  schedule: '0 */6 * * *',
  timeZone: 'Etc/UTC',
  keep: 12,
  minimumFree: 25,
  endpoint: 'https://$(HOST_IP):2379',
  pkiPath: '/etc/kubernetes/pki/etcd',
  deadline: '1h',
  startingDeadline: '30m',
  workSize: '10Gi',
  memoryLimit: '2Gi',
  suspend: false,
} as const;

/** Defaults of a drill. */
export const DRILL_DEFAULTS = { schedule: '0 3 * * 0', maxAge: '24h' } as const;

/** Props with their defaults. */
export type FilledBackupProps = EtcdBackupProps &
  Required<Pick<EtcdBackupProps, keyof typeof BACKUP_DEFAULTS | 'name' | 'restoreImage'>>;
