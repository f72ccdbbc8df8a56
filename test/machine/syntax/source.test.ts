import {
  headersFault,
  httpsProxyWarning,
  proxyFault,
  tangUrlFault,
  validateUrl,
} from '../../../lib/machine/syntax/source';
import { IGNITION_SPECS } from '../../../lib/machine/schema/versions';

describe('the source of a resource', () => {
  it.each(['http://a/b', 'https://a', 'tftp://a', 's3://bucket/key', 'data:,'])(
    '%s is good in every spec',
    (source) => {
      expect(IGNITION_SPECS.map((spec) => validateUrl(source, spec))).toEqual(IGNITION_SPECS.map(() => undefined));
    },
  );

  it('has the scheme gs since 3.2.0 and arn since 3.4.0', () => {
    expect(validateUrl('gs://a/b', '3.1.0')).toBe('invalid url scheme');
    expect(validateUrl('gs://a/b', '3.2.0')).toBeUndefined();
    expect(validateUrl('arn:aws:s3:::a/b', '3.3.0')).toBe('invalid url scheme');
    expect(validateUrl('arn:aws:s3:::a/b', '3.4.0')).toBeUndefined();
  });

  it.each([
    ['file:///etc/passwd', 'invalid url scheme'],
    ['no-scheme', 'invalid url scheme'],
    ['http://a b/', 'unable to parse url'],
    ['data:no-comma', 'missing media type slash'],
    ['DATA:,a', 'missing data prefix'],
    ['s3://a/b?versionId=', 'invalid S3 object VersionId'],
    ['arn:aws:iam:::a/b', 'invalid S3 ARN format'],
    ['arn:aws:s3::a/b', 'invalid S3 ARN format'],
    ['arn:aws:s3:::bucket', 'invalid S3 ARN format'],
    ['arn:aws:s3:r:1:accesspoint/a', 'invalid S3 ARN format'],
    ['arn:/aws:s3:::a/b', 'invalid S3 ARN format'],
    ['arn:aws:s3:::a/b?versionId', 'invalid S3 object VersionId'],
  ])('%s is wrong: %s', (source, message) => {
    expect(validateUrl(source, '3.6.0')).toBe(message);
  });

  it('goes with HTTP headers only over HTTP', () => {
    expect(headersFault('https://a')).toBeUndefined();
    expect(headersFault('tftp://a')).toBe('cannot use HTTP headers with this source scheme');
    expect(headersFault('')).toBe('unable to parse url');
    expect(headersFault('http://a b')).toBe('unable to parse url');
  });
});

describe('the URL of a Tang server', () => {
  it('is one of HTTP', () => {
    expect(tangUrlFault('http://tang.example')).toBeUndefined();
    expect(tangUrlFault('data:,')).toBe('invalid url scheme');
    expect(tangUrlFault('%')).toBe('unable to parse url');
  });
});

describe('the URL of a proxy', () => {
  it('is one of HTTP', () => {
    expect(proxyFault('https://proxy.example')).toBeUndefined();
    expect(proxyFault('socks5://proxy.example')).toBe('proxies must be http(s)');
    expect(proxyFault('http://[')).toBe('unable to parse url');
  });

  it('for HTTPS should itself be HTTPS', () => {
    expect(httpsProxyWarning('http://a')).toBe('insecure plaintext HTTP proxy specified for HTTPS resources');
    expect(httpsProxyWarning('https://a')).toBeUndefined();
    expect(httpsProxyWarning('http://[')).toBeUndefined();
  });
});
