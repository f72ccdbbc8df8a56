import type { AuditRuleProps } from './model';
import type { AuditPolicy } from './policy';
import { AuditRule } from './rule';

/** Makes a policy rule by rule. The order of the calls is that of the rules. */
export class AuditPolicyBuilder {
  private readonly rules: AuditRule[] = [];

  /** @internal */
  public constructor(private readonly make: (rules: readonly AuditRule[]) => AuditPolicy) {}

  /** Of these requests nothing is logged. */
  public none(props: AuditRuleProps = {}): this {
    return this.add(AuditRule.none(props));
  }

  /** Of these requests it is logged who did what and when. */
  public metadata(props: AuditRuleProps = {}): this {
    return this.add(AuditRule.metadata(props));
  }

  /** Of these requests the metadata are logged, and what was sent. */
  public request(props: AuditRuleProps = {}): this {
    return this.add(AuditRule.request(props));
  }

  /** Of these requests the metadata are logged, what was sent and what was answered. */
  public requestResponse(props: AuditRuleProps = {}): this {
    return this.add(AuditRule.requestResponse(props));
  }

  /** Adds rules that exist, for example those of another policy. */
  public add(...rules: readonly AuditRule[]): this {
    this.rules.push(...rules);
    return this;
  }

  /**
   * The policy. The builder may go on: what is added later is not part of it.
   *
   * @throws KV4004 without a rule.
   */
  public build(): AuditPolicy {
    return this.make([...this.rules]);
  }
}
