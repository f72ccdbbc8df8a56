import type { CheckContext } from '../ignition/check-context';
import { decimalModeWarning } from '../syntax/mode';
import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import type { Dialect } from '../schema/versions';
import type { ConfigObject, Value } from '../value';
import { isEmptyValue, isTrue, numberOf, objectOf, objectsOf, textOf, textsOf } from '../value';
import * as boot from './check-boot-device';
import * as rules from './rules';

type Check = (object: ConfigObject, context: CheckContext, dialect: Dialect) => void;

const BOOT_DISK = '/dev/disk/by-id/coreos-boot-disk';
const MOUNTABLE = /^\/(etc|var)(\/|$)/;

const resource: Check = (object, context) => {
  const given = ['local', 'inline', 'source'].filter((name) => object[name] !== undefined);
  if (given.length > 1) context.add(rules.TOO_MANY_SOURCES, [given[given.length - 1]!]);
};

const fileContents: Check = (object, context) => {
  if (object.inline !== undefined && object.source !== undefined) context.add(rules.TOO_MANY_SOURCES, ['inline']);
};

const mode =
  (kind: 'file' | 'directory'): Check =>
  (object, context) => {
    const value = numberOf(object, 'mode');
    if (value === undefined) return;
    if (decimalModeWarning(Number(value), kind) !== undefined) context.add(rules.DECIMAL_MODE, ['mode']);
  };

const unitText: Check = (object, context) => {
  if (object.contents !== undefined && object.contents_local !== undefined) {
    context.add(rules.TOO_MANY_UNIT_SOURCES, ['contents_local']);
  }
};

const filesystem: Check = (object, context) => {
  if (!isTrue(object, 'with_mount_unit')) return;
  const format = textOf(object, 'format') ?? '';
  const hasPath = (textOf(object, 'path') ?? '') !== '';
  // Before swap existed, the two were checked separately.
  const isApart = context.spec < 3;
  if (isApart && !hasPath) context.add(rules.MOUNT_WITHOUT_PATH, ['path']);
  if (format === '') context.add(rules.MOUNT_WITHOUT_FORMAT, ['format']);
  else if (!isApart && !hasPath && format !== 'swap') context.add(rules.MOUNT_WITHOUT_PATH, ['path']);
};

const tree: Check = (object, context) => {
  if ((textOf(object, 'local') ?? '') === '') context.add(rules.TREE_WITHOUT_LOCAL);
};

const grubUser: Check = (object, context) => {
  if ((textOf(object, 'name') ?? '') === '') context.add(rules.GRUB_NAME, ['name']);
  if ((textOf(object, 'password_hash') ?? '') === '') context.add(rules.GRUB_PASSWORD, ['password_hash']);
};

/** Requirements of Fedora CoreOS for a whole config, since 1.6.0. */
const config: Check = (root, context, { variant, minor }) => {
  if (variant !== 'fcos' || minor < 6) return;
  const storage = objectOf(root, 'storage');
  const mirrors = new Set(textsOf(objectOf(objectOf(root, 'boot_device'), 'mirror'), 'devices'));
  objectsOf(storage, 'disks').forEach((disk, i) => {
    const device = textOf(disk, 'device') ?? '';
    if (device === BOOT_DISK || isTrue(disk, 'wipe_table') || mirrors.has(device)) return;
    objectsOf(disk, 'partitions').forEach((partition, j) => {
      if ((numberOf(partition, 'number') ?? 0) !== 0 || partition.label === undefined) return;
      context.add(rules.REUSE_BY_LABEL, ['storage', 'disks', i, 'partitions', j, 'number']);
    });
  });
  objectsOf(storage, 'filesystems').forEach((entry, i) => {
    const path = textOf(entry, 'path');
    if (path === undefined || MOUNTABLE.test(path) || !isTrue(entry, 'with_mount_unit')) return;
    context.add(rules.MOUNT_ELSEWHERE, ['storage', 'filesystems', i, 'path']);
  });
};

const CHECKS = new Map<string, Check>(
  Object.entries({
    Config: config,
    Resource: resource,
    FileContents: fileContents,
    Directory: mode('directory'),
    File: mode('file'),
    Unit: unitText,
    Dropin: unitText,
    Filesystem: filesystem,
    Tree: tree,
    GrubUser: grubUser,
    BootDevice: boot.bootDevice,
    BootDeviceLuks: boot.bootDeviceLuks,
    BootDeviceMirror: boot.bootDeviceMirror,
  }),
);

/**
 * Checks the source by the rules of Butane.
 *
 * @param lookAtChild Checks each resource, at the place of the context: it may be a config itself.
 */
export function checkSource(
  root: ConfigObject,
  struct: DialectStruct,
  dialect: Dialect,
  context: CheckContext,
  lookAtChild: (resource: ConfigObject) => void,
): void {
  const visit = (object: ConfigObject, its: DialectStruct): void => {
    CHECKS.get(its.name)?.(object, context, dialect);
    if (its.name === 'Resource') lookAtChild(object);
    for (const field of its.fields) {
      const value = object[field.name];
      if (value !== undefined && field.struct !== undefined) inside(value, field, field.struct);
    }
  };
  const inside = (value: Value, field: DialectField, its: DialectStruct): void => {
    context.path.push(field.name);
    if (field.list === undefined) visit(value as ConfigObject, its);
    else {
      (value as readonly ConfigObject[]).forEach((entry, i) => {
        context.path.push(i);
        visit(entry, its);
        context.path.pop();
      });
    }
    context.path.pop();
  };
  visit(root, struct);
}

// The partitions that the image creates itself, by number.
const RESERVED: Readonly<Record<string, number>> = {
  'BIOS-BOOT': 1,
  'PowerPC-PReP-boot': 1,
  'EFI-SYSTEM': 2,
  boot: 3,
  root: 4,
};
const LEAST_ROOT_MIB = 8192;

/** Looks at the partitions of Fedora CoreOS, those that Butane makes included. */
export function checkPartitions(root: ConfigObject, { variant, minor }: Dialect, context: CheckContext): void {
  if (variant !== 'fcos') return;
  objectsOf(objectOf(root, 'storage'), 'disks').forEach((disk, i) => {
    const partitions = objectsOf(disk, 'partitions');
    let floating: number | undefined;
    partitions.forEach((partition, j) => {
      const label = textOf(partition, 'label');
      if (label === undefined) return;
      const at = ['storage', 'disks', i, 'partitions', j];
      if (label === 'root' && minor >= 3) {
        const size = numberOf(partition, 'size_mib') ?? 0;
        floating ??= partitions.filter((its) => (numberOf(its, 'start_mib') ?? 0) === 0).length;
        const others = floating - ((numberOf(partition, 'start_mib') ?? 0) === 0 ? 1 : 0);
        if (size === 0) {
          if (others > 0) context.add(rules.ROOT_CONSTRAINED, [...at, 'label']);
        } else if (size < LEAST_ROOT_MIB) context.add(rules.ROOT_TOO_SMALL, [...at, 'size_mib']);
      }
      const reserved = Object.hasOwn(RESERVED, label) ? RESERVED[label] : undefined;
      if (isTrue(disk, 'wipe_table') || reserved === undefined) return;
      if ((numberOf(partition, 'number') ?? 0) !== reserved) context.add(rules.RESERVED_LABEL, [...at, 'label']);
    });
  });
}

/** Checks for fields that Flatcar does not support. */
export function checkVariant(root: ConfigObject, { variant }: Dialect, context: CheckContext): void {
  if (variant !== 'flatcar') return;
  objectsOf(objectOf(root, 'storage'), 'luks').forEach((luks, i) => {
    if (!isEmptyValue(luks.clevis)) context.add(rules.CLEVIS_UNSUPPORTED, ['storage', 'luks', i, 'clevis']);
  });
}
