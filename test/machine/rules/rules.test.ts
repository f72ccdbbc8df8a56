/** The rules of Butane and Ignition: what makes each of them speak, where, in which versions, and what does not. */
import { findingType, findingTypes } from '../../../lib/core/finding-type';
import { Butane, Ignition } from '../../../lib/machine';
import type { ButaneConfig, Report } from '../../../lib/machine';
import { TABLES } from './all-rules';
import { FilesDir } from './files-dir';
import type { NearMiss, RuleCase } from './rule-case';
import { NEWEST, textOf } from './rule-case';

const ALL = Object.values(TABLES).flat();

let files: FilesDir;
beforeAll(() => (files = new FilesDir()));
afterAll(() => files.remove());

interface Outcome {
  readonly failure: string | undefined;
  readonly report: Report;
}

function judge({ variant = 'fcos', hasFiles = true }: RuleCase | NearMiss, text: string): Outcome {
  if (variant === 'typed') return Butane.transpile(JSON.parse(text) as ButaneConfig);
  if (variant === 'ignition') return Ignition.validate(text);
  return Butane.transpile(text, hasFiles ? { filesDir: files.path, compress: 'never' } : { compress: 'never' });
}

describe.each(Object.entries(TABLES))('%s', (_, specs) => {
  describe.each(specs.map((spec) => [`${spec.code}, ${findingType(spec.code)?.title}`, spec] as const))(
    '%s',
    (_title, { code, level, fires, silent }) => {
      it.each(fires.map((its) => [its.config, its] as const))('speaks: %s', (_config, its) => {
        const { variant = 'fcos', versions: [from, to] = [0, NEWEST[variant]], path, times = 1 } = its;
        for (let minor = 0; minor <= NEWEST[variant]; minor++) {
          const { text, line, column } = textOf(its, minor);
          const said = judge(its, text).report.entries.filter((entry) => entry.code === code && entry.path === path);
          const { message = findingType(code)!.title } = its;
          const expected =
            minor < from || minor > to ? [] : Array.from({ length: times }, () => ({ level, line, column, message }));
          expect({ minor, said: said.map((entry) => pick(entry)) }).toEqual({ minor, said: expected });
        }
      });

      it.each(
        silent.map((its) => (typeof its === 'string' ? { config: its } : its)).map((its) => [its.config, its] as const),
      )('is silent: %s', (_config, its) => {
        const { variant = 'fcos', version = NEWEST[variant] } = its;
        const { failure, report } = judge(its, textOf(its, version).text);
        // What another rule refuses might not have come so far.
        expect(failure).toBeUndefined();
        expect(report.entries.map((entry) => entry.code)).not.toContain(code);
      });
    },
  );
});

function pick({ level, line, column, message }: Report['entries'][number]) {
  return { level, line, column, message };
}

describe('every rule', () => {
  const codes = findingTypes()
    .map(({ code }) => code)
    .filter((code) => code >= 'KV5180' && code <= 'KV5399');

  it('is in one of the tables, once', () => {
    const inTables = ALL.map(({ code }) => code).sort();
    expect(inTables).toEqual(codes);
  });

  it('has configs that make it speak, in some version, and one that does not', () => {
    for (const { code, fires, silent } of ALL) {
      const speaks = fires.some(({ variant = 'fcos', versions: [from] = [0, 0] }) => from <= NEWEST[variant]);
      expect({ code, speaks, isSilent: silent.length > 0 }).toEqual({ code, speaks: true, isSilent: true });
    }
  });

  it('has the level of its kind', () => {
    for (const { code, level } of ALL) {
      expect({ code, level: findingType(code)?.level }).toEqual({ code, level: level === 'note' ? 'warning' : level });
    }
  });
});
