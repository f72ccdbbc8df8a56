import { Quantity } from '../../lib/core';
import { codesOf } from '../support/errors';

describe('Quantity', () => {
  it.each<[string, number]>([
    ['2', 2],
    ['500m', 0.5],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['512Mi', 536870912],
    ['1k', 1000],
    ['1e3', 1000],
    ['1E', 1e18],
    ['-1', -1],
    ['0', 0],
  ])('%s is %d', (text, value) => {
    expect([Quantity.isValid(text), Quantity.parse(text).value, Quantity.parse(text).toString()]).toEqual([
      true,
      value,
      text,
    ]);
  });

  it.each([['1K'], ['1 Gi'], ['Gi'], [''], ['1Gi\n'], ['1,5'], ['0x1'], [1]])('refuses %j', (text) => {
    expect([Quantity.isValid(text), codesOf(() => Quantity.parse(text as string))]).toEqual([false, ['KV1304']]);
  });

  it('compares amounts, not texts', () => {
    const compare = (a: string, b: string): number => Math.sign(Quantity.parse(a).compare(Quantity.parse(b)));
    expect([compare('1Gi', '1024Mi'), compare('1G', '1Gi'), compare('1', '999m')]).toEqual([0, -1, 1]);
  });
});
