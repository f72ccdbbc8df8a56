import { typeName } from '../core/format';
import { USER_NAME_PATTERN } from '../core/patterns';
import { SecretValue } from '../core/secret-value';
import { isPlain } from '../core/type-guards';
import { TOPOLOGY } from '../topology/codes';
import type { SshAccess } from '../topology/host';
import type { HostFaults } from './check-hosts';

/** Checks how hosts are reached over SSH. */
export function checkAccess(ssh: SshAccess | undefined, faults: HostFaults): void {
  if (ssh === undefined) return;
  // A value in the wrong place might be a secret: only its type is shown.
  const report = (property: string, message: string, given: unknown): void =>
    faults.add(TOPOLOGY.badAccess, { message, property: `infrastructure.ssh${property}`, given: typeName(given) });
  if (!isPlain(ssh)) return report('', 'the access is not an object', ssh);
  const { user, privateKey, sudoPassword, port, extraArgs, ...unknown } = ssh as unknown as SshAccess;
  if (typeof user !== 'string' || !USER_NAME_PATTERN.pattern.test(user))
    report('.user', 'this is not a user name', user);
  for (const [key, value] of Object.entries({ privateKey, sudoPassword })) {
    if (value !== undefined && !SecretValue.isSecretValue(value)) {
      report(`.${key}`, 'the value is not a SecretValue: use SecretValue.fromEnv or SecretValue.fromFile', value);
    }
  }
  if (privateKey === undefined && sudoPassword === undefined)
    report('', 'there is neither a private key nor a password', undefined);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535))
    report('.port', 'this is not a TCP port', port);
  if (extraArgs !== undefined && typeof extraArgs !== 'string')
    report('.extraArgs', 'the arguments are not a text', extraArgs);
  for (const key of Object.keys(unknown))
    report(`.${key}`, 'the access has no such property', (unknown as Record<string, unknown>)[key]);
}
