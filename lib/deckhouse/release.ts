import type { IConstruct } from 'constructs';

import { CORE } from '../core/codes';
import { KvorumError, raise } from '../core/error';
import { Findings } from '../core/findings';
import { clusterOfMember } from '../topology/cluster-mark';
import { requireConstruct } from '../core/construct-path';
import { show } from '../core/format';
import { EtcdVersion } from '../etcd/version';
import { DECKHOUSE } from './codes';

/** Modules whose settings the library types. */
export type TypedModule = 'control-plane-manager' | 'global' | 'node-manager';

interface ReleaseFacts {
  readonly settings: Readonly<Record<TypedModule, number>>;
  /** First and last Kubernetes minor of the release's enum. */
  readonly kubernetes: readonly [first: number, last: number];
  readonly defaultKubernetes: number;
}

function facts(
  cpm: number,
  global: number,
  nodeManager: number,
  first: number,
  last: number,
  usual: number,
): ReleaseFacts {
  return {
    settings: { 'control-plane-manager': cpm, global, 'node-manager': nodeManager },
    kubernetes: [first, last],
    defaultKubernetes: usual,
  };
}

// Settings versions and Kubernetes minors by Deckhouse minor (1.66 to 1.78). The enums of 1.67 to 1.73 come from the
// changelogs, the others from the schemas of the release branches.
const RELEASES: Readonly<Record<number, ReleaseFacts>> = {
  66: facts(1, 1, 1, 27, 31, 29),
  67: facts(1, 2, 2, 27, 31, 29),
  68: facts(1, 2, 2, 27, 31, 29),
  69: facts(2, 2, 2, 28, 32, 30),
  70: facts(2, 2, 2, 28, 32, 30),
  71: facts(2, 2, 2, 29, 33, 30),
  72: facts(2, 2, 2, 29, 33, 30),
  73: facts(2, 2, 2, 29, 33, 30),
  74: facts(2, 2, 2, 30, 34, 32),
  75: facts(2, 2, 2, 31, 35, 33),
  76: facts(2, 2, 2, 31, 35, 33),
  77: facts(3, 2, 3, 32, 36, 34),
  78: facts(3, 2, 3, 32, 36, 34),
};
/** The release that switched from etcd 3.5 to 3.6. */
const ETCD_3_6 = '1.71';
const OLDEST = 66;
const NEWEST = 78;
const RELEASE = Symbol.for('kvorum/DeckhouseRelease');
const RELEASE_OF = Symbol.for('kvorum/DeckhouseReleaseOf');
const VERSION = /^v?1\.([1-9]\d{0,2})(\.\d+)?$/;

/**
 * A minor release of the Deckhouse Kubernetes Platform, for which objects are written.
 *
 * Fields, API versions and the versions of module settings differ between releases. Name the release once, on the
 * cluster or with `setFor`; the constructs below it write the shape that this release reads.
 */
export class DeckhouseRelease {
  /** 1.66, November 2024. */
  public static readonly V1_66 = new DeckhouseRelease(66);
  /** 1.67, December 2024. */
  public static readonly V1_67 = new DeckhouseRelease(67);
  /** 1.68, early 2025. */
  public static readonly V1_68 = new DeckhouseRelease(68);
  /** 1.69, April 2025. */
  public static readonly V1_69 = new DeckhouseRelease(69);
  /** 1.70, June 2025. */
  public static readonly V1_70 = new DeckhouseRelease(70);
  /** 1.71, July 2025. */
  public static readonly V1_71 = new DeckhouseRelease(71);
  /** 1.72, between 1.71 and 1.74. */
  public static readonly V1_72 = new DeckhouseRelease(72);
  /** 1.73, between 1.71 and 1.74. */
  public static readonly V1_73 = new DeckhouseRelease(73);
  /** 1.74, December 2025. */
  public static readonly V1_74 = new DeckhouseRelease(74);
  /** 1.75, March 2026. */
  public static readonly V1_75 = new DeckhouseRelease(75);
  /** 1.76, May 2026. */
  public static readonly V1_76 = new DeckhouseRelease(76);
  /** 1.77, summer 2026. */
  public static readonly V1_77 = new DeckhouseRelease(77);
  /** 1.78, not released when its facts were read. */
  public static readonly V1_78 = new DeckhouseRelease(78);

  /** The release of constructs without a named one: the newest one whose schemas were read from its own branch. */
  public static readonly DEFAULT = DeckhouseRelease.V1_76;

  /**
   * A release by its number. A patch level is accepted and left out: schemas change with minors.
   *
   * @param version `1.76`, `v1.76`, or `1.76.3`.
   * @throws KV3001 for a release that the library does not know.
   */
  public static of(version: string): DeckhouseRelease {
    const minor = minorOf(version);
    if (minor === undefined || minor < OLDEST || minor > NEWEST) raise(unknown(version));
    return new DeckhouseRelease(minor);
  }

  /** Every release that the library knows, the oldest first. */
  public static all(): readonly DeckhouseRelease[] {
    return Object.keys(RELEASES).map((minor) => new DeckhouseRelease(Number(minor)));
  }

  /** Whether `x` is a release, also one from another copy of the library. */
  public static isDeckhouseRelease(x: unknown): x is DeckhouseRelease {
    return typeof x === 'object' && x !== null && RELEASE in x;
  }

  /**
   * The release that a construct writes for: that of the nearest scope that set one, else the default, with one
   * warning per app, at the first scope that asked. It can be acknowledged there and above.
   */
  public static for(scope: IConstruct): DeckhouseRelease {
    const found = DeckhouseRelease.find(scope);
    if (found !== undefined) return found;
    warnOnce(scope);
    return DeckhouseRelease.DEFAULT;
  }

  /** The release of the nearest scope that set one, or undefined. */
  public static find(scope: IConstruct): DeckhouseRelease | undefined {
    for (let at: IConstruct | undefined = requireConstruct(scope); at !== undefined; at = scopeOf(at)) {
      const release = (at as { [RELEASE_OF]?: DeckhouseRelease })[RELEASE_OF];
      if (release !== undefined) return release;
    }
    return undefined;
  }

  private constructor(private readonly minor: number) {
    Object.defineProperty(this, RELEASE, { value: true });
  }

  /** `1.76`. */
  public get version(): string {
    return `1.${this.minor}`;
  }

  /** `Deckhouse 1.76`. */
  public get name(): string {
    return `Deckhouse ${this.version}`;
  }

  /** Makes this the release of everything below a scope. The nearest scope counts. */
  public setFor(scope: IConstruct): void {
    Object.defineProperty(requireConstruct(scope), RELEASE_OF, { value: this, configurable: true });
  }

  /**
   * Negative when this release is older than the other, positive when newer, 0 when they are the same.
   *
   * @throws KV3001 when the other is not a release.
   */
  public compare(other: DeckhouseRelease): number {
    if (!DeckhouseRelease.isDeckhouseRelease(other)) raise(unknown(other));
    return this.minor - other.minor;
  }

  /**
   * Whether this release is the given one or a later one.
   *
   * @param release `1.71`. It may be one that the library does not know.
   * @throws KV3001 when it is not the number of a release.
   */
  public isAtLeast(release: string): boolean {
    return this.minor >= (minorOf(release) ?? raise(unknown(release)));
  }

  /** The newest version of a module's settings that this release reads. */
  public settingsVersion(module: TypedModule): number {
    return this.factsOf().settings[module];
  }

  /** Kubernetes versions that this release can run, the oldest first, for example `1.31`. */
  public get kubernetesVersions(): readonly string[] {
    const [first, last] = this.factsOf().kubernetes;
    return Array.from({ length: last - first + 1 }, (_, i) => `1.${first + i}`);
  }

  /** The Kubernetes version that `Automatic` means in this release. */
  public get defaultKubernetesVersion(): string {
    return `1.${this.factsOf().defaultKubernetes}`;
  }

  /** The etcd that this release runs: 3.6 from 1.71. It decides how a snapshot is restored. */
  public get etcdVersion(): EtcdVersion {
    return this.isAtLeast(ETCD_3_6) ? EtcdVersion.V3_6 : EtcdVersion.V3_5;
  }

  /** `1.76`. */
  public toString(): string {
    return this.version;
  }

  private factsOf(): ReleaseFacts {
    return RELEASES[this.minor]!;
  }
}

/** The release that a construct is written for: the given one, else that of its scope. */
export function targetOf(scope: IConstruct, release: unknown): DeckhouseRelease {
  if (release === undefined) return DeckhouseRelease.for(scope);
  if (DeckhouseRelease.isDeckhouseRelease(release)) return release;
  return raise(
    new KvorumError(CORE.wrongType, scope, {
      message: 'the release is not a DeckhouseRelease',
      property: 'release',
      given: show(release),
      allowed: "DeckhouseRelease.V1_76, or DeckhouseRelease.of('1.76')",
    }),
  );
}

function minorOf(version: unknown): number | undefined {
  const minor = typeof version === 'string' ? VERSION.exec(version)?.[1] : undefined;
  return minor === undefined ? undefined : Number(minor);
}

function unknown(version: unknown): KvorumError {
  return new KvorumError(DECKHOUSE.unknownRelease, undefined, {
    message: 'the library does not know this Deckhouse release',
    given: show(version),
    allowed: `1.${OLDEST} to 1.${NEWEST}`,
  });
}

const warned = new WeakSet<IConstruct>();

function warnOnce(scope: IConstruct): void {
  const { root } = scope.node;
  if (warned.has(root)) return;
  warned.add(root);
  Findings.of(scope).report(DECKHOUSE.releaseNotNamed, {
    message: `no Deckhouse release was named: objects are written for ${DeckhouseRelease.DEFAULT.version}`,
    fix: `name it: new Deckhouse({ release: DeckhouseRelease.of('...') }), or DeckhouseRelease.of('...').setFor(chart)`,
  });
}

/** A chart or stack next to a cluster has the release of the cluster. */
function scopeOf(construct: IConstruct): IConstruct | undefined {
  return clusterOfMember(construct) ?? construct.node.scope;
}
