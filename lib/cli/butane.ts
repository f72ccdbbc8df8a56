import { parseArgs } from 'node:util';

import { transpile } from '../machine/butane/transpile';
import type { Transpiled } from '../machine/butane/transpiled';
import { FileFault, readInput, writeOutput } from './files';
import { packageVersion } from './package-version';
import type { TextSink } from './text-sink';

/** The release of butane whose words the command has. */
const BUTANE = 'v0.29.0';

const OPTIONS_TEXT = `Options:
  -c, --check                     check config without producing output
      --color string[="always"]   control color output: "auto", "always", or "never" (default "auto")
      --compat                    say what butane ${BUTANE} says, and no more
      --compress string           compress contents where that is shorter: "auto" or "never" (default "auto")
  -d, --files-dir string          allow embedding local files from this directory
  -h, --help                      show usage and exit
  -o, --output string             write to output file instead of stdout
      --pedantic                  fail on any warning, and on notes that butane does not have
  -p, --pretty                    output formatted json
  -r, --raw                       never wrap in a MachineConfig; force Ignition output
      --raw-errors                show raw errors, rather than pretty printing them
  -s, --strict                    fail on any warning
  -V, --version                   print the version and exit
`;
const USAGE = `Usage: kvorum butane [options] [input-file]\n${OPTIONS_TEXT}`;

const SUCCESS = 0;
const FAILURE = 1;
const BAD_USAGE = 2;

const FLAGS = {
  check: { type: 'boolean', short: 'c' },
  color: { type: 'string' },
  colour: { type: 'string' },
  compat: { type: 'boolean' },
  compress: { type: 'string' },
  debug: { type: 'boolean', short: 'D' },
  'files-dir': { type: 'string', short: 'd' },
  help: { type: 'boolean', short: 'h' },
  input: { type: 'string' },
  output: { type: 'string', short: 'o' },
  pedantic: { type: 'boolean' },
  pretty: { type: 'boolean', short: 'p' },
  raw: { type: 'boolean', short: 'r' },
  'raw-errors': { type: 'boolean' },
  strict: { type: 'boolean', short: 's' },
  version: { type: 'boolean', short: 'V' },
} as const;

/** A word that the command does not take. */
class UsageError extends Error {}

/**
 * Runs `kvorum butane`: what `butane` does, with its flags, streams and exit codes.
 *
 * @param args The words after `butane`.
 * @returns The exit code: 0, 1 for a config that is refused, 2 for words that the command does not take.
 */
export function butane(args: readonly string[], out: TextSink, err: TextSink): number {
  try {
    return run(parse(args), out, err);
  } catch (e) {
    if (e instanceof FileFault) {
      err.write(`${e.message}\n`);
      return FAILURE;
    }
    if (!(e instanceof UsageError)) throw e;
    err.write(`${e.message === '' ? '' : `${e.message}\n`}${USAGE}`);
    return BAD_USAGE;
  }
}

interface Words {
  readonly flags: ReturnType<typeof flagsOf>;
  readonly file: string | undefined;
}

function flagsOf(args: readonly string[]): { values: Values; positionals: string[] } {
  return parseArgs({ args: spelledOut(args), allowPositionals: true, options: FLAGS });
}

/** What the flags were set to. */
type Values = {
  readonly [name in keyof typeof FLAGS]?: (typeof FLAGS)[name]['type'] extends 'string' ? string : boolean;
};

function parse(args: readonly string[]): Words {
  let flags;
  try {
    flags = flagsOf(args);
  } catch (e) {
    throw new UsageError((e as Error).message.split('. ')[0]);
  }
  const { values, positionals } = flags;
  const { compress = 'auto', input } = values;
  if (compress !== 'auto' && compress !== 'never') {
    throw new UsageError(`--compress is auto or never, not ${JSON.stringify(compress)}`);
  }
  if (positionals.length > 1 || (positionals.length === 1 && input !== undefined)) throw new UsageError('');
  return { flags, file: input ?? positionals[0] };
}

// Spellings that butane's own reader of flags takes: -d=DIR, --strict=false, --color alone.
const EQUALS = /^-([a-zA-Z])=(.*)$/s;
const TRUTH = /^--([a-z-]+)=(true|false|t|f|T|F|TRUE|FALSE|True|False|1|0)$/;

function spelledOut(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  const rest = end < 0 ? [] : args.slice(end);
  const spelled = words.flatMap((word) => {
    if (word === '--color' || word === '--colour') return [`${word}=always`];
    const equals = EQUALS.exec(word);
    if (equals !== null) return [`-${equals[1]!}`, equals[2]!];
    const truth = TRUTH.exec(word);
    const isFlag =
      truth !== null && (FLAGS as Readonly<Record<string, { type: string }>>)[truth[1]!]?.type === 'boolean';
    if (!isFlag) return [word];
    return /^(t|1)/i.test(truth[2]!) ? [`--${truth[1]!}`] : [];
  });
  return [...spelled, ...rest];
}

function run({ flags: { values }, file }: Words, out: TextSink, err: TextSink): number {
  if (values.help === true) {
    out.write(USAGE);
    return SUCCESS;
  }
  if (values.version === true) {
    out.write(`Butane ${BUTANE} (kvorum ${packageVersion()})\n`);
    return SUCCESS;
  }
  const result = transpile(readInput(file), {
    ...(values['files-dir'] !== undefined && { filesDir: values['files-dir'] }),
    compress: values.compress === 'never' ? 'never' : 'auto',
    compat: values.compat === true,
    pretty: values.pretty === true,
  });
  const { report, json } = result;
  const color = isColored(values.color ?? values.colour ?? 'auto');
  err.write(values['raw-errors'] === true ? report.toString() : report.pretty({ file: file ?? '<stdin>', color }));
  const reason = refusal(result, values);
  if (reason !== undefined || json === undefined) {
    err.write(`${reason ?? ''}\n`);
    return FAILURE;
  }
  if (values.check === true) return SUCCESS;
  if (values.output === undefined || values.output === '') out.write(json);
  else writeOutput(values.output, json);
  return SUCCESS;
}

function refusal({ failure, report }: Transpiled, { strict, pedantic }: Values): string | undefined {
  if (failure !== undefined) return `Error translating config: ${failure}`;
  const isStrict = strict === true || pedantic === true;
  if (isStrict && !report.isClean) {
    return `Config produced warnings and ${strict === true ? '--strict' : '--pedantic'} was specified`;
  }
  if (pedantic === true && report.entries.length > 0) return 'Config produced notes and --pedantic was specified';
  return undefined;
}

function isColored(wanted: string): boolean {
  if (wanted === 'always' || wanted === 'yes') return true;
  return wanted === 'auto' && process.env.NO_COLOR === undefined && process.stderr.isTTY;
}
