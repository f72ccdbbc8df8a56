import { KvorumError, raise } from '../core/error';
import { show } from '../core/format';
import { AUDIT } from './codes';

const VERSION = /^v?1\.(\d{1,3})(\.\d+)?$/;
// Before, the server read other versions of the kind as well.
const OLDEST = 24;

/** The version that a policy is checked for by default. */
export const USUAL_KUBERNETES = '1.34';

/**
 * The minor of a version of Kubernetes.
 *
 * @param version `1.34`, `v1.34` or `1.34.4`.
 * @throws KV4150 for a malformed or unsupported version.
 */
export function kubernetesMinor(version: string): number {
  const minor = typeof version === 'string' ? Number(VERSION.exec(version)?.[1]) : Number.NaN;
  if (minor >= OLDEST) return minor;
  return raise(
    new KvorumError(AUDIT.badVersion, undefined, {
      message: 'policies cannot be checked for this version of Kubernetes',
      given: show(version),
      allowed: `1.${OLDEST} and later, for example 1.34`,
    }),
  );
}
