import { readFileSync } from 'node:fs';

import { checkShape } from '../core/check-shape';
import { joinErrors, KvorumError, raise } from '../core/error';
import { flag, list, object, oneOf, optional } from '../core/shape';
import { show } from '../core/format';
import { acknowledgements, unusedAcknowledgement } from './acknowledge';
import type { ApiServerAudit, ApiServerAuditOptions } from './api-server';
import { apiServerAudit } from './api-server';
import { checkSource } from './check';
import { AUDIT } from './codes';
import type { AuditFault } from './fault';
import type { AuditFinding, SourcePosition } from './finding';
import { locatedFindings, SourceFile } from './finding';
import { spanOf } from './fault';
import { kubernetesMinor, USUAL_KUBERNETES } from './kubernetes-version';
import { lintPolicy } from './lint';
import { ruleMatches } from './match';
import type { AuditPolicySpec, AuditRuleProps, AuditStage } from './model';
import { AUDIT_STAGES } from './model';
import type { AuditDecision, AuditPolicyOptions, AuditReadOptions } from './policy-options';
import { recommendedRules } from './recommended';
import type { AuditRequest } from './request';
import { plainRequest } from './request';
import { AuditRule } from './rule';
import { serverFaults } from './server-faults';
import { policyYaml } from './yaml';

const POLICY = Symbol.for('kvorum/AuditPolicy');
const OPTIONS = object<AuditPolicyOptions>({
  omitStages: optional(list(oneOf(AUDIT_STAGES))),
  omitManagedFields: optional(flag()),
});

interface Origin {
  readonly file: SourceFile;
  readonly ignored: readonly AuditFault[];
  readonly acknowledged: Readonly<Record<string, string>>;
}

/**
 * A policy of kube-apiserver's audit log: an ordered list of rules, of which the first one that matches a request
 * decides how much of it is logged. It is immutable.
 */
export class AuditPolicy {
  /**
   * A policy of rules.
   *
   * @param rules The rules, in their order. At least one.
   * @param options Options for all of them.
   * @throws KV4004 without a rule, KV4152 for a value that is not a rule, KV12xx for invalid options.
   */
  public static of(rules: readonly AuditRule[], options: AuditPolicyOptions = {}): AuditPolicy {
    const errors = checkShape(OPTIONS, options, '', { name: 'Kubernetes', isAtLeast: () => true }).map(
      ({ type, details }) => new KvorumError(type, undefined, details),
    );
    const given: unknown = rules;
    const items: readonly unknown[] = Array.isArray(given) ? given : [given];
    items.forEach((rule, i) => {
      if (AuditRule.isAuditRule(rule)) return;
      const details = { message: 'the value is not an AuditRule', property: `rules[${i}]`, given: show(rule) };
      errors.push(new KvorumError(AUDIT.badPolicy, undefined, details));
    });
    if (items.length === 0) {
      errors.push(new KvorumError(AUDIT.noRules, undefined, { message: 'the policy has no rules', property: 'rules' }));
    }
    if (errors.length > 0) raise(joinErrors(errors));
    return new AuditPolicy(rules, options, undefined);
  }

  /**
   * Builds a policy rule by rule.
   *
   * @param options Options for all of them.
   */
  public static builder(options: AuditPolicyOptions = {}): AuditPolicyBuilder {
    return new AuditPolicyBuilder(options);
  }

  /**
   * A policy to start with: changes by all users, access to secrets and tokens without their bodies, ways into
   * containers, changes of RBAC with their bodies, unauthenticated requests. Reads, probes, events and leases are not
   * logged. Nothing is written when a request arrives: the entry at its end says the same, with the outcome.
   */
  public static recommended(): AuditPolicy {
    AuditPolicy.#recommended ??= new AuditPolicy(recommendedRules(), { omitStages: ['RequestReceived'] }, undefined);
    return AuditPolicy.#recommended;
  }

  /**
   * Reads a policy as the API server does.
   *
   * @param text The text, YAML 1.1 or JSON.
   * @param options How it is read.
   * @throws KV40xx for faults that the API server refuses, KV41xx for those that it ignores and that are not
   * acknowledged, each with its position.
   */
  public static fromYaml(text: string, options: AuditReadOptions = {}): AuditPolicy {
    return AuditPolicy.read(text, options.file ?? 'policy.yaml', options);
  }

  /**
   * Reads a policy from a file, as the API server does.
   *
   * @param path The file. A relative path starts at the working folder.
   * @param options How it is read.
   * @throws KV4153 when it cannot be read, and as `fromYaml`.
   */
  public static fromFile(path: string, options: AuditReadOptions = {}): AuditPolicy {
    let bytes;
    try {
      bytes = readFileSync(path);
    } catch (e) {
      const { code = 'unknown error' } = e as { readonly code?: string };
      const details = { message: `the file cannot be read: ${code}`, given: show(path) };
      return raise(new KvorumError(AUDIT.unreadableFile, undefined, details));
    }
    return AuditPolicy.read(bytes, options.file ?? path, options);
  }

  /**
   * All faults of a policy: those that the API server refuses, those that it ignores, and lints. Lints run only when
   * nothing is refused.
   *
   * @param content The text or the bytes of a file.
   * @param options How it is read.
   */
  public static check(content: string | Uint8Array, options: AuditReadOptions = {}): readonly AuditFinding[] {
    const { source, spec, refused, ignored } = checkSource(content, minorOf(options));
    const file = new SourceFile(options.file ?? 'policy.yaml', source);
    const lints = refused.length > 0 ? [] : lintPolicy(spec);
    return locatedFindings([...refused, ...ignored, ...lints], file);
  }

  /**
   * The faults for which the API server of a version refuses a policy: empty when it starts with it.
   *
   * @param content The text or the bytes of a file.
   * @param options How it is read.
   */
  public static serverVerdict(content: string | Uint8Array, options: AuditReadOptions = {}): readonly AuditFinding[] {
    const { source, refused } = checkSource(content, minorOf(options));
    return locatedFindings(refused, new SourceFile(options.file ?? 'policy.yaml', source));
  }

  /** Whether `x` is a policy, also when it comes from another copy of the library. */
  public static isAuditPolicy(x: unknown): x is AuditPolicy {
    return typeof x === 'object' && x !== null && POLICY in x;
  }

  /**
   * A policy that the API server accepts, with the places of its rules; faults that the server ignores are skipped.
   *
   * @internal
   */
  public static _lenient(
    content: string | Uint8Array,
    options: AuditReadOptions,
  ): { readonly policy: AuditPolicy; readonly places: readonly SourcePosition[] } {
    const { source, spec } = checkSource(content, minorOf(options));
    const file = new SourceFile(options.file ?? 'policy.yaml', source);
    return {
      policy: AuditPolicy.fromSpec(spec, undefined),
      places: spec.rules.map((_, i) => file.position(spanOf(source.root, ['rules', i]).start)),
    };
  }

  private static read(content: string | Uint8Array, file: string, options: AuditReadOptions): AuditPolicy {
    const acknowledged = acknowledgements(options.acknowledge);
    const { source, spec, refused, ignored } = checkSource(content, minorOf(options));
    const origin = { file: new SourceFile(file, source), ignored, acknowledged };
    const open = [...refused, ...ignored.filter(({ type }) => !Object.hasOwn(acknowledged, type.code))];
    if (open.length > 0) raise(joinErrors(locatedFindings(open, origin.file).map((f) => f.toError())));
    return AuditPolicy.fromSpec(spec, origin);
  }

  private static fromSpec(spec: AuditPolicySpec, origin: Origin | undefined): AuditPolicy {
    const { rules, omitStages, omitManagedFields } = spec;
    const options = {
      ...(omitStages && { omitStages }),
      ...(omitManagedFields !== undefined && { omitManagedFields }),
    };
    return new AuditPolicy(
      rules.map((rule) => AuditRule._read(rule)),
      options,
      origin,
    );
  }

  /** The rules, in their order. */
  public readonly rules: readonly AuditRule[];
  /** Stages at which nothing is written, whatever the rule. */
  public readonly omitStages: readonly AuditStage[];
  static #recommended: AuditPolicy | undefined;
  readonly #omitManagedFields: boolean | undefined;
  readonly #origin: Origin | undefined;

  private constructor(rules: readonly AuditRule[], options: AuditPolicyOptions, origin: Origin | undefined) {
    this.rules = Object.freeze([...rules]);
    this.omitStages = Object.freeze([...(options.omitStages ?? [])]);
    this.#omitManagedFields = options.omitManagedFields;
    this.#origin = origin;
    Object.defineProperty(this, POLICY, { value: true });
    Object.freeze(this);
  }

  /** The policy in the form of the file. */
  public get spec(): AuditPolicySpec {
    const omitManagedFields = this.#omitManagedFields;
    return {
      rules: this.rules.map(({ spec }) => spec),
      ...(this.omitStages.length > 0 && { omitStages: this.omitStages }),
      ...(omitManagedFields !== undefined && { omitManagedFields }),
    };
  }

  /**
   * How the API server handles a request, by its own semantics.
   *
   * @throws KV4151 for an impossible request.
   */
  public evaluate(request: AuditRequest): AuditDecision {
    const plain = plainRequest(request);
    const index = this.rules.findIndex(({ spec }) => ruleMatches(spec, plain));
    const rule = this.rules[index];
    const omitted = [...this.omitStages, ...(rule?.spec.omitStages ?? [])];
    return {
      level: rule?.level ?? 'None',
      omitStages: AUDIT_STAGES.filter((stage) => omitted.includes(stage)),
      omitManagedFields: rule?.spec.omitManagedFields ?? this.#omitManagedFields ?? false,
      rule,
      index,
    };
  }

  /**
   * The faults for which the API server of a version refuses this policy, and lints.
   *
   * @param options The version. `file` and `acknowledge` are those with which the policy was read.
   */
  public findings(options: AuditReadOptions = {}): readonly AuditFinding[] {
    const { spec } = this;
    const acknowledged = { ...this.#origin?.acknowledged, ...acknowledgements(options.acknowledge) };
    const ignored = this.#origin?.ignored ?? [];
    const faults = [...serverFaults(spec, minorOf(options)), ...lintPolicy(spec)];
    const codes = new Set([...ignored, ...faults].map(({ type }) => type.code));
    const unused = Object.keys(acknowledged).filter((code) => !codes.has(code));
    const open = faults.filter(({ type }) => !Object.hasOwn(acknowledged, type.code));
    return locatedFindings([...open, ...unused.map(unusedAcknowledgement)], this.#origin?.file);
  }

  /** The policy as YAML. Comments of a file that was read are lost. */
  public toYaml(): string {
    return policyYaml(this.spec);
  }

  /**
   * The file, the arguments and the volumes that an API server needs for this policy, as kubeadm takes them. On
   * Deckhouse the platform does this.
   *
   * @throws KV4154 for invalid paths and numbers.
   */
  public forApiServer(options: ApiServerAuditOptions = {}): ApiServerAudit {
    return apiServerAudit(this.toYaml(), options);
  }

  /** @internal */
  public _findingsOf(faults: readonly AuditFault[]): readonly AuditFinding[] {
    const acknowledged = this.#origin?.acknowledged ?? {};
    return locatedFindings(
      faults.filter(({ type }) => !Object.hasOwn(acknowledged, type.code)),
      this.#origin?.file,
    );
  }
}

/** Builds a policy rule by rule, in the order of the calls. */
export class AuditPolicyBuilder {
  private readonly rules: AuditRule[] = [];

  /** @internal */
  public constructor(private readonly options: AuditPolicyOptions) {}

  /** Logs nothing of these requests. */
  public none(props: AuditRuleProps = {}): this {
    return this.add(AuditRule.none(props));
  }

  /** Logs who did what and when. */
  public metadata(props: AuditRuleProps = {}): this {
    return this.add(AuditRule.metadata(props));
  }

  /** Logs the metadata and the request body. */
  public request(props: AuditRuleProps = {}): this {
    return this.add(AuditRule.request(props));
  }

  /** Logs the metadata, the request body and the response body. */
  public requestResponse(props: AuditRuleProps = {}): this {
    return this.add(AuditRule.requestResponse(props));
  }

  /** Adds existing rules, for example those of another policy. */
  public add(...rules: readonly AuditRule[]): this {
    this.rules.push(...rules);
    return this;
  }

  /**
   * The policy. The builder stays usable: rules that are added later are not part of this policy.
   *
   * @throws KV4004 without a rule.
   */
  public build(): AuditPolicy {
    return AuditPolicy.of([...this.rules], this.options);
  }
}

function minorOf({ kubernetes = USUAL_KUBERNETES }: AuditReadOptions): number {
  return kubernetesMinor(kubernetes);
}
