import type { Mulberry } from './mulberry';

/** How the contents begin that are hard to compress. */
export const PEM = '-----BEGIN CERTIFICATE-----';

/** Contents of files: words, bytes and repeats, most of them about as long as compression begins to pay. */
export function randomContents(numbers: Mulberry, count: number): readonly Buffer[] {
  const words = [
    'etcd',
    'ExecStart=',
    '/usr/bin/',
    '--name=',
    ' ',
    '\n',
    '10.0.0.',
    'a',
    '0',
    '#',
    'журнал ',
    '[Unit]\n',
    '.service',
  ];
  const made = Array.from({ length: count }, () => {
    const length = 1 + numbers.below(60);
    const kind = numbers.below(5);
    if (kind === 4) return Buffer.from(pem(numbers, length));
    if (kind === 0) return Buffer.from(Array.from({ length }, () => numbers.below(256)));
    if (kind === 1) return Buffer.from(numbers.pick(words).repeat(length));
    return Buffer.from(Array.from({ length }, () => numbers.pick(words)).join(''));
  });
  return [Buffer.alloc(0), Buffer.from('a'.repeat(100_000)), Buffer.from('\ufeffы'), ...made];
}

/** A certificate in form: base64 of random bytes, in which there is next to nothing to compress. */
function pem(numbers: Mulberry, lines: number): string {
  const alphabet = numbers.pick([
    'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/',
    '0123456789abcdef',
    'abcdefghijklmnopqrstuvwxyz234567',
    '!"#$%&()*+-./0123456789:;<=>?@ABC',
  ]);
  const line = (): string => Array.from({ length: 64 }, () => numbers.pick([...alphabet])).join('');
  const body = Array.from({ length: lines }, line).join('\n');
  return `${PEM}\n${body}\n-----END CERTIFICATE-----\n`;
}
