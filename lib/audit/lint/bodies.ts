import { resourceMatches } from '../match';
import type { AuditPolicySpec, AuditRuleSpec } from '../model';
import type { Lint } from './lint';
import { policyLint, ruleLint } from './lint';
import { reaches } from './reach';

interface Sensitive {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespaced: boolean;
  /** The secrets that its bodies hold. */
  readonly holds: string;
  /** The verbs that come with such a body, and those that are answered with one. */
  readonly sent: readonly string[];
  readonly answered: readonly string[];
}

const WRITES = ['create', 'update', 'patch'];
const READS = ['get', 'list', 'watch'];
const SENSITIVE: readonly Sensitive[] = [
  {
    group: '',
    resource: 'secrets',
    subresource: '',
    namespaced: true,
    holds: 'the secrets themselves',
    sent: WRITES,
    answered: [...READS, 'delete', 'deletecollection'],
  },
  {
    group: '',
    resource: 'configmaps',
    subresource: '',
    namespaced: true,
    holds: 'configuration, often with passwords',
    sent: WRITES,
    answered: [...READS, 'delete', 'deletecollection'],
  },
  {
    group: 'authentication.k8s.io',
    resource: 'tokenreviews',
    subresource: '',
    namespaced: false,
    holds: 'tokens of users',
    sent: ['create'],
    answered: [],
  },
  {
    group: '',
    resource: 'serviceaccounts',
    subresource: 'token',
    namespaced: true,
    holds: 'tokens of service accounts',
    sent: [],
    answered: ['create'],
  },
];

const LEAK = ruleLint(
  {
    code: 'KV4210',
    level: 'error',
    title: 'the log would hold secrets',
    explanation:
      'With Request and RequestResponse the bodies go to the log, and more people can read the log than the ' +
      'objects.',
    fix: 'put a rule of level Metadata for these resources before this one',
    source: 'our own; Kubernetes documentation on auditing',
  },
  (rule, report, index, policy) => {
    if (rule.level !== 'Request' && rule.level !== 'RequestResponse') return;
    const found = SENSITIVE.filter((kind) => leaks(rule, kind, index, policy));
    if (found.length === 0) return;
    const names = found.map((kind) => nameOf(kind));
    const holds = [...new Set(found.map((kind) => kind.holds))];
    report(['level'], {
      message: `bodies of ${names.join(', ')} would be logged: ${holds.join('; ')}`,
      given: rule.level,
      allowed: 'Metadata for these',
    });
  },
);

function nameOf({ resource, subresource }: Sensitive): string {
  return subresource === '' ? resource : `${resource}/${subresource}`;
}

function leaks(rule: AuditRuleSpec, kind: Sensitive, index: number, policy: AuditPolicySpec): boolean {
  const { verbs = [], namespaces = [] } = rule;
  const leaking = [...kind.sent, ...(rule.level === 'RequestResponse' ? kind.answered : [])];
  const own = verbs.length === 0 ? leaking : verbs.filter((verb) => leaking.includes(verb));
  if (own.length === 0 || (rule.nonResourceURLs ?? []).length > 0) return false;
  if (!kind.namespaced && namespaces.length > 0 && !namespaces.includes('')) return false;
  const entries = rule.resources ?? [];
  const matching = entries.filter((entry) => {
    const { group = '', resources = [] } = entry;
    if (group !== '*' && group !== kind.group) return false;
    return resources.length === 0 || resources.some((p) => resourceMatches(p, kind.resource, kind.subresource));
  });
  if (entries.length > 0 && matching.length === 0) return false;
  const names = matching.some((e) => (e.resourceNames ?? []).length === 0)
    ? []
    : matching.flatMap((e) => e.resourceNames ?? []);
  const question = {
    ...rule,
    verbs: own,
    resources: [{ group: kind.group, resources: [nameOf(kind)], ...(names.length > 0 && { resourceNames: names }) }],
  };
  return reaches(policy, index, question);
}

// Subresources that perform actions, although rules often name only the resource.
const ACTING: Readonly<Record<string, readonly string[]>> = {
  pods: ['exec', 'attach', 'portforward', 'ephemeralcontainers'],
  nodes: ['proxy'],
  services: ['proxy'],
  serviceaccounts: ['token'],
};

const SUBRESOURCES = policyLint(
  {
    code: 'KV4211',
    level: 'warning',
    title: 'a resource is logged, but its subresources are not',
    explanation:
      'pods does not include pods/exec: name the subresources, or write pods/*. Opening a shell in a Pod is a ' +
      'request for pods/exec.',
    fix: 'name the subresources, or write pods/*',
    source: 'our own',
  },
  (policy, report) => {
    const seen = new Set<string>();
    policy.rules.forEach((rule, i) => {
      if (rule.level === 'None') return;
      (rule.resources ?? []).forEach(({ group = '', resources = [], resourceNames = [] }, j) => {
        if (group !== '' || resourceNames.length > 0) return;
        resources.forEach((resource, k) => {
          if (seen.has(resource) || !Object.hasOwn(ACTING, resource)) return;
          const missing = (ACTING[resource] ?? []).filter((sub) => !isLogged(policy, resource, sub));
          if (missing.length === 0) return;
          seen.add(resource);
          const names = missing.map((sub) => `${resource}/${sub}`);
          report(['rules', i, 'resources', j, 'resources', k], {
            message: `no rule logs ${names.join(', ')}`,
            given: JSON.stringify(resource),
            fix: `add ${names.join(', ')} to a rule, or write ${resource}/*`,
          });
        });
      });
    });
  },
);

// A rule logs it for some users: leaving out the others is a decision.
function isLogged({ rules }: AuditPolicySpec, resource: string, subresource: string): boolean {
  return rules.some(({ level, resources = [], nonResourceURLs = [] }) => {
    if (level === 'None' || nonResourceURLs.length > 0) return false;
    return (
      resources.length === 0 ||
      resources.some(({ group = '', resources: patterns = [] }) => {
        if (group !== '' && group !== '*') return false;
        return patterns.length === 0 || patterns.some((p) => resourceMatches(p, resource, subresource));
      })
    );
  });
}

/** Lints of what goes into the log. */
export const BODY_LINTS: readonly Lint[] = [LEAK, SUBRESOURCES];
