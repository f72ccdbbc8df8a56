import { KvorumError, raise } from '../core/error';
import { ETCD } from './codes';
import type { EtcdVersion } from './version';

/**
 * The member that a restore creates. Without it the peer URL would be http://localhost:2380, and no other member
 * could join.
 */
export interface RestoredMember {
  /** Its name. */
  readonly name: string;
  /** Its own peer URL. */
  readonly peerUrl: string;
  /** All members of the restored cluster, `NAME=URL,...`. */
  readonly initialCluster: string;
  /**
   * The token of the restored cluster. A new one keeps members of the old cluster out.
   */
  readonly token: string;
}

/** Options of a restore. */
export interface SnapshotRestoreOptions {
  /** The snapshot file. */
  readonly snapshot: string;
  /**
   * The data directory. It must not exist yet: 3.4 refuses even an empty one, and a failed attempt leaves a partial
   * one.
   */
  readonly dataDir: string;
  /** The member to create. */
  readonly member: RestoredMember;
  /**
   * The file is a copy of a member's `db` and has no hash. It is restored without a check.
   *
   * @default false
   */
  readonly withoutHash?: boolean;
  /**
   * Raises the revision by this number and marks everything before it as compacted, so that watchers start over.
   *
   * Since 3.5.
   *
   * @default - none
   */
  readonly bumpRevision?: number;
}

/**
 * The command that restores a snapshot into a directory.
 *
 * @throws KV4504 for a bump before 3.5.
 */
export function restoreCommand(version: EtcdVersion, options: SnapshotRestoreOptions): readonly string[] {
  const { snapshot, dataDir, member, withoutHash = false, bumpRevision } = options;
  if (bumpRevision !== undefined && !version.bumpsRevision) {
    raise(
      new KvorumError(ETCD.notSupported, undefined, {
        message: 'a restore cannot raise the revision before 3.5',
        property: 'bumpRevision',
        given: version.name,
        allowed: 'etcd 3.5 and later',
      }),
    );
  }
  return [
    version.snapshotTool,
    'snapshot',
    'restore',
    snapshot,
    `--data-dir=${dataDir}`,
    `--name=${member.name}`,
    `--initial-cluster=${member.initialCluster}`,
    `--initial-advertise-peer-urls=${member.peerUrl}`,
    `--initial-cluster-token=${member.token}`,
    ...(withoutHash ? ['--skip-hash-check'] : []),
    // Each of the two flags needs the other.
    ...(bumpRevision === undefined ? [] : [`--bump-revision=${bumpRevision}`, '--mark-compacted']),
  ];
}

/** Where a restored store is served for reading: loopback of a Pod with its own network, hence without TLS. */
export interface ServedStore {
  /** The data directory of a restore. */
  readonly dataDir: string;
  /** The member that it was restored as. */
  readonly member: RestoredMember;
  /** TCP port for clients. */
  readonly clientPort: number;
}

/** The command that serves a restored store. */
export function serveCommand({ dataDir, member, clientPort }: ServedStore): readonly string[] {
  const client = `http://127.0.0.1:${clientPort}`;
  return [
    'etcd',
    `--name=${member.name}`,
    `--data-dir=${dataDir}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${member.peerUrl}`,
    `--initial-advertise-peer-urls=${member.peerUrl}`,
    `--initial-cluster=${member.initialCluster}`,
    // Ignored when there is data. Otherwise the member looks for others and gives up: it never serves an empty store.
    '--initial-cluster-state=existing',
  ];
}

/** The certificates of a client. */
export interface ClientFiles {
  /** The CA of the servers, PEM. */
  readonly caFile: string;
  /** The client's certificate, PEM. */
  readonly certFile: string;
  /** The client's key, PEM. */
  readonly keyFile: string;
}

/** The command that saves a snapshot of one member. etcd refuses more than one endpoint. */
export function saveCommand(endpoint: string, files: ClientFiles, snapshot: string): readonly string[] {
  return [
    'etcdctl',
    `--endpoints=${endpoint}`,
    `--cacert=${files.caFile}`,
    `--cert=${files.certFile}`,
    `--key=${files.keyFile}`,
    'snapshot',
    'save',
    snapshot,
  ];
}
