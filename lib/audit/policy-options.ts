import type { AuditLevel, AuditStage } from './model';
import type { AuditRule } from './rule';

/** Options for all rules of a policy. */
export interface AuditPolicyOptions {
  /**
   * Stages at which nothing is written, whatever the rule.
   *
   * @default - none
   */
  readonly omitStages?: readonly AuditStage[];
  /**
   * Whether managed fields are left out of the logged objects. Deckhouse ignores it.
   *
   * @default false
   */
  readonly omitManagedFields?: boolean;
}

/** How a file is read. */
export interface AuditReadOptions {
  /**
   * The name of the file, for findings.
   *
   * @default - policy.yaml, or the path that was read
   */
  readonly file?: string;
  /**
   * The version of Kubernetes that will read it, for example `1.34`.
   *
   * @default '1.34'
   */
  readonly kubernetes?: string;
  /**
   * Findings that are accepted, by code, each with the reason. Faults that the API server refuses cannot be accepted.
   *
   * @default - none
   */
  readonly acknowledge?: Readonly<Record<string, string>>;
}

/** How the API server handles a request. */
export interface AuditDecision {
  /** How much is logged. */
  readonly level: AuditLevel;
  /** The stages at which nothing is written, in their order. */
  readonly omitStages: readonly AuditStage[];
  /** Whether managed fields are left out of the logged objects. */
  readonly omitManagedFields: boolean;
  /** The rule that decided; undefined when none matches the request, which is then not logged. */
  readonly rule: AuditRule | undefined;
  /** The number of that rule, from 0; -1 when there is none. */
  readonly index: number;
}
