import type { Chart } from 'cdk8s';

import { collectFindings, KvorumError } from '../../../lib/core';
import { chartFor } from '../chart';

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
  try {
    program(chart);
  } catch (e) {
    if (!KvorumError.isKvorumError(e)) throw e;
    return e.all.map((error) => line(error.code, error.property, error.message, error.given));
  }
  const { errors, warnings } = collectFindings(chart.node.root);
  const said = [
    ...errors.map((e) => line(e.code, e.property, e.message, e.given)),
    ...warnings.map(({ type, details }) =>
      line(type.code, details.property ?? '', `: ${details.message}\n`, details.given ?? ''),
    ),
  ];
  return said.filter((text) => text.startsWith(codes));
}

function line(code: string, property: string, message: string, given: string): string {
  const first = message.split('\n')[0] ?? '';
  const text = first.slice(first.indexOf(': ') + 2);
  return `${code}${property === '' ? '' : ` ${property}`}: ${text}${given === '' ? '' : ` (${given})`}`;
}
