import type { SecretValue } from '../core';
import { KvorumError } from '../core';
import { CORE } from '../core/codes';
import type { PendingFile, Reveal } from './pending-file';

/** The values of all secrets of a synth. */
export interface ResolvedSecrets {
  readonly reveal: Reveal;
  /** The errors of those that cannot be resolved. */
  readonly errors: readonly KvorumError[];
}

/** Resolves every secret of the files, each once. */
export function resolveSecrets(pending: readonly PendingFile[]): ResolvedSecrets {
  const values = new Map<SecretValue, string>();
  const errors = new Map<string, KvorumError>();
  for (const { secret, scope } of pending.flatMap((file) => file.secrets)) {
    if (values.has(secret)) continue;
    try {
      values.set(secret, secret._resolve());
    } catch (e) {
      values.set(secret, '');
      const error = KvorumError.isKvorumError(e) ? e : stepError(secret);
      // A variable may be used in a hundred places; its absence is one error. A wrong form is an error of each place.
      const key = error.code === CORE.secretInvalid.code ? `${error.message} ${scope.node.path}` : error.message;
      if (!errors.has(key)) errors.set(key, error.locatedAt(scope));
    }
  }
  return { reveal: (secret) => values.get(secret) ?? secret.placeholder, errors: [...errors.values()] };
}

/** The message of a foreign error may quote the value (JSON.parse does), so it is not passed on. */
function stepError(secret: SecretValue): KvorumError {
  const message = `the secret ${secret.source} cannot be converted to the required form`;
  return new KvorumError(CORE.secretInvalid, undefined, { message });
}
