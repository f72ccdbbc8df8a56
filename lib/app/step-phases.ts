import type { IConstruct } from 'constructs';

import { markedClusters, membersOf } from '../topology/cluster-mark';
import type { ClusterStep, StepWord } from '../topology/cluster-step';
import { stepsOf } from '../topology/cluster-step';

/** A step of a cluster in the report. */
export interface StepPhase {
  /** The path of the cluster and the id of the step. */
  readonly path: string;
  readonly kind: 'step';
  readonly title: string;
  readonly where: string;
  /** Names of the hosts that it concerns. */
  readonly hosts: readonly string[];
  readonly once: boolean;
  /** The command; undefined where a person does it. */
  readonly run: readonly StepWord[] | undefined;
  /** Files of the output that it takes, each with the output folder in front. */
  readonly files: readonly string[];
  /** Paths of the charts and stacks that it applies. */
  readonly applies: readonly string[];
  /** Paths of the steps that come first. */
  readonly dependsOn: readonly string[];
  /** The condition that must hold before the next step. */
  readonly until: ClusterStep['until'];
}

/** The steps of all clusters of an app, in their order. */
export function stepPhases(root: IConstruct): readonly StepPhase[] {
  return markedClusters(root).flatMap((cluster) => stepsOf(cluster).map((step) => phaseOf(cluster, step)));
}

function phaseOf(cluster: IConstruct, step: ClusterStep): StepPhase {
  const { id, title, where, hosts = [], once = false, run, files = [], applies = [], after = [], until } = step;
  const pathOf = (step: string): string => `${cluster.node.path}:${step}`;
  return {
    path: pathOf(id),
    kind: 'step',
    title,
    where,
    hosts,
    once,
    run,
    files: [...(run ?? []), ...files].flatMap((word) => (typeof word === 'string' ? [] : [word.file])),
    applies: applies.flatMap((path) => appliedWith(cluster, path)),
    dependsOn: after.map(pathOf),
    until,
  };
}

/** Applying a cluster includes the charts next to it, such as the chart of its secrets. */
function appliedWith(cluster: IConstruct, path: string): readonly string[] {
  if (path !== cluster.node.path) return [path];
  return [path, ...membersOf(cluster).map((member) => member.node.path)];
}
