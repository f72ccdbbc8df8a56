import { Construct } from 'constructs';

import type { KvorumError } from '../../lib/core';
import { FileContent, OutputFile, SecretValue } from '../../lib/core';
import { codesOf } from '../support/errors';

let root: Construct;
let count = 0;
beforeEach(() => {
  root = new Construct(undefined as never, '');
});

function make(props: object): OutputFile {
  return new OutputFile(root, `file-${count++}`, { path: 'file', content: '', ...props });
}

const refused = (props: object): string[] => codesOf(() => make(props));

test.each([
  '',
  '/etc/passwd',
  '../x',
  'a/../b',
  './a',
  'a/./b',
  'a//b',
  'a/',
  'C:/x',
  'a\\b',
  'a\nb',
  'a\0b',
  undefined,
  7,
])('the path %j is refused', (path) => expect(refused({ path })).toEqual(['KV1401']));

test.each(['a', 'prod/dhctl/config.yml', '.hidden', '..a', 'a..', 'имя', 'with space', 'ab:c'])(
  'the path %j is taken',
  (path) => {
    expect(make({ path }).path).toBe(path);
  },
);

test.each([0, 0o200, 0o1755, -1, 1.5, Number.NaN, '0644'])('the mode %p is refused', (mode) => {
  expect(refused({ mode })).toEqual(['KV1402']);
});

test.each([
  ['a:b', 'the path starts with the letter of a drive'],
  ['/a', 'the path is absolute'],
  ['a\ud800', 'the path holds half of a surrogate pair'],
  [undefined, 'the path is missing'],
  [7, 'the path is a number'],
])('what is wrong with the path %j is said as it is', (path, words) => {
  expect(() => make({ path })).toThrow(words);
});

test('half of a character is refused in a text, a whole one is taken', () => {
  expect(refused({ content: 'a\udc00b' })).toEqual(['KV1403']);
  expect(refused({ content: 'a\u{1f600}b', path: '\u{1f600}' })).toEqual([]);
});

test('what is given is named by its type', () => {
  expect(() => make({ content: undefined })).toThrow('given:   missing');
  expect(() => make({ content: new Map() })).toThrow('given:   an instance of Map');
});

test('a content that is made later needs a function', () => {
  expect(() => FileContent.lazy('text' as never)).toThrow('KV1203');
});

test('props that cannot be read, or are none, are refused, and nothing is left in the tree', () => {
  const throwing = {
    get path(): string {
      throw new Error('no path today');
    },
  };
  const trap = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no keys today');
      },
    },
  );
  for (const props of [throwing, trap, 'file', 7]) {
    expect(() => new OutputFile(root, 'x', props as never)).toThrow('KV1203');
    expect(root.node.tryFindChild('x')).toBeUndefined();
  }
});

test.each([0o400, 0o600, 0o644, 0o755, 0o777])('the mode %p is taken', (mode) => {
  expect(make({ mode }).mode).toBe(mode);
});

test('content is text, bytes, a secret, or made later; everything else is refused', () => {
  const secret = SecretValue.unsafePlainText('x');
  expect(make({ content: 'text' })._produce()).toBe('text');
  expect(make({ content: secret })._produce()).toBe(secret);
  expect(make({ content: FileContent.text('text') })._produce()).toBe('text');
  expect(make({ content: FileContent.bytes(new Uint8Array([1])) })._produce()).toEqual(new Uint8Array([1]));
  expect(make({ content: FileContent.secret(secret) })._produce()).toBe(secret);
  expect(make({ content: FileContent.lazy(() => 'late') })._produce()).toBe('late');
  for (const content of [undefined, 7, {}, ['a'], () => 'x']) expect(refused({ content })).toEqual(['KV1403']);
});

test('content that is made later is made at the synth, not before', () => {
  const produce = jest.fn(() => 'late');
  const file = make({ content: FileContent.lazy(produce) });
  expect(produce).not.toHaveBeenCalled();
  file._produce();
  expect(produce).toHaveBeenCalledTimes(1);
});

test('all faults of one file come in one error, with its path', () => {
  try {
    new OutputFile(root, 'bad', { path: '/x', mode: 0, content: 7 as never });
    throw new Error('nothing was thrown');
  } catch (e) {
    const error = e as KvorumError;
    expect(error.all.map((single) => [single.code, single.path, single.property])).toEqual([
      ['KV1401', 'bad', 'path'],
      ['KV1402', 'bad', 'mode'],
      ['KV1403', 'bad', 'content'],
    ]);
  }
});

test('a file is known as one across copies of the library', () => {
  expect(OutputFile.isOutputFile(make({}))).toBe(true);
  for (const other of [root, undefined, null, {}]) expect(OutputFile.isOutputFile(other)).toBe(false);
});
