// Several copies of the library in one process, as under a test runner, share the stream.
const GUARDED = Symbol.for('kvorum/guardedStream');

/**
 * Prints a warning to stderr.
 *
 * If it cannot be printed (a full disk, a closed pipe), the program goes on: the report has it too.
 */
export function printWarning(text: string): void {
  const { stderr } = process;
  if (!(GUARDED in stderr)) {
    Object.defineProperty(stderr, GUARDED, { value: true });
    stderr.on('error', ignore);
  }
  try {
    stderr.write(`${text}\n`);
  } catch {
    // Streams that are files fail at once.
  }
}

function ignore(): void {
  // See above.
}
