import type { RuleCase, RuleSpec, Versions } from './rule-case';
import { error, warning } from './rule-case';

const file = (fields: string): string => `storage: {files: [{${fields}}]}`;
const directory = (fields: string): string => `storage: {directories: [{${fields}}]}`;
const link = (fields: string): string => `storage: {links: [{${fields}}]}`;
const fileMode = (mode: string, versions: Versions = [0, 7]): RuleCase => ({
  config: file(`path: /a, mode: »${mode}`),
  path: '$.storage.files.0.mode',
  versions,
});
const directoryMode = (mode: string, versions: Versions = [0, 7]): RuleCase => ({
  config: directory(`path: /a, mode: »${mode}`),
  path: '$.storage.directories.0.mode',
  versions,
});

/** Files, directories, links; users; the version of a ready config. */
export const NODES: readonly RuleSpec[] = [
  warning(
    'KV5220',
    [fileMode('644'), fileMode('755'), fileMode('600'), directoryMode('755'), directoryMode('1777')],
    [
      ...['0644', '0755', '420', '0740', '0', '999'].map((mode) => file(`path: /a, mode: ${mode}`)),
      directory('path: /a, mode: 01777'),
    ],
  ),
  error(
    'KV5300',
    [
      { config: '{"ignition": {"version": »"3.4"}}', path: '$.ignition.version', variant: 'ignition' },
      { config: '{"ignition": »{}}', path: '$.ignition.version', variant: 'ignition' },
      { config: '»{}', path: '$.ignition.version', variant: 'ignition' },
    ],
    [{ config: '{"ignition": {"version": "VERSION"}}', variant: 'ignition' }],
  ),
  error(
    'KV5301',
    [
      { config: '{"ignition": {"version": »"2.3.0"}}', path: '$.ignition.version', variant: 'ignition' },
      { config: '{"ignition": {"version": »"3.7.0"}}', path: '$.ignition.version', variant: 'ignition' },
      { config: '{"ignition": {"version": »"3.7.0-experimental"}}', path: '$.ignition.version', variant: 'ignition' },
    ],
    [{ config: '{"ignition": {"version": "VERSION"}}', variant: 'ignition' }],
  ),
  error(
    'KV5302',
    [
      {
        config: 'storage: {files: [{path: /a}, »{path: /a}]}',
        path: '$.storage.files.1',
      },
      {
        config: 'storage: {files: [»{path: /a}], directories: [{path: /a}]}',
        path: '$.storage.files.0',
      },
      {
        config: 'storage: {links: [»{path: /a, target: /b}], files: [{path: /a}]}',
        path: '$.storage.links.0',
      },
      {
        config: 'storage: {filesystems: [{device: /dev/a}, »{device: /dev/a}]}',
        path: '$.storage.filesystems.1',
      },
      {
        config: 'storage: {raid: [{name: a, level: raid1, devices: [/dev/a, »/dev/a]}]}',
        path: '$.storage.raid.0.devices.1',
      },
      { config: 'passwd: {users: [{name: core}, »{name: core}]}', path: '$.passwd.users.1' },
      { config: 'passwd: {users: [{name: core, groups: [a, b, »a]}]}', path: '$.passwd.users.0.groups.2' },
      {
        config: 'systemd: {units: [{name: a.service}, »{name: a.service}]}',
        path: '$.systemd.units.1',
      },
      {
        config: 'ignition: {config: {merge: [{source: "data:,"}, »{source: "data:,"}]}}',
        path: '$.ignition.config.merge.1',
      },
      {
        config: 'kernel_arguments: {should_exist: [quiet], should_not_exist: [»quiet]}',
        path: '$.kernel_arguments.should_not_exist.0',
        versions: [4, 7],
      },
      {
        config: 'storage: {files: [{path: /a, contents: {source: "http://a", http_headers: [{name: a}, »{name: a}]}}]}',
        path: '$.storage.files.0.contents.http_headers.1',
        versions: [1, 7],
      },
      {
        config: 'storage: {luks: [{name: a, device: /dev/a}, »{name: a, device: /dev/b}]}',
        path: '$.storage.luks.1',
        versions: [2, 7],
      },
      {
        config: 'storage: {disks: [{device: /dev/a, partitions: [{label: a, size_mib: 1}, »{label: a}]}]}',
        path: '$.storage.disks.0.partitions.1',
      },
      {
        config:
          'passwd: {users: [{name: core, ssh_authorized_keys: [ssh-ed25519 AAAA core], ssh_authorized_keys_local: [»key.pub]}]}',
        path: '$.passwd.users.0.ssh_authorized_keys_local.0',
        versions: [5, 7],
      },
    ],
    [
      'storage: {files: [{path: /a}, {path: /b, append: [{inline: a}, {inline: a}]}]}',
      'storage: {filesystems: [{device: /dev/a, format: xfs, options: [-K, -K], mount_options: [a, a]}]}',
      'storage: {disks: [{device: /dev/a, wipe_table: true, partitions: [{number: 1, label: a}, {number: 2, label: b}]}]}',
    ],
  ),
  error(
    'KV5303',
    [
      {
        config: '{"ignition": {"version": 3.4».0}}',
        path: '',
        variant: 'ignition',
        message: "invalid character '.' after object key:value pair",
      },
      { config: '»{', path: '', variant: 'ignition', message: 'unexpected end of JSON input' },
    ],
    [{ config: '{"ignition": {"version": "VERSION"}}', variant: 'ignition' }],
  ),
  error(
    'KV5325',
    [
      { config: file('path: »""'), path: '$.storage.files.0.path' },
      { config: 'storage: {files: [»{mode: 0644}]}', path: '$.storage.files.0.path' },
      { config: directory('path: »""'), path: '$.storage.directories.0.path' },
      { config: link('path: »"", target: /a'), path: '$.storage.links.0.path' },
      { config: 'storage: {filesystems: [»{format: xfs}]}', path: '$.storage.filesystems.0.device' },
      {
        config: 'storage: {raid: [{name: a, level: raid1, devices: [»""]}]}',
        path: '$.storage.raid.0.devices.0',
      },
    ],
    [file('path: /'), 'storage: {filesystems: [{device: /dev/a, path: ""}]}'],
  ),
  error(
    'KV5326',
    [
      { config: file('path: »etc/hosts'), path: '$.storage.files.0.path' },
      { config: directory('path: »./a'), path: '$.storage.directories.0.path' },
      { config: link('path: »a, target: b'), path: '$.storage.links.0.path' },
      { config: 'storage: {disks: [{device: »sda}]}', path: '$.storage.disks.0.device' },
      {
        config: 'storage: {filesystems: [{device: /dev/a, format: xfs, path: »var}]}',
        path: '$.storage.filesystems.0.path',
      },
      { config: 'storage: {luks: [{name: a, device: »sda}]}', path: '$.storage.luks.0.device', versions: [2, 7] },
    ],
    [file('path: /etc/hosts'), link('path: /a, target: b')],
  ),
  error(
    'KV5327',
    [
      ...['//a', '/a/', '/a/./b', '/a/../b'].map((path) => ({
        config: file(`path: »${path}`),
        path: '$.storage.files.0.path',
      })),
      { config: 'storage: {disks: [{device: »/dev//a}]}', path: '$.storage.disks.0.device' },
    ],
    [file('path: /a/..b/.c'), link('path: /a, target: ../b/')],
  ),
  error(
    'KV5328',
    [
      { config: file('path: /a, user: »{id: 1, name: core}'), path: '$.storage.files.0.user' },
      { config: directory('path: /a, group: »{id: 0, name: root}'), path: '$.storage.directories.0.group' },
    ],
    [file('path: /a, user: {id: 0, name: ""}, group: {name: core}')],
  ),
  error(
    'KV5329',
    [fileMode('010000'), fileMode('-1'), directoryMode('4096')],
    [file('path: /a, mode: 07777'), directory('path: /a, mode: 0')],
  ),
  warning(
    'KV5330',
    [fileMode('04755', [0, 6]), fileMode('02755', [0, 6]), directoryMode('01777', [0, 6])],
    [{ config: directory('path: /a, mode: 0777'), version: 6 }, directory('path: /a, mode: 01777')],
  ),
  error(
    'KV5331',
    [
      { config: file('path: /a, overwrite: »true'), path: '$.storage.files.0.overwrite' },
      { config: file('path: /a, overwrite: »true, append: [{inline: a}]'), path: '$.storage.files.0.overwrite' },
    ],
    [
      file('path: /a, overwrite: true, contents: {inline: ""}'),
      file('path: /a, overwrite: true, contents: {source: ""}'),
      file('path: /a, overwrite: false'),
      directory('path: /a, overwrite: true'),
    ],
  ),
  error(
    'KV5332',
    [
      {
        config: 'storage: {links: [{path: /a, target: /b}], files: [»{path: /a/c}]}',
        path: '$.storage.files.0',
      },
      {
        config: 'storage: {links: [{path: /a, target: /b}, {path: /a/c, target: /d}], files: [»{path: /a/c/e}]}',
        path: '$.storage.files.0',
        times: 2,
      },
    ],
    ['storage: {links: [{path: /a, target: /b}], files: [{path: /ab}, {path: /b/c}]}'],
  ),
  error(
    'KV5333',
    [
      {
        config: 'storage: {links: [{path: /a, target: /b}], directories: [»{path: /a/c}]}',
        path: '$.storage.directories.0',
      },
    ],
    ['storage: {links: [{path: /a, target: /b}], directories: [{path: /b}]}'],
  ),
  error(
    'KV5334',
    [
      {
        config: 'storage: {links: [{path: /a, target: /b}, »{path: /a/c, target: /d}]}',
        path: '$.storage.links.1',
      },
    ],
    ['storage: {links: [{path: /a/b, target: /c}, {path: /a/c, target: /a/b}]}'],
  ),
  error(
    'KV5335',
    [
      { config: 'storage: {links: [»{path: /a}]}', path: '$.storage.links.0.target', versions: [4, 7] },
      { config: link('path: /a, target: »""'), path: '$.storage.links.0.target', versions: [4, 7] },
    ],
    [link('path: /a, target: b'), { config: link('path: /a'), version: 3 }],
  ),
  error(
    'KV5336',
    [
      {
        config: 'storage: {directories: [{path: /b}], links: [»{path: /a, hard: true, target: /b}]}',
        path: '$.storage.links.0',
      },
      {
        // Upstream joins a relative target to the link itself, and not to its folder.
        config: 'storage: {directories: [{path: /b}], links: [»{path: /a, hard: true, target: ../b}]}',
        path: '$.storage.links.0',
      },
    ],
    [
      'storage: {directories: [{path: /b}], links: [{path: /a, target: /b}]}',
      'storage: {files: [{path: /b}], links: [{path: /a, hard: true, target: /b}]}',
    ],
  ),
  warning(
    'KV5337',
    [
      {
        config: link('path: /a, hard: true, target: /b, user: {id: »1}'),
        path: '$.storage.links.0.user.id',
      },
      {
        config: link('path: /a, hard: true, target: /b, group: {name: »core}'),
        path: '$.storage.links.0.group.name',
      },
    ],
    [link('path: /a, hard: true, target: /b'), link('path: /a, target: /b, user: {id: 1}')],
  ),
  error(
    'KV5338',
    [
      {
        config:
          'storage: {files: [{path: »/etc/systemd/system/a.service}]}\nsystemd: {units: [{name: a.service, contents: "[Unit]"}]}',
        path: '$.storage.files.0.path',
      },
      {
        config:
          'storage: {links: [{path: »/etc/systemd/system/a.service.d/b.conf, target: /c}]}\nsystemd: {units: [{name: a.service, dropins: [{name: b.conf, contents: "[Unit]"}]}]}',
        path: '$.storage.links.0.path',
      },
      {
        config:
          'storage: {directories: [{path: »/etc/systemd/system/a.service}]}\nsystemd: {units: [{name: a.service, contents: "[Unit]"}]}',
        path: '$.storage.directories.0.path',
      },
    ],
    [
      'storage: {files: [{path: /etc/systemd/system/a.service}]}\nsystemd: {units: [{name: a.service, enabled: true}]}',
      'storage: {files: [{path: /etc/systemd/system/b.service}]}\nsystemd: {units: [{name: a.service, contents: "[Unit]"}]}',
    ],
  ),
];
