// The tables of fields in lib/deckhouse with the comments of their interfaces: what the generated pages print, and what
// the tests hold against each other.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

import type { AnyField, AnyShape } from '../lib/core/shape';

const ROOT = join(__dirname, '..');

/** A property of an interface, with its comment. */
export interface Property {
  /** Interface and property, for example `NodeTaint.key`. */
  readonly owner: string;
  /** The comment, without its tags. */
  readonly text: string;
  /** What stands behind each `@default`. */
  readonly defaults: readonly string[];
}

/** A field of a table with the property of its interface. */
export interface FieldDoc extends Property {
  /** Where it stands in the object, for example `spec.nodeTemplate.taints[].key`. */
  readonly path: string;
  readonly field: AnyField;
}

const FILES = ['kinds', 'resources', 'settings'].flatMap((folder) => {
  const path = join(ROOT, 'lib', 'deckhouse', folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(path, name));
});
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(ROOT, 'tsconfig.json'), (p) => ts.sys.readFile(p)).config,
  ts.sys,
  ROOT,
);
const program = ts.createProgram(FILES, { ...options, noEmit: true });
const checker = program.getTypeChecker();

/** The files that hold tables. */
export const sources: readonly ts.SourceFile[] = FILES.map((path) => program.getSourceFile(path)!);

/** Whether a declaration is seen outside of its file. */
export function isExported(node: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}

/** The properties that the exported interfaces declare themselves. */
export function declaredProperties(): readonly (Property & { readonly isOptional: boolean })[] {
  const interfaces = sources.flatMap((s) => s.statements.filter(ts.isInterfaceDeclaration).filter(isExported));
  return interfaces.flatMap((owner) =>
    owner.members.filter(ts.isPropertySignature).map((member) => {
      const symbol = checker.getSymbolAtLocation(member.name)!;
      const property = propertyOf(symbol, `${owner.name.text}.${member.name.getText()}`);
      return { ...property, isOptional: member.questionToken !== undefined };
    }),
  );
}

/** A table that a file exports, and the interface that it belongs to. */
export interface Table {
  /** Name of the interface. */
  readonly name: string;
  /** Every field, those of the tables in it as well, in their order. */
  readonly fields: readonly FieldDoc[];
}

/** The exported constants of type Shape<T> and FieldsOf<T>: a new one needs no change here. */
export function tables(): readonly Table[] {
  return exportedConstants().flatMap(({ type, value }) => {
    const [argument] = type.aliasTypeArguments ?? [];
    // Shapes of texts and numbers are shared parts, and have no fields.
    if (argument === undefined || (argument.aliasSymbol ?? argument.symbol) === undefined) return [];
    const name = nameOf(argument);
    if (type.aliasSymbol?.name === 'Shape') return [{ name, fields: fieldsOfShape(value as AnyShape, argument, '') }];
    if (type.aliasSymbol?.name !== 'FieldsOf') return [];
    return [{ name, fields: fieldsOf(value as Record<string, AnyField>, argument, '') }];
  });
}

/** A kind as its users see it. */
export interface KindDoc extends Table {
  readonly apiVersions: readonly { readonly since: string; readonly apiVersion: string }[];
}

/** The kinds, each with the fields that its class takes. */
export function kinds(): readonly KindDoc[] {
  const interfaces = sources.flatMap((source) => source.statements.filter(ts.isInterfaceDeclaration));
  const found = exportedConstants().flatMap(({ value }) => {
    const table = value as { kind?: string; fields?: Record<string, AnyField>; apiVersions?: KindDoc['apiVersions'] };
    const { kind, fields, apiVersions } = table;
    if (kind === undefined || fields === undefined || apiVersions === undefined) return [];
    const props = interfaces.find((i) => i.name.text === `${kind}Props`);
    if (props === undefined) throw new Error(`the table of ${kind} has no class: ${kind}Props is missing`);
    return [{ name: kind, apiVersions, fields: fieldsOf(fields, checker.getTypeAtLocation(props), '') }];
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function exportedConstants(): { type: ts.Type; value: unknown }[] {
  return sources.flatMap((source) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are only known now
    const values = require(source.fileName) as Record<string, unknown>;
    const declarations = source.statements
      .filter(ts.isVariableStatement)
      .flatMap((s) => s.declarationList.declarations);
    return declarations.filter(isExported).map((declaration) => ({
      type: checker.getTypeAtLocation(declaration.name),
      value: values[declaration.name.getText()],
    }));
  });
}

function propertyOf(symbol: ts.Symbol, owner: string): Property {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  const defaults = symbol.getJsDocTags(checker).filter((tag) => tag.name === 'default');
  return { owner, text, defaults: defaults.map((tag) => ts.displayPartsToString(tag.text).trim()) };
}

function nameOf(type: ts.Type): string {
  return (type.aliasSymbol ?? type.symbol).name;
}

function fieldsOfShape(shape: AnyShape, type: ts.Type, path: string): readonly FieldDoc[] {
  const own = checker.getNonNullableType(type);
  const inner = (next: AnyShape, kind: ts.IndexKind, suffix: string): readonly FieldDoc[] => {
    const found = checker.getIndexTypeOfType(own, kind);
    return found === undefined ? [] : fieldsOfShape(next, found, `${path}${suffix}`);
  };
  if (shape.type === 'object') return fieldsOf(shape.fields, own, path === '' ? '' : `${path}.`);
  if (shape.type === 'list') return inner(shape.item, ts.IndexKind.Number, '[]');
  if (shape.type === 'map') return inner(shape.value, ts.IndexKind.String, '.*');
  return shape.type === 'either' ? shape.options.flatMap((option) => fieldsOfOption(option, own, path)) : [];
}

/** Of several types, the one that has the fields of the table. */
function fieldsOfOption(shape: AnyShape, type: ts.Type, path: string): readonly FieldDoc[] {
  if (shape.type !== 'object') return fieldsOfShape(shape, type, path);
  const types = type.isUnion() ? type.types : [type];
  const fits = types.find((t) => Object.keys(shape.fields).every((key) => t.getProperty(key) !== undefined));
  return fits === undefined ? [] : fieldsOfShape(shape, fits, path);
}

function fieldsOf(fields: Readonly<Record<string, AnyField>>, type: ts.Type, prefix: string): readonly FieldDoc[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const symbol = type.getProperty(key);
    if (symbol === undefined) throw new Error(`the table of ${nameOf(type)} has ${key}, the interface has not`);
    const path = `${prefix}${key}`;
    const own: FieldDoc = { ...propertyOf(symbol, `${nameOf(type)}.${key}`), path, field };
    return [own, ...fieldsOfShape(field.shape, checker.getTypeOfSymbol(symbol), path)];
  });
}
