import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';

import { ProcessWrites } from '../../lib/app/process-writes';
import { KvorumError } from '../../lib/core';

/** A new folder for each test of a file, gone afterwards. Each synth of these tests stands for a run of its own. */
export function freshFolder(): () => string {
  let folder = '';
  beforeAll(() => {
    ProcessWrites.isKept = false;
  });
  afterAll(() => {
    ProcessWrites.isKept = true;
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kvorum-test-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return () => folder;
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

/** The error that an action throws. */
export function errorOf(action: () => unknown): KvorumError {
  try {
    action();
  } catch (e) {
    if (KvorumError.isKvorumError(e)) return e;
    throw e;
  }
  throw new Error('nothing was thrown');
}

/** The codes of everything that an action's error carries. */
export function codesOf(action: () => unknown): string[] {
  return errorOf(action).all.map((e) => e.code);
}

/** What an action prints to stderr. */
export function stderrOf(action: () => unknown): string {
  let printed = '';
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  try {
    action();
  } finally {
    spy.mockRestore();
  }
  return printed;
}

/** A ConfigMap, the plainest of objects. */
export function configMap(chart: Chart, name: string, data: Record<string, unknown> = { key: 'value' }): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}
