/** The keeper, which ends the programs of a test server whatever happens to the test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { newFolder, removeFolder } from '../support/folders';

const keeperFile = join(__dirname, 'keeper.cjs');
/** Writes its pid to its log, and then runs until it is ended. */
const endless = 'console.log(process.pid); setInterval(() => undefined, 1000);';

describe('the keeper', () => {
  let folder: string;

  beforeEach(() => {
    folder = newFolder();
  });

  afterEach(() => {
    removeFolder(folder);
  });

  it('ends its programs and removes its folder when its owner closes it', async () => {
    const keeper = spawn(process.execPath, [keeperFile, folder], { stdio: ['pipe', 'ignore', 'inherit'] });
    const gone = once(keeper, 'exit');
    for (const name of ['a', 'b']) {
      keeper.stdin.write(line(name, ['-e', endless]));
    }
    const pids = [await pidOf('a'), await pidOf('b')];
    expect(pids.map(isAlive)).toEqual([true, true]);

    keeper.stdin.end();
    expect(await gone).toEqual([0, null]);
    expect(pids.map(isAlive)).toEqual([false, false]);
    expect(existsSync(folder)).toBe(false);
  });

  it('ends its programs and removes its folder when its owner is killed', async () => {
    const owner = `
      const { spawn } = require('node:child_process');
      const keeper = spawn(process.execPath, ${JSON.stringify([keeperFile, folder])}, {
        detached: true, stdio: ['pipe', 'pipe', 'ignore'],
      });
      keeper.stdin.write(${JSON.stringify(line('a', ['-e', endless]))});
      setInterval(() => undefined, 1000);`;
    const process_ = spawn(process.execPath, ['-e', owner], { stdio: 'ignore' });
    const pid = await pidOf('a');
    expect(isAlive(pid)).toBe(true);

    process_.kill('SIGKILL');
    await until(() => !existsSync(folder));
    expect(isAlive(pid)).toBe(false);
  });

  it('kills one program and leaves the others alone', async () => {
    const keeper = spawn(process.execPath, [keeperFile, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const gone = once(keeper, 'exit');
    for (const name of ['a', 'b']) {
      keeper.stdin.write(line(name, ['-e', endless]));
    }
    const pids = [await pidOf('a'), await pidOf('b')];
    keeper.stdin.write(`${JSON.stringify({ name: 'a', kill: true })}\n`);
    const [report] = (await once(createInterface({ input: keeper.stdout }), 'line')) as [string];
    expect(JSON.parse(report)).toEqual({ name: 'a', reason: 'SIGKILL' });
    expect(pids.map(isAlive)).toEqual([false, true]);
    keeper.stdin.end();
    await gone;
  });

  it.each([
    ['ends by itself', { command: process.execPath, args: ['-e', 'process.exit(3)'] }, 'exit code 3'],
    ['cannot be started', { command: '/nonexistent', args: [] }, 'spawn /nonexistent ENOENT'],
  ])('reports a program that %s', async (_, program, reason) => {
    const keeper = spawn(process.execPath, [keeperFile, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const gone = once(keeper, 'exit');
    keeper.stdin.write(`${JSON.stringify({ name: 'a', ...program })}\n`);
    const [report] = (await once(createInterface({ input: keeper.stdout }), 'line')) as [string];
    expect(JSON.parse(report)).toEqual({ name: 'a', reason });
    keeper.stdin.end();
    await gone;
  });

  function line(name: string, args: readonly string[]): string {
    return `${JSON.stringify({ name, command: process.execPath, args })}\n`;
  }

  async function pidOf(name: string): Promise<number> {
    const log = join(folder, `${name}.log`);
    await until(() => existsSync(log) && readFileSync(log, 'utf8').endsWith('\n'));
    return Number(readFileSync(log, 'utf8'));
  }

  function isAlive(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
