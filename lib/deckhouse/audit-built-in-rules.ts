import type { AuditResources } from '../audit/model';
import { AuditRule } from '../audit/rule';
import type { DeckhouseRelease } from './release';

/** A built-in rule of Deckhouse, which comes before those of the user. */
export interface BuiltInAuditRule {
  /** Its subject, for messages. */
  readonly about: string;
  /** First release that has it. */
  readonly since: string;
  /** The rule. */
  readonly rule: AuditRule;
}

const OLDEST = '1.66';
const WRITES = ['create', 'update', 'patch', 'delete'];

const RBAC = 'rbac.authorization.k8s.io';
const core = (...resources: readonly string[]): readonly AuditResources[] => [{ group: '', resources }];

// The rules whose effect on others is known. Left out are those of single ConfigMaps and of the platform's own
// service accounts, whose names change between releases: they do not take requests from a user's rule. Created on
// first use: most programs have no policy of their own.
let known: readonly BuiltInAuditRule[] | undefined;

const builtInRules = (): readonly BuiltInAuditRule[] => [
  {
    about: 'endpoints and events, not logged',
    since: OLDEST,
    rule: AuditRule.none({ resources: core('endpoints', 'events') }),
  },
  {
    about: 'leases, not logged',
    since: OLDEST,
    rule: AuditRule.none({ resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }] }),
  },
  {
    about: 'checkpoints of the vertical autoscaler, not logged',
    since: OLDEST,
    rule: AuditRule.none({
      resources: [{ group: 'autoscaling.k8s.io', resources: ['verticalpodautoscalercheckpoints'] }],
    }),
  },
  {
    about: 'the namespace d8-upmeter, not logged',
    since: OLDEST,
    rule: AuditRule.none({ namespaces: ['d8-upmeter'] }),
  },
  {
    about: 'creation and deletion of nodes, with bodies',
    since: OLDEST,
    rule: AuditRule.requestResponse({ verbs: ['create', 'delete'], resources: core('nodes') }),
  },
  {
    about: 'logs of Pods, metadata',
    since: '1.77',
    rule: AuditRule.metadata({ resources: core('pods/log') }),
  },
  {
    about: 'changes of Pods, with the request',
    since: OLDEST,
    rule: AuditRule.request({ verbs: WRITES, resources: core('pods') }),
  },
  {
    about: 'changes in kube-system, metadata',
    since: OLDEST,
    rule: AuditRule.metadata({ verbs: WRITES, namespaces: ['kube-system'] }),
  },
  { about: 'every list, metadata', since: OLDEST, rule: AuditRule.metadata({ verbs: ['list'] }) },
  {
    about: 'creation and deletion of service accounts, metadata',
    since: OLDEST,
    rule: AuditRule.metadata({ verbs: ['create', 'delete'], resources: core('serviceaccounts') }),
  },
  {
    about: 'changes of roles, with the request',
    since: OLDEST,
    rule: AuditRule.request({ verbs: WRITES, resources: [{ group: RBAC, resources: ['roles', 'clusterroles'] }] }),
  },
  {
    about: 'changes of cluster role bindings, with the request',
    since: OLDEST,
    rule: AuditRule.request({
      verbs: ['create', 'update', 'delete'],
      resources: [{ group: RBAC, resources: ['clusterrolebindings'] }],
    }),
  },
  {
    about: 'commands in Pods, with the request',
    since: OLDEST,
    rule: AuditRule.request({ resources: core('pods/exec', 'pods/attach', 'pods/ephemeralcontainers') }),
  },
];

/** The built-in rules of a release, in their order, as far as they are known. */
export function builtInAuditRules(release: DeckhouseRelease): readonly BuiltInAuditRule[] {
  known ??= builtInRules();
  return known.filter(({ since }) => release.isAtLeast(since));
}
