import type { Construct } from 'constructs';

import type { PropType } from '../core/props';

import type { NodeGroupOptions } from './node-group-options';
import { commonSpec, groupProps, NodeGroupBase, OPTIONS, withoutAbsent } from './node-group-options';
import type { LabelSelector, NodeGroupStaticInstances } from './kinds/node-group-instances';

/** The default label that assigns StaticInstances to groups. Its value is the group's name. */
export const GROUP_LABEL = 'node-group';

/** Props of `StaticNodeGroup` and `CloudStaticNodeGroup`. */
export interface StaticNodeGroupProps extends NodeGroupOptions {
  /**
   * The number of StaticInstances that the group sets up over SSH.
   *
   * @default - none: nodes are added by a script that an operator runs on them
   */
  readonly count?: number;
  /**
   * Selects the StaticInstances of the group. It cannot be changed later.
   *
   * @default - those with the label `node-group: NAME`, when `count` is given
   */
  readonly labelSelector?: LabelSelector;
}

const PROPS = { ...OPTIONS, count: 'any', labelSelector: 'any' } as const satisfies Record<
  keyof StaticNodeGroupProps,
  PropType
>;

function staticInstances(id: string, props: StaticNodeGroupProps): { staticInstances?: NodeGroupStaticInstances } {
  const { count, labelSelector } = props;
  if (count === undefined && labelSelector === undefined) return {};
  const selector = labelSelector ?? { matchLabels: { [GROUP_LABEL]: props.name ?? id } };
  return { staticInstances: withoutAbsent({ count, labelSelector: selector }) };
}

/**
 * A group of existing machines, for example bare metal.
 *
 * With a `count` it always has a labelSelector: without one it would take any free StaticInstance, and a selector can
 * be set only once.
 */
export class StaticNodeGroup extends NodeGroupBase {
  public constructor(scope: Construct, id: string, props: StaticNodeGroupProps = {}) {
    const given = groupProps(scope, id, props, PROPS);
    super(scope, id, given, { nodeType: 'Static', ...commonSpec(given), ...staticInstances(id, given) });
  }
}

/**
 * A group of machines in the cluster's cloud that are created outside Deckhouse, by Terraform or by hand.
 */
export class CloudStaticNodeGroup extends NodeGroupBase {
  public constructor(scope: Construct, id: string, props: StaticNodeGroupProps = {}) {
    const given = groupProps(scope, id, props, PROPS);
    super(scope, id, given, { nodeType: 'CloudStatic', ...commonSpec(given), ...staticInstances(id, given) });
  }
}
