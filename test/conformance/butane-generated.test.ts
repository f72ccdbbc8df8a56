/** Butane configs made from the tables of fields: butane itself and we say the same, to the byte and in the same order. */
import { transpile } from '../../lib/machine/butane/transpile';
import { ButaneJudge, type ButaneVerdict } from '../judges/butane';
import { describeConformance } from '../judges/shared';
import { CORPUS, CorpusFolder, decoded, FILES } from './butane-corpus';
import { RandomButane } from './butane-random';
import { Mulberry } from './mulberry';
import type { Said } from './butane-said';
import { DROPPED, withoutSyntax } from './butane-said';

const SEED = Number(process.env.KVORUM_SEED ?? 20265);
const COUNT = Number(process.env.KVORUM_COUNT ?? 3000);
const LIMIT = 120_000;

/** What is said of keys, in an order that is random in the real program. */
const OF_KEYS = /: (unused key |context tree does not match)/;

/** In the order of the real program, but for what is said of keys. */
function inOrder(entries: readonly string[]): readonly string[] {
  const ofKeys = entries.filter((entry) => OF_KEYS.test(entry));
  return [...[...ofKeys].sort(), ...entries.filter((entry) => !OF_KEYS.test(entry))];
}

function ours(input: string, compress: 'auto' | 'never'): Said {
  const { failure = '', report, json = '' } = transpile(input, { filesDir: FILES, compat: true, compress });
  return { error: withoutSyntax(failure), entries: inOrder(report.entries.map(String)), json: json.trimEnd() };
}

function theirs({ error, entries, json }: ButaneVerdict): Said {
  return { error: withoutSyntax(error), entries: inOrder(entries), json };
}

describeConformance('generated Butane configs', { shared: [CORPUS], judges: ['butane-judge'] }, () => {
  let folder: CorpusFolder;
  let butane: ButaneJudge;
  beforeAll(() => {
    folder = new CorpusFolder();
    butane = new ButaneJudge();
  });
  afterAll(async () => {
    await butane.stop();
    folder.remove();
  });

  it.each([SEED, SEED + 1])(
    `${COUNT} of seed %i get the same JSON and the same words in the same order`,
    async (seed) => {
      const configs = new RandomButane(new Mulberry(seed));
      const inputs = Array.from({ length: COUNT }, () => configs.config());
      const verdicts = await butane.translate(inputs.map((input) => ({ input, filesDir: FILES, noCompress: true })));
      const different = inputs.flatMap((input, i) => {
        const [we, they] = [ours(input, 'never'), theirs(verdicts[i]!)];
        const without = we.entries.filter((entry) => !entry.includes(DROPPED));
        const isSame =
          without.length < we.entries.length
            ? without.join('\n') === they.entries.join('\n')
            : JSON.stringify(we) === JSON.stringify(they);
        return isSame ? [] : [{ input, we, they }];
      });
      expect(different.slice(0, 5)).toEqual([]);
      const packed = await butane.translate(inputs.map((input) => ({ input, filesDir: FILES })));
      const packedApart = inputs.flatMap((input, i) => {
        const they = packed[i]!.json;
        const we = ours(input, 'auto').json;
        // What only the dropped rule refuses has no JSON here.
        return they === '' || we === '' || decoded(we) === decoded(they) ? [] : [{ input, we, they }];
      });
      expect(packedApart.slice(0, 5)).toEqual([]);
      expect(verdicts.filter(({ json }) => json.includes('"name":"md-boot"')).length).toBeGreaterThan(COUNT / 100);
      const taken = verdicts.filter(({ error }) => error === '').length;
      expect(taken).toBeGreaterThan(COUNT / 10);
      expect(COUNT - taken).toBeGreaterThan(COUNT / 10);
    },
    LIMIT,
  );
});
