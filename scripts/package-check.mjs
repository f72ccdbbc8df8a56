// Checks the package as its users get it: packs it, then publint and are-the-types-wrong read the tarball.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const folder = mkdtempSync(join(tmpdir(), 'kvorum-pack-'));
const run = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) failures.push([command, ...args].join(' '));
};
const failures = [];
try {
  run('npm', ['pack', '--silent', '--pack-destination', folder]);
  const tarball = join(folder, readdirSync(folder)[0] ?? '');
  run(join(root, 'node_modules/.bin/publint'), [tarball, '--strict']);
  run(join(root, 'node_modules/.bin/attw'), [tarball]);
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (/"resolved"\s*:\s*"http/.test(lock)) failures.push('package-lock.json names download addresses');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.error(`failed: ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;
