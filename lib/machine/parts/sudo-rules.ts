import type { ShapeFault } from '../../core/check-shape';
import { either, flag, list, object, oneOf, optional, required, text } from '../../core/shape';
import { show } from '../../core/format';
import { ACCESS } from '../codes/access';
import { LABEL_PATTERN, USER_NAME_PATTERN } from '../../core/patterns';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';

/** A command that sudo runs, with its arguments. */
export interface SudoCommand {
  /** The program, an absolute path; a directory that ends in `/` means all programs in it. */
  readonly program: string;
  /**
   * Its arguments, exactly these. The empty list allows none.
   *
   * @default - any arguments
   */
  readonly args?: readonly string[];
}

/** A rule of sudo: a user or group, the commands, and the user to run them as. */
export interface SudoRule {
  /**
   * The user.
   *
   * @default - `group` is given
   */
  readonly user?: string;
  /**
   * The group.
   *
   * @default - `user` is given
   */
  readonly group?: string;
  /** The commands, or all of them. */
  readonly commands: 'ALL' | readonly SudoCommand[];
  /**
   * The user to run the commands as, or ALL.
   *
   * @default root
   */
  readonly runAs?: string;
  /**
   * Whether no password is asked for. With all commands this causes a warning.
   *
   * @default false
   */
  readonly noPassword?: boolean;
}

/** Props of `SudoRules`. */
export interface SudoRulesProps {
  /** The rules. The last one that matches counts. */
  readonly rules: readonly SudoRule[];
  /**
   * The name of the part and of its file below /etc/sudoers.d.
   *
   * @default sudo
   */
  readonly name?: string;
}

const PROPS = object<SudoRulesProps>({
  rules: required(
    list(
      object<SudoRule>({
        user: optional(text(USER_NAME_PATTERN)),
        group: optional(text(USER_NAME_PATTERN)),
        commands: required(
          either(
            oneOf(['ALL']),
            list(
              object<SudoCommand>({
                program: required(text({ minLength: 1, maxLength: 1024 })),
                args: optional(list(text({ minLength: 1, maxLength: 1024 }))),
              }),
              { minItems: 1 },
            ),
          ),
        ),
        runAs: optional(text({ pattern: /^(?:ALL|[a-z_][a-z0-9_-]{0,31})$/, form: 'the name of a user, or ALL' })),
        noPassword: optional(flag()),
      }),
      { minItems: 1 },
    ),
  ),
  name: optional(text(LABEL_PATTERN)),
});

/** Rules of sudo, a file of /etc/sudoers.d with mode 0440, in the form that sudo accepts. */
export class SudoRules implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly rules: readonly SudoRule[];

  /**
   * @throws KV12xx for invalid props, KV5767 for rules that sudo would refuse.
   */
  public constructor(props: SudoRulesProps) {
    const { rules, name = 'sudo' } = checkedProps('', PROPS, props, ruleFaults);
    this.name = name;
    this.rules = rules;
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const contents = this.rules.map((rule) => `${ruleText(rule)}\n`).join('');
    machine.addFile({ path: `/etc/sudoers.d/${this.name}`, overwrite: true, contents, mode: 0o440 });
    for (const rule of this.rules) {
      if (rule.noPassword !== true || rule.commands !== 'ALL') continue;
      const given = whoOf(rule);
      machine.addFinding(ACCESS.passwordlessRoot, { message: 'everything is allowed without a password', given });
    }
  }
}

function whoOf({ user, group = '' }: SudoRule): string {
  return user ?? `%${group}`;
}

function ruleText(rule: SudoRule): string {
  const { commands, runAs = 'root', noPassword } = rule;
  const what = commands === 'ALL' ? 'ALL' : commands.map(commandText).join(', ');
  return `${whoOf(rule)} ALL=(${runAs}) ${noPassword === true ? 'NOPASSWD' : 'PASSWD'}: ${what}`;
}

function commandText({ program, args }: SudoCommand): string {
  if (args === undefined) return program;
  return [program, ...(args.length === 0 ? ['""'] : args.map(escaped))].join(' ');
}

/** In arguments sudo reads these, among them the wildcards of glob(7). Quotes are literal. */
function escaped(arg: string): string {
  return arg.replace(/[,:=*?[\]!#]/g, '\\$&');
}

function ruleFaults({ rules }: SudoRulesProps): readonly ShapeFault[] {
  return rules.flatMap((rule, i) => {
    const at = `rules[${i}]`;
    const faults: ShapeFault[] = [];
    const add = (property: string, message: string, more: { given?: string; allowed?: string } = {}): unknown =>
      faults.push(fault(ACCESS.badSudoRule, `${at}.${property}`, message, more));
    if ((rule.user === undefined) === (rule.group === undefined)) {
      add('user', 'the rule needs either a user or a group', { given: rule.user === undefined ? 'neither' : 'both' });
    }
    if (rule.commands === 'ALL') return faults;
    rule.commands.forEach(({ program, args }, j) => {
      if (!/^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._+@-]+)+\/?$/.test(program)) {
        const more = { given: show(program), allowed: 'an absolute path of letters, digits and . _ + @ -' };
        add(`commands[${j}].program`, 'the program is not an absolute path', more);
      } else if (program.endsWith('/') && args !== undefined) {
        add(`commands[${j}].args`, 'a directory cannot have arguments');
      }
      args?.forEach((arg, k) => {
        // sudo compares one text: `a b` would allow `a` and `b` as well. A `^` in front makes it a regular expression.
        // A lone pair of quotes means no arguments.
        if (/^(?!\^|""$)[!-[\]-~]+$/.test(arg)) return;
        const more = {
          given: show(arg),
          allowed: 'printable ASCII without spaces and backslashes, no ^ in front, not ""',
        };
        add(`commands[${j}].args[${k}]`, 'the argument cannot be written', more);
      });
    });
    return faults;
  });
}
