import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

import type { AnyField, AnyShape, Availability } from '../../lib/core/shape';

// The tables of the kinds and of the module settings are held against the comments of their interfaces. A table is found
// as an exported constant of type Shape<T> or FieldsOf<T>: a new one needs no change here.
const ROOT = join(__dirname, '..', '..');
const FILES = ['resources', 'settings'].flatMap((folder) => {
  const path = join(ROOT, 'lib', 'deckhouse', folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(path, name));
});

const options = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(ROOT, 'tsconfig.json'), (p) => ts.sys.readFile(p)).config,
  ts.sys,
  ROOT,
).options;
const program = ts.createProgram(FILES, { ...options, noEmit: true });
const checker = program.getTypeChecker();
const sources = FILES.map((path) => program.getSourceFile(path)!);

interface Property {
  readonly path: string;
  readonly text: string;
  readonly defaults: readonly string[];
}

function propertyOf(symbol: ts.Symbol, path: string): Property {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  const defaults = symbol.getJsDocTags(checker).filter((tag) => tag.name === 'default');
  return { path, text, defaults: defaults.map((tag) => ts.displayPartsToString(tag.text).trim()) };
}

function isExported(node: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}

function descendants(node: ts.Node): ts.Node[] {
  const found = [node];
  node.forEachChild((child) => void found.push(...descendants(child)));
  return found;
}

const interfaces = sources.flatMap((source) => source.statements.filter(ts.isInterfaceDeclaration).filter(isExported));
const members = interfaces.flatMap((owner) =>
  owner.members.filter(ts.isPropertySignature).map((member) => {
    const path = `${owner.name.text}.${member.name.getText()}`;
    const symbol = checker.getSymbolAtLocation(member.name)!;
    return { ...propertyOf(symbol, path), isOptional: member.questionToken !== undefined };
  }),
);

describe('comments', () => {
  it('are looked for in every file', () => {
    expect(sources.every((source) => source !== undefined)).toBe(true);
    expect(members.length).toBeGreaterThan(200);
  });

  it('stand at every exported interface, class, type and property', () => {
    const declared = sources.flatMap((source) =>
      source.statements.filter(
        (s): s is ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration =>
          ts.isInterfaceDeclaration(s) || ts.isClassDeclaration(s) || ts.isTypeAliasDeclaration(s),
      ),
    );
    const bare = declared
      .filter((d) => isExported(d) && ts.getJSDocCommentsAndTags(d).length === 0)
      .map((d) => d.name?.text);
    expect([...bare, ...members.filter((m) => m.text === '').map((m) => m.path)]).toEqual([]);
  });

  it('say the default of every optional property, and of no other', () => {
    expect(members.filter((m) => m.isOptional && m.defaults.join('') === '').map((m) => m.path)).toEqual([]);
    expect(members.filter((m) => !m.isOptional && m.defaults.length > 0).map((m) => m.path)).toEqual([]);
  });
});

/** A field of a table with the property of its interface. */
interface Entry extends Property {
  readonly field: AnyField;
}

/** All fields of a table, those of the tables in it as well. */
class Walk {
  public readonly entries: Entry[] = [];
  public readonly seen = new Set<string>();

  public shape(shape: AnyShape, type: ts.Type): void {
    const own = checker.getNonNullableType(type);
    if (shape.type === 'object') this.fields(shape.fields, own);
    else if (shape.type === 'list') this.inner(shape.item, checker.getIndexTypeOfType(own, ts.IndexKind.Number));
    else if (shape.type === 'map') this.inner(shape.value, checker.getIndexTypeOfType(own, ts.IndexKind.String));
    else if (shape.type === 'either') for (const option of shape.options) this.either(option, own);
  }

  public fields(fields: Readonly<Record<string, AnyField>>, type: ts.Type): void {
    const name = (type.aliasSymbol ?? type.symbol).name;
    const known = this.seen.has(name);
    this.seen.add(name);
    for (const [key, field] of Object.entries(fields)) {
      const symbol = type.getProperty(key);
      if (symbol === undefined) throw new Error(`the table of ${name} has ${key}, the interface has not`);
      if (!known) this.entries.push({ ...propertyOf(symbol, `${name}.${key}`), field });
      this.shape(field.shape, checker.getTypeOfSymbol(symbol));
    }
  }

  private inner(shape: AnyShape, type: ts.Type | undefined): void {
    if (type !== undefined) this.shape(shape, type);
  }

  /** Of several types, the one that has the fields of the table. */
  private either(shape: AnyShape, type: ts.Type): void {
    const types = type.isUnion() ? type.types : [type];
    const fits =
      shape.type === 'object'
        ? types.find((t) => Object.keys(shape.fields).every((key) => t.getProperty(key) !== undefined))
        : type;
    this.inner(shape, fits);
  }
}

const walk = new Walk();
for (const source of sources) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are only known now
  const values = require(source.fileName) as Record<string, unknown>;
  for (const declaration of source.statements
    .filter(ts.isVariableStatement)
    .flatMap((s) => [...s.declarationList.declarations])) {
    if (!isExported(declaration)) continue;
    const { aliasSymbol, aliasTypeArguments } = checker.getTypeAtLocation(declaration.name);
    const [type] = aliasTypeArguments ?? [];
    const value = values[declaration.name.getText()];
    if (type === undefined) continue;
    if (aliasSymbol?.name === 'Shape') walk.shape(value as AnyShape, type);
    if (aliasSymbol?.name === 'FieldsOf') walk.fields(value as Record<string, AnyField>, type);
  }
}

const said = (text: string, word: 'Since' | 'Until'): string | undefined =>
  new RegExp(`(?:^|\\s)${word} (1\\.\\d+)(?=[.,;:\\s]|$)`).exec(text)?.[1];

function releasesOf({ since, until }: Availability): string[] {
  return [since, until].filter((r): r is string => r !== undefined);
}

describe('releases', () => {
  it('are looked for in every table', () => {
    const tables = sources
      .flatMap(descendants)
      .filter(
        (node): node is ts.CallExpression | ts.TypeReferenceNode =>
          ts.isCallExpression(node) || ts.isTypeReferenceNode(node),
      )
      .filter((node) =>
        ['object', 'FieldsOf'].includes((ts.isCallExpression(node) ? node.expression : node.typeName).getText()),
      )
      .flatMap((node) => node.typeArguments?.map((t) => t.getText()) ?? [])
      .map((name) => name.replace(/^Omit<(\w+),.*$/, '$1'));
    const unreached = new Set(tables.filter((name) => !walk.seen.has(name)));
    expect([...unreached]).toEqual([]);
    expect(walk.entries.filter((e) => releasesOf(e.field).length > 0).length).toBeGreaterThan(20);
  });

  it.each(['Since', 'Until'] as const)('%s: the comment says what the table says', (word) => {
    const key = word === 'Since' ? 'since' : 'until';
    const differ = walk.entries.filter(({ text, field }) => said(text, word) !== field[key]);
    expect(differ.map(({ path, text, field }) => `${path}: table ${field[key]}, comment ${said(text, word)}`)).toEqual(
      [],
    );
  });

  it('of single values are named in the comment', () => {
    const missing = walk.entries.flatMap(({ path, text, field: { shape } }) => {
      const availability = Object.entries(shape.type === 'enum' ? (shape.availability ?? {}) : {});
      // A set that moves with nearly every release, such as that of Kubernetes versions, would fill the comment.
      if (availability.length > 5) return [];
      return availability
        .filter(([, a]) => !releasesOf(a).every((release) => text.includes(release)))
        .map(([value]) => `${path}: ${value}`);
    });
    expect(missing).toEqual([]);
  });

  it('the default of the platform stands in the comment', () => {
    const missing = walk.entries.filter(({ field, defaults }) => {
      const { platformDefault } = field;
      return platformDefault !== undefined && !defaults.join(' ').toLowerCase().includes(platformDefault.toLowerCase());
    });
    expect(
      missing.map(({ path, field, defaults }) => `${path}: table ${field.platformDefault}, comment ${defaults.join()}`),
    ).toEqual([]);
  });
});
