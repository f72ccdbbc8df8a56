/** What a single value is. */
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

/** How the entries of a list are told apart when two configs are merged, and when one entry stands there twice. */
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
  /** What it holds, or what each entry of its list is. */
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
  /** Written even when nobody set it: a text as an empty one. */
  readonly required?: true;
  /** Written even when nobody set it, as null. */
  readonly nullable?: true;
  /** Zero, or an empty text, is the same as not set. */
  readonly zeroIsUnset?: true;
  /** An object that is kept, and written, when it is empty. */
  readonly pointer?: true;
  /** Only Ignition has it: no key of Butane's. */
  readonly ignitionOnly?: true;
  /** The first spec that has it, by its minor number: 2 is 3.2.0. */
  readonly since: number;
  /** The last one. */
  readonly until: number;
  /** The first release of Butane's variant fcos that has it; only that variant does. */
  readonly fcos?: number;
}

/** What can be said of a field beyond its name and type. */
export type FieldOptions = Partial<Omit<Field, 'name' | 'type'>>;

const NEVER = Number.POSITIVE_INFINITY;

/** Ignition's name of a field, made of Butane's. */
export function camelCase(name: string): string {
  return name.replace(/_mib$/, 'MiB').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function field(name: string, type: ScalarType | Struct, options: FieldOptions = {}): Field {
  return { name, type, json: camelCase(name), since: 0, until: NEVER, ...options };
}

/** A text. */
export function text(name: string, options?: FieldOptions): Field {
  return field(name, 'string', options);
}

/** A whole number. */
export function int(name: string, options?: FieldOptions): Field {
  return field(name, 'int', options);
}

/** True or false. */
export function bool(name: string, options?: FieldOptions): Field {
  return field(name, 'bool', options);
}

/** An object. */
export function object(name: string, type: Struct, options?: FieldOptions): Field {
  return field(name, type, options);
}

/** A list of objects. */
export function objects(name: string, type: Struct, list: ListRule, options?: FieldOptions): Field {
  return field(name, type, { ...options, list });
}

/** A list of texts; unless it says otherwise, two equal ones are one. */
export function texts(name: string, options?: FieldOptions): Field {
  return field(name, 'string', { list: {}, ...options });
}
