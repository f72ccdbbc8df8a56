import type { RuleCase, RuleSpec, Versions } from './rule-case';
import { error, warning } from './rule-case';

const disk = (partitions: string, rest = ''): string =>
  `storage: {disks: [{device: /dev/a, ${rest}partitions: ${partitions}}]}`;
const AT = '$.storage.disks.0.partitions';
const inSpec = (config: string, path: string, versions: Versions): RuleCase => ({ config, path, versions });
const WIPED = 'wipe_table: true, ';

/** Partitions of disks. */
export const PARTITIONS: readonly RuleSpec[] = [
  warning(
    'KV5245',
    [inSpec(disk('[»{label: data}]'), `${AT}.0.number`, [6, 7])],
    [
      disk('[{label: data, number: 1}]'),
      disk('[{label: data}]', WIPED),
      'storage: {disks: [{device: /dev/disk/by-id/coreos-boot-disk, partitions: [{label: data}]}]}',
      'storage: {disks: [{device: /dev/a, partitions: [{label: data}]}]}\nboot_device: {layout: x86_64, mirror: {devices: [/dev/a, /dev/b]}}',
      { config: disk('[{label: data}]'), variant: 'flatcar' },
    ],
  ),
  warning(
    'KV5246',
    [
      ...['BIOS-BOOT', 'PowerPC-PReP-boot', 'EFI-SYSTEM', 'boot', 'root'].map((name) => ({
        config: disk(`[{label: »${name}, number: 9, size_mib: 9000}]`),
        path: `${AT}.0.label`,
      })),
      { config: disk('[{label: »root, size_mib: 9000}]'), path: `${AT}.0.label` },
    ],
    [
      disk('[{label: root, number: 4, size_mib: 9000}, {label: boot, number: 3}]'),
      disk('[{label: root, size_mib: 9000}]', WIPED),
      disk('[{label: data, number: 4}]'),
      { config: disk('[{label: boot, number: 9}]'), variant: 'flatcar' },
    ],
  ),
  warning(
    'KV5247',
    [
      inSpec(disk('[{label: »root, number: 4}, {label: data, number: 5}]'), `${AT}.0.label`, [3, 7]),
      inSpec(disk('[{label: data, number: 5}, {label: »root, number: 4, size_mib: 0}]'), `${AT}.1.label`, [3, 7]),
    ],
    [
      disk('[{label: root, number: 4}, {label: data, number: 5, start_mib: 9000}]'),
      disk('[{label: root, number: 4, size_mib: 8192}, {label: data, number: 5}]'),
      disk('[{label: root, number: 4}]'),
    ],
  ),
  warning(
    'KV5248',
    [inSpec(disk('[{label: root, number: 4, size_mib: »8191}]'), `${AT}.0.size_mib`, [3, 7])],
    [disk('[{label: root, number: 4, size_mib: 8192}]'), disk('[{label: data, number: 5, size_mib: 1}]')],
  ),
  error(
    'KV5341',
    [{ config: disk('[{number: 1}, {number: 2}, »{number: 1}]'), path: `${AT}.2` }],
    [disk('[{number: 1}, {number: 2}]'), disk('[{label: a}, {label: b, number: 0}]')],
  ),
  error(
    'KV5342',
    [
      {
        config: disk('[{number: 1, start_mib: 10, size_mib: 10}, »{number: 2, start_mib: 19, size_mib: 1}]'),
        path: `${AT}.1`,
      },
      {
        config: disk('[{number: 1, start_mib: 10, size_mib: 10}, »{number: 2, start_mib: 15, size_mib: 0}]'),
        path: `${AT}.1`,
      },
    ],
    [
      disk('[{number: 1, start_mib: 10, size_mib: 10}, {number: 2, start_mib: 20, size_mib: 10}]'),
      disk('[{number: 1, start_mib: 10, size_mib: 10}, {number: 2, start_mib: 15}]'),
      disk('[{number: 1, start_mib: 0, size_mib: 10}, {number: 2, start_mib: 5, size_mib: 10}]'),
    ],
  ),
  error(
    'KV5343',
    [{ config: disk('[{number: 1, label: a}, »{number: 2, label: a}]'), path: `${AT}.1` }],
    [disk('[{number: 1, label: a}, {number: 2, label: A}, {number: 3}, {number: 4}]')],
  ),
  error(
    'KV5344',
    [{ config: disk('»[{number: 1, should_exist: false}, {label: a}]'), path: AT }],
    [
      disk('[{number: 1, should_exist: false}, {number: 2, label: a}]'),
      disk('[{number: 1, should_exist: true}, {label: a}]'),
    ],
  ),
  error(
    'KV5345',
    ['label: a', 'size_mib: 1', 'start_mib: 0', `guid: ${'01234567-89AB-CDEF-EDCB-A98765432101'}`].map((field) => ({
      config: disk(`[»{number: 1, should_exist: false, ${field}}]`),
      path: `${AT}.0`,
    })),
    [disk('[{number: 1, should_exist: false, guid: ""}]'), disk('[{number: 1, should_exist: true, label: a}]')],
  ),
  error(
    'KV5346',
    [{ config: disk('[»{size_mib: 1}]'), path: `${AT}.0` }],
    [disk('[{number: 1}, {number: 2, label: a}]'), disk('[{label: ""}]')],
  ),
  error(
    'KV5347',
    [
      { config: disk(`[{number: 1, label: »${'x'.repeat(37)}}]`), path: `${AT}.0.label` },
      { config: disk(`[{number: 1, label: »${'ы'.repeat(19)}}]`), path: `${AT}.0.label` },
    ],
    [disk(`[{number: 1, label: ${'x'.repeat(36)}}]`), disk(`[{number: 1, label: ${'ы'.repeat(18)}}]`)],
  ),
  error(
    'KV5348',
    [{ config: disk('[{number: 1, label: »"a:b"}]'), path: `${AT}.0.label` }],
    [disk('[{number: 1, label: a.b}]')],
  ),
  error(
    'KV5349',
    [
      { config: disk('[{number: 1, guid: »"1234"}]'), path: `${AT}.0.guid` },
      {
        config: disk('[{number: 1, type_guid: »0123456789AB-CDEF-EDCB-A98765432101}]'),
        path: `${AT}.0.type_guid`,
      },
    ],
    [disk('[{number: 1, guid: 01234567-89ab-cdef-EDCB-A98765432101, type_guid: ""}]')],
  ),
];
