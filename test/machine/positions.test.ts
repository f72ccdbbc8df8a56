/** Where findings stand: lines, columns and carets, in every kind of text. The place is marked by a `»`. */
import { Butane } from '../../lib/machine';
import type { Report } from '../../lib/machine';

const HEAD = 'variant: fcos\nversion: 1.5.0\n';
const FILE = 'storage: {files: [{path: /a, mode: »010000}]}';

interface Marked {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** What begins there, up to the next blank. */
  readonly word: string;
}

function marked(config: string): Marked {
  const [before = '', after = ''] = config.split('»');
  const lines = before.split(/\r\n|\n|\r|\u2028/);
  return {
    text: before + after,
    line: lines.length,
    column: Array.from(lines.at(-1)!.replace(/^\ufeff/, '')).length + 1,
    word: /^\S*/u.exec(after)![0],
  };
}

/** What stands above the carets of a report on one finding. */
function aboveCarets(report: Report): string {
  const lines = report.pretty().split('\n');
  const at = lines.findIndex((line) => /^ +\| +\^/.test(line));
  const carets = lines[at] ?? '';
  const from = carets.indexOf('^');
  return Array.from(lines[at - 1] ?? '')
    .slice(from, from + /\^+/.exec(carets)![0].length)
    .join('');
}

const placed = (report: Report) => report.entries.map(({ line, column, code }) => ({ line, column, code }));

describe('a finding stands at the right text', () => {
  it.each([
    ['in flow style', HEAD + FILE],
    ['in block style', `${HEAD}storage:\n  files:\n    - path: /a\n      mode: »010000\n`],
    ['on a line with Cyrillic', `${HEAD}storage: {files: [{path: /журнал, mode: »010000 }]}`],
    ['on a line with emoji', `${HEAD}storage: {files: [{path: "/🚀👩‍🚀", mode: »010000 }]}`],
    ['behind Cyrillic and emoji on lines above', `${HEAD}# журнал 🚀\npasswd: {users: [{name: ы🚀}]}\n${FILE}`],
    ['behind CRLF', `${HEAD}# a\n${FILE}\n`.replace(/\n/g, '\r\n')],
    ['behind lone CR', `${HEAD}# a\n${FILE}\n`.replace(/\n/g, '\r')],
    ['behind a byte order mark', `\ufeff${HEAD}${FILE}`],
    [
      'behind a byte order mark, on the first line',
      '\ufeff{variant: fcos, version: 1.5.0, storage: {files: [{path: /a, mode: »010000}]}}',
    ],
    [
      'in JSON',
      '{\n\t"variant": "fcos", "version": "1.5.0",\n\t"storage": {"files": [{"path": "/ы", "mode": »8192}]}\n}\n',
    ],
    ['behind a value of several lines', `${HEAD}passwd: {users: [{name: "a\n  b\n  c"}]}\n${FILE}`],
    ['behind an anchor', `${HEAD}storage: {files: [{path: /a, mode: »&mode 010000}]}`],
    ['at an alias', `${HEAD}passwd: {users: [{name: a, uid: &n 8192}]}\nstorage: {files: [{path: /a, mode: »*n }]}`],
  ])('%s', (_, config) => {
    const { text, line, column, word } = marked(config);
    const { report } = Butane.transpile(text);
    expect(placed(report)).toEqual([{ line, column, code: 'KV5329' }]);
    expect(aboveCarets(report)).toBe(word);
    // Butane names the same place, but for its carets.
    expect(placed(Butane.transpile(text, { compat: true }).report)).toEqual([{ line, column, code: 'KV5329' }]);
  });

  it('given as bytes, too', () => {
    const { text, line, column } = marked(`${HEAD}storage: {files: [{path: /ы🚀, mode: »010000 }]}`);
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16]) {
      expect(placed(Butane.transpile(bytes).report)).toEqual([{ line, column, code: 'KV5329' }]);
    }
  });

  it.each([
    ['a key', `${HEAD}storage: {»файл: 1 }`, 'KV5200'],
    ['a wrong type', `${HEAD}storage: {files: [{path: /ы, mode: »"0644" }]}`, 'KV5182'],
    ['a repeated key', `${HEAD}passwd: {users: [{name: ы, »name: b}]}`, 'KV5183'],
    ['what is no YAML', `${HEAD}passwd: {users: [{name: ы🚀, uid: »@a }]}`, 'KV5180'],
    ['a later document', `${HEAD}passwd: {users: [{name: ы}]}\n»---\na: b\n`, 'KV5250'],
    ['a cut number', `${HEAD}passwd: {users: [{name: ы🚀, uid: »1.5 }]}`, 'KV5251'],
  ])('for %s', (_, config, code) => {
    const { text, line, column, word } = marked(config);
    const { report } = Butane.transpile(text);
    expect(placed(report)).toEqual([{ line, column, code }]);
    expect(aboveCarets(report)).toBe(word);
  });
});

describe('carets', () => {
  const { text } = marked(`${HEAD}storage: {files: [{path: /журнал, mode: »010000 }]}`);

  it('are those of butane in compat mode: they take a column for a number of bytes', () => {
    const carets = Butane.transpile(text, { compat: true })
      .report.pretty()
      .split('\n')
      .find((line) => line.includes('^'))!;
    const line = text.split('\n')[2]!;
    const from = carets.indexOf('^') - ' '.length * 5;
    const column = line.indexOf('010000');
    expect(from).toBe(column);
    // Counted in bytes, the text there is another one.
    expect(Buffer.from(line).subarray(column).toString()).not.toMatch(/^010000/);
  });

  it('are left out where there is no place', () => {
    const { report } = Butane.transpile('');
    expect(report.pretty()).toBe('error: error parsing variant; must be specified\n');
  });
});
