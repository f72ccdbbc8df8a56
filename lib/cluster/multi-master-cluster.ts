import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

import { pathOf } from '../core/construct-path';
import { KvorumError, raise } from '../core/error';
import { Findings } from '../core/findings';
import { show, typeName } from '../core/format';
import { Deckhouse } from '../deckhouse/deckhouse';
import type { DeckhouseCluster } from '../deckhouse/deckhouse-cluster';
import { DeckhouseRelease } from '../deckhouse/release';
import type { MachineConfig } from '../machine/config/machine-config';
import { ROLES } from '../roles/codes';
import type { ConfiguredHost, EndpointPlan, HostPlan } from '../roles/plans';
import type { IApiEndpoint, IDistribution, IInfrastructure } from '../roles/roles';
import type { ClusterStep } from '../topology/cluster-step';
import { recordSteps } from '../topology/cluster-step';
import { TOPOLOGY } from '../topology/codes';
import type { Replicas } from '../topology/quorum';
import { bindStrategies } from './bind-strategies';
import type { MultiMasterClusterProps } from './cluster-props';
import { checkedClusterProps } from './cluster-props';
import { CLUSTER } from './codes';
import { OwnedContext } from './owned-context';

const bound = new WeakMap<object, string>();

/**
 * A Kubernetes cluster with a control plane that survives the loss of machines.
 *
 * It is a Chart: its objects go to `dist/<id>.k8s.yaml`, and objects with secrets to a chart beside it,
 * `dist/<id>-secrets.k8s.yaml`. Files that are not manifests go below `kvorum.out/<id>/`.
 *
 * With `replicas` alone it describes a Deckhouse cluster that exists, on static hosts, with these defaults:
 *
 * - ModuleConfig `global`: `highAvailability` is written down, true for more than one master. Left open, the platform
 *   turns it off as soon as it sees one master, in the middle of a repair for example. Taint keys of the program's node
 *   groups are listed in `customTolerationKeys`.
 * - ModuleConfig `control-plane-manager`: the built-in audit policy and the daily etcd backup (from 1.70) are written
 *   down, so that switching one of them off is a change that a review sees. The recommended audit policy is on: Secret
 *   `kube-system/audit-policy`.
 * - NodeGroup `master`, complete: labels, NoSchedule taint, disruptions approved by hand.
 * - With `2+arbiter`, the NodeGroup `arbiter` with its label and taint.
 *
 * @example
 * new MultiMasterCluster(app, 'prod', { replicas: 3 });
 */
export class MultiMasterCluster extends Chart {
  /** How many masters, as the program says it. */
  public readonly replicas: Replicas;
  /** The distribution. */
  public readonly distribution: IDistribution;
  /** The infrastructure; undefined when none was named. */
  public readonly infrastructure: IInfrastructure | undefined;
  /** The hosts that are known by name. */
  public readonly hosts: HostPlan;
  /** The address of the API; undefined when the distribution has its own way. */
  public readonly endpoint: EndpointPlan | undefined;
  /** The steps that are done with the output, in order. The report shows them. */
  public readonly steps: readonly ClusterStep[];
  private readonly context: OwnedContext;
  private readonly configured: readonly ConfiguredHost[];

  /**
   * @throws KV1201 and KV1203 for props that are unknown or of another type, KV2001 for a number of masters that is not
   * one of `Replicas`, KV2005 for a strategy that serves another cluster, KV2202 for a first master that is not a master,
   * KV2204 for an option that the distribution does not serve, KV2205 for strategies that cannot work together, KV2504 for
   * an exception of a strategy, and what the strategies refuse.
   */
  public constructor(scope: Construct, id: string, props: MultiMasterClusterProps) {
    const path = pathOf(scope, id);
    const given = checkedClusterProps(path, props);
    super(scope, id, given);
    this.replicas = given.replicas;
    const { infrastructure, endpoint, audit, etcd, scheduler } = given;
    this.infrastructure = infrastructure;
    this.context = new OwnedContext(this, given.replicas);
    const taken: object[] = [];
    try {
      this.distribution =
        given.distribution ?? new Deckhouse({ release: DeckhouseRelease.find(this) ?? DeckhouseRelease.DEFAULT });
      const { distribution } = this;
      for (const strategy of [infrastructure, endpoint, given.distribution].filter((s) => s !== undefined)) {
        bindOnce(this, strategy);
        taken.push(strategy);
      }
      this.warnOfDefaults(given);
      const choice = { distribution, infrastructure, endpoint, audit, etcd, scheduler };
      const cluster = bindStrategies(this.context, choice, given.firstMaster);
      this.hosts = cluster.hosts;
      this.endpoint = cluster.endpoint;
      this.steps = cluster.steps;
      this.configured = cluster.machines;
      const { defaultChild } = cluster.distribution;
      if (defaultChild !== undefined) this.node.defaultChild = defaultChild;
      recordSteps(this, this.steps);
    } catch (e) {
      this.context.rollBack();
      for (const strategy of taken) bound.delete(strategy);
      raise(KvorumError.isKvorumError(e) ? e : strategyFailed(path, e));
    }
  }

  /**
   * The Deckhouse side of the cluster: module settings, node groups, static nodes.
   *
   * @throws KV2502 for a cluster of another distribution.
   */
  public get deckhouse(): DeckhouseCluster {
    if (Deckhouse.isDeckhouse(this.distribution)) return this.distribution.cluster;
    return raise(
      new KvorumError(CLUSTER.notDeckhouse, this, {
        message: 'this is not a Deckhouse cluster',
        given: this.distribution.name,
        allowed: 'distribution: new Deckhouse(...)',
      }),
    );
  }

  /** The machine configs of the cluster, in the order of its hosts. Empty where the distribution prepares its hosts itself. */
  public get machines(): readonly MachineConfig[] {
    return this.configured.map(({ config }) => config);
  }

  /**
   * The machine config of a host. Parts can be added to it until the synth; what contradicts a part of infrastructure,
   * endpoint or distribution is refused.
   *
   * @param host The name of the host.
   * @throws KV2208 when the host has none.
   */
  public machine(host: string): MachineConfig {
    const found = this.configured.find((machine) => machine.host.name === host);
    if (found !== undefined) return found.config;
    const names = this.configured.map((machine) => machine.host.name).join(', ');
    const allowed = names === '' ? `none: ${this.distribution.name} prepares its hosts by itself` : names;
    const details = { message: 'the cluster has no machine config of this name', given: show(host), allowed };
    return raise(new KvorumError(ROLES.noMachine, this, details));
  }

  /** The chart beside this one that holds the objects with secrets. It is made at the first call. */
  public secretsChart(): Chart {
    return this.context.secretsChart();
  }

  private warnOfDefaults(props: MultiMasterClusterProps): void {
    const missing = [
      ...(props.distribution === undefined && DeckhouseRelease.find(this) === undefined ? (['release'] as const) : []),
      ...(props.infrastructure === undefined ? (['infrastructure'] as const) : []),
    ];
    if (missing.length === 0) return;
    const missed = missing.length === 2 ? 'neither release nor infrastructure was named' : `no ${missing[0]} was named`;
    const release = missing[0] === 'release' ? ` of release ${DeckhouseRelease.DEFAULT.version}` : '';
    const hosts = missing.includes('infrastructure') ? ' on static hosts that are managed elsewhere' : '';
    const named = {
      release: 'distribution: new Deckhouse({ release: DeckhouseRelease.V1_76 })',
      infrastructure: 'infrastructure: new ExistingHosts({ masters: [...] })',
    };
    Findings.of(this).report(CLUSTER.notNamed, {
      message: `${missed}: the cluster is ${this.distribution.name}${release}${hosts}`,
      fix: `name ${missing.length === 2 ? 'them' : 'it'}: ${missing.map((m) => named[m]).join(', ')}`,
    });
  }
}

/** An exception that is not the library's own: it is kept as the cause, with its stack. */
function strategyFailed(path: string, cause: unknown): KvorumError {
  const message = `a strategy failed: ${cause instanceof Error ? cause.message : typeName(cause)}`;
  const error = new KvorumError(CLUSTER.strategyFailed, path, { message });
  return Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true });
}

function bindOnce(cluster: IConstruct, strategy: IDistribution | IInfrastructure | IApiEndpoint): void {
  const other = bound.get(strategy);
  if (other !== undefined) {
    raise(
      new KvorumError(TOPOLOGY.boundTwice, cluster, {
        message: `${typeof strategy.name === 'string' ? strategy.name : 'the strategy'} serves the cluster ${other} already`,
        fix: 'make a new one for this cluster',
      }),
    );
  }
  bound.set(strategy, cluster.node.path);
}
