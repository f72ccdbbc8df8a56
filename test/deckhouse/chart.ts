import { App, Chart } from 'cdk8s';

import type { FindingSet } from '../../lib/core';
import { collectFindings, KvorumError } from '../../lib/core';
import { DeckhouseRelease } from '../../lib/deckhouse';

/** An empty chart below an app that names a release. */
export function chartFor(release = '1.76'): Chart {
  const app = new App();
  DeckhouseRelease.of(release).setFor(app);
  return new Chart(app, 'prod');
}

/** `CODE property` of every error that a call throws; empty when it throws none. */
export function refusals(make: () => unknown): readonly string[] {
  return errorsOf(make).map((e) => `${e.code} ${e.property}`.trim());
}

/** Every error that a call throws. */
export function errorsOf(make: () => unknown): readonly KvorumError[] {
  try {
    make();
    return [];
  } catch (e) {
    if (KvorumError.isKvorumError(e)) return e.errors;
    throw e;
  }
}

/** What the rules find in the app of a chart. */
export function findingsOf(chart: Chart): FindingSet {
  return collectFindings(chart.node.root);
}

/** `CODE path property` of every error and warning that the rules find in the app of a chart, unsorted. */
export function found(chart: Chart): readonly string[] {
  const { errors, warnings } = findingsOf(chart);
  return [
    ...errors.map((e) => `${e.code} ${e.path} ${e.property}`.trim()),
    ...warnings.map((w) => `${w.kind.code} ${w.scope.node.path} ${w.details.property ?? ''}`.trim()),
  ];
}
