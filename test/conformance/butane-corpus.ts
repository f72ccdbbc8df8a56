/** The public corpus of Butane configs, with what the real program made of them. Its README says how to compare. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { shared } from '../judges/shared';
import { newFolder, removeFolder } from '../support/folders';

/** Where the corpus is below the shared folder. */
export const CORPUS = 'corpora/butane';

/** How the files directory is called in the messages of the corpus. */
export const FILES = 'files-dir';

// The shared folder may have lost what is more than a plain file.
const LINKS: readonly string[] = [
  'forest/alias',
  'forest/node/etc/localtime',
  'forest/node/etc/modules-load.d/link-up.conf',
];
const PROGRAM = 'forest/node/usr/local/bin/probe-api';

/** One config, and what butane made of it. */
export interface Case {
  /** Also the name of its file, without the ending. */
  readonly name: string;
  readonly input: Buffer;
  /** The exit code. */
  readonly code: number;
  /** The same with `--strict`. */
  readonly strict: number;
  /** What went to the standard output; empty when nothing did. */
  readonly json: string;
  /** What went to the standard error with `--raw-errors`. */
  readonly raw: string;
  /** The same without `--raw-errors`; few cases have it. */
  readonly pretty: string | undefined;
}

/** All cases of the corpus. */
export function corpusCases(): readonly Case[] {
  const expected = (file: string): string | undefined => {
    const path = join(shared(CORPUS), 'expected', file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const rows = (expected('manifest.tsv') ?? '').trim().split('\n');
  return rows.map((row) => {
    const [name = '', code, strict] = row.split('\t');
    return {
      name,
      input: readFileSync(shared(CORPUS, `${name}.bu`)),
      code: Number(code),
      strict: Number(strict),
      json: expected(`${name}.json`) ?? '',
      raw: expected(`${name}.err`) ?? '',
      pretty: expected(`${name}.pretty-err`),
    };
  });
}

/** A copy of the corpus that has its links and modes again; the working directory, as it was for the real program. */
export class CorpusFolder {
  /** Without links in its own path. */
  public readonly path = newFolder();
  private readonly before = process.cwd();

  public constructor() {
    this.copy(shared(CORPUS, FILES), '');
    for (const { name, input } of corpusCases()) writeFileSync(join(this.path, `${name}.bu`), input);
    process.chdir(this.path);
  }

  /** Removes the copy. */
  public remove(): void {
    process.chdir(this.before);
    removeFolder(this.path);
  }

  private copy(from: string, inside: string): void {
    const to = join(this.path, FILES, inside);
    const stats = lstatSync(from);
    if (stats.isSymbolicLink()) return symlinkSync(readlinkSync(from), to);
    if (LINKS.includes(inside)) return symlinkSync(readFileSync(from, 'utf8'), to);
    if (!stats.isDirectory()) {
      writeFileSync(to, readFileSync(from));
      return chmodSync(to, inside === PROGRAM ? 0o755 : 0o644);
    }
    mkdirSync(to);
    for (const name of readdirSync(from)) this.copy(join(from, name), join(inside, name));
  }
}

/** Whether some contents are compressed: the bytes of gzip are not the same everywhere. */
export function hasGzip(json: string): boolean {
  return json.includes('"gzip"');
}

/** JSON with the bytes of its data URLs in their place. */
export function decoded(json: string): string {
  return JSON.stringify(JSON.parse(json), (_, value: unknown) => {
    const { source, compression } = (value ?? {}) as { source?: unknown; compression?: unknown };
    if (typeof source !== 'string' || !source.startsWith('data:')) return value;
    const bytes = contentsOf(source);
    const isPacked = compression === 'gzip' && bytes[0] === 0x1f && bytes[1] === 0x8b;
    const contents = isPacked ? gunzipSync(bytes) : bytes;
    const text = contents.toString('utf8');
    // A config in a config.
    const inner = text.startsWith('{') && hasGzip(text) ? decoded(text) : contents.toString('base64');
    return { ...(value as object), source: `contents ${inner}` };
  });
}

/** The bytes of a data URL. */
export function contentsOf(source: string): Buffer {
  const comma = source.indexOf(',');
  const body = source.slice(comma + 1);
  if (source.slice(0, comma).endsWith(';base64')) return Buffer.from(body, 'base64');
  return Buffer.from(
    body.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}

/** Lines in one order: butane gives the unused keys of one mapping in any. */
export function sorted(lines: string): readonly string[] {
  return lines.split('\n').sort();
}
