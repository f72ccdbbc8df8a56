import { FlagFault, parseGoFlags } from '../../lib/cli/go-flags';

const FLAGS = {
  all: { short: 'a' },
  color: { isText: true, alone: 'always' },
  colour: { isText: true, alone: 'always', as: 'color' },
  file: { isText: true, short: 'f' },
  old: { isText: true, deprecated: 'say it with a word' },
};

function read(...args: readonly string[]): readonly unknown[] {
  const flags = parseGoFlags(args, FLAGS, () => undefined);
  return [flags.is('all'), flags.text('file'), flags.text('color'), flags.words];
}

describe('flags in the way of Go', () => {
  it.each([
    [
      ['-a', 'x'],
      [true, undefined, undefined, ['x']],
    ],
    [
      ['-afx', 'y', '-'],
      [true, 'x', undefined, ['y', '-']],
    ],
    [
      ['x', '-f', '-a'],
      [false, '-a', undefined, ['x']],
    ],
    [
      ['-f=x', '--all=F'],
      [false, 'x', undefined, []],
    ],
    [
      ['-a=0', '--file', '--', '--', '-a'],
      [false, '--', undefined, ['-a']],
    ],
    [
      ['--color', 'x'],
      [false, undefined, 'always', ['x']],
    ],
    [
      ['--color=a', '--colour=b'],
      [false, undefined, 'b', []],
    ],
    [['-f='], [false, '=', undefined, []]],
  ])('%j are read', (args, expected) => {
    expect(read(...args)).toEqual(expected);
  });

  it.each([
    ['-x', "unknown shorthand flag: 'x' in -x"],
    ['-ax', "unknown shorthand flag: 'x' in -x"],
    ['--none=1', 'unknown flag: --none'],
    ['--toString', 'unknown flag: --toString'],
    ['--file', 'flag needs an argument: --file'],
    ['-af', "flag needs an argument: 'f' in -f"],
    ['---a', 'bad flag syntax: ---a'],
    ['-a=x', 'invalid argument "x" for "-a, --all" flag: strconv.ParseBool: parsing "x": invalid syntax'],
  ])('%s is refused', (word, message) => {
    expect(() => read(word)).toThrow(new FlagFault(message));
  });

  it('of old names are told', () => {
    const told: string[] = [];
    expect(parseGoFlags(['--old', 'x'], FLAGS, (text) => told.push(text)).text('old')).toBe('x');
    expect(told).toEqual(['Flag --old has been deprecated, say it with a word\n']);
  });
});
