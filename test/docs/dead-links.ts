import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The relative links of a page that lead nowhere: to no file, or to no heading of a page.
 *
 * @param root The folder that holds the pages.
 * @param page Path of the page below it.
 */
export function deadLinks(
  root: string,
  page: string,
  markdown = readFileSync(join(root, page), 'utf8'),
): readonly string[] {
  return linksOf(markdown)
    .filter((link) => {
      const [path = '', heading] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return (
        heading !== undefined &&
        !headingsOf(target === page ? markdown : readFileSync(join(root, target), 'utf8')).includes(heading)
      );
    })
    .map((link) => `${page}: ${link}`);
}

// Code, in blocks and in lines, holds no links.
const prose = (markdown: string): string => markdown.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '');

/** The relative links of a page. */
export function linksOf(markdown: string): readonly string[] {
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
