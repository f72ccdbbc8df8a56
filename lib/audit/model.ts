/** The part of a request that is logged. */
export type AuditLevel = 'None' | 'Metadata' | 'Request' | 'RequestResponse';

/** Every level, the least first. */
export const AUDIT_LEVELS: readonly AuditLevel[] = ['None', 'Metadata', 'Request', 'RequestResponse'];

/**
 * When an event is written.
 *
 * - `RequestReceived`: before the request is handled.
 * - `ResponseStarted`: headers have been sent, the body has not; only for long-running requests such as watches.
 * - `ResponseComplete`: the response has been sent.
 * - `Panic`: the server panicked.
 */
export type AuditStage = 'RequestReceived' | 'ResponseStarted' | 'ResponseComplete' | 'Panic';

/** Every stage, in the order in which they come. */
export const AUDIT_STAGES: readonly AuditStage[] = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];

/** Resources of one API group that a rule is about. */
export interface AuditResources {
  /**
   * The API group, without a version, for example `apps`.
   *
   * @default - the core group, ''
   */
  readonly group?: string;
  /**
   * Names such as `pods`, `pods/log`, `pods/*` (all subresources of pods) and `*` (everything of the group). `pods`
   * alone is not about its subresources.
   *
   * @default - everything of the group
   */
  readonly resources?: readonly string[];
  /**
   * Names of single objects. Needs `resources`.
   *
   * @default - all objects
   */
  readonly resourceNames?: readonly string[];
}

/** The requests that a rule matches. A request has to match each property that is given. */
export interface AuditRuleProps {
  /**
   * Names of users: exact matches, no wildcards.
   *
   * @default - all users
   */
  readonly users?: readonly string[];
  /**
   * Groups of users. One of them is enough.
   *
   * @default - all groups
   */
  readonly userGroups?: readonly string[];
  /**
   * Verbs such as `get`, `list`, `create`.
   *
   * @default - all verbs
   */
  readonly verbs?: readonly string[];
  /**
   * Resources. One entry is enough.
   *
   * @default - all resources
   */
  readonly resources?: readonly AuditResources[];
  /**
   * Namespaces. The empty text means cluster-scoped resources.
   *
   * @default - all namespaces
   */
  readonly namespaces?: readonly string[];
  /**
   * Paths that are not resources, for example `/healthz*`. A `*` is only allowed at the end. Not together with
   * `resources` or `namespaces`.
   *
   * @default - all paths
   */
  readonly nonResourceURLs?: readonly string[];
  /**
   * Stages at which nothing is written, in addition to those of the policy.
   *
   * @default - none
   */
  readonly omitStages?: readonly AuditStage[];
  /**
   * Whether managed fields are left out of the logged objects.
   *
   * @default - what the policy says
   */
  readonly omitManagedFields?: boolean;
}

/** One rule in the form of the file. */
export interface AuditRuleSpec extends AuditRuleProps {
  /** How much is logged. */
  readonly level: AuditLevel;
}

/** A policy in the form of the file, without apiVersion and kind. */
export interface AuditPolicySpec {
  /** The rules, in their order. */
  readonly rules: readonly AuditRuleSpec[];
  /**
   * Stages at which nothing is written, whatever the rule.
   *
   * @default - none
   */
  readonly omitStages?: readonly AuditStage[];
  /**
   * Whether managed fields are left out of the logged objects.
   *
   * @default false
   */
  readonly omitManagedFields?: boolean;
}
