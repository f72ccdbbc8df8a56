import { defineFinding } from '../core/finding-type';
import type { FindingType } from '../core/finding-type';

const SERVER = "kube-apiserver's loader of audit policies";

/** What the API server refuses: it does not start with such a policy. */
function refused(code: string, title: string, explanation: string, fix: string): FindingType {
  return defineFinding('audit', { code, level: 'error', title, explanation, fix, source: SERVER });
}

/** What the API server passes over without a word that anybody reads. */
function ignored(code: string, title: string, explanation: string, fix: string): FindingType {
  return defineFinding('audit', { code, level: 'error', advice: true, title, explanation, fix, source: SERVER });
}

/** Codes of audit policies: what the file's reader says. */
export const AUDIT = {
  unreadable: refused(
    'KV4001',
    'the file is neither YAML nor JSON as the API server reads it',
    'The API server reads YAML 1.1, and JSON when the file begins with {. It does not start with a policy that it cannot ' +
      'read.',
    'correct the syntax at the place that the message names',
  ),
  wrongKind: refused(
    'KV4002',
    'the file is no audit policy',
    'The beta versions are gone since Kubernetes 1.24.',
    'write `apiVersion: audit.k8s.io/v1` and `kind: Policy`',
  ),
  wrongType: refused(
    'KV4003',
    'a value has another type than its field',
    'Quote what shall be text: YAML 1.1 reads No, on and 0777 as something else. Write lists as lists, also of one item.',
    'quote what shall be text; write lists as lists, also of one item',
  ),
  noRules: refused(
    'KV4004',
    'the policy has no rules',
    'The server does not start with a policy that decides nothing.',
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
    'make two rules of it',
  ),
  badUrl: refused(
    'KV4008',
    'a path of nonResourceURLs cannot be',
    'A path begins with a slash. A * may only be its last character. A single * stands for all paths.',
    'begin the path with a slash, and let a * be its last character only',
  ),
  badGroup: refused(
    'KV4009',
    'an API group is no DNS name',
    'The group is written without a version and in lower case: apps, rbac.authorization.k8s.io.',
    'write the group without a version and in lower case: apps, rbac.authorization.k8s.io',
  ),
  anyGroup: refused(
    'KV4010',
    'the API group * is not known to this version of Kubernetes',
    'From 1.36 on, * stands for all groups. Before, leave resources out for everything, or name the groups.',
    'leave resources out for everything, or name the groups',
  ),
  namesWithoutResources: refused(
    'KV4011',
    'resourceNames stand without resources',
    'A name belongs to a resource: alone it names nothing, and the server does not start.',
    'name the resources that the objects are of',
  ),
  unknownField: ignored(
    'KV4101',
    'a field is not known, and ignored',
    'The API server passes over it. A selector that is lost this way widens its rule to everything.',
    'correct its spelling, or remove it',
  ),
  wrongCase: ignored(
    'KV4102',
    'a field is written in another case, and ignored',
    'Names of fields are compared letter by letter: usergroups is not userGroups.',
    'write it as the API server does',
  ),
  repeatedKey: ignored(
    'KV4103',
    'a key stands in an object twice',
    'Of two values in YAML the last one counts; in JSON the second is put into the first. Keep one.',
    'keep one of the two',
  ),
  secondDocument: ignored(
    'KV4104',
    'the file goes on behind its first document',
    'The API server reads the first document only.',
    'put all rules into one list',
  ),
  badVersion: defineFinding('audit', {
    code: 'KV4150',
    level: 'error',
    title: 'this is no version of Kubernetes that policies are checked for',
    explanation:
      'What the server refuses differs between versions, and those before 1.24 read other versions of the ' +
      'kind as well.',
    fix: 'name it by major and minor, from 1.24 on: 1.34',
    source: 'kvorum',
  }),
  badRequest: defineFinding('audit', {
    code: 'KV4151',
    level: 'error',
    title: 'this is no request to the API server',
    explanation: 'A request has a verb, and a resource or a path. A path has no group, namespace or name.',
    fix: 'give a verb, and a resource or a path; a path has no group, namespace or name',
    source: 'kvorum',
  }),
  badPolicy: defineFinding('audit', {
    code: 'KV4152',
    level: 'error',
    title: 'what makes up a policy is not of its type',
    explanation: 'Rules are made by AuditRule.none, .metadata, .request and .requestResponse.',
    fix: 'make rules with AuditRule.none, .metadata, .request and .requestResponse',
    source: 'kvorum',
  }),
  unreadableFile: defineFinding('audit', {
    code: 'KV4153',
    level: 'error',
    title: 'the file of a policy cannot be read',
    explanation:
      'Check the path, and that the user of the synth may read it. The path is relative to the working folder.',
    fix: 'check the path, from the working folder on, and that the user of the synth may read it',
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
