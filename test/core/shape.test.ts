import type { AnyField, FieldsOf, Shape } from '../../lib/core/shape';
import {
  decimal,
  either,
  flag,
  integer,
  json,
  list,
  map,
  object,
  oneOf,
  optional,
  required,
  secret,
  text,
} from '../../lib/core/shape';

// The compiler holds a table against its interface: `npm run types` fails when a line below a directive compiles.
interface Disk {
  readonly name: string;
  readonly kind: 'ssd' | 'hdd';
  readonly size?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly parts?: readonly { readonly at: number }[];
}
const name = required(text());
const kind = required(oneOf(['ssd', 'hdd']));
const size = optional(integer());
const labels = optional(map(text()));
const parts = optional(list(object<{ at: number }>({ at: required(integer()) })));

const DISK = object<Disk>({ name, kind, size, labels, parts });

const tables: readonly (() => Shape<Disk>)[] = [
  // @ts-expect-error -- a field is missing
  () => object<Disk>({ name, kind, size, labels }),
  // @ts-expect-error -- a field too many
  () => object<Disk>({ name, kind, size, labels, parts, color: optional(text()) }),
  // @ts-expect-error -- required in the table, optional in the interface
  () => object<Disk>({ name, kind, size: required(integer()), labels, parts }),
  // @ts-expect-error -- optional in the table, required in the interface
  () => object<Disk>({ name: optional(text()), kind, size, labels, parts }),
  // @ts-expect-error -- another type
  () => object<Disk>({ name, kind, size: optional(text()), labels, parts }),
  // @ts-expect-error -- a value of the set too few
  () => object<Disk>({ name, kind: required(oneOf(['ssd'])), size, labels, parts }),
  // @ts-expect-error -- a value of the set too many
  () => object<Disk>({ name, kind: required(oneOf(['ssd', 'hdd', 'tape'])), size, labels, parts }),
  // @ts-expect-error -- any text, where the interface has a set
  () => object<Disk>({ name, kind: required(text()), size, labels, parts }),
  // @ts-expect-error -- a list of another type
  () => object<Disk>({ name, kind, size, labels, parts: optional(list(text())) }),
  // @ts-expect-error -- a map of another type
  () => object<Disk>({ name, kind, size, labels: optional(map(integer())), parts }),
  // @ts-expect-error -- a number or a text, where the interface has a number
  () => object<Disk>({ name, kind, size: optional(either(integer(), text())), labels, parts }),
  // @ts-expect-error -- a secret, where the interface has a text
  () => object<Disk>({ name: required(secret()), kind, size, labels, parts }),
  // @ts-expect-error -- the release of a value that the set does not have
  () => object<Disk>({ name, kind: required(oneOf(['ssd', 'hdd'], { tape: { since: '1.70' } })), size, labels, parts }),
];

it('a table has the fields of its interface, and is plain data', () => {
  const fields: FieldsOf<Disk> = { name, kind, size, labels, parts };
  expect(DISK).toEqual({ type: 'object', fields });
  expect(tables.map((table) => table().type)).toEqual(tables.map(() => 'object'));
});

it('a field holds what is said about it, and nothing that is not', () => {
  const notes = { since: '1.71', until: '1.77', settings: [1, 2], instead: 'b', platformDefault: '3' } as const;
  const field: AnyField = optional(flag(), notes);
  expect(field).toEqual({ ...notes, shape: { type: 'boolean' }, required: false });
  expect(required(json())).toEqual({ shape: { type: 'json' }, required: true });
});

it('shapes hold their options', () => {
  expect(decimal({ min: 1, unit: 'GB' })).toEqual({ type: 'number', integer: false, min: 1, unit: 'GB' });
  expect(list(text(), { unique: true })).toEqual({ type: 'list', item: { type: 'string' }, unique: true });
  expect(map(text(), { maxLength: 3 })).toEqual({
    type: 'map',
    value: { type: 'string' },
    keys: { type: 'string', maxLength: 3 },
  });
  expect(oneOf(['a', 'b'], { b: { since: '1.70' } })).toEqual({
    type: 'enum',
    values: ['a', 'b'],
    availability: { b: { since: '1.70' } },
  });
});
