/** Damaged Butane configs: butane itself and we say the same, to the byte. */
import { load } from 'js-yaml';

import { transpile } from '../../lib/machine/butane/transpile';
import { ButaneJudge, type ButaneVerdict } from '../judges/butane';
import { describeConformance } from '../judges/shared';
import { CORPUS, CorpusFolder, corpusCases, FILES } from './butane-corpus';
import { ButaneMutations } from './butane-mutations';
import { IgnitionMutations } from './ignition-mutations';
import { Mulberry } from './mulberry';
import type { Said } from './butane-said';
import { DROPPED, withoutSyntax } from './butane-said';

const SEED = Number(process.env.KVORUM_SEED ?? 20262);
const COUNT = 3000;
const LIMIT = 60_000;

function ours(input: string | object): Said {
  const { failure = '', report, json = '' } = transpile(input, { filesDir: FILES, compat: true, compress: 'never' });
  const entries = report.entries.map((entry) => entry.toString().replace(/\p{Cs}/gu, '\ufffd')).sort();
  return { error: withoutSyntax(failure), entries, json: json.trimEnd() };
}

function theirs({ error, entries, json }: ButaneVerdict): Said {
  return { error: withoutSyntax(error), entries: [...entries].sort(), json };
}

/** What differs; of a config that only the dropped rule refuses the entries are compared. */
function differences(inputs: readonly string[], verdicts: readonly ButaneVerdict[]): readonly object[] {
  return inputs.flatMap((input, i) => {
    const [we, they] = [ours(input), theirs(verdicts[i]!)];
    const without = we.entries.filter((entry) => !entry.includes(DROPPED));
    const isDropped = without.length < we.entries.length;
    const isSame = isDropped
      ? without.join('\n') === they.entries.join('\n')
      : JSON.stringify(we) === JSON.stringify(they);
    return isSame ? [] : [{ number: i, input: input.slice(0, 700), we, they }];
  });
}

/** How many were taken, refused after a look, and not read at all. */
function counts(verdicts: readonly ButaneVerdict[]): readonly number[] {
  const taken = verdicts.filter(({ error }) => error === '').length;
  const unread = verdicts.filter(({ error }) => withoutSyntax(error) !== error).length;
  return [taken, verdicts.length - taken - unread, unread];
}

describeConformance('damaged Butane configs', { shared: [CORPUS], judges: ['butane-judge'] }, () => {
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

  const judged = async (inputs: readonly string[]): Promise<readonly ButaneVerdict[]> =>
    butane.translate(inputs.map((input) => ({ input, filesDir: FILES, noCompress: true })));
  const isText = ({ name }: { readonly name: string }): boolean => !/neg-yaml|utf16/.test(name);
  const texts = corpusCases()
    .filter(isText)
    .map(({ input }) => input.toString());

  it(
    'are those of the corpus when they are not damaged',
    async () => {
      expect(differences(texts, await judged(texts))).toEqual([]);
    },
    LIMIT,
  );

  it.each([SEED, SEED + 1, SEED + 2])(
    `${COUNT} of seed %i get the same JSON and the same words`,
    async (seed) => {
      const random = new Mulberry(seed);
      const mutations = new ButaneMutations(texts, random);
      const inputs = Array.from({ length: COUNT }, () => mutations.mutate(random.pick(texts)));
      const verdicts = await judged(inputs);
      expect(differences(inputs, verdicts).slice(0, 5)).toEqual([]);
      expect(Math.min(...counts(verdicts))).toBeGreaterThan(COUNT / 100);
    },
    LIMIT,
  );

  it(
    `${COUNT} configs in configs of seed ${SEED} get the same words`,
    async () => {
      const random = new Mulberry(SEED);
      const configs = corpusCases().flatMap(({ json }) => (json === '' ? [] : [json.trimEnd()]));
      const mutations = new IgnitionMutations(configs, random);
      const inputs = Array.from({ length: COUNT }, () => {
        // Half a byte is no text of a YAML file.
        const inline = mutations
          .mutate(random.pick(configs))
          .toString()
          .replace(/\ufffd/g, '?');
        const spec = Number(/"version":"3\.([0-6])\.0"/.exec(inline)?.[1] ?? random.below(7));
        const version = `1.${random.below(10) === 0 ? random.below(8) : spec + (spec > 1 ? 1 : 0)}.0`;
        return JSON.stringify({ variant: 'fcos', version, ignition: { config: { merge: [{ inline }] } } });
      });
      const verdicts = await judged(inputs);
      expect(differences(inputs, verdicts).slice(0, 5)).toEqual([]);
      expect(Math.min(...counts(verdicts).slice(0, 2))).toBeGreaterThan(COUNT / 10);
    },
    LIMIT,
  );

  it(
    `${COUNT} objects of seed ${SEED} are what their JSON is to butane`,
    async () => {
      const random = new Mulberry(SEED);
      const mutations = new ButaneMutations(texts, random);
      const objects = Array.from({ length: COUNT }, () => objectOf(mutations.mutate(random.pick(texts)))).flat();
      const verdicts = await judged(objects.map(jsonOf));
      const different = objects.flatMap((object, i) => {
        const { error, json, entries } = theirs(verdicts[i]!);
        const we = ours(object);
        // An object has no field that its version does not have: for a text that is a warning.
        const hasUnused = entries.some((entry) => entry.includes('unused key'));
        // And an object has no lines.
        const said = [
          ...new Set(entries.map((entry) => entry.replace(/,? ?line \d+ col \d+/, '').replace(' at :', ':'))),
        ];
        const isRefused = we.error !== '' && (error !== '' || hasUnused);
        const isSame =
          isRefused || error !== ''
            ? isRefused
            : we.json === json && JSON.stringify([...new Set(we.entries)].sort()) === JSON.stringify(said.sort());
        return isSame || we.entries.some((entry) => entry.includes(DROPPED)) ? [] : [{ object, we, error, json, said }];
      });
      expect(different.slice(0, 3)).toEqual([]);
      expect(verdicts.filter(({ error }) => error === '').length).toBeGreaterThan(COUNT / 10);
    },
    LIMIT,
  );
});

/** JSON that YAML reads as it stands: it has more line breaks, and fewer characters. */
function jsonOf(object: object): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(object).replace(/[\u007f-\u00a0\u2028\u2029\ufeff]/g, escape);
}

/** A text as an object of a program; nothing for a text that is no YAML. */
function objectOf(text: string): readonly object[] {
  try {
    const object: unknown = load(text);
    if (typeof object !== 'object' || object === null) return [];
    let isOdd = false;
    const json = JSON.stringify(object, (_, value: unknown) => {
      // Nulls and fractions are refused in objects, which Butane passes over.
      isOdd ||= value === null || (typeof value === 'number' && !Number.isSafeInteger(value));
      return value;
    });
    return isOdd ? [] : [JSON.parse(json) as object];
  } catch {
    return [];
  }
}
