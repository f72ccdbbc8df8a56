import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { SSH_HOST_PATTERN, USER_NAME_PATTERN } from '../../core/patterns';
import type { SecretValue } from '../../core/secret-value';
import type { FieldsOf } from '../../core/shape';
import { flag, integer, list, object, optional, required, secret, text } from '../../core/shape';
import { privateKeyFault } from '../private-key';
import type { DeckhouseRelease } from '../release';
import type { FieldValues, KindTable } from './kind';

/** A private key that dhctl uses. */
export interface SSHAgentPrivateKey {
  /** The content of the key file: PEM or OpenSSH text. A key with a passphrase needs `passphrase`. */
  readonly key: SecretValue | string;
  /**
   * The passphrase of the key.
   *
   * @default - none
   */
  readonly passphrase?: SecretValue | string;
}

/** The fields of an SSHConfig. */
export interface SSHConfigFields {
  /** The user. It may become root with sudo. */
  readonly sshUser: string;
  /**
   * The private keys.
   *
   * @default - none; required before 1.76, and later without a password
   */
  readonly sshAgentPrivateKeys?: readonly SSHAgentPrivateKey[];
  /**
   * The port of the SSH server.
   *
   * @default 22
   */
  readonly sshPort?: number;
  /**
   * Additional arguments of the ssh command.
   *
   * @default - none
   */
  readonly sshExtraArgs?: string;
  /**
   * A bastion host through which the others are reached.
   *
   * @default - none
   */
  readonly sshBastionHost?: string;
  /**
   * The port of its SSH server.
   *
   * @default 22
   */
  readonly sshBastionPort?: number;
  /**
   * The user on it.
   *
   * @default - that of the other hosts
   */
  readonly sshBastionUser?: string;
  /**
   * The password of the user on it.
   *
   * Since 1.76.
   *
   * @default - none
   */
  readonly sshBastionPassword?: SecretValue | string;
  /**
   * The password of the user, for sudo.
   *
   * Since 1.76.
   *
   * @default - none
   */
  readonly sudoPassword?: SecretValue | string;
  /**
   * Use the ssh command.
   *
   * Since 1.76.
   *
   * @default - dhctl's choice
   */
  readonly legacyMode?: boolean;
  /**
   * Use dhctl's own SSH client.
   *
   * Since 1.76.
   *
   * @default - dhctl's choice
   */
  readonly modernMode?: boolean;
}

/** The fields of an SSHHost. */
export interface SSHHostFields {
  /** Address or name of the host. */
  readonly host: string;
}

const PORT = integer({ min: 1, max: 65535 });

const USER = text(USER_NAME_PATTERN);
const HOST = text(SSH_HOST_PATTERN);

/** The table of an SSHConfig's fields. */
export const SSH_CONFIG_FIELDS: FieldsOf<SSHConfigFields> = {
  sshUser: required(USER),
  sshAgentPrivateKeys: optional(
    list(object<SSHAgentPrivateKey>({ key: required(secret(agentKeyFault)), passphrase: optional(secret()) }), {
      minItems: 1,
    }),
  ),
  sshPort: optional(PORT, { platformDefault: '22' }),
  sshExtraArgs: optional(text()),
  sshBastionHost: optional(HOST),
  sshBastionPort: optional(PORT, { platformDefault: '22' }),
  sshBastionUser: optional(USER),
  // The next four are in the schema of 1.76 and not in that of 1.66; it is not known which release added them.
  sshBastionPassword: optional(secret(), { since: '1.76' }),
  sudoPassword: optional(secret(), { since: '1.76' }),
  legacyMode: optional(flag(), { since: '1.76' }),
  modernMode: optional(flag(), { since: '1.76' }),
};

/** The kind SSHConfig. */
export const SSH_CONFIG: KindTable = {
  kind: 'SSHConfig',
  apiVersions: [{ since: '1.66', apiVersion: 'dhctl.deckhouse.io/v1' }],
  fields: SSH_CONFIG_FIELDS,
  validate: missingKey,
};

/** The table of an SSHHost's fields. */
export const SSH_HOST_FIELDS: FieldsOf<SSHHostFields> = { host: required(HOST) };

/** The kind SSHHost. */
export const SSH_HOST: KindTable = {
  kind: 'SSHHost',
  apiVersions: [{ since: '1.66', apiVersion: 'dhctl.deckhouse.io/v1' }],
  fields: SSH_HOST_FIELDS,
};

function agentKeyFault(value: string, { passphrase }: Readonly<Record<string, unknown>>): string | undefined {
  const fault = privateKeyFault(value);
  // Whether a passphrase fits its key is only known to dhctl.
  return passphrase !== undefined && passphrase !== null && fault?.includes('encrypted') === true ? undefined : fault;
}

function missingKey(
  { sshAgentPrivateKeys, sudoPassword }: FieldValues,
  _name: string,
  release: DeckhouseRelease,
): readonly ShapeFault[] {
  const given = (value: unknown): boolean => value !== undefined && value !== null;
  if (given(sshAgentPrivateKeys) || (release.isAtLeast('1.76') && given(sudoPassword))) return [];
  const details = {
    message: 'a private key is missing',
    property: 'sshAgentPrivateKeys',
    fix: 'add sshAgentPrivateKeys',
  };
  return [{ type: CORE.requiredField, details }];
}
