import { KvorumError, raise } from '../core/error';
import { show } from '../core/format';
import type { Shape } from '../core/shape';
import { instance } from '../core/shape';
import { ETCD } from './codes';

/** The program that reads snapshot files. */
export type SnapshotTool = 'etcdctl' | 'etcdutl';

interface EtcdFacts {
  /**
   * The program that restores and inspects snapshots. The etcdctl of 3.6 can do neither: it prints its help and exits
   * 0.
   */
  readonly snapshotTool: SnapshotTool;
  /** Whether a restore supports `--bump-revision` and `--mark-compacted`. */
  readonly bumpsRevision: boolean;
  /** Whether a restore accepts an existing empty data directory. No version accepts one that is not empty. */
  readonly takesEmptyDirectory: boolean;
  /** Flags that kubeadm sets for the API server; in 3.6 they have their final names. */
  readonly serverFlags: readonly string[];
}

const EXPERIMENTAL = ['--experimental-initial-corrupt-check=true', '--experimental-watch-progress-notify-interval=5s'];
const FINAL = ['--feature-gates=InitialCorruptCheck=true', '--watch-progress-notify-interval=5s'];

// Seen on 3.4.23, 3.5.16 to 3.5.35 and 3.6.14 to 3.6.16. The conformance suite runs what follows from it.
const FACTS: Readonly<Record<number, EtcdFacts>> = {
  4: { snapshotTool: 'etcdctl', bumpsRevision: false, takesEmptyDirectory: false, serverFlags: EXPERIMENTAL },
  5: { snapshotTool: 'etcdutl', bumpsRevision: true, takesEmptyDirectory: true, serverFlags: EXPERIMENTAL },
  6: { snapshotTool: 'etcdutl', bumpsRevision: true, takesEmptyDirectory: true, serverFlags: FINAL },
};
const ETCD_VERSION = Symbol.for('kvorum/EtcdVersion');
const FORM = /^v?3\.(0|[1-9]\d?)(?:\.\d+)?(?:[-+][0-9A-Za-z.+-]*)?$/;

/**
 * A minor version of etcd. It decides which program restores a snapshot, and which flags exist.
 *
 * The version is that of the image or the package that runs, not the one that Kubernetes was built with.
 */
export class EtcdVersion {
  /** 3.4. `etcdctl` restores; the revision cannot be bumped. */
  public static readonly V3_4 = new EtcdVersion(4);
  /** 3.5. `etcdutl` restores. */
  public static readonly V3_5 = new EtcdVersion(5);
  /** 3.6. Only `etcdutl` restores: `etcdctl snapshot restore` exits 0 and does nothing. */
  public static readonly V3_6 = new EtcdVersion(6);

  /**
   * A version by its number. Patch level and suffix are accepted and left out.
   *
   * @param version `3.5`, `v3.5.30`, or the tag of an image such as `3.5.24-0`.
   * @throws KV4501 for a version that the library does not know.
   */
  public static of(version: string): EtcdVersion {
    const minor = minorOf(version);
    return minor !== undefined && minor in FACTS ? new EtcdVersion(minor) : raise(unknown(version));
  }

  /** Every version that the library knows, the oldest first. */
  public static all(): readonly EtcdVersion[] {
    return Object.keys(FACTS).map((minor) => new EtcdVersion(Number(minor)));
  }

  /** Whether `x` is a version, also one from another copy of the library. */
  public static isEtcdVersion(x: unknown): x is EtcdVersion {
    return typeof x === 'object' && x !== null && ETCD_VERSION in x;
  }

  private constructor(private readonly minor: number) {
    Object.defineProperty(this, ETCD_VERSION, { value: true });
  }

  /** `3.6`. */
  public get version(): string {
    return `3.${this.minor}`;
  }

  /** `etcd 3.6`. */
  public get name(): string {
    return `etcd ${this.version}`;
  }

  /** The program that restores a snapshot and looks at one. */
  public get snapshotTool(): SnapshotTool {
    return this.factsOf().snapshotTool;
  }

  /**
   * Whether a restore can raise the revision (`--bump-revision`), so that caches do not mistake the old state for a
   * new one.
   */
  public get bumpsRevision(): boolean {
    return this.factsOf().bumpsRevision;
  }

  /** Whether a restore accepts an existing empty data directory. None accepts one that is not empty. */
  public get takesEmptyDirectory(): boolean {
    return this.factsOf().takesEmptyDirectory;
  }

  /**
   * Server flags for Kubernetes: etcd checks for corruption at start, and reports its progress to watchers, so that
   * the API server knows whether its cache is fresh.
   */
  public get serverFlags(): readonly string[] {
    return this.factsOf().serverFlags;
  }

  /** Negative when this version is older than the other, positive when newer, 0 when they are the same. */
  public compare(other: EtcdVersion): number {
    return this.minor - other.minor;
  }

  /**
   * Whether this version is the given one or a later one.
   *
   * @param version `3.5`. It may be one that the library does not know.
   * @throws KV4501 when it is not a version number.
   */
  public isAtLeast(version: string): boolean {
    return this.minor >= (minorOf(version) ?? raise(unknown(version)));
  }

  /** `3.6`. */
  public toString(): string {
    return this.version;
  }

  private factsOf(): EtcdFacts {
    return FACTS[this.minor]!;
  }
}

/** An EtcdVersion among props. */
export const VERSION: Shape<EtcdVersion> = instance("EtcdVersion.V3_6, or EtcdVersion.of('3.6')", (value) =>
  EtcdVersion.isEtcdVersion(value),
);

/** The minor number of a text that looks like a version of etcd 3, known or not. */
export function minorOf(version: unknown): number | undefined {
  const minor = typeof version === 'string' ? FORM.exec(version)?.[1] : undefined;
  return minor === undefined ? undefined : Number(minor);
}

function unknown(version: unknown): KvorumError {
  const known = Object.keys(FACTS).map((minor) => `3.${minor}`);
  return new KvorumError(ETCD.unknownVersion, undefined, {
    message: 'the library does not know this version of etcd',
    given: show(version),
    allowed: known.join(', '),
  });
}
