import { BOOT_DEVICE, GRUB } from './boot';
import { DISK, FILESYSTEM, LUKS, RAID } from './disks';
import type { ButaneConfig, ButaneStorage } from '../butane/config';
import { object, objects, struct, partOfStruct, text } from './field';
import { IGNITION, KERNEL_ARGUMENTS } from './ignition';
import { DIRECTORY, FILE, LINK, TREE } from './nodes';
import { PASSWD } from './passwd';
import { SYSTEMD } from './systemd';

const asNode = { key: 'path', shared: 'node' };
const byDevice = { key: 'device' };
const byName = { key: 'name' };

const STORAGE = struct<ButaneStorage>()({
  go: 'Storage',
  fields: [
    objects('directories', DIRECTORY, asNode),
    objects('disks', DISK, byDevice),
    objects('files', FILE, asNode),
    objects('filesystems', FILESYSTEM, byDevice),
    objects('links', LINK, asNode),
    objects('luks', LUKS, byName, { since: 2 }),
    objects('raid', RAID, byName),
    objects('trees', TREE, {}, { json: undefined, since: 1 }),
  ],
});

const inButane = { json: undefined, required: true as const };

/** The fields of a config that do not depend on its version. */
export const COMMON = partOfStruct<ButaneConfig>()({
  go: 'commonFields',
  isOfAll: true,
  fields: [text('version', inButane), text('variant', inButane)],
});

/** A whole config. */
export const ROOT = struct<ButaneConfig>()({
  go: 'Config',
  ofVariant: true,
  fields: [
    text('version', inButane),
    text('variant', inButane),
    object('ignition', IGNITION),
    object('kernel_arguments', KERNEL_ARGUMENTS, { since: 3 }),
    object('passwd', PASSWD),
    object('storage', STORAGE),
    object('systemd', SYSTEMD),
    object('boot_device', BOOT_DEVICE, { json: undefined, fcos: 3 }),
    object('grub', GRUB, { json: undefined, fcos: 5 }),
  ],
});
