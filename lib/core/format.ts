import { printable } from './printable';
import { SecretValue } from './secret-value';
import { typeName } from './type-name';

export { reasonOf, typeName } from './type-name';

const LONGEST = 80;

/**
 * A given value as text for an error: short, on one line, and never a secret.
 */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (SecretValue.isSecretValue(value)) return value.placeholder;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return typeName(value);
  const plain =
    typeof value === 'string'
      ? printable(JSON.stringify(value))
      : typeof value === 'symbol'
        ? printable(value.toString())
        : `${value as number}`;
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}… (${plain.length} characters)` : plain;
}

/** The path of a property of an object: `spec.cri.type`, `metadata.labels."example.com/role"`. */
export function propertyPath(at: string, key: string): string {
  const step = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(key) ? key : show(key);
  return at === '' ? step : `${at}.${step}`;
}

/** The candidate that is at most two typing mistakes away, if there is one. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  let best: string | undefined;
  let bestDistance = 3;
  for (const candidate of candidates) {
    const same = candidate.toLowerCase() === word.toLowerCase();
    const d = same ? 0 : distance(word, candidate);
    if (d < bestDistance && d < candidate.length / 2) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
