import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { SecretValue } from '../../core/secret-value';
import { flag, instance, integer, list, object, optional, required, text } from '../../core/shape';
import type { Entry } from './entry';
import type { TextPattern } from '../../core/patterns';
import { PLAIN_PATH_PATTERN, USER_NAME_PATTERN } from '../../core/patterns';
import { ID_RANGE } from './patterns';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';
import { sshKeyFaults } from './ssh-key';

/** A user of a machine. A user of the image is changed. */
export interface MachineUser {
  /** The user name. */
  readonly name: string;
  /**
   * Its password as crypt(3) hashes it, for example by `mkpasswd --method=yescrypt`.
   *
   * @default - no password: it logs in by key
   */
  readonly passwordHash?: SecretValue;
  /**
   * Public keys that may log in, in the format of .pub files. Those of several parts are combined.
   *
   * @default - none
   */
  readonly sshAuthorizedKeys?: readonly string[];
  /**
   * Groups in addition to the primary one. Those of several parts are combined.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
  /**
   * The numeric user ID.
   *
   * @default - the next free one
   */
  readonly uid?: number;
  /**
   * The full name of the user.
   *
   * @default - none
   */
  readonly gecos?: string;
  /**
   * Its home directory.
   *
   * @default - /home/NAME
   */
  readonly homeDir?: string;
  /**
   * Whether it has no home directory.
   *
   * @default false
   */
  readonly noCreateHome?: boolean;
  /**
   * Its primary group.
   *
   * @default - a group with the name of the user
   */
  readonly primaryGroup?: string;
  /**
   * Whether no group with the name of the user is created.
   *
   * @default false
   */
  readonly noUserGroup?: boolean;
  /**
   * Its login shell.
   *
   * @default - that of the image
   */
  readonly shell?: string;
  /**
   * Whether the user exists; false removes it. Since fcos 1.2.0.
   *
   * @default true
   */
  readonly shouldExist?: boolean;
  /**
   * Whether it is a system user, which runs a service and does not log in.
   *
   * @default false
   */
  readonly system?: boolean;
}

/** A group of a machine. */
export interface MachineGroup {
  /** The group name. */
  readonly name: string;
  /**
   * The numeric group ID.
   *
   * @default - the next free one
   */
  readonly gid?: number;
  /**
   * Whether the group exists; false removes it. Since fcos 1.2.0.
   *
   * @default true
   */
  readonly shouldExist?: boolean;
  /**
   * Whether it is a system group.
   *
   * @default false
   */
  readonly system?: boolean;
}

const GECOS_PATTERN: TextPattern = {
  // eslint-disable-next-line no-control-regex -- control characters are what is left out
  pattern: /^[^:\u0000-\u001f\u007f\p{Surrogate}]*$/u,
  form: 'a text without colons and control characters',
};

const USER = object<MachineUser>({
  name: required(text(USER_NAME_PATTERN)),
  passwordHash: optional(
    instance('a SecretValue, for example SecretValue.fromFile', (value) => SecretValue.isSecretValue(value)),
  ),
  sshAuthorizedKeys: optional(list(text({ minLength: 1 }), { unique: true })),
  groups: optional(list(text(USER_NAME_PATTERN), { unique: true })),
  uid: optional(integer(ID_RANGE)),
  gecos: optional(text(GECOS_PATTERN)),
  homeDir: optional(text(PLAIN_PATH_PATTERN)),
  noCreateHome: optional(flag()),
  primaryGroup: optional(text(USER_NAME_PATTERN)),
  noUserGroup: optional(flag()),
  shell: optional(text(PLAIN_PATH_PATTERN)),
  shouldExist: optional(flag()),
  system: optional(flag()),
});

const GROUP = object<MachineGroup>({
  name: required(text(USER_NAME_PATTERN)),
  gid: optional(integer(ID_RANGE)),
  shouldExist: optional(flag()),
  system: optional(flag()),
});

// Butane's names, where they differ from the props.
const FIELDS: Readonly<Record<string, string>> = {
  passwordHash: 'password_hash',
  sshAuthorizedKeys: 'ssh_authorized_keys',
  homeDir: 'home_dir',
  noCreateHome: 'no_create_home',
  primaryGroup: 'primary_group',
  noUserGroup: 'no_user_group',
  shouldExist: 'should_exist',
};

/** The entry of a user. */
export function userEntries(path: string, part: string, props: MachineUser): readonly Entry[] {
  const { passwordHash, ...rest } = checkedProps(path, USER, props, userFaults);
  const value = { ...rest, ...(passwordHash && { passwordHash: passwordHash.checked(hashFault) }) };
  return [
    { kind: 'users', key: rest.name, part, value: renamed(value) },
    ...numberEntries('user', part, rest.name, rest.uid),
  ];
}

/** The entry of a group. */
export function groupEntries(path: string, part: string, props: MachineGroup): readonly Entry[] {
  const value = checkedProps(path, GROUP, props);
  return [
    { kind: 'groups', key: value.name, part, value: renamed(value) },
    ...numberEntries('group', part, value.name, value.gid),
  ];
}

/** useradd and groupadd refuse a number that is taken, and the boot fails. */
function numberEntries(what: string, part: string, name: string, id: number | undefined): readonly Entry[] {
  return id === undefined ? [] : [{ kind: 'settings', key: `the number ${id} of a ${what}`, part, value: { name } }];
}

function renamed(value: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [FIELDS[key] ?? key, field]));
}

function userFaults({ shouldExist, ...user }: MachineUser): readonly ShapeFault[] {
  const keys = (user.sshAuthorizedKeys ?? []).flatMap((key, i) => sshKeyFaults(`sshAuthorizedKeys[${i}]`, key));
  if (shouldExist !== false || Object.keys(user).length === 1) return keys;
  const message = 'a removed user cannot have other fields';
  return [...keys, fault(CORE.wrongFormat, 'shouldExist', message, { given: Object.keys(user).join(', ') })];
}

// The methods that libxcrypt still produces, and a lock.
const CRYPT = /^(?:\$(?:y|gy|7|2[aby]|6|5)\$[!-9;-~]+|!|\*)$/;

/** The required form of a password hash. */
function hashFault(value: string): string | undefined {
  return CRYPT.test(value)
    ? undefined
    : 'a hash of crypt(3), without line end, that starts with $y$, $6$, $5$, $2b$, $7$ or $gy$';
}
