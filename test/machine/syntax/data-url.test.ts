import { gunzipSync } from 'node:zlib';

import { dataUrlFault, decodeDataUrl, encodeDataUrl } from '../../../lib/machine/syntax/data-url';

const random = Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 167 + 13) & 0xff));

describe('a data URL', () => {
  it.each([
    ['data:,', ''],
    ['data:,a%20b%0A', 'a b\n'],
    ['data:;base64,aGVsbG8=', 'hello'],
    ['data:;base64,aGVs\nbG8=\n', 'hello'],
    ['data:text/plain;charset=utf-8,%D1%8B', 'ы'],
    ['data:text/plain;a="b \\x41",c', 'c'],
    ['data:x-own/type,a+b', 'a+b'],
    ['data:textual/x,a', 'a'],
    ['data:;a=%41;base64,QQ==', 'A'],
  ])('%j holds %j', (text, held) => {
    expect(dataUrlFault(text)).toBeUndefined();
    expect(decodeDataUrl(text)).toEqual({ fault: undefined, bytes: Buffer.from(held) });
  });

  it.each([
    ['http:,', 'missing data prefix'],
    ['data:', 'missing comma before data'],
    ['data:text', 'missing media type slash'],
    ['data:text,a', 'invalid character for media type'],
    ['data:font/woff,a', 'invalid media type'],
    ['data:text/plain', 'incomplete media type'],
    ['data:text/pla in,a', 'invalid character for media subtype'],
    ['data:(,a', 'invalid character after data prefix'],
    ['data:;', 'unterminated parameter sequence'],
    ['data:;a b,c', 'invalid character for parameter attribute'],
    ['data:;base65,QQ==', 'expected base64, got base65'],
    ['data:;a=,b', 'invalid character for parameter value'],
    ['data:;a=b', 'missing comma before data'],
    ['data:;a="b', 'unclosed quoted string'],
    ['data:;a="b"c,d', 'expected semicolon or comma'],
    ['data:;a="\\ы",d', 'invalid escaped character'],
    ['data:;a="\\q",d', 'invalid syntax'],
    ['data:;a="\\ud800",d', 'invalid syntax'],
    ['data:;a="\\400",d', 'invalid syntax'],
    ['data:,a b', 'invalid data character'],
    ['data:,ы', 'invalid data character'],
    ['data:,a%4', 'rfc2396: unexpected end of unescape sequence'],
    ['data:,a%g1', 'rfc2396: invalid char 0x25 in unescape sequence'],
    ['data:;base64,QQ%3D', 'invalid data character'],
    ['data:;base64,QQ=', 'illegal base64 data at input byte 3'],
    ['data:;base64,QQ', 'illegal base64 data at input byte 0'],
    ['data:;base64,Q===', 'illegal base64 data at input byte 1'],
    ['data:;base64,QQ==QQ==', 'illegal base64 data at input byte 4'],
    ['data:;base64,QQ=Q', 'illegal base64 data at input byte 2'],
  ])('%j is none: %s', (text, fault) => {
    expect(dataUrlFault(text)).toBe(fault);
    expect(decodeDataUrl(text)).toEqual({ fault, bytes: Buffer.alloc(0) });
  });

  it('with an empty parameter in quotes reads the next value as if it stood in quotes, too', () => {
    expect(dataUrlFault('data:;a="";b=%zz,c')).toBeUndefined();
    expect(dataUrlFault('data:;a="x";b=%zz,c')).toBe('rfc2396: invalid char 0x25 in unescape sequence');
  });
});

describe('contents', () => {
  it.each([
    ['', 'data:,'],
    ['hello world\n', 'data:,hello%20world%0A'],
    ["-_.!~*'()", "data:,-_.!~*'()"],
    ['[[]]{{}}##', 'data:;base64,W1tdXXt7fX0jIw=='],
    ['ы', 'data:,%D1%8B'],
  ])('%j are written as %s, which is the shortest way', (text, source) => {
    expect(encodeDataUrl(text, { compress: 'auto' })).toEqual({ source, compression: '' });
    expect(decodeDataUrl(source).bytes.toString()).toBe(text);
  });

  it('are escaped where both ways are equally long', () => {
    expect(encodeDataUrl('aaaaaaa', { compress: 'never' }).source).toBe('data:,aaaaaaa');
  });

  it('that are no text are escaped byte by byte', () => {
    expect(encodeDataUrl(Buffer.from([0xff, 0x61]), { compress: 'auto' }).source).toBe('data:,%FFa');
    const { source } = encodeDataUrl(random, { compress: 'auto' });
    expect(source).toMatch(/^data:;base64,/);
    expect(decodeDataUrl(source).bytes).toEqual(random);
  });

  it('are compressed where that is shorter by more than the word gzip', () => {
    const text = 'abcdefgh'.repeat(100);
    const { source, compression } = encodeDataUrl(text, { compress: 'auto' });
    expect(compression).toBe('gzip');
    const { bytes } = decodeDataUrl(source);
    expect(gunzipSync(bytes).toString()).toBe(text);
    // No name, no time, best compression, unknown system.
    expect(bytes.subarray(0, 10).toString('hex')).toBe('1f8b08000000000002ff');
  });

  it.each([
    ['a', 47, 48],
    ['#', 30, 31],
  ])('of repeated %j are compressed from the same length on as by butane', (char, last, first) => {
    expect(encodeDataUrl(char.repeat(last), { compress: 'auto' }).compression).toBe('');
    expect(encodeDataUrl(char.repeat(first), { compress: 'auto' }).compression).toBe('gzip');
  });

  it('are not compressed when that is turned off, which is written down all the same', () => {
    const text = 'a'.repeat(1000);
    expect(encodeDataUrl(text, { compress: 'never' })).toEqual({ source: `data:,${text}`, compression: '' });
  });

  it('that the user has compressed are left alone, and so is what the user says', () => {
    const text = 'a'.repeat(1000);
    const given = encodeDataUrl(text, { compress: 'auto', compression: 'gzip' });
    expect(given).toEqual({ source: `data:,${text}`, compression: undefined });
    expect(encodeDataUrl(text, { compress: 'auto', compression: '' }).compression).toBe('gzip');
  });

  it('of ten megabytes are written and read', () => {
    const text = 'key: value\n'.repeat(1_000_000);
    const { source } = encodeDataUrl(text, { compress: 'never' });
    expect(decodeDataUrl(source).bytes.equals(Buffer.from(text))).toBe(true);
    const base64 = `data:;base64,${Buffer.from(text).toString('base64')}`;
    expect(decodeDataUrl(base64).bytes).toHaveLength(text.length);
  });
});
