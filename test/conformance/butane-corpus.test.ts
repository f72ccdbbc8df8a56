/** The public corpus of Butane configs: JSON, reports and exit codes are those of the real program. */
import { butane } from '../../lib/cli/butane';
import { describeConformance } from '../judges/shared';
import { type Case, CORPUS, CorpusFolder, corpusCases, decoded, FILES, hasGzip, sorted } from './butane-corpus';

/**
 * What is not as the real program says it, and why. Exit codes are, always. A case that agrees must leave the list.
 *
 * - The words for faults of the YAML itself are those of our own reader.
 */
const OTHER_WORDS: readonly string[] = [
  '178-neg-yaml-tab-indent',
  '179-neg-yaml-unclosed-quote',
  '180-neg-yaml-unclosed-flow',
  '181-neg-yaml-bad-indent',
  '182-neg-yaml-unknown-alias',
  '184-neg-yaml-colon-in-plain',
  '185-neg-yaml-reserved-indicator',
  '188-neg-yaml-json-slash-escape',
  '189-neg-yaml-control-character',
  '190-neg-yaml-not-utf8',
  '302-neg-yaml-wrong-directive',
  '305-neg-yaml-json-surrogate-pair',
];
/**
 * What our own mode places otherwise: inside of a config that stands in a config, where the real program looks for its
 * paths in the outer one.
 */
const OTHER_PLACES: readonly string[] = [
  '221-warn-merge-inline-other-spec',
  '222-warn-merge-inline-unused-key',
  '292-neg-merge-inline-not-json',
  '293-neg-merge-inline-faults',
];

/** What our own mode embeds otherwise: a local file that is merged is transpiled when it is Butane. */
const TRANSPILED = ['123-ignition-merge-local-unchecked'];

const MODES: readonly { readonly mode: string; readonly flags: readonly string[] }[] = [
  { mode: 'with --compat', flags: ['--compat'] },
  { mode: 'in its own mode', flags: [] },
];

/** Compressed here and not there, or the other way round: its length lies at the edge, and the bytes of gzip differ. */
const EDGE = '074-contents-gzip-exact-edge';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run({ name }: Case, ...flags: readonly string[]): Run {
  let [out, err] = ['', ''];
  const sink = (add: (text: string) => void): { write(text: string): boolean } => ({
    write: (text) => (add(text), true),
  });
  const code = butane(
    ['-d', FILES, '--color=never', ...flags, `${name}.bu`],
    sink((text) => (out += text)),
    sink((text) => (err += text)),
  );
  return { code, out, err };
}

/** The entries, without the last line that says why there is no output. */
function entriesOf(raw: string): readonly string[] {
  return sorted(raw).filter((line) => /^(error|warning)( at |: )/.test(line));
}

/** What is compared: all of it as it is, but the bytes of gzip. */
function comparable(theirs: string, ours: string, { name }: Case): readonly [string, string] {
  if (theirs === '' || ours === '' || (!hasGzip(theirs) && !hasGzip(ours))) return [theirs, ours];
  const drop = (json: string): string => (name === EDGE ? json.replace(/"compression":"(gzip)?"/g, '') : json);
  return [drop(decoded(theirs)), drop(decoded(ours))];
}

describeConformance('the corpus of Butane configs', { shared: [CORPUS] }, () => {
  const cases = corpusCases();
  let folder: CorpusFolder;
  beforeAll(() => (folder = new CorpusFolder()));
  afterAll(() => folder.remove());

  it('has its cases', () => {
    expect(cases.length).toBe(306);
    const kinds = cases.map(({ code, strict }) => `${code}/${strict}`);
    expect(['0/0', '0/1', '1/1'].map((kind) => kinds.filter((its) => its === kind).length)).toEqual([156, 32, 118]);
  });

  it.each(MODES)('gives the same JSON $mode', ({ flags }) => {
    const different = cases.flatMap((its) => {
      const { out } = run(its, ...flags);
      const [theirs, ours] = comparable(its.json, out, its);
      return theirs === ours ? [] : [{ name: its.name, theirs, ours }];
    });
    const expected = flags.includes('--compat') ? [] : TRANSPILED;
    expect(different.filter(({ name }) => !expected.includes(name))).toEqual([]);
    expect(different.length).toBe(expected.length);
  });

  it('says the same, line by line', () => {
    const different = cases.filter((its) => {
      const { err } = run(its, '--compat', '--raw-errors');
      return JSON.stringify(sorted(err)) !== JSON.stringify(sorted(its.raw));
    });
    expect(different.map(({ name }) => name)).toEqual(OTHER_WORDS);
  });

  it.each(MODES)('ends with the same code $mode, --strict or not', ({ flags }) => {
    const different = cases.flatMap((its) => {
      const codes = [run(its, ...flags).code, run(its, ...flags, '--strict').code];
      const theirs = [its.code, its.strict];
      return codes.join() === theirs.join() ? [] : [{ name: its.name, codes, theirs }];
    });
    expect(different).toEqual([]);
  });

  it('writes nothing when --strict makes it fail, and says so', () => {
    const wrong = cases.filter((its) => {
      const { out, err } = run(its, '--compat', '--raw-errors', '--strict');
      if (its.code === its.strict) return (out === '') !== (its.strict === 1);
      return (
        out !== '' ||
        err !== `${run(its, '--compat', '--raw-errors').err}Config produced warnings and --strict was specified\n`
      );
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('prints the lines around an entry in the same way', () => {
    const samples = cases.filter(({ pretty }) => pretty !== undefined);
    expect(samples.length).toBe(11);
    const different = samples.filter((its) => run(its, '--compat').err !== its.pretty);
    expect(different.map(({ name }) => name)).toEqual(
      OTHER_WORDS.filter((name) => samples.some((its) => its.name === name)),
    );
  });

  it('says no less in its own mode', () => {
    const missing = cases.flatMap((its) => {
      const own = run(its, '--raw-errors').err.split('\n');
      const theirs = entriesOf(its.raw);
      const gone = theirs.filter((entry) => !own.includes(entry));
      return gone.length === 0 ? [] : [{ name: its.name, gone }];
    });
    expect(missing.map(({ name }) => name)).toEqual(OTHER_PLACES);
    for (const { name, gone } of missing) {
      const its = cases.find((one) => one.name === name)!;
      const own = run(its, '--raw-errors').err.split('\n').map(messageOf);
      expect(gone.map(messageOf).filter((message) => !own.includes(message))).toEqual([]);
    }
  });

  it('has an entry for each wrong type, and at least one for whatever else cannot be read, in its own mode', () => {
    const refused = cases.filter(({ code, raw }) => code !== 0 && entriesOf(raw).length === 0);
    expect(refused.length).toBeGreaterThan(20);
    for (const its of refused) {
      const entries = entriesOf(run(its, '--raw-errors').err);
      expect(entries.length).toBeGreaterThan(0);
      for (const [, line, message] of its.raw.matchAll(/^ {2}line (\d+): (.*)$/gm)) {
        expect(
          entries.filter((entry) => entry.includes(`line ${line} col `) && entry.endsWith(`: ${message}`)),
        ).not.toEqual([]);
      }
    }
  });
});

/** An entry without its place. */
function messageOf(entry: string): string {
  return entry.replace(/^(\w+)(?: at (?:\S+, )?line \d+ col \d+| at \S+)?: /, '$1: ');
}
