import { byteLength } from './runes';
import { type IgnitionSpec, isSince } from '../schema/versions';

interface FilesystemFormat {
  readonly name: string;
  readonly since: IgnitionSpec;
  /** Of its label, in bytes; undefined where Ignition does not look. */
  readonly longestLabel: number | undefined;
}

const FORMATS: readonly FilesystemFormat[] = [
  { name: 'ext4', since: '3.0.0', longestLabel: 16 },
  { name: 'btrfs', since: '3.0.0', longestLabel: 256 },
  { name: 'xfs', since: '3.0.0', longestLabel: 12 },
  { name: 'swap', since: '3.0.0', longestLabel: 15 },
  { name: 'vfat', since: '3.0.0', longestLabel: 11 },
  { name: 'none', since: '3.3.0', longestLabel: undefined },
];

const LONGEST_PARTITION_LABEL = 36;
const LONGEST_LUKS_LABEL = 47;

/** The fault of the format of a filesystem, in Ignition's words. */
export function formatFault(format: string, spec: IgnitionSpec): string | undefined {
  const known = FORMATS.some(({ name, since }) => name === format && isSince(spec, since));
  return known ? undefined : 'invalid filesystem format';
}

/** The fault of the label of a filesystem, in Ignition's words; an empty format is one that is not given. */
export function filesystemLabelFault(label: string, format: string): string | undefined {
  if (label === '') return undefined;
  if (format === '') return 'filesystem must specify format if label is specified';
  const longest = FORMATS.find(({ name }) => name === format)?.longestLabel;
  return longest !== undefined && byteLength(label) > longest
    ? `filesystem labels cannot be longer than ${longest} characters when using ${format}`
    : undefined;
}

/** The fault of the label of a partition, in Ignition's words. */
export function partitionLabelFault(label: string): string | undefined {
  if (byteLength(label) > LONGEST_PARTITION_LABEL) {
    return `partition labels may not exceed ${LONGEST_PARTITION_LABEL} characters`;
  }
  return label.includes(':') ? 'partition label will be truncated to text before the colon' : undefined;
}

/** The fault of the label of a LUKS device, in Ignition's words. */
export function luksLabelFault(label: string): string | undefined {
  return byteLength(label) > LONGEST_LUKS_LABEL
    ? `luks device labels cannot be longer than ${LONGEST_LUKS_LABEL} characters`
    : undefined;
}
