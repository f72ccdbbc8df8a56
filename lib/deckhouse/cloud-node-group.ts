import type { Construct } from 'constructs';

import type { PropType } from '../core/props';

import type { NodeGroupOptions } from './node-group-options';
import { commonSpec, groupProps, NodeGroupBase, OPTIONS, withoutAbsent } from './node-group-options';
import type { CloudInstancesOptions, InstanceClassKind } from './kinds/node-group-instances';

/** An instance class: a construct such as YandexInstanceClass, or the kind and name of one that exists. */
export interface IInstanceClass {
  /** For example `YandexInstanceClass`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
}

/** Props of `CloudEphemeralNodeGroup`. */
export interface CloudEphemeralNodeGroupProps extends NodeGroupOptions, CloudInstancesOptions {
  /**
   * The instance class of the machines. A class that the program does not create is declared by
   * `ExistingObjects.of(scope).addInstanceClass(kind, name)`.
   */
  readonly instanceClass: IInstanceClass;
  /** Minimum number of machines in each zone. */
  readonly minPerZone: number;
  /** Maximum number of machines in each zone. */
  readonly maxPerZone: number;
}

/** Names of the options of a group of machines that the cluster orders. @internal */
export const EPHEMERAL = {
  ...OPTIONS,
  instanceClass: 'any',
  minPerZone: 'any',
  maxPerZone: 'any',
  zones: 'any',
  priority: 'any',
  maxUnavailablePerZone: 'any',
  maxSurgePerZone: 'any',
  standby: 'any',
  standbyHolder: 'any',
} as const satisfies Record<keyof CloudEphemeralNodeGroupProps, PropType>;

/** A group of machines that the cluster creates in its cloud, and deletes again. */
export class CloudEphemeralNodeGroup extends NodeGroupBase {
  public constructor(scope: Construct, id: string, props: CloudEphemeralNodeGroupProps) {
    const given = groupProps(scope, id, props, EPHEMERAL);
    // In plain JavaScript it may be missing: then the table of the kind reports it.
    const instanceClass = (given.instanceClass as IInstanceClass | undefined) ?? ({} as IInstanceClass);
    const { minPerZone, maxPerZone, zones, priority, standby, standbyHolder } = given;
    const { maxUnavailablePerZone, maxSurgePerZone } = given;
    super(scope, id, given, {
      nodeType: 'CloudEphemeral',
      ...commonSpec(given),
      cloudInstances: withoutAbsent({
        classReference: { kind: instanceClass.kind as InstanceClassKind, name: instanceClass.name },
        minPerZone,
        maxPerZone,
        zones,
        priority,
        maxUnavailablePerZone,
        maxSurgePerZone,
        standby,
        standbyHolder,
      }),
    });
  }
}

/**
 * A group of machines that dhctl creates in the cloud and keeps. `nodeGroups[]` of the provider configuration sets
 * their number and size, this object the properties of the nodes.
 */
export class CloudPermanentNodeGroup extends NodeGroupBase {
  public constructor(scope: Construct, id: string, props: NodeGroupOptions = {}) {
    // As dhctl writes it when it creates the group.
    const given = groupProps(scope, id, props, OPTIONS);
    const disruptions = given.disruptions ?? { approvalMode: 'Manual' };
    super(scope, id, given, { nodeType: 'CloudPermanent', ...commonSpec({ ...given, disruptions }) });
  }
}
