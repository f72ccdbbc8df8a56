import { CEX, TANG } from './disks';
import type {
  ButaneBootDevice,
  ButaneBootDeviceLuks,
  ButaneBootDeviceMirror,
  ButaneGrub,
  ButaneGrubUser,
} from '../butane/config';
import { bool, int, object, objects, struct, text, texts } from './field';

const inButane = { json: undefined };

const BOOT_LUKS = struct<ButaneBootDeviceLuks>()({
  go: 'BootDeviceLuks',
  ofVariant: true,
  fields: [
    object('cex', CEX, { ...inButane, since: 5 }),
    bool('discard', { ...inButane, since: 4 }),
    text('device', { ...inButane, since: 5 }),
    objects('tang', TANG, { key: 'url' }, inButane),
    int('threshold', inButane),
    bool('tpm2', inButane),
  ],
});

const BOOT_MIRROR = struct<ButaneBootDeviceMirror>()({
  go: 'BootDeviceMirror',
  ofVariant: true,
  fields: [texts('devices', inButane)],
});

/** The disk that the host boots from: mirrored, encrypted. */
export const BOOT_DEVICE = struct<ButaneBootDevice>()({
  go: 'BootDevice',
  ofVariant: true,
  fields: [text('layout', inButane), object('luks', BOOT_LUKS, inButane), object('mirror', BOOT_MIRROR, inButane)],
});

const GRUB_USER = struct<ButaneGrubUser>()({
  go: 'GrubUser',
  ofVariant: true,
  fields: [text('name', { ...inButane, required: true }), text('password_hash', inButane)],
});

/** The users who may change what the host boots. */
export const GRUB = struct<ButaneGrub>()({
  go: 'Grub',
  ofVariant: true,
  fields: [objects('users', GRUB_USER, {}, inButane)],
});
