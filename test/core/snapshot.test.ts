import fc from 'fast-check';
import { Lazy } from 'cdk8s';

import { SecretValue } from '../../lib/core';
import { snapshot } from '../../lib/core/snapshot';
import { runs } from '../support/seed';
import { refusalsWithPath } from '../support/errors';

const fault = (value: unknown): string => refusalsWithPath(() => snapshot(value, 'c/x')).join();

describe('a snapshot', () => {
  it('is a copy that does not follow later changes', () => {
    const given = { a: [{ b: 1 }] };
    const copy = snapshot(given, '');
    (given.a[0] as { b: number }).b = 2;
    given.a.push({ b: 3 });
    expect(copy).toEqual({ a: [{ b: 1 }] });
  });

  it('reads every property once', () => {
    let reads = 0;
    const given = {
      get a(): number {
        return ++reads;
      },
    };
    expect([snapshot(given, ''), reads]).toEqual([{ a: 1 }, 1]);
  });

  it('leaves out what counts as absent, but not from lists, where the place counts', () => {
    expect(snapshot({ a: null, b: undefined, c: [null, undefined, 1], d: { e: null } }, '')).toEqual({
      c: [null, undefined, 1],
      d: {},
    });
  });

  it('keeps secrets, late values, functions and other instances as they are', () => {
    const kept = {
      a: SecretValue.fromEnv('A'),
      b: Lazy.any({ produce: () => 1 }),
      c: () => 1,
      d: new Map(),
      e: Symbol('e'),
    };
    const copy = snapshot(kept, '') as typeof kept;
    for (const key of Object.keys(kept) as (keyof typeof kept)[]) expect(copy[key]).toBe(kept[key]);
  });

  it('takes an object twice, as long as it does not hold itself', () => {
    const shared = { a: 1 };
    expect(snapshot({ b: shared, c: [shared, shared] }, '')).toEqual({ b: { a: 1 }, c: [{ a: 1 }, { a: 1 }] });
  });

  it('leaves the prototype alone', () => {
    const copy = snapshot(JSON.parse('{"__proto__":{"polluted":true}}'), '') as object;
    expect([Object.keys(copy), Object.getPrototypeOf(copy), ({} as { polluted?: boolean }).polluted]).toEqual([
      ['__proto__'],
      Object.prototype,
      undefined,
    ]);
  });

  it('is what JSON makes of JSON', () => {
    const json = fc
      .jsonValue()
      .map((value) => JSON.parse(JSON.stringify({ value }, (_, v: unknown) => (v === null ? 1 : v))) as unknown);
    fc.assert(
      fc.property(json, (value) => expect(snapshot(value, '')).toEqual(value)),
      runs(100),
    );
  });

  it('gives a copy or an error with a code of anything at all', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
        (value) => ['', 'KV1203'].includes(fault(value).slice(0, 6)),
      ),
      runs(100),
    );
  });
});

describe('no snapshot is made of', () => {
  const loop: { a: unknown[] } = { a: [] };
  loop.a.push({ b: loop });
  const getter = {
    get b(): never {
      throw new Error('boom');
    },
  };
  const thrower = Object.defineProperty({}, 'b', { enumerable: true, get: (): never => JSON.parse('x') as never });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  it.each<[string, unknown, string]>([
    ['an object that holds itself', loop, 'KV1203 c/x a[0].b'],
    ['a getter that throws', { a: [getter] }, 'KV1203 c/x a[0].b'],
    ['a getter that throws another error', { a: thrower }, 'KV1203 c/x a.b'],
    ['a proxy that is gone', [revoked.proxy], 'KV1203 c/x [0]'],
    ['an endless list', { a: new Array(4_000_000_000) }, 'KV1203 c/x a'],
    [
      'a list of too much',
      { a: [Array.from({ length: 200_000 }, () => 1), Array.from({ length: 200_000 }, () => 1)] },
      'KV1203 c/x a[1]',
    ],
    [
      'the 101st level',
      Array.from({ length: 101 }).reduce((inner) => [inner], 1 as unknown),
      `KV1203 c/x ${'[0]'.repeat(100)}`,
    ],
  ])('%s', (_, value, expected) => {
    expect(fault(value)).toBe(expected);
  });

  it('but of the 100th level', () => {
    expect(fault(Array.from({ length: 100 }).reduce((inner) => [inner], 1 as unknown))).toBe('');
  });
});
