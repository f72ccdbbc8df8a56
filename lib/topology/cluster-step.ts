import type { IConstruct } from 'constructs';

/**
 * The place in which a step is done.
 *
 * - `workstation`: where the output folders are: a person's machine, or a job of CI.
 * - `host`: on the hosts that the step names.
 */
export type StepPlace = 'workstation' | 'host';

/** A file of the output as a word of a command. Where its folder is depends on the call of the synth. */
export interface StepFile {
  /** Its path, with the output folder in front: `files/prod/dhctl/config.yml`, `manifests/prod.k8s.yaml`. */
  readonly file: string;
}

/** A word of a command, unquoted. */
export type StepWord = string | StepFile;

/** A command that tells by its exit code whether something holds: 0 when it does. */
export interface StepCondition {
  /** The state to wait for, one line for people, for example `master-0 is Ready`. */
  readonly title: string;
  /**
   * The words of the command: a program and its arguments.
   *
   * @default - a person looks
   */
  readonly run?: readonly StepWord[];
}

/**
 * An action on the output of a synth, once it is written. It is data: words of commands, names of hosts and
 * files. The report shows the steps, and runbooks are made of them.
 */
export interface ClusterStep {
  /** Its name among the steps of the cluster: lower-case letters, digits and hyphens. */
  readonly id: string;
  /** One line for people, in the imperative. */
  readonly title: string;
  /** The place in which it is done. */
  readonly where: StepPlace;
  /**
   * Names of the hosts on which, or to which, it is done.
   *
   * @default - none: it is about the cluster as a whole
   */
  readonly hosts?: readonly string[];
  /**
   * The words of the command: a program and its arguments.
   *
   * @default - a person does it, with `files`
   */
  readonly run?: readonly StepWord[];
  /**
   * The files of the output that it takes, where no command names them.
   *
   * @default - those of `run`
   */
  readonly files?: readonly StepFile[];
  /**
   * Paths of the charts and stacks that it applies.
   *
   * @default - none
   */
  readonly applies?: readonly string[];
  /**
   * Ids of the steps that must be done before.
   *
   * @default - the step before it in the plan
   */
  readonly after?: readonly string[];
  /**
   * Whether it is done once in the life of the cluster, and not at every change.
   *
   * @default false
   */
  readonly once?: boolean;
  /**
   * The condition that must hold before the next step.
   *
   * @default - the command has ended with 0
   */
  readonly until?: StepCondition;
}

const STEPS = Symbol.for('kvorum/ClusterSteps');

/** Keeps the steps of a cluster where the report finds them. */
export function recordSteps(cluster: IConstruct, steps: readonly ClusterStep[]): void {
  Object.defineProperty(cluster, STEPS, { value: steps, configurable: true });
}

/** The steps of a cluster, in order; none for everything else. */
export function stepsOf(construct: IConstruct): readonly ClusterStep[] {
  return (construct as { [STEPS]?: readonly ClusterStep[] })[STEPS] ?? [];
}
