import type { ShapeFault } from '../core/check-shape';
import { flag, list, object, optional, required, text } from '../core/shape';
import { show } from '../core/format';
import { fault } from '../core/fault';
import { checkedProps } from '../core/props';
import { UNITS } from './codes';
import { quoted } from './quote';

/** Options of `SystemdCommand.of`. */
export interface SystemdCommandOptions {
  /**
   * Whether its failure counts as success (`-`).
   *
   * @default false
   */
  readonly ignoreFailure?: boolean;
  /**
   * Whether it runs as root regardless of `User` (`+`).
   *
   * @default false
   */
  readonly asRoot?: boolean;
  /**
   * Whether systemd replaces `%` specifiers and `$` variables in the arguments. Without it both are literal.
   *
   * @default false
   */
  readonly expand?: boolean;
}

const PROPS = object<{ readonly args: readonly string[] } & SystemdCommandOptions>({
  args: required(list(text(), { minItems: 1 })),
  ignoreFailure: optional(flag()),
  asRoot: optional(flag()),
  expand: optional(flag()),
});

const COMMAND = Symbol.for('kvorum/SystemdCommand');

/** A command that systemd runs. There is no shell, and no shell expansion of arguments. */
export class SystemdCommand {
  /**
   * A command.
   *
   * @param args The program, an absolute path or a name that systemd looks up, and its arguments.
   * @param options How it is run.
   */
  public static of(args: readonly string[], options: SystemdCommandOptions = {}): SystemdCommand {
    return new SystemdCommand(checkedProps('', PROPS, { args, ...options }, commandFaults));
  }

  /** Whether `x` is a SystemdCommand, also one from another copy of the library. */
  public static isSystemdCommand(x: unknown): x is SystemdCommand {
    return typeof x === 'object' && x !== null && COMMAND in x;
  }

  private readonly text: string;

  private constructor({
    args,
    ignoreFailure,
    asRoot,
    expand,
  }: { readonly args: readonly string[] } & SystemdCommandOptions) {
    const prefix = `${ignoreFailure === true ? '-' : ''}${asRoot === true ? '+' : ''}`;
    // systemd does not expand variables in the program itself.
    const [program = '', ...others] = args;
    const words = [quoted(program, { specifiers: false, variables: true }), ...others.map((arg) => word(arg, expand))];
    this.text = `${prefix}${words.join(' ')}`;
    Object.defineProperty(this, COMMAND, { value: true });
  }

  /** The value of `ExecStart` and the like, one line, or one argument per line where it is long. */
  public toString(): string {
    return this.text.length <= LONGEST_LINE ? this.text : this.lines();
  }

  private lines(): string {
    const words = this.text.match(/(?:"(?:[^"\\]|\\.)*"|[^\s"]+)+/g) ?? [];
    return words.join(' \\\n  ');
  }
}

const LONGEST_LINE = 160;

function word(arg: string, expand = false): string {
  return quoted(arg, { specifiers: expand, variables: expand });
}

function commandFaults({ args }: { readonly args: readonly string[] }): readonly ShapeFault[] {
  const [program = ''] = args;
  const faults: ShapeFault[] = [];
  if (!/^(?:\/(?!.*\/\.{1,2}(?:\/|$))|[A-Za-z0-9_])[A-Za-z0-9_./+@=-]*$/.test(program)) {
    const more = { given: show(program), allowed: 'an absolute path, or a name without slashes' };
    faults.push(fault(UNITS.badCommand, 'args[0]', 'systemd cannot run the program', more));
  } else if (!program.startsWith('/') && program.includes('/')) {
    const more = { given: show(program), allowed: 'an absolute path, or a name without slashes' };
    faults.push(fault(UNITS.badCommand, 'args[0]', 'the path of the program is relative', more));
  }
  args.forEach((arg, i) => {
    if (!UNWRITABLE.test(arg)) return;
    const more = { given: show(arg), allowed: 'no control characters but line ends and tabs' };
    faults.push(fault(UNITS.badCommand, `args[${i}]`, 'the argument cannot be written into a unit', more));
  });
  return faults;
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}|\p{Noncharacter_Code_Point}/u;
