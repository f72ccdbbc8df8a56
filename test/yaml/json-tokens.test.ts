import fc from 'fast-check';

import type { JsonFault } from '../../lib/yaml/json-tokens';
import { DEEPEST_JSON, JsonTokens, NotJson } from '../../lib/yaml/json-tokens';
import { runs } from '../support/seed';

/** The tokens of a text, each with what it is written as. */
function tokensOf(text: string): string[] {
  const tokens = new JsonTokens(text);
  const found: string[] = [];
  for (let token = tokens.next(); token !== 'end'; token = tokens.next()) {
    found.push(`${token} ${text.slice(tokens.start, tokens.end)}`);
  }
  return found;
}

function faultOf(text: string): JsonFault | undefined {
  try {
    tokensOf(text);
    return undefined;
  } catch (e) {
    if (!(e instanceof NotJson)) throw e;
    return e.fault;
  }
}

it('finds each token where it is', () => {
  expect(tokensOf(' {"a" : [1, -2.5e+3 ,"x\\n"],\n"b":{}, "c":[ ] ,"d":null}\t')).toEqual([
    '{ {',
    'key "a"',
    '[ [',
    'number 1',
    'number -2.5e+3',
    'text "x\\n"',
    '] ]',
    'key "b"',
    '{ {',
    '} }',
    'key "c"',
    '[ [',
    '] ]',
    'key "d"',
    'word null',
    '} }',
  ]);
});

it.each([
  ['', 'end', 'value', 0],
  ['{"a":1', 'end', ', or }', 6],
  ['["a', 'end', 'value or ]', 3],
  ['{"a":1,}', 'character', 'key', 7],
  ['[1,]', 'character', 'value', 3],
  ['{"a" 1}', 'character', ':', 5],
  ['[1 2]', 'character', ', or ]', 3],
  ['{} x', 'character', 'end', 3],
  ['[01]', 'character', ', or ]', 2],
  ['-', 'end', 'value', 1],
  ['[1.]', 'character', 'value or ]', 3],
  ['tru', 'end', 'value', 3],
  ['nul1', 'character', 'value', 3],
  ['"\\x"', 'character', 'value', 2],
  ['"\\u12g4"', 'character', 'value', 5],
  ['"\t"', 'character', 'value', 1],
  ['\ufeff{}', 'character', 'value', 0],
])('refuses %j', (text, problem, expected, at) => {
  expect(faultOf(text)).toMatchObject({ problem, expected, at });
});

it('has one limit of depth', () => {
  const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(faultOf(nested(DEEPEST_JSON))).toBeUndefined();
  expect(faultOf(nested(DEEPEST_JSON + 1))).toMatchObject({ problem: 'depth', at: DEEPEST_JSON });
});

it('reads long texts without recursion', () => {
  expect(tokensOf(JSON.stringify('a"b'.repeat(1_000_000)))).toHaveLength(1);
});

it('takes what JSON.parse takes, and reads the same texts', () => {
  const damaged = fc
    .tuple(
      fc.json(),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]:,"\\0-.eE+tfnu \n\u0001\u00e9\u2028')), { maxLength: 2 }),
    )
    .map(([text, edits]) =>
      edits.reduce(
        (all, [at, c]) => all.slice(0, at % (all.length + 1)) + c + all.slice((at + (at % 2)) % (all.length + 1)),
        text,
      ),
    );
  fc.assert(
    fc.property(damaged, (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(faultOf(text) === undefined).toBe(isJson);
    }),
    runs(5_000),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const tokens = new JsonTokens(JSON.stringify(value));
      expect(tokens.next()).toBe('text');
      expect(tokens.textValue).toBe(value);
    }),
    runs(1_000),
  );
});
