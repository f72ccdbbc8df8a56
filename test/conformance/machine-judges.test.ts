/** The judges of machine configs: that they say yes and no, and end. */
import { spawnSync } from 'node:child_process';

import { ButaneJudge } from '../judges/butane';
import { IgnitionJudge, ignitionJudges, ignitionVersions } from '../judges/ignition';
import { describeConformance, judge } from '../judges/shared';

const file = (spec: string, path: string): string =>
  JSON.stringify({ ignition: { version: spec }, storage: { files: [{ path }] } });

describeConformance('the judge of Butane configs', { judges: ['butane', 'butane-judge'] }, () => {
  let butane: ButaneJudge;
  beforeAll(() => (butane = new ButaneJudge()));
  afterAll(() => butane.stop());

  const config = (contents: string): string =>
    `variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n    - path: /a\n      contents: {${contents}}\n`;

  it('translates a config, with and without compression', async () => {
    const input = config(`inline: ${'a'.repeat(500)}`);
    const [packed, plain] = await butane.translate([{ input }, { input, noCompress: true }]);
    expect(packed).toMatchObject({ error: '', entries: [], json: expect.stringContaining('"gzip"') as string });
    expect(plain?.json).toContain(`"source":"data:,${'a'.repeat(500)}"`);
  });

  it('refuses a config with the entries and the error that the command prints', async () => {
    const input = config('inline: a, local: b');
    const [verdict] = await butane.translate([{ input }]);
    const run = spawnSync(judge('butane'), ['--raw-errors'], { input, encoding: 'utf8' });
    expect(verdict?.error).toBe('source config is invalid');
    expect(run.status).toBe(1);
    expect(run.stderr).toBe(`${verdict?.entries.join('\n')}\nError translating config: ${verdict?.error}\n`);
  });

  it('says so when it does not run any more', async () => {
    const other = new ButaneJudge();
    await other.stop();
    await other.stop();
    await expect(other.translate([{ input: '' }])).rejects.toThrow('butane-judge does not run any more');
  });
});

describeConformance(
  'the judges of Ignition configs',
  {
    judges: [
      ...ignitionJudges,
      'ignition-validate-2.14',
      'ignition-validate-2.24',
      'ignition-validate-2.26',
      'ignition-2.14',
    ],
  },
  () => {
    describe.each(ignitionVersions)('of %s', (version) => {
      let ignition: IgnitionJudge;
      beforeAll(() => (ignition = new IgnitionJudge(version)));
      afterAll(() => ignition.stop());

      it('says what ignition-validate says', async () => {
        const configs = [file('3.3.0', '/a'), file('3.5.0', 'a'), file('3.9.0', '/a'), '{', ''];
        const verdicts = await ignition.validate(configs);
        const runs = configs.map((input) =>
          spawnSync(judge(`ignition-validate-${version}`), ['-'], { input, encoding: 'utf8' }),
        );
        expect(verdicts.map(({ error }) => error !== '')).toEqual(runs.map(({ status }) => status !== 0));
        expect(verdicts.map(({ entries }) => entries.join('\n'))).toEqual(runs.map(({ stdout }) => stdout.trimEnd()));
      });

      it('merges configs into the spec that is asked for', async () => {
        const { json } = await ignition.merge([file('3.0.0', '/a'), file('3.2.0', '/b')], '3.4.0');
        const { ignition: head, storage } = JSON.parse(json) as Record<string, object>;
        expect(head).toMatchObject({ version: '3.4.0' });
        expect(storage).toMatchObject({ files: [{ path: '/a' }, { path: '/b' }] });
        expect((await ignition.merge([file('3.4.0', '/a')], '3.2.0')).error).toBe('unsupported config version');
      });

      it('judges texts', async () => {
        expect(await ignition.texts('semver', ['1.2', '01.3.0'])).toMatchObject([
          { error: '1.2 is not in dotted-tri format' },
          { error: '', value: '1.3.0' },
        ]);
      });
    });

    it('of 2.24 does not know 3.6, of 2.26 does', async () => {
      const errors = ignitionVersions.map(async (version) => {
        const ignition = new IgnitionJudge(version);
        const [verdict] = await ignition.validate([file('3.6.0', '/a')]);
        await ignition.stop();
        return verdict?.error;
      });
      expect(await Promise.all(errors)).toEqual(['unsupported config version', '']);
    });

    it('of Debian know the specs up to 3.3', () => {
      const runs = ['3.3.0', '3.4.0'].map((spec) =>
        spawnSync(judge('ignition-validate-2.14'), ['-'], { input: file(spec, '/a'), encoding: 'utf8' }),
      );
      expect(runs.map(({ status }) => status)).toEqual([0, 1]);
      expect(spawnSync(judge('ignition-2.14'), ['--version'], { encoding: 'utf8' }).stdout).toContain('2.14.0');
    });
  },
);
