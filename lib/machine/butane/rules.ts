import { rulesOf } from '../report/rule';

const rule = rulesOf('Butane, its rules on the source');

// Contents

export const TOO_MANY_SOURCES = rule(
  'KV5205',
  'error',
  'only one of the following can be set: inline, local, source',
  'Contents come from one place.',
  'keep one of inline, local and source',
);
export const BAD_CHILD = rule(
  'KV5206',
  'error',
  'config is not valid',
  'A merged config is Ignition JSON. If it cannot be read, the boot stops.',
  'write the config as JSON, or let the library transpile it',
);
export const CHILD_JSON = rule(
  'KV5207',
  'error',
  'the JSON of a merged config cannot be read',
  'A merged config is Ignition JSON. If it cannot be read, the boot stops.',
  'correct the JSON',
);
export const CHILD_VERSION = rule(
  'KV5208',
  'warning',
  'skipping validation for the merge/replace ignition config due to an unkown version',
  'Only a config of the same spec is checked closely.',
  'give both configs the same spec',
);
export const NO_FILES_DIR = rule(
  'KV5210',
  'error',
  'local file paths are relative to a files directory that must be specified with -d/--files-dir',
  'Without a files directory no local file is read, so that a config cannot read arbitrary files of the machine.',
  'give the files directory: -d DIR, or the option filesDir',
);
export const ESCAPES = rule(
  'KV5211',
  'error',
  'local file path traverses outside the files directory',
  'A config reads nothing beyond its files directory.',
  'move the file into the files directory',
);
export const CANNOT_READ = rule(
  'KV5212',
  'error',
  'a local file cannot be read',
  'The contents of the file are embedded in the config.',
  'correct the path, which is relative to the files directory, or the permissions of the file',
);
export const TREE_WITHOUT_LOCAL = rule(
  'KV5213',
  'error',
  'local is required',
  'A tree is a folder of this machine.',
  'set local to a folder of the files directory',
);
export const TREE_NOT_DIRECTORY = rule(
  'KV5214',
  'error',
  'root of tree must be a directory',
  'A tree is a folder; a single file goes into storage.files.',
  'set local to a folder, or use storage.files',
);
export const TREE_FILE_TYPE = rule(
  'KV5215',
  'error',
  'trees may only contain files, directories, and symlinks',
  'Sockets, pipes and devices cannot be carried in a config.',
  'remove it from the folder',
);
export const NODE_EXISTS = rule(
  'KV5216',
  'error',
  'matching filesystem node has existing contents or different type',
  'The tree and the config write the same path.',
  'remove the file from the tree, or the entry from the config',
);

export const LINK_ESCAPES = rulesOf('the library: Butane follows such links')(
  'KV5217',
  'error',
  'a link leads outside the files directory',
  'A config reads nothing beyond its files directory, not even through a link. Butane follows such links.',
  'put the file itself into the files directory',
);

// Files and units

export const DECIMAL_MODE = rule(
  'KV5220',
  'warning',
  'unreasonable mode would be reasonable if specified in octal; remember to add a leading zero',
  'mode: 644 is a decimal number, 01204 in octal, and surely not what is meant.',
  'write the mode with a leading zero: 0644',
);
export const TOO_MANY_UNIT_SOURCES = rule(
  'KV5221',
  'error',
  'only one of the following can be set: contents, contents_local',
  'The text of a unit comes from a single source.',
  'keep contents or contents_local',
);
export const MOUNT_WITHOUT_FORMAT = rule(
  'KV5222',
  'error',
  'format is required if with_mount_unit is true',
  'The mount unit needs the format.',
  'set format',
);
export const MOUNT_WITHOUT_PATH = rule(
  'KV5223',
  'error',
  'path is required if with_mount_unit is true and format is not swap',
  'A mount unit needs a mount point.',
  'set path',
);
export const MOUNT_ELSEWHERE = rule(
  'KV5224',
  'error',
  'path must be under /etc or /var if with_mount_unit is true',
  'Everything else in Fedora CoreOS is read-only or created at boot: nothing can be mounted there.',
  'mount it below /var or /etc',
);

// The boot device

export const MIRROR_NEEDS_LAYOUT = rule(
  'KV5230',
  'error',
  'boot_device.layout should be specified when boot_device.mirror is specified',
  'The partitions of the mirror differ between the architectures; since 1.7.0 there is no default.',
  'set boot_device.layout: x86_64 for most machines',
);
export const MIRROR_SHOULD_HAVE_LAYOUT = rule(
  'KV5231',
  'warning',
  'boot_device.layout should be specified when boot_device.mirror is specified',
  'The partitions of the mirror differ between the architectures; x86_64 is the default.',
  'set boot_device.layout: x86_64 for most machines',
);
export const TOO_FEW_MIRRORS = rule(
  'KV5232',
  'error',
  'mirroring requires at least two devices',
  'A mirror needs at least two disks.',
  'name two devices, or remove the mirror',
);
export const UNKNOWN_LAYOUT_OLD = rule(
  'KV5233',
  'error',
  'layout must be one of: aarch64, ppc64le, x86_64',
  'The layout decides which partitions the boot disk gets.',
  'use one of these layouts',
);
export const UNKNOWN_LAYOUT = rule(
  'KV5234',
  'error',
  'layout must be one of: aarch64, ppc64le, s390x-eckd, s390x-virt, s390x-zfcp, x86_64',
  'The layout decides which partitions the boot disk gets.',
  'use one of these layouts',
);
export const MIRROR_UNSUPPORTED = rule(
  'KV5235',
  'error',
  'mirroring not supported on layouts: s390x-eckd, s390x-zfcp, s390x-virt',
  'The boot loader of IBM Z does not read a mirror.',
  'take the mirror out',
);
export const LUKS_DEVICE_REQUIRED = rule(
  'KV5236',
  'error',
  'device is required for layouts: s390x-eckd, s390x-zfcp',
  'The root partition has no label there, and is found by its device.',
  'set boot_device.luks.device',
);
export const LUKS_DEVICE_NAME = rule(
  'KV5237',
  'error',
  'device name must start with /dev/dasd on s390x-eckd layout or /dev/sd on s390x-zfcp layout',
  'The names of the disks depend on how they are attached.',
  'write /dev/dasda for eckd, or /dev/sda for zfcp',
);
export const CEX_ARCHITECTURE = rule(
  'KV5238',
  'error',
  'when using cex the targeted architecture must match s390x',
  'Only IBM Z machines have these crypto cards.',
  'remove cex, or use an s390x layout',
);
export const BOOT_CEX_WITH_CLEVIS = rule(
  'KV5239',
  'error',
  'cannot use cex with clevis',
  'The key of the volume is either in the crypto card or with clevis, not both.',
  'keep cex, or tang and tpm2',
);
export const NO_LUKS_METHOD = rule(
  'KV5240',
  'error',
  'no method specified for luks',
  'Nothing says how the boot disk is unlocked.',
  'set tpm2, tang or cex',
);
export const GRUB_NAME = rule(
  'KV5241',
  'error',
  'field "name" is required',
  'GRUB asks for a name and a password.',
  'set name',
);
export const GRUB_PASSWORD = rule(
  'KV5242',
  'error',
  'field "password_hash" is required',
  'A user without a password could change what the host boots.',
  'set password_hash, as `grub2-mkpasswd-pbkdf2` prints it',
);

// Partitions

export const REUSE_BY_LABEL = rule(
  'KV5245',
  'warning',
  'partitions cannot be reused by label; number must be specified except on boot disk ' +
    '(/dev/disk/by-id/coreos-boot-disk) or when wipe_table is true',
  'The next time the host is installed, a second partition is created next to the first one.',
  'give the partition a number, or set wipe_table',
);
export const RESERVED_LABEL = rule(
  'KV5246',
  'warning',
  'incorrect partition number; a new partition will be created using reserved label',
  'The image finds its own partitions by these labels: two with the same label break the boot.',
  'use the number that the image gives to the partition, or another label',
);
export const ROOT_CONSTRAINED = rule(
  'KV5247',
  'warning',
  'root partition cannot expand; it is set to fill available space but is followed by an auto-positioned partition',
  "The next partition begins right after the image's own root partition of some 2 GiB.",
  'give root a size_mib of at least 8192, or the other partitions a start_mib',
);
export const ROOT_TOO_SMALL = rule(
  'KV5248',
  'warning',
  'root should have 8GiB of space assigned',
  'The first update needs room for a second system next to the first one.',
  'set size_mib to 8192 or more',
);
export const CLEVIS_UNSUPPORTED = rule(
  'KV5249',
  'error',
  'clevis is not supported in this spec version',
  'Flatcar has no clevis in its initrd: the volume would never be unlocked.',
  'use key_file, or leave the volume unencrypted',
);
