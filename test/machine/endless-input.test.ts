/** Bad input: a finding or a failure, soon, and never an exception. */
import { transpile } from '../../lib/machine/butane/transpile';
import { Ignition } from '../../lib/machine/ignition/ignition';
import { Mulberry } from '../conformance/mulberry';

const HEAD = 'variant: fcos\nversion: 1.5.0\n';
const MANY = 10_000;
const LONG = 4_000_000;
// What takes a blink, also on a busy machine; anything that grows with the square takes minutes.
const LIMIT_MS = 8_000;

/** Makes sure that it ends, and soon. */
function soon<T>(work: () => T): T {
  // Of this process alone, whatever else the machine does.
  const begun = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
  return result;
}

/** How it ends: in both ways of speaking, nothing is thrown, and whatever fails says why. */
function ends(input: string | Uint8Array | object): boolean {
  const [own, compat] = [undefined, true].map((mode) =>
    soon(() => transpile(input, { compat: mode === true, compress: 'never' })),
  );
  expect(own!.failure === undefined).toBe(compat!.failure === undefined);
  if (own!.failure !== undefined) expect(own!.report.isFatal).toBe(true);
  expect(own!.json === undefined).toBe(own!.failure !== undefined);
  return own!.failure === undefined;
}

function list<T>(make: (i: number) => T, count = MANY): readonly T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

describe('a bad text', () => {
  const deep = 100_000;
  it.each<readonly [string, string]>([
    ['brackets that stay open', `x: ${'['.repeat(deep)}`],
    ['brackets', `storage: ${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['braces that stay open', `x: ${'{a: '.repeat(deep)}`],
    ['braces', `storage: ${'{a: '.repeat(deep)}${'}'.repeat(deep)}`],
    ['dashes', `x:\n ${'- '.repeat(deep)}`],
    ['question marks', '? '.repeat(deep)],
    ['a config that holds itself', 'storage: &s {files: [*s]}\n'],
    ['a config merged with itself', 'storage: &s {<<: *s}\n'],
    ['the same key again and again', 'a: 1\n'.repeat(MANY)],
    ['the same key in a section', `storage: {${'a: 1, '.repeat(MANY)}}`],
    ['wrong types', `storage: {files: [${'1,'.repeat(MANY)}]}`],
    ['digits', `passwd: {users: [{name: a, uid: ${'1'.repeat(1_000_000)}}]}`],
    ['digits of sixteen', `passwd: {users: [{name: a, uid: 0x${'f'.repeat(1_000_000)}}]}`],
    ['a huge exponent', 'passwd: {users: [{name: a, uid: 1e400}]}'],
  ])('%s', (_, text) => {
    expect(ends(HEAD + text)).toBe(false);
  });

  it.each<readonly [string, string]>([
    ['a long line', `x: ${'a'.repeat(LONG)}`],
    ['long contents', `storage: {files: [{path: /a, contents: {inline: "${'a'.repeat(LONG)}"}}]}`],
    ['a long comment', `#${' a'.repeat(LONG / 2)}`],
    ['many lines', '\n'.repeat(1_000_000)],
    ['many unused keys', `storage: {${list((i) => `a${i}: 1`).join(', ')}}`],
    ['many documents', '---\n'.repeat(MANY)],
    ['many anchors', `x:\n${list((i) => ` - &a${i} 1`).join('\n')}`],
    ['a bomb of aliases that nobody reads', `${bomb(14)}`],
    ['many digits behind the point', `passwd: {users: [{name: a, uid: 1.${'1'.repeat(1_000_000)}}]}`],
    ['many cut numbers', `passwd: {users: [${list((i) => `{name: a${i}, uid: 1.5}`).join(', ')}]}`],
  ])('that is odd, and can be read: %s', (_, text) => {
    expect(ends(HEAD + text)).toBe(true);
  });

  it('with a bomb of aliases where something is read', () => {
    expect(ends(`${HEAD}${bomb(14)}storage: {files: *a13}\n`)).toBe(false);
    const merges = list((i) => ` - &m${i + 1} {<<: [${Array(9).fill(`*m${i}`).join(',')}]}\n`, 40).join('');
    expect(ends(`${HEAD}x:\n - &m0 {path: /a}\n${merges}storage: {files: [*m40]}\n`)).toBe(false);
  });

  it('of bytes', () => {
    for (const byte of [0, 1, 0x80, 0xc3, 0xff]) {
      expect(ends(Buffer.alloc(100_000, byte))).toBe(false);
      expect(soon(() => Ignition.validate(Buffer.alloc(100_000, byte))).isValid).toBe(false);
    }
  });

  it('of random bytes and pieces', () => {
    const random = new Mulberry(5);
    const pieces = [
      HEAD,
      'storage:',
      '\n',
      ' ',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ': ',
      '&a ',
      '*a',
      '<<',
      '!!int ',
      '"',
      "'",
    ];
    const more = [
      'files',
      'path: /a',
      '|\n',
      '>',
      '---\n',
      '\u0000',
      '\ud800',
      'é',
      '\ufeff',
      '%',
      '0x',
      '1e9',
      ',',
      '#',
      '\\',
    ];
    for (let i = 0; i < 1500; i++) {
      const bytes = Buffer.from(list(() => random.below(256), random.below(60)));
      const text = list(() => random.pick([...pieces, ...more]), random.below(40)).join('');
      for (const input of [bytes, Buffer.concat([Buffer.from(HEAD), bytes]), text, HEAD + text]) {
        ends(input);
        soon(() => Ignition.validate(input));
      }
    }
  }, 60_000);
});

/** Aliases of aliases, nine times as many at each step. */
function bomb(steps: number): string {
  const lists = list((i) => ` - &a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]\n`, steps - 1);
  return `x:\n - &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n${lists.join('')}`;
}

describe('a ready config', () => {
  const head = '{"ignition":{"version":"3.4.0"}';
  it.each<readonly [string, string, boolean]>([
    ['brackets that stay open', `${head},"x":${'['.repeat(100_000)}`, false],
    ['brackets', `${head},"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, false],
    ['braces', `${head},"x":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, false],
    ['digits', `${head},"passwd":{"users":[{"name":"a","uid":${'1'.repeat(5_000_000)}}]}}`, false],
    ['a long text', `"${'a'.repeat(LONG)}"`, false],
    ['nothing but blanks', ' '.repeat(LONG), false],
    ['keys that repeat', `${head},${list(() => '"storage":{"files":[{"path":"/a"}]}').join(',')}}`, true],
    ['unused keys', `${head},${list((i) => `"a${i}":1`).join(',')}}`, true],
  ])('of %s', (_, text, isValid) => {
    expect(soon(() => Ignition.validate(text)).isValid).toBe(isValid);
  });
});

describe('a config of many entries', () => {
  const entries = (storage: object, systemd: object = {}): readonly string[] => {
    const config = { ignition: { version: '3.4.0' }, storage, systemd };
    return soon(() => Ignition.validate(config)).report.entries.map(({ message }) => message);
  };

  it('has partitions', () => {
    const apart = list((i) => ({ number: i + 1, startMiB: 10 * i + 1, sizeMiB: 10 }));
    const disk = (partitions: readonly object[]): object => ({ disks: [{ device: '/dev/a', partitions }] });
    expect(entries(disk(apart))).toEqual([]);
    expect(entries(disk([...apart, { number: MANY + 1, startMiB: 10 * MANY, sizeMiB: 1 }]))).toEqual([
      'partitions overlap',
    ]);
    expect(entries(disk(list((i) => ({ number: i + 1, startMiB: i + 1, sizeMiB: -5 }))))).toEqual([]);
    expect(entries(disk(list(() => ({ label: 'root' }))))).toContain('cannot use the same partition label twice');
  });

  it('has links, and files under them', () => {
    const links = list(() => ({ path: '/a', target: '/b' }));
    // A node under many links is told so many times, but not without an end.
    const under = entries({ links, files: list(() => ({ path: '/a/b' })) }).filter((message) =>
      message.includes('link'),
    );
    expect(under.length).toBe(MANY + 10_000);
    const hard = list((i) => ({ path: `/l${i}`, target: '/b', hard: true }));
    expect(entries({ links: hard, directories: list(() => ({ path: '/b' })) }).length).toBeGreaterThan(2 * MANY);
  });

  it('has more duplicates than a call has room for arguments', () => {
    const files = list(() => ({ path: '/a' }), 150_000);
    expect(entries({ files }).length).toBe(149_999);
    const { report } = soon(() => transpile({ variant: 'fcos', version: '1.5.0', storage: { files } }));
    expect(report.entries.length).toBe(149_999);
  });

  it('has long paths', () => {
    const path = '/a'.repeat(500_000);
    expect(entries({ links: [{ path: '/a', target: '/b' }], files: [{ path }] }).length).toBe(1);
  });

  it('has instances of one long template', () => {
    const template = { name: 'a@.service', contents: `[Unit]\n${'A=b\n'.repeat(MANY)}` };
    const instances = list((i) => ({ name: `a@${i}.service`, enabled: true }));
    expect(entries({}, { units: [template, ...instances] }).length).toBe(MANY);
  });
});
