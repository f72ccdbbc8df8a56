import { parseArgs } from 'node:util';

import type { CheckedInput } from '../machine/ignition/checked-input';
import { checkInput, mergeInputs, verdictOn } from '../machine/ignition/checked-input';
import { FileFault, readInput, writeOutput } from './files';
import type { TextSink } from './text-sink';

const USAGE = `Usage: kvorum ignition validate FILE
       kvorum ignition merge PARENT CHILD... [-p] [-o FILE]

FILE is a config of Ignition, of the specs 3.0.0 to 3.6.0; - reads the standard input.

validate: the faults of the config, in the words of ignition-validate
merge:    one config from several, as Ignition merges them: each one overrides those before it
  -p, --pretty         indent the JSON
  -o, --output FILE    write to a file instead of the standard output

      --raw-errors     a line for each error or warning, without the lines around it

The exit code is 0 for configs that Ignition accepts, 1 for others, 2 for invalid arguments.
`;

const SUCCESS = 0;
const FAILURE = 1;
const BAD_USAGE = 2;

/** Invalid arguments. */
class UsageError extends Error {}

/**
 * Runs `kvorum ignition`.
 *
 * @param args The words after `ignition`.
 * @returns The exit code: 0, 1 for a config that is refused, 2 for invalid arguments.
 */
export function ignition(args: readonly string[], out: TextSink, err: TextSink): number {
  try {
    return run(args, out, err);
  } catch (e) {
    if (e instanceof FileFault) {
      err.write(`kvorum: ${e.message}\n`);
      return FAILURE;
    }
    if (!(e instanceof UsageError) && !String((e as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')) throw e;
    err.write(`kvorum: ${(e as Error).message}\n\n${USAGE}`);
    return BAD_USAGE;
  }
}

function run([command, ...args]: readonly string[], out: TextSink, err: TextSink): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      output: { type: 'string', short: 'o' },
      pretty: { type: 'boolean', short: 'p' },
      'raw-errors': { type: 'boolean' },
    },
  });
  if (values.help === true || command === '--help' || command === '-h') {
    out.write(USAGE);
    return SUCCESS;
  }
  const isRaw = values['raw-errors'] === true;
  if (command === 'validate') {
    const [file, more] = positionals;
    if (file === undefined) throw new UsageError('the file of the config is missing');
    if (more !== undefined) throw new UsageError(`only one file can be given: ${JSON.stringify(more)} is one too many`);
    return validate(file, isRaw, err);
  }
  if (command === 'merge') {
    if (positionals.length < 2) throw new UsageError('a parent and a child are needed');
    if (positionals.filter((file) => file === '-').length > 1)
      throw new UsageError('the standard input can be read only once');
    return merge(positionals, { isRaw, pretty: values.pretty === true, output: values.output }, out, err);
  }
  throw new UsageError(command === undefined ? 'a command is missing' : `there is no command ignition ${command}`);
}

function read(file: string): Buffer {
  return readInput(file === '-' ? undefined : file);
}

function nameOf(file: string): string {
  return file === '-' ? '<stdin>' : file;
}

function validate(file: string, isRaw: boolean, err: TextSink): number {
  return isValid(checkInput(read(file)), file, isRaw, err) ? SUCCESS : FAILURE;
}

/** Prints the faults of a file. */
function isValid(input: CheckedInput, file: string, isRaw: boolean, err: TextSink): boolean {
  const { report, failure } = verdictOn(input);
  err.write(isRaw ? report.toString() : report.pretty({ file: nameOf(file) }));
  if (failure === undefined) return true;
  err.write(`${nameOf(file)}: ${failure}\n`);
  return false;
}

interface Output {
  readonly isRaw: boolean;
  readonly pretty: boolean;
  readonly output: string | undefined;
}

function merge(files: readonly string[], { isRaw, pretty, output }: Output, out: TextSink, err: TextSink): number {
  const inputs = files.map(read).map(checkInput);
  // Every report is printed, not only the first.
  if (inputs.filter((input, i) => !isValid(input, files[i]!, isRaw, err)).length > 0) return FAILURE;
  let merged = inputs[0]!;
  for (const [i, input] of inputs.entries()) {
    if (i === 0) continue;
    merged = mergeInputs(merged, input, pretty);
    const { failure, report } = verdictOn(merged);
    if (failure === undefined) continue;
    err.write(`${report.toString()}${nameOf(files[i]!)}: merged with the files before it: ${failure}\n`);
    return FAILURE;
  }
  const { text } = merged.document;
  if (output === undefined) out.write(text);
  else writeOutput(output, text);
  return SUCCESS;
}
