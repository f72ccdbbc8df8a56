import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

import { KvorumError, raise } from '../core/error';
import { pathOf } from '../core/construct-path';
import type { ClusterContext } from '../roles/cluster-context';
import { ROLES } from '../roles/codes';
import { markCluster, markMember, unmarkCluster } from '../topology/cluster-mark';
import type { Host } from '../topology/host';
import type { Replicas } from '../topology/quorum';
import { mastersOf } from '../topology/quorum';
import { CLUSTER } from './codes';

/** The context of a cluster. It knows everything that was made for the cluster, and removes it when the cluster is refused. */
export class OwnedContext implements ClusterContext {
  public readonly name: string;
  public readonly folder: string;
  public readonly masters: number;
  public readonly arbiter: boolean;
  public firstMaster: Host | undefined;
  private secrets: Chart | undefined;
  private readonly before: ReadonlySet<IConstruct>;

  public constructor(
    public readonly chart: Chart,
    public readonly replicas: Replicas,
  ) {
    this.name = chart.node.id;
    this.folder = chart.node.path;
    this.masters = mastersOf(replicas);
    this.arbiter = replicas === '2+arbiter';
    this.before = new Set(chart.node.root.node.children);
    markCluster(chart);
  }

  public secretsChart(): Chart {
    if (this.secrets === undefined) {
      const id = this.idBeside('secrets');
      if (this.root.node.tryFindChild(id) !== undefined) {
        const message = `the app has a construct ${id} already: the chart with the secrets of this cluster would have that id`;
        raise(new KvorumError(CLUSTER.secretsChartTaken, this.chart, { message, given: id }));
      }
      this.secrets = new Chart(this.root, id);
      this.adopt(this.secrets);
    }
    return this.secrets;
  }

  public stack(id: string): Construct {
    const { TerraformStack } = cdktf(this.chart);
    const full = this.idBeside(id);
    pathOf(this.root, full);
    const stack = new TerraformStack(this.root, full);
    this.adopt(stack);
    return stack;
  }

  public adopt(construct: Construct): void {
    markMember(construct, this.chart);
  }

  public fixedAddressOf(host: Host, purpose: string): string {
    const { ifFixed } = host.address;
    if (ifFixed !== undefined) return ifFixed;
    return raise(
      new KvorumError(ROLES.needsFixedAddress, this.chart, {
        message: `${purpose} needs the address of the host ${host.name} at synth`,
        property: 'infrastructure',
        given: `${host.name}: ${host.address.toString()}`,
        allowed: 'a fixed address',
        fix: `give the host ${host.name} a fixed address`,
      }),
    );
  }

  /**
   * Removes the cluster and everything that was made for it, so that a program that catches the error can try again. A
   * strategy may have put constructs below the app without telling the context: these go, too.
   */
  public rollBack(): void {
    unmarkCluster(this.chart);
    const { scope } = this.chart.node;
    const made = this.root.node.children.filter((child) => !this.before.has(child));
    scope?.node.tryRemoveChild(this.chart.node.id);
    for (const child of made) this.root.node.tryRemoveChild(child.node.id);
  }

  private get root(): Construct {
    return this.chart.node.root;
  }

  private idBeside(id: string): string {
    return `${this.chart.node.path.replaceAll('/', '-')}-${id}`;
  }
}

interface Cdktf {
  readonly TerraformStack: new (scope: Construct, id: string) => Construct;
}

/** cdktf takes half a second to load, and most programs make no stack. */
function cdktf(scope: IConstruct): Cdktf {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded at the first stack
    return require('cdktf') as Cdktf;
  } catch (e) {
    if ((e as { readonly code?: unknown }).code !== 'MODULE_NOT_FOUND') throw e;
    return raise(new KvorumError(ROLES.noCdktf, scope, { message: 'cdktf is not installed' }));
  }
}
