import type { ConfigObject } from '../../value';
import { isTrue, objectOf, objectsOf, textOf, textsOf } from '../../value';
import type { Translation } from '../translation';
import { mergeShorthand } from './shorthand';

/** The partition that a layout puts before the boot partition of a mirrored disk. */
interface Layout {
  readonly partitions: readonly { readonly label: string; readonly size: number; readonly type: string }[];
  readonly hasEfi: boolean;
}

const BIOS = { label: 'bios', size: 1, type: '21686148-6449-6E6F-744E-656564454649' };
const EFI = { label: 'esp', size: 127, type: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B' };
const PREP = { label: 'prep', size: 4, type: '9E1A2D38-C612-4316-AA26-8B49521E5A8B' };
const RESERVED = { label: 'reserved', size: 1, type: '8DA63339-0007-60C0-C436-083AC8230908' };
const BOOT_MIB = 384;

const LAYOUTS: Readonly<Record<string, Layout>> = {
  x86_64: { partitions: [BIOS, EFI], hasEfi: true },
  aarch64: { partitions: [RESERVED, EFI], hasEfi: true },
  ppc64le: { partitions: [PREP, RESERVED], hasEfi: false },
};
/** On IBM Z the root partition has no label and is found by its number after the disk's name. */
const ROOT_PARTITION: Readonly<Record<string, string>> = { 's390x-eckd': '2', 's390x-zfcp': '4' };

/** Adds the disks, arrays, volumes and filesystems of a mirrored or encrypted boot device. */
export function addBootDevice(root: ConfigObject, translation: Translation): ConfigObject {
  const boot = objectOf(root, 'boot_device');
  const luks = objectOf(boot, 'luks');
  const devices = textsOf(objectOf(boot, 'mirror'), 'devices');
  const isMirrored = devices.length > 0;
  const isEncrypted = hasMethod(luks);
  if (!isMirrored && !isEncrypted) return root;
  const layout = textOf(boot, 'layout') ?? 'x86_64';
  const { origins } = translation;
  const storage: ConfigObject = {};
  const filesystems: ConfigObject[] = [];
  if (isMirrored) addMirror(storage, filesystems, devices, LAYOUTS[layout] ?? LAYOUTS.x86_64!, translation);
  if (isEncrypted) {
    const path = ['boot_device', 'luks'];
    const volume = encryptedRoot(luks!, isMirrored, layout, translation);
    const volumes = [volume];
    origins.set(volumes, path);
    storage.luks = volumes;
  }
  const rootFilesystem: ConfigObject = {
    device: isEncrypted ? '/dev/mapper/root' : '/dev/md/md-root',
    format: 'xfs',
    label: 'root',
    wipe_filesystem: true,
  };
  origins.setWhole(rootFilesystem, ['boot_device']);
  filesystems.push(rootFilesystem);
  origins.set(filesystems, ['boot_device']);
  storage.filesystems = filesystems;
  origins.set(storage, ['boot_device']);
  return mergeShorthand({ storage }, root, translation);
}

/** Whether the boot disk is to be encrypted. */
export function hasMethod(luks: ConfigObject | undefined): boolean {
  return isTrue(luks, 'tpm2') || objectsOf(luks, 'tang').length > 0 || isTrue(objectOf(luks, 'cex'), 'enabled');
}

function addMirror(
  storage: ConfigObject,
  filesystems: ConfigObject[],
  devices: readonly string[],
  layout: Layout,
  { origins }: Translation,
): void {
  const mirror = ['boot_device', 'mirror'];
  const disks = devices.map((device, i) => {
    const label = (name: string): string => `${name}-${i + 1}`;
    const first = layout.partitions.map(({ label: name, size, type }) => ({
      label: label(name),
      size_mib: size,
      type_guid: type,
    }));
    const partitions = [...first, { label: label('boot'), size_mib: BOOT_MIB }, { label: label('root') }];
    const disk = { device, partitions, wipe_table: true };
    const from = [...mirror, 'devices', i];
    for (const made of [disk, partitions, ...partitions]) origins.setWhole(made, from);
    if (layout.hasEfi) {
      const efi = {
        device: `/dev/disk/by-partlabel/${label('esp')}`,
        format: 'vfat',
        label: label('esp'),
        wipe_filesystem: true,
      };
      origins.setWhole(efi, from);
      filesystems.push(efi);
    }
    return disk;
  });
  origins.set(disks, [...mirror, 'devices']);
  const array = (name: string, more: object): ConfigObject => ({
    devices: devices.map((_, i) => `/dev/disk/by-partlabel/${name}-${i + 1}`),
    level: 'raid1',
    name: `md-${name}`,
    ...more,
  });
  // The superblock at the end keeps the boot array readable for a GRUB without RAID support.
  const raid = [array('boot', { options: ['--metadata=1.0'] }), array('root', {})];
  const boot = { device: '/dev/md/md-boot', format: 'ext4', label: 'boot', wipe_filesystem: true };
  for (const made of [raid, ...raid, ...raid.map((its) => its.devices as object), boot]) origins.setWhole(made, mirror);
  filesystems.push(boot);
  storage.disks = disks;
  storage.raid = raid;
}

function encryptedRoot(
  luks: ConfigObject,
  isMirrored: boolean,
  layout: string,
  translation: Translation,
): ConfigObject {
  const { origins } = translation;
  const path = ['boot_device', 'luks'];
  const behind = ROOT_PARTITION[layout];
  const device = isMirrored
    ? '/dev/md/md-root'
    : behind === undefined
      ? '/dev/disk/by-partlabel/root'
      : `${textOf(luks, 'device') ?? ''}${behind}`;
  const volume: ConfigObject = { device, label: 'luks-root', name: 'root', wipe_volume: true };
  if (luks.discard !== undefined) volume.discard = luks.discard;
  const isCex = isTrue(objectOf(luks, 'cex'), 'enabled');
  if (isCex) volume.cex = luks.cex!;
  else {
    const clevis: ConfigObject = {};
    for (const name of ['tang', 'threshold', 'tpm2']) if (luks[name] !== undefined) clevis[name] = luks[name];
    volume.clevis = clevis;
    origins.set(clevis, path);
  }
  origins.set(volume, path, new Map(['device', 'label', 'name', 'wipe_volume'].map((field) => [field, path])));
  return volume;
}
