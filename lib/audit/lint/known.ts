import { closest, show } from '../../core/format';
import type { AuditResources, AuditRuleSpec } from '../model';
import type { ApiResource } from './api-resources';
import { API_RESOURCES, PATH_VERBS, RESOURCE_VERBS } from './api-resources';
import type { Lint } from './lint';
import { ruleLint } from './lint';

interface Named {
  readonly group: string;
  /** As it is written. */
  readonly pattern: string;
  readonly resource: string;
  readonly subresource: string;
  readonly path: readonly (string | number)[];
}

function namedResources(rule: AuditRuleSpec): readonly Named[] {
  return (rule.resources ?? []).flatMap(({ group = '', resources = [] }: AuditResources, i) =>
    resources.map((pattern, j) => {
      const [resource = '', subresource = ''] = pattern.split(/\/(.*)/s);
      return { group, pattern, resource, subresource, path: ['resources', i, 'resources', j] };
    }),
  );
}

function knownResource({ group, resource }: Named): ApiResource | undefined {
  const inGroup = API_RESOURCES[group];
  return inGroup !== undefined && Object.hasOwn(inGroup, resource) ? inGroup[resource] : undefined;
}

const VERB = ruleLint(
  {
    code: 'KV4205',
    level: 'error',
    title: 'a verb does not exist',
    explanation:
      'Requests for resources have the verbs get, list, watch, create, update, patch, delete and ' +
      'deletecollection; other ' +
      'paths have the methods of HTTP in lower case. Verbs of RBAC such as use or impersonate never ' +
      'occur in a request.',
    fix:
      'use the verb of a request: get, list, watch, create, update, patch, delete or deletecollection; for ' +
      'paths a method of HTTP in lower case',
    source: 'kube-apiserver, request info',
  },
  (rule, report) => {
    const isOfResources = (rule.resources ?? []).length > 0 || (rule.namespaces ?? []).length > 0;
    const isOfPaths = (rule.nonResourceURLs ?? []).length > 0;
    const known = isOfPaths ? PATH_VERBS : isOfResources ? RESOURCE_VERBS : [...RESOURCE_VERBS, ...PATH_VERBS];
    (rule.verbs ?? []).forEach((verb, i) => {
      if (known.includes(verb) || verb.includes('*')) return;
      const guess = closest(verb, known);
      report(['verbs', i], {
        message: 'requests do not have this verb',
        given: show(verb),
        allowed: [...new Set(known)].join(', '),
        ...(guess !== undefined && { fix: `did you mean ${guess}?` }),
      });
    });
  },
);

const RESOURCE = ruleLint(
  {
    code: 'KV4206',
    level: 'error',
    title: 'a resource does not belong to its group',
    explanation:
      'Resources are named in the plural and in lower case, as in URLs: pods, not Pod. Each belongs to one group: ' +
      'deployments to apps, ingresses to networking.k8s.io. Groups of custom resources are not known here.',
    fix: 'write the plural in lower case, as in URLs, under the group that it belongs to',
    source: "kube-apiserver's own list of resources",
  },
  (rule, report) => {
    for (const named of namedResources(rule)) {
      const message = resourceFault(named);
      if (message === undefined) continue;
      const fix = resourceFix(named);
      report(named.path, { message, given: show(named.pattern), ...(fix !== undefined && { fix }) });
    }
  },
);

function resourceFault(named: Named): string | undefined {
  const { group, resource, subresource } = named;
  const inGroup = API_RESOURCES[group];
  if (inGroup === undefined || resource === '*') return undefined;
  const known = knownResource(named);
  const where = group === '' ? 'the core group' : `the group ${group}`;
  if (known === undefined) return `there is no such resource in ${where}`;
  if (subresource === '' || subresource === '*' || Object.hasOwn(known.subresources, subresource)) return undefined;
  return `${resource} have no such subresource`;
}

function resourceFix(named: Named): string | undefined {
  const { group, resource, subresource } = named;
  const known = knownResource(named);
  if (known !== undefined) {
    const guess = closest(subresource, Object.keys(known.subresources));
    return guess === undefined ? undefined : `did you mean ${resource}/${guess}?`;
  }
  const lower = resource.toLowerCase();
  for (const name of [lower, `${lower}s`, `${lower}es`, lower.replace(/y$/, 'ies')]) {
    if (Object.hasOwn(API_RESOURCES[group] ?? {}, name)) return `did you mean ${name}?`;
    const home = Object.entries(API_RESOURCES).find(([, resources]) => Object.hasOwn(resources, name))?.[0];
    if (home !== undefined) return `did you mean ${name} of ${home === '' ? 'the core group' : `the group ${home}`}?`;
  }
  const guess = closest(lower, Object.keys(API_RESOURCES[group] ?? {}));
  return guess === undefined ? undefined : `did you mean ${guess}?`;
}

const GROUP = ruleLint(
  {
    code: 'KV4207',
    level: 'error',
    title: 'an API group does not exist',
    explanation: 'Groups of custom resources are DNS names with a dot; the groups without one are known.',
    fix: 'correct the name of the group, or leave the entry out',
    source: "kube-apiserver's own list of groups; CustomResourceDefinition",
  },
  (rule, report) => {
    (rule.resources ?? []).forEach(({ group = '' }, i) => {
      if (group === '' || group === '*' || group.includes('.') || API_RESOURCES[group] !== undefined) return;
      const groups = Object.keys(API_RESOURCES);
      const guess = groups.find((name) => name.startsWith(`${group}.`)) ?? closest(group, groups);
      const fix = group === 'core' || group === 'v1' ? "the core group is ''" : undefined;
      report(['resources', i, 'group'], {
        message: 'API servers do not have such a group',
        given: show(group),
        ...(fix !== undefined ? { fix } : guess !== undefined && { fix: `did you mean ${guess}?` }),
      });
    });
  },
);

const VERB_OF_RESOURCE = ruleLint(
  {
    code: 'KV4208',
    level: 'error',
    title: 'a resource does not support any verb of its rule',
    explanation: 'The rule never matches this resource. pods/exec supports create and get, tokenreviews only create.',
    fix: 'name a verb that the resource supports, or remove the resource from the rule',
    source: "kube-apiserver's own list of resources",
  },
  (rule, report) => {
    const verbs = (rule.verbs ?? []).filter((verb) => RESOURCE_VERBS.includes(verb));
    if (verbs.length === 0) return;
    for (const named of namedResources(rule)) {
      const known = knownResource(named);
      if (known === undefined || named.subresource === '*') continue;
      const taken = named.subresource === '' ? known.verbs : known.subresources[named.subresource];
      if (taken === undefined || verbs.some((verb) => taken.includes(verb))) continue;
      report(named.path, {
        message: `${named.pattern} never come with the verbs of this rule`,
        given: verbs.join(', '),
        allowed: taken.join(', '),
      });
    }
  },
);

const CLUSTER_SCOPED = ruleLint(
  {
    code: 'KV4209',
    level: 'error',
    title: 'a rule with namespaces names a cluster-scoped resource',
    explanation: 'Cluster-scoped resources have the empty namespace.',
    fix: 'make a separate rule for them, or add "" to namespaces',
    source: 'kube-apiserver, request info',
  },
  (rule, report) => {
    const namespaces = rule.namespaces ?? [];
    if (namespaces.length === 0 || namespaces.includes('')) return;
    for (const named of namedResources(rule)) {
      // A request for a namespace object carries its name as the namespace.
      if (knownResource(named)?.namespaced !== false || named.resource === 'namespaces') continue;
      report(named.path, { message: `${named.resource} are cluster-scoped`, given: namespaces.map(show).join(', ') });
    }
  },
);

/** Lints of names that the API server knows. */
export const KNOWN_LINTS: readonly Lint[] = [VERB, RESOURCE, GROUP, VERB_OF_RESOURCE, CLUSTER_SCOPED];
