import { byteLength } from './runes';
import { type IgnitionSpec, isSince } from '../schema/versions';

interface HashFunction {
  readonly name: string;
  readonly since: IgnitionSpec;
  /** Of the sum, in hex digits. */
  readonly digits: number;
}

const FUNCTIONS: readonly HashFunction[] = [
  { name: 'sha512', since: '3.0.0', digits: 128 },
  { name: 'sha256', since: '3.1.0', digits: 64 },
];

/**
 * The fault of the hash of a verification, `FUNCTION-SUM`, in Ignition's words. That the sum is hex, Ignition finds
 * out only when it fetches.
 */
export function hashFault(hash: string, spec: IgnitionSpec): string | undefined {
  const dash = hash.indexOf('-');
  if (dash < 0) return 'malformed hash specifier';
  const known = FUNCTIONS.find(({ name, since }) => name === hash.slice(0, dash) && isSince(spec, since));
  if (known === undefined) return 'unrecognized hash function';
  return byteLength(hash.slice(dash + 1)) === known.digits ? undefined : 'incorrect size for hash sum';
}
