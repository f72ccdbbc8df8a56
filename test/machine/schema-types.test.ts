/** The compiler holds tables against the interfaces of the typed configs: each line below must not compile. */
import type { ButaneFile, ButaneFilesystem, ButaneOwner, ButaneResource } from '../../lib/machine/butane/config';
import { bool, int, object, objects, partOfStruct, struct, text, texts } from '../../lib/machine/schema/field';
import { RESOURCE } from '../../lib/machine/schema/resource';

interface Inner {
  readonly a?: string;
}
interface Outer {
  readonly name: string;
  readonly size?: number;
  readonly kind?: 'x' | 'y';
  readonly on?: boolean;
  readonly words?: readonly string[];
  readonly one?: Inner;
  readonly many?: readonly Inner[];
}

const INNER = struct<Inner>()({ go: 'Inner', fields: [text('a')] });
const OTHER = struct<{ readonly b?: number }>()({ go: 'Other', fields: [int('b')] });
const rest = [text('name'), int('size'), text('kind'), bool('on'), texts('words'), object('one', INNER)];
const many = objects('many', INNER, {});

it('takes a table that has what the interface has', () => {
  expect(struct<Outer>()({ go: 'Outer', fields: [...rest, many] }).fields).toHaveLength(7);
  // The same field twice: in an old spec and a new one.
  struct<Outer>()({ go: 'Outer', fields: [...rest, { ...many, until: 2 }, { ...many, since: 3 }] });
  partOfStruct<Outer>()({ go: 'Outer', fields: [text('name')] });
  // Of a union the fields of all members count.
  struct<ButaneOwner>()({ go: 'Owner', fields: [int('id'), text('name')] });
});

it('does not take another one', () => {
  // @ts-expect-error a field is missing in the table
  struct<Outer>()({ go: 'Outer', fields: rest });
  // @ts-expect-error a field is missing in the interface
  struct<Outer>()({ go: 'Outer', fields: [...rest, many, text('more')] });
  // @ts-expect-error a field is missing in the interface, though the table is only a part of it
  partOfStruct<Outer>()({ go: 'Outer', fields: [text('more')] });
  // @ts-expect-error a text, and the interface has a number
  partOfStruct<Outer>()({ go: 'Outer', fields: [text('size')] });
  // @ts-expect-error a number, and the interface has a text
  partOfStruct<Outer>()({ go: 'Outer', fields: [int('kind')] });
  // @ts-expect-error a text, and the interface has a list
  partOfStruct<Outer>()({ go: 'Outer', fields: [text('words')] });
  // @ts-expect-error a list, and the interface has an object
  partOfStruct<Outer>()({ go: 'Outer', fields: [objects('one', INNER, {})] });
  // @ts-expect-error an object, and the interface has a list
  partOfStruct<Outer>()({ go: 'Outer', fields: [object('many', INNER)] });
  // @ts-expect-error the object of another interface
  partOfStruct<Outer>()({ go: 'Outer', fields: [object('one', OTHER)] });
  expect(OTHER.fields).toHaveLength(1);
});

it('notices what a typed config lacks', () => {
  const node = [text('path'), bool('overwrite'), int('mode')];
  const owner = struct<ButaneOwner>()({ go: 'Owner', fields: [int('id'), text('name')] });
  const owners = [object('user', owner), object('group', owner)];
  const contents = [object('contents', RESOURCE), objects('append', RESOURCE, {})];
  struct<ButaneFile>()({ go: 'File', fields: [...node, ...owners, ...contents] });
  // @ts-expect-error ButaneFile without its mode
  struct<Omit<ButaneFile, 'mode'>>()({ go: 'File', fields: [...node, ...owners, ...contents] });
  // @ts-expect-error ButaneFile with a field that the table lacks
  struct<ButaneFile & { readonly acl?: string }>()({ go: 'File', fields: [...node, ...owners, ...contents] });
  // @ts-expect-error only some fields of all members
  struct<ButaneFilesystem>()({ go: 'Filesystem', fields: [text('device'), text('format')] });
  // @ts-expect-error the resource of another name
  partOfStruct<ButaneResource>()({ go: 'Resource', fields: [text('sourse')] });
  expect(owner.fields).toHaveLength(2);
});
