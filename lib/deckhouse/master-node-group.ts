import type { Construct } from 'constructs';

import type { NodeGroupOptions, NodeGroupTraits } from './node-group-options';
import { commonSpec, NodeGroupBase, withoutAbsent } from './node-group-options';
import type { DeckhouseRelease } from './release';
import type { LabelSelector, NodeTaint } from './resources/node-group-instances';
import { BOOTSTRAPPED_MASTERS } from './rules/quorum';
import { GROUP_LABEL } from './static-node-group';

/** What the masters of a cluster are like. */
export interface MasterOptions extends NodeGroupTraits {
  /**
   * Which StaticInstances become masters. It cannot be changed later.
   *
   * @default - those with the label `node-group: master`, when there is a count
   */
  readonly labelSelector?: LabelSelector;
  /**
   * Let ordinary Pods run on the masters: the group then has no NoSchedule taint. For clusters of one node, and very
   * small ones.
   *
   * @default false
   */
  readonly schedulable?: boolean;
}

/** What `MasterNodeGroup` takes. */
export interface MasterNodeGroupProps extends MasterOptions {
  /**
   * `Static` for machines that exist, `CloudPermanent` for machines that dhctl makes in a cloud.
   *
   * @default 'Static'
   */
  readonly nodeType?: 'Static' | 'CloudPermanent';
  /**
   * How many StaticInstances become masters. Masters that are nodes of the cluster already do not count: of three
   * masters, one of them bootstrapped by dhctl, the count is 2.
   *
   * @default - the group sets up no machines
   */
  readonly count?: number;
  /**
   * How many masters are nodes of the cluster already, without a StaticInstance. It is not written anywhere: the check
   * of the quorum counts them.
   *
   * @default 1
   */
  readonly bootstrapped?: number;
  /**
   * The release that the group is written for.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
}

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';
const MASTER = 'node-role.kubernetes.io/master';
const TAINT: NodeTaint = { key: CONTROL_PLANE, effect: 'NoSchedule' };

/**
 * The group of the masters, complete: the platform creates it only when it is missing, and never corrects it.
 *
 * - The labels `node-role.kubernetes.io/control-plane` and `/master`: by the first one the platform decides which nodes
 *   run a control plane.
 * - The taint NoSchedule: etcd must not compete with ordinary Pods.
 * - Disruptions approved by hand: two masters disrupted at once take the quorum with them.
 */
export class MasterNodeGroup extends NodeGroupBase {
  public constructor(scope: Construct, id: string, props: MasterNodeGroupProps = {}) {
    const { nodeType = 'Static', count, schedulable = false } = props;
    const selector = props.labelSelector ?? { matchLabels: { [GROUP_LABEL]: 'master' } };
    const options: NodeGroupOptions = {
      ...props,
      // The platform knows the group by this name alone.
      name: 'master',
      labels: { ...props.labels, [CONTROL_PLANE]: '', [MASTER]: '' },
      taints: [...(schedulable ? [] : [TAINT]), ...(props.taints ?? [])],
      disruptions: props.disruptions ?? { approvalMode: 'Manual' },
    };
    super(scope, id, options, {
      nodeType,
      ...commonSpec(options),
      ...(count === undefined && props.labelSelector === undefined
        ? {}
        : { staticInstances: withoutAbsent({ count, labelSelector: selector }) }),
    });
    Object.defineProperty(this.resource, BOOTSTRAPPED_MASTERS, { value: props.bootstrapped ?? 1 });
  }
}
