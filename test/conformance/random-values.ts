import fc from 'fast-check';

import type { AnyField, AnyShape, ObjectShape, StringShape } from '../../lib/core/shape';
import type { DeckhouseRelease } from '../../lib/deckhouse/release';

/** What a generator needs to know beside the table: for whom it generates, and how texts that a table cannot say are made. */
export interface Generation {
  readonly release: DeckhouseRelease;
  /** Version of a module's settings. */
  readonly settings?: number;
  /** Texts by the name of their field, where the table alone does not say enough. */
  readonly texts: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

/** Random values that fit a table. */
export function fitting(shape: AnyShape, generation: Generation, name = '', depth = 0): fc.Arbitrary<unknown> {
  const known = generation.texts[name];
  if (known !== undefined) return known;
  switch (shape.type) {
    case 'string':
      return fittingText(shape);
    case 'number': {
      const min = shape.min ?? -1000;
      const max = Math.min(shape.max ?? min + 100_000, Number.MAX_SAFE_INTEGER);
      return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
    }
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...shape.values.filter((v) => isKnown(shape.availability?.[String(v)] ?? {}, generation)));
    case 'list':
      return shape.unique === true
        ? fc.uniqueArray(fitting(shape.item, generation, name, depth + 1), {
            minLength: shape.minItems ?? 0,
            maxLength: 3,
          })
        : fc.array(fitting(shape.item, generation, name, depth + 1), { minLength: shape.minItems ?? 0, maxLength: 3 });
    case 'map':
      return fc.dictionary(
        shape.keys === undefined ? fc.stringMatching(/^[a-z]{1,8}$/) : fittingText(shape.keys),
        fitting(shape.value, generation, '', depth + 1),
        { maxKeys: 3, noNullPrototype: true },
      );
    case 'object':
      return fittingObject(shape, generation, depth);
    case 'either':
      return fc.oneof(...shape.options.map((option) => fitting(option, generation, name, depth)));
    case 'secret':
      return fc.constant('c2VjcmV0');
    case 'json':
      return fc.constantFrom('text', 1, true);
    case 'opaque':
      throw new Error(`no random ${shape.allowed}`);
  }
}

function fittingObject(shape: ObjectShape, generation: Generation, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape.fields).filter(([, field]) => isKnown(field, generation));
  // Deep optional objects are rare, so that objects stay small.
  const model = Object.fromEntries(
    fields.map(([key, field]) => [key, fitting(field.shape, generation, key, depth + 1)]),
  );
  const requiredKeys = fields.filter(([, field]) => field.required).map(([key]) => key);
  const record = fc.record(model, { requiredKeys: requiredKeys as never[], noNullPrototype: true });
  if (requiredKeys.length === fields.length) return record;
  const optionalKeys = fields.map(([key]) => key).filter((key) => !requiredKeys.includes(key));
  return fc
    .tuple(record, fc.subarray(optionalKeys, { maxLength: Math.min(optionalKeys.length, depth < 2 ? 4 : 2) }))
    .map(([value, kept]) =>
      Object.fromEntries(Object.entries(value).filter(([k]) => requiredKeys.includes(k) || kept.includes(k))),
    );
}

function fittingText(shape: StringShape): fc.Arbitrary<string> {
  const { pattern, minLength = 0, maxLength = 60 } = shape;
  const any = pattern === undefined ? fc.stringMatching(/^[a-z0-9-]{1,12}$/) : fc.stringMatching(bounded(pattern));
  return any.filter((text) => text.length >= minLength && text.length <= maxLength && (pattern?.test(text) ?? true));
}

// The generator takes no look-ahead; the pattern itself judges what comes out.
function bounded(pattern: RegExp): RegExp {
  return new RegExp(pattern.source.replaceAll(/\(\?[!=][^()]*(\([^()]*\)[^()]*)*\)/g, ''));
}

interface Known {
  readonly since?: string;
  readonly until?: string;
  readonly settings?: readonly [number, number?];
}

function isKnown({ since, until, settings }: Known, { release, settings: version }: Generation): boolean {
  return (
    (since === undefined || release.isAtLeast(since)) &&
    (until === undefined || !release.isAtLeast(until)) &&
    (settings === undefined ||
      version === undefined ||
      (version >= settings[0] && version <= (settings[1] ?? Infinity)))
  );
}

/** Every path to a value inside of an object. */
export function pathsOf(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))];
}

/** One damage: the value at a path is replaced, removed, or gets a field that nobody knows. */
export type Damage = { readonly replaceBy: unknown } | 'remove' | 'add';

/** Values that fit nowhere, or look as if they did. */
export const DAMAGES: fc.Arbitrary<Damage> = fc.oneof(
  fc.constant('remove' as const),
  fc.constant('add' as const),
  fc
    .constantFrom<unknown>(
      '',
      ' ',
      '\u0000',
      '\n',
      '${x}',
      '{{ x }}',
      -1,
      0,
      1.5,
      1e21,
      NaN,
      true,
      null,
      [],
      {},
      [[]],
      'x'.repeat(300),
      'Ж',
      '__proto__',
    )
    .map((replaceBy) => ({ replaceBy })),
  fc.string().map((replaceBy) => ({ replaceBy })),
);

/** A copy with one damage at a path. */
export function damaged(value: unknown, path: readonly string[], damage: Damage): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    if (damage === 'add')
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, nobodyKnows: 1 }
        : [value];
    return damage === 'remove' ? undefined : damage.replaceBy;
  }
  if (Array.isArray(value))
    return value.map((item: unknown, i) => (String(i) === key ? damaged(item, rest, damage) : item));
  return { ...(value as object), [key]: damaged((value as Record<string, unknown>)[key], rest, damage) };
}

export type { AnyField };
