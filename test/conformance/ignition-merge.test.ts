/** Pairs of configs: merged as Ignition merges them, whatever the specs of the two. */
import fc from 'fast-check';

import { Ignition } from '../../lib/machine/ignition/ignition';
import { SPECS } from '../../lib/machine/schema/versions';
import { IgnitionJudge, ignitionJudges } from '../judges/ignition';
import { describeConformance } from '../judges/shared';
import { CORPUS, corpusCases } from './butane-corpus';
import { randomConfig } from './ignition-random';
import { Mulberry } from './mulberry';

const SEED = Number(process.env.KVORUM_SEED ?? 20262);
/** Pairs for each pair of specs. */
const COUNT = 40;
const LIMIT = 120_000;

type Pair = readonly [parent: string, child: string];

/**
 * The JSON without the empty objects that Go writes for what nobody set. What stands behind a pointer is there when it is
 * empty, too: clevis of 3.2.
 */
function withoutEmpty(json: string, spec: number): string {
  const isEmpty = (key: string, value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0 &&
    !(spec <= 2 && ['clevis', 'custom'].includes(key));
  const cleaned = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => cleaned(key, item));
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).map(([name, its]) => [name, cleaned(name, its)] as const);
    // The one field that is written as null.
    const kept = fields.filter(([name, its]) => !isEmpty(name, its) && !(key === 'replace' && its === null));
    return Object.fromEntries(kept);
  };
  return JSON.stringify(cleaned('', JSON.parse(json)));
}

function withoutAdvertisements(json: string): string {
  return JSON.stringify(JSON.parse(json), (name, value: unknown) => (name === 'advertisement' ? undefined : value));
}

describeConformance('merged configs', { shared: [CORPUS], judges: ignitionJudges }, () => {
  let older: IgnitionJudge;
  let newer: IgnitionJudge;
  beforeAll(() => {
    older = new IgnitionJudge('2.24');
    newer = new IgnitionJudge('2.26');
  });
  afterAll(async () => {
    await older.stop();
    await newer.stop();
  });

  const specOf = (json: string): number => Number(/"version":"3\.(\d)\.0"/.exec(json)?.[1]);
  /** The JSON of Ignition; empty when it is no config any more. */
  const judged = async ([parent, child]: Pair): Promise<string> => {
    const spec = Math.max(specOf(parent), specOf(child));
    // 3.6 has no merger of its own in 2.26: the next one, which is still being made, has the same fields.
    const verdict = spec < 6 ? await older.merge([parent, child], `3.${spec}.0`) : await newer.merge([parent, child]);
    if (verdict.error !== '') return verdict.error;
    const json = verdict.json.replace('"version":"3.7.0-experimental"', '"version":"3.6.0"');
    const [result] = await (spec < 6 ? older : newer).validate([json]);
    return result!.error === '' ? withoutEmpty(json, spec) : '';
  };
  const differences = async (pairs: readonly Pair[]): Promise<readonly object[]> => {
    const theirs = await Promise.all(pairs.map(judged));
    return pairs.flatMap(([parent, child], i) => {
      const { json } = Ignition.merge(parent, child);
      // Written in one way; how we write it is judged with Butane's own output.
      const ours = json === undefined ? '' : JSON.stringify(JSON.parse(json));
      return ours === theirs[i] ? [] : [{ parent, child, ours, theirs: theirs[i] }];
    });
  };
  // What Ignition loses on the way to a later spec: see the last test.
  const comparable = ([parent, child]: Pair): Pair => {
    const isLater = Math.max(specOf(parent), specOf(child)) > 4;
    const [first, second] = [parent, child].map((json) =>
      isLater && specOf(json) === 4 && json.includes('"advertisement"') ? withoutAdvertisements(json) : json,
    );
    return [first!, second!];
  };
  const valid = async (configs: readonly object[]): Promise<readonly string[]> => {
    const texts = configs.map((config) => JSON.stringify(config));
    const verdicts = await newer.validate(texts);
    return texts.filter((_, i) => verdicts[i]!.error === '');
  };

  it.each(SPECS)(
    `are those of Ignition when the parent is of spec 3.%i.0 (seed ${SEED})`,
    async (spec) => {
      const random = new Mulberry(SEED + spec);
      let merged = 0;
      for (const other of SPECS) {
        const sample = (of: (typeof SPECS)[number], seed: number): readonly object[] =>
          fc.sample(randomConfig(of, 'fitting'), { seed, numRuns: 2 * COUNT });
        const parents = await valid(sample(spec, SEED + spec));
        const children = await valid(sample(other, SEED + 10 + other));
        const pairs = Array.from({ length: COUNT }, () => comparable([random.pick(parents), random.pick(children)]));
        expect((await differences(pairs)).slice(0, 3)).toEqual([]);
        merged += (await Promise.all(pairs.map(judged))).filter((json) => json !== '').length;
      }
      expect(merged).toBeGreaterThan((COUNT * SPECS.length) / 2);
    },
    LIMIT,
  );

  it(
    `are those of Ignition for pairs of the corpus (seed ${SEED})`,
    async () => {
      const random = new Mulberry(SEED);
      const configs = corpusCases().flatMap(({ json }) => (json === '' ? [] : [json.trimEnd()]));
      const pairs = Array.from({ length: 500 }, () => comparable([random.pick(configs), random.pick(configs)]));
      const same = configs.map((config): Pair => [config, config]);
      expect((await differences([...pairs, ...same])).slice(0, 3)).toEqual([]);
    },
    LIMIT,
  );

  it('keep the advertisement of a tang server, which Ignition loses between 3.4 and 3.5', async () => {
    const tang = { url: 'http://a', thumbprint: 'b', advertisement: '{"keys":[]}' };
    const storage = { luks: [{ name: 'a', device: '/dev/a', clevis: { tang: [tang] } }] };
    const parent = JSON.stringify({ ignition: { version: '3.4.0' }, storage });
    const child = JSON.stringify({ ignition: { version: '3.5.0' } });
    expect(Ignition.merge(parent, child).config?.storage).toEqual(storage);
    const { advertisement, ...without } = tang;
    const theirs = JSON.parse(await judged([parent, child])) as { storage: object };
    expect([advertisement, theirs.storage]).toEqual([
      '{"keys":[]}',
      { luks: [{ ...storage.luks[0], clevis: { tang: [without] } }] },
    ]);
    expect(await judged([parent, parent])).toContain('advertisement');
  });
});
