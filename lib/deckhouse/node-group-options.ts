import { Construct } from 'constructs';

import type { PropType } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { orRollback } from '../core/rollback';

import { pathOf } from '../core/construct-path';
import type { DeckhouseRelease } from './release';
import type {
  NodeGroupChaos,
  NodeGroupDisruptions,
  NodeGroupFencing,
  NodeGroupSpec,
  NodeGroupUpdate,
} from './kinds/node-group-spec';
import { NodeGroup } from './resources/cluster-objects';
import type { NodeTaint } from './kinds/node-group-instances';
import type { NodeGroupGpu } from './kinds/node-group-gpu';
import type { NodeGroupCri, NodeGroupKubelet } from './kinds/node-group-node';

/** Properties of the nodes of any type of group. */
export interface NodeGroupTraits {
  /**
   * Labels of the nodes.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the nodes.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Taints of the nodes. `GlobalSettings` of the same program lists their keys in `customTolerationKeys` automatically.
   *
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
  /**
   * How disruptive updates are approved.
   *
   * @default - the platform's: Automatic
   */
  readonly disruptions?: NodeGroupDisruptions;
  /**
   * The container runtime.
   *
   * @default - the cluster's `defaultCRI`
   */
  readonly cri?: NodeGroupCri;
  /**
   * Options of the kubelet.
   *
   * @default - the platform's
   */
  readonly kubelet?: NodeGroupKubelet;
  /**
   * How many nodes are updated at once.
   *
   * @default - one
   */
  readonly update?: NodeGroupUpdate;
  /**
   * Random loss of nodes, for tests.
   *
   * @default - off
   */
  readonly chaos?: NodeGroupChaos;
  /**
   * Action of a node that has lost contact with the cluster.
   *
   * @default - nothing
   */
  readonly fencing?: NodeGroupFencing;
  /**
   * Time limit of a drain, in seconds. Since 1.69.
   *
   * @default - the platform's
   */
  readonly nodeDrainTimeoutSecond?: number;
  /**
   * Sharing of GPUs. Since 1.71.
   *
   * @default - none
   */
  readonly gpu?: NodeGroupGpu;
}

/** Options of all types of node groups. */
export interface NodeGroupOptions extends NodeGroupTraits {
  /**
   * Name of the NodeGroup: at most 42 lower-case letters, digits and hyphens.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The release that the group is written for.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
}

/** The names of the traits, for `groupProps`. */
export const TRAITS = {
  labels: 'any',
  annotations: 'any',
  taints: 'any',
  disruptions: 'any',
  cri: 'any',
  kubelet: 'any',
  update: 'any',
  chaos: 'any',
  fencing: 'any',
  nodeDrainTimeoutSecond: 'any',
  gpu: 'any',
} as const satisfies Record<keyof NodeGroupTraits, PropType>;

/** The names of the options, for `groupProps`. */
export const OPTIONS = { ...TRAITS, name: 'any', release: 'any' } as const satisfies Record<
  keyof NodeGroupOptions,
  PropType
>;

/**
 * The props of a group, read once. In plain JavaScript they may be anything.
 *
 * @throws KV1203 when they are not an object, KV1201 for unknown names.
 */
export function groupProps<T extends object>(
  scope: Construct,
  id: string,
  props: T | undefined,
  known: Readonly<Record<keyof T, PropType>>,
): T {
  const path = pathOf(scope, id);
  const given = givenProps(path, props);
  checkProps(path, given, known);
  return given;
}

/**
 * Base class of the node groups: a NodeGroup as child `Resource`, and its name.
 */
export abstract class NodeGroupBase extends Construct {
  /** Name of the NodeGroup. */
  public readonly groupName: string;
  /** The NodeGroup itself, for patches. */
  public readonly resource: NodeGroup;

  /** @internal */
  protected constructor(scope: Construct, id: string, options: NodeGroupOptions, spec: NodeGroupSpec) {
    super(scope, id);
    this.groupName = options.name ?? id;
    const { release } = options;
    this.resource = orRollback(
      this,
      () => new NodeGroup(this, 'Resource', withoutAbsent({ metadata: { name: this.groupName }, spec, release })),
    );
  }
}

/** The fields of a NodeGroup that all types share. */
export function commonSpec(options: NodeGroupTraits): Omit<NodeGroupSpec, 'nodeType'> {
  const {
    labels,
    annotations,
    taints,
    disruptions,
    cri,
    kubelet,
    update,
    chaos,
    fencing,
    gpu,
    nodeDrainTimeoutSecond,
  } = options;
  const nodeTemplate = withoutAbsent({ labels, annotations, taints });
  return withoutAbsent({
    nodeTemplate: Object.keys(nodeTemplate).length === 0 ? undefined : nodeTemplate,
    disruptions,
    cri,
    kubelet,
    update,
    chaos,
    fencing,
    gpu,
    nodeDrainTimeoutSecond,
  });
}

/** A copy of an object without the keys whose value is undefined. */
export function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
