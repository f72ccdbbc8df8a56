import { IPV4_FORM } from '../../core/ip';
import { integer, list, map, object, oneOf, optional, required, text } from '../../core/shape';
import type { YandexCoreFraction, YandexNetworkType } from './yandex-instance-class';

/** A zone of Yandex Cloud. `ru-central1-e` since 1.77. */
export type YandexZone = 'ru-central1-a' | 'ru-central1-b' | 'ru-central1-d' | 'ru-central1-e';

/** A type of disk of machines that dhctl creates. */
export type YandexDiskType = 'network-ssd' | 'network-ssd-io-m3' | 'network-ssd-nonreplicated';

/** Size, image and disks of a machine that dhctl creates. */
export interface YandexMachineClass {
  /** Number of cores. dhctl refuses fewer than 4 for a master (from 1.77 with the bundle Minimal: 2). */
  readonly cores: number;
  /** Memory, in MB. dhctl refuses less than 7680 for a master (from 1.77 with the bundle Minimal: 3584). */
  readonly memory: number;
  /** Id of the image of the boot disk. */
  readonly imageID: string;
  /**
   * The cloud's processor platform.
   *
   * @default 'standard-v2'
   */
  readonly platform?: string;
  /**
   * Size of the boot disk, in GB. A multiple of 93 for `network-ssd-nonreplicated` and `network-ssd-io-m3`.
   *
   * @default 50
   */
  readonly diskSizeGB?: number;
  /**
   * Type of the disks, that of etcd included.
   *
   * @default 'network-ssd'
   */
  readonly diskType?: YandexDiskType;
  /**
   * A public address for each machine, in the order of the machines: an IPv4 address that was reserved, or `Auto`. As
   * many as there are machines.
   *
   * @default - no public addresses
   */
  readonly externalIPAddresses?: readonly string[];
  /**
   * Deprecated: id of a subnet for a second interface.
   *
   * @default - none
   */
  readonly externalSubnetID?: string;
  /**
   * Ids of subnets for a second interface, one per zone in alphabetical order.
   *
   * @default - none
   */
  readonly externalSubnetIDs?: readonly string[];
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

/** Size, image and disks of a master. */
export interface YandexMasterInstanceClass extends YandexMachineClass {
  /**
   * Size of the disk of etcd, in GB. A multiple of 93 for `network-ssd-nonreplicated` and `network-ssd-io-m3`. After a
   * change the disk must be enlarged by hand.
   *
   * @default 10
   */
  readonly etcdDiskSizeGb?: number;
}

/** Size, image and disks of a node of an additional group. */
export interface YandexPermanentInstanceClass extends YandexMachineClass {
  /**
   * How much of each core is guaranteed, in percent.
   *
   * @default 100
   */
  readonly coreFraction?: YandexCoreFraction;
}

/** The shape of a zone. */
export const YANDEX_ZONE = oneOf<YandexZone>(['ru-central1-a', 'ru-central1-b', 'ru-central1-d', 'ru-central1-e'], {
  'ru-central1-e': { since: '1.77' },
});

const ID = text({ minLength: 1 });

const GIGABYTES = integer({ min: 1, unit: 'GB' });

const COMMON = {
  cores: required(integer({ min: 1 })),
  memory: required(integer({ min: 1, unit: 'MB' })),
  imageID: required(ID),
  platform: optional(ID, { platformDefault: 'standard-v2' }),
  diskSizeGB: optional(GIGABYTES, { platformDefault: '50' }),
  diskType: optional(oneOf<YandexDiskType>(['network-ssd', 'network-ssd-io-m3', 'network-ssd-nonreplicated']), {
    platformDefault: 'network-ssd',
  }),
  // The platform's own pattern is not anchored: `1.2.3.4junk` and `fooAuto` would pass there.
  externalIPAddresses: optional(
    list(text({ pattern: new RegExp(`^Auto$|${IPV4_FORM.pattern?.source ?? ''}`), form: 'an IPv4 address, or Auto' })),
  ),
  externalSubnetID: optional(ID),
  externalSubnetIDs: optional(list(ID)),
  additionalLabels: optional(map(text())),
  networkType: optional(oneOf<YandexNetworkType>(['Standard', 'SoftwareAccelerated']), { platformDefault: 'Standard' }),
};

/** The table of a master's size, image and disks. */
export const YANDEX_MASTER_INSTANCE_CLASS = object<YandexMasterInstanceClass>({
  ...COMMON,
  etcdDiskSizeGb: optional(GIGABYTES, { platformDefault: '10' }),
});

/** The table of the size, image and disks of a node of an additional group. */
export const YANDEX_PERMANENT_INSTANCE_CLASS = object<YandexPermanentInstanceClass>({
  ...COMMON,
  coreFraction: optional(oneOf<YandexCoreFraction>([5, 20, 50, 100]), { platformDefault: '100' }),
});
