/** Random damage to Ignition configs: other values, types and keys, keys twice, and bytes that are no JSON. */
import type { Mulberry } from './mulberry';

/** JSON as it is written: keys may repeat, numbers and texts keep their spelling. */
type Node = string | Node[] | Entries;
class Entries {
  public constructor(public readonly pairs: [key: string, value: Node][]) {}
}

const VALUES: readonly string[] = [
  ...['null', 'true', 'false', '[]', '{}', '[null]', '[{}]', '[[]]', '[""]', '{"a":1}', '""', '"a"', '" "'],
  ...['0', '-0', '1', '-1', '1.0', '1.5', '1e2', '1E-2', '420', '511', '4095', '4096', '65536', '2147483648'],
  ...['9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '1e400', '"420"'],
  ...['"/"', '"/etc/x"', '"/etc//x"', '"etc/x"', '"/a/../b"', '"data:,a"', '"data:;base64,YQ=="', '"data:;base64,*"'],
  ...[
    '"http://a/b"',
    '"https://a:b/"',
    '"s3://a/b"',
    '"gs://a/b"',
    '"tftp://a"',
    '"arn:aws:s3:::a/b"',
    '"x://y"',
    '":"',
  ],
  ...[
    '"gzip"',
    '"xz"',
    '"sha512-"',
    '"sha256-00"',
    '"ext4"',
    '"xfs"',
    '"none"',
    '"swap"',
    '"vfat"',
    '"raid1"',
    '"linear"',
  ],
  ...[
    '"a.service"',
    '"a@b.service"',
    '"a@.service"',
    '"a.conf"',
    '"a:b"',
    '"root"',
    '"[Install]\\nWantedBy=a"',
    '"[a"',
  ],
  ...['"\\ud800"', '"\\ud83d\\ude00"', '"\\u0000"', '"ё"', '"\\u212a"', '"<&>"', '"3.2.0"', '"tpm2"', '"{}"'],
];
const BYTES: readonly string[] = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\\u12',
    '0',
    '-',
    '.',
    'e',
    't',
    'nul',
    '\n',
    ' ',
    '\t',
    '\0',
    '/',
    "'",
  ],
  ...['\u007f', 'é', '😀', '\u2028', '\ufeff', '// a\n', '\\x', 'NaN'],
];

/** Damages configs in one to three places. */
export class IgnitionMutations {
  private readonly entries: (readonly [key: string, value: Node])[] = [];

  /** @param configs Where entries are taken from that stand in no place of theirs. */
  public constructor(
    configs: readonly string[],
    private readonly random: Mulberry,
  ) {
    for (const config of configs) {
      for (const { pairs } of objectsOf(treeOf(JSON.parse(config)))) this.entries.push(...pairs);
    }
  }

  /** A damaged config, and sometimes no JSON at all. */
  public mutate(config: string): Buffer {
    const root = treeOf(JSON.parse(config));
    for (let i = this.random.below(3); i >= 0; i--) this.once(root);
    const bytes = Buffer.from(written(root));
    return this.random.below(6) === 0 ? this.torn(bytes) : bytes;
  }

  private once(root: Node): void {
    const { random } = this;
    const { pairs } = random.pick(objectsOf(root));
    const at = random.below(pairs.length + 1);
    const pair = pairs[at];
    if (pair === undefined || random.below(8) === 0) {
      const [key, value] = random.pick(this.entries);
      pairs.splice(at, 0, [key, copyOf(value)]);
      return;
    }
    const [key, value] = pair;
    switch (random.below(10)) {
      case 0:
        pairs.splice(at, 1);
        return;
      case 1:
        // Twice, with another value or with the same one.
        pairs.splice(random.below(pairs.length + 1), 0, [
          key,
          random.below(2) === 0 ? copyOf(value) : random.pick(VALUES),
        ]);
        return;
      case 2:
        pair[0] = this.otherCase(key);
        return;
      case 3:
        pair[0] = random.pick(this.entries)[0];
        return;
      case 4:
        if (Array.isArray(value)) {
          const its = value.length === 0 || random.below(3) === 0 ? random.pick(VALUES) : copyOf(random.pick(value));
          value.splice(random.below(value.length + 1), 0, its);
        } else pair[1] = [value];
        return;
      case 5:
        for (const its of objectsOf(root)) {
          for (const one of its.pairs) if (one[0] === 'version') one[1] = JSON.stringify(`3.${random.below(8)}.0`);
        }
        return;
      case 6: {
        // The value of the same key elsewhere.
        const same = this.entries.filter(([name]) => name === key);
        pair[1] = same.length === 0 ? value : copyOf(random.pick(same)[1]);
        return;
      }
      default:
        pair[1] = random.pick(VALUES);
    }
  }

  private otherCase(key: string): string {
    const { random } = this;
    const kinds = [
      key.toUpperCase(),
      key.toLowerCase(),
      key.replace(/s/, 'ſ'),
      key.replace(/k/, '\u212a'),
      `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`,
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ];
    return random.pick(kinds);
  }

  private torn(bytes: Buffer): Buffer {
    const { random } = this;
    const at = random.below(bytes.length + 1);
    const length = random.below(3);
    const piece = random.below(4) === 0 ? Buffer.from([random.below(256)]) : Buffer.from(random.pick(BYTES));
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + length)]);
  }
}

function treeOf(value: unknown): Node {
  if (Array.isArray(value)) return value.map(treeOf);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return new Entries(Object.entries(value).map(([key, its]) => [key, treeOf(its)]));
}

function objectsOf(node: Node): Entries[] {
  if (Array.isArray(node)) return node.flatMap(objectsOf);
  if (typeof node === 'string') return [];
  return [node, ...node.pairs.flatMap(([, value]) => objectsOf(value))];
}

function copyOf(node: Node): Node {
  if (Array.isArray(node)) return node.map(copyOf);
  return typeof node === 'string' ? node : new Entries(node.pairs.map(([key, value]) => [key, copyOf(value)]));
}

function written(node: Node): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return `[${node.map(written).join(',')}]`;
  return `{${node.pairs.map(([key, value]) => `${JSON.stringify(key)}:${written(value)}`).join(',')}}`;
}
