import { BOOT_DEVICE } from './boot-device';
import { CHILDREN } from './children';
import { CONTENTS } from './contents';
import { DISKS } from './disks';
import { VOLUMES } from './luks';
import { NODES } from './nodes';
import { PARTITIONS } from './partitions';
import { READING } from './reading';
import { SOURCES } from './sources';
import { UNITS } from './units';
import type { RuleSpec } from './rule-case';

/** The rules of Butane and Ignition, by what they are about. */
export const TABLES: Readonly<Record<string, readonly RuleSpec[]>> = {
  'the reading of a text': READING,
  'what contents come from': CONTENTS,
  'files, directories and links': NODES,
  'URLs, checksums and headers': SOURCES,
  partitions: PARTITIONS,
  'disks and filesystems': DISKS,
  'encrypted volumes': VOLUMES,
  'local files that are merged': CHILDREN,
  units: UNITS,
  'the boot device': BOOT_DEVICE,
};
