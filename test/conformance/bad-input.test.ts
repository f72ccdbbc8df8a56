/** Texts of 100 MB, which unit tests have no time for. */
import { transpile } from '../../lib/machine/butane/transpile';
import { Ignition } from '../../lib/machine/ignition/ignition';

const LONG = 100_000_000;
const HEAD = Buffer.from('variant: fcos\nversion: 1.5.0\n');
const LIMIT = 120_000;

describe('a line of 100 MB', () => {
  it.each<readonly [string, Buffer, boolean]>([
    ['an unused key', Buffer.concat([HEAD, Buffer.from('x: '), Buffer.alloc(LONG, 'a')]), true],
    ['a comment', Buffer.concat([HEAD, Buffer.from('#'), Buffer.alloc(LONG, 'a')]), true],
    ['a text without an end', Buffer.concat([HEAD, Buffer.from('x: "'), Buffer.alloc(LONG, 'a')]), false],
    ['nothing but a word', Buffer.alloc(LONG, 'a'), false],
    ['zeros', Buffer.alloc(LONG), false],
    ['no text', Buffer.alloc(LONG, 0xff), false],
  ])(
    'is read, or refused: %s',
    (_, input, isTaken) => {
      const { failure, report } = transpile(input, { compress: 'never' });
      expect([failure === undefined, report.isFatal]).toEqual([isTaken, !isTaken]);
    },
    LIMIT,
  );

  it.each<readonly [string, Buffer]>([
    ['blanks', Buffer.alloc(LONG, ' ')],
    ['brackets', Buffer.alloc(LONG, '[')],
    ['digits', Buffer.alloc(LONG, '1')],
    ['a text without an end', Buffer.alloc(LONG, '"a')],
  ])(
    'is refused as a ready config: %s',
    (_, input) => {
      expect(Ignition.validate(input).failure).toBe('config is not valid');
    },
    LIMIT,
  );
});
