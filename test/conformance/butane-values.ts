/** Values of the fields of Butane, few of each, so that the keys of lists meet. */

/** Right values by the name of the field, or of its object and the field. */
export const GOOD: Readonly<Record<string, readonly string[]>> = {
  path: ['/etc/a', '/etc/a/b', '/etc/b', '/var/lib/data', '/opt/x', '/etc', '/boot/grub2/user.cfg', '/etc/ёж'],
  'Filesystem.path': ['/var', '/var/lib/data', '/etc/x-y', '/boot', '/mnt/данные', '/var/lib/Disk.1'],
  'Tree.path': ['/', '/etc', '/srv/tree', '/etc/a'],
  'Tree.local': ['forest/node', 'forest/names', 'forest/wide', 'units', 'forest/alias', 'keys'],
  local: ['text/motd-ru.txt', 'lb/haproxy.cfg', 'blobs/zeros-4k.bin', 'blobs/nothing.txt', 'packed/forwarding.conf.gz'],
  contents_local: ['units/api-vip-check.service', 'units/20-cpu-weight.conf', 'units/latin1-note.service'],
  ssh_authorized_keys_local: ['keys/operators.pub', 'keys/blank-lines.pub', 'keys/deploy.pub'],
  device: [
    ...['/dev/sda', '/dev/sdb', '/dev/vda1', '/dev/md/md-boot', '/dev/md/md-root', '/dev/mapper/root', '/dev/mapper/data'],
    ...['/dev/disk/by-partlabel/esp-1', '/dev/disk/by-partlabel/root', '/dev/disk/by-label/boot', '/dev/disk/by-id/dm-name-data'],
    ...['/dev/disk/by-id/coreos-boot-disk', '/dev/disk/by-partlabel/данные'],
  ],
  'BootDeviceLuks.device': ['/dev/dasda', '/dev/sda', '/dev/dasdb', '/dev/sdb'],
  devices: ['/dev/sda', '/dev/sdb', '/dev/vdc', '/dev/disk/by-partlabel/boot-1'],
  'BootDevice.layout': ['x86_64', 'aarch64', 'ppc64le', 's390x-eckd', 's390x-zfcp', 's390x-virt'],
  label: ['root', 'boot', 'root-1', 'boot-1', 'esp-1', 'data', 'EFI-SYSTEM', 'BIOS-BOOT', 'reserved'],
  number: ['0', '1', '2', '3', '4', '5'],
  size_mib: ['0', '1', '100', '8192', '0x2000', '08', '1_000'],
  start_mib: ['0', '0', '1', '2048'],
  guid: ['21686148-6449-6E6F-744E-656564454649', 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B', ''],
  type_guid: ['21686148-6449-6E6F-744E-656564454649', '0FC63DAF-8483-4772-8E79-3D69D8477DE4'],
  uuid: ['c6e8ba41-24b5-4ed5-9f4c-4b2a2c7f4e1e', 'data-uuid'],
  format: ['ext4', 'xfs', 'btrfs', 'vfat', 'swap', 'none'],
  level: ['raid0', 'raid1', 'raid5', 'raid6', 'raid10', 'linear', '1'],
  spares: ['0', '0', '1'],
  mode: ['0644', '0o755', '420', '493', '0', '01777', '04755', '0600'],
  file_mode: ['0644', '0600', '420'],
  dir_mode: ['0755', '0700', '0o1777'],
  id: ['0', '1000', '500'],
  name: ['core', 'data', 'root', 'admin', 'md-boot', 'md-root', 'ёж'],
  'Unit.name': ['a.service', 'b.timer', 'var.mount', 'var-lib-data.mount', 'dev-sda.swap', 'x@1.service', 'b.service'],
  'Dropin.name': ['10-a.conf', '20-b.conf', 'c.conf'],
  'HTTPHeader.name': ['X-Auth', 'X-Other', 'x-auth', 'Authorization'],
  'GrubUser.name': ['root', 'admin', 'корень'],
  password_hash: ['$6$salt$hash', '*', 'grub.pbkdf2.sha512.10000.AA.BB'],
  source: ['https://example.com/a', 'http://example.com/b.gz', 'data:,abc', 's3://bucket/key', 'tftp://h/x', ''],
  'IgnitionConfig.source': ['https://example.com/a.ign', 'data:,{}'],
  inline: ['text\n', 'a', '', 'привет, мир\n', 'x = 1\ny = 2\n', 'a'.repeat(120), 'строка с "кавычками" и %\n'.repeat(5), '{"ignition": {"version": "3.3.0"}}'],
  compression: ['gzip', '', 'gzip', 'none'],
  hash: [`sha512-${'0'.repeat(128)}`, `sha256-${'a'.repeat(64)}`],
  contents: ['[Unit]\nDescription=a\n[Install]\nWantedBy=multi-user.target\n', '[Service]\nExecStart=/bin/true\n', '', '[Mount]\nWhat=/dev/sda\nWhere=/var\n'],
  options: ['-O', '-L', 'x', '--cipher=aes', 'defaults'],
  mount_options: ['defaults', 'noatime', '_netdev', 'x-systemd.growfs'],
  open_options: ['--a', '--b', '--perf'],
  url: ['https://tang.example.com', 'http://tang:7500', 'https://tang2.example.com'],
  thumbprint: ['REPLACE', 'x1y2', 'abc'],
  advertisement: ['{"payload": "x"}', '', '{}'],
  pin: ['tang', 'tpm2', 'sss', 'yubikey'],
  config: ['{"a": 1}', 'x', ''],
  threshold: ['1', '1', '2', '0'],
  groups: ['wheel', 'docker', 'sudo'],
  ssh_authorized_keys: ['ssh-ed25519 AAAA a', 'ssh-rsa BBBB b'],
  should_exist: ['true', 'false'],
  'KernelArguments.should_exist': ['quiet', 'console=tty0', 'a'],
  should_not_exist: ['a', 'quiet', 'rhgb'],
  http_proxy: ['http://proxy:3128', 'http://other'],
  https_proxy: ['https://proxy:3128', 'http://other'],
  no_proxy: ['localhost', '10.0.0.0/8'],
  value: ['a', 'b', ''],
  target: ['/usr/bin/x', '../x', '/etc/a'],
  home_dir: ['/home/core', '/var/home/x'],
};

/** Right values of the other fields. */
export const GOOD_OF_TYPE: Readonly<Record<'string' | 'int' | 'bool', readonly string[]>> = {
  string: ['a', 'b', 'строка', 'x y', '123'],
  int: ['1', '0', '10', '1000'],
  bool: ['true', 'true', 'false', 'yes', 'no', 'on', 'Off'],
};

/** What is of some type, and right in few places. */
export const ODD: readonly string[] = [
  ...['0', '-1', '1.9', '07777', '010000', '644', '9999999999', '99999999999999999999', '0x10', '1e3', '0o17', '1_000'],
  ...['true', 'no', 'null', '~', '', 'relative', '/', '/etc/../x', '/a//b', '/a/', '/dev/../x', 'a b', 'ёж', '😀'],
  ...['a.service', 'a.mount', '.conf', 'x.conf', 'file:///x', 'http://', 'ftp://x/y', 'data:,x', 'data:;base64,!!', '%zz', 'https://a b/'],
  ...['s3://', 'arn:aws:s3:::bucket/key', 'gs://b/o', 'sha512-00', 'md5-x', 'gzip', 'swap', 'none', 'raid1', 'a:b', 'x'.repeat(40)],
  ...['[Unit', '[Unit]\nx', '[Service]\nExecStart=a\\\n', '\n', ' a', 'a ', '1:2', '2001-01-01', '0899', '.5', '+1', "it's"],
  ...['nowhere.txt', '..', 'forest', '../x', 'text', '{"ignition": {}}', '{"ignition": {"version": "3.9.0"}}', '{'],
];

/** What is of another type almost everywhere. */
export const WRONG: readonly string[] = [
  ...['', 'null', '~', '[]', '{}', '[a]', '[1, 2]', '[null]', '[[]]', '[{}]', '{a: b}', '{name: x}', '{path: /a}', '"1"', '"true"'],
  ...['1.5', 'true', '!!str 5', '!!int "5"', '!!binary aGk=', '!!bool yes', '!!null x', '! x', 'abc', '1e400', '.nan', '!own x'],
  ...["''", '""', '0b11', '1__0', '2001-01-01', '[~, a]', '[{name: a}, null]', '{<<: {name: a}}', '{? a : b}', '!!float 1', '!!map {}', '!!seq []'],
];
