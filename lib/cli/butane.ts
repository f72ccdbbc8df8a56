import { transpile } from '../machine/butane/transpile';
import type { Transpiled } from '../machine/butane/transpiled';
import { ButaneFolder, SameName } from './butane-folder';
import { FileFault, readInput, writeOutput } from './files';
import type { Flag, GoFlags } from './go-flags';
import { FlagFault, parseGoFlags } from './go-flags';
import { packageVersion } from './package-version';
import type { TextSink } from './text-sink';

/** The release of butane whose messages the command gives. */
const BUTANE = 'v0.29.0';

const OPTIONS_TEXT = `Options:
  -c, --check                     check config without producing output
      --color string[="always"]   control color output: "auto", "always", or "never" (default "auto")
      --compat                    say what butane ${BUTANE} says, and no more
      --compress string           compress contents where that is shorter: "auto" or "never" (default "auto")
  -d, --files-dir string          allow embedding local files from this directory
  -h, --help                      show usage and exit
  -o, --output string             write to output file instead of stdout; the folder for several input files
      --pedantic                  fail on any warning, and on notes that butane does not have
  -p, --pretty                    output formatted json
  -r, --raw                       never wrap in a MachineConfig; force Ignition output
      --raw-errors                show raw errors, rather than pretty printing them
  -s, --strict                    fail on any warning
  -V, --version                   print the version and exit
`;
const USAGE = `Usage: kvorum butane [options] [input-file...]\n${OPTIONS_TEXT}`;

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

/** An invalid argument. */
class UsageError extends Error {}

/**
 * Runs `kvorum butane`, which works like `butane`, with its flags, streams and exit codes.
 *
 * @param args The words after `butane`.
 * @returns The exit code: 0, 1 for a config that is refused, 2 for invalid arguments.
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
  /** The files; none for the standard input. */
  readonly files: readonly string[];
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
  const needsFolder = words.length > 1 && !flags.is('check');
  if ((words.length > 0 && input !== undefined) || (needsFolder && given(flags.text('output')) === undefined)) {
    throw new UsageError('');
  }
  return { flags, files: words.length > 1 ? words : [input ?? words[0] ?? ''].filter((file) => file !== '') };
}

/** An empty text is none. */
function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function run({ flags, files }: Words, out: TextSink, err: TextSink): number {
  if (flags.is('help')) {
    out.write(USAGE);
    return SUCCESS;
  }
  if (flags.is('version')) {
    out.write(`Butane ${BUTANE} (kvorum ${packageVersion()})\n`);
    return SUCCESS;
  }
  if (files.length > 1) return runAll(files, flags, err);
  const [file] = files;
  const json = transpiled(file, flags, err);
  if (json === undefined) return FAILURE;
  if (flags.is('check')) return SUCCESS;
  const output = given(flags.text('output'));
  if (output === undefined) out.write(json);
  else writeOutput(output, json);
  return SUCCESS;
}

/** Several files: the reports of all are printed, and the configs of those that are not refused are written. */
function runAll(files: readonly string[], flags: GoFlags, err: TextSink): number {
  const folder = flags.is('check') ? undefined : folderFor(files, flags);
  folder?.make();
  let code = SUCCESS;
  for (const file of files) {
    try {
      const json = transpiled(file, flags, err, `${file}: `);
      if (json === undefined) code = FAILURE;
      else if (folder !== undefined) writeOutput(folder.pathOf(file), json);
    } catch (e) {
      if (!(e instanceof FileFault)) throw e;
      err.write(`${e.message}\n`);
      code = FAILURE;
    }
  }
  return code;
}

function folderFor(files: readonly string[], flags: GoFlags): ButaneFolder {
  try {
    return new ButaneFolder(flags.text('output') ?? '', files);
  } catch (e) {
    throw e instanceof SameName ? new UsageError(e.message) : e;
  }
}

/**
 * The config of a file, whose report is printed; undefined when it is refused.
 *
 * @param name Prefix of lines that do not name the file, when there are several.
 */
function transpiled(file: string | undefined, flags: GoFlags, err: TextSink, name = ''): string | undefined {
  const filesDir = flags.text('files-dir');
  const result = transpile(readInput(file), {
    ...(filesDir !== undefined && { filesDir }),
    compress: flags.text('compress') === 'never' ? 'never' : 'auto',
    compat: flags.is('compat'),
    pretty: flags.is('pretty'),
  });
  const { report, json } = result;
  const color = isColored(flags.text('color') ?? 'auto');
  err.write(
    flags.is('raw-errors')
      ? report.toString().replace(/^(?=.)/gm, () => name)
      : report.pretty({ file: file ?? '<stdin>', color }),
  );
  const reason = refusal(result, flags);
  if (reason === undefined && json !== undefined) return json;
  err.write(`${name}${reason ?? ''}\n`);
  return undefined;
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
