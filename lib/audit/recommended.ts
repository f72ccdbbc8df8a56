import type { AuditLevel, AuditRuleProps } from './model';
import { AuditRule } from './rule';

// The tests run all checks on these rules, so that a program need not do it at each start.
const none = (props: AuditRuleProps): AuditRule => known('None', props);
const metadata = (props: AuditRuleProps): AuditRule => known('Metadata', props);
const request = (props: AuditRuleProps): AuditRule => known('Request', props);

function known(level: AuditLevel, props: AuditRuleProps): AuditRule {
  return AuditRule._read({ level, ...props });
}

const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/**
 * Rules to start with. Bodies that hold secrets are not logged.
 *
 * On kubeadm they are the whole policy; on Deckhouse they come after the built-in rules.
 */
export const recommendedRules = (): readonly AuditRule[] => [
  // Probes and discovery come every few seconds from everywhere, and do not change anything.
  none({
    nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version', '/openapi*', '/api*'],
    verbs: ['get'],
  }),

  // Events are a separate log, and each lease is renewed every two seconds by its holder.
  none({
    resources: [
      { group: '', resources: ['events'] },
      { group: 'events.k8s.io', resources: ['events'] },
      { group: 'coordination.k8s.io', resources: ['leases'] },
    ],
  }),

  // The log must show who reads or changes a secret, but not its content.
  metadata({
    resources: [
      { group: '', resources: ['secrets', 'serviceaccounts/token'] },
      { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
    ],
  }),

  // Nodes and the control plane read all the time, and are meant to.
  none({ userGroups: ['system:nodes'], verbs: ['get', 'list', 'watch'] }),
  none({
    users: [
      'system:apiserver',
      'system:kube-controller-manager',
      'system:kube-scheduler',
      'system:kube-proxy',
      'system:serviceaccount:kube-system:kube-proxy',
    ],
    verbs: ['get', 'list', 'watch'],
  }),

  // Ways into a container or past the API: a user who takes one acts with the rights of another identity.
  request({
    resources: [
      {
        group: '',
        resources: [
          'pods/exec',
          'pods/attach',
          'pods/portforward',
          'pods/ephemeralcontainers',
          'pods/proxy',
          'services/proxy',
          'nodes/proxy',
        ],
      },
    ],
  }),

  // Rights and admission: an investigation needs the new state.
  request({
    verbs: WRITES,
    resources: [
      { group: 'rbac.authorization.k8s.io' },
      { group: 'admissionregistration.k8s.io' },
      { group: 'certificates.k8s.io' },
      { group: 'apiregistration.k8s.io' },
    ],
  }),

  // Anonymous requests have no place in most clusters, reads included.
  metadata({ userGroups: ['system:unauthenticated'] }),

  // Every other change: who, what and when. Bodies of workloads and ConfigMaps may hold passwords, so none.
  metadata({ verbs: WRITES }),

  // Other reads are most of the load, and are not logged: no rule is about them.
];
