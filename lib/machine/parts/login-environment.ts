import { flag, map, object, optional, required, text } from '../../core/shape';
import { LABEL_PATTERN } from '../../core/patterns';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';

/** Props of `LoginEnvironment`. */
export interface LoginEnvironmentProps {
  /**
   * The variables, for example `{ KUBECONFIG: '/etc/kubernetes/admin.conf' }`. Values are quoted, so that the shell
   * does not expand them.
   */
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Whether only root gets them.
   *
   * @default false
   */
  readonly rootOnly?: boolean;
  /**
   * The name of the part and of its file.
   *
   * @default environment
   */
  readonly name?: string;
}

const PROPS = object<LoginEnvironmentProps>({
  variables: required(
    map(
      // eslint-disable-next-line no-control-regex -- control characters are what is left out
      text({ pattern: /^[^\u0000-\u001f\u007f]*$/, form: 'one line without control characters', maxLength: 4096 }),
      { pattern: /^[A-Za-z_][A-Za-z0-9_]*$/, form: 'letters, digits and underscores' },
    ),
  ),
  rootOnly: optional(flag()),
  name: optional(text(LABEL_PATTERN)),
});

/** Variables of login shells, a file of /etc/profile.d. */
export class LoginEnvironment implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly props: LoginEnvironmentProps;

  /**
   * @throws KV12xx for names and values that cannot be written.
   */
  public constructor(props: LoginEnvironmentProps) {
    this.props = checkedProps('', PROPS, props);
    this.name = this.props.name ?? 'environment';
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const { variables, rootOnly = false } = this.props;
    for (const [key, value] of Object.entries(variables)) machine.claimSetting(`the variable ${key}`, value);
    const lines = Object.entries(variables).map(([key, value]) => `export ${key}=${singleQuoted(value)}`);
    const guarded = rootOnly ? ['if [ "$(id -u)" = 0 ]; then', ...lines.map((line) => `  ${line}`), 'fi'] : lines;
    const contents = `${guarded.join('\n')}\n`;
    machine.addFile({ path: `/etc/profile.d/${this.name}.sh`, overwrite: true, contents, mode: 0o644 });
  }
}

function singleQuoted(value: string): string {
  return `'${value.replace(/'/g, "'\\''")}'`;
}
