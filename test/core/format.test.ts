import fc from 'fast-check';

import { SecretValue } from '../../lib/core';
import { closest, propertyPath, show, typeName } from '../../lib/core/format';
import { runs } from '../support/seed';

class Wheel {}

describe('a value in an error', () => {
  it.each<[unknown, string, string]>([
    [undefined, 'nothing', 'missing'],
    [null, 'null', 'null'],
    ['a "b"\n', '"a \\"b\\"\\n"', 'a text'],
    ['', '""', 'a text'],
    [1.5, '1.5', 'a number'],
    [NaN, 'NaN', 'NaN'],
    [-Infinity, '-Infinity', '-Infinity'],
    [true, 'true', 'a boolean'],
    [10n, '10', 'a bigint'],
    [Symbol('x'), 'Symbol(x)', 'a symbol'],
    [() => 1, 'a function', 'a function'],
    [[1], 'a list', 'a list'],
    [{ a: 1 }, 'an object', 'an object'],
    [Object.create(null), 'an object', 'an object'],
    [new Wheel(), 'an instance of Wheel', 'an instance of Wheel'],
    [new Date(0), 'an instance of Date', 'an instance of Date'],
    [new (class {})(), 'an object', 'an object'],
    [{ constructor: null }, 'an object', 'an object'],
  ])('%p is shown as %s, and is %s', (value, shown, type) => {
    expect([show(value), typeName(value)]).toEqual([shown, type]);
  });

  it('is never a secret', () => {
    expect(show(SecretValue.unsafePlainText('hunter2'))).toBe('<secret:plain-text>');
  });

  it('is short, and on one line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.anything()), (value) => {
        expect(show(value).length).toBeLessThan(120);
        expect(show(value)).not.toMatch(/[\n\r]/);
      }),
      runs(100),
    );
    expect(show('x'.repeat(1000))).toMatch(/^"x{79}… \(1002 characters\)$/);
  });
});

describe('the path of a property', () => {
  it.each([
    ['', 'spec', 'spec'],
    ['spec', 'cri', 'spec.cri'],
    ['spec.zones[0]', 'a-b_c', 'spec.zones[0].a-b_c'],
    ['labels', 'example.com/role', 'labels."example.com/role"'],
    ['labels', '', 'labels.""'],
    ['', '0', '"0"'],
    ['a', 'line\nbreak', 'a."line\\nbreak"'],
  ])('%s and %s: %s', (at, key, expected) => {
    expect(propertyPath(at, key)).toBe(expected);
  });

  it('stays short, however long the key is', () => {
    expect(propertyPath('a', 'x'.repeat(100_000)).length).toBeLessThan(120);
  });
});

describe('a guess', () => {
  const known = ['cri', 'kubelet', 'nodeType', 'nodeTemplate', 'chaos'];
  it.each([
    ['nodetype', 'nodeType'],
    ['nodTyp', 'nodeType'],
    ['kublet', 'kubelet'],
    ['CHAOS', 'chaos'],
    ['cry', 'cri'],
    ['cr1x', undefined],
    ['spec', undefined],
    ['', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('for %s is %s', (word, expected) => {
    expect(closest(word, known)).toBe(expected);
  });

  it('is made of the candidates, and a candidate is its own', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (word) => [undefined, ...known].includes(closest(word, known))),
      runs(100),
    );
    expect(known.map((word) => closest(word, known))).toEqual(known);
    expect(closest('a', [])).toBeUndefined();
  });
});
