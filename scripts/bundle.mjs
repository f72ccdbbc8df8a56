// Makes few files of the library: 250 small modules cost a program 50 ms at its start. Declarations come from the compiler.
//
// What the root needs, what only some rooms need, and what the room of machines needs are chunks of their own, which the
// entries share: there is one copy of every class, and a program reads no more than its part. The command has a file of its
// own: a check in a hook does not wait for the whole library to be read.
import { build, transform } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const output = join(root, 'build');
const { bin, exports, dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const subpaths = Object.values(exports).flatMap((target) => target.default ?? []);
const rooms = subpaths.flatMap((file) => /^\.\/build\/(\w+)\/index\.js$/.exec(file)?.[1] ?? []);
// It is large, and most programs have no machines.
const apart = 'machine';

const options = {
  absWorkingDir: root,
  outdir: output,
  outbase: 'lib',
  chunkNames: 'chunks/[hash]',
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: Object.keys({ ...dependencies, ...peerDependencies }),
  legalComments: 'none',
  logLevel: 'warning',
};

/** Leaves a module that is required at its first use in the file of another entry. */
const outside = (filter, file) => ({
  name: 'outside',
  setup: ({ onResolve }) =>
    onResolve({ filter }, ({ kind }) =>
      kind === 'require-call' ? { path: `#build/${file}`, external: true } : undefined,
    ),
});

/** Only the rooms that are asked for by their subpaths: one file, that each of them takes its names from. */
const allRooms = {
  name: 'all-rooms',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^rooms$/ }, () => ({ path: join(root, 'lib/rooms.ts'), namespace: 'rooms' }));
    onLoad({ filter: /.*/, namespace: 'rooms' }, () => ({
      contents: rooms
        .filter((room) => room !== apart)
        .map((room) => `export * as ${room} from './${room}';\n`)
        .join(''),
      resolveDir: join(root, 'lib'),
    }));
  },
};
const library = await build({
  ...options,
  splitting: true,
  entryPoints: [
    { in: 'lib/index.ts', out: 'index' },
    { in: 'rooms', out: 'rooms' },
    { in: `lib/${apart}/index.ts`, out: `${apart}/index` },
    { in: 'lib/cli/explain.ts', out: 'cli/explain' },
  ],
  plugins: [allRooms, outside(/^\.\.\/machine$/, `${apart}/index.js`)],
});
// Only `explain` needs all rooms: it takes them from the other files.
const command = await build({
  ...options,
  entryPoints: [{ in: 'lib/cli/start.ts', out: 'cli/commands' }],
  plugins: [outside(/^\.\/explain$/, 'cli/explain.js')],
});

const pathFrom = (file, to) => `./${relative(dirname(file), to)}`.replace('./../', '../');

// esbuild leaves comments out, and one of them is a switch of the runtime: see raise() in lib/core/error.ts.
function withSwitch(code) {
  return code.replace(/(function raise\(error\) {\n\s+throw error;)/, '$1 // node-do-not-add-exception-line');
}

// esbuild gives a class that names itself a second name, `KvorumError = class _KvorumError`, and errors print under
// that one. (Its option keepNames would also rename every function each time that it is made, at a tenth of a synth.)
function withOwnNames(code) {
  const doubled = [...code.matchAll(/\b(\w+) = class _\1\b/g)].map(([, name]) => name);
  return doubled.length === 0 ? code : code.replace(new RegExp(`\\b_(${doubled.join('|')})\\b`, 'g'), '$1');
}

// esbuild splits ES modules only: each file becomes one of CommonJS afterwards. What an ES module requires goes through a
// function of esbuild's, which bundlers of programs do not look through.
const codes = new Map();
for (const { path, text } of [...library.outputFiles, ...command.outputFiles]) {
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target: 'node20' });
  const plain = code.replace(/\(0, import_\w+\.__require\)\(|\b__require\(/g, 'require(');
  const placed = plain.replace(/"#build\/([\w/]+\.js)"/g, (_, file) =>
    JSON.stringify(pathFrom(path, join(output, file))),
  );
  codes.set(path, withOwnNames(withSwitch(placed)));
}
if (![...codes.values()].some((code) => code.includes('node-do-not-add-exception-line'))) {
  throw new Error('raise() is not found in the output: its comment would be lost');
}
for (const [path, code] of codes) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
}

// Every other subpath becomes a few lines that name its exports, so that ES modules can import them by name.
const all = createRequire(import.meta.url)(join(output, 'rooms.js'));
for (const room of rooms) {
  const file = join(output, room, 'index.js');
  if (codes.has(file)) continue;
  const lines = Object.keys(all[room])
    .sort()
    .map((name) => `exports.${name} = room.${name};\n`);
  const header = '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n';
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${header}const room = require("../rooms.js").${room};\n${lines.join('')}`);
}
const main = '#!/usr/bin/env node\n"use strict";\nrequire("./commands.js").start();\n';
writeFileSync(join(root, bin.kvorum), main, { mode: 0o755 });
