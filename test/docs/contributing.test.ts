import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

const topics = [...text.matchAll(/^\| KV(\d{4}) to KV(\d{4}) \|.*\| (.*) \|$/gm)].map(([, from, to, files = '']) => ({
  from: Number(from),
  to: Number(to),
  files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
}));
// Rules of Butane and Ignition are made by a function, which takes the code first.
const codes = ['lib/deckhouse', 'lib/machine'].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const found = readFileSync(join(ROOT, room, file), 'utf8').matchAll(
        /(?:code: |(?:rule|note)\(\s*|^\s*\[)'KV(\d{4})'/gm,
      );
      return [...found].map(([, code]) => ({ file: file.replaceAll('\\', '/'), code: Number(code) }));
    }),
);

describe('CONTRIBUTING.md', () => {
  it('its topics do not overlap', () => {
    expect(topics.length).toBeGreaterThan(10);
    const bounds = topics.flatMap(({ from, to }) => [from, to]);
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
  });

  it('every code of deckhouse and machine is in a file of its topic', () => {
    expect(codes.length).toBeGreaterThan(100);
    const strangers = codes.filter(
      ({ file, code }) => !topics.some(({ from, to, files }) => from <= code && code <= to && files.includes(file)),
    );
    expect(strangers).toEqual([]);
  });

  it('and every file that it names is there', () => {
    const files = topics.flatMap((topic) => topic.files);
    expect(files.filter((file) => !codes.some((code) => code.file === file))).toEqual([]);
  });

  it('the scripts and the test files that it names are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const tests = [...text.matchAll(/npx jest (\S+)/g)].map(([, file = '']) => file);
    expect(tests).toHaveLength(3);
    expect(tests.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
