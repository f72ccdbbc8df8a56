import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import type { Shape } from '../../core/shape';
import { flag, instance, integer, list, object, oneOf, optional, required, text } from '../../core/shape';
import { show } from '../../core/format';
import { BlockDevice } from './block-device';
import { STORAGE } from '../codes/storage';
import type { Entry } from './entry';
import { PATH_PATTERN } from './patterns';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';
import { filesystemLabelFault, partitionLabelFault } from '../syntax/labels';

/** A partition of a machine's disk. */
export interface MachinePartition {
  /** Its label, at most 36 bytes. `BlockDevice.byPartLabel` finds it. */
  readonly label: string;
  /**
   * The number of the partition on its disk.
   *
   * @default - the next free one
   */
  readonly number?: number;
  /**
   * Its size in MiB.
   *
   * @default - what is free
   */
  readonly sizeMib?: number;
  /**
   * Where it starts, in MiB.
   *
   * @default - in the largest free space
   */
  readonly startMib?: number;
  /**
   * Its type, a GUID.
   *
   * @default - Linux filesystem data
   */
  readonly typeGuid?: string;
}

/** A disk of a machine. */
export interface MachineDisk {
  /** The disk. */
  readonly device: BlockDevice;
  /**
   * Whether its partition table is removed first. All data is lost.
   *
   * @default false
   */
  readonly wipeTable?: boolean;
  /** Its partitions. */
  readonly partitions: readonly MachinePartition[];
}

/** The formats of filesystems that a machine can create. */
export type FilesystemFormat = 'ext4' | 'btrfs' | 'xfs' | 'vfat';

/** A filesystem of a machine. */
export interface MachineFilesystem {
  /** The device. */
  readonly device: BlockDevice;
  /** Its format. */
  readonly format: FilesystemFormat | 'swap';
  /**
   * The path where Ignition mounts it while it writes files to it. No mount unit is created.
   *
   * @default - not mounted
   */
  readonly path?: string;
  /**
   * Its label.
   *
   * @default - none
   */
  readonly label?: string;
  /**
   * Whether an existing filesystem is removed first. All data is lost.
   *
   * @default false
   */
  readonly wipeFilesystem?: boolean;
  /**
   * More arguments for mkfs.
   *
   * @default - none
   */
  readonly options?: readonly string[];
}

const GUID = {
  pattern: /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
  form: 'a GUID, for example 0FC63DAF-8483-4772-8E79-3D69D8477DE4',
};

/** A device among the props of a call. */
export const DEVICE: Shape<BlockDevice> = instance(
  "a BlockDevice, for example BlockDevice.byId('virtio-data')",
  (value) => BlockDevice.isBlockDevice(value),
);

const DISK = object<MachineDisk>({
  device: required(DEVICE),
  wipeTable: optional(flag()),
  partitions: required(
    list(
      object<MachinePartition>({
        label: required(text({ pattern: /^[A-Za-z0-9._-]+$/, form: 'letters, digits and . _ -' })),
        number: optional(integer({ min: 1, max: 128 })),
        sizeMib: optional(integer({ min: 1, unit: 'MiB' })),
        startMib: optional(integer({ min: 1, unit: 'MiB' })),
        typeGuid: optional(text(GUID)),
      }),
      { minItems: 1 },
    ),
  ),
});

const FILESYSTEM = object<MachineFilesystem>({
  device: required(DEVICE),
  format: required(oneOf(['ext4', 'btrfs', 'xfs', 'vfat', 'swap'])),
  path: optional(text(PATH_PATTERN)),
  label: optional(text({ pattern: /^[A-Za-z0-9._-]+$/, form: 'letters, digits and . _ -' })),
  wipeFilesystem: optional(flag()),
  options: optional(list(text({ minLength: 1 }))),
});

/** The entry of a disk. */
export function diskEntries(path: string, part: string, props: MachineDisk): readonly Entry[] {
  const { device, wipeTable, partitions } = checkedProps(path, DISK, props, diskFaults);
  const value = {
    device: device.path,
    ...(wipeTable !== undefined && { wipe_table: wipeTable }),
    partitions: partitions.map(({ sizeMib, startMib, typeGuid, ...rest }) => ({
      ...rest,
      ...(sizeMib !== undefined && { size_mib: sizeMib }),
      ...(startMib !== undefined && { start_mib: startMib }),
      ...(typeGuid !== undefined && { type_guid: typeGuid }),
    })),
  };
  // A label identifies a partition across all disks.
  const labels = partitions.map(({ label }): Entry => {
    return { kind: 'settings', key: `the partition label ${label}`, part, value: { device: device.path } };
  });
  return [{ kind: 'disks', key: device.path, part, value }, ...labels];
}

function diskFaults({ partitions }: MachineDisk): readonly ShapeFault[] {
  return partitions.flatMap(({ label, number }, i) => {
    const at = `partitions[${i}]`;
    const faults: ShapeFault[] = [];
    const tooLong = partitionLabelFault(label);
    if (tooLong !== undefined) faults.push(fault(STORAGE.labelTooLong, `${at}.label`, tooLong, { given: show(label) }));
    for (const [key, value] of [
      ['label', label],
      ['number', number],
    ] as const) {
      const first = partitions.findIndex((other) => value !== undefined && other[key] === value);
      if (value === undefined || first === i) continue;
      const message = `the ${key} is already used by partitions[${first}]`;
      faults.push(fault(STORAGE.badPartition, `${at}.${key}`, message, { given: show(value) }));
    }
    return faults;
  });
}

/** The entries of a filesystem. */
export function filesystemEntries(path: string, part: string, props: MachineFilesystem): readonly Entry[] {
  const given = checkedProps(path, FILESYSTEM, props, filesystemFaults);
  const { device, wipeFilesystem, ...rest } = given;
  const value: Readonly<Record<string, unknown>> = {
    ...rest,
    device: device.path,
    ...(wipeFilesystem !== undefined && { wipe_filesystem: wipeFilesystem }),
  };
  const entry: Entry = { kind: 'filesystems', key: device.path, part, value };
  if (rest.path === undefined) return [entry];
  return [entry, { kind: 'settings', key: `the mount point ${rest.path}`, part, value: { device: device.path } }];
}

function filesystemFaults({ format, label = '', path, options }: MachineFilesystem): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  const tooLong = filesystemLabelFault(label, format);
  if (tooLong !== undefined) faults.push(fault(STORAGE.labelTooLong, 'label', tooLong, { given: show(label) }));
  if (format === 'swap' && path !== undefined) {
    faults.push(
      fault(CORE.wrongFormat, 'path', 'swap space is not mounted', { given: show(path), allowed: 'nothing' }),
    );
  }
  options?.forEach((option, i) => {
    if (/^[!-~]+$/.test(option)) return;
    const more = { given: show(option), allowed: 'printable ASCII characters without spaces' };
    faults.push(fault(CORE.wrongFormat, `options[${i}]`, 'the argument cannot be passed to mkfs', more));
  });
  return faults;
}
