/** Which fields each version of Butane has, by their names. `name[5]` is there since fcos 1.5.0. */
import type { DialectStruct } from '../../lib/machine/schema/dialect-struct';
import { rootStruct } from '../../lib/machine/schema/dialect-struct';
import type { Dialect } from '../../lib/machine/schema/versions';
import { DIALECTS, ignitionDialect, SPECS } from '../../lib/machine/schema/versions';

const REFERENCE = 'source inline[1] local[1] compression[1] http_headers[1] verification';
const CONTENTS = 'source inline local[1] compression http_headers[1] verification';
const HEADER = 'name value';
const OWNER = 'id name';
const TANG = 'url thumbprint advertisement[5]';

const FIELDS: Readonly<Record<string, string>> = {
  '': 'variant version ignition kernel_arguments[4] passwd storage systemd boot_device[3] grub[5]',
  ignition: 'config timeouts security proxy[1]',
  'ignition.config': 'merge replace',
  'ignition.config.merge': REFERENCE,
  'ignition.config.merge.http_headers[1]': HEADER,
  'ignition.config.merge.verification': 'hash',
  'ignition.config.replace': REFERENCE,
  'ignition.timeouts': 'http_response_headers http_total',
  'ignition.security': 'tls',
  'ignition.security.tls': 'certificate_authorities',
  'ignition.security.tls.certificate_authorities': REFERENCE,
  'ignition.proxy[1]': 'http_proxy https_proxy no_proxy',
  'kernel_arguments[4]': 'should_exist should_not_exist',
  passwd: 'users groups',
  'passwd.users':
    'name gecos groups home_dir no_create_home no_log_init no_user_group password_hash primary_group should_exist[2] ' +
    'ssh_authorized_keys ssh_authorized_keys_local[5] shell system uid',
  'passwd.groups': 'name gid password_hash should_exist[2] system',
  storage: 'disks raid filesystems files directories links luks[2] trees[1]',
  'storage.disks': 'device wipe_table partitions',
  'storage.disks.partitions':
    'number label guid type_guid size_mib start_mib should_exist wipe_partition_entry resize[2]',
  'storage.raid': 'name level devices spares options',
  'storage.filesystems': 'device format path label uuid wipe_filesystem options mount_options[1] with_mount_unit[1]',
  'storage.files': 'path overwrite user group mode contents append',
  'storage.files.contents': CONTENTS,
  'storage.files.append': CONTENTS,
  'storage.files.user': OWNER,
  'storage.files.group': OWNER,
  'storage.directories': 'path overwrite user group mode',
  'storage.links': 'path target hard overwrite user group',
  'storage.luks[2]': 'name device key_file label uuid options wipe_volume clevis discard[5] open_options[5] cex[6]',
  'storage.luks[2].key_file': REFERENCE,
  'storage.luks[2].clevis': 'tang tpm2 threshold custom',
  'storage.luks[2].clevis.tang': TANG,
  'storage.luks[2].clevis.custom': 'pin config needs_network',
  'storage.luks[2].cex[6]': 'enabled',
  'storage.trees[1]': 'local path user[7] group[7] file_mode[7] dir_mode[7]',
  systemd: 'units',
  'systemd.units': 'name enabled mask contents contents_local[5] dropins',
  'systemd.units.dropins': 'name contents contents_local[5]',
  'boot_device[3]': 'layout mirror luks',
  'boot_device[3].mirror': 'devices',
  'boot_device[3].luks': 'tang threshold tpm2 discard[5] cex[6] device[6]',
  'boot_device[3].luks.tang': TANG,
  'boot_device[3].luks.cex[6]': 'enabled',
  'grub[5]': 'users',
  'grub[5].users': 'name password_hash',
};

// Flatcar 1.0.0 and 1.1.0 have the fields of these versions of Fedora CoreOS, without those of the variant.
const OF_FLATCAR = [4, 5];
const ONLY_FCOS = /^(boot_device|grub)/;

const since = (name: string): number => Number(/\[(\d)\]$/.exec(name)?.[1] ?? 0);
const bare = (name: string): string => name.replace(/\[\d\]$/, '');

/** The names that the facts give an object; undefined when it is not there. */
function expected(path: string, { variant, minor }: Dialect): readonly string[] | undefined {
  const level = variant === 'flatcar' ? OF_FLATCAR[minor]! : minor;
  const steps = path === '' ? [] : path.split('.');
  if (steps.some((step) => since(step) > level) || (variant === 'flatcar' && ONLY_FCOS.test(path))) return undefined;
  return FIELDS[path]!.split(' ')
    .filter((name) => since(name) <= level && !(variant === 'flatcar' && path === '' && ONLY_FCOS.test(name)))
    .map(bare)
    .sort();
}

function structAt(root: DialectStruct, path: string): DialectStruct | undefined {
  let struct: DialectStruct | undefined = root;
  for (const step of path === '' ? [] : path.split('.')) struct = struct?.byName.get(bare(step))?.struct;
  return struct;
}

describe.each(DIALECTS.map((dialect) => [`${dialect.variant} ${dialect.version}`, dialect] as const))(
  '%s',
  (_, dialect) => {
    it.each(Object.keys(FIELDS))('has in %j the fields that it has', (path) => {
      const struct = structAt(rootStruct(dialect), path);
      expect(struct && [...struct.byName.keys()].sort()).toEqual(expected(path, dialect));
    });

    it('has no other objects', () => {
      const known = new Set(Object.keys(FIELDS).map((path) => path.split('.').map(bare).join('.')));
      const found: string[] = [];
      const visit = (struct: DialectStruct, path: readonly string[]): void => {
        // What a resource holds is the same everywhere.
        const isOfResource = /(http_headers|verification)$/.test(path.join('.'));
        const isOwner = /^storage\..*\.(user|group)$/.test(path.join('.'));
        if (!isOfResource && !isOwner) found.push(path.join('.'));
        for (const [name, { struct: inner }] of struct.byName) if (inner !== undefined) visit(inner, [...path, name]);
      };
      visit(rootStruct(dialect), []);
      expect(found.filter((path) => !known.has(path))).toEqual([]);
    });
  },
);

describe.each(SPECS)('Ignition 3.%i.0', (spec) => {
  const root = rootStruct(ignitionDialect(spec));

  it('has a version, and nothing that only Butane has', () => {
    expect([...root.byJson.keys()].sort()).toEqual(
      ['ignition', ...(spec >= 3 ? ['kernelArguments'] : []), 'passwd', 'storage', 'systemd'].sort(),
    );
    expect(root.byJson.get('ignition')?.struct?.byJson.has('version')).toBe(true);
    const storage = root.byJson.get('storage')!.struct!;
    expect(storage.byJson.has('trees')).toBe(false);
    expect(storage.byJson.has('luks')).toBe(spec >= 2);
    expect(storage.byJson.get('filesystems')!.struct!.byJson.has('withMountUnit')).toBe(false);
    expect(storage.byJson.get('disks')!.struct!.byJson.get('partitions')!.struct!.byJson.has('sizeMiB')).toBe(true);
  });
});
