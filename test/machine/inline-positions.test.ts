/** Places inside of configs that stand in a config. The place is marked by a `»`. */
import { Butane } from '../../lib/machine';

const HEAD = 'variant: fcos\nversion: 1.5.0\nignition:\n  config:\n    merge:\n';
const CHILD = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": »"ы"}]}}';
const PATH = '$.ignition.config.merge.0.inline.storage.files.0.path';
const LINES = `{
  "ignition": {"version": "3.4.0"},

  "storage": {
    "files": [
      {"path": »"ы"}
    ]
  }
}`;
const indented = (by: string, text = LINES): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');

function marked(config: string): { readonly text: string; readonly line: number; readonly column: number } {
  const [before = '', after = ''] = config.split('»');
  const lines = before.split(/\r\n|\n/);
  return { text: before + after, line: lines.length, column: Array.from(lines.at(-1)!).length + 1 };
}

function places(config: string, compat = false) {
  const { text, line, column } = marked(config);
  const { entries } = Butane.transpile(text, { compat }).report;
  return { found: entries.map((its) => [its.path, its.line, its.column]), line, column };
}

describe('a place inside of an inline config is exact', () => {
  it.each([
    ['in a literal block', `${HEAD}      - inline: |\n${indented('          ')}\n`],
    ['in one that keeps its end', `${HEAD}      - inline: |+\n${indented('          ')}\n\n\n`],
    ['in one that drops its end', `${HEAD}      - inline: |-\n${indented('          ')}\n`],
    ['in one whose indentation is given', `${HEAD}      - inline: |2 # a\n${indented('          ')}\n`],
    ['in one that begins with empty lines', `${HEAD}      - inline: |\n\n   \n${indented('          ')}\n`],
    ['in one with an anchor and a tag', `${HEAD}      - inline: &a !!str |\n${indented('          ')}\n`],
    ['in one that begins with a comment mark', `${HEAD}      - inline: | # |\n${indented('          ')}\n`],
    ['in one behind CRLF', `${HEAD}      - inline: |\n${indented('          ')}\n`.replace(/\n/g, '\r\n')],
    ['in one line of a literal block', `${HEAD}      - inline: |\n          ${CHILD}\n`],
    ['in single quotes', `${HEAD}      - inline: '${CHILD}'\n`],
    ['in single quotes behind an anchor and a tag', `${HEAD}      - inline: &a !!str '${CHILD}'\n`],
    ['in single quotes in flow style', `${HEAD}      [{inline: '${CHILD}'}]\n`],
    ['behind emoji', `${HEAD}      - {compression: "", inline: '${CHILD.replace('{"path"', '{"🚀": 1, "path"')}'}\n`],
  ])('%s', (_, config) => {
    const { found, line, column } = places(config);
    expect(found.filter(([path]) => path === PATH)).toEqual([[PATH, line, column]]);
  });

  it.each([
    ['a key that is unknown', `'{"ignition": {"version": "3.4.0"}, »"storge": {}}'`, '.inline.storge'],
    ['JSON that breaks off', `'{"ignition": {"version": "3.4.0"»}'`, '.inline'],
    ['another spec', `'{"ignition": {"version": »"3.0.0"}}'`, '.version'],
    ['a version that is none', `'{"ignition": {"version": »"3"}}'`, '.inline.ignition.version'],
  ])('for %s', (_, inline, path) => {
    const { found, line, column } = places(`${HEAD}      - inline: ${inline}\n`);
    expect(found[0]).toEqual([`$.ignition.config.merge.0${path}`, line, column]);
  });

  it('in replace', () => {
    const { found, line, column } = places(
      `variant: fcos\nversion: 1.5.0\nignition: {config: {replace: {inline: '${CHILD}'}}}\n`,
    );
    expect(found).toEqual([['$.ignition.config.replace.inline.storage.files.0.path', line, column]]);
  });
});

describe('a place inside of an inline config is that of the whole text', () => {
  const plain = CHILD.replace('»', '');
  it.each([
    ['when it is folded', `${HEAD}      - inline: »>\n          ${plain}\n`],
    ['when it has escapes', `${HEAD}      - inline: »${JSON.stringify(plain)}\n`],
    ['when quotes are doubled', `${HEAD}      - inline: »'${plain.replace('ы', "''")}'\n`],
    ['when it has several lines in quotes', `${HEAD}      - inline: »'${plain.replace(', ', ',\n            ')}'\n`],
    ['when breaks of it are odd', `${HEAD}      - inline: »|\n          ${plain.replace('ы', 'a\u2028          b')}\n`],
    ['when it is an alias', `x: &a '${plain}'\n${HEAD}      - inline: »*a\n`],
  ])('%s', (_, config) => {
    const { found, line, column } = places(config);
    expect(found.filter(([path]) => path === PATH)).toEqual([[PATH, line, column]]);
  });

  it('and there is none in a typed config', () => {
    const merge = [{ inline: plain }];
    const { report } = Butane.transpile({ variant: 'fcos', version: '1.5.0', ignition: { config: { merge } } });
    expect(report.entries.map((its) => [its.path, its.line])).toEqual([[PATH, undefined]]);
  });
});

it('in compat mode a place inside of an inline config is what butane says: that of the inner path in the outer text', () => {
  const { found } = places(`${HEAD}      - inline: |\n${indented('          ')}\n`, true);
  expect(found).toEqual([['$.storage.files.0.path', 1, 1]]);
});
