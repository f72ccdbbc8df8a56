import '../../lib/cli/all-rooms';
import { findingTypes } from '../../lib/core';

describe('what to change', () => {
  const kinds = findingTypes();

  test('is looked for in the kinds of all rooms', () => {
    const rooms = new Set(kinds.map(({ code }) => code.slice(0, 3)));
    expect([...rooms]).toEqual(expect.arrayContaining(['KV1', 'KV2', 'KV3', 'KV4', 'KV6']));
    expect(kinds.length).toBeGreaterThan(200);
  });

  test('is said by each kind', () => {
    const silent = kinds.filter(({ fix }) => fix === undefined);
    expect(silent.map(({ code, title }) => `${code}: ${title}`)).toEqual([]);
  });

  test('is one line that begins with a verb: and is no sentence', () => {
    // What begins an explanation or a description, never an instruction.
    const notAVerb = /^(the|a|an|it|its|this|that|these|they|there|each|every|one|two|only|of|in|is|no|not)\b/;
    for (const { code, fix } of kinds) {
      if (fix === undefined) continue;
      expect(`${code}: ${fix}`).toMatch(/^KV\d{4}: [a-z][^\n]*[^.\s]$/);
      expect(`${code}: ${notAVerb.test(fix)}`).toBe(`${code}: false`);
    }
  });

  test('is not all that the explanation says: that says why', () => {
    const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
    const same = kinds.filter(({ fix, explanation }) => letters(fix ?? '') === letters(explanation));
    expect(same.map(({ code }) => code)).toEqual([]);
  });
});
