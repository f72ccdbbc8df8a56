/** A partition. It has a number, a label, or both. */
export interface ButanePartition {
  /**
   * Its label, at most 36 bytes without a colon.
   *
   * @default - none
   */
  readonly label?: string;
  /**
   * The partition number; 0 means the next free one.
   *
   * @default 0
   */
  readonly number?: number;
  /**
   * The size in MiB; 0 means all free space.
   *
   * @default - that of the partition that is there already, or what is free
   */
  readonly size_mib?: number;
  /**
   * The start in MiB; 0 means the start of the largest free space.
   *
   * @default - that of the partition that is there already, or the largest free space
   */
  readonly start_mib?: number;
  /**
   * Its type, a GUID.
   *
   * @default - Linux filesystem data
   */
  readonly type_guid?: string;
  /**
   * Its own GUID.
   *
   * @default - a random one
   */
  readonly guid?: string;
  /**
   * Whether an existing partition that differs is removed.
   *
   * @default false
   */
  readonly wipe_partition_entry?: boolean;
  /**
   * Whether the partition exists; false removes it.
   *
   * @default true
   */
  readonly should_exist?: boolean;
  /**
   * Whether an existing partition may be resized. Since fcos 1.2.0.
   *
   * @default false
   */
  readonly resize?: boolean;
}

/** A disk and its partitions. */
export interface ButaneDisk {
  /** The path, preferably a stable name: `/dev/disk/by-id/...`. */
  readonly device: string;
  /**
   * Whether its partition table is removed first. All data is lost.
   *
   * @default false
   */
  readonly wipe_table?: boolean;
  /**
   * Its partitions.
   *
   * @default - those that are there
   */
  readonly partitions?: readonly ButanePartition[];
}

/** The levels of RAID. */
export type ButaneRaidLevel =
  | 'linear'
  | 'raid0'
  | '0'
  | 'stripe'
  | 'raid1'
  | '1'
  | 'mirror'
  | 'raid4'
  | '4'
  | 'raid5'
  | '5'
  | 'raid6'
  | '6'
  | 'raid10'
  | '10';

/** A software RAID. */
export interface ButaneRaid {
  /** Its name. The device is `/dev/md/NAME`. */
  readonly name: string;
  /** Its level. */
  readonly level: ButaneRaidLevel;
  /** The devices of the array. */
  readonly devices: readonly string[];
  /**
   * The number of spares among them.
   *
   * @default 0
   */
  readonly spares?: number;
  /**
   * More arguments for mdadm.
   *
   * @default - none
   */
  readonly options?: readonly string[];
}

/** Fields that every filesystem may have. */
export interface ButaneFilesystemOptions {
  /** The device, preferably a stable name: `/dev/disk/by-partlabel/...`. */
  readonly device: string;
  /**
   * Whether an existing filesystem is removed first. All data is lost.
   *
   * @default false
   */
  readonly wipe_filesystem?: boolean;
  /**
   * Its label. In bytes at most: ext4 16, btrfs 256, xfs 12, swap 15, vfat 11.
   *
   * @default - none
   */
  readonly label?: string;
  /**
   * Its UUID.
   *
   * @default - a random one
   */
  readonly uuid?: string;
  /**
   * More arguments for mkfs.
   *
   * @default - none
   */
  readonly options?: readonly string[];
  /**
   * Options with which it is mounted. Since fcos 1.1.0.
   *
   * @default - none
   */
  readonly mount_options?: readonly string[];
}

/** A filesystem that can be mounted. */
export interface ButaneMountedFilesystem extends ButaneFilesystemOptions {
  /** Its format. `none` leaves the device as it is, since fcos 1.4.0. */
  readonly format: 'ext4' | 'btrfs' | 'xfs' | 'vfat' | 'none';
  /**
   * The path where Ignition mounts it while it writes files.
   *
   * @default - not mounted
   */
  readonly path?: string;
  /**
   * Whether a mount unit is generated. It needs `path`, which is `/etc`, `/var` or below from fcos 1.6.0. Since
   * fcos 1.1.0.
   *
   * @default false
   */
  readonly with_mount_unit?: boolean;
}

/** Swap space. */
export interface ButaneSwap extends ButaneFilesystemOptions {
  /** Swap. */
  readonly format: 'swap';
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly path?: undefined;
  /**
   * Whether a swap unit is generated. Since fcos 1.4.0.
   *
   * @default false
   */
  readonly with_mount_unit?: boolean;
}

/** A filesystem or swap space on a device. */
export type ButaneFilesystem = ButaneMountedFilesystem | ButaneSwap;
