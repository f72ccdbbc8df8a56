/** The real kubectl, and the difference between a server that refuses and one that does not work. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { judge } from './shared';

/** What kubectl says of a file, a folder or a text. */
export interface KubectlVerdict {
  readonly accepted: boolean;
  /** One line an accepted object. */
  readonly stdout: string;
  /** The reasons when something is refused; warnings otherwise. */
  readonly stderr: string;
}

/** Milliseconds that one run may take. */
const limit = 60_000;

/** What kubectl says when the server did not work, as opposed to: refused. */
const noVerdict = new RegExp(
  '^(The connection to the server|Unable to connect to the server|error: You must be logged in' +
    '|Error from server \\((InternalError|Timeout|TooManyRequests|ServiceUnavailable)\\))',
  'm',
);

/**
 * One run of kubectl against the server of a kubeconfig; its cache goes to the kubeconfig's folder.
 *
 * @param input what it reads from stdin. Default: nothing.
 * @throws when kubectl or the server does not work.
 */
export async function kubectl(kubeconfig: string, args: readonly string[], input = ''): Promise<KubectlVerdict> {
  const flags = ['--kubeconfig', kubeconfig, '--cache-dir', join(dirname(kubeconfig), 'kubectl')];
  const child = spawn(judge('kubectl'), [...flags, ...args], { timeout: limit });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // kubectl may refuse its arguments before it has read everything.
  child.stdin.on('error', () => undefined).end(input);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (code !== 0 && (signal !== null || noVerdict.test(stderr))) {
    throw new Error(`kubectl ${args.join(' ')} came to no verdict (${signal ?? code}): ${stderr}`);
  }
  return { accepted: code === 0, stdout, stderr };
}
