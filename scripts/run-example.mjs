// Runs an example in the working folder, so that its dist/ and kvorum.out/ appear there:
//   node scripts/run-example.mjs quick-start
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
// A package of its own is run with its own dependencies.
const isOwnPackage = (name) => existsSync(resolve(root, 'examples', name, 'package.json'));
const names = readdirSync(resolve(root, 'examples')).sort();
const examples = names.filter((name) => !isOwnPackage(name));
const example = process.argv[2] ?? 'quick-start';
if (examples.includes(example)) {
  // The examples import the package by its name, as a user's program does: Node resolves it to this checkout.
  const main = resolve(root, 'examples', example, 'main.ts');
  const run = spawnSync(process.execPath, ['--require', resolve(root, 'scripts/run-typescript.cjs'), main], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
} else {
  const why = names.includes(example)
    ? `${example} is a package of its own: examples/${example}/README.md says how it is run`
    : `there is no example ${example}`;
  console.error(`run-example: ${why}.\nExamples that run here: ${examples.join(', ')}.`);
  process.exitCode = 2;
}
