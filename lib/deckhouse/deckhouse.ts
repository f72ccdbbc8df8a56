import { KvorumError, raise } from '../core/error';
import { show } from '../core/words';
import type { ClusterSite, DistributionInput, DistributionPlan, IDistribution } from '../topology/roles';
import { DECKHOUSE } from './codes';
import { DeckhouseCluster } from './deckhouse-cluster';
import { givenProps } from './kind';
import type { InstallOptions } from './install-options';
import type { MasterOptions } from './master-node-group';
import { DeckhouseRelease } from './release';
import type { InitConfigurationProps } from './resources/init-configuration';
import type { ControlPlaneManagerSettings } from './settings/control-plane-manager';
import type { GlobalModuleSettings } from './settings/global';
import type { NodeManagerSettings } from './settings/node-manager';

/** What `Deckhouse` takes. */
export interface DeckhouseProps {
  /**
   * The release that the cluster runs.
   *
   * @default - that of the nearest scope that set one, else `DeckhouseRelease.DEFAULT` with a warning
   */
  readonly release?: DeckhouseRelease;
  /**
   * Settings of the module global, over the defaults of `MultiMasterCluster`.
   *
   * @default - `highAvailability: true` with more than one master
   */
  readonly global?: GlobalModuleSettings;
  /**
   * Settings of the module control-plane-manager, over the defaults of `MultiMasterCluster`.
   *
   * @default - built-in audit policy on; nightly etcd backup on, from 1.70
   */
  readonly controlPlaneManager?: ControlPlaneManagerSettings;
  /**
   * Settings of the module node-manager.
   *
   * @default - none: no ModuleConfig is written
   */
  readonly nodeManager?: NodeManagerSettings;
  /**
   * Options of the NodeGroup `master`.
   *
   * @default - complete: labels, NoSchedule taint, disruptions approved by hand
   */
  readonly masters?: MasterOptions;
  /**
   * What dhctl is told of the cluster, in `kvorum.out/<cluster>/dhctl/config.yml`. The CIDRs cannot be changed later.
   *
   * @default - Pods 10.111.0.0/16, Services 10.222.0.0/16, domain cluster.local, Kubernetes version Automatic
   */
  readonly install?: InstallOptions;
  /**
   * How dhctl reaches the registry.
   *
   * @default - the public registry of the Community Edition
   */
  readonly init?: InitConfigurationProps;
  /**
   * Networks of static hosts that the cluster uses, when hosts have several. For static clusters.
   *
   * @default - none: each host has one
   */
  readonly internalNetworkCIDRs?: readonly string[];
}

const DISTRIBUTION = Symbol.for('kvorum/Deckhouse');

/** The Deckhouse Kubernetes Platform. */
export class Deckhouse implements IDistribution {
  /** Whether `x` is this distribution, also when it comes from another copy of the library. */
  public static isDeckhouse(x: unknown): x is Deckhouse {
    return typeof x === 'object' && x !== null && DISTRIBUTION in x;
  }

  /** `Deckhouse`. */
  public readonly name = 'Deckhouse';
  private readonly props: DeckhouseProps;
  private bound: DeckhouseCluster | undefined;

  /**
   * @throws KV3001 when the release is none.
   */
  public constructor(props: DeckhouseProps = {}) {
    this.props = givenProps('', props);
    const { release } = this.props;
    if (release !== undefined && !DeckhouseRelease.isDeckhouseRelease(release)) {
      raise(
        new KvorumError(DECKHOUSE.unknownRelease, undefined, {
          message: 'the release is no DeckhouseRelease',
          property: 'release',
          given: show(release),
          allowed: "DeckhouseRelease.V1_76, or DeckhouseRelease.of('1.76')",
        }),
      );
    }
    Object.defineProperty(this, DISTRIBUTION, { value: true });
  }

  /**
   * What it made of its cluster.
   *
   * @throws KV3005 before a cluster has taken it.
   */
  public get cluster(): DeckhouseCluster {
    if (this.bound !== undefined) return this.bound;
    return raise(
      new KvorumError(DECKHOUSE.notBound, undefined, { message: 'no cluster has taken this distribution yet' }),
    );
  }

  /** Makes module settings, node groups, static nodes and the files of dhctl. */
  public bindDistribution(site: ClusterSite, input: DistributionInput): DistributionPlan {
    // DeckhouseRelease.for warns when nobody named a release.
    const release = this.props.release ?? DeckhouseRelease.for(site.chart);
    release.setFor(site.chart);
    this.bound = new DeckhouseCluster(site, input, this.props, release);
    return { machineConfigs: [], defaultChild: this.bound.masterNodeGroup };
  }
}
