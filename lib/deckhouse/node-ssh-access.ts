import { Construct } from 'constructs';

import { checkShape, isUnresolved } from '../core/check-shape';
import { CORE } from '../core/codes';
import { joinErrors, KvorumError, raise } from '../core/error';
import { pathOf } from '../core/construct-path';
import { SecretValue } from '../core/secret-value';
import { integer, object, optional, required, secret, text } from '../core/shape';
import { ExistingObjects } from './existing-objects';
import { orRollback } from '../core/rollback';
import { typeName } from '../core/format';
import { OBJECT_NAME, apiVersionOf } from './kinds/kind';
import { givenProps } from '../core/props';
import { targetOf } from './release';
import { privateKeyFault } from './private-key';
import type { DeckhouseRelease } from './release';
import { SSH_CREDENTIALS } from './kinds/ssh-credentials';
import { SSHCredentials } from './resources/cluster-objects';
import type { SSHCredentialsSpec } from './kinds/ssh-credentials';
import type { CredentialsReference } from './kinds/static-instance';

/** Credentials with which machines are reached over SSH. */
export interface ISshAccess {
  /** The reference that a StaticInstance holds. */
  readonly credentialsRef: CredentialsReference;
}

/** Props of `NodeSshAccess`. */
export interface NodeSshAccessProps {
  /** The user. It may become root by sudo. */
  readonly user: string;
  /**
   * The content of the key file, PEM or OpenSSH text, without passphrase. It is encoded here.
   *
   * @default - none; required before 1.72, and later when there is no password
   */
  readonly privateKey?: SecretValue;
  /**
   * The user's password in plain text. It is encoded here if the release requires it. A trailing line break is removed.
   *
   * @default - none: sudo does not ask for a password
   */
  readonly sudoPassword?: SecretValue;
  /**
   * The port of the SSH server, 1 to 65535.
   *
   * @default 22
   */
  readonly port?: number;
  /**
   * Additional arguments of the ssh command.
   *
   * @default - none
   */
  readonly extraArgs?: string;
  /**
   * Name of the SSHCredentials.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The release that the credentials are written for.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
}

type Checked = Omit<NodeSshAccessProps, 'release' | 'privateKey' | 'sudoPassword'> & {
  readonly privateKey?: SecretValue | string;
  readonly sudoPassword?: SecretValue | string;
};

const PROPS = object<Checked>({
  user: required(text({ pattern: /^\S+$/, form: 'a user name without white space' })),
  privateKey: optional(secret()),
  sudoPassword: optional(secret()),
  port: optional(integer({ min: 1, max: 65535 })),
  extraArgs: optional(text()),
  name: optional(text(OBJECT_NAME)),
});

/**
 * Access of the cluster to its static machines: SSHCredentials from raw values, each encoded once and written to the
 * field that the release reads.
 */
export class NodeSshAccess extends Construct implements ISshAccess {
  /**
   * Credentials that exist in the cluster and are not created by this program.
   *
   * @param scope The cluster that they are in, or a construct in it.
   * @param name Their name.
   */
  public static fromName(scope: Construct, name: string): ISshAccess {
    ExistingObjects.of(scope).addSshCredentials(name);
    return { credentialsRef: { kind: 'SSHCredentials', name } };
  }

  /** The SSHCredentials themselves, for patches. */
  public readonly resource: SSHCredentials;
  /** The reference that a StaticInstance holds. */
  public readonly credentialsRef: CredentialsReference;

  /**
   * @throws KV12xx for invalid props, KV1202 without a key where the release needs one. The key itself is only
   * checked at synth: KV1103.
   */
  public constructor(scope: Construct, id: string, props: NodeSshAccessProps) {
    const path = pathOf(scope, id);
    const { release: named, ...given } = givenProps(path, props);
    const release = targetOf(scope, named);
    for (const key of ['privateKey', 'sudoPassword'] as const) refuseLate(path, key, given[key]);
    const faults = checkShape(PROPS, given, '', release);
    if (faults.length > 0) raise(joinErrors(faults.map((f) => new KvorumError(f.type, path, f.details))));
    super(scope, id);
    const name = given.name ?? id;
    const spec = specOf(given, release);
    this.resource = orRollback(this, () => new SSHCredentials(this, 'Resource', { metadata: { name }, release, spec }));
    this.credentialsRef = { apiVersion: apiVersionOf(SSH_CREDENTIALS, release), kind: 'SSHCredentials', name };
  }
}

/** A late value would be known too late to be encoded. */
function refuseLate(path: string, property: string, value: unknown): void {
  if (!isUnresolved(value)) return;
  raise(
    new KvorumError(CORE.wrongType, path, {
      message: 'the secret is a late value',
      property,
      given: typeName(value),
      allowed: 'a SecretValue, which is read at synth anyway',
    }),
  );
}

function specOf(props: Omit<NodeSshAccessProps, 'release'>, release: DeckhouseRelease): SSHCredentialsSpec {
  const { user, privateKey, sudoPassword, port, extraArgs } = props;
  const password =
    sudoPassword === undefined ? undefined : secretOf(sudoPassword).transformed('line', (v) => v.replace(/\r?\n$/, ''));
  return {
    user,
    ...(privateKey !== undefined && { privateSSHKey: encodedKey(secretOf(privateKey)) }),
    ...(password !== undefined &&
      (release.isAtLeast('1.71') ? { sudoPasswordEncoded: password.base64() } : { sudoPassword: password })),
    ...(port !== undefined && { sshPort: port }),
    ...(extraArgs !== undefined && { sshExtraArgs: extraArgs }),
  };
}

/**
 * Checks the key before encoding it: the layer below would report base64, which the user of this construct never
 * sees.
 */
function encodedKey(key: SecretValue): SecretValue {
  return key.checked(privateKeyFault).base64();
}

// In plain JavaScript it may be a string.
function secretOf(value: SecretValue | string): SecretValue {
  return typeof value === 'string' ? SecretValue.unsafePlainText(value) : value;
}
