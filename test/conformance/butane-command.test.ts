/** `kvorum butane` and the real butane as processes: the same streams, exit codes and files. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkout } from '../package/built';
import { describeConformance, judge } from '../judges/shared';
import { newFolder, removeFolder } from '../support/folders';

const GOOD =
  'variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n    - path: /etc/motd\n      contents: {inline: a b}\n';
const WARNS = `${GOOD}      mode: 644\n      цвет: красный\n`;
const WRONG = `${GOOD}    - path: relative\n    - path: ёж\n      user: {id: 1, name: a}\n`;
const LOCAL = 'variant: fcos\nversion: 1.5.0\nstorage: {files: [{path: /a, contents: {local: one.txt}}]}\n';

const INPUTS: Readonly<Record<string, string | Buffer>> = {
  'good.bu': GOOD,
  'warns.bu': WARNS,
  'wrong.bu': WRONG,
  'local.bu': LOCAL,
  'out-of.bu': LOCAL.replace('one.txt', '../good.bu'),
  'no-local.bu': LOCAL.replace('one.txt', 'нет.txt'),
  'type.bu': GOOD.replace('/etc/motd', '[]'),
  'twice.bu': `${GOOD}version: 1.5.0\n`,
  'crlf.bu': WARNS.replace(/\n/g, '\r\n'),
  'bom.bu': `\ufeff${WARNS}`,
  'utf16.bu': Buffer.from(`\ufeff${GOOD}`, 'utf16le'),
  'two-documents.bu': `${WARNS}---\nvariant: nothing\n`,
  'no-variant.bu': 'version: 1.5.0\n',
  'no-version.bu': 'variant: fcos\n',
  'other.bu': 'variant: fcos\nversion: 9.0.0\n',
  'scalar.bu': 'text\n',
  'list.bu': '- a\n',
  'null.bu': 'null\n',
  'empty.bu': '',
  'null-value.bu': `${GOOD}  raid:\n    - name: a\n      level:`,
  'two words.bu': WARNS,
  'ёж.bu': WARNS,
  '-dash.bu': WARNS,
  'files/one.txt': 'one\n',
  'files/warns.bu': WARNS,
  'old.ign': `${'x'.repeat(5000)}\n`,
};

interface Line {
  readonly args: readonly string[];
  /** What stands in the standard input. */
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Where the words are enough. */
const WORDS: readonly string[] = [
  ...Object.keys(INPUTS).filter((name) => /^[a-z0-9-]+\.bu$/.test(name) && !name.startsWith('-')),
  ...['good.bu', 'wrong.bu', 'warns.bu', 'type.bu', 'no-version.bu'].flatMap((file) => [
    `-s ${file}`,
    `--raw-errors ${file}`,
  ]),
  ...[
    '-p good.bu',
    '-ps warns.bu',
    '-sp good.bu',
    '-c warns.bu',
    '-cs warns.bu',
    '-r good.bu',
    '--pretty=false good.bu',
  ],
  ...[
    '--pretty=T good.bu',
    '-p=0 good.bu',
    '-p=yes good.bu',
    '-p= good.bu',
    '--strict=false -s warns.bu',
    '-sp=false warns.bu',
  ],
  ...[
    '-d files local.bu',
    '-dfiles local.bu',
    '-d=files local.bu',
    '--files-dir=files local.bu',
    '--files-dir files local.bu',
  ],
  ...[
    '-d ./files/ local.bu',
    '-d nowhere local.bu',
    '-d= local.bu',
    '-d local.bu',
    '-d',
    '-pd files local.bu',
    '-d files -d . local.bu',
  ],
  ...['-d files out-of.bu', '-d files no-local.bu', '-d files files/warns.bu', '-d files/one.txt local.bu'],
  ...[
    '--color warns.bu',
    '--color=always warns.bu',
    '--color=yes wrong.bu',
    '--color=never warns.bu',
    '--color=auto warns.bu',
  ],
  ...[
    '--colour wrong.bu',
    '--color always warns.bu',
    '--color=no warns.bu',
    '--color=odd warns.bu',
    '--color=always --colour=never warns.bu',
  ],
  ...['--colour=never --color warns.bu', '--color --raw-errors wrong.bu', '--color= warns.bu'],
  ...[
    '--input good.bu',
    '--input=warns.bu',
    '--input good.bu warns.bu',
    '--input= good.bu',
    '--input warns.bu -s',
    '--input',
  ],
  ...['-- good.bu', 'good.bu --', '-- -dash.bu', '-dash.bu', 'good.bu -- -p', '-p -- warns.bu', 'good.bu -p', '-', ''],
  ...[
    '-x',
    '--nope',
    '--nope=1 good.bu',
    '-px good.bu',
    '-o',
    '--output',
    '--=a',
    '---',
    '---p',
    '-=',
    '-p--',
    '-ё',
    "-'",
    '-"',
    '-\t',
  ],
  ...[
    '-S',
    '--Strict',
    '--str',
    '--no-pretty',
    '-hx',
    '-c=x',
    '--help=x',
    '-h=false good.bu',
    '-V=false good.bu',
    '-p=1=2',
    '--raw=ё',
  ],
  ...[
    'good.bu warns.bu',
    'good.bu warns.bu -s',
    '-h good.bu warns.bu',
    '-V a b',
    'nowhere.bu',
    'files',
    'files/',
    'good.bu/x',
    'нет.bu',
  ],
  ...[
    '-o out.ign good.bu',
    '-oout.ign -p warns.bu',
    '-o=out.ign good.bu',
    '--output=out.ign -c good.bu',
    '-o out.ign -s warns.bu',
  ],
  ...[
    '-o old.ign good.bu',
    '-o old.ign wrong.bu',
    '-o files good.bu',
    '-o nowhere/out.ign good.bu',
    '-o= good.bu',
    '-o good.bu good.bu',
  ],
  ...[
    '-o -p good.bu',
    '-o out.ign -o other.ign good.bu',
    '-o ./files/../out.ign good.bu',
    '-o good.bu/x good.bu',
    '-o files/ good.bu',
  ],
];
const LINES: readonly Line[] = [
  ...WORDS.map((words) => ({ args: words.split(' ').filter((word) => word !== '') })),
  ...[GOOD, WARNS, WRONG, '', '\n', '# nothing\n', '\0', 'a: b', '{'].map((input) => ({ args: [], input })),
  ...[['-p'], ['-s'], ['--raw-errors'], ['-c'], ['-o', 'out.ign'], ['--input='], [''], ['-']].map((args) => ({
    args,
    input: WARNS,
  })),
  { args: ['two words.bu'] },
  { args: ['ёж.bu'] },
  { args: ['ёж.bu', '--color'] },
  { args: ['good.bu', ''] },
  { args: ['', ''] },
  { args: ['-o', ''], input: GOOD },
  { args: ['--color', 'wrong.bu'], env: { NO_COLOR: '1' } },
  { args: ['--color=auto', 'wrong.bu'], env: { NO_COLOR: '' } },
];

/** A process, and what became of its folder. */
interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly files: Readonly<Record<string, string>>;
}

describeConformance('kvorum butane and butane', { judges: ['butane'] }, () => {
  let folder: string;
  beforeAll(() => (folder = newFolder()));
  afterAll(() => removeFolder(folder));

  const fill = (): void => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    mkdirSync(join(folder, 'files'));
    for (const [name, content] of Object.entries(INPUTS)) writeFileSync(join(folder, name), content);
  };
  const filesOf = (): Run['files'] =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .sort()
        .filter((name) => statSync(join(folder, name)).isFile())
        .map((name) => [
          name,
          `${(statSync(join(folder, name)).mode & 0o777).toString(8)} ${readFileSync(join(folder, name), 'latin1')}`,
        ]),
    );
  const run = (program: string, before: readonly string[], { args, input = '', env = {} }: Line): Run => {
    fill();
    const { status, stdout, stderr } = spawnSync(program, [...before, ...args], {
      cwd: folder,
      input,
      env: { PATH: process.env.PATH, ...env },
      encoding: 'latin1',
    });
    return { code: status, out: withoutUsage(stdout), err: withoutUsage(stderr), files: filesOf() };
  };
  const main = join(checkout, 'build/cli/main.js');
  const theirs = (line: Line): Run => run(judge('butane'), [], line);
  const ours = (line: Line, ...flags: readonly string[]): Run =>
    run(process.execPath, [main, 'butane', ...flags], line);

  it.each(LINES.map((line, i) => [`${i}: ${JSON.stringify(line.args)}`, line] as const))('%s', (_, line) => {
    const [they, we, own] = [theirs(line), ours(line, '--compat'), ours(line)];
    expect(comparable(we)).toEqual(comparable(they));
    expect([own.code, comparable(own).out, own.files]).toEqual([they.code, comparable(they).out, they.files]);
  });
});

/** The text about the options names the program, and has some of ours. */
function withoutUsage(text: string): string {
  return text.replace(/^Usage: .*\nOptions:\n(?: {2}.*\n)*/m, 'USAGE\n');
}

/** The release is our own, and so are the words for faults of YAML. */
function comparable({ code, out, err, files }: Run): Run {
  return {
    code,
    out: out.replace(/^Butane v.*$/m, 'VERSION'),
    err: err.replace(/yaml: (line \d+: |control characters|invalid|input error)(?!\n).*/, 'a fault of the YAML'),
    files,
  };
}
