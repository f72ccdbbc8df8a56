import type { AuditResources, AuditRuleProps } from './model';

/** A request, as the rules see it. */
export interface PlainRequest {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** Undefined for a request for a resource. */
  readonly path: string | undefined;
}

/** Whether a rule is about a request, by the semantics of the API server. */
export function ruleMatches(rule: AuditRuleProps, request: PlainRequest): boolean {
  const { users = [], userGroups = [], verbs = [], namespaces = [], resources = [], nonResourceURLs = [] } = rule;
  if (users.length > 0 && !users.includes(request.user)) return false;
  if (userGroups.length > 0 && !request.groups.some((group) => userGroups.includes(group))) return false;
  if (verbs.length > 0 && !verbs.includes(request.verb)) return false;
  if (namespaces.length > 0 || resources.length > 0) {
    if (request.path !== undefined) return false;
    // The empty namespace is that of cluster-scoped resources.
    if (namespaces.length > 0 && !namespaces.includes(request.namespace)) return false;
    return resources.length === 0 || resources.some((entry) => entryMatches(entry, request));
  }
  if (nonResourceURLs.length === 0) return true;
  const { path } = request;
  return path !== undefined && nonResourceURLs.some((pattern) => pathMatches(pattern, path));
}

function entryMatches(entry: AuditResources, request: PlainRequest): boolean {
  const { group = '', resources = [], resourceNames = [] } = entry;
  if (group !== '*' && group !== request.apiGroup) return false;
  if (resources.length === 0) return true;
  if (resourceNames.length > 0 && !resourceNames.includes(request.name)) return false;
  return resources.some((pattern) => resourceMatches(pattern, request.resource, request.subresource));
}

/** Whether `pods`, `pods/log`, `pods/*`, `*` + `/log` or `*` is about a resource. */
export function resourceMatches(pattern: string, resource: string, subresource: string): boolean {
  if (pattern === '*') return true;
  if (pattern === (subresource === '' ? resource : `${resource}/${subresource}`)) return true;
  if (subresource !== '' && pattern === `*/${subresource}`) return true;
  // For the server, `pods/*` includes pods themselves.
  return pattern === `${resource}/*`;
}

/** Whether a path of a rule is about a path. */
export function pathMatches(pattern: string, path: string): boolean {
  return pattern === '*' || pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));
}
