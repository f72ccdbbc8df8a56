import { CORE } from '../core/codes';
import { KvorumError } from '../core/error';
import { show } from '../core/format';
import { AuditPolicy } from './policy';

/**
 * The error of a prop that must be an audit policy.
 *
 * @param path The construct.
 * @param property The prop.
 * @param value What was given.
 * @returns The error KV1203, or undefined when the value is a policy.
 */
export function auditPolicyFault(path: string, property: string, value: unknown): KvorumError | undefined {
  if (AuditPolicy.isAuditPolicy(value)) return undefined;
  const details = { message: 'the value is not an audit policy', property, given: show(value) };
  return new KvorumError(CORE.wrongType, path, { ...details, allowed: 'an AuditPolicy of kvorum/audit' });
}
