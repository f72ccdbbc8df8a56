// Runs a case in a fresh process, several times, in turns with the others, and takes the median.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cases = fileURLToPath(new URL('./cases/', import.meta.url));

/**
 * @typedef {{ cpu: number, wall: number, memory?: number, digest?: string }} Sample milliseconds, and MB
 */

/** One run of a case. A case prints `{ cpu, digest }` itself; for a whole process, `process` is measured from outside. */
function runOnce(file, args) {
  const folder = mkdtempSync(join(tmpdir(), 'kvorum-bench-'));
  try {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.endsWith('_OUTDIR')));
    const begin = performance.now();
    const run = spawnSync(process.execPath, [join(cases, file), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    const wall = performance.now() - begin;
    if (run.status !== 0) throw new Error(`${file} ${args.join(' ')} failed:\n${run.stderr}`);
    return { wall, ...JSON.parse(run.stdout.trim().split('\n').at(-1)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Measures cases in turns, so that whatever else the machine does meets all of them.
 *
 * @param {Record<string, { file: string, args?: string[] }>} named
 * @param {number} rounds
 * @returns {Record<string, Sample>} The median of each.
 */
export function measure(named, rounds) {
  const samples = Object.fromEntries(Object.keys(named).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const names = Object.keys(named);
    // Every other round backwards, so that none always comes after the same one.
    for (const name of round % 2 === 0 ? names : names.reverse()) {
      samples[name].push(runOnce(named[name].file, named[name].args ?? []));
    }
  }
  return Object.fromEntries(
    Object.entries(samples).map(([name, list]) => [
      name,
      {
        cpu: median(list.map((s) => s.cpu)),
        wall: median(list.map((s) => s.wall)),
        memory: median(list.map((s) => s.memory ?? 0)),
        digest: list[0].digest,
      },
    ]),
  );
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
