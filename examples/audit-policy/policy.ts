import { AuditPolicy, AuditRule } from 'kvorum/audit';

/** What this company wants to know, before what everybody should. */
export const policy = AuditPolicy.builder({ omitStages: ['RequestReceived'] })
  // The operator of the database writes its status every second.
  .none({
    users: ['system:serviceaccount:postgres:operator'],
    verbs: ['update', 'patch'],
    resources: [{ group: 'acid.zalan.do' }],
  })
  // What the deployment pipeline writes, in full: its manifests hold no secrets.
  .request({
    users: ['system:serviceaccount:ci:deployer'],
    verbs: ['create', 'update', 'patch'],
    resources: [{ group: 'apps', resources: ['deployments', 'statefulsets', 'daemonsets'] }],
  })
  // Whoever reads custom resources with credentials in them.
  .add(AuditRule.metadata({ resources: [{ group: 'acid.zalan.do', resources: ['postgresqls'] }] }))
  .add(...AuditPolicy.recommended().rules)
  .build();
