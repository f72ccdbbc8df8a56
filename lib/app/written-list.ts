import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { reasonOf } from '../core/format';

/** Names of the lists, in the folder that keeps them. */
export const LIST_NAME = '.written.json';
/**
 * The list of the files that hold secrets has mode 0600 itself: a weak secret can be guessed from the hash of its
 * file, so the hash is kept where the secret could be read anyway.
 */
export const SECRET_LIST_NAME = '.written-secrets.json';

/** The files that a synth wrote to one folder. */
export interface WrittenFolder {
  /** The hash of each file, by path below the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** The folders below it that did not exist before. */
  readonly made: readonly string[];
}

/** The files that a synth is writing to one folder. */
export interface FolderRecord {
  readonly open: ReadonlyMap<string, string>;
  /** The files that hold secrets. */
  readonly secret: ReadonlyMap<string, string>;
  readonly made: readonly string[];
}

type Folders = ReadonlyMap<string, WrittenFolder>;
type Apps = ReadonlyMap<string, Folders>;

/**
 * The files of earlier synths: by app, then by folder, both as paths relative to the folder that keeps the list.
 *
 * Two apps may share the folder (one program that is run once for each cluster, say). Each is known by the folder of
 * its manifests, and removes only what it wrote itself.
 */
export class WrittenList {
  /** Why the list cannot be used; undefined when it can, or when there is none. */
  public readonly fault: string | undefined;
  private readonly open: Apps;
  private readonly secret: Apps;

  /**
   * @param home The folder that keeps the list.
   * @param app The app that is going to write.
   */
  public constructor(
    private readonly home: string,
    private readonly app: string,
  ) {
    let lists: { open: Apps; secret: Apps; fault?: string };
    try {
      lists = { open: readList(join(home, LIST_NAME)), secret: readList(join(home, SECRET_LIST_NAME)) };
    } catch (e) {
      lists = { open: new Map(), secret: new Map(), fault: reasonOf(e) };
    }
    this.open = lists.open;
    this.secret = lists.secret;
    this.fault = lists.fault;
  }

  /** The files that this app wrote to a folder earlier, except those that another app has written there too. */
  public before(folder: string): WrittenFolder {
    const apps = [this.open, this.secret];
    const own = apps.flatMap((list) => [...(list.get(this.app)?.get(folder)?.files ?? [])]);
    const files = new Map(own);
    for (const list of apps) {
      for (const [app, folders] of list) {
        if (app !== this.app) for (const path of folders.get(folder)?.files.keys() ?? []) files.delete(path);
      }
    }
    const made = [...this.open.values()].flatMap((folders) => folders.get(folder)?.made ?? []);
    return { files, made: [...new Set(made)] };
  }

  /** The absolute paths of the files that any app is known to have written. */
  public known(): ReadonlySet<string> {
    const folders = [...this.open.values(), ...this.secret.values()].flatMap((app) => [...app]);
    return new Set(folders.flatMap(([key, { files }]) => [...files.keys()].map((path) => join(this.home, key, path))));
  }

  /**
   * The texts of the lists after a synth.
   *
   * @param current The written files, by folder.
   * @returns The second is undefined when nothing holds a secret.
   */
  public texts(current: ReadonlyMap<string, FolderRecord>): {
    readonly open: string;
    readonly secret: string | undefined;
  } {
    const open = this.merged(
      this.open,
      [...current].map(([key, { open: files, made }]) => [key, { files, made }]),
    );
    const secret = this.merged(
      this.secret,
      [...current].map(([key, { secret: files }]) => [key, { files, made: [] }]),
    );
    return { open: textOf(open), secret: secret.size === 0 ? undefined : textOf(secret) };
  }

  /** Folders to which this app no longer writes, and apps whose folder exists, are remembered. */
  private merged(before: Apps, current: readonly (readonly [string, WrittenFolder])[]): Apps {
    const exists = ([path]: readonly [string, unknown]): boolean => existsSync(resolve(this.home, path));
    const apps = new Map([...before].filter(exists));
    const folders = new Map([...(before.get(this.app) ?? [])].filter(exists));
    for (const [key, folder] of current) {
      if (folder.files.size > 0 || folder.made.length > 0) folders.set(key, folder);
      else folders.delete(key);
    }
    if (folders.size > 0) apps.set(this.app, folders);
    else apps.delete(this.app);
    return apps;
  }
}

const VERSION = 1;
const UNKNOWN_FORM = 'it does not have the form that a synth writes';

function textOf(apps: Apps): string {
  const folderOf = ({ files, made }: WrittenFolder): object => ({
    files: sortedObject(files, (hash) => hash),
    ...(made.length > 0 ? { made: [...made].sort() } : {}),
  });
  const list = { version: VERSION, apps: sortedObject(apps, (folders) => sortedObject(folders, folderOf)) };
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

function sortedObject<T>(map: ReadonlyMap<string, T>, value: (item: T) => unknown): object {
  const entries = [...map].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, value(item)]));
}

function readList(path: string): Apps {
  let text: string;
  try {
    // Reading a pipe would block until something is written to it.
    if (!statSync(path).isFile()) throw Object.assign(new Error(), { code: 'it is not a regular file' });
    text = readFileSync(path, 'utf8');
  } catch (e) {
    const { code } = e as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return new Map();
    throw new Error(`it cannot be read: ${code ?? 'unknown error'}`, { cause: e });
  }
  const list = parse(text);
  if (!isRecord(list) || list.version !== VERSION) throw new Error(UNKNOWN_FORM);
  return mapOf(list.apps, (folders) => mapOf(folders, toFolder));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(UNKNOWN_FORM);
  }
}

function mapOf<T>(object: unknown, toItem: (value: unknown) => T): ReadonlyMap<string, T> {
  if (!isRecord(object)) throw new Error(UNKNOWN_FORM);
  return new Map(Object.entries(object).map(([key, value]) => [key, toItem(value)]));
}

function toFolder(folder: unknown): WrittenFolder {
  if (!isRecord(folder)) throw new Error(UNKNOWN_FORM);
  const files = mapOf(folder.files, (hash) => {
    if (typeof hash !== 'string') throw new Error(UNKNOWN_FORM);
    return hash;
  });
  const made: unknown = folder.made ?? [];
  if (!isTextList(made)) throw new Error(UNKNOWN_FORM);
  if (![...made, ...files.keys()].every(isInside)) throw new Error('it names a path outside of its folder');
  return { files, made };
}

/** A list may have been edited: its paths must not lead out of the folder. */
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
