import { Duration } from '../../lib/core';
import { codesOf } from '../support/errors';

describe('Duration', () => {
  it.each<[string, number]>([
    ['45s', 45],
    ['1h30m', 5400],
    ['1h5s', 3605],
    ['0s', 0],
    ['90m', 5400],
  ])('%s is %d seconds', (text, seconds) => {
    expect([Duration.isValid(text), Duration.parse(text).seconds, Duration.parse(text).toString()]).toEqual([
      true,
      seconds,
      text,
    ]);
  });

  it.each([[''], ['10'], ['5m1h'], ['1.5h'], ['500ms'], ['1h 5m'], ['-1s'], ['1d'], ['1s\n'], [5]])(
    'refuses %j',
    (text) => {
      expect([Duration.isValid(text), codesOf(() => Duration.parse(text as string))]).toEqual([false, ['KV1305']]);
    },
  );
});
