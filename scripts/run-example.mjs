// Runs an example in the working folder, so that its dist/ and kvorum.out/ appear there:
//   node scripts/run-example.mjs quick-start
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const example = process.argv[2] ?? 'quick-start';
const main = resolve(root, 'examples', example, 'main.ts');
// The examples import the package by its name, as a user's program does: Node resolves it to this checkout.
const run = spawnSync(process.execPath, ['--require', resolve(root, 'scripts/run-typescript.cjs'), main], {
  stdio: 'inherit',
});
process.exitCode = run.status ?? 1;
