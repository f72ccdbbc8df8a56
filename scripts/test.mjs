// npm test: every test that needs only Node. Then it says which suites need more, what they miss here, and how to get it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const require = createRequire(import.meta.url);
const jest = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2), '--selectProjects', 'unit', 'package'],
  { cwd: root, stdio: 'inherit' },
);

require('./run-typescript.cjs');
const { missingOf } = require('../test/judges/shared.ts');
const suites = readdirSync(join(root, 'test/conformance')).filter((file) => file.endsWith('.test.ts'));
const missing = missingOf({
  shared: ['upstream/deckhouse'],
  judges: ['etcd', 'kube-apiserver', 'kubectl', 'cdk8s', 'cdktf'],
});
console.error(`
Not part of this run: ${suites.length} suites that hold the output against real programs and the platforms' own schemas
(test/conformance: ${suites.map((file) => file.replace('.test.ts', '')).join(', ')}).
${missing === undefined ? 'Everything that they need is here' : `Skipped here: ${missing}`}. Run them with: npm run conformance`);
process.exitCode = jest.status ?? 1;
