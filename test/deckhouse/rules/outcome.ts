import type { Chart } from 'cdk8s';

import type { KvorumError } from '../../../lib/core';
import { codeAndProperty, errorsOf, sentence } from '../../support/errors';
import { findingsOf } from '../../support/findings';
import { chartFor } from '../objects';

/** A program of a few objects in a chart. */
export type Program = (chart: Chart) => unknown;

/**
 * What the rules of some codes say about a program, `CODE property: message (given)`, errors raised at once and findings
 * of the synth alike.
 *
 * @param codes The start of their codes, for example `KV36`.
 */
export function outcome(codes: string, program: Program, release = '1.76'): readonly string[] {
  const chart = chartFor(release);
  const errors = errorsOf(() => program(chart));
  if (errors.length > 0) return errors.map(line);
  return findingsOf(chart.node.root)
    .map(line)
    .filter((text) => text.startsWith(codes));
}

function line(error: KvorumError): string {
  return `${codeAndProperty(error)}: ${sentence(error)}${error.given === '' ? '' : ` (${error.given})`}`;
}
