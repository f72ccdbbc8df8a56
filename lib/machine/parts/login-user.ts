import { checkProps, givenProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';
import { LABEL_PATTERN } from '../../core/patterns';
import { patternFault, refuse } from '../../core/fault';
import type { MachineUser } from '../entries/users';
import { userEntries } from '../entries/users';

/** Props of `LoginUser`. */
export interface LoginUserProps extends MachineUser {
  /**
   * Whether it may become root by sudo, as a member of the machine's admin group.
   *
   * @default false
   */
  readonly admin?: boolean;
  /**
   * The name of the part.
   *
   * @default - `user-` and the name of the user
   */
  readonly part?: string;
}

/** A person's account: keys, password, groups. */
export class LoginUser implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly user: MachineUser;
  private readonly admin: boolean;

  /**
   * @throws KV12xx for invalid props, KV5761 for keys that sshd does not accept.
   */
  public constructor(props: LoginUserProps) {
    const { admin = false, part, ...user } = givenProps('', props);
    checkProps('', { admin, part }, { admin: 'flag', part: 'text' });
    userEntries('', '', user);
    this.name = part ?? `user-${user.name.replace(/_/g, '-')}`;
    if (!LABEL_PATTERN.pattern.test(this.name)) {
      refuse('', [patternFault('part', this.name, LABEL_PATTERN.form)]);
    }
    this.user = user;
    this.admin = admin;
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const { groups = [], ...rest } = this.user;
    const all = this.admin ? [...groups, machine.os.adminGroup] : groups;
    machine.addUser({ ...rest, ...(all.length > 0 && { groups: [...new Set(all)] }) });
  }
}
