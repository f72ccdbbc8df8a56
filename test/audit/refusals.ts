import { KvorumError } from '../../lib/core';

/** Every error that a call throws, `CODE path property`; empty when it throws none. */
export function refusals(make: () => unknown): readonly string[] {
  try {
    make();
    return [];
  } catch (e) {
    if (!KvorumError.isKvorumError(e)) throw e;
    return e.all.map(({ code, path, property }) => [code, path, property].filter((s) => s !== '').join(' '));
  }
}
