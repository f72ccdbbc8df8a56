import { LABEL_KEY_FORM, LABEL_VALUE_FORM } from '../../core/labels';
import { either, flag, integer, list, map, object, oneOf, optional, required, text } from '../../core/shape';

/** One condition on the labels of StaticInstances. */
export interface LabelSelectorRequirement {
  /** The label's key. */
  readonly key: string;
  /** `In` and `NotIn` need values; `Exists` and `DoesNotExist` must not have any. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /**
   * The values that `In` and `NotIn` compare with.
   *
   * @default - none
   */
  readonly values?: readonly string[];
}

/** Selects the StaticInstances of a group. */
export interface LabelSelector {
  /**
   * Labels that an instance must have, all of them.
   *
   * @default - none
   */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /**
   * Conditions that must hold, all of them.
   *
   * @default - none
   */
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

/** Machines that the cluster sets up over SSH. */
export interface NodeGroupStaticInstances {
  /**
   * The number of StaticInstances that are set up. A master that dhctl has bootstrapped does not count.
   *
   * @default 0
   */
  readonly count?: number;
  /**
   * Selects the StaticInstances of the group. Once set, it cannot be changed or removed (1.75 and later).
   *
   * @default - any instance may be taken
   */
  readonly labelSelector?: LabelSelector;
}

/** The kinds of instance classes, one per provider. */
export type InstanceClassKind =
  | 'AWSInstanceClass'
  | 'AzureInstanceClass'
  | 'DVPInstanceClass'
  | 'DynamixInstanceClass'
  | 'GCPInstanceClass'
  | 'HuaweiCloudInstanceClass'
  | 'OpenStackInstanceClass'
  | 'VCDInstanceClass'
  | 'VsphereInstanceClass'
  | 'YandexInstanceClass'
  | 'ZvirtInstanceClass';

/** The instance class that describes the machines. */
export interface InstanceClassReference {
  /** Its kind, that of the cluster's provider. `HuaweiCloudInstanceClass` since 1.67, `DVPInstanceClass` since 1.70. */
  readonly kind: InstanceClassKind;
  /** Name of the instance class. It must exist. */
  readonly name: string;
}

/** Deprecated: resources that the placeholder Pods of standby nodes leave free. */
export interface NotHeldResources {
  /**
   * CPU: cores, or millicores as `500m`.
   *
   * @default - 1 core
   */
  readonly cpu?: number | string;
  /**
   * Memory: bytes, or a quantity such as `1Gi`.
   *
   * @default - 1Gi
   */
  readonly memory?: number | string;
}

/** How standby nodes are kept free. */
export interface StandbyHolder {
  /**
   * Share of a node that the placeholder Pods hold, in percent, 1 to 80.
   *
   * @default 50
   */
  readonly overprovisioningRate?: number;
  /**
   * Deprecated.
   *
   * @default - none
   */
  readonly notHeldResources?: NotHeldResources;
}

/** Options of the machines of a CloudEphemeral group. */
export interface CloudInstancesOptions {
  /**
   * Zones in which machines are created.
   *
   * @default - all zones of the cluster
   */
  readonly zones?: readonly string[];
  /**
   * Priority of the group for the autoscaler: higher numbers first.
   *
   * @default - all groups are equal
   */
  readonly priority?: number;
  /**
   * Maximum number of machines of a zone that may be missing during an update.
   *
   * @default 0
   */
  readonly maxUnavailablePerZone?: number;
  /**
   * Maximum number of extra machines of a zone during an update.
   *
   * @default 1
   */
  readonly maxSurgePerZone?: number;
  /**
   * Nodes kept free over all zones: a number, or a percentage of the largest size, for example `10%`.
   *
   * @default - none
   */
  readonly standby?: number | string;
  /**
   * How standby nodes are kept free.
   *
   * @default - half of a node
   */
  readonly standbyHolder?: StandbyHolder;
}

/** Machines that the cluster creates in the cloud. */
export interface NodeGroupCloudInstances extends CloudInstancesOptions {
  /** Size, image and disks of each machine. A change re-creates the nodes. */
  readonly classReference: InstanceClassReference;
  /** Minimum number of machines in each zone. */
  readonly minPerZone: number;
  /** Maximum number of machines in each zone. Not below `minPerZone`. */
  readonly maxPerZone: number;
  /**
   * Deprecated: skip the drain when a machine is deleted.
   *
   * @default false
   */
  readonly quickShutdown?: boolean;
}

/** A taint of the nodes. */
export interface NodeTaint {
  /** Its key. Keys other than Deckhouse's own must be listed in `customTolerationKeys` of the module global. */
  readonly key: string;
  /**
   * Value of the taint.
   *
   * @default - empty
   */
  readonly value?: string;
  /** Its effect on Pods without a toleration. */
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** Labels, annotations and taints of every node of the group. */
export interface NodeTemplate {
  /**
   * Labels of each node.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of each node.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Taints. Each pair of key and effect once.
   *
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
}

const LABELS = map(text(LABEL_VALUE_FORM), LABEL_KEY_FORM);

// The pattern of the CRDs is not anchored: `a b!` would pass there and match nothing. It does want one lower-case
// letter or digit, which a label's value need not have.
const SELECTOR_VALUE = {
  ...LABEL_VALUE_FORM,
  pattern: /^(?=.*[a-z0-9])([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/,
  form:
    'letters, digits, `-`, `_` and `.`, one of them a lower-case letter or digit, starting and ending with ' +
    'a letter or digit',
  minLength: 1,
};

export const STATIC_INSTANCES = object<NodeGroupStaticInstances>({
  count: optional(integer({ min: 0 }), { platformDefault: '0' }),
  labelSelector: optional(
    object<LabelSelector>({
      matchLabels: optional(LABELS),
      matchExpressions: optional(
        list(
          object<LabelSelectorRequirement>({
            key: required(text(LABEL_KEY_FORM)),
            operator: required(oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist'])),
            values: optional(list(text(SELECTOR_VALUE), { unique: true })),
          }),
        ),
      ),
    }),
  ),
});

const INT_QUANTITY = text({
  pattern: /^\d+(\.\d+)?(E|P|T|G|M|K|Ei|Pi|Ti|Gi|Mi|Ki)?$/,
  form: 'a number with an optional suffix, for example 1Gi',
});

export const CLOUD_INSTANCES = object<NodeGroupCloudInstances>({
  classReference: required(
    object<InstanceClassReference>({
      kind: required(
        oneOf<InstanceClassKind>(
          [
            'AWSInstanceClass',
            'AzureInstanceClass',
            'DVPInstanceClass',
            'DynamixInstanceClass',
            'GCPInstanceClass',
            'HuaweiCloudInstanceClass',
            'OpenStackInstanceClass',
            'VCDInstanceClass',
            'VsphereInstanceClass',
            'YandexInstanceClass',
            'ZvirtInstanceClass',
          ],
          { HuaweiCloudInstanceClass: { since: '1.67' }, DVPInstanceClass: { since: '1.70' } },
        ),
      ),
      name: required(text({ minLength: 1, maxLength: 253 })),
    }),
  ),
  minPerZone: required(integer({ min: 0 })),
  maxPerZone: required(integer({ min: 0 })),
  zones: optional(list(text({ minLength: 1 }), { unique: true })),
  priority: optional(integer()),
  maxUnavailablePerZone: optional(integer({ min: 0 }), { platformDefault: '0' }),
  maxSurgePerZone: optional(integer({ min: 0 }), { platformDefault: '1' }),
  standby: optional(
    either(integer({ min: 0 }), text({ pattern: /^\d+%?$/, form: 'a number, or a percentage such as 10%' })),
  ),
  standbyHolder: optional(
    object<StandbyHolder>({
      overprovisioningRate: optional(integer({ min: 1, max: 80, unit: '%' }), { platformDefault: '50' }),
      notHeldResources: optional(
        object<NotHeldResources>({
          cpu: optional(
            either(integer({ min: 0 }), text({ pattern: /^\d+m?$/, form: 'cores, or millicores such as 500m' })),
          ),
          memory: optional(either(integer({ min: 0 }), INT_QUANTITY)),
        }),
      ),
    }),
  ),
  quickShutdown: optional(flag()),
});

export const NODE_TEMPLATE = object<NodeTemplate>({
  labels: optional(LABELS),
  annotations: optional(map(text(), LABEL_KEY_FORM)),
  taints: optional(
    list(
      object<NodeTaint>({
        key: required(text(LABEL_KEY_FORM)),
        value: optional(text(LABEL_VALUE_FORM)),
        effect: required(oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])),
      }),
    ),
  ),
});
