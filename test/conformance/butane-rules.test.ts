/** The configs that show our rules, in every version, judged by butane itself: it says what we say in compat mode. */
import { Butane } from '../../lib/machine';
import { ButaneJudge } from '../judges/butane';
import { describeConformance } from '../judges/shared';
import { TABLES } from '../machine/rules/all-rules';
import { FilesDir } from '../machine/rules/files-dir';
import type { NearMiss, RuleCase } from '../machine/rules/rule-case';
import { NEWEST, textOf } from '../machine/rules/rule-case';

/** A config that a table holds, in one version. */
interface Sample {
  readonly input: string;
  readonly hasFiles: boolean;
}

// The faults of YAML itself have words of their own.
const WITHOUT_WORDS = ['KV5180'];
// Butane knows variants that the library refuses.
const OTHER_VARIANTS = ['KV5186'];
// This rule was dropped after the release that compat mode stands for; the judge is of a later one.
const DROPPED = ['KV5344'];

function samplesOf(its: RuleCase | NearMiss): readonly Sample[] {
  const { variant = 'fcos', hasFiles = true } = its;
  // What a program passes has no text; ready configs have judges of their own.
  if (variant === 'typed' || variant === 'ignition') return [];
  return Array.from({ length: NEWEST[variant] + 1 }, (_, minor) => ({ input: textOf(its, minor).text, hasFiles }));
}

describeConformance('the configs that show our rules', { judges: ['butane-judge'] }, () => {
  let butane: ButaneJudge;
  let files: FilesDir;
  beforeAll(() => {
    butane = new ButaneJudge();
    files = new FilesDir();
  });
  afterAll(async () => {
    files.remove();
    await butane.stop();
  });

  it.each(Object.entries(TABLES))('%s: butane says the same', async (_, specs) => {
    const samples = specs
      .filter(({ code }) => ![...WITHOUT_WORDS, ...OTHER_VARIANTS, ...DROPPED].includes(code))
      .flatMap(({ fires, silent }) => [
        ...fires,
        ...silent.map((its) => (typeof its === 'string' ? { config: its } : its)),
      ])
      .flatMap(samplesOf);
    expect(samples.length).toBeGreaterThan(50);
    const verdicts = await butane.translate(
      samples.map(({ input, hasFiles }) => ({ input, noCompress: true, ...(hasFiles && { filesDir: files.path }) })),
    );
    const differences = samples.flatMap(({ input, hasFiles }, i) => {
      const { error, entries, json } = verdicts[i]!;
      const ours = Butane.transpile(input, {
        compat: true,
        compress: 'never',
        ...(hasFiles && { filesDir: files.path }),
      });
      const said = {
        error: ours.failure ?? '',
        entries: ours.report.entries.map(String).sort(),
        json: ours.json?.trimEnd() ?? '',
      };
      const theirs = { error, entries: [...entries].sort(), json };
      return JSON.stringify(said) === JSON.stringify(theirs) ? [] : [{ input, ours: said, theirs }];
    });
    expect(differences).toEqual([]);
  });
});
