/** The texts inside of Ignition configs, judged by Ignition itself: verdict and message are the same. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { addressFault } from '../../lib/machine/syntax/ip-literal';
import { decodeDataUrl, encodeDataUrl } from '../../lib/machine/syntax/data-url';
import { cleanPath } from '../../lib/machine/syntax/node-path';
import { quote } from '../../lib/machine/syntax/quote';
import { parseSemver } from '../../lib/machine/syntax/semver';
import { escapePath } from '../../lib/systemd/escape';
import { readUnit } from '../../lib/machine/syntax/unit';
import { parseUrl } from '../../lib/machine/syntax/url';
import { ButaneJudge } from '../judges/butane';
import { IgnitionJudge, type TextKind, type TextVerdict } from '../judges/ignition';
import { describeConformance } from '../judges/shared';
import { PEM, randomContents } from './machine-contents';
import { DATA_URLS, mutated, pieced, type TextSource, UNITS, URLS } from './machine-texts';
import { Mulberry } from './mulberry';
import { newFolder, removeFolder } from '../support/folders';

const COUNT = 4000;
const BLOCKS = [
  [0, 0x80],
  [0x80, 0x378],
  [0x400, 0x530],
  [0x2000, 0x2065],
  [0x4e00, 0x9fa5],
  [0xe000, 0xfa00],
  [0x1f300, 0x1f5ff],
] as const;
const SEED = Number(process.env.KVORUM_SEED ?? 20261);

describeConformance('a text of an Ignition config', { judges: ['ignition-judge-2.26', 'butane-judge'] }, () => {
  let ignition: IgnitionJudge;
  beforeAll(() => (ignition = new IgnitionJudge('2.26')));
  afterAll(() => ignition.stop());

  /** Random texts of a kind, each judged by both; fails with the first few on which they differ. */
  async function compare(
    kind: TextKind,
    texts: readonly (string | Uint8Array)[],
    judged: (verdict: TextVerdict) => unknown,
    ours: (text: string | Uint8Array) => unknown,
  ): Promise<void> {
    const verdicts = await ignition.texts(kind, texts);
    const pairs = texts.map((text, i) => ({ text, judge: judged(verdicts[i]!), ours: ours(text) }));
    expect(pairs.filter((pair) => JSON.stringify(pair.judge) !== JSON.stringify(pair.ours)).slice(0, 5)).toEqual([]);
    const good = verdicts.filter(({ error }) => error === '').length;
    process.stdout.write(`${kind}: seed ${SEED}, ${texts.length} texts, ${good} of them good\n`);
    expect(good).toBeGreaterThan(0);
  }

  function random(source: TextSource): readonly string[] {
    const numbers = new Mulberry(SEED);
    return [
      ...source.bases,
      ...Array.from({ length: COUNT }, () => mutated(numbers, source)),
      ...Array.from({ length: COUNT }, () => pieced(numbers, source)),
    ];
  }

  it('is a URL for both or for neither, with the same scheme and message', async () => {
    await compare(
      'url',
      random(URLS),
      ({ error, value }) => [error, value],
      (text) => {
        const { fault = '', scheme } = parseUrl(text as string);
        return [fault, scheme];
      },
    );
  });

  it('is an address in brackets for both or for neither', async () => {
    const numbers = new Mulberry(SEED);
    const pieces = [
      '::',
      ':',
      '.',
      '1',
      'f',
      '0',
      '12',
      'abcd',
      '12345',
      '1.2.3.4',
      '255',
      '256',
      '01',
      '%25a',
      '%25',
      'g',
      '%80',
    ];
    const literals = Array.from({ length: COUNT }, () =>
      Array.from({ length: 1 + numbers.below(12) }, (_, i) =>
        i % 2 === 1 && numbers.below(3) > 0 ? ':' : numbers.pick(pieces),
      ).join(''),
    );
    await compare(
      'url',
      literals.map((literal) => `http://[${literal}]/`),
      ({ error }) => error,
      (text) => parseUrl(text as string).fault ?? '',
    );
    expect(addressFault('::1')).toBeUndefined();
  });

  it('is a data URL for both or for neither, with the same bytes and message', async () => {
    await compare(
      'data-url',
      random(DATA_URLS),
      ({ error, output }) => [error, output.toString('hex')],
      (text) => {
        const { fault = '', bytes } = decodeDataUrl(text as string);
        return [fault, bytes.toString('hex')];
      },
    );
  });

  it('is a unit for both or for neither, with the same message and the same view of its section [Install]', async () => {
    const numbers = new Mulberry(SEED + 1);
    const broken = random(UNITS)
      .filter(() => numbers.below(4) === 0)
      .map((text) => {
        const bytes = Buffer.from(text);
        if (bytes.length > 0) bytes[numbers.below(bytes.length)] = numbers.below(256);
        return bytes;
      });
    await compare(
      'unit',
      [...random(UNITS), ...broken],
      ({ error, value }) => [error, value === 'true'],
      (text) => {
        const { fault = '', hasInstall } = readUnit(text);
        return [fault, hasInstall];
      },
    );
  });

  it('is a version for both or for neither, in the same spelling', async () => {
    const source = {
      bases: ['1.2.3', '01.3.0', '1.8.0-experimental', '3.0.0-rc.1+build.2', '9223372036854775807.0.0', '1.2'],
      pieces: [
        '.',
        '-',
        '+',
        '0',
        '00',
        '9',
        '_',
        'a',
        'Z',
        ' ',
        '\n',
        '\u0661',
        '-a.b',
        '+c',
        '1.',
        '9223372036854775808',
      ],
    };
    await compare(
      'semver',
      random(source),
      ({ value }) => value,
      (text) => parseSemver(text as string) ?? '',
    );
  });

  it('is a path with the same name of its unit and the same short form', async () => {
    const source = {
      bases: [
        '/',
        '/var/lib/etcd',
        '/var/lib/a-b',
        '/.hidden/.x',
        '//a//b/',
        'a/../b',
        '/a/./b/../../..',
        '../a',
        '/dev/disk/by-label/x y',
      ],
      pieces: ['/', '//', '.', '..', '/../', '/./', '-', '_', ':', '\\', '\t', '\x01', 'é', '🚀', 'a', ' ', '@', '%'],
    };
    await compare(
      'escape',
      random(source),
      ({ value }) => value,
      (text) => escapePath(text as string),
    );
    await compare(
      'clean',
      random(source),
      ({ value }) => value,
      (text) => cleanPath(text as string),
    );
  });

  it('is quoted in messages as Go quotes it', async () => {
    const numbers = new Mulberry(SEED);
    const texts = Array.from({ length: COUNT }, () => {
      if (numbers.below(4) === 0) return Buffer.from(Array.from({ length: 8 }, () => numbers.below(256)));
      // Blocks that have no free places, which later releases of Unicode fill: Go and Node know different ones.
      const [from, to] = numbers.pick(BLOCKS);
      return Array.from({ length: 4 }, () => String.fromCodePoint(from + numbers.below(to - from))).join('');
    });
    await compare(
      'quote',
      texts,
      ({ value }) => value,
      (text) => quote(text),
    );
  });
});

describeConformance('contents as a data URL', { judges: ['butane-judge'] }, () => {
  const folder = newFolder();
  const contents = randomContents(new Mulberry(SEED), COUNT / 2);
  let butane: ButaneJudge;
  beforeAll(() => {
    butane = new ButaneJudge();
    contents.forEach((bytes, i) => writeFileSync(join(folder, `f${i}`), bytes));
  });
  afterAll(async () => {
    await butane.stop();
    removeFolder(folder);
  });

  /** What butane makes of all contents. */
  async function byButane(noCompress: boolean, compression?: string): Promise<readonly Contents[]> {
    const files = contents.map((_, i) => ({ path: `/f${i}`, contents: { local: `f${i}`, compression } }));
    const input = JSON.stringify({ variant: 'fcos', version: '1.5.0', storage: { files } });
    const [verdict] = await butane.translate([{ input, filesDir: folder, noCompress }]);
    expect(verdict).toMatchObject({ error: '', entries: [] });
    const { storage } = JSON.parse(verdict?.json ?? '') as { storage: { files: readonly { contents: Contents }[] } };
    return storage.files.map((file) => file.contents);
  }

  it('is the same to the byte where nothing is compressed, or the user has done it', async () => {
    const never = contents.map((bytes) => encodeDataUrl(bytes, { compress: 'never' }));
    expect(never).toEqual(await byButane(true));
    const given = contents.map((bytes) => encodeDataUrl(bytes, { compress: 'auto', compression: 'gzip' }));
    const theirs = await byButane(false, 'gzip');
    expect(given.map(({ source }) => source)).toEqual(theirs.map(({ source }) => source));
    expect(new Set(given.map(({ compression }) => compression))).toEqual(new Set([undefined]));
  });

  it('is compressed for both or for neither, and holds the same', async () => {
    const theirs = await byButane(false);
    const ours = contents.map((bytes) => encodeDataUrl(bytes, { compress: 'auto' }));
    const different = contents.filter((_, i) => ours[i]?.compression !== theirs[i]?.compression);
    const packed = ours.filter(({ compression }) => compression === 'gzip');
    process.stdout.write(
      `contents: seed ${SEED}, ${ours.length}, ${packed.length} compressed, ${different.length} otherwise than butane\n`,
    );
    // Long contents that hardly shrink get codes of their own, which Go and zlib choose differently: some bytes apart.
    expect(different.filter((bytes) => !bytes.toString().startsWith(PEM))).toEqual([]);
    expect(different.length).toBeLessThanOrEqual(contents.length / 200);
    for (const [i, { source, compression }] of ours.entries()) {
      const { bytes } = decodeDataUrl(source);
      expect((compression === 'gzip' ? gunzipSync(bytes) : bytes).equals(contents[i] ?? Buffer.alloc(0))).toBe(true);
    }
  });
});

interface Contents {
  readonly source: string;
  readonly compression?: string;
}
