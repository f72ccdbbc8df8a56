// Compiles the library into build/, unless it is there already: several checks need it, and each asks for it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const SOURCES = ['lib', 'scripts/build.mjs', 'scripts/bundle.mjs', 'tsconfig.json', 'tsconfig.build.json'];
const INPUTS = [...SOURCES, 'package.json', 'package-lock.json'];
// What npm ci takes away with the compiler.
const record = join(root, 'node_modules/.cache/kvorum-build');

/** A digest of files and of everything in folders; empty when one is missing. */
function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const at = join(root, path);
    if (!existsSync(at)) return '';
    const isFolder = statSync(at).isDirectory();
    const names = isFolder ? readdirSync(at, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of names.map((name) => join(at, name)).filter((name) => statSync(name).isFile())) {
      hash.update(`${file.slice(root.length)}\0${readFileSync(file).length}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

const state = () => `${digestOf(INPUTS)} ${digestOf(['build'])}\n`;
if (!existsSync(record) || readFileSync(record, 'utf8') !== state()) {
  rmSync(join(root, 'build'), { recursive: true, force: true });
  for (const args of [['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], ['scripts/bundle.mjs']]) {
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, state());
}
