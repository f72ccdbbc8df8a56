/** Every config that we make of the corpus is taken by the real ignition-validate of each release that knows its spec. */
import { writeFileSync } from 'node:fs';

import { transpile } from '../../lib/machine/butane/transpile';
import { describeConformance, type Judge, judge } from '../judges/shared';
import { run } from '../judges/run';
import { CORPUS, CorpusFolder, corpusCases, FILES } from './butane-corpus';

const LIMIT = 60_000;

/** The releases, and the specs that each has the last word on. */
const RELEASES: readonly {
  readonly program: Judge;
  readonly most: number;
  readonly least: number;
  readonly count: number;
}[] = [
  { program: 'ignition-validate-2.14', least: 0, most: 3, count: 100 },
  { program: 'ignition-validate-2.24', least: 0, most: 5, count: 150 },
  { program: 'ignition-validate-2.26', least: 6, most: 6, count: 10 },
];

describeConformance(
  'configs made of the corpus',
  { shared: [CORPUS], judges: RELEASES.map(({ program }) => program) },
  () => {
    let folder: CorpusFolder;
    beforeAll(() => (folder = new CorpusFolder()));
    afterAll(() => folder.remove());

    const made = (): readonly { readonly name: string; readonly json: string; readonly isClean: boolean }[] =>
      corpusCases().flatMap(({ name, input }) => {
        const { json, report } = transpile(input, { filesDir: FILES });
        return json === undefined ? [] : [{ name, json, isClean: report.isClean }];
      });

    it('are 188, 156 of them without a word', () => {
      expect([made().length, made().filter(({ isClean }) => isClean).length]).toEqual([188, 156]);
    });

    it.each(RELEASES)(
      'are taken by $program from spec 3.$least to 3.$most',
      async ({ program, least, most, count }) => {
        const inSpecs = made().filter(({ json }) => {
          const spec = Number(/"version":"3\.(\d)\.0"/.exec(json)?.[1]);
          return spec >= least && spec <= most;
        });
        expect(inSpecs.length).toBeGreaterThanOrEqual(count);
        for (const { name, json, isClean } of inSpecs) {
          writeFileSync('made.ign', json);
          const { code, stdout } = await run(judge(program), ['made.ign']);
          // Whoever is clean for us is for Ignition.
          expect({ name, code, said: isClean ? stdout : '' }).toEqual({ name, code: 0, said: '' });
        }
      },
      LIMIT,
    );
  },
);
