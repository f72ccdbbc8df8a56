/** Every field of every version of Butane, asked of butane itself: whether it is a key of that version. */
import type { Field, Struct } from '../../lib/machine/schema/field';
import { ROOT } from '../../lib/machine/schema/root';
import type { DialectStruct } from '../../lib/machine/schema/dialect-struct';
import { rootStruct } from '../../lib/machine/schema/dialect-struct';
import { DIALECTS } from '../../lib/machine/schema/versions';
import { ButaneJudge } from '../judges/butane';
import { describeConformance } from '../judges/shared';

/** The way to a field, and what each step of it is. */
type Way = readonly Field[];

const ABSENT = { string: '', int: 0, bool: false } as const;

/** Every field of the tables, whatever the version. One that differs between versions is there once for each form. */
function waysOf(struct: Struct, above: Way = []): readonly Way[] {
  return struct.fields.flatMap((field) => {
    const way = [...above, field];
    return [way, ...(typeof field.type === 'object' ? waysOf(field.type, way) : [])];
  });
}

/** A config that sets nothing but one field. */
function configWith(way: Way): object {
  const [field, ...below] = way;
  const { name, type, list } = field!;
  const item = below.length > 0 ? configWith(below) : typeof type === 'object' ? {} : ABSENT[type];
  const value = list === undefined ? item : below.length > 0 ? [item] : [];
  return { [name]: value };
}

/** The path of the first key on the way that a version has not; undefined when it has them all. */
function unusedKey(way: Way, root: DialectStruct): string | undefined {
  let struct: DialectStruct | undefined = root;
  let path = '$';
  for (const { name, list } of way) {
    path += `.${name}`;
    const field: DialectStruct['fields'][number] | undefined = struct?.byName.get(name);
    if (field === undefined) return path;
    struct = field.struct;
    if (list !== undefined) path += '.0';
  }
  return undefined;
}

const named = (way: Way): string => way.map(({ name }) => name).join('.');
const isHead = (way: Way): boolean => way.length === 1 && (way[0]!.name === 'variant' || way[0]!.name === 'version');
const ways = [...new Map(waysOf(ROOT).map((way) => [named(way), way])).values()].filter((way) => !isHead(way));

describeConformance('the fields of Butane', { judges: ['butane-judge'] }, () => {
  let butane: ButaneJudge;
  beforeAll(() => (butane = new ButaneJudge()));
  afterAll(() => butane.stop());

  it('are many', () => {
    expect(ways.length).toBeGreaterThan(200);
  });

  it.each(DIALECTS.map((dialect) => [`${dialect.variant} ${dialect.version}`, dialect] as const))(
    'of %s are those that butane has',
    async (_, dialect) => {
      const { variant, version } = dialect;
      const questions = ways.map((way) => ({ input: JSON.stringify({ variant, version, ...configWith(way) }) }));
      const verdicts = await butane.translate(questions);
      const differences = ways.flatMap((way, i) => {
        const { entries, error } = verdicts[i]!;
        const theirs = entries
          .map((entry) => /^warning at (\$\S+), line .*: unused key /.exec(entry)?.[1])
          .find(Boolean);
        const ours = unusedKey(way, rootStruct(dialect));
        // A value of another type would be refused before its key is looked at.
        const isRefused = error.startsWith('yaml:') || entries.some((entry) => entry.includes('context tree'));
        return theirs === ours && !isRefused ? [] : [{ way: named(way), theirs, ours, error, entries }];
      });
      expect(differences).toEqual([]);
    },
  );
});
