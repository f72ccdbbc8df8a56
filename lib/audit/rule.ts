import { checkShape } from '../core/check-shape';
import type { Target } from '../core/check-shape';
import { joinErrors, KvorumError, raise } from '../core/error';
import { flag, list, object, oneOf, optional, text } from '../core/shape';
import { snapshot } from '../core/snapshot';
import { pathText } from './fault';
import { plainRequest } from './request';
import type { AuditRequest } from './request';
import { ruleMatches } from './match';
import { AUDIT_STAGES } from './model';
import type { AuditLevel, AuditResources, AuditRuleProps, AuditRuleSpec } from './model';
import { ruleFaults } from './server-faults';

const RULE = Symbol.for('kvorum/AuditRule');
// Values that only some versions have are checked once the version is known.
const NEWEST_MINOR = Infinity;
const ANY_RELEASE: Target = { name: 'Kubernetes', isAtLeast: () => true };

const PROPS = object<AuditRuleProps>({
  users: optional(list(text())),
  userGroups: optional(list(text())),
  verbs: optional(list(text())),
  resources: optional(
    list(
      object<AuditResources>({
        group: optional(text()),
        resources: optional(list(text())),
        resourceNames: optional(list(text())),
      }),
    ),
  ),
  namespaces: optional(list(text())),
  nonResourceURLs: optional(list(text())),
  omitStages: optional(list(oneOf(AUDIT_STAGES))),
  omitManagedFields: optional(flag()),
});

/** One rule of an audit policy. The first rule that matches a request decides how much of it is logged. */
export class AuditRule {
  /**
   * Logs nothing.
   *
   * @param props The requests. Without any: all requests.
   */
  public static none(props: AuditRuleProps = {}): AuditRule {
    return AuditRule.of('None', props);
  }

  /**
   * Logs who did what and when, without any body.
   *
   * @param props The requests. Without any: all requests.
   */
  public static metadata(props: AuditRuleProps = {}): AuditRule {
    return AuditRule.of('Metadata', props);
  }

  /**
   * Logs the metadata and the request body.
   *
   * @param props The requests. Without any: all requests.
   */
  public static request(props: AuditRuleProps = {}): AuditRule {
    return AuditRule.of('Request', props);
  }

  /**
   * Logs the metadata, the request body and the response body.
   *
   * @param props The requests. Without any: all requests.
   */
  public static requestResponse(props: AuditRuleProps = {}): AuditRule {
    return AuditRule.of('RequestResponse', props);
  }

  /**
   * A rule of a level.
   *
   * @param level How much is logged.
   * @param props The requests.
   * @throws KV12xx for invalid props, KV4005 to KV4011 for what the API server refuses.
   */
  public static of(level: AuditLevel, props: AuditRuleProps = {}): AuditRule {
    const given = snapshot(props, '');
    const errors = checkShape(PROPS, given, '', ANY_RELEASE).map((f) => new KvorumError(f.type, undefined, f.details));
    if (errors.length > 0) raise(joinErrors(errors));
    const spec = { level, ...(given as AuditRuleProps) };
    const faults = ruleFaults(spec, NEWEST_MINOR, []);
    if (faults.length > 0) {
      raise(
        joinErrors(faults.map((f) => new KvorumError(f.type, undefined, { ...f.details, property: pathText(f.path) }))),
      );
    }
    return new AuditRule(spec);
  }

  /** Whether `x` is a rule, also when it comes from another copy of the library. */
  public static isAuditRule(x: unknown): x is AuditRule {
    return typeof x === 'object' && x !== null && RULE in x;
  }

  /** @internal */
  public static _read(spec: AuditRuleSpec): AuditRule {
    return new AuditRule(spec);
  }

  /** The rule in the form of the file. */
  public readonly spec: AuditRuleSpec;

  private constructor(spec: AuditRuleSpec) {
    this.spec = inOrder(spec);
    Object.defineProperty(this, RULE, { value: true });
    Object.freeze(this);
  }

  /** How much is logged. */
  public get level(): AuditLevel {
    return this.spec.level;
  }

  /**
   * Whether the rule matches a request. An earlier rule of the policy may already decide it.
   *
   * @throws KV4151 for an impossible request.
   */
  public matches(request: AuditRequest): boolean {
    return ruleMatches(this.spec, plainRequest(request));
  }
}

const ORDER = [
  'level',
  'users',
  'userGroups',
  'verbs',
  'resources',
  'namespaces',
  'nonResourceURLs',
  'omitStages',
  'omitManagedFields',
] as const;

/** The fields in the order of the platform's documentation; empty lists are left out. */
function inOrder(spec: AuditRuleSpec): AuditRuleSpec {
  const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);
  const entries = ORDER.flatMap((key) => (isEmpty(spec[key]) ? [] : [[key, spec[key]] as const]));
  return deepFreeze(Object.fromEntries(entries)) as unknown as AuditRuleSpec;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
