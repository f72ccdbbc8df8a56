/** Ready configs of Ignition: we take and refuse what Ignition takes and refuses, and say the same of it. */
import fc from 'fast-check';

import { Ignition } from '../../lib/machine/ignition/ignition';
import { SPECS } from '../../lib/machine/schema/versions';
import { IgnitionJudge, ignitionJudges, type IgnitionVerdict } from '../judges/ignition';
import { describeConformance } from '../judges/shared';
import { CORPUS, corpusCases } from './butane-corpus';
import { IgnitionMutations } from './ignition-mutations';
import { type Quality, randomConfig } from './ignition-random';
import { Mulberry } from './mulberry';

const SEED = Number(process.env.KVORUM_SEED ?? 20262);
const COUNT = 2000;
const LIMIT = 60_000;
const UNKNOWN = 'unsupported config version';

/**
 * Whether both say the same. Some places are other ones, and ours are meant:
 *
 * - Columns are in characters; Ignition's are in bytes.
 * - Objects and lists begin at their bracket; Ignition is one column behind it.
 * - A value of a wrong type has its path and its beginning, and a fault of the JSON its own column; Ignition has the one
 *   behind it.
 * - A bad version has its place; Ignition names none.
 * - A number beyond 64 bits leaves Ignition without any place, and without a look for unused keys.
 */
function isSame(text: string, error: string, we: readonly string[], they: readonly string[]): boolean {
  if (error.includes('version')) return they.length === 0 && we.length === 1 && we[0]!.endsWith(`: ${error}`);
  const isBlind = they.some((entry) => /^\w+( at \$[^,]*)?: /.test(entry)) || (they.length === 0 && HUGE.test(text));
  const seen = isBlind ? we.filter((entry) => !/: (unused key|context tree) /.test(entry)) : we;
  const [ours, theirs] = [seen, they].map((entries) => entries.map(entryOf).sort((a, b) => (a.key < b.key ? -1 : 1)));
  return (
    ours!.length === theirs!.length &&
    ours!.every((its, i) => its.key === theirs![i]!.key && (isBlind || isSamePlace(text, its, theirs![i]!)))
  );
}

const HUGE = /[:[,]-?1e400\b/;

function isSamePlace(text: string, ours: Entry, theirs: Entry): boolean {
  // Bytes that are no text have no columns.
  if (text.includes('\ufffd')) return true;
  const characters = [...(text.split('\n')[ours.line - 1] ?? '')];
  const column = Buffer.byteLength(characters.slice(0, ours.column - 1).join('')) + 1;
  // A text that ends too early ends nowhere.
  if (ours.isJson && theirs.line === 0) return true;
  if (ours.isJson) return ours.line < theirs.line || (ours.line === theirs.line && column <= theirs.column);
  if (ours.line !== theirs.line) return false;
  return column === theirs.column || (column + 1 === theirs.column && '{['.includes(characters[ours.column - 1] ?? ''));
}

interface Entry {
  /** All of it but its place. */
  readonly key: string;
  readonly line: number;
  readonly column: number;
  /** Whether it is about the JSON, before anybody looks at the config. */
  readonly isJson: boolean;
}

function entryOf(entry: string): Entry {
  const parts = /^(\w+)(?: at (?:(\$.*?), )?line (\d+) col (\d+)| at (\$.*?))?: (.*)$/s.exec(entry);
  const [level = '', path, line, column, other = '', message = ''] = parts?.slice(1) ?? [entry];
  const isJson = /^(json: cannot|invalid character|unexpected end|exceeded)/.test(message);
  const key = `${level} ${isJson ? '' : (path ?? other)} ${message}`;
  return { key, line: Number(line ?? 0), column: Number(column ?? 0), isJson };
}

describeConformance('ready configs', { shared: [CORPUS], judges: ignitionJudges }, () => {
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

  /** What 2.24 says, and 2.26 of what 2.24 does not know. */
  const judged = async (configs: readonly (string | Uint8Array)[]): Promise<readonly IgnitionVerdict[]> => {
    const [first, second] = [await older.validate(configs), await newer.validate(configs)];
    return first.map((verdict, i) => (verdict.error === UNKNOWN ? second[i]! : verdict));
  };
  const differences = async (configs: readonly (string | Uint8Array)[]): Promise<readonly object[]> => {
    const verdicts = await judged(configs);
    return configs.flatMap((config, i) => {
      const { failure = '', report } = Ignition.validate(config);
      const [we, they] = [report.entries.map(String), verdicts[i]!.entries];
      const text = Buffer.from(config as string).toString();
      if (failure === verdicts[i]!.error && isSame(text, failure, we, they)) return [];
      return [
        { config: text.slice(0, 1500), failure, we: [...we].sort(), error: verdicts[i]!.error, they: [...they].sort() },
      ];
    });
  };

  it(
    'of the corpus are taken',
    async () => {
      const configs = corpusCases().flatMap(({ json }) => (json === '' ? [] : [json]));
      expect(configs.length).toBe(188);
      expect(await differences(configs)).toEqual([]);
      expect((await judged(configs)).filter(({ error }) => error !== '')).toEqual([]);
    },
    LIMIT,
  );

  it.each<Quality>(['fitting', 'any'])(
    `made from the tables (%s, ${COUNT} of seed ${SEED}) get the same verdict and words`,
    async (quality) => {
      const configs = SPECS.flatMap((spec) =>
        fc.sample(randomConfig(spec, quality), { seed: SEED + spec, numRuns: Math.ceil(COUNT / SPECS.length) }),
      ).map((config) => JSON.stringify(config));
      expect((await differences(configs)).slice(0, 5)).toEqual([]);
      const taken = (await judged(configs)).filter(({ error }) => error === '').length;
      expect(taken).toBeGreaterThan(COUNT / 20);
    },
    LIMIT,
  );

  it(
    `of the corpus, damaged (${COUNT} of seed ${SEED}), get the same verdict and words`,
    async () => {
      const random = new Mulberry(SEED);
      const starts = corpusCases().flatMap(({ json }) => (json === '' ? [] : [json]));
      const mutations = new IgnitionMutations(starts, random);
      const configs = Array.from({ length: COUNT }, () => mutations.mutate(random.pick(starts)));
      expect((await differences(configs)).slice(0, 5)).toEqual([]);
      const taken = (await judged(configs)).filter(({ error }) => error === '').length;
      expect(Math.min(taken, COUNT - taken)).toBeGreaterThan(COUNT / 10);
    },
    LIMIT,
  );
});
