/** The type of a value with an article: `a number`, `a list`, `an instance of Date`. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : String(value);
  if (typeof value !== 'object') return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
  try {
    if (Array.isArray(value)) return 'a list';
    const name = (value as { constructor?: { name?: unknown } }).constructor?.name;
    return typeof name !== 'string' || name === 'Object' || name === '' ? 'an object' : `an instance of ${name}`;
  } catch {
    return 'an object'; // A proxy may throw when it is inspected.
  }
}

/** The reason of a failure, from whatever was thrown: JavaScript can throw any value. */
export function reasonOf(thrown: unknown): string {
  try {
    const text = typeof thrown === 'object' && thrown !== null ? (thrown as { message?: unknown }).message : thrown;
    if (typeof text === 'string' && text !== '') return text;
  } catch {
    // It does not let its message be read.
  }
  return `${typeName(thrown)} was thrown`;
}
