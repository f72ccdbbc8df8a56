import { show } from '../../core/format';
import { AUDIT_STAGES } from '../model';
import type { AuditPolicySpec, AuditRuleSpec } from '../model';
import { covers } from './covers';
import type { Lint } from './lint';
import { policyLint, ruleLint } from './lint';

const DEAD = ruleLint(
  {
    code: 'KV4201',
    level: 'error',
    title: 'a rule is never reached: an earlier one matches all its requests',
    explanation: 'The first matching rule decides.',
    fix: 'move the narrow rule before the wide one, or remove it',
  },
  (rule, report, index, policy) => {
    const earlier = policy.rules.slice(0, index).findIndex((other) => covers(other, rule));
    if (earlier < 0) return;
    const { level } = policy.rules[earlier]!;
    report([], { message: `rules[${earlier}], of level ${level}, matches every request of this rule` });
  },
);

const ALL_STAGES = ruleLint(
  {
    code: 'KV4202',
    level: 'error',
    title: 'all stages are omitted, so nothing is logged',
    explanation:
      'omitStages of the policy and of the rule add up. For requests that must not be logged write level None.',
    fix: 'write level None for requests that must not be logged, or keep a stage',
  },
  (rule, report, _index, policy) => {
    const omitted = [...(policy.omitStages ?? []), ...(rule.omitStages ?? [])];
    // A successful request has no stage Panic.
    const isLogged = AUDIT_STAGES.some((stage) => stage !== 'Panic' && !omitted.includes(stage));
    if (rule.level === 'None' || isLogged) return;
    report([rule.omitStages === undefined ? 'level' : 'omitStages'], {
      message: 'every stage of a successful request is omitted',
      given: [...new Set(omitted)].join(', '),
    });
  },
);

const NOTHING = policyLint(
  {
    code: 'KV4203',
    level: 'error',
    title: 'the policy logs nothing',
    explanation:
      'All its rules are of level None, and a request that no rule matches is not logged either. Add a ' +
      'rule at the end.',
    fix: 'add a rule of another level at the end',
  },
  ({ rules }, report) => {
    if (rules.every(({ level }) => level === 'None')) report(['rules'], { message: 'every rule has the level None' });
  },
);

const WILDCARDS = ['users', 'userGroups', 'namespaces', 'verbs'] as const;

const WILDCARD = ruleLint(
  {
    code: 'KV4204',
    level: 'error',
    title: 'a name contains a * where wildcards are not supported',
    explanation:
      'Only resources, groups (from 1.36) and paths take a *. Names of users, user groups, namespaces and verbs ' +
      'must match exactly. Leave the list out for all.',
    fix: 'leave the list out for all, or name each one',
  },
  (rule, report) => {
    for (const property of WILDCARDS) {
      (rule[property] ?? []).forEach((name, i) => {
        if (name.includes('*')) report([property, i], { message: 'no name contains a *', given: show(name) });
      });
    }
  },
);

/** Lints about the reach of rules. */
export const REACH_LINTS: readonly Lint[] = [DEAD, ALL_STAGES, NOTHING, WILDCARD];

/** Whether a rule of a policy decides the requests of a given rule. */
export function reaches(policy: AuditPolicySpec, index: number, question: AuditRuleSpec): boolean {
  return !policy.rules.some((earlier, i) => i < index && covers(earlier, question));
}
