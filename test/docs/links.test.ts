import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { deadLinks, linksOf } from './dead-links';

const ROOT = join(__dirname, '../..');
const below = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`);
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...[...below('docs'), ...below('examples'), ...below('bench')].filter((path) => path.endsWith('.md')).sort(),
];
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

describe('relative links', () => {
  it('are found in all pages', () => {
    expect(pages).toEqual(expect.arrayContaining(['docs/constructs/findings.md', 'examples/quick-start/README.md']));
    expect(pages.flatMap((page) => linksOf(read(page))).length).toBeGreaterThan(80);
  });

  it('lead to files, and to headings where they name one', () => {
    expect(pages.flatMap((page) => deadLinks(ROOT, page))).toEqual([]);
  });

  it('that are dead are found, and code is none', () => {
    const text =
      '# One `two`: three\n\n[a](docs) [b](nothing.md) `[c](no.md)` [d](#one-two-three) [e](#no) [f](https://x.y)\n';
    expect(deadLinks(ROOT, 'README.md', text)).toEqual(['README.md: nothing.md', 'README.md: #no']);
    expect(deadLinks(ROOT, 'docs/architecture.md', '[a](README.md)\n```\n[b](no.md)\n```\n')).toEqual([
      'docs/architecture.md: README.md',
    ]);
  });
});
