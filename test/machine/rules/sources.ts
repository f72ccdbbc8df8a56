import type { RuleCase, RuleSpec, Versions } from './rule-case';
import { error, warning } from './rule-case';

const file = (contents: string): string => `storage: {files: [{path: /a, contents: {${contents}}}]}`;
const at = (field: string): string => `$.storage.files.0.contents.${field}`;
const merge = (child: string): string => `ignition: {config: {merge: [${child}]}}`;
const MERGED = '$.ignition.config.merge.0';

/** A file whose source is at fault. */
const source = (url: string, versions: Versions = [0, 7], message?: string): RuleCase => ({
  config: file(`source: »"${url}"`),
  path: at('source'),
  versions,
  ...(message !== undefined && { message }),
});
const from = (url: string): string => file(`source: "${url}"`);
const hash = (text: string, versions: Versions = [0, 7]): RuleCase => ({
  config: file(`source: "data:,a", verification: {hash: »"${text}"}`),
  path: at('verification.hash'),
  versions,
});
const hashed = (text: string): string => file(`source: "data:,a", verification: {hash: "${text}"}`);

/** URLs that contents come from, their checksums, headers and proxies. */
export const SOURCES: readonly RuleSpec[] = [
  error(
    'KV5305',
    [
      { config: merge('»{}'), path: MERGED, versions: [1, 7] },
      { config: merge('»{source: ""}'), path: MERGED, versions: [1, 7] },
      {
        config: 'ignition: {security: {tls: {certificate_authorities: [»{compression: gzip}]}}}',
        path: '$.ignition.security.tls.certificate_authorities.0',
        versions: [1, 7],
      },
    ],
    [merge('{source: "https://a.example/b.ign"}')],
  ),
  error(
    'KV5306',
    [{ config: file('inline: a, compression: »xz'), path: at('compression') }],
    [file('inline: a, compression: gzip'), file('inline: a, compression: ""')],
  ),
  error(
    'KV5307',
    [
      {
        config: file('verification: {hash: »sha512-}').replace('sha512-', `sha512-${'0'.repeat(128)}`),
        path: at('verification.hash'),
      },
    ],
    [hashed(`sha512-${'0'.repeat(128)}`)],
  ),
  error('KV5308', [hash('0123'), hash('')], [hashed(`sha512-${'0'.repeat(128)}`)]),
  error(
    'KV5309',
    [hash(`md5-${'0'.repeat(32)}`), hash(`sha256-${'0'.repeat(64)}`, [0, 0])],
    [hashed(`sha256-${'0'.repeat(64)}`), hashed(`sha512-${'0'.repeat(128)}`)],
  ),
  error(
    'KV5310',
    [hash(`sha512-${'0'.repeat(127)}`), hash(`sha256-${'0'.repeat(63)}`, [1, 7])],
    [hashed(`sha512-${'z'.repeat(128)}`)],
  ),
  error(
    'KV5311',
    [
      source('https://a.example:x/'),
      source('https://a.example/%zz'),
      source('https://a b/'),
      {
        ...source('https://a.example/%'),
        config: merge('»{source: "https://a.example/%"}'),
        path: MERGED,
        versions: [1, 7],
      },
      { config: 'ignition: {proxy: {http_proxy: »":a"}}', path: '$.ignition.proxy.http_proxy', versions: [1, 7] },
      {
        config: file('http_headers: »[{name: a, value: b}]'),
        path: at('http_headers'),
        versions: [1, 7],
      },
      {
        config: 'storage: {luks: [{name: a, device: /dev/a, clevis: {tang: [{url: »"http://a b", thumbprint: x}]}}]}',
        path: '$.storage.luks.0.clevis.tang.0.url',
        versions: [2, 7],
      },
    ],
    [from('https://a.example:80/%41')],
  ),
  error(
    'KV5312',
    [
      source('ftp://a.example/'),
      source('/etc/hosts'),
      source('gs://bucket/a', [0, 1]),
      source('arn:aws:s3:::bucket/key', [0, 4]),
      {
        config: 'storage: {luks: [{name: a, device: /dev/a, clevis: {tang: [{url: »"tftp://a", thumbprint: x}]}}]}',
        path: '$.storage.luks.0.clevis.tang.0.url',
        versions: [2, 7],
      },
    ],
    [
      ...['http', 'https', 'tftp', 's3', 'HTTPS', 'gs'].map((scheme) => from(`${scheme}://a/b`)),
      from('arn:aws:s3:::bucket/key'),
      from(''),
    ],
  ),
  error(
    'KV5313',
    [
      source('data:text', [0, 7], expect.any(String) as string),
      source('data:;base64,a', [0, 7], expect.any(String) as string),
      source('data:,%z', [0, 7], expect.any(String) as string),
    ],
    [from('data:,'), from('data:text/plain;charset=utf-8;base64,YQ==')],
  ),
  error(
    'KV5314',
    [source('s3://bucket/key?versionId='), source('arn:aws:s3:::bucket/key?versionId=', [5, 7])],
    [from('s3://bucket/key?versionId=1'), from('s3://bucket/key')],
  ),
  error(
    'KV5315',
    [source('arn:aws:ec2:::bucket/key', [5, 7]), source('arn:aws:s3:::bucket', [5, 7])],
    [from('arn:aws:s3:::bucket/key')],
  ),
  error(
    'KV5316',
    [
      {
        config: file('source: "tftp://a/b", http_headers: »[{name: a, value: b}]'),
        path: at('http_headers'),
        versions: [1, 7],
      },
      { config: file('inline: a, http_headers: »[{name: a, value: b}]'), path: at('http_headers'), versions: [1, 7] },
    ],
    [file('source: "http://a/b", http_headers: [{name: a, value: b}]'), file('inline: a, http_headers: []')],
  ),
  error(
    'KV5317',
    [
      {
        config: file('source: "http://a", http_headers: [{name: »"", value: b}]'),
        path: at('http_headers.0.name'),
        versions: [1, 7],
      },
      {
        config: file('source: "http://a", http_headers: [»{value: b}]'),
        path: at('http_headers.0.name'),
        versions: [1, 7],
      },
    ],
    [file('source: "http://a", http_headers: [{name: " "}]')],
  ),
  error(
    'KV5318',
    [
      {
        config: file('source: "http://a", http_headers: [{name: a, value: »""}]'),
        path: at('http_headers.0.value'),
        versions: [1, 7],
      },
    ],
    [file('source: "http://a", http_headers: [{name: a}, {name: b, value: null}]')],
  ),
  error(
    'KV5319',
    [
      {
        config: 'ignition: {proxy: {http_proxy: »"socks5://a"}}',
        path: '$.ignition.proxy.http_proxy',
        versions: [1, 7],
      },
      {
        config: 'ignition: {proxy: {https_proxy: »"a.example"}}',
        path: '$.ignition.proxy.https_proxy',
        versions: [1, 7],
      },
    ],
    ['ignition: {proxy: {http_proxy: "http://a:3128", https_proxy: "https://a:3129"}}'],
  ),
  warning(
    'KV5320',
    [
      {
        config: 'ignition: {proxy: {https_proxy: »"http://a"}}',
        path: '$.ignition.proxy.https_proxy',
        versions: [1, 7],
      },
    ],
    ['ignition: {proxy: {http_proxy: "http://a"}}', 'ignition: {proxy: {https_proxy: "https://a"}}'],
  ),
];
