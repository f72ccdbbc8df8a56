import { Construct } from 'constructs';

import { collectFindings, Findings, findingType } from '../../lib/core';
import type { FindingType } from '../../lib/core';
import { errorOf } from '../support/errors';

const OWN: FindingType = { code: 'SHOP-1', level: 'warning', title: 'no team', explanation: 'Add it.', source: 'shop' };

let root: Construct;
beforeEach(() => (root = new Construct(undefined as never, '')));

const codes = (): string[] => collectFindings(root).errors.map((e) => e.code);

describe('findings of plain JavaScript', () => {
  test.each([[undefined], [null], [{}], [{ node: {} }], ['app']])('there are none of %p', (scope) => {
    expect(errorOf(() => Findings.of(scope as never)).code).toBe('KV1007');
  });

  test.each<[string, unknown, unknown]>([
    ['no kind', undefined, { message: 'x' }],
    ['a kind without a code', { ...OWN, code: 7 }, { message: 'x' }],
    ['an unknown level', { ...OWN, level: 'fatal' }, { message: 'x' }],
    ['no details', OWN, undefined],
    ['a message that is no text', OWN, { message: Symbol('x') }],
    ['something given that is no text', OWN, { message: 'x', given: 7 }],
  ])('with %s are refused at once', (_, kind, details) => {
    expect(errorOf(() => Findings.of(root).report(kind as never, details as never)).code).toBe('KV1203');
    expect(codes()).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no list', OWN],
    ['a list of nothing', [undefined]],
    ['a finding of nowhere', [{ type: OWN, scope: 'root', details: { message: 'x' } }]],
  ])('a check that returns %s has given up', (_, found) => {
    Findings.of(root).addCheck(() => found as never);
    Findings.of(root).addCheck(() => [{ type: OWN, scope: root, details: { message: 'still heard' } }]);
    expect(codes()).toEqual(['KV1006']);
    expect(collectFindings(root).warnings).toHaveLength(1);
  });

  test('a check must be a function', () => {
    expect(errorOf(() => Findings.of(root).addCheck(undefined as never)).code).toBe('KV1203');
  });

  test('a check that adds a check is told so, and ends', () => {
    const check = (): [] => {
      Findings.of(root).addCheck(check);
      return [];
    };
    Findings.of(root).addCheck(check);
    expect(codes()).toEqual(['KV1009']);
    expect(codes()).toEqual(['KV1009']);
  });

  test('very many are borne', () => {
    const many = Array.from({ length: 150_000 }, () => ({ type: OWN, scope: root, details: { message: 'x' } }));
    Findings.of(root).addCheck(() => many);
    expect(collectFindings(root).warnings).toHaveLength(150_000);
  });
});

describe('a code of somebody else', () => {
  test('can be acknowledged, also before it is reported', () => {
    Findings.of(root).acknowledge('SHOP-1', 'a lab');
    Findings.of(root).report(OWN, { message: 'no team' });
    const { warnings, acknowledged } = collectFindings(root);
    expect([warnings, acknowledged.map((a) => [a.type.code, a.reason])]).toEqual([[], [['SHOP-1', 'a lab']]]);
  });

  test('that is never reported is an acknowledgement of nothing', () => {
    Findings.of(root).acknowledge('SHOP-2', 'a lab');
    expect(collectFindings(root).warnings.map((w) => w.type.code)).toEqual(['KV1004']);
  });

  test('that is an error without being advice stays one', () => {
    Findings.of(root).acknowledge('SHOP-1', 'a lab');
    Findings.of(root).report({ ...OWN, level: 'error' }, { message: 'no team' });
    expect(codes()).toEqual(['SHOP-1']);
  });

  test.each([[''], [undefined], [7], ['KV31O1'], ['kv0000']])('%p is none', (code) => {
    expect(errorOf(() => Findings.of(root).acknowledge(code as never, 'why')).code).toBe('KV1001');
  });
});

test('what a code means cannot be changed by a program', () => {
  const kind = findingType('KV1006')! as { advice?: boolean };
  expect(() => (kind.advice = true)).toThrow(TypeError);
  expect(errorOf(() => Findings.of(root).acknowledge('KV1006', 'why')).code).toBe('KV1002');
  Findings.of(root).addCheck(() => {
    throw new Error('x');
  });
  const copy = { ...findingType('KV1006')!, advice: true };
  expect(errorOf(() => Findings.of(root).report(copy, { message: 'x' })).code).toBe('KV1010');
  expect(codes()).toEqual(['KV1006']);
});

describe('a kind that was made by hand', () => {
  test.each([['KV3311'], ['kv3311'], ['KV9999']])('cannot have a code of the library: %s', (code) => {
    const forged = { ...OWN, code };
    expect(() => Findings.of(root).report(forged, { message: 'x' })).toThrow(
      `KV1010: a finding type defined outside this library has the code ${code}\n  given:   "${code}"\n` +
        "  change:  give the finding type a code that does not start with KV, for example 'SHOP-1'",
    );
    Findings.of(root).addCheck(() => [{ type: forged, scope: root, details: { message: 'x' } }]);
    expect(codes()).toEqual(['KV1010']);
  });

  test('has a code of its own, and a kind of the library passes', () => {
    Findings.of(root).report({ ...OWN, code: 'KVASS-1', level: 'error' }, { message: 'x' });
    Findings.of(root).report(findingType('KV1006')!, { message: 'x' });
    expect(codes()).toEqual(['KVASS-1', 'KV1006']);
  });
});
