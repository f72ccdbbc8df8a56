import { rulesOf } from '../report/rule';

const rule = rulesOf('Ignition, the validation of its own configs');

export const DEVICE_REQUIRED = rule(
  'KV5340',
  'error',
  'disk device is required',
  'Without a device there is nothing to partition or encrypt.',
  'write the path of the device, preferably below /dev/disk/by-id',
);
export const NUMBERS_COLLIDE = rule(
  'KV5341',
  'error',
  'partition numbers collide',
  'A partition table has one entry per number.',
  'give each partition a unique number, or 0 for the next free one',
);
export const PARTITIONS_OVERLAP = rule(
  'KV5342',
  'error',
  'partitions overlap',
  'Two filesystems in one place destroy each other.',
  'start each partition after the end of the previous one',
);
export const LABEL_TWICE = rule(
  'KV5343',
  'error',
  'cannot use the same partition label twice',
  'Later parts find a partition by its label.',
  'give each partition a unique label',
);
export const ABSENT_BESIDE_NEXT_FREE = rule(
  'KV5344',
  'error',
  'shouldExist is false for a partition and other partition(s) has start or size 0',
  'Which number is the next free one depends on whether the partition is removed before or after.',
  'give every partition of the disk a number',
);
export const ABSENT_WITH_OTHERS = rule(
  'KV5345',
  'error',
  'shouldExist specified false with other options also specified',
  'A partition that must not exist cannot have a label or a size.',
  'keep number and should_exist, and remove the rest',
);
export const LABEL_OR_NUMBER = rule(
  'KV5346',
  'error',
  'a partition number >= 1 or a label must be specified',
  'Nothing says which partition is meant.',
  'give the partition a label, or a number',
);
export const PARTITION_LABEL_TOO_LONG = rule(
  'KV5347',
  'error',
  'partition labels may not exceed 36 characters',
  'The partition table has room for 36 characters.',
  'shorten the label to 36 bytes',
);
export const PARTITION_LABEL_COLON = rule(
  'KV5348',
  'error',
  'partition label will be truncated to text before the colon',
  'The tool that writes partitions reads a colon as the end of the label.',
  'remove the colon from the label',
);
export const BAD_GUID = rule(
  'KV5349',
  'error',
  'doesn\'t match the form "01234567-89AB-CDEF-EDCB-A98765432101"',
  'Partitions and their types are identified by GUIDs of this form.',
  'write 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12',
);
export const FORMAT_REQUIRED = rule(
  'KV5350',
  'error',
  'format cannot be empty when path, label, uuid, wipeFilesystem, options, or mountOptions is specified',
  'Without a format no filesystem is created, and the other values have no effect.',
  'set format',
);
export const BAD_FORMAT = rule(
  'KV5351',
  'error',
  'invalid filesystem format',
  'Ignition creates ext4, btrfs, xfs, vfat and swap, and since spec 3.3 also accepts none.',
  'use one of these formats',
);
export const LABEL_NEEDS_FORMAT = rule(
  'KV5352',
  'error',
  'filesystem must specify format if label is specified',
  'The maximum length of a label depends on the format.',
  'set format',
);
/** Rules for labels that are too long for their format. */
export const FILESYSTEM_LABELS = (
  [
    ['KV5353', 'ext4', 16],
    ['KV5354', 'btrfs', 256],
    ['KV5355', 'xfs', 12],
    ['KV5356', 'swap', 15],
    ['KV5357', 'vfat', 11],
  ] as const
).map(([code, format, most]) =>
  rule(
    code,
    'error',
    `filesystem labels cannot be longer than ${most} characters when using ${format}`,
    `The superblock of ${format} has room for ${most} bytes; letters beyond ASCII take two or more.`,
    `shorten the label to ${most} bytes`,
  ),
);
export const OVERWRITES_PARTITIONS = rule(
  'KV5358',
  'warning',
  'filesystem overwrites partitioned device',
  'The filesystem is created on the whole disk, over the partitions of the same config.',
  'create the filesystem on a partition: /dev/disk/by-partlabel/LABEL',
);
export const IMPLICIT_WIPE = rule(
  'KV5359',
  'warning',
  'device matches disk with wipeTable enabled; filesystem will be wiped',
  'The table is wiped, and with it the filesystem that is to be kept.',
  'set wipe_filesystem too, or remove wipe_table',
);
export const RAID_LEVEL_REQUIRED = rule(
  'KV5360',
  'error',
  'raid level is required',
  'The level decides how many disks may fail.',
  'set level: raid1 for a mirror',
);
export const BAD_RAID_LEVEL = rule(
  'KV5361',
  'error',
  'unrecognized raid level',
  'mdadm supports linear, raid0, raid1, raid4, raid5, raid6 and raid10.',
  'use one of these levels',
);
export const SPARES_UNSUPPORTED = rule(
  'KV5362',
  'error',
  'spares unsupported for linear and raid0 arrays',
  'A spare disk cannot replace anything in these arrays.',
  'remove spares, or choose raid1 or higher',
);
export const RAID_DEVICES_REQUIRED = rule(
  'KV5363',
  'error',
  'raid devices required',
  'An array consists of devices.',
  'list the devices',
);
export const LUKS_NAME_SLASH = rule(
  'KV5364',
  'error',
  'device names cannot contain slashes',
  'The name becomes a file in /dev/mapper.',
  'remove the slash from the name',
);
export const LUKS_LABEL_TOO_LONG = rule(
  'KV5365',
  'error',
  'luks device labels cannot be longer than 47 characters',
  'The header of LUKS has room for 47 bytes.',
  'shorten the label to 47 bytes',
);
export const BAD_KEY_FILE = rule(
  'KV5366',
  'error',
  'invalid key-file source',
  'Without its key the volume is not unlocked, and the host does not boot.',
  'correct the source of key_file',
);
export const CUSTOM_CLEVIS_WITH_OTHERS = rule(
  'KV5367',
  'error',
  'cannot use custom clevis config with tpm2, tang, or threshold',
  'A custom config already says how the volume is unlocked.',
  'keep custom, or keep the others',
);
export const PIN_REQUIRED = rule(
  'KV5368',
  'error',
  'missing required custom clevis pin',
  'The pin says how the volume is unlocked.',
  'set pin, to tpm2, tang or sss',
);
export const UNKNOWN_PIN = rule(
  'KV5369',
  'error',
  'unsupported clevis pin',
  'Up to spec 3.5 clevis is called with the pins tpm2, tang and sss.',
  'use one of these pins, or spec 3.6.0 if the image reads it',
);
export const CLEVIS_CONFIG_REQUIRED = rule(
  'KV5370',
  'error',
  'missing required custom clevis config',
  'A custom pin does not work without its config.',
  'set config, a JSON text',
);
export const THUMBPRINT_REQUIRED = rule(
  'KV5371',
  'error',
  'thumbprint is required',
  'The thumbprint proves to the host that it talks to the right key server.',
  'set thumbprint, as `tang-show-keys` prints it',
);
export const BAD_ADVERTISEMENT = rule(
  'KV5372',
  'error',
  'advertisement is not valid JSON',
  'The advertisement is used without the network, and an unreadable one does not help.',
  'copy the whole JSON of the advertisement',
);
export const CEX_WITH_CLEVIS = rule(
  'KV5373',
  'error',
  'cannot use cex with clevis',
  'The key of the volume is either in the crypto card or with clevis, not both.',
  'keep cex or clevis',
);
export const CEX_WITH_KEY_FILE = rule(
  'KV5374',
  'error',
  'cannot use key file with cex',
  'The key of the volume is in the crypto card.',
  'remove key_file',
);
