import type {
  ButaneCex,
  ButaneClevis,
  ButaneClevisCustom,
  ButaneDisk,
  ButaneFilesystem,
  ButaneLuks,
  ButanePartition,
  ButaneRaid,
  ButaneTang,
} from '../butane/config';
import { bool, int, object, objects, struct, text, texts } from './field';
import { RESOURCE } from './resource';

// Butane has no name for these; Ignition has.
const NEVER = -1;

const concat = { list: { concat: true as const } };

const PARTITION = struct<ButanePartition>()({
  go: 'Partition',
  fields: [
    text('guid'),
    text('label'),
    int('number', { zeroIsUnset: true }),
    bool('resize', { since: 2 }),
    bool('should_exist'),
    int('size_mib'),
    int('start_mib'),
    text('type_guid'),
    bool('wipe_partition_entry'),
  ],
});

/** A disk and its partitions, which are known by their number, or without one by their label. */
export const DISK = struct<ButaneDisk>()({
  go: 'Disk',
  fields: [
    text('device', { required: true }),
    objects('partitions', PARTITION, { key: 'number|label' }),
    bool('wipe_table'),
  ],
});

const device = { alias: { go: 'Device', until: 99 } };

/** A software RAID. */
export const RAID = struct<ButaneRaid>()({
  go: 'Raid',
  fields: [
    texts('devices', { ...device, nullable: true, until: 2 }),
    texts('devices', { ...device, since: 3 }),
    text('level', { required: true, until: 2 }),
    text('level', { since: 3 }),
    text('name', { required: true }),
    texts('options', { ...concat, alias: { go: 'RaidOption', until: 3 } }),
    int('spares'),
  ],
});

/** A filesystem, or swap. */
export const FILESYSTEM = struct<ButaneFilesystem>()({
  go: 'Filesystem',
  fields: [
    text('device', { required: true }),
    text('format'),
    text('label'),
    texts('mount_options', { ...concat, alias: { go: 'MountOption', until: NEVER }, since: 1 }),
    texts('options', { ...concat, alias: { go: 'FilesystemOption', until: 0 } }),
    text('path'),
    text('uuid'),
    bool('wipe_filesystem'),
    bool('with_mount_unit', { json: undefined, since: 1 }),
  ],
});

/** A server of keys. */
export const TANG = struct<ButaneTang>()({
  go: 'Tang',
  fields: [text('advertisement', { since: 4 }), text('thumbprint'), text('url', { zeroIsUnset: true })],
});

const CUSTOM_OF_3_2 = struct<ButaneClevisCustom>()({
  go: 'Custom',
  fields: [text('config', { required: true }), bool('needs_network'), text('pin', { required: true })],
});
const CUSTOM = struct<ButaneClevisCustom>()({
  go: 'ClevisCustom',
  fields: [text('config'), bool('needs_network'), text('pin')],
});

const CLEVIS = struct<ButaneClevis>()({
  go: 'Clevis',
  fields: [
    object('custom', CUSTOM_OF_3_2, { pointer: true, until: 2 }),
    object('custom', CUSTOM, { since: 3 }),
    objects('tang', TANG, { key: 'url' }),
    int('threshold'),
    bool('tpm2'),
  ],
});

/** Keys in the crypto cards of IBM Z. */
export const CEX = struct<ButaneCex>()({ go: 'Cex', fields: [bool('enabled')] });

/** An encrypted volume. */
export const LUKS = struct<ButaneLuks>()({
  go: 'Luks',
  fields: [
    object('cex', CEX, { since: 5 }),
    object('clevis', CLEVIS, { pointer: true, until: 2 }),
    object('clevis', CLEVIS, { since: 3 }),
    text('device'),
    bool('discard', { since: 4 }),
    object('key_file', RESOURCE),
    text('label'),
    text('name', { required: true }),
    texts('open_options', { alias: { go: 'OpenOption', until: NEVER }, since: 4 }),
    texts('options', { ...concat, alias: { go: 'LuksOption', until: 3 } }),
    text('uuid'),
    bool('wipe_volume'),
  ],
});
