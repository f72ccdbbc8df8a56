import * as ts from 'typescript';

import type { Availability } from '../../lib/core/shape';
import { declaredProperties, isExported, sources, tables } from '../../scripts/field-docs';

// The tables of the kinds and of the module settings are held against the comments of their interfaces.
const members = declaredProperties();

function descendants(node: ts.Node): ts.Node[] {
  const found = [node];
  node.forEachChild((child) => void found.push(...descendants(child)));
  return found;
}

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
    expect([...bare, ...members.filter((m) => m.text === '').map((m) => m.owner)]).toEqual([]);
  });

  it('say the default of every optional property, and of no other', () => {
    expect(members.filter((m) => m.isOptional && m.defaults.join('') === '').map((m) => m.owner)).toEqual([]);
    expect(members.filter((m) => !m.isOptional && m.defaults.length > 0).map((m) => m.owner)).toEqual([]);
  });
});

// Each property once, wherever its interface is used.
const entries = [...new Map(tables().flatMap((t) => t.fields.map((f) => [f.owner, f] as const))).values()];
const reached = new Set([...tables().map((t) => t.name), ...entries.map((e) => e.owner.split('.')[0])]);

const said = (text: string, word: 'Since' | 'Until'): string | undefined =>
  new RegExp(`(?:^|\\s)${word} (1\\.\\d+)(?=[.,;:\\s]|$)`).exec(text)?.[1];

function releasesOf({ since, until }: Availability): string[] {
  return [since, until].filter((r): r is string => r !== undefined);
}

describe('releases', () => {
  it('are looked for in every table', () => {
    const named = sources
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
    const declared = new Set(members.map((m) => m.owner.split('.')[0]));
    const unreached = new Set(named.filter((name) => declared.has(name) && !reached.has(name)));
    expect([...unreached]).toEqual([]);
    expect(entries.filter((e) => releasesOf(e.field).length > 0).length).toBeGreaterThan(20);
  });

  it.each(['Since', 'Until'] as const)('%s: the comment says what the table says', (word) => {
    const key = word === 'Since' ? 'since' : 'until';
    const differ = entries.filter(({ text, field }) => said(text, word) !== field[key]);
    expect(
      differ.map(({ owner, text, field }) => `${owner}: table ${field[key]}, comment ${said(text, word)}`),
    ).toEqual([]);
  });

  it('of single values are named in the comment', () => {
    const missing = entries.flatMap(({ owner, text, field: { shape } }) => {
      const availability = Object.entries(shape.type === 'enum' ? (shape.availability ?? {}) : {});
      // A set that moves with nearly every release, such as that of Kubernetes versions, would fill the comment.
      if (availability.length > 5) return [];
      return availability
        .filter(([, a]) => !releasesOf(a).every((release) => text.includes(release)))
        .map(([value]) => `${owner}: ${value}`);
    });
    expect(missing).toEqual([]);
  });

  it('the default of the platform stands in the comment', () => {
    const missing = entries.filter(({ field, defaults }) => {
      const { platformDefault } = field;
      return platformDefault !== undefined && !defaults.join(' ').toLowerCase().includes(platformDefault.toLowerCase());
    });
    expect(
      missing.map(
        ({ owner, field, defaults }) => `${owner}: table ${field.platformDefault}, comment ${defaults.join()}`,
      ),
    ).toEqual([]);
  });
});
