import { flag, integer, list, map, object, oneOf, optional, required, text } from '../../core/shape';
import type { PlatformKind } from './kind';
import { OBJECT_NAME } from './kind';

/** How much of each core a machine is guaranteed, in percent. */
export type YandexCoreFraction = 5 | 20 | 50 | 100;

/** Whether network traffic is handled in software or with hardware help. */
export type YandexNetworkType = 'Standard' | 'SoftwareAccelerated';

/**
 * The fields of a YandexInstanceClass. A change of any of them but `networkType` re-creates the nodes that use it.
 *
 * @see https://deckhouse.io/modules/cloud-provider-yandex/cr.html#yandexinstanceclass
 */
export interface YandexInstanceClassSpec {
  /** Number of cores. */
  readonly cores: number;
  /** Memory, in MB. The cloud sells whole gigabytes (multiples of 1024). */
  readonly memory: number;
  /**
   * How much of each core is guaranteed, in percent.
   *
   * @default 100
   */
  readonly coreFraction?: YandexCoreFraction;
  /**
   * Number of GPUs.
   *
   * @default 0
   */
  readonly gpus?: number;
  /**
   * Id of the image of the boot disk.
   *
   * @default - that of the masters
   */
  readonly imageID?: string;
  /**
   * The cloud's processor platform.
   *
   * @default 'standard-v3'
   */
  readonly platformID?: string;
  /**
   * Cheaper machines that the cloud may stop at any time, and stops after a day at the latest.
   *
   * @default false
   */
  readonly preemptible?: boolean;
  /**
   * Type of the boot disk. Name it: upstream texts disagree about the default.
   *
   * @default 'network-hdd'
   */
  readonly diskType?: 'network-ssd' | 'network-hdd' | 'network-ssd-nonreplicated' | 'network-ssd-io-m3';
  /**
   * Size of the boot disk, in GB. A multiple of 93 for `network-ssd-nonreplicated` and `network-ssd-io-m3`.
   *
   * @default 50
   */
  readonly diskSizeGB?: number;
  /**
   * Give each machine a public address.
   *
   * @default false
   */
  readonly assignPublicIPAddress?: boolean;
  /**
   * Id of the subnet of the machine's main interface.
   *
   * @default - the cluster's subnet of the zone
   */
  readonly mainSubnet?: string;
  /**
   * Ids of subnets for additional interfaces.
   *
   * @default - none
   */
  readonly additionalSubnets?: readonly string[];
  /**
   * Additional labels of the machines in the cloud.
   *
   * @default - none
   */
  readonly additionalLabels?: Readonly<Record<string, string>>;
  /**
   * How network traffic is handled.
   *
   * @default 'Standard'
   */
  readonly networkType?: YandexNetworkType;
}

/** The table of a YandexInstanceClass's fields. */
export const YANDEX_INSTANCE_CLASS_SPEC = object<YandexInstanceClassSpec>({
  cores: required(integer({ min: 1 })),
  memory: required(integer({ min: 1, unit: 'MB' })),
  coreFraction: optional(oneOf<YandexCoreFraction>([5, 20, 50, 100]), { platformDefault: '100' }),
  gpus: optional(integer({ min: 0 }), { platformDefault: '0' }),
  imageID: optional(text({ minLength: 1 })),
  platformID: optional(text({ minLength: 1 }), { platformDefault: 'standard-v3' }),
  preemptible: optional(flag(), { platformDefault: 'false' }),
  diskType: optional(oneOf(['network-ssd', 'network-hdd', 'network-ssd-nonreplicated', 'network-ssd-io-m3']), {
    platformDefault: 'network-hdd',
  }),
  diskSizeGB: optional(integer({ min: 1, unit: 'GB' }), { platformDefault: '50' }),
  assignPublicIPAddress: optional(flag(), { platformDefault: 'false' }),
  mainSubnet: optional(text({ minLength: 1 })),
  additionalSubnets: optional(list(text({ minLength: 1 }))),
  additionalLabels: optional(map(text())),
  networkType: optional(oneOf<YandexNetworkType>(['Standard', 'SoftwareAccelerated']), { platformDefault: 'Standard' }),
});

/** The kind YandexInstanceClass. */
export const YANDEX_INSTANCE_CLASS: PlatformKind = {
  kind: 'YandexInstanceClass',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1' }],
  fields: { spec: required(YANDEX_INSTANCE_CLASS_SPEC) },
  name: OBJECT_NAME,
};
