import type { Chart } from 'cdk8s';

import { KvorumError } from '../../lib/core';
import { program } from './found';

/** An empty chart `c` below an app that names a release. */
export function chartFor(release = '1.76'): Chart {
  return program(release).chart;
}

/** `CODE property` of every error that a call throws; empty when it throws none. */
export function refusals(make: () => unknown): readonly string[] {
  return refusalsOf(make).map((e) => `${e.code} ${e.property}`.trim());
}

/** Every error that a call throws; empty when it throws none. */
export function refusalsOf(make: () => unknown): readonly KvorumError[] {
  try {
    make();
    return [];
  } catch (e) {
    if (KvorumError.isKvorumError(e)) return e.all;
    throw e;
  }
}
