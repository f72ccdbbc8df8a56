/** Texts that stand in Ignition configs, good ones and ones that are wrong in one place or in many. */
import type { Mulberry } from './mulberry';

/** Good texts, and what is put into them. */
export interface TextSource {
  readonly bases: readonly string[];
  readonly pieces: readonly string[];
}

const ODD = [
  '',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\x7f',
  '\\',
  '"',
  "'",
  '%',
  '\u00a0',
  '\u0085',
  '\ufeff',
  'ы',
  '日',
  '🚀',
];

export const URLS: TextSource = {
  bases: [
    'http://boot.example/node.ign',
    'https://user:secret@boot.example:8443/a/b?c=d&e=f#part',
    'tftp://10.0.0.1/a%20b',
    's3://bucket/key?versionId=x',
    's3://bucket/key?a=b;c&versionId=&versionId=y',
    's3://bucket/key?version%49d=%',
    'gs://bucket/key',
    'arn:aws:s3:::bucket/key?versionId=1',
    'arn:aws:s3:eu-west-1:123456789012:accesspoint/point/object/key',
    'arn:aws:iam::1:user/x',
    'http://[fe80::1%25en0]:80/',
    'http://[2001:db8::a:1.2.3.4]/x',
    'http://[1:2:3:4:5:6:7:8]/',
    '//host/path',
    '///path',
    '/path:a',
    'path/a:b',
    'data:,a%20b',
    '*',
    'HTTP://A.b:/%zz',
  ],
  pieces: [
    ...ODD,
    ...'/:?#[]@!$&()*+,;=<>^`{|}.-_~09afAFxgzG'.split(''),
    ...['%2', '%41', '%25', '%zz', '%80', '%C3%A9', '%20', '%5B', '::', '//', '[::1]', '[1.2.3.4]', '1.2.3.256', '01'],
    ...['http:', 's3:', 'arn:', ':80', ':8a', '@', '12345', 'g::', '::1', '%25', '%25a', '%25%31', 'versionId='],
  ],
};

export const DATA_URLS: TextSource = {
  bases: [
    'data:,',
    'data:,hello%20world%0A',
    'data:;base64,aGVsbG8K',
    'data:;base64,aGVsbG8=',
    'data:;base64,aGVsbA==',
    'data:text/plain,a',
    'data:text/plain;charset=utf-8,a',
    'data:text/plain;charset=utf-8;base64,YQ==',
    'data:text/plain;a="b c\\"d";b=%41,x',
    'data:text/plain;a="";b=c\\x41,x',
    'data:application/octet-stream;base64,AAECAwQFBgcICQ==',
    'data:x-own/type,a',
    'data:xml/type,a',
    'data:message/rfc822;a="\\u0041\\101\\U0001F680",a',
    'data:;a=b;base64,\nYW\nJj\n',
  ],
  pieces: [
    ...ODD,
    ...',;=/:%#[]{}|^`<>?&+-_.!~*()xX09afAFQ'.split(''),
    ...[
      '=',
      '==',
      '\n',
      '\n=',
      'AA',
      'QUJD',
      '%4',
      '%41',
      '%G1',
      'text',
      'image/png',
      'base64',
      ';base64',
      ';base6',
      ';a="',
    ],
    ...['\\x4', '\\x41', '\\u12', '\\ud800', '\\U00110000', '\\400', '\\377', '\\q', '\\n', "\\'", '\\0', '"', '""'],
  ],
};

export const UNITS: TextSource = {
  bases: [
    '[Unit]\nDescription=a\n\n[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n',
    '# comment\n; another\n[Unit]\nA=b\\\n  c\n',
    'text in front\n[Service]\r\nExecStart=/bin/true\r\n',
    '[Install]\n',
    '[Install]\n# WantedBy=x \\ \nA=b\n',
    '[Unit]\nDescription',
    '[Unit]\nDescription\n',
    '[Unit] # garbage\nA=b',
    '[Unit\nA=b]\nC=d',
    '[Service]\nExecStart=/bin/sh -c "a \\\n b" \\\n\n[Install]\nAlias=x.service',
    '[X-Own]\n=\n =b\n',
    `[Unit]\nA=${'x'.repeat(2030)}\nB=c\n`,
    `${'#'.repeat(2045)}\n[Unit]\nA=b\n`,
    `[Unit]\n${'A=b\n'.repeat(1020)}C=${'y'.repeat(2100)}\n[Install]\nA=b\n`,
    `[Unit]\n# ${'z'.repeat(5000)}\nA=b\n`,
    '',
  ],
  pieces: [
    ...ODD,
    ...'[]=#;\\\n\r \tAZaz09.@-'.split(''),
    ...[
      '[Install]',
      '[Install]\n',
      '\n[Unit]\n',
      'A=b',
      '\\\n',
      '\\ \n',
      '\n\n',
      '\r\n',
      'WantedBy=a\n',
      '\u2028',
      '\u3000',
    ],
    ...[
      'x'.repeat(47),
      'x'.repeat(512),
      'x'.repeat(2048),
      `${'x'.repeat(1000)}\n`,
      'ы'.repeat(1024),
      '\u200b',
      '\u1680',
    ],
  ],
};

/** A text with one to four changes: something put in, left out, doubled, or moved. */
export function mutated(random: Mulberry, { bases, pieces }: TextSource): string {
  let text = random.pick(bases);
  for (let changes = random.below(4); changes >= 0; changes--) {
    const at = random.below(text.length + 1);
    const end = Math.min(text.length, at + random.below(4));
    const kind = random.below(5);
    if (kind <= 1) text = text.slice(0, at) + random.pick(pieces) + text.slice(at);
    else if (kind === 2) text = text.slice(0, at) + random.pick(pieces) + text.slice(end);
    else if (kind === 3) text = text.slice(0, at) + text.slice(end);
    else text = text.slice(0, at) + random.pick(bases).slice(random.below(12));
  }
  return whole(text);
}

/** A text of nothing but pieces, behind the start of a good one or not. */
export function pieced(random: Mulberry, { bases, pieces }: TextSource): string {
  const start = random.below(4) === 0 ? '' : random.pick(bases).slice(0, random.below(16));
  return whole(start + Array.from({ length: random.below(9) }, () => random.pick(pieces)).join(''));
}

/** A cut between the halves of a character leaves what no file can hold: each half becomes U+FFFD. */
function whole(text: string): string {
  return Buffer.from(text, 'utf8').toString();
}
