import { SecretValue } from './secret-value';

/** Whether a value is a token that is only known at synth. */
export function isUnresolved(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || SecretValue.isSecretValue(value)) return false;
  const token = value as { resolve?: unknown; produce?: unknown };
  return !isPlain(value) && (typeof token.resolve === 'function' || typeof token.produce === 'function');
}

/** Whether a value is a plain object (a literal, or from JSON) and not an instance of a class. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm (a test runner's sandbox, vm) have another Object.prototype, and it has no prototype
  // either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
