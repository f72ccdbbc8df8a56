import { isPlain } from './check-shape';
import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { propertyPath, typeName } from './words';

// A request to the API server may have 3 MiB; a value takes two bytes at least.
const MOST_VALUES = 1_000_000;
// Deeper than any schema.
const DEEPEST = 100;

/**
 * A copy of what the user gave, as plain data: every property is read once, here.
 *
 * What counts as absent, undefined and null, is left out of objects. Instances of classes (secrets, late values,
 * constructs) are kept as they are.
 *
 * @param value What the user gave.
 * @param path The construct path for errors.
 * @throws KV1203 for a value that holds itself, is too large for the API server, or cannot be read.
 */
export function snapshot(value: unknown, path: string): unknown {
  return new Copier(path).copy(value);
}

class Copier {
  private readonly above: unknown[] = [];
  private readonly keys: string[] = [];
  private count = 0;

  public constructor(private readonly path: string) {}

  public copy(value: unknown): unknown {
    try {
      return this.inside(value);
    } catch (e) {
      if (KvorumError.isKvorumError(e)) throw e;
      return this.refuse(`the value cannot be read: ${e instanceof Error ? e.message : typeName(e)}`);
    }
  }

  private inside(value: unknown): unknown {
    const isList = Array.isArray(value);
    if (!isList && !isPlain(value)) return value;
    if (this.above.includes(value)) return this.refuse('the object holds itself');
    if (this.above.length >= DEEPEST) return this.refuse(`the object is more than ${DEEPEST} levels deep`);
    this.above.push(value);
    const copied = isList ? this.list(value) : this.object(value);
    this.above.pop();
    return copied;
  }

  private list(value: readonly unknown[]): unknown[] {
    this.add(value.length);
    return Array.from(value, (item, i) => this.at(`[${i}]`, item));
  }

  private object(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const keys = Object.keys(value);
    this.add(keys.length);
    const entries = keys.map((key) => [key, this.at(key, () => value[key])] as const);
    return Object.fromEntries(entries.filter(([, v]) => v !== undefined && v !== null));
  }

  private at(key: string, value: unknown): unknown {
    this.keys.push(key);
    const copied = this.inside(typeof value === 'function' ? (value as () => unknown)() : value);
    this.keys.pop();
    return copied;
  }

  private add(values: number): void {
    this.count += values;
    if (this.count > MOST_VALUES) this.refuse(`the object holds more than ${MOST_VALUES} values`);
  }

  private refuse(message: string): never {
    const property = this.keys.reduce((at, key) => (key.startsWith('[') ? `${at}${key}` : propertyPath(at, key)), '');
    return raise(new KvorumError(CORE.wrongType, this.path, { message, property }));
  }
}
