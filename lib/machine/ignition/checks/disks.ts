import { guidFault } from '../../syntax/guid';
import { filesystemLabelFault, formatFault, partitionLabelFault } from '../../syntax/labels';
import type { ConfigObject } from '../../value';
import { isTrue, numberOf, objectOf, objectsOf, textOf, textsOf } from '../../value';
import type { Check } from '../check-context';
import * as rules from '../rules-of-disks';
import { overlap } from './overlap';
import { addPathFault } from './paths';

const RAID_LEVELS = new Set(
  ['linear', 'stripe', 'mirror'].concat([0, 1, 4, 5, 6, 10].flatMap((level) => [`raid${level}`, String(level)])),
);
const WITHOUT_SPARES = new Set(['linear', 'raid0', '0', 'stripe']);

/** A disk, and contradictions between its partitions. */
export const disk: Check<ConfigObject> = (object, context) => {
  const device = textOf(object, 'device') ?? '';
  if (device === '') return context.add(rules.DEVICE_REQUIRED, ['device']);
  addPathFault(context, ['device'], device);
  const partitions = objectsOf(object, 'partitions');
  const number = (partition: ConfigObject): number | bigint => numberOf(partition, 'number') ?? 0;
  const repeated = secondOfTwo(
    partitions.map((p) => (number(p) === 0 ? undefined : String(number(p)))),
    true,
  );
  if (repeated >= 0) context.add(rules.NUMBERS_COLLIDE, ['partitions', repeated]);
  const overlapping = overlap(partitions);
  if (overlapping >= 0) context.add(rules.PARTITIONS_OVERLAP, ['partitions', overlapping]);
  const labelled = secondOfTwo(
    partitions.map((p) => textOf(p, 'label')),
    false,
  );
  if (labelled >= 0) context.add(rules.LABEL_TWICE, ['partitions', labelled]);
  const isFloating = partitions.some((p) => number(p) === 0);
  if (isFloating && partitions.some((p) => p.should_exist === false)) {
    context.add(rules.ABSENT_BESIDE_NEXT_FREE, ['partitions']);
  }
};

/**
 * The index where a key occurs for the second time; -1 when none does.
 *
 * @param byFirst Whether the key whose first place comes first counts, or the one whose second place does.
 */
function secondOfTwo(keys: readonly (string | undefined)[], byFirst: boolean): number {
  const places = new Map<string, { readonly first: number; second: number }>();
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined) continue;
    const known = places.get(key);
    if (known === undefined) places.set(key, { first: i, second: -1 });
    else if (!byFirst) return i;
    else if (known.second < 0) known.second = i;
  }
  // A map keeps the order in which its keys came.
  for (const { second } of places.values()) if (second >= 0) return second;
  return -1;
}

/** A partition. */
export const partition: Check<ConfigObject> = (object, context) => {
  const label = textOf(object, 'label');
  const guids = [textOf(object, 'guid'), textOf(object, 'type_guid')] as const;
  const hasMore =
    label !== undefined ||
    guids.some((g) => g !== undefined && g !== '') ||
    'start_mib' in object ||
    'size_mib' in object;
  if (object.should_exist === false && hasMore) context.add(rules.ABSENT_WITH_OTHERS);
  if ((numberOf(object, 'number') ?? 0) === 0 && label === undefined) context.add(rules.LABEL_OR_NUMBER);
  const labelFault = label === undefined ? undefined : partitionLabelFault(label);
  context.addFault(labelFault, ['label'], rules.PARTITION_LABEL_TOO_LONG, rules.PARTITION_LABEL_COLON);
  context.addFault(guidFault(guids[0] ?? ''), ['guid'], rules.BAD_GUID);
  context.addFault(guidFault(guids[1] ?? ''), ['type_guid'], rules.BAD_GUID);
};

/** A filesystem. */
export const filesystem: Check<ConfigObject> = (object, context) => {
  const path = textOf(object, 'path') ?? '';
  if (path !== '') addPathFault(context, ['path'], path);
  addPathFault(context, ['device'], textOf(object, 'device') ?? '');
  const format = textOf(object, 'format') ?? '';
  const label = textOf(object, 'label') ?? '';
  const hasMore =
    path !== '' ||
    label !== '' ||
    (textOf(object, 'uuid') ?? '') !== '' ||
    isTrue(object, 'wipe_filesystem') ||
    textsOf(object, 'mount_options').length > 0 ||
    textsOf(object, 'options').length > 0;
  if (format !== '') context.addFault(formatFault(format, context.version), ['format'], rules.BAD_FORMAT);
  else if (hasMore) context.add(rules.FORMAT_REQUIRED, ['format']);
  const labelFault = filesystemLabelFault(label, format);
  context.addFault(labelFault, ['label'], rules.LABEL_NEEDS_FORMAT, ...rules.FILESYSTEM_LABELS);
};

/** Contradictions between filesystems and disks. */
export const filesystemsOfStorage: Check<ConfigObject> = (storage, context) => {
  const disks = new Map(objectsOf(storage, 'disks').map((entry) => [textOf(entry, 'device') ?? '', entry]));
  if (disks.size === 0) return;
  objectsOf(storage, 'filesystems').forEach((entry, i) => {
    const its = disks.get(textOf(entry, 'device') ?? '');
    if (its === undefined) return;
    const at = ['filesystems', i, 'device'];
    if (objectsOf(its, 'partitions').length > 0) context.add(rules.OVERWRITES_PARTITIONS, at);
    else if (!isTrue(entry, 'wipe_filesystem') && isTrue(its, 'wipe_table')) context.add(rules.IMPLICIT_WIPE, at);
  });
};

/** A software RAID. */
export const raid: Check<ConfigObject> = (object, context) => {
  const level = textOf(object, 'level') ?? '';
  const spares = numberOf(object, 'spares') ?? 0;
  if (level === '' && context.spec >= 3) context.add(rules.RAID_LEVEL_REQUIRED, ['level']);
  else if (!RAID_LEVELS.has(level)) context.add(rules.BAD_RAID_LEVEL, ['level']);
  else if (WITHOUT_SPARES.has(level) && spares !== 0) context.add(rules.SPARES_UNSUPPORTED, ['level']);
  const devices = textsOf(object, 'devices');
  if (devices.length === 0) context.add(rules.RAID_DEVICES_REQUIRED, ['devices']);
  devices.forEach((device, i) => addPathFault(context, ['devices', i], device));
};

/** Whether clevis opens a volume. */
export function hasClevis(luks: ConfigObject): boolean {
  const clevis = objectOf(luks, 'clevis');
  return (textOf(objectOf(clevis, 'custom'), 'pin') ?? '') !== '' || hasOtherClevis(clevis);
}

/** Whether clevis opens a volume by anything but a custom config. */
export function hasOtherClevis(clevis: ConfigObject | undefined): boolean {
  return objectsOf(clevis, 'tang').length > 0 || isTrue(clevis, 'tpm2') || (numberOf(clevis, 'threshold') ?? 0) !== 0;
}
