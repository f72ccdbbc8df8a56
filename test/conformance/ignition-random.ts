/** Random Ignition configs, made from the library's own tables: every field of a spec, with right and wrong values. */
import fc from 'fast-check';

import type { DialectField, DialectStruct } from '../../lib/machine/schema/dialect-struct';
import { rootStruct } from '../../lib/machine/schema/dialect-struct';
import { ignitionDialect, type Spec } from '../../lib/machine/schema/versions';

/** How good the values are: those that fit, or any. */
export type Quality = 'fitting' | 'any';

const path = ['/a', '/b', '/a/b', '/etc/systemd/system/a.service', '/etc/x'];
const device = ['/dev/a', '/dev/b', '/dev/disk/by-id/c'];
const url = ['data:,a', 'data:;base64,YQ==', 'https://a.example/b', 'http://a.example', 's3://a/b', 'tftp://a/b'];
const name = ['a', 'b', 'c'];
const text = ['', 'a', 'b'];
const unit = ['[Service]\nExecStart=/a\n[Install]\nWantedBy=b.target', '[Unit]\nA=b', ''];
const guid = ['', '11111111-2222-3333-4444-555555555555'];

/** Texts that fit, by the object and the field, or by the field alone. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  path,
  device,
  devices: device,
  target: ['/a', 'b', '../c', '/etc/x'],
  source: url,
  compression: ['', 'gzip'],
  hash: [`sha512-${'0'.repeat(128)}`],
  http_proxy: ['http://a', 'https://b'],
  https_proxy: ['http://a', 'https://b'],
  guid,
  type_guid: guid,
  format: ['ext4', 'xfs', 'btrfs', 'vfat', 'swap'],
  level: ['raid1', 'raid5', '10', 'linear'],
  contents: unit,
  url: ['http://a', 'https://b'],
  thumbprint: ['a'],
  advertisement: ['{}', ''],
  pin: ['tpm2', 'tang', 'sss'],
  config: ['{}', 'a'],
  'Unit.name': ['a.service', 'b.mount', 'c@.service', 'c@d.service'],
  'Dropin.name': ['a.conf', 'b.conf'],
  'HTTPHeader.value': ['a', 'b'],
};

const WRONG: readonly string[] = [
  ...['', ' ', 'a', 'a b', 'a:b', '/', '//', '/a/', '/a/../b', 'a/b', '/dev/a', '\u0000', 'ёж', '\ud800', '😀'],
  ...[
    ':',
    '%',
    '%zz',
    'data:',
    'data:,%',
    'data:;base64,?',
    'file:///a',
    'gs://a/b',
    'arn:aws:s3:::a/b',
    'arn:aws:s3:::a',
  ],
  ...[
    'http://a b',
    'http://[::1',
    's3://a/b?versionId=',
    'HTTP://a',
    'xz',
    'GZIP',
    'sha512-0',
    'sha256-',
    'sha1-a',
    'x',
  ],
  ...[
    'none',
    'ext5',
    'raid7',
    'a.service',
    'a',
    'a.conf',
    'a@b.service',
    '[Install',
    '[A]\nb',
    '[A] c\nd=e',
    'tpm3',
    '{',
  ],
  ...['x'.repeat(13), 'x'.repeat(17), 'x'.repeat(37), 'x'.repeat(48), 'ё'.repeat(19), '1-2-3', '3.4.0', '../a'],
];

/** What no field holds. */
const NO_VALUE: readonly unknown[] = [null, [], {}, '', 0, 1.5, true, [null], [[]], [{}], -1, 2 ** 53];

/** Random configs of a spec. */
export function randomConfig(spec: Spec, quality: Quality): fc.Arbitrary<object> {
  const root = rootStruct(ignitionDialect(spec));
  const version = `3.${spec}.0`;
  return new Generation(quality).object(root, 0).map((config) => {
    const { ignition } = config as { ignition?: unknown };
    const isObject = typeof ignition === 'object' && ignition !== null && !Array.isArray(ignition);
    return { ...config, ignition: { ...(isObject ? ignition : {}), version } };
  });
}

class Generation {
  public constructor(private readonly quality: Quality) {}

  public object(shape: DialectStruct, depth: number): fc.Arbitrary<object> {
    const model: Record<string, fc.Arbitrary<unknown>> = {};
    for (const field of shape.fields) {
      if (field.json === undefined) continue;
      // What names an entry is nearly always there.
      const chance =
        field.required || NAMING.has(`${shape.name}.${field.name}`) ? 40 : depth === 0 ? 1 : depth < 3 ? 0.6 : 0.4;
      model[field.json] = sometimes(this.value(field, shape, depth + 1), chance, this.quality);
    }
    return fc
      .record(model)
      .map((object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== NOTHING)));
  }

  private value(field: DialectField, { name: owner }: DialectStruct, depth: number): fc.Arbitrary<unknown> {
    const { struct, scalar } = field;
    const one: fc.Arbitrary<unknown> = struct === undefined ? this.scalar(field, owner) : this.object(struct, depth);
    const keyed = field.list?.key?.split('|')[0];
    const right =
      field.list === undefined
        ? one
        : this.quality === 'fitting' && field.list.concat !== true
          ? fc.uniqueArray(one, { maxLength: 2, selector: (its) => keyOf(its, keyed, scalar === undefined) })
          : fc.array(one, { maxLength: depth < 3 ? 3 : 2 });
    if (this.quality === 'fitting') return right;
    return fc.oneof({ weight: 150, arbitrary: right }, { weight: 1, arbitrary: fc.constantFrom(...NO_VALUE) });
  }

  private scalar({ name: field, scalar }: DialectField, owner: string): fc.Arbitrary<unknown> {
    const isAny = this.quality === 'any';
    switch (scalar) {
      case 'bool':
        return fc.boolean();
      case 'int': {
        if (field === 'mode')
          return fc.constantFrom(...[0o644, 0o755, 0o1777, 0o4755, 0], ...(isAny ? [-1, 0o10000] : []));
        if (owner === 'Partition') return fc.constantFrom(...[0, 1, 2, 3, 100, 2048], ...(isAny ? [-5, 2 ** 40] : []));
        return fc.constantFrom(0, 1, 1000, ...(isAny ? [-1, 2 ** 52, Number.MAX_SAFE_INTEGER] : []));
      }
      case 'string':
      case undefined: {
        const known = FITTING[`${owner}.${field}`] ?? FITTING[field] ?? (field === 'name' ? name : text);
        const fitting = fc.constantFrom(...known);
        return isAny
          ? fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: fc.constantFrom(...WRONG) })
          : fitting;
      }
    }
  }
}

const NAMING = new Set([
  'Resource.source',
  'Partition.label',
  'Raid.level',
  'Link.target',
  'Luks.device',
  'Tang.url',
  'Tang.thumbprint',
  'Filesystem.format',
  'Raid.devices',
]);
const NOTHING = Symbol('nothing');

/** A value once in a while. */
function sometimes(value: fc.Arbitrary<unknown>, chance: number, quality: Quality): fc.Arbitrary<unknown> {
  if (chance >= 40 && quality === 'fitting') return value;
  return fc.oneof(
    { weight: Math.round(chance * 10), arbitrary: value },
    { weight: chance >= 40 ? 10 : 10, arbitrary: fc.constant<unknown>(NOTHING) },
  );
}

function keyOf(value: unknown, key: string | undefined, isObject: boolean): unknown {
  if (!isObject || key === undefined) return value;
  const object = value as Readonly<Record<string, unknown>>;
  return object[key] ?? object.label ?? '';
}
