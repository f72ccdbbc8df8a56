import type { RuleSpec } from './rule-case';
import { error, note, warning } from './rule-case';

/** The reading of a text, and the comparison of its keys with those that the version has. */
export const READING: readonly RuleSpec[] = [
  error(
    'KV5180',
    [
      { config: 'storage: »]', path: '', message: 'a value is expected here' },
      { config: 'storage:\n»\tfiles: []', path: '', message: 'no token can begin with this character' },
      { config: 'passwd: »*nobody', path: '', message: 'the anchor nobody is not defined before this place' },
    ],
    ['storage: {} # ]', 'passwd: {users: [&a {name: core}]}'],
  ),
  error(
    'KV5181',
    [
      {
        config: 'WHOLE»variant: fcos\nversion: VERSION\nstorage: &s\n  <<: *s\n',
        path: '',
        message: "anchor 's' value contains itself",
      },
      {
        config: 'WHOLE»variant: fcos\nversion: VERSION\nstorage: {<<: text}\n',
        path: '',
        message: 'map merge requires map or sequence of maps as the value',
      },
      {
        config: 'WHOLE»variant: fcos\nversion: VERSION\nstorage: {files: [{path: /a, overwrite: !!bool yes}]}\n',
        path: '',
        message: 'cannot decode !!str `yes` as a !!bool',
      },
    ],
    [
      'storage: {files: [{path: /a, overwrite: !!bool false}]}',
      'passwd: {users: [&a {name: core}, {<<: *a, name: other}]}',
    ],
  ),
  error(
    'KV5182',
    [
      {
        config: 'storage: {files: [{path: /a, mode: »"0644"}]}',
        path: '$.storage.files.0.mode',
        message: 'cannot unmarshal !!str `0644` into int',
      },
      {
        config: 'storage: {files: [{path: /a, overwrite: »1}]}',
        path: '$.storage.files.0.overwrite',
        message: 'cannot unmarshal !!int `1` into bool',
      },
      {
        config: 'passwd: {users: [{name: »[core]}]}',
        path: '$.passwd.users.0.name',
        message: 'cannot unmarshal !!seq into string',
      },
      {
        config: 'systemd: »enabled',
        path: '$.systemd',
        message: expect.stringMatching(/into v0_\d\.Systemd$/) as string,
      },
      {
        config: 'systemd: {units: »{name: a.service}}',
        path: '$.systemd.units',
        message: expect.stringMatching(/^cannot unmarshal !!map into \[\]v0_\d\.Unit$/) as string,
      },
    ],
    [
      'storage: {files: [{path: /a, mode: 0o644, overwrite: "no"}]}',
      'passwd: {users: [{name: 123}]}',
      'systemd: {units: [{name: a.service}]}',
    ],
  ),
  error(
    'KV5183',
    [
      {
        config: 'storage: {}\npasswd: {}\nsystemd: {}\n»passwd: {}',
        path: '$.passwd',
        message: 'mapping key "passwd" already defined at line 4',
      },
      {
        config: 'storage: {}\n»storage: {}',
        path: '$.storage',
        message: 'mapping key "storage" already defined at line 3',
      },
      {
        config: 'passwd:\n  users:\n    - name: core\n      »name: other',
        path: '$.passwd.users.0.name',
        message: 'mapping key "name" already defined at line 5',
      },
    ],
    ['passwd: {users: [{name: core}, {name: other}]}'],
  ),
  error(
    'KV5184',
    [
      { config: 'WHOLE»version: VERSION\n', path: '' },
      { config: 'WHOLE»variant: ""\nversion: VERSION\n', path: '' },
      { config: 'WHOLE', path: '' },
    ],
    ['WHOLEversion: VERSION\nvariant: fcos\n'],
  ),
  error(
    'KV5185',
    [
      { config: 'WHOLE»variant: fcos\n', path: '$.version' },
      { config: 'WHOLEvariant: fcos\nversion: »1.5\n', path: '$.version' },
      { config: 'WHOLEvariant: fcos\nversion: »v1.5.0\n', path: '$.version' },
    ],
    ['WHOLEvariant: fcos\nversion: 01.5.0\n'],
  ),
  error(
    'KV5186',
    [
      {
        config: 'WHOLEvariant: openshift\nversion: »4.14.0\n',
        path: '$.version',
        message: expect.stringMatching(/^No translator exists for variant openshift with version 4.14.0; /) as string,
      },
      {
        config: 'WHOLEvariant: fcos\nversion: »1.8.0-experimental\n',
        path: '$.version',
        message: expect.stringContaining('fcos 1.0.0 to 1.7.0, flatcar 1.0.0 to 1.1.0') as string,
      },
      {
        config: 'WHOLEvariant: rhcos\nversion: »0.1.0\n',
        path: '$.version',
        message: expect.stringMatching(/^rhcos variant has been removed; use openshift/) as string,
      },
    ],
    ['WHOLEvariant: flatcar\nversion: 1.1.0\n'],
  ),
  error(
    'KV5187',
    [
      {
        config: '{"variant": "fcos", "version": "VERSION", "storage": {"luks": []}}',
        path: '$.storage.luks',
        versions: [0, 1],
        variant: 'typed',
        message: expect.stringMatching(/^fcos 1\.[01]\.0 does not have the field luks; 1\.2\.0 has it$/) as string,
      },
      {
        config:
          '{"variant": "fcos", "version": "VERSION", "passwd": {"users": [{"name": "a", "ssh_authorized_keys_local": []}]}}',
        path: '$.passwd.users.0.ssh_authorized_keys_local',
        versions: [0, 4],
        variant: 'typed',
        message: expect.stringContaining('1.5.0 has it') as string,
      },
    ],
    [{ config: '{"variant": "fcos", "version": "VERSION", "storage": {"luks": []}}', variant: 'typed' }],
  ),
  error(
    'KV5188',
    [
      {
        config:
          '{"variant": "fcos", "version": "VERSION", "systemd": {"units": [{"name": "a.service", "enable": true}]}}',
        path: '$.systemd.units.0.enable',
        variant: 'typed',
        message: expect.stringMatching(/^fcos 1\.\d\.0 has no field enable$/) as string,
      },
      {
        config: '{"variant": "flatcar", "version": "1.1.0", "grub": {}}',
        path: '$.grub',
        variant: 'typed',
        message: 'flatcar 1.1.0 has no field grub',
      },
    ],
    [
      {
        config:
          '{"variant": "fcos", "version": "VERSION", "systemd": {"units": [{"name": "a.service", "enabled": true}]}}',
        variant: 'typed',
      },
      'systemd: {units: [{name: a.service, enable: true}]}',
    ],
  ),
  error(
    'KV5189',
    [
      {
        config: '{"variant": "fcos", "version": "VERSION", "storage": {"files": [{"path": "/a", "mode": 420.5}]}}',
        path: '$.storage.files.0.mode',
        variant: 'typed',
      },
      { config: '{"variant": "fcos", "version": "VERSION", "passwd": null}', path: '$.passwd', variant: 'typed' },
      {
        config: '{"variant": "fcos", "version": "VERSION", "passwd": {"users": [{"name": "\ud800"}]}}',
        path: '$.passwd.users.0.name',
        variant: 'typed',
      },
    ],
    [
      {
        config: '{"variant": "fcos", "version": "VERSION", "storage": {"files": [{"path": "/a", "mode": 420}]}}',
        variant: 'typed',
      },
      'passwd: null',
    ],
  ),
  warning(
    'KV5200',
    [
      { config: '»storge: {}', path: '$.storge', message: 'unused key storge' },
      {
        config: 'systemd:\n  units:\n    - name: a.service\n      »enable: true',
        path: '$.systemd.units.0.enable',
        message: 'unused key enable',
      },
      {
        config: '»kernel_arguments: {should_exist: [quiet]}',
        path: '$.kernel_arguments',
        message: 'unused key kernel_arguments',
        versions: [0, 3],
      },
      { config: 'ignition: {»version: 3.0.0}', path: '$.ignition.version', message: 'unused key version' },
      {
        config: 'passwd: {users: [&a {name: core}, {name: b, »<<: *a}]}',
        path: '$.passwd.users.1.<<',
        message: 'unused key <<',
      },
      {
        config: '»boot_device: {layout: x86_64}',
        path: '$.boot_device',
        message: 'unused key boot_device',
        variant: 'flatcar',
      },
      {
        config: '{"ignition": {"version": "VERSION"}, "storage": {»"trees": []}}',
        path: '$.storage.trees',
        message: 'unused key trees',
        variant: 'ignition',
      },
    ],
    [
      'storage: {}',
      'systemd: {units: [{name: a.service, enabled: true}]}',
      { config: '{"ignition": {"version": "VERSION"}, "storage": {"files": []}}', variant: 'ignition' },
    ],
  ),
  warning(
    'KV5201',
    [
      {
        config: 'passwd: »null',
        path: '$.passwd',
        message: expect.stringContaining('context tree does not match content tree at $.passwd.') as string,
      },
      {
        config: 'storage: {files: [{path: /a, user: &o {name: core}, group: »*o}]}',
        path: '$.storage.files.0.group',
        message: expect.stringContaining('at $.storage.files.0.group.') as string,
      },
    ],
    ['passwd: {}', 'passwd: {users: null}', 'storage: {files: [{path: &p /a}], links: [{path: /b, target: *p}]}'],
  ),
  note(
    'KV5250',
    [
      {
        config: 'passwd: {}\n»---\nstorage: {}\n',
        path: '',
        message: 'nothing from here on is read: a config is a single document',
      },
    ],
    ['WHOLE---\nvariant: fcos\nversion: VERSION\n', 'passwd: {}\n...\n'],
  ),
  note(
    'KV5251',
    [
      { config: 'passwd: {users: [{name: core, uid: »1000.5}]}', path: '$.passwd.users.0.uid' },
      {
        config: 'storage: {disks: [{device: /dev/a, partitions: [{number: »1e0}]}]}',
        path: '$.storage.disks.0.partitions.0.number',
      },
    ],
    ['passwd: {users: [{name: core, uid: 1_000}]}', 'passwd: {users: [{name: "1.5"}]}'],
  ),
];
