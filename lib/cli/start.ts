import { reasonOf } from '../core/format';
import { run } from './run';

const FAILURE = 1;

/**
 * Runs the command as the process that it is started as.
 *
 * A reader that has seen enough (`kvorum explain | head -1`) is not a fault. An output that cannot take the text is one.
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
    // There is nobody left to tell.
  }
}
