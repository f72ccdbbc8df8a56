/** Generated configs through the real butane and our command: the entries with the lines around them, to the byte. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

import { butane } from '../../lib/cli/butane';
import { describeConformance, judge } from '../judges/shared';
import { CORPUS, CorpusFolder, corpusCases, decoded, FILES, hasGzip } from './butane-corpus';
import { ButaneMutations } from './butane-mutations';
import { RandomButane } from './butane-random';
import { Mulberry } from './mulberry';
import { DROPPED } from './butane-said';

const SEED = Number(process.env.KVORUM_SEED ?? 20267);
const COUNT = Number(process.env.KVORUM_COUNT ?? 500);
const LIMIT = 120_000;

const FLAGS: readonly (readonly string[])[] = [
  ...[
    ['--color=always'],
    ['--color'],
    [],
    [],
    ['-p'],
    ['-s'],
    ['-ps', '--color'],
    ['--raw-errors'],
    ['-c'],
    ['--color=never'],
  ],
];
/** What makes lines odd, where a line ends or a value begins. */
const TAILS: readonly string[] = [
  ' # ёж',
  '\t# tab',
  ' ',
  '  # 日本語 😀',
  ` # ${'x'.repeat(300)}`,
  '\t',
  ' #\u00a0a\u3000b',
  '\r',
  ' # \u0085 \u2028 x',
];

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Faults of the YAML itself are said in other words. */
function withoutSyntax(err: string): string {
  return err.replace(
    /^(Error translating config: )(?:Error unmarshaling yaml: )?yaml: (?!unmarshal errors|cannot decode|anchor|map merge)[^]*/m,
    '$1a fault of the YAML',
  );
}

/** Blocks of an entry each; those about keys come in an order that is random in the real program. */
function blocksOf(err: string): readonly string[] {
  const [, entries = '', end = ''] = /^([^]*?)((?:Error translating config: |Config produced )[^]*)?$/.exec(err)!;
  const blocks = entries.split(/\n(?=\n\S*(?:error|warning))/).map((block) => block.trim());
  const isRandom = entries.includes('unused key');
  // Without the lines around it an entry is a line.
  return [...(isRandom ? blocks.flatMap((block) => linesOf(block)).sort() : blocks), end];
}

function linesOf(block: string): readonly string[] {
  return /^ +\|/m.test(block) ? [block] : block.split('\n');
}

function sameJson(theirs: string, ours: string): boolean {
  if (theirs === ours) return true;
  if (theirs === '' || ours === '' || !hasGzip(theirs) || !hasGzip(ours)) return false;
  return decoded(theirs) === decoded(ours);
}

describeConformance('what butane prints', { shared: [CORPUS], judges: ['butane'] }, () => {
  let folder: CorpusFolder;
  beforeAll(() => (folder = new CorpusFolder()));
  afterAll(() => folder.remove());

  const theirs = (args: readonly string[]): Run => {
    const { status, stdout, stderr } = spawnSync(judge('butane'), args, { encoding: 'utf8', maxBuffer: 1e8 });
    return { code: status, out: stdout, err: withoutSyntax(stderr) };
  };
  const ours = (args: readonly string[]): Run => {
    let [out, err] = ['', ''];
    const code = butane(
      ['--compat', ...args],
      { write: (text: string) => (out += text) },
      { write: (text: string) => (err += text) },
    );
    return { code, out, err: withoutSyntax(Buffer.from(err).toString()) };
  };

  it.each([SEED, SEED + 1])(
    `is the same for ${COUNT} configs of seed %i`,
    (seed) => {
      const random = new Mulberry(seed);
      const configs = new RandomButane(random);
      const texts = corpusCases()
        .filter(({ name }) => !/neg-yaml|utf16/.test(name))
        .map(({ input }) => input.toString());
      const mutations = new ButaneMutations(texts, random);
      let printed = 0;
      const different = Array.from({ length: COUNT }).flatMap(() => {
        const config = random.below(3) === 0 ? mutations.mutate(random.pick(texts)) : configs.config();
        const lines = config.split('\n').map((line) => (random.below(12) === 0 ? line + random.pick(TAILS) : line));
        const text = random.below(4) === 0 ? lines.join('\n').trimEnd() : lines.join('\n');
        writeFileSync('config.bu', text);
        const args = ['-d', FILES, ...random.pick(FLAGS), 'config.bu'];
        const [they, we] = [theirs(args), ours(args)];
        if (we.err.includes(DROPPED)) return [];
        printed += /^ +\|.*\^/m.test(they.err) ? 1 : 0;
        const isSame =
          they.code === we.code &&
          sameJson(they.out, we.out) &&
          JSON.stringify(blocksOf(they.err)) === JSON.stringify(blocksOf(we.err));
        return isSame ? [] : [{ text, args, they, we }];
      });
      expect(different.slice(0, 3)).toEqual([]);
      expect(printed).toBeGreaterThan(COUNT / 10);
    },
    LIMIT,
  );
});
