/** The type of a single value. */
export type ScalarType = 'string' | 'int' | 'bool';

/**
 * One object of Butane and Ignition. The same table says how Butane's YAML is read, in which order and under which
 * names Ignition's JSON is written, since which spec a field exists, and by what two entries of a list are the same.
 */
export interface Struct {
  /** The name of the type in messages about wrong types. */
  readonly go: string;
  /** Whether it belongs to a variant of Butane, and not to what all variants share. */
  readonly ofVariant?: boolean;
  /** Whether it belongs to no version. */
  readonly isOfAll?: boolean;
  /** In the order of Ignition's JSON. */
  readonly fields: readonly Field[];
}

/** The key of the entries of a list, for merging two configs and for finding duplicates. */
export interface ListRule {
  /** The field that names an entry, by Butane's name. Texts name themselves. */
  readonly key?: string;
  /** Lists that share their keys: files, directories and links are all nodes of the filesystem. */
  readonly shared?: string;
  /** Nothing is merged: the child's entries follow the parent's, and an entry may repeat. */
  readonly concat?: true;
}

/** One field of an object. Two fields of one name are the same one in different specs. */
export interface Field {
  /** Butane's name. */
  readonly name: string;
  /** Ignition's name; undefined for what only Butane has. */
  readonly json: string | undefined;
  /** Its type, or that of each entry of its list. */
  readonly type: ScalarType | Struct;
  /**
   * The name of the type of its entries in messages, where texts have one, and the last spec in which Butane has it.
   * Ignition always has it.
   */
  readonly alias?: { readonly go: string; readonly until: number };
  /** The name of the type of the whole list in messages. */
  readonly listGo?: string;
  /** The name of the type that it comes from, when that is a part of the object's own; messages about JSON name it. */
  readonly part?: string;
  /** Set for lists. */
  readonly list?: ListRule;
  /** Written even when it is not set: a text as an empty one. */
  readonly required?: true;
  /** Written even when it is not set, as null. */
  readonly nullable?: true;
  /** Zero, or an empty text, is the same as not set. */
  readonly zeroIsUnset?: true;
  /** An object that is kept, and written, when it is empty. */
  readonly pointer?: true;
  /** Only Ignition has it; it is not a key of Butane. */
  readonly ignitionOnly?: true;
  /** The first spec that has it, by its minor number: 2 is 3.2.0. */
  readonly since: number;
  /** The last one. */
  readonly until: number;
  /** The first release of Butane's variant fcos that has it; only that variant does. */
  readonly fcos?: number;
}

/** Options of a field beyond its name and type. */
export type FieldOptions = Partial<Omit<Field, 'name' | 'type'>>;

declare const NAME: unique symbol;
declare const OF: unique symbol;

/** A field that belongs to a property of an interface: its name there, and the type of its value. */
export interface FieldOf<N extends string, V> extends Field {
  readonly name: N;
  readonly [NAME]?: V;
}

/**
 * A table that belongs to an interface. Invariant: one with other fields, or with fields of other types, does not
 * fit.
 */
export type StructOf<T> = Struct & { readonly [OF]?: (value: T) => T };

type AnyFieldOf = Field & { readonly [NAME]?: unknown };

// Of a union, such as that of a resource, every member's properties count.
type NamesIn<T> = T extends unknown ? Extract<keyof T, string> : never;
type ValueIn<T, N> = T extends unknown ? (N extends keyof T ? Exclude<T[N], undefined> : never) : never;

type NameOf<F> = F extends FieldOf<infer N, unknown> ? N : never;
type Holds<T, V> = [T] extends [V]
  ? [V] extends [string | number | boolean | readonly string[]]
    ? true
    : [V] extends [T]
      ? true
      : false
  : false;
type WrongType<T, F> =
  F extends FieldOf<infer N, infer V> ? (Holds<ValueIn<T, N>, Exclude<V, undefined>> extends true ? never : N) : never;

/** Fields that an interface does not have, or has with another type: nothing can be one of these. */
type Strange<T, F> = Exclude<NameOf<F>, NamesIn<T>> | WrongType<T, F>;

type Table<F> = Omit<Struct, 'fields'> & { readonly fields: readonly F[] };
type Refused<N> = [N] extends [never] ? unknown : { readonly 'does not agree with the interface': N };

/**
 * The table of an interface of Butane. The compiler compares the two: a field that only one of them has, or that has
 * another type, does not compile.
 */
export function struct<T>(): <F extends AnyFieldOf>(
  table: Table<F> & Refused<Strange<T, F> | Exclude<NamesIn<T>, NameOf<F>>>,
) => StructOf<T> {
  return (table) => table;
}

/**
 * Like `struct`, for a table with only some of the fields of the interface: an old spec, or the fields that all
 * versions share.
 */
export function partOfStruct<T>(): <F extends AnyFieldOf>(table: Table<F> & Refused<Strange<T, F>>) => StructOf<T> {
  return (table) => table;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Ignition's name of a field, derived from Butane's. */
export function camelCase(name: string): string {
  return name.replace(/_mib$/, 'MiB').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function field<N extends string>(name: N, type: ScalarType | Struct, options: FieldOptions = {}): FieldOf<N, never> {
  return { name, type, json: camelCase(name), since: 0, until: NEVER, ...options };
}

/** A text. */
export function text<N extends string>(name: N, options?: FieldOptions): FieldOf<N, string> {
  return field(name, 'string', options);
}

/** A whole number. */
export function int<N extends string>(name: N, options?: FieldOptions): FieldOf<N, number> {
  return field(name, 'int', options);
}

/** True or false. */
export function bool<N extends string>(name: N, options?: FieldOptions): FieldOf<N, boolean> {
  return field(name, 'bool', options);
}

/** An object. */
export function object<N extends string, T>(name: N, type: StructOf<T>, options?: FieldOptions): FieldOf<N, T> {
  return field(name, type, options);
}

/** A list of objects. */
export function objects<N extends string, T>(
  name: N,
  type: StructOf<T>,
  list: ListRule,
  options?: FieldOptions,
): FieldOf<N, readonly T[]> {
  return field(name, type, { ...options, list });
}

/** A list of texts; unless it says otherwise, two equal ones are one. */
export function texts<N extends string>(name: N, options?: FieldOptions): FieldOf<N, readonly string[]> {
  return field(name, 'string', { list: {}, ...options });
}

/** A field that only Ignition has: it is not a key of Butane's. */
export function onlyInIgnition(inJson: Field): FieldOf<never, never> {
  return { ...inJson, ignitionOnly: true } as FieldOf<never, never>;
}
