import { Lazy } from 'cdk8s';

import { SecretValue } from '../../lib/core';
import type { Target } from '../../lib/core/check-shape';
import { checkShape } from '../../lib/core/check-shape';
import type { AnyShape } from '../../lib/core/shape';
import {
  decimal,
  either,
  flag,
  integer,
  json,
  jsonObject,
  list,
  map,
  object,
  oneOf,
  optional,
  required,
  secret,
  text,
} from '../../lib/core/shape';

const target = (release: number, settings?: number): Target => ({
  name: `Platform 1.${release}`,
  isAtLeast: (r) => release >= Number(r.slice(2)),
  ...(settings === undefined ? {} : { settings }),
});

const check = (shape: AnyShape, value: unknown, at = 'spec', to = target(5)) =>
  checkShape(shape, value, at, to).map(({ type, details }) => `${type.code} ${details.property}`);
const details = (shape: AnyShape, value: unknown) => checkShape(shape, value, 'spec', target(5))[0]?.details;

interface Sample {
  readonly name: string;
  readonly size?: number;
  readonly fresh?: string;
  readonly old?: string;
}
const SAMPLE = object<Sample>({
  name: required(text()),
  size: optional(integer({ min: 1, max: 10, unit: 'GB' })),
  fresh: optional(text(), { since: '1.6', instead: 'use name' }),
  old: optional(text(), { until: '1.4' }),
});

describe('a table', () => {
  it.each<[string, AnyShape, unknown]>([
    ['text', text({ pattern: /^a/, minLength: 1, maxLength: 3 }), 'abc'],
    ['whole number', integer({ min: 0, max: 10, multipleOf: 5 }), 10],
    ['number', decimal(), 0.5],
    ['truth value', flag(), false],
    ['one of a set', oneOf([5, 20]), 20],
    ['list', list(text(), { minItems: 1, unique: true }), ['a', 'b']],
    ['list of objects that are equal', list(SAMPLE, { unique: true }), [{ name: 'a' }, { name: 'a' }]],
    ['map', map(integer(), { pattern: /^[a-z]+$/ }), { a: 1 }],
    ['either', either(integer(), text({ pattern: /%$/ })), '10%'],
    ['secret', secret(), SecretValue.fromEnv('A')],
    ['secret as text', secret(), 'a'],
    ['anything', json(), [{ a: null, b: ['c', 1, true] }]],
    ['any object', jsonObject(), { a: { b: [] } }],
    ['object', SAMPLE, { name: 'a', size: 10 }],
    ['object from another realm', SAMPLE, Object.assign(Object.create(null) as object, { name: 'a' })],
    ['null for an optional field', SAMPLE, { name: 'a', size: null }],
    ['null in a map', map(integer()), { a: null }],
    ['late value', SAMPLE, Lazy.any({ produce: () => 1 })],
    ['late value of a field', SAMPLE, { name: Lazy.any({ produce: () => 1 }) }],
  ])('takes a %s', (_what, shape, value) => {
    expect(check(shape, value)).toEqual([]);
  });

  it.each<[string, AnyShape, unknown, string]>([
    ['a number for a text', text(), 24, 'KV1203 spec'],
    ['a text that is too long', text({ maxLength: 2 }), 'abc', 'KV1205 spec'],
    ['a text of another form', text({ pattern: /^a$/, form: 'a' }), 'b', 'KV1206 spec'],
    ['a fraction for a whole number', integer(), 1.5, 'KV1203 spec'],
    ['a number in quotes', integer(), '1', 'KV1203 spec'],
    ['NaN', decimal(), NaN, 'KV1203 spec'],
    ['Infinity', decimal(), Infinity, 'KV1203 spec'],
    ['a number that is too large to be exact', integer(), 2 ** 60, 'KV1203 spec'],
    ['a number below its range', integer({ min: 1 }), 0, 'KV1205 spec'],
    ['a number above its range', integer({ max: 1 }), 2, 'KV1205 spec'],
    ['a number that is no multiple', integer({ multipleOf: 93 }), 100, 'KV1205 spec'],
    ['a text for a truth value', flag(), 'true', 'KV1203 spec'],
    ['a value outside of the set', oneOf(['A', 'B']), 'C', 'KV1204 spec'],
    ['a value of the set in another type', oneOf([5]), '5', 'KV1204 spec'],
    ['no list', list(text()), 'a', 'KV1203 spec'],
    ['a list that is too short', list(text(), { minItems: 1 }), [], 'KV1205 spec'],
    ['an item of another type', list(text()), ['a', 1], 'KV1203 spec[1]'],
    ['a hole in a list', list(text()), ['a', null], 'KV1203 spec[1]'],
    ['an item twice', list(text(), { unique: true }), ['a', 'b', 'a'], 'KV1209 spec[2]'],
    ['a list for a map', map(text()), [], 'KV1203 spec'],
    ['a key of another form', map(text(), { pattern: /^a$/, form: 'a' }), { b: 'c' }, 'KV1206 spec key'],
    ['a value of a map', map(text()), { 'a b': 1 }, 'KV1203 spec."a b"'],
    ['neither of two', either(integer(), text({ pattern: /%$/, form: 'a percentage' })), 'a', 'KV1206 spec'],
    ['a secret that is none', secret(), 1, 'KV1203 spec'],
    ['an empty secret', secret(), '', 'KV1203 spec'],
    ['what JSON cannot hold', json(), { a: [new Map()] }, 'KV1203 spec.a[0]'],
    ['a function in JSON', json(), { a: () => 1 }, 'KV1203 spec.a'],
    ['an instance for an object', SAMPLE, new Date(0), 'KV1203 spec'],
    ['a missing field', SAMPLE, {}, 'KV1202 spec.name'],
    ['null for a required field', SAMPLE, { name: null }, 'KV1202 spec.name'],
    ['an unknown field', SAMPLE, { name: 'a', sise: 1 }, 'KV1201 spec.sise'],
    [
      'a field of all objects',
      SAMPLE,
      JSON.parse('{"name":"a","__proto__":{},"constructor":1}'),
      'KV1201 spec.__proto__',
    ],
    ['a field of a later release', SAMPLE, { name: 'a', fresh: 'b' }, 'KV1207 spec.fresh'],
    ['a field of an earlier release', SAMPLE, { name: 'a', old: 'b' }, 'KV1208 spec.old'],
  ])('refuses %s', (_what, shape, value, expected) => {
    expect(check(shape, value)[0]).toBe(expected);
  });

  it('ends on an object that holds itself', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    expect(check(json(), value)).toEqual(['KV1203 spec.self']);
  });

  it('names every fault, in the order of the value', () => {
    expect(check(SAMPLE, { size: 'a', nam: 1 }, '')).toEqual(['KV1203 size', 'KV1201 nam', 'KV1202 name']);
  });

  it('says what is allowed, in the units of the field', () => {
    expect(details(SAMPLE, { name: 'a', size: 11 })).toMatchObject({ given: '11 GB', allowed: '1 to 10 GB' });
    expect(details(SAMPLE, { name: 24 })).toMatchObject({
      message: 'the value is a number',
      fix: "write '24' in quotes",
    });
    expect(details(SAMPLE, { name: 'a', sise: 1 })).toMatchObject({ allowed: 'name, size', fix: 'did you mean size?' });
    expect(details(SAMPLE, { name: 'a', fresh: 'b' })).toMatchObject({
      given: 'Platform 1.5',
      allowed: '1.6 and later',
      fix: 'use name',
    });
    expect(details(oneOf(['Alpha', 'Beta']), 'alpha')).toMatchObject({
      allowed: 'Alpha, Beta',
      fix: 'did you mean Alpha?',
    });
    expect(details(either(integer({ min: 1 }), text({ pattern: /%$/, form: 'a percentage' })), true)?.allowed).toBe(
      'a whole number, or a text',
    );
  });

  it('knows values and fields by release and by version of the settings', () => {
    const shape = oneOf(['A', 'B', 'C'], { A: { until: '1.5' }, C: { since: '1.6' } });
    expect(['A', 'B', 'C'].map((v) => check(shape, v)[0])).toEqual(['KV1208 spec', undefined, 'KV1207 spec']);
    const settings = object<{ a?: string; b?: string }>({
      a: optional(text(), { settings: [1, 2] }),
      b: optional(text(), { settings: [3] }),
    });
    const faults = (version?: number) => check(settings, { a: 'x', b: 'x' }, '', target(5, version));
    expect([faults(2), faults(3), faults()]).toEqual([['KV1207 b'], ['KV1208 a'], []]);
  });

  it('does not ask for a required field that the release does not know', () => {
    const shape = object<{ a: string }>({ a: required(text(), { since: '1.6' }) });
    expect([check(shape, {}, 'spec', target(5)), check(shape, {}, 'spec', target(6))]).toEqual([[], ['KV1202 spec.a']]);
  });

  it('never shows a secret', () => {
    const fault = details(text(), SecretValue.unsafePlainText('hunter2'));
    expect(JSON.stringify(fault)).not.toContain('hunter2');
    expect(fault?.given).toBe('<secret:plain-text>');
  });
});

describe('what may be a secret in the wrong place', () => {
  const KEY = '-----BEGIN KEY-----';
  const credentials = object<{ readonly password: SecretValue | string }>({ password: required(secret()) });
  const printed = (shape: AnyShape, value: unknown): string => JSON.stringify(checkShape(shape, value, 's', target(5)));

  it.each<[string, AnyShape, unknown]>([
    ['an object with a secret', credentials, KEY],
    ['a list of secrets', list(secret()), KEY],
    ['a list of objects with a secret', list(credentials), [KEY]],
    ['a map of secrets', map(secret()), KEY],
    ['free settings', jsonObject(), KEY],
    ['one of two shapes', either(credentials, text({ pattern: /^none$/, form: 'none' })), KEY],
    ['one of two shapes, the other way round', either(text({ pattern: /^none$/, form: 'none' }), credentials), KEY],
    ['something that JSON cannot hold', json(), Symbol(KEY)],
  ])('is not printed where %s is expected', (_, shape, value) => {
    expect(checkShape(shape, value, 's', target(5))).not.toEqual([]);
    expect(printed(shape, value)).not.toContain('BEGIN');
  });

  test('other values are', () => {
    expect(printed(list(text()), '10.0.0.10')).toContain('10.0.0.10');
    expect(printed(SAMPLE, 'a-name')).toContain('a-name');
  });
});

test('of very many faults the first are told, and how many more there are', () => {
  const faults = checkShape(list(integer()), Array<string>(100_000).fill('x'), 'spec', target(5));
  expect(faults).toHaveLength(51);
  expect(faults[50]).toEqual({
    type: expect.objectContaining({ code: 'KV1210' }),
    details: { message: 'it has 99950 more faults', property: 'spec' },
  });
  expect(checkShape(list(integer()), Array<string>(50).fill('x'), 'spec', target(5))).toHaveLength(50);
});
