import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';

import { transformSync } from '@swc/core';
import * as kvorum from 'kvorum';

import { newFolder, removeFolder } from '../support/folders';
import { stderrOf } from '../support/stderr';

/** What a program of a page did. */
export interface Outcome {
  /** The files that it wrote, by path below its working folder. */
  readonly files: ReadonlyMap<string, string>;
  /** What it printed to stderr. */
  readonly printed: string;
  /** What it threw, as it would be printed: name and message. */
  readonly error: string | undefined;
}

/**
 * Runs a program of a page in an empty folder. Its `new ClusterApp()` is one for testing, so that its output holds
 * placeholders in place of secrets; with `real`, it is what it says. The home folder then holds the two files that
 * programs take secrets from.
 */
export function runProgram(source: string, app: 'testing' | 'real'): Outcome {
  const folder = newFolder();
  const home = join(folder, '.home');
  writeSecrets(home);
  const before = process.cwd();
  const homedir = jest.spyOn(os, 'homedir').mockReturnValue(home);
  let error: string | undefined;
  const printed = stderrOf(() => {
    try {
      process.chdir(folder);
      load(source, app === 'real' ? kvorum : { ...kvorum, ClusterApp: testingApp });
    } catch (e) {
      error = String(e);
    } finally {
      process.chdir(before);
    }
  });
  homedir.mockRestore();
  const files = filesOf(folder);
  removeFolder(folder);
  return { files, printed, error };
}

/** Called with `new`: what a constructor returns is the object. */
function testingApp(props: kvorum.ClusterAppProps = {}): kvorum.ClusterApp {
  return kvorum.ClusterApp.forTesting({ outdir: 'dist', kvorumOutdir: 'kvorum.out', ...props });
}
testingApp.forTesting = testingApp;

function load(source: string, library: object): void {
  const options = {
    module: { type: 'commonjs' },
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  } as const;
  const { code } = transformSync(source, options);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only the program knows what it imports
  const modules = (name: string): unknown => (name === 'kvorum' ? library : require(name));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own code is what is tested
  new Function('require', 'exports', code)(modules, {});
}

function writeSecrets(home: string): void {
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const [path, text] of [
    ['.ssh/id_ed25519', key],
    ['.config/yandex-cloud/key.json', '{}'],
  ] as const) {
    mkdirSync(join(home, dirname(path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
}

function filesOf(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((p) => !/(^|\/)\./.test(p));
  const files = paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
