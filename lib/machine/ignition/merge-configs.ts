import type { Path } from '../report/path';
import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import type { ConfigObject, Value } from '../value';
import { isEmptyValue } from '../value';
import { keyOf } from './check';

/** Records where the parts of a merged config come from. */
export interface MergeRecorder {
  /** A field of `into` was taken from a side, from the place `from`. */
  took(into: object, field: string | number, side: 'parent' | 'child', from: Path): void;
}

/** One side of a merge: an object and its place. */
interface Side {
  readonly object: ConfigObject;
  readonly path: Path;
}

/**
 * Merges a config into another one, as Ignition does: the values of the child win, lists grow, entries with the same
 * key are merged. Neither of the two is changed.
 */
export function mergeConfigs(
  parent: ConfigObject,
  child: ConfigObject,
  struct: DialectStruct,
  recorder?: MergeRecorder,
): ConfigObject {
  return new Merge(recorder).objects({ object: parent, path: [] }, { object: child, path: [] }, struct);
}

class Merge {
  public constructor(private readonly recorder: MergeRecorder | undefined) {}

  public objects(parent: Side, child: Side, struct: DialectStruct): ConfigObject {
    const into: ConfigObject = {};
    const shared = sharedKeys(child.object, struct);
    for (const field of struct.fields) {
      if (field.json === undefined) {
        // Fields that only Butane has belong to the child, which is the user's config.
        if (child.object[field.name] !== undefined) into[field.name] = child.object[field.name];
        continue;
      }
      this.field(into, parent, child, field, shared);
    }
    if (child.object.userCompression === true) into.userCompression = true;
    return into;
  }

  private field(into: ConfigObject, parent: Side, child: Side, field: DialectField, shared: SharedKeys): void {
    const { name } = field;
    const [a, b] = [parent.object[name], child.object[name]];
    if (field.list !== undefined) {
      const [first, second] = [(a ?? []) as readonly Value[], (b ?? []) as readonly Value[]];
      if (first.length + second.length === 0) return;
      const froms = { parent: [...parent.path, name], child: [...child.path, name] };
      into[name] = this.lists(first, second, field, shared, froms);
      const side = second.length > 0 ? 'child' : 'parent';
      this.recorder?.took(into, name, side, froms[side]);
      return;
    }
    const isStruct = field.struct !== undefined;
    // An object that may be left out is there when it is empty, too; the others are not.
    const isSet = (value: Value | undefined): boolean =>
      isStruct && !field.pointer ? !isEmptyValue(value) : value !== undefined;
    if (isStruct && isSet(a) && isSet(b)) {
      const from = [...child.path, name];
      into[name] = this.objects(
        { object: a as ConfigObject, path: [...parent.path, name] },
        { object: b as ConfigObject, path: from },
        field.struct,
      );
      this.recorder?.took(into, name, 'child', from);
    } else if (field.required || isSet(b)) this.take(into, name, 'child', b, child);
    else if (isSet(a)) this.take(into, name, 'parent', a, parent);
  }

  private take(into: ConfigObject, name: string, side: 'parent' | 'child', value: Value | undefined, from: Side): void {
    if (value === undefined) return;
    into[name] = value;
    this.recorder?.took(into, name, side, [...from.path, name]);
  }

  private lists(
    parents: readonly Value[],
    children: readonly Value[],
    field: DialectField,
    shared: SharedKeys,
    froms: { readonly parent: Path; readonly child: Path },
  ): Value[] {
    const into: Value[] = [];
    const add = (value: Value, side: 'parent' | 'child', index: number): void => {
      this.recorder?.took(into, into.length, side, [...froms[side], index]);
      into.push(value);
    };
    if (field.list?.concat === true) {
      parents.forEach((value, i) => add(value, 'parent', i));
      children.forEach((value, i) => add(value, 'child', i));
      return into;
    }
    const known = new Set<string>();
    parents.forEach((value, i) => {
      const key = keyOf(value, field);
      known.add(key);
      const other = shared.get(field, key);
      if (other === undefined) return add(value, 'parent', i);
      // An entry of another list takes the place of the parent's.
      if (other.field !== field) return;
      if (field.struct === undefined) return add(other.value, 'child', other.index);
      const entry = other.value as ConfigObject;
      // A header without a value takes the parent's away.
      if (field.name === 'http_headers' && entry.value === undefined) return;
      const path = [...froms.child, other.index];
      const merged = this.objects(
        { object: value as ConfigObject, path: [...froms.parent, i] },
        { object: entry, path },
        field.struct,
      );
      add(merged, 'child', other.index);
    });
    children.forEach((value, i) => {
      if (!known.has(keyOf(value, field))) add(value, 'child', i);
    });
    return into;
  }
}

interface Keyed {
  readonly field: DialectField;
  readonly value: Value;
  readonly index: number;
}

/** The entries of all keyed lists of an object, those of lists that share their keys together. */
class SharedKeys {
  private readonly entries = new Map<string, Map<string, Keyed>>();

  public get(field: DialectField, key: string): Keyed | undefined {
    return this.entries.get(field.list?.shared ?? field.name)?.get(key);
  }

  public add(field: DialectField, entry: Keyed): void {
    const handle = field.list?.shared ?? field.name;
    const known = this.entries.get(handle) ?? new Map<string, Keyed>();
    this.entries.set(handle, known.set(keyOf(entry.value, field), entry));
  }
}

function sharedKeys(child: ConfigObject, struct: DialectStruct): SharedKeys {
  const keys = new SharedKeys();
  for (const field of struct.fields) {
    if (field.list === undefined || field.list.concat === true || field.json === undefined) continue;
    ((child[field.name] ?? []) as readonly Value[]).forEach((value, index) => keys.add(field, { field, value, index }));
  }
  return keys;
}
