import type { ShapeFault } from '../../core/check-shape';
import { isUnresolved } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { USER_NAME_PATTERN } from '../../core/patterns';
import type { SecretValue } from '../../core/secret-value';
import { integer, object, optional, required, secret, text } from '../../core/shape';
import { decodeBase64, encodedPrivateKeyFault } from '../private-key';
import type { DeckhouseRelease } from '../release';
import type { FieldValues, PlatformKind } from './kind';
import { OBJECT_NAME } from './kind';

/**
 * The fields of SSHCredentials.
 *
 * Until 1.72 the key is required. From 1.72 on a key or a password is enough.
 *
 * @see https://deckhouse.io/modules/node-manager/cr.html#sshcredentials
 */
export interface SSHCredentialsSpec {
  /** The user. It may become root with sudo. */
  readonly user: string;
  /**
   * The private key: its PEM text encoded in base64 once, without a passphrase. `NodeSshAccess` takes the PEM text.
   *
   * @default - none; required before 1.72, and later when there is no password
   */
  readonly privateSSHKey?: SecretValue | string;
  /**
   * The password of the user, for sudo and, without a key, for SSH, in plain text.
   *
   * Until 1.71.
   *
   * @default - none
   */
  readonly sudoPassword?: SecretValue | string;
  /**
   * The password of the user, for sudo and, without a key, for SSH: encoded in base64 once.
   *
   * Since 1.71.
   *
   * @default - none
   */
  readonly sudoPasswordEncoded?: SecretValue | string;
  /**
   * The port of the SSH server, 1 to 65535.
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
}

/** The table of the fields of SSHCredentials. */
export const SSH_CREDENTIALS_SPEC = object<SSHCredentialsSpec>({
  user: required(text(USER_NAME_PATTERN)),
  privateSSHKey: optional(secret(encodedPrivateKeyFault)),
  sudoPassword: optional(secret(plainPasswordFault), {
    until: '1.71',
    instead: 'use sudoPasswordEncoded, the password in base64',
  }),
  sudoPasswordEncoded: optional(secret(encodedPasswordFault), {
    since: '1.71',
    instead: 'use sudoPassword, the password in plain text',
  }),
  sshPort: optional(integer({ min: 1, max: 65535 }), { platformDefault: '22' }),
  sshExtraArgs: optional(text()),
});

/** The kind SSHCredentials. */
export const SSH_CREDENTIALS: PlatformKind = {
  kind: 'SSHCredentials',
  apiVersions: [
    { since: '1.66', apiVersion: 'deckhouse.io/v1alpha1' },
    { since: '1.71', apiVersion: 'deckhouse.io/v1alpha2' },
  ],
  fields: { spec: required(SSH_CREDENTIALS_SPEC) },
  name: OBJECT_NAME,
  validate: missingCredential,
};

function missingCredential(body: FieldValues, _name: string, release: DeckhouseRelease): readonly ShapeFault[] {
  if (isUnresolved(body.spec)) return [];
  const { privateSSHKey, sudoPasswordEncoded } = body.spec as SSHCredentialsSpec;
  const given = (value: unknown): boolean => value !== undefined && value !== null;
  if (given(privateSSHKey) || (release.isAtLeast('1.72') && given(sudoPasswordEncoded))) return [];
  const allowed = release.isAtLeast('1.72')
    ? 'privateSSHKey or sudoPasswordEncoded'
    : 'privateSSHKey (a password alone is enough from 1.72)';
  const details = {
    message: 'the credentials lack a private key',
    property: 'spec.privateSSHKey',
    allowed,
    fix: 'add privateSSHKey',
  };
  return [{ type: CORE.requiredField, details }];
}

function plainPasswordFault(value: string): string | undefined {
  if (value.trim() === '<omitted>')
    return 'the password itself: the text <omitted> is what a reader without rights sees';
  return /[\r\n\0]/.test(value) ? 'a password on one line' : undefined;
}

function encodedPasswordFault(value: string): string | undefined {
  if (value.trim() === '<omitted>') return plainPasswordFault(value);
  const decoded = decodeBase64(value);
  if (decoded === undefined || /[\r\n]/.test(value)) return 'the password encoded in base64, on one line';
  return plainPasswordFault(decoded) === undefined
    ? undefined
    : 'a password on one line, encoded in base64 (was a line break encoded with it?)';
}
