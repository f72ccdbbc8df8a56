import type { ChartProps } from 'cdk8s';
import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

import type { AuditPolicy } from '../audit/policy';
import { KvorumError, raise } from '../core/error';
import { Findings } from '../core/findings';
import { pathOf } from '../core/construct-path';
import type { PropType } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { show, typeName } from '../core/format';
import { Deckhouse } from '../deckhouse/deckhouse';
import type { AddNodeGroupOptions, DeckhouseCluster } from '../deckhouse/deckhouse-cluster';
import type { NodeGroupBase } from '../deckhouse/node-group-options';
import { DeckhouseRelease } from '../deckhouse/release';
import { checkedDistributionPlan, checkedEndpointPlan, checkedHostPlan } from '../roles/check-plans';
import { markCluster, markMember, unmarkCluster } from '../topology/cluster-mark';
import { TOPOLOGY } from '../topology/codes';
import type { Replicas } from '../topology/quorum';
import { mastersOf, REPLICAS } from '../topology/quorum';
import type {
  ClusterContext,
  EndpointPlan,
  EtcdOptions,
  HostPlan,
  IApiEndpoint,
  IDistribution,
  IInfrastructure,
} from '../roles/roles';
import type { SchedulerExtender } from '../roles/scheduler-extender';
import { CLUSTER } from './codes';

/** What `MultiMasterCluster` takes. */
export interface MultiMasterClusterProps extends ChartProps {
  /** How many masters. An even number does not compile: it tolerates no more losses than the odd one below it. */
  readonly replicas: Replicas;
  /**
   * Which Kubernetes runs on the machines.
   *
   * @default - Deckhouse of the default release, with a warning
   */
  readonly distribution?: IDistribution;
  /**
   * Where the machines come from.
   *
   * @default - static hosts that somebody else keeps, with a warning: no machines and no addresses are written
   */
  readonly infrastructure?: IInfrastructure;
  /**
   * By which address the API is reached.
   *
   * @default - the distribution's own way
   */
  readonly endpoint?: IApiEndpoint;
  /**
   * What the API server logs of which request.
   *
   * @default - that of the distribution; of Deckhouse its built-in rules and `AuditPolicy.recommended()`
   */
  readonly audit?: AuditPolicy;
  /**
   * What is said of etcd: its backup.
   *
   * @default - as the distribution does it; Deckhouse makes a backup each night, from 1.70
   */
  readonly etcd?: EtcdOptions;
  /**
   * Extenders of the scheduler. They are asked in this order.
   *
   * @default - none
   */
  readonly scheduler?: readonly SchedulerExtender[];
}

const PROPS = {
  replicas: 'any',
  distribution: 'any',
  infrastructure: 'any',
  endpoint: 'any',
  audit: 'any',
  etcd: 'object',
  scheduler: 'list',
  namespace: 'text',
  labels: 'object',
  disableResourceNameHashes: 'flag',
} as const satisfies Record<keyof MultiMasterClusterProps, PropType>;

const bound = new WeakMap<object, string>();

/**
 * A Kubernetes cluster with a control plane that survives the loss of machines.
 *
 * It is a Chart: its objects go to `dist/<id>.k8s.yaml`, and objects with secrets to a chart beside it,
 * `dist/<id>-secrets.k8s.yaml`. What is no manifest goes below `kvorum.out/<id>/`.
 *
 * With no more than `replicas` it describes a Deckhouse cluster that exists, on static hosts, with these defaults:
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
  private secrets: Chart | undefined;

  /**
   * @throws KV2001 for a number of masters that is none of `Replicas`, KV2005 for a strategy that serves another
   * cluster, and what the strategies refuse.
   */
  public constructor(scope: Construct, id: string, props: MultiMasterClusterProps) {
    const path = pathOf(scope, id);
    const given = givenProps(path, props);
    checkProps(path, given, PROPS);
    checkEtcd(path, given.etcd);
    checkReplicas(path, given);
    checkRoles(path, given);
    super(scope, id, given);
    this.replicas = given.replicas;
    this.infrastructure = given.infrastructure;
    const strategies = [given.infrastructure, given.endpoint, given.distribution].filter((s) => s !== undefined);
    for (const strategy of strategies) bindOnce(this, strategy);
    try {
      markCluster(this);
      this.distribution =
        given.distribution ?? new Deckhouse({ release: DeckhouseRelease.find(this) ?? DeckhouseRelease.DEFAULT });
      this.warnOfDefaults(given);
      const context = this.context();
      const { infrastructure } = this;
      this.hosts =
        infrastructure === undefined ? { hosts: [] } : checkedHostPlan(context, infrastructure.bindHosts(context));
      const { hosts } = this;
      const { endpoint: way } = given;
      this.endpoint = way && checkedEndpointPlan(context, way.bindEndpoint(context, hosts, infrastructure));
      const { endpoint } = this;
      const { audit, etcd, scheduler } = given;
      const options = { audit, etcd, scheduler };
      const made = this.distribution.bindDistribution(context, { ...options, hosts, endpoint, infrastructure });
      const distribution = checkedDistributionPlan(context, made);
      if (distribution.defaultChild !== undefined) this.node.defaultChild = distribution.defaultChild;
      infrastructure?.bindMachines(context, { hosts, endpoint, distribution });
    } catch (e) {
      this.leaveNoTrace(scope, strategies);
      if (KvorumError.isKvorumError(e)) raise(e);
      const message = `a strategy gave up: ${e instanceof Error ? e.message : typeName(e)}`;
      raise(new KvorumError(CLUSTER.strategyFailed, path, { message }));
    }
  }

  /**
   * What Deckhouse made of the cluster: module settings, node groups, static nodes.
   *
   * @throws KV2502 for a cluster of another distribution.
   */
  public get deckhouse(): DeckhouseCluster {
    if (Deckhouse.isDeckhouse(this.distribution)) return this.distribution.cluster;
    return raise(
      new KvorumError(CLUSTER.notDeckhouse, this, {
        message: 'this is no Deckhouse cluster',
        given: this.distribution.name,
        allowed: 'distribution: new Deckhouse(...)',
      }),
    );
  }

  /**
   * Adds a group of nodes to a Deckhouse cluster.
   *
   * @param name Name of the group.
   * @param options What its nodes are like. Without a `nodeType` it follows from the infrastructure and the options.
   * @returns The group.
   * @throws KV2502 for a cluster of another distribution.
   */
  public addNodeGroup(name: string, options: AddNodeGroupOptions = {}): NodeGroupBase {
    return this.deckhouse.addNodeGroup(name, options);
  }

  /** The chart beside this one that holds the objects with secrets. It is made at the first call. */
  public secretsChart(): Chart {
    if (this.secrets === undefined) {
      const id = `${this.node.path.replaceAll('/', '-')}-secrets`;
      if (this.node.root.node.tryFindChild(id) !== undefined) {
        const message = `the app has a construct ${id} already: the chart with the secrets of this cluster would have that id`;
        raise(new KvorumError(CLUSTER.secretsChartTaken, this, { message, given: id }));
      }
      this.secrets = new Chart(this.node.root, id);
      markMember(this.secrets, this);
      DeckhouseRelease.find(this)?.setFor(this.secrets);
    }
    return this.secrets;
  }

  /** A program that catches the error must not find half a cluster. */
  private leaveNoTrace(scope: Construct, strategies: readonly object[]): void {
    if (this.secrets !== undefined) this.node.root.node.tryRemoveChild(this.secrets.node.id);
    unmarkCluster(this);
    scope.node.tryRemoveChild(this.node.id);
    for (const strategy of strategies) bound.delete(strategy);
  }

  private context(): ClusterContext {
    return {
      chart: this,
      name: this.node.id,
      folder: this.node.path,
      replicas: this.replicas,
      masters: mastersOf(this.replicas),
      arbiter: this.replicas === '2+arbiter',
      secretsChart: () => this.secretsChart(),
    };
  }

  private warnOfDefaults(props: MultiMasterClusterProps): void {
    const missing = [
      ...(props.distribution === undefined && DeckhouseRelease.find(this) === undefined ? (['release'] as const) : []),
      ...(props.infrastructure === undefined ? (['infrastructure'] as const) : []),
    ];
    if (missing.length === 0) return;
    const what = missing.length === 2 ? 'neither release nor infrastructure was named' : `no ${missing[0]} was named`;
    const release = missing[0] === 'release' ? ` of release ${DeckhouseRelease.DEFAULT.version}` : '';
    const hosts = missing.includes('infrastructure') ? ' on static hosts that somebody else keeps' : '';
    const named = {
      release: 'distribution: new Deckhouse({ release: DeckhouseRelease.V1_76 })',
      infrastructure: 'infrastructure: new ExistingHosts({ masters: [...] })',
    };
    Findings.of(this).report(CLUSTER.notNamed, {
      message: `${what}: the cluster is ${this.distribution.name}${release}${hosts}`,
      fix: `name ${missing.length === 2 ? 'them' : 'it'}: ${missing.map((m) => named[m]).join(', ')}`,
    });
  }
}

function checkEtcd(path: string, etcd: EtcdOptions | undefined): void {
  checkProps(path, etcd ?? {}, { backup: 'object' }, 'etcd');
  checkProps(path, etcd?.backup ?? {}, { schedule: 'text', hostPath: 'text' }, 'etcd.backup');
}

function checkReplicas(path: string, props: MultiMasterClusterProps): void {
  const given: unknown = props.replicas;
  if (REPLICAS.includes(given as Replicas)) return;
  raise(
    new KvorumError(TOPOLOGY.badReplicas, path, {
      message: 'this is no number of masters for a control plane',
      property: 'replicas',
      given: show(given),
      allowed: "1, 3, 5, 7, '2+arbiter'",
      fix: given === 2 ? "set replicas: '2+arbiter' (Deckhouse 1.75 and later), or 3" : 'set replicas to 3',
    }),
  );
}

const ROLES = [
  ['distribution', ['bindDistribution']],
  ['infrastructure', ['bindHosts', 'bindMachines']],
  ['endpoint', ['bindEndpoint']],
] as const;

function checkRoles(path: string, props: MultiMasterClusterProps): void {
  for (const [property, methods] of ROLES) {
    const strategy = props[property] as unknown as Readonly<Record<string, unknown>> | undefined;
    if (strategy === undefined || methods.every((m) => typeof strategy?.[m] === 'function')) continue;
    const details = {
      message: 'this object does not implement the role',
      property,
      given: show(strategy),
      allowed: methods.join(', '),
    };
    raise(new KvorumError(CLUSTER.badRole, path, details));
  }
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
