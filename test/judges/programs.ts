/** Programs of a test server: started in a folder of their own, ended when the test is over, however it ends. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export class Programs {
  /** The folder with everything of these programs; removed by `stop`. */
  public readonly folder: string;
  private readonly keeper: ChildProcessByStdio<Writable, Readable, null>;
  private readonly keeperGone: Promise<unknown>;
  private readonly reasons = new Map<string, string>();

  /** @param name Stands in the name of the folder. */
  public constructor(name: string) {
    this.folder = mkdtempSync(join(tmpdir(), `kvorum-${name}-`));
    this.keeper = spawn(process.execPath, [join(__dirname, 'keeper.cjs'), this.folder], {
      // A session of its own: Ctrl-C in a terminal is for the tests, which then close the keeper's stdin.
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.keeperGone = once(this.keeper, 'exit');
    this.keeper.stdin.on('error', () => undefined);
    // A suite that forgets to stop its server does not keep jest from its end, which is then the server's.
    for (const handle of [this.keeper, this.keeper.stdin as Socket, this.keeper.stdout as Socket]) {
      handle.unref();
    }
    createInterface({ input: this.keeper.stdout }).on('line', (line) => {
      const { name: program, reason } = JSON.parse(line) as { name: string; reason: string };
      this.reasons.set(program, reason);
    });
  }

  /** Starts a program; its output goes to NAME.log in the folder. */
  public start(name: string, command: string, args: readonly string[]): void {
    this.reasons.delete(name);
    this.keeper.stdin.write(`${JSON.stringify({ name, command, args })}\n`);
  }

  /** Kills one program, and waits until it is gone. */
  public async kill(name: string): Promise<void> {
    this.keeper.stdin.write(`${JSON.stringify({ name, kill: true })}\n`);
    while (!this.reasons.has(name)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Why a program ended; undefined while it runs. */
  public ended(name: string): string | undefined {
    return this.reasons.get(name);
  }

  /** The first program that has ended, and why, in words; undefined while all run. */
  public get lost(): string | undefined {
    const [first] = this.reasons;
    return first && `${first[0]} ended (${first[1]})`;
  }

  /** The end of a program's log. */
  public log(name: string): string {
    const file = join(this.folder, `${name}.log`);
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-15).join('\n') : '';
  }

  /** Ends all programs and removes the folder; may be called twice. */
  public async stop(): Promise<void> {
    // Whoever still waits for one of them must not wait on.
    this.reasons.set('everything', 'stopped by the test');
    this.keeper.stdin.end();
    await this.keeperGone;
  }
}
