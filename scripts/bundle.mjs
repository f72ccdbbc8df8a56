// Makes one file of the compiled library. 120 small modules cost a program 40 ms at its start, one file costs half of it.
// The command has a file of its own: a check in a hook does not wait for the whole library to be read.
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
const explain = join(dirname(command), 'explain.js');
const commands = join(dirname(command), 'commands.js');
// What most programs do not need is read only by those that do. It shares the modules of the rooms below it.
const machine = { name: 'machine', file: join(output, 'machine/index.js'), bundle: join(output, 'kvorum-machine.js') };
const rooms = [...entries.filter(({ name }) => name !== machine.name), { name: 'explain', file: explain }];

// The names are read from the compiled modules before these are replaced.
const require = createRequire(import.meta.url);
const names = new Map(entries.map(({ file }) => [file, Object.keys(require(file)).sort()]));

/** Makes one file of some modules. */
async function bundleInto(outfile, contents, plugins = [], hasRaise = true) {
  await build({
    stdin: { contents, resolveDir: dirname(outfile), loader: 'js' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: Object.keys({ ...dependencies, ...peerDependencies }),
    legalComments: 'none',
    logLevel: 'warning',
    plugins,
  });

  // esbuild leaves comments out, and one of them is a switch of the runtime: see raise() in lib/core/error.ts.
  const compiled = readFileSync(outfile, 'utf8');
  const marked = compiled.replace(
    /(function raise\(error\) {\n\s+throw error;)/,
    '$1 // node-do-not-add-exception-line',
  );
  if (hasRaise && marked === compiled) throw new Error('raise() is not found in the bundle: its comment would be lost');

  // esbuild gives a class that names itself a second name, `var KvorumError = class _KvorumError`, and errors print under
  // that one. (Its option keepNames would also rename every function each time that it is made, at a tenth of a synth.)
  const doubled = [...marked.matchAll(/\bvar (\w+) = class _\1\b/g)].map(([, name]) => name);
  const single = doubled.length === 0 ? marked : marked.replace(new RegExp(`\\b_(${doubled.join('|')})\\b`, 'g'), '$1');
  writeFileSync(outfile, single);
}

/** Modules below the room of machines, by their paths. */
const shared = new Set();
const sharing = {
  name: 'sharing',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\./, namespace: 'file' }, ({ path, resolveDir }) => {
      const file = relative(output, require.resolve(join(resolveDir, path)));
      if (file.startsWith('machine/')) return undefined;
      shared.add(file);
      return { path: file, namespace: 'shared' };
    });
    onResolve({ filter: /^\./, namespace: 'shared' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = require('./kvorum.js').shared[${JSON.stringify(path)}];`,
    }));
  },
};
await bundleInto(machine.bundle, `module.exports = require('./machine/index.js');\n`, [sharing], false);

const getter = (name, file) => `get ${JSON.stringify(name)}() { return require(${JSON.stringify(file)}); },\n`;
const sharedGetters = [...shared].sort().map((file) => getter(file, join(output, file)));
const roomGetters = rooms.map(({ name, file }) => getter(name, file));
// The command knows the codes of all rooms.
const withMachine = {
  name: 'with-machine',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\.\/machine$/ }, () => ({ path: './kvorum-machine.js', external: true })),
};
await bundleInto(bundle, `module.exports = {\n${roomGetters.join('')}shared: {\n${sharedGetters.join('')}},\n};\n`, [
  withMachine,
]);
// Only `explain` needs all rooms: it takes them from the other file.
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/explain$/ }, () => ({ path: './explain.js', external: true })),
};
await bundleInto(commands, `module.exports = require('./start.js');\n`, [apart]);

for (const path of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.js') && ![bundle, machine.bundle, commands].includes(join(output, path)))
    rmSync(join(output, path));
}
const header = '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n';
const pathFrom = (file, to = bundle) => JSON.stringify(`./${relative(dirname(file), to)}`.replace('./../', '../'));
for (const { name, file } of entries) {
  const lines = (names.get(file) ?? []).map((exported) => `exports.${exported} = room.${exported};`);
  const room = name === machine.name ? `${pathFrom(file, machine.bundle)})` : `${pathFrom(file)}).${name}`;
  writeFileSync(file, `${header}const room = require(${room};\n${lines.join('\n')}\n`);
}
writeFileSync(explain, `${header}module.exports = require(${pathFrom(explain)}).explain;\n`);
writeFileSync(command, '#!/usr/bin/env node\n"use strict";\nrequire("./commands.js").start();\n', { mode: 0o755 });
