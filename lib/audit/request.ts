import { isPlain } from '../core/check-shape';
import type { FindingDetails } from '../core/error';
import { joinErrors, KvorumError, raise } from '../core/error';
import { show } from '../core/format';
import { AUDIT } from './codes';
import type { PlainRequest } from './match';

/** A request to the API server, for `AuditPolicy.evaluate`. */
export interface AuditRequest {
  /**
   * Name of the user, for example `system:serviceaccount:shop:web`.
   *
   * @default - a user without a name
   */
  readonly user?: string;
  /**
   * Groups of the user. The server adds `system:authenticated` to every user that it knows; here it has to be named.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
  /**
   * The verb: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`; for paths the
   * method.
   */
  readonly verb: string;
  /**
   * The API group, for example `apps`.
   *
   * @default - the core group, ''
   */
  readonly apiGroup?: string;
  /**
   * The resource, for example `pods`; `pods/exec` names a subresource as well.
   *
   * @default - none: the request is for `path`
   */
  readonly resource?: string;
  /**
   * The subresource, for example `exec`.
   *
   * @default - none
   */
  readonly subresource?: string;
  /**
   * The namespace of the object.
   *
   * @default - none: the resource is one of the whole cluster, or of all namespaces
   */
  readonly namespace?: string;
  /**
   * The name of the object.
   *
   * @default - none, as in a list
   */
  readonly name?: string;
  /**
   * The path of a request that is for no resource, for example `/healthz`.
   *
   * @default - none: the request is for `resource`
   */
  readonly path?: string;
}

const TEXTS = ['user', 'verb', 'apiGroup', 'resource', 'subresource', 'namespace', 'name', 'path'] as const;
const OF_RESOURCES = ['apiGroup', 'subresource', 'namespace', 'name'] as const;

/**
 * A complete request.
 *
 * @throws KV4151 for an impossible request.
 */
export function plainRequest(request: AuditRequest): PlainRequest {
  const faults: FindingDetails[] = [];
  const given: Partial<AuditRequest> = isPlain(request) ? request : {};
  for (const property of TEXTS) {
    const value: unknown = given[property];
    if (value !== undefined && typeof value !== 'string') {
      faults.push({ message: 'the value is not a string', property, given: show(value) });
    }
  }
  const groups: unknown = given.groups ?? [];
  if (!Array.isArray(groups) || groups.some((g) => typeof g !== 'string')) {
    faults.push({ message: 'the groups are not a list of strings', property: 'groups', given: show(groups) });
  }
  if ((given.verb ?? '') === '') faults.push({ message: 'the request lacks a verb', property: 'verb' });
  if ((given.resource === undefined) === (given.path === undefined)) {
    faults.push({ message: 'a request is for a resource or for a path', allowed: 'resource, or path' });
  }
  for (const property of OF_RESOURCES) {
    if (given.path === undefined || given[property] === undefined) continue;
    faults.push({ message: `a request for a path cannot have ${property}`, property, given: show(given[property]) });
  }
  if (given.path?.startsWith('/') === false) {
    faults.push({ message: 'the path does not begin with a slash', property: 'path', given: show(given.path) });
  }
  const [resource = '', own = ''] = typeof given.resource === 'string' ? given.resource.split(/\/(.*)/s) : [];
  if (own !== '' && given.subresource !== undefined && given.subresource !== own) {
    faults.push({ message: 'the resource names another subresource', property: 'subresource', given: own });
  }
  if (faults.length > 0) {
    raise(joinErrors(faults.map((details) => new KvorumError(AUDIT.badRequest, undefined, details))));
  }
  const { user = '', verb = '', apiGroup = '', subresource = own, namespace = '', name = '', path } = given;
  return { user, groups: groups as string[], verb, apiGroup, resource, subresource, namespace, name, path };
}
