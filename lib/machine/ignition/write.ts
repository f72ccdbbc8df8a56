import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import type { ConfigObject, Scalar, Value } from '../value';
import { isEmptyValue, scalarText } from '../value';

// What the encoder of Go writes in another way than JSON.stringify.
const ODD = /[<>&\u2028\u2029]|\\[bf\\]|\\u[dD][89a-fA-F][\da-fA-F]{2}/g;

const NEEDS_CARE = /[<>&\u2028\u2029\b\f\u007f\ud800-\udfff]/;
const SPELLINGS: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
  '\\b': '\\u0008',
  '\\f': '\\u000c',
  '\\\\': '\\\\',
};

function textJson(text: string): string {
  const json = JSON.stringify(text);
  if (!NEEDS_CARE.test(text)) return json;
  // Half a surrogate pair is not a character: Go writes the replacement character.
  return json.replace(ODD, (found) => SPELLINGS[found] ?? '\\ufffd');
}

/** A config as Ignition's JSON, in the order and with the escapes of upstream, without a final line break. */
export function writeConfig(root: ConfigObject, struct: DialectStruct, pretty: boolean): string {
  return objectJson(root, struct, pretty ? '\n' : '');
}

/** @param indent A line break and the indentation of the object; empty for compact JSON. */
function objectJson(object: ConfigObject, struct: DialectStruct, indent: string): string {
  const inner = indent === '' ? '' : `${indent}  `;
  let json = '';
  for (const field of struct.fields) {
    if (field.json === undefined) continue;
    const value = fieldJson(object[field.name], field, inner);
    if (value === undefined) continue;
    json += `${json === '' ? '' : ','}${inner}${field.head}${indent === '' ? '' : ' '}${value}`;
  }
  return json === '' ? '{}' : `{${json}${indent}}`;
}

function fieldJson(value: Value | undefined, field: DialectField, indent: string): string | undefined {
  if (value === undefined) {
    if (field.required) return '""';
    return field.nullable ? 'null' : undefined;
  }
  if (field.list !== undefined) {
    const entries = value as readonly Value[];
    if (entries.length === 0 && !field.nullable) return undefined;
    return listJson(entries, field, indent);
  }
  if (field.struct !== undefined) {
    if (!field.pointer && isEmptyValue(value)) return undefined;
    const json = objectJson(value as ConfigObject, field.struct, indent);
    return json === '{}' && !field.pointer ? undefined : json;
  }
  if (field.zeroIsUnset && (value === 0 || value === '')) return undefined;
  return scalarJson(value);
}

function listJson(entries: readonly Value[], field: DialectField, indent: string): string {
  if (entries.length === 0) return '[]';
  const inner = indent === '' ? '' : `${indent}  `;
  const parts = entries.map(
    (entry) =>
      inner + (field.struct === undefined ? scalarJson(entry) : objectJson(entry as ConfigObject, field.struct, inner)),
  );
  return `[${parts.join(',')}${indent}]`;
}

function scalarJson(value: Value): string {
  return typeof value === 'string' ? textJson(value) : scalarText(value as Scalar);
}
