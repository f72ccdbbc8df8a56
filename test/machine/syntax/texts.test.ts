import { guidFault } from '../../../lib/machine/syntax/guid';
import { hashFault } from '../../../lib/machine/syntax/hash';
import {
  filesystemLabelFault,
  formatFault,
  luksLabelFault,
  partitionLabelFault,
} from '../../../lib/machine/syntax/labels';
import { cleanPath, extensionOf, joinPaths, pathFault } from '../../../lib/machine/syntax/node-path';
import { quote } from '../../../lib/machine/syntax/quote';
import { parseSemver } from '../../../lib/machine/syntax/semver';
import { escapePath } from '../../../lib/systemd/escape';

describe('a version', () => {
  it.each([
    ['1.3.0', '1.3.0'],
    ['01.3.0', '1.3.0'],
    ['1.8.0-experimental', '1.8.0-experimental'],
    ['1.0.0-a.1+b-c', '1.0.0-a.1+b-c'],
    ['1.0.0-', '1.0.0'],
    ['9223372036854775807.0.0', '9223372036854775807.0.0'],
  ])('%s is looked up as %s', (text, version) => {
    expect(parseSemver(text)).toBe(version);
  });

  it.each([
    '',
    '1',
    '1.3',
    '1.30',
    '1.3.0.0',
    'v1.3.0',
    '1.3.x',
    '1.3.0-a_b',
    '1.3.0+',
    ' 1.3.0',
    '1.-3.0',
    '9223372036854775808.0.0',
  ])('%j is none, or has nothing behind its plus', (text) => {
    expect(parseSemver(text)).toBe(text === '1.3.0+' ? '1.3.0' : undefined);
  });
});

describe('a path', () => {
  it('is absolute, and has no part that could be left out', () => {
    for (const path of ['/', '/etc', '/etc/a b', '/..a', '/...']) expect(pathFault(path)).toBeUndefined();
    expect(pathFault('')).toBe('path not specified');
    expect(pathFault('etc')).toBe('path not absolute');
    for (const path of ['/etc/', '//etc', '/a//b', '/a/./b', '/a/../b', '/..']) {
      expect(pathFault(path)).toBe('path is not fully simplified');
    }
  });

  it('has a shortest spelling', () => {
    expect(['', '/', '/../a', '../../a', 'a/..', 'a/b/../../..', '/a/./b//'].map(cleanPath)).toEqual([
      '.',
      '/',
      '/a',
      '../../a',
      '.',
      '..',
      '/a/b',
    ]);
  });

  it('counts from a folder, also when it is absolute', () => {
    expect(joinPaths('/srv', '/etc/x')).toBe('/srv/etc/x');
    expect(joinPaths('files', '../x')).toBe('x');
    expect(joinPaths('', 'x')).toBe('x');
    expect(joinPaths('', '')).toBe('');
  });

  it('ends in an extension, which a hidden file may be all of', () => {
    expect(['a.b.c', '.service', 'a', 'a.b/c', 'a.'].map(extensionOf)).toEqual(['.c', '.service', '', '', '.']);
  });

  it.each([
    ['/', '-'],
    ['', '-'],
    ['/var/lib/etcd', 'var-lib-etcd'],
    ['//var//lib/', 'var-lib'],
    ['/var/lib/kubelet-data', 'var-lib-kubelet\\x2ddata'],
    ['/.hidden/.x', '\\x2ehidden-.x'],
    ['/a\\b@c%d', 'a\\x5cb\\x40c\\x25d'],
    ['/a\tb', 'a\\x9b'],
    ['/ы', '\\xd1\\x8b'],
    ['/v1.2:beta_3', 'v1.2:beta_3'],
  ])('%j names the unit %s', (path, name) => {
    expect(escapePath(path)).toBe(name);
  });
});

describe('a text in a message', () => {
  it.each([
    ['a b', '"a b"'],
    ['"\\\n\t\x07\x01\x7f', '"\\"\\\\\\n\\t\\a\\x01\\x7f"'],
    ['ы🚀', '"ы🚀"'],
    ['\u00a0\u2028\ufeff\u{e0001}', '"\\u00a0\\u2028\\ufeff\\U000e0001"'],
  ])('%j is printed as %s', (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });

  it('of broken bytes shows them', () => {
    expect(quote(Buffer.from([0x61, 0xff, 0xd1, 0xed, 0xa0, 0x80]))).toBe('"a\\xff\\xd1\\xed\\xa0\\x80"');
    expect(quote('\ufffd')).toBe('"\ufffd"');
  });
});

describe('a hash', () => {
  it('is a function and a sum of its length', () => {
    expect(hashFault(`sha512-${'0'.repeat(128)}`, '3.0.0')).toBeUndefined();
    expect(hashFault(`sha512-${'z'.repeat(128)}`, '3.6.0')).toBeUndefined();
    expect(hashFault(`sha512-${'0'.repeat(127)}`, '3.6.0')).toBe('incorrect size for hash sum');
    expect(hashFault('sha512', '3.6.0')).toBe('malformed hash specifier');
    expect(hashFault('', '3.6.0')).toBe('malformed hash specifier');
    expect(hashFault('md5-0', '3.6.0')).toBe('unrecognized hash function');
  });

  it('is a SHA-256 only since 3.1.0', () => {
    expect(hashFault(`sha256-${'0'.repeat(64)}`, '3.0.0')).toBe('unrecognized hash function');
    expect(hashFault(`sha256-${'0'.repeat(64)}`, '3.1.0')).toBeUndefined();
  });
});

describe('a GUID', () => {
  it('is empty or has its five groups', () => {
    expect(guidFault('')).toBeUndefined();
    expect(guidFault('01234567-89AB-cdef-EDCB-A98765432101')).toBeUndefined();
    for (const guid of ['x', '0123456789ABCDEFEDCBA98765432101', '01234567-89AB-CDEF-EDCB-A98765432101\n']) {
      expect(guidFault(guid)).toBe('doesn\'t match the form "01234567-89AB-CDEF-EDCB-A98765432101"');
    }
  });
});

describe('a label', () => {
  it('of a partition has 36 bytes at most, and no colon', () => {
    expect(partitionLabelFault('ы'.repeat(18))).toBeUndefined();
    expect(partitionLabelFault('ы'.repeat(18) + 'a')).toBe('partition labels may not exceed 36 characters');
    expect(partitionLabelFault('a:b')).toBe('partition label will be truncated to text before the colon');
  });

  it('of a LUKS device has 47 bytes at most', () => {
    expect(luksLabelFault('x'.repeat(47))).toBeUndefined();
    expect(luksLabelFault('x'.repeat(48))).toBe('luks device labels cannot be longer than 47 characters');
  });

  it.each([
    ['ext4', 16],
    ['btrfs', 256],
    ['xfs', 12],
    ['swap', 15],
    ['vfat', 11],
  ])('of %s has %d bytes at most', (format, longest) => {
    expect(filesystemLabelFault('x'.repeat(longest), format)).toBeUndefined();
    expect(filesystemLabelFault('x'.repeat(longest + 1), format)).toBe(
      `filesystem labels cannot be longer than ${longest} characters when using ${format}`,
    );
  });

  it('needs a format', () => {
    expect(filesystemLabelFault('a', '')).toBe('filesystem must specify format if label is specified');
    expect(filesystemLabelFault('', '')).toBeUndefined();
    expect(filesystemLabelFault('x'.repeat(1000), 'none')).toBeUndefined();
  });
});

describe('a format', () => {
  it('is one that Ignition can make; none since 3.3.0', () => {
    expect(formatFault('xfs', '3.0.0')).toBeUndefined();
    expect(formatFault('zfs', '3.6.0')).toBe('invalid filesystem format');
    expect(formatFault('none', '3.2.0')).toBe('invalid filesystem format');
    expect(formatFault('none', '3.3.0')).toBeUndefined();
  });
});
