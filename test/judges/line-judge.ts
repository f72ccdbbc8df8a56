/** A judge that answers one JSON line with one JSON line, and stays alive in between. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import { type Judge, judge } from './shared';

/** What every question and every answer has. */
interface Numbered {
  readonly id: string;
}

interface Waiting {
  readonly id: string;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

export class LineJudge {
  private readonly program: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly waiting: Waiting[] = [];
  private readonly gone: Promise<void>;
  private asked = 0;
  private errors = '';
  private over = false;

  public constructor(private readonly name: Judge) {
    // The program ends with its input: also when these tests die, because the pipe closes with them.
    this.program = spawn(judge(name), { stdio: ['pipe', 'pipe', 'pipe'] });
    this.program.stdin.on('error', () => undefined);
    this.program.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    const lines = createInterface({ input: this.program.stdout });
    lines.on('line', (line) => this.answer(line));
    const ended = [
      new Promise<void>((resolve) => lines.once('close', resolve)),
      new Promise<void>((resolve) => this.program.once('close', () => resolve())),
    ];
    this.program.once('error', (error) => this.fail(error.message));
    this.gone = Promise.all(ended).then(() => this.fail(`it ended: ${this.errors}`));
    // A suite that forgets to stop its judge does not keep jest from its end, which is then the judge's.
    const pipes = [this.program.stdin, this.program.stdout, this.program.stderr] as unknown as Socket[];
    for (const handle of [this.program, ...pipes]) handle.unref();
  }

  /** Asks all questions, and gives the answers in the same order. */
  public async ask<A>(questions: readonly object[]): Promise<readonly A[]> {
    const answers = questions.map(async (question) => {
      if (this.over) throw new Error(`${this.name} does not run any more`);
      const id = String(this.asked++);
      return new Promise<A>((resolve, reject) => {
        this.waiting.push({ id, resolve: (answer) => resolve(answer as A), reject });
        this.program.stdin.write(`${JSON.stringify({ id, ...question })}\n`);
      });
    });
    return Promise.all(answers);
  }

  /** Ends the program, and waits until it is gone; may be called twice. */
  public async stop(): Promise<void> {
    this.over = true;
    this.program.stdin.end();
    const late = setTimeout(() => this.program.kill('SIGKILL'), 5000);
    await this.gone;
    clearTimeout(late);
  }

  private answer(line: string): void {
    const { id, ...answer } = JSON.parse(line) as Numbered;
    const first = this.waiting.shift();
    if (first?.id === id) first.resolve(answer);
    else first?.reject(new Error(`${this.name} answers ${id} where ${first.id} was asked`));
  }

  private fail(reason: string): void {
    this.over = true;
    for (const { reject } of this.waiting.splice(0)) reject(new Error(`${this.name} gives no answer: ${reason}`));
  }
}
