import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The checkout. */
export const checkout = join(__dirname, '../..');

/** What a command came to. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Compiles the library as it stands: suites that run other programs use the compiled one. */
export function buildLibrary(): void {
  const { status, stdout, stderr } = run('npm', ['run', 'build', '--silent'], checkout);
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
}
