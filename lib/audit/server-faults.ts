import { closest, show } from '../core/format';
import { KUBERNETES_SUBDOMAIN_PATTERN } from '../core/patterns';
import { AUDIT } from './codes';
import type { AuditFault, PathStep } from './fault';
import { AUDIT_LEVELS, AUDIT_STAGES } from './model';
import type { AuditPolicySpec, AuditResources, AuditRuleSpec } from './model';

type Path = readonly PathStep[];

const ANY_GROUP_SINCE = 36;
const { pattern: SUBDOMAIN, maxLength: LONGEST_GROUP } = KUBERNETES_SUBDOMAIN_PATTERN;

/**
 * The faults for which the API server refuses a well-formed policy.
 *
 * @param policy The policy.
 * @param minor The minor of the server's version.
 */
export function serverFaults(policy: AuditPolicySpec, minor: number): readonly AuditFault[] {
  const { rules = [], omitStages } = policy;
  const faults = [
    ...stageFaults(omitStages, ['omitStages']),
    ...rules.flatMap((rule, i) => ruleFaults(rule, minor, ['rules', i])),
  ];
  if (rules.length > 0) return faults;
  return [...faults, { type: AUDIT.noRules, path: ['rules'], details: { message: 'the policy has no rules' } }];
}

/** The faults for which the API server refuses a rule. */
export function ruleFaults(rule: AuditRuleSpec, minor: number, path: Path): readonly AuditFault[] {
  return [
    ...levelFaults(rule, path),
    ...(rule.nonResourceURLs ?? []).flatMap((url, i) => urlFaults(url, [...path, 'nonResourceURLs', i])),
    ...(rule.resources ?? []).flatMap((entry, i) => resourceFaults(entry, minor, [...path, 'resources', i])),
    ...stageFaults(rule.omitStages, [...path, 'omitStages']),
    ...mixFaults(rule, path),
  ];
}

function levelFaults({ level }: AuditRuleSpec, path: Path): readonly AuditFault[] {
  if (AUDIT_LEVELS.includes(level)) return [];
  const isMissing = (level ?? '') === ('' as AuditRuleSpec['level']);
  const guess = isMissing ? undefined : closest(level, AUDIT_LEVELS);
  const details = {
    message: isMissing ? 'the rule lacks a level' : 'there is no such level',
    ...(!isMissing && { given: show(level) }),
    allowed: AUDIT_LEVELS.join(', '),
    ...(guess !== undefined && { fix: `did you mean ${guess}?` }),
  };
  return [{ type: AUDIT.badLevel, path: [...path, 'level'], details }];
}

function stageFaults(stages: readonly string[] | undefined, path: Path): readonly AuditFault[] {
  return (stages ?? []).flatMap((stage, i) => {
    if ((AUDIT_STAGES as readonly string[]).includes(stage)) return [];
    const guess = closest(stage, AUDIT_STAGES);
    const details = {
      message: 'there is no such stage',
      given: show(stage),
      allowed: AUDIT_STAGES.join(', '),
      ...(guess !== undefined && { fix: `did you mean ${guess}?` }),
    };
    return [{ type: AUDIT.badStage, path: [...path, i], details }];
  });
}

function urlFaults(url: string, path: Path): readonly AuditFault[] {
  if (url === '*') return [];
  const fault = (message: string, fix: string): AuditFault => ({
    type: AUDIT.badUrl,
    path,
    details: { message, given: show(url), fix },
  });
  return [
    ...(url.startsWith('/') ? [] : [fault('the path does not begin with a slash', `write ${show(`/${url}`)}`)]),
    ...(url.slice(0, -1).includes('*')
      ? [fault('a * is not at the end of the path', `write ${show(`${url.slice(0, url.indexOf('*'))}*`)}`)]
      : []),
  ];
}

function resourceFaults(entry: AuditResources, minor: number, path: Path): readonly AuditFault[] {
  const { group = '', resources = [], resourceNames = [] } = entry;
  const faults = groupFaults(group, minor, [...path, 'group']);
  if (resourceNames.length === 0 || resources.length > 0) return faults;
  const details = { message: 'resourceNames need at least one resource', given: resourceNames.map(show).join(', ') };
  return [...faults, { type: AUDIT.namesWithoutResources, path: [...path, 'resourceNames'], details }];
}

function groupFaults(group: string, minor: number, path: Path): readonly AuditFault[] {
  if (group === '' || (SUBDOMAIN.test(group) && group.length <= LONGEST_GROUP)) return [];
  if (group === '*') {
    if (minor >= ANY_GROUP_SINCE) return [];
    const details = { message: `Kubernetes 1.${minor} does not know the group *`, allowed: '1.36 and later' };
    return [{ type: AUDIT.anyGroup, path, details }];
  }
  const bare = group.split('/')[0]?.toLowerCase() ?? '';
  const details = {
    message: group.includes('/') ? 'the group holds a version' : 'the group is not a DNS name',
    given: show(group),
    ...(group !== bare && SUBDOMAIN.test(bare) && { fix: `write ${bare}` }),
  };
  return [{ type: AUDIT.badGroup, path, details }];
}

function mixFaults(rule: AuditRuleSpec, path: Path): readonly AuditFault[] {
  const others = (['resources', 'namespaces'] as const).filter((name) => (rule[name] ?? []).length > 0);
  if ((rule.nonResourceURLs ?? []).length === 0 || others.length === 0) return [];
  const details = { message: `the rule has nonResourceURLs, and ${others.join(' and ')}` };
  return [{ type: AUDIT.mixedRule, path: [...path, 'nonResourceURLs'], details }];
}
