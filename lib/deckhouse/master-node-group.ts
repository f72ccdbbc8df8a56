import type { Construct } from 'constructs';

import type { PropType } from '../core/props';

import { isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import { KvorumError, raise } from '../core/error';
import { show } from '../core/format';
import { pathOf } from '../core/construct-path';
import type { NodeGroupOptions, NodeGroupTraits } from './node-group-options';
import { commonSpec, groupProps, NodeGroupBase, TRAITS, withoutAbsent } from './node-group-options';
import type { DeckhouseRelease } from './release';
import type { LabelSelector, NodeTaint } from './kinds/node-group-instances';
import { BOOTSTRAPPED_MASTERS } from './rules/quorum';
import { GROUP_LABEL } from './static-node-group';

/** Options of the masters of a cluster. */
export interface MasterOptions extends NodeGroupTraits {
  /**
   * Selects the StaticInstances that become masters. It cannot be changed later.
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

/** Props of `MasterNodeGroup`. */
export interface MasterNodeGroupProps extends MasterOptions {
  /**
   * `Static` for machines that exist, `CloudPermanent` for machines that dhctl creates in a cloud.
   *
   * @default 'Static'
   */
  readonly nodeType?: 'Static' | 'CloudPermanent';
  /**
   * The number of StaticInstances that become masters. Masters that are already nodes of the cluster do not count: of
   * three masters, one of them bootstrapped by dhctl, the count is 2.
   *
   * @default - the group does not set up machines
   */
  readonly count?: number;
  /**
   * The number of masters that are already nodes of the cluster, without a StaticInstance. It is not written to the
   * object: the quorum check counts them.
   *
   * @default 1, or 0 when the group adopts a StaticInstance
   */
  readonly bootstrapped?: number;
  /**
   * The release that the group is written for.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
}

const PROPS = {
  ...TRAITS,
  labelSelector: 'any',
  schedulable: 'any',
  nodeType: 'any',
  count: 'any',
  bootstrapped: 'any',
  release: 'any',
} as const satisfies Record<keyof MasterNodeGroupProps, PropType>;

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';
const MASTER = 'node-role.kubernetes.io/master';
const TAINT: NodeTaint = { key: CONTROL_PLANE, effect: 'NoSchedule' };

/**
 * The complete group of the masters: the platform creates it only when it is missing, and never corrects it.
 *
 * - The labels `node-role.kubernetes.io/control-plane` and `/master`: by the first one the platform decides which nodes
 *   run a control plane.
 * - The taint NoSchedule: etcd must not compete with ordinary Pods.
 * - Disruptions approved by hand: disrupting two masters at once loses the quorum.
 */
export class MasterNodeGroup extends NodeGroupBase {
  public constructor(scope: Construct, id: string, props: MasterNodeGroupProps = {}) {
    const given = groupProps(scope, id, props, PROPS);
    checkMasters(pathOf(scope, id), given);
    const { nodeType = 'Static', count, schedulable = false, labels = {}, taints = [] } = given;
    const selector = given.labelSelector ?? { matchLabels: { [GROUP_LABEL]: 'master' } };
    const options: NodeGroupOptions = {
      ...given,
      // The platform knows the group by this name alone.
      name: 'master',
      // Values other than objects and lists are left to the table of the kind.
      labels: isPlain(labels) ? { ...labels, [CONTROL_PLANE]: '', [MASTER]: '' } : labels,
      taints: Array.isArray(taints) ? [...(schedulable ? [] : [TAINT]), ...(taints as readonly NodeTaint[])] : taints,
      disruptions: given.disruptions ?? { approvalMode: 'Manual' },
    };
    super(scope, id, options, {
      nodeType,
      ...commonSpec(options),
      ...(count === undefined && given.labelSelector === undefined
        ? {}
        : { staticInstances: withoutAbsent({ count, labelSelector: selector }) }),
    });
    if (given.bootstrapped !== undefined)
      Object.defineProperty(this.resource, BOOTSTRAPPED_MASTERS, { value: given.bootstrapped });
  }
}

/** Checks the props that are not fields of the NodeGroup and not covered by its table. */
function checkMasters(path: string, { bootstrapped = 0, schedulable = false }: MasterNodeGroupProps): void {
  const fault = (property: string, given: unknown, allowed: string): never =>
    raise(
      new KvorumError(CORE.wrongType, path, {
        message: 'the value has the wrong type',
        property,
        given: show(given),
        allowed,
      }),
    );
  if (!Number.isSafeInteger(bootstrapped) || bootstrapped < 0)
    fault('bootstrapped', bootstrapped, 'a whole number from 0');
  if (typeof schedulable !== 'boolean') fault('schedulable', schedulable, 'true or false');
}
