import type { FindingDetails } from '../../core/error';
import { defineFinding } from '../../core/finding-type';
import type { FindingType } from '../../core/finding-type';
import type { AuditFault, PathStep } from '../fault';
import type { AuditPolicySpec, AuditRuleSpec } from '../model';

/** Reports what a lint found, at a value of the policy. */
export type Report = (path: readonly PathStep[], details: Omit<FindingDetails, 'property'>) => void;

/** A check for something that the API server accepts but that is hardly ever intended. */
export interface Lint {
  /** Its code. */
  readonly finding: FindingType;
  /** Checks a policy that the API server would accept. */
  readonly check: (policy: AuditPolicySpec, report: Report) => void;
}

type LintText = Omit<FindingType, 'source' | 'advice'> & { readonly source?: string };

/** A lint over the whole policy. Its errors are advice: all of them can be acknowledged. */
export function policyLint(text: LintText, check: Lint['check']): Lint {
  const advice = text.level === 'error' ? { advice: true } : {};
  return { finding: defineFinding('audit', { source: 'our own', ...text, ...advice }), check };
}

/** A lint that looks at one rule at a time. */
export function ruleLint(
  text: LintText,
  check: (rule: AuditRuleSpec, report: Report, index: number, policy: AuditPolicySpec) => void,
): Lint {
  return policyLint(text, (policy, report) => {
    policy.rules.forEach((rule, i) =>
      check(rule, (path, details) => report(['rules', i, ...path], details), i, policy),
    );
  });
}

/** The findings of a list of lints in a policy. */
export function runLints(lints: readonly Lint[], policy: AuditPolicySpec): readonly AuditFault[] {
  return lints.flatMap(({ finding: type, check }) => {
    const faults: AuditFault[] = [];
    check(policy, (path, details) => faults.push({ type, path, details }));
    return faults;
  });
}
