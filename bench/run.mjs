// Prints how ClusterApp compares with its floor and its peer: npm run bench
//
// Ratios, not seconds: both sides of each run in turns on one machine. Nothing fails by time; the bytes of the sides have
// to be the same, or the comparison means nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { buildSync } from 'esbuild';

import { measure } from './measure.mjs';

const rounds = Number(process.argv[2] ?? 7);
const rows = [];

function row(what, ours, theirs, limit, by = 'cpu') {
  const ms = (value) => `${value.toFixed(0)} ms`;
  rows.push([what, ms(ours[by]), ms(theirs[by]), (ours[by] / theirs[by]).toFixed(2), limit]);
}

function sameBytes(samples) {
  const digests = new Set(samples.map((s) => s.digest));
  if (digests.size !== 1) throw new Error('the two sides wrote different bytes');
}

/** The quick start as docs/start-up.md says, with its cache: the folder of it. */
function makeOneFile() {
  const folder = mkdtempSync(join(tmpdir(), 'kvorum-one-file-'));
  buildSync({
    entryPoints: [fileURLToPath(new URL('cases/quick-start.cjs', import.meta.url))],
    outfile: join(folder, 'main.bundle.js'),
    bundle: true,
    platform: 'node',
    external: ['cdktf'],
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120,
  });
  const page = readFileSync(new URL('../docs/start-up.md', import.meta.url), 'utf8').replace(/^ {3}/gm, '');
  writeFileSync(join(folder, 'start.cjs'), /^```js\n([^]*?)^```$/m.exec(page)?.[1] ?? '');
  const { status, stderr } = spawnSync(process.execPath, ['start.cjs'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return folder;
}

const charts = measure(
  {
    ours: { file: 'ours.cjs', args: ['1000'] },
    yaml: { file: 'yaml.cjs', args: ['1000'] },
    few: { file: 'ours.cjs', args: ['100'] },
  },
  rounds,
);
sameBytes([charts.ours, charts.yaml]);
row('1000 charts x 10 objects: synth / the yaml library alone', charts.ours, charts.yaml, 'at most 0.6');
row('1000 charts / 100 charts', charts.ours, charts.few, 'at most 11');

const peer = measure(
  { ours: { file: 'ours.cjs', args: ['1000'] }, stock: { file: 'stock.cjs', args: ['1000'] } },
  Math.min(rounds, 3),
);
sameBytes([peer.ours, peer.stock]);
row('1000 charts x 10 objects: synth / cdk8s.App', peer.ours, peer.stock, '-');

const chain = measure(
  { chain: { file: 'ours.cjs', args: ['200', 'chain'] }, plain: { file: 'ours.cjs', args: ['200'] } },
  rounds,
);
row('chain of 200 charts / the same without the chain', chain.chain, chain.plain, 'at most 2');

const fleets = measure(
  Object.fromEntries(
    ['100', '300', '1000'].flatMap((count) => [
      [count, { file: 'fleet.cjs', args: [count] }],
      [`${count} yaml`, { file: 'fleet.cjs', args: [count, 'yaml'] }],
    ]),
  ),
  Math.min(rounds, 3),
);
for (const count of ['100', '300', '1000']) {
  const [ours, yaml] = [fleets[count], fleets[`${count} yaml`]];
  sameBytes([ours, yaml]);
  const aim = count === '1000' ? 'at most 4' : '-';
  row(`${count} clusters of 13 nodes: the program / the yaml library alone`, ours, yaml, aim);
}
row('1000 clusters / 300 clusters', fleets['1000'], fleets['300'], 'at most 3.7');

for (const [what, file, counts] of [
  ['files in folders of their own', 'files.cjs', ['1000', '10000']],
  ['labs of 13 machines', 'labs.cjs', ['10', '100']],
]) {
  const [few, many] = counts;
  const runs = measure(
    Object.fromEntries(
      counts.flatMap((count) => [
        [count, { file, args: [count, 'first'] }],
        [`${count} again`, { file, args: [count, 'second'] }],
      ]),
    ),
    Math.min(rounds, 3),
  );
  for (const count of counts) {
    row(`${count} ${what}: the second synth / the first`, runs[`${count} again`], runs[count], 'at most 1.5');
  }
  row(`${many} ${what} / ${few}`, runs[many], runs[few], 'at most 11');
}

const oneFile = makeOneFile();
const start = measure(
  {
    ours: { file: 'quick-start.cjs' },
    one: { file: 'one-file.cjs', args: [oneFile] },
    floor: { file: 'requires-only.cjs' },
  },
  3 * rounds,
);
rmSync(oneFile, { recursive: true });
row('quick start, cold / requiring constructs and cdk8s (CPU)', start.ours, start.floor, 'at most 1.35');
row('the same in one file with its cache / requiring constructs and cdk8s (CPU)', start.one, start.floor, 'below 0.9');
row('quick start, cold / requiring constructs and cdk8s (wall)', start.ours, start.floor, '-', 'wall');

const policy = measure({ ours: { file: 'audit-check.cjs' }, yaml: { file: 'audit-yaml.cjs' } }, rounds);
row('audit policy of 200 rules, 100 times: every check / js-yaml reading it', policy.ours, policy.yaml, 'below 5');

const command = measure({ ours: { file: 'audit-command.cjs' }, floor: { file: 'yaml-only.cjs' } }, 3 * rounds);
row('kvorum audit check, cold / requiring js-yaml (wall)', command.ours, command.floor, 'at most 1.6', 'wall');

for (const state of ['cold', 'warm']) {
  const hosts = measure(
    {
      never: { file: 'butane.cjs', args: ['hosts', '1000', 'never', state] },
      yaml: { file: 'butane-yaml.cjs', args: ['hosts', '1000', state] },
      auto: { file: 'butane.cjs', args: ['hosts', '1000', 'auto', state] },
      spawn: { file: 'butane-spawn.cjs', args: ['1000'] },
    },
    rounds,
  );
  const what = state === 'cold' ? '1000 Butane configs' : '1000 Butane configs after 3000 others';
  row(`${what}, nothing compressed / js-yaml reading them`, hosts.never, hosts.yaml, 'at most 4');
  row(`${what}, compressed / 1000 times /bin/true (wall)`, hosts.auto, hosts.spawn, 'at most 0.2', 'wall');
}

const sizes = [1, 5, 10].map((mb) => [String(mb * 1_000_000), mb]);
const large = measure(
  Object.fromEntries(
    sizes.flatMap(([bytes, mb]) => [
      [`warm ${mb}`, { file: 'butane.cjs', args: ['large', bytes, 'never', 'warm'] }],
      [`ours ${mb}`, { file: 'butane.cjs', args: ['large', bytes, 'never'] }],
      [`yaml ${mb}`, { file: 'butane-yaml.cjs', args: ['large', bytes] }],
    ]),
  ),
  Math.min(rounds, 5),
);
// By code that is warm, or the smallest of the three would take the longest for a byte.
const perByte = sizes.map(([, mb]) => large[`warm ${mb}`].cpu / mb);
const [slowest, fastest] = [Math.max(...perByte), Math.min(...perByte)];
row(
  'Butane configs of 1, 5, 10 MB: a MB at the slowest / at the fastest',
  { cpu: slowest },
  { cpu: fastest },
  'at most 1.3',
);
for (const [, mb] of sizes) {
  const [ours, theirs] = [large[`ours ${mb}`].memory, large[`yaml ${mb}`].memory];
  const cells = [`${ours.toFixed(0)} MB`, `${theirs.toFixed(0)} MB`, (ours / theirs).toFixed(2), 'at most 2'];
  rows.push([`a Butane config of ${mb} MB: memory at its highest / js-yaml's`, ...cells]);
}

const butane = measure({ ours: { file: 'butane-command.cjs' }, floor: { file: 'yaml-only.cjs' } }, 3 * rounds);
row('kvorum butane, cold / requiring js-yaml (wall)', butane.ours, butane.floor, 'at most 1.6', 'wall');

const table = [['what', 'this', 'against', 'ratio', 'aim'], ['---', '---', '---', '---', '---'], ...rows];
for (const cells of table) process.stdout.write(`| ${cells.join(' | ')} |\n`);
process.stdout.write(
  `\nmedians of ${rounds} runs; ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}\n`,
);
