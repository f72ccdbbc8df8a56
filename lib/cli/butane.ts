import { transpile } from '../machine/butane/transpile';
import type { Transpiled } from '../machine/butane/transpiled';
import { FileFault, readInput, writeOutput } from './files';
import type { Flag, GoFlags } from './go-flags';
import { FlagFault, parseGoFlags } from './go-flags';
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

const COLOR: Flag = { isText: true, alone: 'always' };
const FLAGS: Readonly<Record<string, Flag>> = {
  check: { short: 'c' },
  color: COLOR,
  colour: { ...COLOR, as: 'color' },
  compat: {},
  compress: { isText: true },
  debug: { short: 'D' },
  'files-dir': { isText: true, short: 'd' },
  help: { short: 'h' },
  input: { isText: true, deprecated: 'specify filename directly on command line' },
  output: { isText: true, short: 'o' },
  pedantic: {},
  pretty: { short: 'p' },
  raw: { short: 'r' },
  'raw-errors': {},
  strict: { short: 's' },
  version: { short: 'V' },
};

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
    return run(parse(args, err), out, err);
  } catch (e) {
    if (e instanceof FileFault) {
      err.write(`${e.message}\n`);
      return FAILURE;
    }
    if (!(e instanceof UsageError)) throw e;
    err.write(`${USAGE}${e.message === '' ? '' : `${e.message}\n`}`);
    return BAD_USAGE;
  }
}

interface Words {
  readonly flags: GoFlags;
  readonly file: string | undefined;
}

function parse(args: readonly string[], err: TextSink): Words {
  let flags: GoFlags;
  try {
    flags = parseGoFlags(args, FLAGS, (text) => err.write(text));
  } catch (e) {
    throw e instanceof FlagFault ? new UsageError(e.message) : e;
  }
  const compress = flags.text('compress') ?? 'auto';
  if (compress !== 'auto' && compress !== 'never') {
    throw new UsageError(`--compress is auto or never, not ${JSON.stringify(compress)}`);
  }
  const { words } = flags;
  const input = given(flags.text('input'));
  if (words.length > 1 || (words.length === 1 && input !== undefined)) throw new UsageError('');
  return { flags, file: input ?? given(words[0]) };
}

/** An empty text is none. */
function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function run({ flags, file }: Words, out: TextSink, err: TextSink): number {
  if (flags.is('help')) {
    out.write(USAGE);
    return SUCCESS;
  }
  if (flags.is('version')) {
    out.write(`Butane ${BUTANE} (kvorum ${packageVersion()})\n`);
    return SUCCESS;
  }
  const filesDir = flags.text('files-dir');
  const result = transpile(readInput(file), {
    ...(filesDir !== undefined && { filesDir }),
    compress: flags.text('compress') === 'never' ? 'never' : 'auto',
    compat: flags.is('compat'),
    pretty: flags.is('pretty'),
  });
  const { report, json } = result;
  const color = isColored(flags.text('color') ?? 'auto');
  err.write(flags.is('raw-errors') ? report.toString() : report.pretty({ file: file ?? '<stdin>', color }));
  const reason = refusal(result, flags);
  if (reason !== undefined || json === undefined) {
    err.write(`${reason ?? ''}\n`);
    return FAILURE;
  }
  if (flags.is('check')) return SUCCESS;
  const output = given(flags.text('output'));
  if (output === undefined) out.write(json);
  else writeOutput(output, json);
  return SUCCESS;
}

function refusal({ failure, report }: Transpiled, flags: GoFlags): string | undefined {
  if (failure !== undefined) return `Error translating config: ${failure}`;
  const [strict, pedantic] = [flags.is('strict'), flags.is('pedantic')];
  if ((strict || pedantic) && !report.isClean) {
    return `Config produced warnings and ${strict ? '--strict' : '--pedantic'} was specified`;
  }
  if (pedantic && report.entries.length > 0) return 'Config produced notes and --pedantic was specified';
  return undefined;
}

function isColored(wanted: string): boolean {
  if (wanted === 'always' || wanted === 'yes') return true;
  return wanted === 'auto' && process.env.NO_COLOR === undefined && process.stderr.isTTY;
}
