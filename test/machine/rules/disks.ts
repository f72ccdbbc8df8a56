import type { RuleCase, RuleSpec, Versions } from './rule-case';
import { error, warning } from './rule-case';

const filesystem = (fields: string): string => `storage: {filesystems: [{device: /dev/a, ${fields}}]}`;
const FILESYSTEM = '$.storage.filesystems.0';
const raid = (fields: string): string => `storage: {raid: [{name: a, ${fields}}]}`;
const LUKS = '$.storage.luks.0';
const inSpec = (config: string, path: string, versions: Versions): RuleCase => ({ config, path, versions });
const label = (format: string, length: number): RuleCase => ({
  config: filesystem(`format: ${format}, label: »${'x'.repeat(length)}`),
  path: `${FILESYSTEM}.label`,
});
const labelled = (format: string, text: string): string => filesystem(`format: ${format}, label: ${text}`);

/** Disks, filesystems and arrays. */
export const DISKS: readonly RuleSpec[] = [
  error(
    'KV5222',
    [
      inSpec(
        filesystem('path: /var/a, with_mount_unit: true').replace('{device', '»{device'),
        `${FILESYSTEM}.format`,
        [1, 7],
      ),
    ],
    [filesystem('path: /var/a, format: xfs, with_mount_unit: true'), filesystem('with_mount_unit: false')],
  ),
  error(
    'KV5223',
    [
      inSpec(
        'storage: {filesystems: [»{device: /dev/a, format: xfs, with_mount_unit: true}]}',
        `${FILESYSTEM}.path`,
        [1, 7],
      ),
      inSpec(
        'storage: {filesystems: [»{device: /dev/a, format: swap, with_mount_unit: true}]}',
        `${FILESYSTEM}.path`,
        [1, 3],
      ),
    ],
    [filesystem('format: swap, with_mount_unit: true'), filesystem('format: xfs')],
  ),
  error(
    'KV5224',
    [
      inSpec(filesystem('path: »/srv, format: xfs, with_mount_unit: true'), `${FILESYSTEM}.path`, [6, 7]),
      inSpec(filesystem('path: »/variable, format: xfs, with_mount_unit: true'), `${FILESYSTEM}.path`, [6, 7]),
    ],
    [
      filesystem('path: /var, format: xfs, with_mount_unit: true'),
      filesystem('path: /etc/a, format: xfs, with_mount_unit: true'),
      filesystem('path: /srv, format: xfs'),
      { config: filesystem('path: /srv, format: xfs, with_mount_unit: true'), variant: 'flatcar' },
    ],
  ),
  error(
    'KV5340',
    [
      { config: 'storage: {disks: [»{wipe_table: true}]}', path: '$.storage.disks.0.device' },
      inSpec('storage: {luks: [{name: a, device: »""}]}', `${LUKS}.device`, [2, 7]),
    ],
    ['storage: {disks: [{device: /dev/a}]}', 'storage: {luks: [{name: a, device: /dev/a}]}'],
  ),
  error(
    'KV5350',
    ['path: /var/a', 'uuid: a', 'wipe_filesystem: true', 'options: [a]'].map((field) => ({
      config: `storage: {filesystems: [»{device: /dev/a, ${field}}]}`,
      path: `${FILESYSTEM}.format`,
    })),
    [
      filesystem('path: "", label: "", uuid: "", wipe_filesystem: false, options: []'),
      filesystem('path: /var/a, format: xfs'),
    ],
  ),
  error(
    'KV5351',
    [
      { config: filesystem('format: »zfs'), path: `${FILESYSTEM}.format` },
      { config: filesystem('format: »XFS'), path: `${FILESYSTEM}.format` },
      { config: filesystem('format: »none'), path: `${FILESYSTEM}.format`, versions: [0, 3] },
    ],
    ['ext4', 'btrfs', 'xfs', 'vfat', 'swap', 'none'].map((format) => filesystem(`format: ${format}`)),
  ),
  error(
    'KV5352',
    [{ config: filesystem('label: »a'), path: `${FILESYSTEM}.label` }],
    [labelled('xfs', 'a'), filesystem('label: ""')],
  ),
  error('KV5353', [label('ext4', 17)], [labelled('ext4', 'x'.repeat(16))]),
  error('KV5354', [label('btrfs', 257)], [labelled('btrfs', 'x'.repeat(256))]),
  error(
    'KV5355',
    [label('xfs', 13), { config: filesystem(`format: xfs, label: »${'ы'.repeat(7)}`), path: `${FILESYSTEM}.label` }],
    [labelled('xfs', 'ы'.repeat(6))],
  ),
  error('KV5356', [label('swap', 16)], [labelled('swap', 'x'.repeat(15))]),
  error('KV5357', [label('vfat', 12)], [labelled('vfat', 'x'.repeat(11))]),
  warning(
    'KV5358',
    [
      {
        config:
          'storage: {disks: [{device: /dev/a, partitions: [{number: 1}]}], filesystems: [{device: »/dev/a, format: xfs}]}',
        path: `${FILESYSTEM}.device`,
      },
    ],
    [
      'storage: {disks: [{device: /dev/a, partitions: []}], filesystems: [{device: /dev/a, format: xfs}]}',
      'storage: {disks: [{device: /dev/a, partitions: [{number: 1}]}], filesystems: [{device: /dev/a1, format: xfs}]}',
    ],
  ),
  warning(
    'KV5359',
    [
      {
        config: 'storage: {disks: [{device: /dev/a, wipe_table: true}], filesystems: [{device: »/dev/a, format: xfs}]}',
        path: `${FILESYSTEM}.device`,
      },
    ],
    [
      'storage: {disks: [{device: /dev/a, wipe_table: true}], filesystems: [{device: /dev/a, format: xfs, wipe_filesystem: true}]}',
      'storage: {disks: [{device: /dev/a}], filesystems: [{device: /dev/a, format: xfs}]}',
    ],
  ),
  error(
    'KV5360',
    [
      inSpec('storage: {raid: [»{name: a, devices: [/dev/a]}]}', '$.storage.raid.0.level', [4, 7]),
      inSpec(raid('level: »"", devices: [/dev/a]'), '$.storage.raid.0.level', [4, 7]),
    ],
    [raid('level: "1", devices: [/dev/a]')],
  ),
  error(
    'KV5361',
    [
      { config: raid('level: »raid7, devices: [/dev/a]'), path: '$.storage.raid.0.level' },
      inSpec(raid('level: »"", devices: [/dev/a]'), '$.storage.raid.0.level', [0, 3]),
    ],
    ['linear', 'raid0', '0', 'stripe', 'raid1', '1', 'mirror', 'raid4', '5', 'raid6', '10'].map((level) =>
      raid(`level: ${level}, devices: [/dev/a]`),
    ),
  ),
  error(
    'KV5362',
    ['linear', 'raid0', '0', 'stripe'].map((level) => ({
      config: raid(`level: »${level}, devices: [/dev/a], spares: 1`),
      path: '$.storage.raid.0.level',
    })),
    [raid('level: raid0, devices: [/dev/a], spares: 0'), raid('level: raid1, devices: [/dev/a], spares: 1')],
  ),
  error(
    'KV5363',
    [
      { config: 'storage: {raid: [»{name: a, level: raid1}]}', path: '$.storage.raid.0.devices' },
      { config: raid('level: raid1, devices: »[]'), path: '$.storage.raid.0.devices' },
    ],
    [raid('level: raid1, devices: [/dev/a]')],
  ),
];
