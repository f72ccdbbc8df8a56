import { reasonOf } from '../core/format';
import { run } from './run';

const FAILURE = 1;

/**
 * Runs the command as a process.
 *
 * A closed pipe (`kvorum explain | head -1`) is not an error. An output that cannot be written is one.
 */
export function start(): void {
  const failed = (e: unknown): void => {
    if ((e as NodeJS.ErrnoException).code === 'EPIPE') return;
    process.exitCode = FAILURE;
    tell(`kvorum: the output cannot be written: ${reasonOf(e)}\n`);
  };
  process.stdout.on('error', failed);
  process.stderr.on('error', () => (process.exitCode = FAILURE));
  try {
    process.exitCode = run(process.argv.slice(2), process.stdout, process.stderr);
  } catch (e) {
    // Streams that are files fail at once.
    failed(e);
  }
}

function tell(text: string): void {
  try {
    process.stderr.write(text);
  } catch {
    // There is no output left to report to.
  }
}
