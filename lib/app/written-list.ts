import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the lists, in the folder that keeps them. */
export const LIST_NAME = '.written.json';
/**
 * The list of the files that hold secrets has mode 0600 itself: from the hash of a file a weak secret can be guessed, so
 * the hash is kept where the secret could be read anyway.
 */
export const SECRET_LIST_NAME = '.written-secrets.json';

/** What an earlier synth wrote to one folder. */
export interface WrittenFolder {
  /** The hash of each file, by its path below the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** The folders below it that did not exist before. */
  readonly made: readonly string[];
}

/** What an earlier synth wrote, by the path of the folder relative to the one that keeps the list. */
export type WrittenFolders = ReadonlyMap<string, WrittenFolder>;

/** What was read of the lists in a folder. */
export interface ReadLists {
  /** The files without secrets. */
  readonly open: WrittenFolders;
  /** The files with secrets. */
  readonly secret: WrittenFolders;
  /** Both. */
  readonly all: WrittenFolders;
  /** Why the list is of no use; undefined when it is, or when there is none. */
  readonly fault: string | undefined;
}

/** Reads the lists that a folder keeps. */
export function readLists(home: string): ReadLists {
  try {
    const open = readList(join(home, LIST_NAME));
    const secret = readList(join(home, SECRET_LIST_NAME));
    const all = new Map(open);
    for (const [key, { files, made }] of secret) {
      const known = all.get(key);
      all.set(key, { files: new Map([...(known?.files ?? []), ...files]), made: [...(known?.made ?? []), ...made] });
    }
    return { open, secret, all, fault: undefined };
  } catch (e) {
    const none: WrittenFolders = new Map();
    return { open: none, secret: none, all: none, fault: e instanceof Error ? e.message : String(e) };
  }
}

/** The text of a list. */
export function listText(folders: WrittenFolders): string {
  const entries = [...folders]
    .sort(byKey)
    .map(([key, { files, made }]) => [
      key,
      { files: Object.fromEntries([...files].sort(byKey)), ...(made.length > 0 ? { made: [...made].sort() } : {}) },
    ]);
  return `${JSON.stringify({ version: VERSION, folders: Object.fromEntries(entries) as unknown }, undefined, 2)}\n`;
}

const VERSION = 1;

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}

function readList(path: string): Map<string, WrittenFolder> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (e) {
    const { code } = e as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return new Map();
    throw new Error(`it cannot be read: ${code ?? 'unknown error'}`, { cause: e });
  }
  const list = parse(text);
  if (!isRecord(list) || list.version !== VERSION || !isRecord(list.folders)) throw new Error(UNKNOWN_FORM);
  return new Map(Object.entries(list.folders).map(([key, folder]) => [key, toFolder(folder)]));
}

const UNKNOWN_FORM = 'it is not of the form that a synth writes';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(UNKNOWN_FORM);
  }
}

function toFolder(folder: unknown): WrittenFolder {
  if (!isRecord(folder) || !isRecord(folder.files)) throw new Error(UNKNOWN_FORM);
  const made: unknown = folder.made ?? [];
  const files = Object.entries(folder.files);
  const hashes = files.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (!isTextList(made) || hashes.length < files.length) throw new Error(UNKNOWN_FORM);
  const paths = [...made, ...hashes.map(([path]) => path)];
  if (!paths.every(isInside)) throw new Error('it names a path outside of its folder');
  return { files: new Map(hashes), made };
}

/** A list may have been edited: no path in it may lead out of the folder. */
function isInside(path: string): boolean {
  if (path.startsWith('/') || path.includes('\0') || path.includes('\\')) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
