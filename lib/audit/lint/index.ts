import type { AuditFault } from '../fault';
import type { AuditPolicySpec } from '../model';
import { BODY_LINTS } from './bodies';
import { KNOWN_LINTS } from './known';
import { runLints } from './lint';
import { REACH_LINTS } from './reach';

const LINTS = [...REACH_LINTS, ...KNOWN_LINTS, ...BODY_LINTS];

/** What the API server would take and hardly anybody means. */
export function lintPolicy(policy: AuditPolicySpec): readonly AuditFault[] {
  return runLints(LINTS, policy);
}
