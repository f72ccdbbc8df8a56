import type { RawMap, RawNode } from '../../yaml/node';
import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import type { ConfigObject, Value } from '../value';

const WHOLE = /^-?\d+$/;
// A longer one does not fit any field.
const LONGEST = 20;
const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** Reads the nodes of a JSON text into a config, as Go's reader does. */
export class JsonConfigReader {
  /** The first value of a wrong type, in the words of Go; undefined when there is none. */
  public fault: string | undefined;
  /** Its place, in characters of the text. */
  public faultAt = 0;
  private readonly fields: string[] = [];
  private struct = '';

  /** The config of a document. */
  public root(node: RawNode, struct: DialectStruct): ConfigObject {
    const into: ConfigObject = {};
    if (node.type === 'map') this.object(node, struct, into);
    else if (!isNull(node)) this.refuse(node, struct.go);
    return into;
  }

  private object(node: RawMap, struct: DialectStruct, into: ConfigObject): void {
    const { children } = node;
    const outer = this.struct;
    for (let i = 0; i < children.length; i += 2) {
      const key = children[i]!;
      const field = key.type === 'scalar' ? fieldOf(struct, key.value) : undefined;
      if (field === undefined) continue;
      this.struct = struct.name;
      const depth = this.fields.length;
      if (field.part !== undefined) this.fields.push(field.part);
      this.fields.push(field.json!);
      const value = this.value(children[i + 1]!, field, into[field.name]);
      this.fields.length = depth;
      if (value === null) delete into[field.name];
      else if (value !== undefined) into[field.name] = value;
    }
    this.struct = outer;
  }

  /** The value of a field; null when it is taken back, undefined when what was there before stays. */
  private value(node: RawNode, field: DialectField, before: Value | undefined): Value | null | undefined {
    if (isNull(node)) return isKept(field) ? undefined : null;
    if (field.list !== undefined) {
      if (node.type !== 'list') return this.refuse(node, field.go);
      // A list that occurs twice is read into the same entries.
      const known = (before ?? []) as readonly Value[];
      return node.children.map((child, i) => this.item(child, field, known[i]));
    }
    return this.single(node, field, before, field.go);
  }

  private item(node: RawNode, field: DialectField, before: Value | undefined): Value {
    const empty = field.struct === undefined ? '' : {};
    if (isNull(node)) return before ?? empty;
    return this.single(node, field, before, field.goItem) ?? before ?? empty;
  }

  private single(node: RawNode, field: DialectField, before: Value | undefined, go: string): Value | undefined {
    if (field.struct !== undefined) {
      if (node.type !== 'map') return this.refuse(node, go);
      const into: ConfigObject = { ...(before as ConfigObject | undefined) };
      this.object(node, field.struct, into);
      return into;
    }
    if (node.type !== 'scalar') return this.refuse(node, go);
    const isText = node.style === 'double';
    switch (field.scalar) {
      case 'string':
        return isText ? node.value : this.refuse(node, go);
      case 'bool':
        return !isText && (node.value === 'true' || node.value === 'false')
          ? node.value === 'true'
          : this.refuse(node, go);
      case 'int':
      case undefined:
        return (isText ? undefined : wholeNumber(node.value)) ?? this.refuse(node, go);
    }
  }

  private refuse(node: RawNode, go: string): undefined {
    if (this.fault !== undefined) return undefined;
    const what = kindOf(node, go);
    const where =
      this.fields.length === 0
        ? `value of type ${go}`
        : `struct field ${this.struct}.${this.fields.join('.')} of type ${go}`;
    this.faultAt = node.start;
    this.fault = `json: cannot unmarshal ${what} into Go ${where}`;
    return undefined;
  }
}

/** The fields that null leaves unchanged: values that are not behind a pointer. */
function isKept({ list, struct, required, zeroIsUnset, pointer }: DialectField): boolean {
  return list === undefined && ((struct !== undefined && !pointer) || required || zeroIsUnset);
}

function wholeNumber(text: string): number | bigint | undefined {
  if (text.length > LONGEST || !WHOLE.test(text)) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value + 0;
  const exact = BigInt(text);
  return exact >= LEAST && exact <= MOST ? exact : undefined;
}

function kindOf(node: RawNode, go: string): string {
  if (node.type === 'list') return 'array';
  if (node.type !== 'scalar') return 'object';
  if (node.style === 'double') return 'string';
  if (node.value === 'true' || node.value === 'false') return 'bool';
  return go === 'int' ? `number ${node.value}` : 'number';
}

function isNull(node: RawNode): boolean {
  return node.type === 'scalar' && node.style === 'plain' && node.value === 'null';
}

/** The field of a key. Go finds one in another letter case, too. */
function fieldOf(struct: DialectStruct, key: string): DialectField | undefined {
  const exact = struct.byJson.get(key);
  if (exact !== undefined) return exact;
  // A long s is an s in another case.
  const folded = key.replace(/\u017f/g, 's').toLowerCase();
  for (const [json, field] of struct.byJson) if (json.toLowerCase() === folded) return field;
  return undefined;
}
