/**
 * The pages in docs/constructs/, and docs/butane.md, are held against the library. Of the fenced blocks of a page:
 *
 * - `ts` is a whole program. It compiles, and it is run in an empty folder. When its first line is `// fails`, it throws.
 * - `yaml` and `json` stand, line by line, in a file that the program above them writes. A secret is its placeholder.
 * - `text` is what the program above it throws, or prints to stderr. What a program throws or prints is shown.
 * - `sh` is not checked, and no other language is taken.
 *
 * UPDATE_PAGES=1 npx jest test/docs --selectProjects unit writes the `text` blocks anew. Read the difference before you
 * commit it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { findingType } from 'kvorum';
import 'kvorum/deckhouse';
import 'kvorum/etcd';
import 'kvorum/machine';

import { typeFaults } from './compile';
import { liesOf, programsOf, withMessages } from './page';

const ROOT = join(__dirname, '..', '..');
const FOLDER = 'docs/constructs';
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const constructs = readdirSync(join(ROOT, FOLDER))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `${FOLDER}/${name}`);
const pages = [...constructs, 'docs/butane.md'];
if (process.env.UPDATE_PAGES === '1') {
  for (const page of pages) writeFileSync(join(ROOT, page), withMessages(page, read(page)));
}
const programs = pages.flatMap((page) => programsOf(page, read(page)));

describe('the pages of the constructs', () => {
  it('are there', () => {
    expect(pages.length).toBeGreaterThan(15);
  });

  it('hold programs that compile, the README too', () => {
    expect(typeFaults([...programs, ...readmePrograms()])).toEqual([]);
  }, 60_000);

  it.each(programs.map((program) => [`${program.page}:${program.line}`, program] as const))(
    '%s does what the page says',
    (_place, program) => {
      expect(liesOf(program)).toEqual([]);
    },
  );

  it('name codes that exist', () => {
    const named = pages.flatMap((page) => [...read(page).matchAll(/\bKV\d{4}\b/g)].map(([code]) => `${page}: ${code}`));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((place) => findingType(place.slice(-6)) === undefined)).toEqual([]);
  });

  it('link to files that exist', () => {
    const links = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to = '']) => [page, to] as const),
    );
    expect(links.length).toBeGreaterThan(pages.length);
    expect(links.filter(([page, to]) => !existsSync(join(ROOT, dirname(page), to)))).toEqual([]);
  });

  it('are all in the list of README.md', () => {
    const list = read(`${FOLDER}/README.md`);
    expect(
      constructs
        .map((page) => page.slice(FOLDER.length + 1))
        .filter((name) => name !== 'README.md' && !list.includes(`(${name})`)),
    ).toEqual([]);
  });
});

function readmePrograms() {
  const [, first = ''] = /(.*?^```ts\n.*?^```$)/ms.exec(read('README.md')) ?? [];
  return programsOf('README.md', first);
}

describe('a page that lies is found out', () => {
  const program = `import { ClusterApp, OutputFile } from 'kvorum';

const app = new ClusterApp();
new OutputFile(app, 'notes', { path: 'notes.txt', content: 'one: 1\\ntwo: 2\\n' });
app.synth();
`;
  const failing = `// fails\nimport { Ipv4 } from 'kvorum';\n\nIpv4.parse('10.0.0');\n`;
  const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\`\`\`\n`;
  const lies = (...blocks: readonly string[]) =>
    programsOf('page.md', `# Title\n\n${blocks.join('\n')}`).flatMap(liesOf);

  it('and one that does not lie is not', () => {
    expect(lies(fence('ts', program), fence('yaml', 'two: 2\n'))).toEqual([]);
  });

  it('by YAML that no file holds', () => {
    expect(lies(fence('ts', program), fence('yaml', 'two: 3\n'))).toEqual([
      'page.md:12: no file that the program writes holds this:\ntwo: 3\n',
    ]);
  });

  it('by YAML that starts within a line', () => {
    expect(lies(fence('ts', program), fence('yaml', '2\n'))).toHaveLength(1);
  });

  it('by a program that fails, and one that does not', () => {
    expect(lies(fence('ts', failing.replace('// fails\n', '')))[0]).toMatch(
      /^page\.md:4: the program fails:\nKvorumError: KV1301/,
    );
    expect(lies(fence('ts', `// fails\n${program}`), fence('text', 'KV1301\n'))).toContain(
      'page.md:4: the program does not fail',
    );
  });

  it('by an error that is another one, or is not shown', () => {
    expect(lies(fence('ts', failing), fence('text', 'KV1302: something else\n'))).toHaveLength(1);
    expect(lies(fence('ts', failing))).toHaveLength(1);
  });

  it('and its messages can be written anew', () => {
    const page = `${fence('ts', failing)}${fence('text', 'KV1302: something else\nand more\n')}the end\n`;
    const updated = withMessages('page.md', page);
    expect(programsOf('page.md', updated).flatMap(liesOf)).toEqual([]);
    expect(updated).toMatch(/```\nthe end\n$/);
  });

  it('by a warning that is not shown', () => {
    const warns = program
      .replace('app.synth', "Findings.of(app).acknowledge('KV2007', 'nothing of it');\napp.synth")
      .replace('OutputFile }', 'Findings, OutputFile }');
    expect(lies(fence('ts', warns))[0]).toContain('the page does not show what is printed:\nwarning KV1004');
  });

  it('by a block without a program, or of another language', () => {
    expect(() => lies(fence('yaml', 'a: 1\n'))).toThrow('page.md:4: no program stands above');
    expect(() => lies(fence('', 'a: 1\n'))).toThrow('page.md:4: no such language');
  });

  it('by a program that does not compile', () => {
    const wrong = program.replace("path: 'notes.txt'", 'path: 1');
    expect(typeFaults(programsOf('page.md', `# Title\n\n${fence('ts', wrong)}`))).toEqual([
      "page.md:7: Type 'number' is not assignable to type 'string'.",
    ]);
  }, 60_000);
});
