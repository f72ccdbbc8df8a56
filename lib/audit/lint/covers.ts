import { resourceMatches } from '../match';
import type { AuditResources, AuditRuleProps } from '../model';

/** Whether a rule is about every request that another one is about. */
export function covers(wide: AuditRuleProps, narrow: AuditRuleProps): boolean {
  return (
    includesAll(wide.users, narrow.users) &&
    includesAll(wide.userGroups, narrow.userGroups) &&
    includesAll(wide.verbs, narrow.verbs) &&
    coversPlaces(wide, narrow)
  );
}

// An empty list means everything.
function includesAll(wide: readonly string[] = [], narrow: readonly string[] = []): boolean {
  return wide.length === 0 || (narrow.length > 0 && narrow.every((name) => wide.includes(name)));
}

function coversPlaces(wide: AuditRuleProps, narrow: AuditRuleProps): boolean {
  const { namespaces = [], resources = [], nonResourceURLs = [] } = wide;
  if (namespaces.length > 0 || resources.length > 0) {
    const isOfResources = (narrow.namespaces ?? []).length > 0 || (narrow.resources ?? []).length > 0;
    return isOfResources && includesAll(namespaces, narrow.namespaces) && coversResources(resources, narrow.resources);
  }
  if (nonResourceURLs.length === 0) return true;
  const paths = narrow.nonResourceURLs ?? [];
  return paths.length > 0 && paths.every((path) => nonResourceURLs.some((pattern) => coversPath(pattern, path)));
}

function coversPath(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === path) return true;
  return pattern.endsWith('*') && path !== '*' && path.startsWith(pattern.slice(0, -1));
}

function coversResources(wide: readonly AuditResources[], narrow: readonly AuditResources[] = []): boolean {
  if (wide.length === 0) return true;
  return narrow.length > 0 && narrow.every((entry) => coversEntry(wide, entry));
}

function coversEntry(wide: readonly AuditResources[], narrow: AuditResources): boolean {
  const candidates = wide.filter(({ group = '' }) => group === '*' || group === (narrow.group ?? ''));
  const isWhole = ({ resources = [] }: AuditResources): boolean => resources.length === 0;
  if (candidates.some(isWhole)) return true;
  const covered = (pattern: string): boolean =>
    candidates.some(
      ({ resources = [], resourceNames }) =>
        includesAll(resourceNames, narrow.resourceNames) && resources.some((own) => coversPattern(own, pattern)),
    );
  const patterns = narrow.resources ?? [];
  return (patterns.length === 0 ? ['*'] : patterns).every(covered);
}

function coversPattern(wide: string, narrow: string): boolean {
  if (wide === '*' || wide === narrow) return true;
  if (narrow === '*') return false;
  const [resource = '', subresource = ''] = narrow.split('/');
  // `pods/*` is about pods and all their subresources, `*` + `/log` about those of all resources.
  if (resource === '*') return false;
  if (subresource === '*') return false;
  return resourceMatches(wide, resource, subresource);
}
