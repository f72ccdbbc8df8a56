import { parseArgs } from 'node:util';

import type * as Audit from './audit';
import type * as Butane from './butane';
import type * as Explain from './explain';
import type * as Ignition from './ignition';
import { packageVersion } from './package-version';
import type { TextSink } from './text-sink';

const USAGE = `Usage: kvorum COMMAND

Commands:
  explain CODE...   what a code such as KV3101 means, and how to fix it
  explain           all codes, one per line
  audit check FILE  check an audit policy, for Kubernetes or Deckhouse
  audit explain FILE --verb VERB ...
                    how an audit policy logs a request
  butane [FILE]     convert a Butane config to Ignition, with the flags of butane
  butane -o DIR FILE...
                    the same for several files, in one process
  ignition validate FILE
                    validate an Ignition config
  ignition merge PARENT CHILD...
                    merge several Ignition configs into one

\`kvorum audit --help\`, \`kvorum butane --help\` and \`kvorum ignition --help\` say more.

Options:
  -h, --help        this text
  -V, --version     the version of the package
`;

const SUCCESS = 0;
const FAILURE = 1;
const BAD_USAGE = 2;

/**
 * Runs the `kvorum` command.
 *
 * @param args The words after the command's name.
 * @returns The exit code: 0, 1 when something was not found, 2 for invalid arguments.
 */
export function run(args: readonly string[], out: TextSink, err: TextSink): number {
  // Each command loads what it needs: a check of a policy in a hook must not wait for the whole library.
  /* eslint-disable @typescript-eslint/no-require-imports */
  if (args[0] === 'audit') {
    const { audit } = require('./audit') as typeof Audit;
    return audit(args.slice(1), out, err);
  }
  if (args[0] === 'butane') {
    const { butane } = require('./butane') as typeof Butane;
    return butane(args.slice(1), out, err);
  }
  if (args[0] === 'ignition') {
    const { ignition } = require('./ignition') as typeof Ignition;
    return ignition(args.slice(1), out, err);
  }
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'V' } },
    });
  } catch (e) {
    err.write(`kvorum: ${(e as Error).message}\n\n${USAGE}`);
    return BAD_USAGE;
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    out.write(USAGE);
    return SUCCESS;
  }
  if (values.version === true) {
    out.write(`${packageVersion()}\n`);
    return SUCCESS;
  }
  const [command, ...rest] = positionals;
  if (command === 'explain') {
    const { explain } = require('./explain') as typeof Explain;
    return explain(rest, out, err) ? SUCCESS : FAILURE;
  }
  /* eslint-enable @typescript-eslint/no-require-imports */
  err.write(command === undefined ? USAGE : `kvorum: there is no command ${JSON.stringify(command)}\n\n${USAGE}`);
  return BAD_USAGE;
}
