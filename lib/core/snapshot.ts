import { isPlain } from './check-shape';
import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { propertyPath, typeName } from './format';

// etcd accepts requests of up to 1.5 MiB, and a field takes at least six bytes.
const MOST_VALUES = 250_000;
// Deeper than any schema.
const DEEPEST = 100;

/**
 * A copy of the user's value as plain data: every property is read once, here.
 *
 * Properties that are undefined or null are left out of objects. Instances of classes (secrets, late values,
 * constructs) are kept as they are.
 *
 * @param value The user's value.
 * @param path The construct path for errors.
 * @throws KV1203 for a value that contains itself, is too large for the API server, or cannot be read.
 */
export function snapshot(value: unknown, path: string): unknown {
  return new Copier(path).copy(value);
}

class Copier {
  private readonly above: unknown[] = [];
  private count = 0;
  private property = '';

  public constructor(private readonly path: string) {}

  public copy(value: unknown): unknown {
    try {
      return this.inside(value, '');
    } catch (e) {
      if (KvorumError.isKvorumError(e)) throw e;
      return this.refuse(`the value cannot be read: ${e instanceof Error ? e.message : typeName(e)}`);
    }
  }

  private inside(value: unknown, at: string): unknown {
    this.property = at;
    const isList = Array.isArray(value);
    if (!isList && !isPlain(value)) return value;
    if (this.above.includes(value)) return this.refuse('the object contains itself');
    if (this.above.length >= DEEPEST) return this.refuse(`the object is more than ${DEEPEST} levels deep`);
    this.above.push(value);
    const copied = isList ? this.list(value, at) : this.object(value, at);
    this.above.pop();
    return copied;
  }

  private list(value: readonly unknown[], at: string): unknown[] {
    this.add(value.length);
    return Array.from(value, (item, i) => this.inside(item, `${at}[${i}]`));
  }

  private object(value: Readonly<Record<string, unknown>>, at: string): Readonly<Record<string, unknown>> {
    const keys = Object.keys(value);
    this.add(keys.length);
    const entries: [string, unknown][] = [];
    for (const key of keys) {
      const place = propertyPath(at, key);
      this.property = place;
      const copied = this.inside(value[key], place);
      if (copied !== undefined && copied !== null) entries.push([key, copied]);
    }
    return Object.fromEntries(entries);
  }

  private add(values: number): void {
    this.count += values;
    if (this.count > MOST_VALUES) this.refuse(`the object holds more than ${MOST_VALUES} values`);
  }

  private refuse(message: string): never {
    const { property } = this;
    return raise(new KvorumError(CORE.wrongType, this.path, { message, ...(property === '' ? {} : { property }) }));
  }
}
