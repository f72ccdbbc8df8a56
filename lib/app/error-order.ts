import type { KvorumError } from '../core';

/** Errors sorted by path and code, without duplicates. */
export function inOrder(errors: readonly KvorumError[]): KvorumError[] {
  const unique = new Map(errors.map((e) => [e.message, e]));
  const key = (e: KvorumError): string => [e.path, e.code, e.message].join('\0');
  return [...unique.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
