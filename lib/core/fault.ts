import type { IConstruct } from 'constructs';

import type { ShapeFault } from './check-shape';
import { CORE } from './codes';
import { joinErrors, KvorumError, raise } from './error';
import type { FindingDetails } from './error';
import type { FindingType } from './finding-type';
import { show } from './format';

/** A fault of a property. */
export function fault(
  type: FindingType,
  property: string,
  message: string,
  more: Pick<FindingDetails, 'given' | 'allowed' | 'fix'> = {},
): ShapeFault {
  return { type, details: { message, property, ...more } };
}

/**
 * The fault of a text that does not match its pattern, for texts that no table describes.
 *
 * @param allowed The pattern in words.
 */
export function patternFault(property: string, given: unknown, allowed: string): ShapeFault {
  const message = 'the text does not have the required form';
  return fault(CORE.wrongFormat, property, message, { given: show(given), allowed });
}

/**
 * Throws all faults in one error, when there are any.
 *
 * @param scope The construct that they are about, or its path; empty for values that have none.
 */
export function refuse(scope: IConstruct | string, faults: readonly ShapeFault[]): void {
  if (faults.length > 0) raise(joinErrors(faults.map(({ type, details }) => new KvorumError(type, scope, details))));
}
