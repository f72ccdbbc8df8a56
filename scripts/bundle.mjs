// Makes one file of the compiled library. 120 small modules cost a program 40 ms at its start, one file costs half of it.
// Every subpath of package.json becomes a few lines that name its exports, so that ES modules can import them by name and
// all subpaths share one copy of every class. Declarations stay as the compiler wrote them.
import { build } from 'esbuild';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const output = join(root, 'build');
const bundle = join(output, 'kvorum.js');
const { bin, exports, dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = Object.entries(exports).flatMap(([subpath, target]) =>
  target.default === undefined
    ? []
    : [{ name: subpath === '.' ? 'root' : subpath.slice(2), file: join(root, target.default) }],
);
const command = join(root, bin.kvorum);
const rooms = [...entries, { name: 'cli', file: join(dirname(command), 'start.js') }];

// The names are read from the compiled modules before these are replaced.
const require = createRequire(import.meta.url);
const names = new Map(entries.map(({ file }) => [file, Object.keys(require(file)).sort()]));

const getters = rooms.map(({ name, file }) => `  get ${name}() { return require(${JSON.stringify(file)}); },`);
await build({
  stdin: { contents: `module.exports = {\n${getters.join('\n')}\n};\n`, resolveDir: root, loader: 'js' },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: Object.keys({ ...dependencies, ...peerDependencies }),
  legalComments: 'none',
  logLevel: 'warning',
});

// esbuild leaves comments out, and one of them is a switch of the runtime: see raise() in lib/core/error.ts.
const compiled = readFileSync(bundle, 'utf8');
const marked = compiled.replace(/(function raise\(error\) {\n\s+throw error;)/, '$1 // node-do-not-add-exception-line');
if (marked === compiled) throw new Error('raise() is not found in the bundle: its comment would be lost');

// esbuild gives a class that names itself a second name, `var KvorumError = class _KvorumError`, and errors print under
// that one. (Its option keepNames would also rename every function each time that it is made, at a tenth of a synth.)
const doubled = [...marked.matchAll(/\bvar (\w+) = class _\1\b/g)].map(([, name]) => name);
writeFileSync(bundle, marked.replace(new RegExp(`\\b_(${doubled.join('|')})\\b`, 'g'), '$1'));

for (const path of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.js') && join(output, path) !== bundle) rmSync(join(output, path));
}
const header = '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n';
const pathFrom = (file) => JSON.stringify(`./${relative(dirname(file), bundle)}`.replace('./../', '../'));
for (const { name, file } of entries) {
  const lines = (names.get(file) ?? []).map((exported) => `exports.${exported} = room.${exported};`);
  writeFileSync(file, `${header}const room = require(${pathFrom(file)}).${name};\n${lines.join('\n')}\n`);
}
writeFileSync(command, `#!/usr/bin/env node\n"use strict";\nrequire(${pathFrom(command)}).cli.start();\n`, {
  mode: 0o755,
});
