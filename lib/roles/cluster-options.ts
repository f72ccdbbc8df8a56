import type { AuditPolicy } from '../audit/policy';
import type { EtcdConnection } from '../etcd/connection';
import type { SchedulerExtender } from './scheduler-extender';

/** How the etcd of a cluster is backed up. */
export interface EtcdBackupOptions {
  /**
   * Minute, hour, day of month, month, day of week.
   *
   * @default - the distribution's
   */
  readonly schedule?: string;
  /**
   * The folder on each master. It should lie outside of etcd's data directory, best on another disk: a full disk or a
   * restore must not meet the backup.
   *
   * @default - the distribution's
   */
  readonly hostPath?: string;
}

/** The etcd of a cluster, as far as the program decides it. */
export interface EtcdOptions {
  /**
   * How it is backed up.
   *
   * @default - as the distribution does it
   */
  readonly backup?: EtcdBackupOptions;
  /**
   * An etcd outside of the cluster, for example `ExternalEtcd.connection`.
   *
   * @default - each master runs a member
   */
  readonly external?: EtcdConnection;
}

/** Options of a cluster that its distribution carries out. */
export interface ClusterOptions {
  /** The audit policy of the API server; undefined when the cluster leaves it to the distribution. */
  readonly audit?: AuditPolicy | undefined;
  /** The etcd; undefined when the program leaves it to the distribution. */
  readonly etcd?: EtcdOptions | undefined;
  /** Extenders of the scheduler; undefined when there are none. */
  readonly scheduler?: readonly SchedulerExtender[] | undefined;
}

/**
 * An option of a cluster that not every distribution serves. An option that is set and not served is refused: left out
 * in silence it would be missed on the day that it is needed.
 */
export type ClusterOption = 'audit' | 'endpoint' | 'etcd.backup' | 'etcd.external' | 'scheduler';

/** Every option, and the distribution of this library that serves it; undefined where none does yet. */
export const OPTION_SERVED_BY: Readonly<Record<ClusterOption, string | undefined>> = {
  audit: 'Deckhouse',
  endpoint: 'Deckhouse',
  'etcd.backup': 'Deckhouse',
  'etcd.external': undefined,
  scheduler: 'Deckhouse',
};
