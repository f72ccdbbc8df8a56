import type { ShapeFault } from './check-shape';
import { isPlain } from './check-shape';
import { CORE } from './codes';
import { SecretValue } from './secret-value';
import type { AnyShape, SecretShape } from './shape';

/**
 * A copy of a value in which every secret field holds a SecretValue: texts become secrets, and those with a required
 * form are checked when they are resolved.
 *
 * @param shape The table of the value.
 * @param value A value that fits the table.
 */
export function wrapSecrets(shape: AnyShape, value: unknown): unknown {
  return walk(shape, value, '', wrapped);
}

/**
 * The faults of secrets that are written in the program as texts. Other secrets are only known when they are resolved.
 *
 * @param shape The table of the value.
 * @param value A value that fits the table.
 * @param at The path of the value.
 */
export function literalSecretFaults(shape: AnyShape, value: unknown, at: string): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  walk(shape, value, at, ({ check }, given, siblings, property) => {
    const expected = typeof given === 'string' ? check?.(given, siblings) : undefined;
    if (expected !== undefined) {
      const details = { message: 'the secret does not have the required form', property, allowed: expected };
      faults.push({ type: CORE.secretInvalid, details });
    }
    return given;
  });
  return faults;
}

/**
 * The secrets of a value that fits a table.
 *
 * @param shape The table of the value.
 * @param value The value, its secrets wrapped.
 */
export function secretsOf(shape: AnyShape, value: unknown): readonly SecretValue[] {
  const found: SecretValue[] = [];
  walk(shape, value, '', (_secret, given) => {
    if (SecretValue.isSecretValue(given)) found.push(given);
    return given;
  });
  return found;
}

/**
 * A copy of a value with every secret replaced.
 *
 * @param shape The table of the value.
 * @param value The value, its secrets wrapped.
 * @param text Returns the replacement of a secret.
 */
export function replaceSecrets(shape: AnyShape, value: unknown, text: (secret: SecretValue) => string): unknown {
  return walk(shape, value, '', (_secret, given) => (SecretValue.isSecretValue(given) ? text(given) : given));
}

function wrapped({ check }: SecretShape, given: unknown, siblings: Siblings): unknown {
  const secret = typeof given === 'string' ? SecretValue.unsafePlainText(given) : given;
  if (check === undefined || !SecretValue.isSecretValue(secret)) return secret;
  return secret.checked((value) => check(value, siblings));
}

type Siblings = Readonly<Record<string, unknown>>;
type Visit = (secret: SecretShape, given: unknown, siblings: Siblings, at: string) => unknown;

function walk(shape: AnyShape, value: unknown, at: string, visit: Visit, siblings: Siblings = {}): unknown {
  if (shape.type === 'secret') return visit(shape, value, siblings, at);
  if (shape.type === 'list' && Array.isArray(value)) {
    return value.map((item: unknown, i) => walk(shape.item, item, `${at}[${i}]`, visit, siblings));
  }
  if (shape.type !== 'object' || !isPlain(value)) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const [key, field] of Object.entries(shape.fields)) {
    const given = copy[key];
    if (given === undefined || given === null) continue;
    copy[key] = walk(field.shape, given, at === '' ? key : `${at}.${key}`, visit, value);
  }
  return copy;
}
