import { defineFinding } from '../core/finding-type';
import type { FindingType } from '../core/finding-type';

const SERVER = "kube-apiserver's loader of audit policies";

/** Faults that the API server refuses: it does not start with such a policy. */
function refused(code: string, title: string, explanation: string, fix: string): FindingType {
  return defineFinding('audit', { code, level: 'error', title, explanation, fix, source: SERVER });
}

/** Faults that the API server ignores silently. */
function ignored(code: string, title: string, explanation: string, fix: string): FindingType {
  return defineFinding('audit', { code, level: 'error', advice: true, title, explanation, fix, source: SERVER });
}

/** Codes of audit policies: faults that the file's reader finds. */
export const AUDIT = {
  unreadable: refused(
    'KV4001',
    'the file is neither YAML nor JSON as the API server reads it',
    'The API server reads YAML 1.1, and JSON when the file begins with {. It does not start with a ' +
      'policy that it cannot ' +
      'read.',
    'correct the syntax at the place named in the message',
  ),
  wrongKind: refused(
    'KV4002',
    'the file is not an audit policy',
    'The beta versions were removed in Kubernetes 1.24.',
    'write `apiVersion: audit.k8s.io/v1` and `kind: Policy`',
  ),
  wrongType: refused(
    'KV4003',
    'a value does not have the type of its field',
    'Quote text: YAML 1.1 reads No, on and 0777 as something else. Write lists as lists, even with one item.',
    'quote text; write lists as lists, even with one item',
  ),
  noRules: refused(
    'KV4004',
    'the policy has no rules',
    'The server does not start with an empty policy.',
    'add at least one rule, for example `- level: Metadata`',
  ),
  badLevel: refused(
    'KV4005',
    'a rule has no level, or one that does not exist',
    'Each rule needs one of None, Metadata, Request, RequestResponse. Case matters.',
    'write one of None, Metadata, Request, RequestResponse',
  ),
  badStage: refused(
    'KV4006',
    'a stage does not exist',
    'The stages are RequestReceived, ResponseStarted, ResponseComplete and Panic. Case matters.',
    'write one of RequestReceived, ResponseStarted, ResponseComplete, Panic',
  ),
  mixedRule: refused(
    'KV4007',
    'a rule is about paths and about resources',
    'A rule with nonResourceURLs has neither resources nor namespaces.',
    'split it into two rules',
  ),
  badUrl: refused(
    'KV4008',
    'a path of nonResourceURLs is malformed',
    'A path begins with a slash. A * may only be its last character. A single * means all paths.',
    'begin the path with a slash, and let a * be its last character only',
  ),
  badGroup: refused(
    'KV4009',
    'an API group is not a DNS name',
    'The group is written without a version and in lower case: apps, rbac.authorization.k8s.io.',
    'write the group without a version and in lower case: apps, rbac.authorization.k8s.io',
  ),
  anyGroup: refused(
    'KV4010',
    'the API group * is not known to this version of Kubernetes',
    'From 1.36 on, * means all groups. Before, leave resources out for everything, or name the groups.',
    'leave resources out for everything, or name the groups',
  ),
  namesWithoutResources: refused(
    'KV4011',
    'resourceNames are given without resources',
    'A name needs its resource; without one the server does not start.',
    'name the resources of these objects',
  ),
  unknownField: ignored(
    'KV4101',
    'an unknown field is ignored',
    'The API server ignores it. A selector that is lost this way widens its rule to everything.',
    'correct its spelling, or remove it',
  ),
  wrongCase: ignored(
    'KV4102',
    'a field in the wrong case is ignored',
    'Field names are case-sensitive: usergroups is not userGroups.',
    'write it as the API server does',
  ),
  repeatedKey: ignored(
    'KV4103',
    'an object has a duplicate key',
    'In YAML the last value counts; in JSON the second is merged into the first. Keep one.',
    'keep one of the two',
  ),
  secondDocument: ignored(
    'KV4104',
    'the file has more than one document',
    'The API server reads the first document only.',
    'put all rules into one list',
  ),
  badVersion: defineFinding('audit', {
    code: 'KV4150',
    level: 'error',
    title: 'policies are not checked for this version of Kubernetes',
    explanation:
      'The checks of the server differ between versions, and those before 1.24 read other versions of the ' +
      'kind as well.',
    fix: 'name it by major and minor, from 1.24 on: 1.34',
    source: 'kvorum',
  }),
  badRequest: defineFinding('audit', {
    code: 'KV4151',
    level: 'error',
    title: 'the value is not a request to the API server',
    explanation: 'A request has a verb, and a resource or a path. A path has no group, namespace or name.',
    fix: 'give a verb, and a resource or a path; a path has no group, namespace or name',
    source: 'kvorum',
  }),
  badPolicy: defineFinding('audit', {
    code: 'KV4152',
    level: 'error',
    title: 'a part of a policy has the wrong type',
    explanation: 'Rules come from AuditRule.none, .metadata, .request and .requestResponse.',
    fix: 'create rules with AuditRule.none, .metadata, .request and .requestResponse',
    source: 'kvorum',
  }),
  unreadableFile: defineFinding('audit', {
    code: 'KV4153',
    level: 'error',
    title: 'the file of a policy cannot be read',
    explanation:
      'Check the path, and that the user who runs the synth may read it. The path is relative to the ' +
      'working directory.',
    fix: 'check the path, which is relative to the working directory, and that you may read the file',
    source: 'kvorum',
  }),
  badApiServer: defineFinding('audit', {
    code: 'KV4154',
    level: 'error',
    title: 'a setting of the audit log cannot be used',
    explanation: 'Paths are absolute, of letters, digits, dots, hyphens and underscores; the limits are whole numbers.',
    fix: 'write absolute paths of letters, digits, dots, hyphens and underscores, and whole numbers as limits',
    source: 'kvorum; kube-apiserver',
  }),
} as const;
