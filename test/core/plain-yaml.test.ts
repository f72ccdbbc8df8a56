import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { Yaml } from 'cdk8s';

import { plainYaml } from '../../lib/core/plain-yaml';
import { documentText } from '../../lib/core/yaml';
import { Mulberry } from '../conformance/mulberry';
import { SEED } from '../support/seed';

const COUNT = 4000;

/** Texts that some reader or writer of YAML treats in its own way. */
const TEXTS = [
  ...'~ null Null NULL nULL y Y yes YES yEs n no on On oN off OFF true True TRUE tRUE false FALSE falsE << = e e5'.split(
    ' ',
  ),
  ...'E10 1e 1e3 1.5E-3 +e1 0 07 08 0o7 0b1 0b2 0x1F 0xg +1 -1 --1 1_000 _1 1. .5 . +. - .. 1.2.3 1:2 1:60'.split(' '),
  ...'.inf .Inf -.INF +.inf .iNf .nan .NaN -.nan .Nan 12:30:45 190:20:30.15 2024-01-01 2024-1-1 20240101'.split(' '),
  ...['2024-01-01T00:00:00Z', '2024-01-01 1:2:3.4 -03:30', '2024-01-01t1:2:3', '2024-01-01T', '', ' '],
  ...['---', '--- a', '...', '....', '%a', '- a', '-a', '?', '? a', '?a', ':', ':a', 'a:', 'a: b', 'a:b', 'a\t: b'],
  ...['a:\tb', '#a', 'a#b', 'a #b', 'a\t#b', ',a', '[a', 'a]', '{a', '&a', '*a', '!a', '|', '>', '@a', '`a', "'"],
  ...['"', `'"`, "it's", '"a"', ' a', 'a ', '\ta', 'a\t', 'a\u00a0', '\u00e9', '\u{1f600}', '\u2028', '\u0085'],
  ...['\ufeff', '\ud800', '\udc00a', 'a\ud83d', '\0', '\u0007', '\b', '\u000b', '\u001b[31m', '\r', 'a\r\nb'],
  ...['\u007f', '\u009f', '\\', 'a\\nb', 'a\\', '/', '\n', '\n\n', 'a\n', 'a\n\n', 'a\n\n\n', '\na', '\n\na', ' \na'],
  ...['\n a', 'a\n b', 'a \nb', 'a\n\nb\n', 'a\n ', 'a\n \n', 'a\n\t\n\n', '\ta\nb', 'a\n\tb', '  a\n b\n', 'a \n'],
  ...['a\t\n\n', '#!/bin/sh\nset -e\n', '---\na: 1\n', '%\n', '"a"\nb', ' \n ', ' \n', 'a: b\nc', 'word '.repeat(90)],
  ...[`${'word '.repeat(90)}\nb`, 'x'.repeat(499), 'x'.repeat(1022), 'x'.repeat(1100), '"\\'.repeat(300)],
];
const NUMBERS = [0, -0, 1, -1, 1.5, 0.1, 1e21, -1e21, 1e-7, 5e-324, 2 ** 53, NaN, Infinity, -Infinity];
const PIECES = [...'ab10 \n\t:#-?.._eTZ"\'\\%é\r', '\n', '  ', '\u{1f600}', '\u001b'];
const OTHERS = [new Date(0), new Date(1.5e12), 12n, new Map([['a', 1]]), new Set([1]), { toJSON: () => 'x' }];

const random = new Mulberry(SEED);

const text = (): string =>
  random.below(3) > 0
    ? random.pick(TEXTS)
    : Array.from({ length: random.below(12) }, () => random.pick(PIECES)).join('');

function value(depth: number): unknown {
  const kind = random.below(depth > 4 ? 7 : 12);
  if (kind < 4) return text();
  if (kind === 4) return random.pick(NUMBERS);
  if (kind === 5) return random.pick([true, false, null, undefined]);
  if (kind === 6) return random.below(20) === 0 ? random.pick(OTHERS) : random.below(100_000);
  return kind < 9 ? list(depth) : map(depth);
}

function list(depth: number): unknown[] {
  return Array.from({ length: random.below(5) }, () => value(depth + 1));
}

/** Keys are short more often than not; `<<` has a test of its own. */
function map(depth: number): Record<string, unknown> {
  const entries = Array.from({ length: random.below(5) }, () => [text(), value(depth + 1)] as const);
  return Object.fromEntries(entries.filter(([key]) => key !== '<<'));
}

/** Whether the writer wrote it itself. Fails when it wrote something else than the library. */
function compare(document: unknown): boolean {
  const written = plainYaml(document);
  if (written === undefined) return false;
  if (written !== Yaml.stringify(document))
    expect({ document, written }).toEqual({ document, written: Yaml.stringify(document) });
  return true;
}

/** The documents of the examples, each with its text. */
function goldenDocuments(): readonly { readonly text: string; readonly document: unknown }[] {
  const folder = join(__dirname, '../../examples');
  const { parseDocument } = createRequire(require.resolve('cdk8s'))('yaml') as {
    parseDocument: (text: string, options: object) => { toJS(): unknown };
  };
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('golden') && path.endsWith('.yaml'))
    .flatMap((path) => readFileSync(join(folder, path), 'utf8').split(/^---\n/m))
    .map((text) => ({ text, document: parseDocument(text, { version: '1.1' }).toJS() }));
}

describe('The writer of plain values', () => {
  it.each(TEXTS.map((t) => [JSON.stringify(t), t] as const))('writes %s as the library does', (_, given) => {
    compare({ text: given, list: [given, [given]], deeper: { text: given, after: 1 } });
    if (given === '<<') return;
    compare({ [given]: 1, deeper: { [given]: given, list: [{ [given]: [given] }] } });
  });

  it(`writes ${COUNT} random documents of seed ${SEED} as the library does`, () => {
    const written = Array.from({ length: COUNT }, () => compare(random.below(5) === 0 ? list(0) : map(0)));
    // Most of what it is given here is made to be awkward.
    expect(written.filter(Boolean).length).toBeGreaterThan(COUNT / 10);
  });

  it('writes every document of the examples, and needs no library for it', () => {
    const documents = goldenDocuments();
    expect(documents.length).toBeGreaterThan(20);
    for (const { text, document } of documents) {
      expect(plainYaml(document)).toBe(text);
      expect(Yaml.stringify(document)).toBe(text);
    }
  });

  it('writes most texts by itself', () => {
    const unknown = TEXTS.filter((t) => plainYaml({ t }) === undefined);
    expect(unknown).toEqual([
      ...TEXTS.filter((t) => /[^\t\n\x20-\x7e\P{C}]|[\u2028\u2029]|^[ \n]*\n[ \n]*$|\n\s*[ \t]\n*$/u.test(t)),
    ]);
  });

  it('writes an object that occurs twice twice, also where the library writes the rest', () => {
    const twice = { a: [1] };
    const text = 'x:\n  a:\n    - 1\nz:\n  a:\n    - 1\n';
    expect(plainYaml({ x: twice, z: twice })).toBe(text);
    expect(documentText({ x: twice, z: twice, at: new Date(0) })).toBe(`${text}at: 1970-01-01\n`);
  });

  it.each(OTHERS)('leaves %p to the library', (other) => {
    expect(plainYaml({ a: [other] })).toBeUndefined();
    expect(documentText({ a: [other] })).toBe(Yaml.stringify({ a: [other] }));
  });

  it('leaves to the library what holds itself, and what is very deep', () => {
    const loop: Record<string, unknown> = {};
    loop.a = [loop];
    expect(plainYaml(loop)).toBeUndefined();
    expect(documentText(loop)).toContain('*a1');
    let deep: unknown = 1;
    for (let i = 0; i < 300; i++) deep = { a: deep };
    expect(plainYaml(deep)).toBeUndefined();
    expect(documentText(deep)).toBe(Yaml.stringify(deep));
  });

  it('quotes the key << in place of merging what it holds', () => {
    expect(documentText({ a: { '<<': 'v', b: '<<' } })).toBe('a:\n  "<<": v\n  b: <<\n');
    expect(documentText({ '<<': { a: new Date(0) } })).toBe(
      '{\n  "<<": {\n    "a": "1970-01-01T00:00:00.000Z"\n  }\n}\n',
    );
  });

  it('keeps keys that mean something to JavaScript', () => {
    const document = JSON.parse('{"__proto__":{"a":1},"constructor":1}') as object;
    expect(documentText(document)).toBe('__proto__:\n  a: 1\nconstructor: 1\n');
  });
});
