import { RawAlias, RawList, RawMap, RawScalar } from '../../lib/yaml/node';
import type { RawNode } from '../../lib/yaml/node';
import { parseYaml } from '../../lib/yaml/parser';
import { refusal } from './refusal';

function root(text: string): RawNode | undefined {
  return parseYaml(text, { dialect: 'v3' }).root;
}

/** A tree in one line. */
function show(node: RawNode | undefined): string {
  if (node === undefined) return 'nothing';
  if (node.type === 'alias') return `*${node.name}`;
  const tag = node.tag === '' ? '' : `<${node.tag}>`;
  if (node.type === 'scalar') return `${tag}${node.style === 'plain' ? node.value : JSON.stringify(node.value)}`;
  const inside = node.children.map(show).join(' ');
  return `${tag}${node.anchored ? '&' : ''}${node.flow ? 'flow-' : ''}${node.type}(${inside})`;
}

describe('the tree of a document', () => {
  it.each([
    ['nothing', '', 'nothing'],
    ['a comment alone', '# x\n', 'nothing'],
    ['an empty document', '---\n', ''],
    ['a block', 'a: 1\nb:\n- x\n- y: z\n', 'map(a 1 b list(x map(y z)))'],
    ['brackets', '[a, {b: c, d}, e: f, ? g]', 'flow-list(a flow-map(b c d ) flow-map(e f) flow-map(g ))'],
    ['keys without values', '? a\n? b\n: c\nd:\n', 'map(a  b c d )'],
    ['the same key twice', 'a: 1\na: 2\n', 'map(a 1 a 2)'],
    ['tags', '!!str a: !x [!<y> b, ! c]', 'map(<tag:yaml.org,2002:str>a <!x>flow-list(<y>b <!>c))'],
    ['tags by directives', '%TAG !e! tag:e,1:\n---\n!e!x%41 a', '<tag:e,1:xA>a'],
    ['an anchor and its aliases', '&a {b: &c d}: *a\ne: *c\n', 'map(&flow-map(b d) *a e *c)'],
    ['brackets that are closed at the margin', 'a: [\n1\n]\n', 'map(a flow-list(1))'],
  ])('%s', (_name, text, expected) => {
    expect(show(root(text))).toBe(expected);
  });

  it.each([
    ['plain', 'a b', 'plain', 'a b'],
    ['plain over lines', 'a\n b\n\n c', 'plain', 'a b\nc'],
    ['plain with other line breaks', 'a\r\n b\u0085 c\u2028 d', 'plain', 'a b c\u2028d'],
    ['single', "'it''s  \n  so'", 'single', "it's so"],
    ['double', '"\\x41\\u042f\\U0001F600\\e\\N\\/"'.replace('\\/', ''), 'double', 'A\u042f\u{1f600}\x1b\x85'],
    ['double with an escaped break', '"a \\\n  b\\\n c"', 'double', 'a bc'],
    ['literal', '|\n  a\n   b\n\n', 'literal', 'a\n b\n'],
    ['literal, all breaks kept', '|+\n  a\n\n', 'literal', 'a\n\n'],
    ['literal, indented by two', '|2-\n   a\n', 'literal', ' a'],
    ['folded', '>-\n  a\n  b\n\n  c\n   d\n', 'folded', 'a b\nc\n d'],
  ])('a scalar: %s', (_name, text, style, value) => {
    const node = root(text);
    expect(node).toBeInstanceOf(RawScalar);
    expect([(node as RawScalar).style, (node as RawScalar).value]).toEqual([style, value]);
  });

  it('knows where each node begins and ends', () => {
    const text = 'a: &x [1, "2"]\nb: *x\nc: !!str d\n';
    const map = root(text) as RawMap;
    expect(map).toBeInstanceOf(RawMap);
    expect(map.children.map(({ start, end }) => text.slice(start, end))).toEqual([
      'a',
      '&x [1, "2"]',
      'b',
      '*x',
      'c',
      '!!str d',
    ]);
    expect((map.children[1] as RawList).children.map(({ start, end }) => text.slice(start, end))).toEqual(['1', '"2"']);
  });

  it('gives an alias the very node that its anchor names, also one that holds it', () => {
    const list = root('&a [*a, b]') as RawList;
    expect(list).toBeInstanceOf(RawList);
    expect(list.children[0]).toBeInstanceOf(RawAlias);
    expect((list.children[0] as RawAlias).target).toBe(list);
    expect(list.children).toBe(list.children);
  });
});

describe('the end of the first document', () => {
  it.each([
    ['a: 1\n', undefined],
    ['a: 1\n...\n', undefined],
    ['a: 1\n---\nb: 2\n', 5],
    ['a: 1\n...\n---\nb: 2\n', 9],
    ['[a]\n]\n', 4],
    ['a: 1\n... # x\n"', 8],
  ])('%j', (text, rest) => {
    expect(parseYaml(text, { dialect: 'v2' }).rest).toBe(rest);
  });

  it('is looked behind by two tokens in yaml.v3', () => {
    const text = 'a: 1\n---\n"x';
    expect([refusal(text, 'v2'), refusal(text, 'v3')]).toEqual(['read', '9: a quoted text is not closed']);
    const far = 'a: 1\n---\n- b\n- c\n- "x';
    expect(refusal(far, 'v3')).toBe('read');
  });

  it('ends what counts of control characters, by pieces of 512 bytes', () => {
    const near = 'a: 1\n---\nb: \0';
    const far = `a: 1\n---\nb: ${'c'.repeat(600)}\0`;
    expect([refusal(near, 'v2'), refusal(far, 'v2')]).toEqual(['12: a control character is not allowed here', 'read']);
    expect(refusal('a: \x01')).toBe('3: a control character is not allowed here');
    expect(refusal('a: \ud800')).toBe('3: a control character is not allowed here');
  });
});

describe('what is refused', () => {
  it.each([
    ['a tab for indentation', 'a:\n\tb: 1', '3: no token can begin with this character'],
    ['another version', '%YAML 1.2\n---\na', '0: only YAML 1.1 is read here, not 1.2'],
    ['an unknown directive', '%FOO\n---\na', '0: the directives are %YAML and %TAG'],
    ['an unknown anchor', 'a: *b', '3: the anchor b is not defined before this place'],
    ['an unknown handle', '!x!y a', '0: the tag handle !x! is not defined'],
    ['an open bracket', 'a: [1', "6: ',' or ']' is expected here"],
    ['an open quote', 'a: "1', '3: a quoted text is not closed'],
    ['a quote over a marker', '"a\n--- b"', '0: a quoted text is not closed in its document'],
    ['an escape of JSON', '"\\/"', '1: YAML does not have this escape sequence'],
    ['half of a character', '"\\ud83d\\ude00"', '1: this is not a Unicode character'],
    ['a key without its colon', 'a: 1\nb\n', '5: a key needs a : after it'],
    ['a second colon', 'a: b: c', '4: a : is not allowed here: quote the text before it'],
    ['a block indented by 0', 'a: |0\n', '3: the indentation of a block scalar cannot be 0'],
    ['an item behind a key', 'a: - b', '3: an item of a list cannot begin here'],
  ])('%s', (_name, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('takes a tab before a comment in yaml.v3 alone', () => {
    const texts = ['?\t# c\n', '# a\n\t# b\na: 1\n'];
    expect(texts.map((text) => refusal(text, 'v3'))).toEqual(['read', 'read']);
    expect(texts.map((text) => refusal(text, 'v2'))).toEqual([
      '1: no token can begin with this character',
      '4: no token can begin with this character',
    ]);
  });

  it('waits for the colon behind empty brackets in yaml.v3 alone', () => {
    expect([refusal('[]: a', 'v3'), refusal('{}: a', 'v3')]).toEqual(['read', 'read']);
    expect(parseYaml('[]: a', { dialect: 'v2' }).rest).toBe(2);
  });
});

describe('bad input', () => {
  it.each([
    ['brackets', '['.repeat(100_000)],
    ['brackets of objects', '{a: '.repeat(100_000)],
    ['items', '- '.repeat(100_000)],
    ['keys', '? '.repeat(100_000)],
    ['lines', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ])('too deep: %s', (_name, text) => {
    expect(refusal(text)).toContain('the file is nested too deeply');
  });

  it('costs nothing for aliases that multiply', () => {
    const lines = ['a0: &a0 x'];
    for (let i = 1; i < 60; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]`);
    expect((root(lines.join('\n')) as RawMap).children).toHaveLength(120);
  });

  it('reads long lines at once', () => {
    const text = `a: [${'"x", '.repeat(200_000)}]`;
    expect(((root(text) as RawMap).children[1] as RawList).children).toHaveLength(200_000);
    expect(refusal(`a: ${'😀'.repeat(200_000)}`)).toBe('read');
    expect(refusal(`${'😀'.repeat(1025)}: a`)).not.toBe('read');
    expect(refusal(`${'😀'.repeat(1020)}: a`)).toBe('read');
  });
});
