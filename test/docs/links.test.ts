import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const below = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`);
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...[...below('docs'), ...below('examples'), ...below('bench')].filter((path) => path.endsWith('.md')).sort(),
];
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** The relative links of a page that lead nowhere: to no file, or to no heading of a page. */
function deadLinks(page: string, markdown: string): readonly string[] {
  return linksOf(markdown)
    .filter((link) => {
      const [path = '', heading] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, target))) return true;
      return heading !== undefined && !headingsOf(target === page ? markdown : read(target)).includes(heading);
    })
    .map((link) => `${page}: ${link}`);
}

// Code, in blocks and in lines, holds no links.
const prose = (markdown: string): string => markdown.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '');

function linksOf(markdown: string): readonly string[] {
  return [...prose(markdown).matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(([, link = '']) => link);
}

function headingsOf(markdown: string): readonly string[] {
  const titles = markdown.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#+ (.*)$/gm);
  return [...titles].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('relative links', () => {
  it('are found in all pages', () => {
    expect(pages).toEqual(expect.arrayContaining(['docs/constructs/findings.md', 'examples/quick-start/README.md']));
    expect(pages.flatMap((page) => linksOf(read(page))).length).toBeGreaterThan(80);
  });

  it('lead to files, and to headings where they name one', () => {
    expect(pages.flatMap((page) => deadLinks(page, read(page)))).toEqual([]);
  });

  it('that are dead are found, and code is none', () => {
    const text =
      '# One `two`: three\n\n[a](docs) [b](nothing.md) `[c](no.md)` [d](#one-two-three) [e](#no) [f](https://x.y)\n';
    expect(deadLinks('README.md', text)).toEqual(['README.md: nothing.md', 'README.md: #no']);
    expect(deadLinks('docs/architecture.md', '[a](README.md)\n```\n[b](no.md)\n```\n')).toEqual([
      'docs/architecture.md: README.md',
    ]);
  });
});
