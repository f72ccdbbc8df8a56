/**
 * Keeps the processes of one test server, and ends them when the test is over, however it ends.
 *
 *   node keeper.cjs FOLDER
 *
 * Every line of stdin is a program to start: {"name", "command", "args"}; its output goes to FOLDER/NAME.log. Or one to
 * kill: {"name", "kill": true}.
 * The end of stdin is the end of the owner (also when that was killed): the programs are ended by pid, newest
 * first, FOLDER is removed, and the keeper ends. A program that ends by itself is reported as a line of stdout:
 * {"name", "reason"}.
 *
 * A process of its own, because a jest worker can be killed at any time, and its `process.on('exit')` is not
 * called then. Plain JavaScript, because Node runs it without a loader.
 */
'use strict';

const { spawn } = require('node:child_process');
const { openSync, closeSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { createInterface } = require('node:readline');

// It removes its folder: as a module it would do so to whatever stands in the arguments of another program.
if (require.main !== module) throw new Error('keeper.cjs is a program, no module');
const folder = process.argv[2];
/** @type {{ name: string, child: import('node:child_process').ChildProcess, ended: Promise<void> }[]} */
const kept = [];
let ending = false;

function start({ name, command, args }) {
  const log = openSync(join(folder, `${name}.log`), 'a');
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  }).then((reason) => {
    if (!ending) process.stdout.write(`${JSON.stringify({ name, reason })}\n`);
  });
  kept.push({ name, child, ended });
}

function obey(order) {
  if (order.kill !== true) return start(order);
  for (const { name, child } of kept) if (name === order.name && child.exitCode === null) child.kill('SIGKILL');
}

async function end() {
  ending = true;
  for (const { child, ended } of kept.reverse()) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) continue;
    // No politer signal: nothing of theirs is worth a second of waiting.
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.exit(0);
}

// The owner may be gone already: a broken pipe must not keep the keeper from its work.
process.stdout.on('error', () => undefined);
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => obey(JSON.parse(line)));
lines.once('close', () => void end());
