import type { Outcome } from './program';
import { runProgram } from './program';

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The line of the page on which its text starts. */
  readonly line: number;
}

/** A program of a page, and the blocks below it that say what it does. */
export interface Program extends Block {
  readonly page: string;
  /** Whether its first line is `// fails`. */
  readonly fails: boolean;
  readonly shown: readonly Block[];
}

const SHOWN = ['yaml', 'json', 'text'];
const UNCHECKED = ['sh'];

/** The fenced blocks of a page. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ index, 1: language = '', 2: text = '' }) => ({
    language,
    text,
    line: markdown.slice(0, index).split('\n').length + 1,
  }));
}

/**
 * The programs of a page.
 *
 * @throws Error when a block says something that no program stands for.
 */
export function programsOf(page: string, markdown: string): readonly Program[] {
  const programs: Program[] = [];
  for (const block of blocksOf(markdown)) {
    const last = programs.pop();
    if (last !== undefined)
      programs.push(SHOWN.includes(block.language) ? { ...last, shown: [...last.shown, block] } : last);
    if (block.language === 'ts')
      programs.push({ ...block, page, fails: block.text.startsWith('// fails\n'), shown: [] });
    else if (last === undefined && SHOWN.includes(block.language))
      throw new Error(`${page}:${block.line}: no program stands above`);
    else if (![...SHOWN, ...UNCHECKED].includes(block.language))
      throw new Error(`${page}:${block.line}: no such language`);
  }
  return programs;
}

/** What is not true of a program and the blocks below it, each with page and line. */
export function liesOf(program: Program): readonly string[] {
  const outcome = runProgram(program.text, program.fails ? 'real' : 'testing');
  const { page, line, fails, shown } = program;
  const lies = shown.flatMap((block) => lieOf(block, fails, outcome).map((lie) => `${page}:${block.line}: ${lie}`));
  const texts = shown.filter((block) => block.language === 'text');
  if (fails && outcome.error === undefined) lies.push(`${page}:${line}: the program does not fail`);
  if (fails && texts.length === 0) lies.push(`${page}:${line}: the page does not show the error:\n${outcome.error}`);
  if (!fails && outcome.error !== undefined) lies.push(`${page}:${line}: the program fails:\n${outcome.error}`);
  if (!fails && texts.length === 0 && outcome.printed !== '')
    lies.push(`${page}:${line}: the page does not show what is printed:\n${outcome.printed}`);
  return lies;
}

function lieOf({ language, text }: Block, fails: boolean, { files, printed, error }: Outcome): readonly string[] {
  if (language === 'text') {
    const said = fails ? [error ?? '', (error ?? '').replace(/^KvorumError: /, '')] : [printed];
    return said.some((s) => s.trim() === text.trim()) ? [] : [`the program says:\n${said[0]}`];
  }
  // Whole lines: a text that starts within a line would hide what stands before it.
  const stands = [...files.values()].some((file) => `\n${file}`.includes(`\n${text}`));
  return stands ? [] : [`no file that the program writes holds this:\n${text}`];
}

/** A page with its messages as the programs print them now. */
export function withMessages(page: string, markdown: string): string {
  const lines = markdown.split('\n');
  for (const program of programsOf(page, markdown).toReversed()) {
    const { error, printed } = runProgram(program.text, program.fails ? 'real' : 'testing');
    for (const { language, text, line } of program.shown.toReversed()) {
      if (language !== 'text') continue;
      const said = program.fails ? (error ?? '') : printed;
      lines.splice(line - 1, text.split('\n').length - 1, ...said.trim().split('\n'));
    }
  }
  return lines.join('\n');
}
