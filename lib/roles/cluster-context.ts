import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

import type { Host } from '../topology/host';
import type { Replicas } from '../topology/quorum';

/**
 * The cluster as its strategies see it, and the owner of all that they make: charts, stacks, files, machine configs.
 *
 * Nothing of it outlives a cluster that is refused: a program that catches the error can try again with the same ids.
 */
export interface ClusterContext {
  /** The cluster's own chart: objects without secrets are made in it. */
  readonly chart: Chart;
  /** The cluster's name: the id of its chart. */
  readonly name: string;
  /** The folder of its output files: its path in the app, which is its name unless it is nested in another construct. */
  readonly folder: string;
  /** How many masters, as the program says it. */
  readonly replicas: Replicas;
  /** The number of masters. */
  readonly masters: number;
  /** Whether a small node runs the third member of etcd. */
  readonly arbiter: boolean;
  /**
   * The master that the control plane starts from, and that the others join; undefined before the infrastructure has
   * named its hosts, and where it names none. The program can choose it by `firstMaster` of the cluster.
   */
  readonly firstMaster: Host | undefined;
  /** The chart beside the cluster's own that holds the objects with secrets. It is made at the first call. */
  secretsChart(): Chart;
  /**
   * A new Terraform stack: a child of the app, which cdktf needs, and a member of the cluster.
   *
   * @param id Its id below the name of the cluster: `network` makes `prod-network`.
   * @returns A TerraformStack of cdktf, which is loaded at the first call.
   * @throws KV2203 when cdktf is not installed, KV1008 when the id is taken.
   */
  stack(id: string): Construct;
  /**
   * Makes a construct that is outside of the chart a member of the cluster: a stack of your own class, another chart. What
   * is checked for the whole cluster then counts it in, and it goes when the cluster is refused.
   *
   * @param construct The construct, made while a method of a role runs.
   */
  adopt(construct: Construct): void;
  /**
   * The address of a host, for files that cannot wait for it.
   *
   * @param host The host.
   * @param purpose The file or setting that needs it, for the error: `the peers of keepalived`.
   * @throws KV2201 when it is known only after apply, or not at all.
   */
  fixedAddressOf(host: Host, purpose: string): string;
}
