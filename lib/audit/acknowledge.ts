import { isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import type { FindingDetails } from '../core/error';
import { KvorumError, raise } from '../core/error';
import type { FindingType } from '../core/finding-type';
import { findingType, isAcknowledgeable } from '../core/finding-type';
import { show } from '../core/format';
import type { AuditFault } from './fault';

/** An acknowledgement that matches no finding. */
export function unusedAcknowledgement(code: string): AuditFault {
  const details = { message: `the acknowledgement of ${code} matches no finding`, given: code };
  return { type: CORE.unusedAcknowledgement, path: [], details };
}

/**
 * Codes and the reasons for which they are accepted.
 *
 * @throws KV1001 to KV1003, as `Findings.acknowledge`, and KV1203 for a value that is not an object.
 */
export function acknowledgements(given: unknown): Readonly<Record<string, string>> {
  if (given === undefined) return {};
  const refuse = (type: FindingType, details: FindingDetails): never =>
    raise(new KvorumError(type, undefined, { ...details, property: 'acknowledge' }));
  if (!isPlain(given)) return refuse(CORE.wrongType, { message: 'the value is not an object', given: show(given) });
  for (const [code, reason] of Object.entries(given)) {
    const type = findingType(code);
    if (type === undefined) refuse(CORE.unknownCode, { message: 'the code does not exist', given: show(code) });
    else if (!isAcknowledgeable(type)) {
      refuse(CORE.notAcknowledgeable, { message: `${code} cannot be acknowledged: ${type.title}`, given: code });
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      refuse(CORE.emptyReason, { message: `the acknowledgement of ${code} has no reason` });
    }
  }
  return given as Readonly<Record<string, string>>;
}
