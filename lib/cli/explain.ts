import { closest } from '../core/format';
import type { FindingType } from '../core/finding-type';
import { findingType, findingTypes, isAcknowledgeable } from '../core/finding-type';
// The rooms define their codes while they load.
import './all-rooms';
import type { TextSink } from './text-sink';

/**
 * Prints what codes mean; without a code, all of them, a line each.
 *
 * @returns False when one of the codes does not exist.
 */
export function explain(codes: readonly string[], out: TextSink, err: TextSink): boolean {
  if (codes.length === 0) {
    for (const kind of findingTypes()) out.write(`${kind.code}  ${kind.level.padEnd(7)}  ${kind.title}\n`);
    return true;
  }
  let found = true;
  const texts: string[] = [];
  for (const given of codes) {
    const kind = findingType(given.toUpperCase());
    if (kind !== undefined) {
      texts.push(explanationOf(kind));
      continue;
    }
    found = false;
    const guess = closest(
      given.toUpperCase(),
      findingTypes().map(({ code }) => code),
    );
    const meant = guess === undefined ? '' : `; did you mean ${guess}?`;
    err.write(`kvorum: there is no code ${JSON.stringify(given)}${meant}\n`);
  }
  if (!found) err.write('`kvorum explain` without a code lists all codes, as docs/errors.md does\n');
  out.write(texts.join('\n'));
  return found;
}

function explanationOf(kind: FindingType): string {
  const acknowledge = isAcknowledgeable(kind)
    ? `can be acknowledged: Findings.of(scope).acknowledge('${kind.code}', 'reason')`
    : 'cannot be acknowledged: the program has to change';
  const fix = kind.fix === undefined ? '' : `\n\nHow to fix it: ${kind.fix}.`;
  return `${kind.code} (${kind.level}): ${kind.title}\n\n${kind.explanation}${fix}\n\nSource: ${kind.source}\nIt ${acknowledge}.\n`;
}
