import { AuditPolicy, AuditRule } from '../../lib/audit';
import type { AuditLevel, AuditRequest, AuditRuleProps, AuditStage } from '../../lib/audit';
import { askLoader, loaderJudges, loaderVersions } from '../judges/audit-loader';
import { describeConformance } from '../judges/shared';
import { Mulberry } from './mulberry';
import { SEED } from '../support/seed';

const POLICIES = 1000;
const REQUESTS = 10;

const USERS = ['admin', 'system:kube-proxy', 'system:serviceaccount:shop:web', ''];
const GROUPS = ['system:nodes', 'system:masters', 'system:authenticated', 'dev'];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'delete'];
const NAMESPACES = ['kube-system', 'shop', ''];
const API_GROUPS = ['', 'apps', 'batch'];
const RESOURCES = ['pods', 'deployments', 'secrets', 'jobs'];
const SUBRESOURCES = ['', '', 'log', 'exec', 'scale', 'status'];
const PATTERNS = [
  '*',
  'pods',
  'pods/log',
  'pods/*',
  '*/scale',
  '*/*',
  'deployments/*',
  'secrets',
  'jobs/status',
  'deployments',
  '/*',
  '',
];
const NAMES = ['a', 'b', ''];
const URLS = ['*', '/*', '/healthz', '/healthz*', '/api*', '/api/*', '/version', '/'];
const PATHS = ['/healthz', '/healthz/etcd', '/api', '/api/', '/apis', '/version', '/', '/metrics'];
const LEVELS: readonly AuditLevel[] = ['None', 'Metadata', 'Request', 'RequestResponse'];
const STAGES: readonly AuditStage[] = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];

function randomRule(random: Mulberry, version: string): AuditRule {
  const maybe = <T>(list: readonly T[], oneIn: number): readonly T[] =>
    random.below(2) === 0 ? random.some(list, oneIn) : [];
  const ofPaths = random.below(4) === 0;
  const groups = version === '1.36' ? [...API_GROUPS, '*'] : API_GROUPS;
  const entry = (): NonNullable<AuditRuleProps['resources']>[number] => {
    const resources = random.below(4) === 0 ? [] : [random.pick(PATTERNS), ...random.some(PATTERNS, 4)];
    return { group: random.pick(groups), resources, resourceNames: resources.length === 0 ? [] : maybe(NAMES, 2) };
  };
  return AuditRule.of(random.pick(LEVELS), {
    users: maybe(USERS, 2),
    userGroups: maybe(GROUPS, 2),
    verbs: maybe(VERBS, 2),
    ...(ofPaths
      ? { nonResourceURLs: random.some(URLS, 4) }
      : {
          namespaces: maybe(NAMESPACES, 2),
          resources: random.below(3) === 0 ? [] : [entry(), ...random.some([entry()], 2)],
        }),
    omitStages: random.some(STAGES, 5),
    ...(random.below(3) === 0 && { omitManagedFields: random.below(2) === 0 }),
  });
}

function randomRequest(random: Mulberry): AuditRequest {
  const who = { user: random.pick(USERS), groups: random.some(GROUPS, 2), verb: random.pick(VERBS) };
  if (random.below(4) === 0) return { ...who, path: random.pick(PATHS) };
  return {
    ...who,
    apiGroup: random.pick(API_GROUPS),
    resource: random.pick(RESOURCES),
    subresource: random.pick(SUBRESOURCES),
    namespace: random.pick(NAMESPACES),
    name: random.pick(NAMES),
  };
}

describeConformance('the simulator, by the evaluator of the API server', { judges: loaderJudges }, () => {
  it.each(loaderVersions)(
    `${POLICIES * REQUESTS} random requests of seed ${SEED} get the decision of Kubernetes %s`,
    (version) => {
      const random = new Mulberry(SEED);
      const cases = Array.from({ length: POLICIES }, () => ({
        policy: AuditPolicy.of(
          Array.from({ length: 1 + random.below(6) }, () => randomRule(random, version)),
          { omitStages: random.some(STAGES, 6), omitManagedFields: random.below(2) === 0 },
        ),
        requests: Array.from({ length: REQUESTS }, () => randomRequest(random)),
      }));
      const answers = askLoader(
        version,
        cases.map(({ policy, requests }) => ({
          policy: policy.toYaml(),
          requests: requests,
        })),
      );
      let decided = 0;
      const differences = cases.flatMap(({ policy, requests }, i) =>
        requests.flatMap((request, j) => {
          const { level, omitStages, omitManagedFields, index } = policy.evaluate(request);
          if (index >= 0) decided += 1;
          const ours = { level, omitStages: [...omitStages].sort(), omitManagedFields };
          const theirs = answers[i]?.decisions[j] ?? answers[i]?.error;
          return JSON.stringify(ours) === JSON.stringify(theirs)
            ? []
            : [{ policy: policy.toYaml(), request, ours, theirs }];
        }),
      );
      expect(differences.slice(0, 3)).toEqual([]);
      // Most requests must be about some rule, or the comparison says little.
      expect(decided).toBeGreaterThan((POLICIES * REQUESTS) / 4);
    },
  );

  it.each(loaderVersions)('the recommended policy is one with which Kubernetes %s starts', (version) => {
    expect(askLoader(version, [{ policy: AuditPolicy.recommended().toYaml() }])).toMatchObject([
      { error: '', warning: '' },
    ]);
  });
});
