import type { Field, ListRule, ScalarType, Struct } from './field';
import { COMMON, ROOT } from './root';
import type { Dialect } from './versions';
import { DIALECTS } from './versions';

/** A field as one dialect has it. */
export interface DialectField {
  /** Butane's name, by which the library keeps its value. */
  readonly name: string;
  /** Ignition's name; undefined for what only Butane has. */
  readonly json: string | undefined;
  /** Its type, or that of each entry of its list; an object when `struct` is there. */
  readonly scalar: ScalarType | undefined;
  /** The object that it holds, or that each entry of its list is. */
  readonly struct: DialectStruct | undefined;
  /** Set for lists. */
  readonly list: ListRule | undefined;
  /** Written even when it is not set. */
  readonly required: boolean;
  /** Written even when it is not set, as null. */
  readonly nullable: boolean;
  /** Zero, or an empty text, is the same as not set. */
  readonly zeroIsUnset: boolean;
  /** An object that is kept when it is empty. */
  readonly pointer: boolean;
  /** The name of the type in messages about wrong types. */
  readonly go: string;
  /** The name of the type of an entry of its list in such messages. */
  readonly goItem: string;
  /** The name of the part of the type that it comes from; undefined when it is the type's own. */
  readonly part: string | undefined;
  /** The beginning of the JSON of this field. */
  readonly head: string;
}

/** An object as one dialect has it. */
export interface DialectStruct {
  /** The type of the object: File, Unit. */
  readonly name: string;
  /** The name of the type in messages about wrong types. */
  readonly go: string;
  /** Its fields, in the order of Ignition's JSON. */
  readonly fields: readonly DialectField[];
  /** Those that Butane has, by its names. */
  readonly byName: ReadonlyMap<string, DialectField>;
  /** Those that Ignition has, by its names. */
  readonly byJson: ReadonlyMap<string, DialectField>;
}

const structs = new Map<string, DialectStruct>();

/** The whole config, as a dialect has it. Built at its first use. */
export function rootStruct(dialect: Dialect): DialectStruct {
  const key = `${dialect.variant} ${dialect.version}`;
  const known = structs.get(key);
  if (known !== undefined) return known;
  const made = new Compiler(dialect).structOf(ROOT);
  structs.set(key, made);
  return made;
}

/** The fields that every version of Butane has: they decide how to read the rest. */
export function commonStruct(): DialectStruct {
  common ??= new Compiler(DIALECTS[0]!).structOf(COMMON);
  return common;
}

let common: DialectStruct | undefined;

class Compiler {
  private readonly made = new Map<Struct, DialectStruct>();

  public constructor(private readonly dialect: Dialect) {}

  public structOf(struct: Struct): DialectStruct {
    const known = this.made.get(struct);
    if (known !== undefined) return known;
    const fields = struct.fields.filter((field) => this.has(field)).map((field) => this.fieldOf(field));
    const inDialect: DialectStruct = {
      name: struct.go,
      go: struct.isOfAll === true ? `config.${struct.go}` : this.typeName(struct.go, struct.ofVariant),
      fields,
      byName: new Map(
        struct.fields
          .filter((field) => this.has(field) && field.ignitionOnly === undefined)
          .map((field) => [field.name, fields.find(({ name }) => name === field.name)!]),
      ),
      byJson: new Map(fields.flatMap((field) => (field.json === undefined ? [] : [[field.json, field]]))),
    };
    this.made.set(struct, inDialect);
    return inDialect;
  }

  private has({ since, until, fcos, json }: Field): boolean {
    const { variant, spec, minor } = this.dialect;
    if (spec < since || spec > until) return false;
    if (fcos !== undefined && (variant !== 'fcos' || minor < fcos)) return false;
    return json !== undefined || variant !== 'ignition';
  }

  private fieldOf(field: Field): DialectField {
    const { name, json, type, list, alias, listGo } = field;
    const isObject = typeof type === 'object';
    const { spec, variant } = this.dialect;
    const hasAlias = alias !== undefined && (variant === 'ignition' || spec <= alias.until);
    const struct = isObject ? this.structOf(type) : undefined;
    const goItem = struct?.go ?? (hasAlias ? this.typeName(alias.go, false) : (type as string));
    const goList = listGo === undefined ? `[]${goItem}` : this.typeName(listGo, false);
    return {
      name,
      json,
      scalar: isObject ? undefined : type,
      struct,
      list,
      required: field.required === true,
      nullable: field.nullable === true,
      zeroIsUnset: field.zeroIsUnset === true,
      pointer: field.pointer === true,
      go: list === undefined ? goItem : goList,
      goItem,
      part: field.part,
      head: `${JSON.stringify(json ?? name)}:`,
    };
  }

  private typeName(name: string, ofVariant = false): string {
    const { variant, minor, spec } = this.dialect;
    if (variant === 'ignition') return `types.${name}`;
    return ofVariant ? `v1_${minor}.${name}` : `v0_${spec + 1}.${name}`;
  }
}
