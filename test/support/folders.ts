import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for each test of a scope, gone afterwards. */
export function freshFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => removeFolder(folder));
  return () => folder;
}

/** A new folder, without links in its path. Whoever makes it removes it. */
export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'kvorum-test-')));
}

/** Removes a folder and everything in it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Every file below a folder with its text. */
export function textsBelow(folder: string): Record<string, string> {
  return Object.fromEntries(pathsBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Every file below a folder with its mode. */
export function modesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(pathsBelow(folder).map((path) => [path, modeOf(join(folder, path))]));
}

/** The mode of a file, as `0644`. */
export function modeOf(path: string): string {
  return (lstatSync(path).mode & 0o7777).toString(8).padStart(4, '0');
}

/** Paths of all files below a folder, sorted. */
export function pathsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Names of everything in a folder, sorted. */
export function entriesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
