import { KvorumError, raise } from '../core/error';
import type { PropType } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { show } from '../core/format';
import type { ClusterContext } from '../roles/cluster-context';
import type { ClusterOption } from '../roles/cluster-options';
import type { DistributionPlan } from '../roles/plans';
import type { DistributionInput, IDistribution } from '../roles/roles';
import { DECKHOUSE } from './codes';
import { DeckhouseCluster } from './deckhouse-cluster';
import type { DeckhouseProps } from './deckhouse-props';
import { installSteps } from './install-steps';
import { DeckhouseRelease } from './release';

const PROPS = {
  release: 'any',
  global: 'object',
  controlPlaneManager: 'object',
  audit: 'any',
  nodeManager: 'object',
  masters: 'object',
  install: 'object',
  init: 'object',
  internalNetworkCIDRs: 'list',
} as const satisfies Record<keyof DeckhouseProps, PropType>;

const DISTRIBUTION = Symbol.for('kvorum/Deckhouse');

/** The Deckhouse Kubernetes Platform. */
export class Deckhouse implements IDistribution {
  /** Whether `x` is this distribution, also when it comes from another copy of the library. */
  public static isDeckhouse(x: unknown): x is Deckhouse {
    return typeof x === 'object' && x !== null && DISTRIBUTION in x;
  }

  /** `Deckhouse`. */
  public readonly name = 'Deckhouse';
  /** All options but an external etcd: Deckhouse runs its etcd on the masters. */
  public readonly serves: readonly ClusterOption[] = ['audit', 'endpoint', 'etcd.backup', 'scheduler'];
  /** Nodes and StaticInstances may have names with dots. */
  public readonly hostNames = 'subdomain' as const;
  private readonly props: DeckhouseProps;
  private bound: DeckhouseCluster | undefined;

  /**
   * @throws KV3001 when the release is not a DeckhouseRelease, KV1201 and KV1203 for props that are unknown or of another
   * type.
   */
  public constructor(props: DeckhouseProps = {}) {
    this.props = givenProps('', props);
    checkProps('', this.props, PROPS);
    const { release } = this.props;
    if (release !== undefined && !DeckhouseRelease.isDeckhouseRelease(release)) {
      raise(
        new KvorumError(DECKHOUSE.unknownRelease, undefined, {
          message: 'the release is not a DeckhouseRelease',
          property: 'release',
          given: show(release),
          allowed: "DeckhouseRelease.V1_76, or DeckhouseRelease.of('1.76')",
        }),
      );
    }
    Object.defineProperty(this, DISTRIBUTION, { value: true });
  }

  /**
   * The objects and files of its cluster.
   *
   * @throws KV3005 before a cluster has taken it.
   */
  public get cluster(): DeckhouseCluster {
    if (this.bound !== undefined) return this.bound;
    return raise(
      new KvorumError(DECKHOUSE.notBound, undefined, { message: 'no cluster has taken this distribution yet' }),
    );
  }

  /** Creates module settings, node groups, static nodes and the files of dhctl. */
  public bindDistribution(context: ClusterContext, input: DistributionInput): DistributionPlan {
    // DeckhouseRelease.for warns when nobody named a release.
    const release = this.props.release ?? DeckhouseRelease.for(context.chart);
    release.setFor(context.chart);
    this.bound = new DeckhouseCluster(context, input, this.props, release);
    return { defaultChild: this.bound.masterNodeGroup, steps: installSteps(context, this.bound) };
  }
}
