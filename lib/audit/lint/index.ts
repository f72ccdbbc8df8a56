import type { AuditFault } from '../fault';
import type { AuditPolicySpec } from '../model';
import { BODY_LINTS } from './bodies';
import { KNOWN_LINTS } from './known';
import { runLints } from './lint';
import { REACH_LINTS } from './reach';

const LINTS = [...REACH_LINTS, ...KNOWN_LINTS, ...BODY_LINTS];

/** The lints: policies that the API server accepts, and that are hardly ever intended. */
export function lintPolicy(policy: AuditPolicySpec): readonly AuditFault[] {
  return runLints(LINTS, policy);
}
