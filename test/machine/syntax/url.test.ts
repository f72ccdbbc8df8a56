import { parseUrl, queryValue } from '../../../lib/machine/syntax/url';

describe('a URL', () => {
  it.each([
    ['https://boot.example:8443/node.ign?a=b#c', 'https'],
    ['HTTP://boot.example', 'http'],
    ['data:,a b', 'data'],
    ['arn:aws:s3:::bucket/key', 'arn'],
    ['//host/path', ''],
    ['/only/a/path:x', ''],
    ['', ''],
    ['*', ''],
    ['http://[fe80::1%25en0]:80/', 'http'],
    ['http://журнал.example/ы', 'http'],
    ['http://a:b:80/', 'http'],
    ['http://host:/', 'http'],
    ['http://user:p@ss@host/', 'http'],
    ['http://%D1%8B.example/', 'http'],
  ])('%s is one', (text, scheme) => {
    expect(parseUrl(text)).toMatchObject({ fault: undefined, scheme });
  });

  it.each([
    ['http://a\n', 'parse "http://a\\n": net/url: invalid control character in URL'],
    [':a', 'parse ":a": missing protocol scheme'],
    ['1a:b', 'parse "1a:b": first path segment in URL cannot contain colon'],
    ['http://host/%zz', 'parse "http://host/%zz": invalid URL escape "%zz"'],
    ['http://host/%2', 'parse "http://host/%2": invalid URL escape "%2"'],
    ['http://host/%2🚀', 'parse "http://host/%2🚀": invalid URL escape "%2\\xf0"'],
    ['http://host/#%', 'parse "http://host/#%": invalid URL escape "%"'],
    ['http://my host/', 'parse "http://my host/": invalid character " " in host name'],
    ['http://host:8o/', 'parse "http://host:8o/": invalid port ":8o" after host'],
    ['http://a%41/', 'parse "http://a%41/": invalid URL escape "%41"'],
    ['http://us er@host/', 'parse "http://us er@host/": net/url: invalid userinfo'],
    ['http://[::1/', 'parse "http://[::1/": missing \']\' in host'],
    ['http://a[::1]/', 'parse "http://a[::1]/": invalid IP-literal'],
    ['http://[1.2.3.4]/', 'parse "http://[1.2.3.4]/": invalid IP-literal'],
    ['http://[1:2]/', 'parse "http://[1:2]/": invalid host: ParseAddr("1:2"): address string too short'],
    ['http://[::1%25]/', 'parse "http://[::1%25]/": invalid host: ParseAddr("::1%"): zone must be a non-empty string'],
  ])('%j is none', (text, fault) => {
    expect(parseUrl(text)).toEqual({ fault, scheme: '', opaque: '', query: '' });
  });

  it('is not looked at behind the scheme where no slash follows', () => {
    expect(parseUrl('arn:%zz?a')).toEqual({ fault: undefined, scheme: 'arn', opaque: '%zz', query: 'a' });
  });

  it('is read in no time when it is long', () => {
    const long = `data:,${'a%20'.repeat(2_500_000)}`;
    expect(parseUrl(long).opaque).toHaveLength(10_000_001);
  });
});

describe('a value of a query', () => {
  it.each([
    ['a=1&versionId=2&versionId=', '2'],
    ['version%49d=x+y', 'x+y'],
    ['versionId', ''],
    ['versionId=%zz&versionId=', ''],
    ['versionId=a;b&versionId=c', 'c'],
    ['versionid=1', undefined],
    ['', undefined],
    [`${'&'.repeat(10_000)}versionId=`, undefined],
  ])('%# is the first good one', (query, value) => {
    expect(queryValue(query, 'versionId')).toBe(value);
  });
});
