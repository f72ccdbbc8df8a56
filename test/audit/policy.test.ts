import { AuditPolicy, AuditRule } from '../../lib/audit';
import { refusalsWithPath } from '../support/errors';

const CORE = (...resources: string[]) => ({ resources: [{ group: '', resources }] });

describe('AuditRule', () => {
  it('writes its fields in one order, and nothing that is empty', () => {
    const rule = AuditRule.request({ omitStages: ['Panic'], verbs: ['get'], users: [], namespaces: ['a'] });
    expect(JSON.stringify(rule.spec)).toBe(
      '{"level":"Request","verbs":["get"],"namespaces":["a"],"omitStages":["Panic"]}',
    );
  });

  it('refuses props that cannot be, all at once', () => {
    expect(refusalsWithPath(() => AuditRule.none({ users: 'admin', verb: ['get'] } as never))).toEqual([
      'KV1203 users',
      'KV1201 verb',
    ]);
    expect(refusalsWithPath(() => AuditRule.metadata({ omitStages: ['Received' as never] }))).toEqual([
      'KV1204 omitStages[0]',
    ]);
    expect(refusalsWithPath(() => AuditRule.of('metadata' as never))).toEqual(['KV4005 level']);
    for (const props of [null, 'x', 5, []])
      expect(refusalsWithPath(() => AuditRule.none(props as never))).not.toEqual([]);
  });

  it('refuses what the API server refuses', () => {
    expect(refusalsWithPath(() => AuditRule.none({ nonResourceURLs: ['x', '/a*b'], namespaces: ['a'] }))).toEqual([
      'KV4008 nonResourceURLs[0]',
      'KV4008 nonResourceURLs[1]',
      'KV4007 nonResourceURLs',
    ]);
    expect(
      refusalsWithPath(() => AuditRule.none({ resources: [{ group: 'Apps' }, { resourceNames: ['a'] }] })),
    ).toEqual(['KV4009 resources[0].group', 'KV4011 resources[1].resourceNames']);
  });

  it('takes the group *, whose version is only known later', () => {
    const policy = AuditPolicy.of([AuditRule.metadata({ resources: [{ group: '*' }] })]);
    expect(policy.findings({ kubernetes: '1.35' }).map(({ code }) => code)).toEqual(['KV4010']);
    expect(policy.findings({ kubernetes: '1.36' })).toEqual([]);
  });

  it('does not change', () => {
    const verbs = ['get'];
    const rule = AuditRule.none({ verbs });
    verbs.push('list');
    expect(rule.spec.verbs).toEqual(['get']);
    expect(Object.isFrozen(rule.spec.verbs)).toBe(true);
  });
});

describe('AuditPolicy', () => {
  it('is made of rules, or rule by rule', () => {
    const builder = AuditPolicy.builder({ omitStages: ['RequestReceived'] })
      .none({ users: ['a'] })
      .metadata(CORE('secrets'))
      .request({ verbs: ['create'] })
      .requestResponse({ verbs: ['delete'] });
    const policy = builder.build();
    builder.add(AuditRule.metadata());
    expect(policy.rules.map(({ level }) => level)).toEqual(['None', 'Metadata', 'Request', 'RequestResponse']);
    expect(policy.toYaml()).toBe(AuditPolicy.of(policy.rules, { omitStages: ['RequestReceived'] }).toYaml());
  });

  it('refuses what is none', () => {
    expect(refusalsWithPath(() => AuditPolicy.of([]))).toEqual(['KV4004 rules']);
    expect(refusalsWithPath(() => AuditPolicy.builder().build())).toEqual(['KV4004 rules']);
    expect(refusalsWithPath(() => AuditPolicy.of([{ level: 'None' } as never]))).toEqual(['KV4152 rules[0]']);
    expect(refusalsWithPath(() => AuditPolicy.of(undefined as never))).toEqual(['KV4152 rules[0]']);
    expect(refusalsWithPath(() => AuditPolicy.of([AuditRule.none()], { omitStages: ['x' as never] }))).toEqual([
      'KV1204 omitStages[0]',
    ]);
  });

  it('quotes what YAML 1.1 would take for something else', () => {
    const users = ['no', '0777', '1.5', '2024-01-01', 'a: b', '*x', '\u2028', '', '<<', '\u007f'];
    const policy = AuditPolicy.of([AuditRule.none({ users })]);
    expect(AuditPolicy.fromYaml(policy.toYaml()).spec.rules[0]?.users).toEqual(users);
  });

  describe('evaluate', () => {
    const policy = AuditPolicy.builder({ omitStages: ['RequestReceived'], omitManagedFields: true })
      .none({ nonResourceURLs: ['/healthz*'] })
      .metadata({ ...CORE('pods/log', 'pods/*'), omitStages: ['ResponseStarted'] })
      .request({ ...CORE('configmaps'), namespaces: ['shop'], omitManagedFields: false })
      .none({ userGroups: ['system:nodes'] })
      .metadata({ resources: [{ group: 'apps' }] })
      .build();

    it('says what is logged, and by which rule', () => {
      const decision = policy.evaluate({ verb: 'get', resource: 'pods/log', namespace: 'shop' });
      expect(decision).toMatchObject({ level: 'Metadata', index: 1, omitManagedFields: true });
      expect(decision.omitStages).toEqual(['RequestReceived', 'ResponseStarted']);
      expect(decision.rule).toBe(policy.rules[1]);
    });

    it.each([
      [{ verb: 'get', path: '/healthz/etcd' }, 'None', 0],
      [{ verb: 'create', resource: 'pods', subresource: 'exec' }, 'Metadata', 1],
      [{ verb: 'create', resource: 'configmaps', namespace: 'shop' }, 'Request', 2],
      [{ verb: 'create', resource: 'configmaps', namespace: 'other' }, 'None', -1],
      [{ verb: 'get', resource: 'secrets', groups: ['system:nodes'] }, 'None', 3],
      [{ verb: 'get', resource: 'deployments', apiGroup: 'apps' }, 'Metadata', 4],
      [{ verb: 'get', path: '/metrics' }, 'None', -1],
    ])('%j is logged at %s', (request, level, index) => {
      expect(policy.evaluate(request)).toMatchObject({ level, index });
    });

    it('refuses what is no request', () => {
      expect(refusalsWithPath(() => policy.evaluate({ verb: 'get' }))).toEqual(['KV4151']);
      expect(refusalsWithPath(() => policy.evaluate({ verb: '', resource: 'pods' }))).toEqual(['KV4151 verb']);
      expect(refusalsWithPath(() => policy.evaluate({ verb: 'get', path: '/x', namespace: 'a' }))).toEqual([
        'KV4151 namespace',
      ]);
      expect(refusalsWithPath(() => policy.evaluate({ verb: 'get', path: 'x' }))).toEqual(['KV4151 path']);
      expect(
        refusalsWithPath(() => policy.evaluate({ verb: 'get', resource: 'pods/log', subresource: 'exec' })),
      ).toEqual(['KV4151 subresource']);
      expect(refusalsWithPath(() => policy.evaluate({ verb: 'get', resource: 5, groups: 'a' } as never))).toEqual([
        'KV4151 resource',
        'KV4151 groups',
      ]);
      expect(refusalsWithPath(() => policy.evaluate(undefined as never))).not.toEqual([]);
    });
  });
});

describe('AuditPolicy.recommended', () => {
  const policy = AuditPolicy.recommended();

  it('is one object, and its rules are such that anybody could have made them', () => {
    expect(AuditPolicy.recommended()).toBe(policy);
    const made = policy.rules.map(({ spec: { level, ...props } }) => AuditRule.of(level, props));
    expect(made.map(({ spec }) => spec)).toEqual(policy.rules.map(({ spec }) => spec));
    expect(AuditPolicy.of(made, { omitStages: policy.omitStages }).toYaml()).toBe(policy.toYaml());
  });

  it.each(['1.30', '1.34', '1.36'])('has no finding for Kubernetes %s', (kubernetes) => {
    expect(policy.findings({ kubernetes })).toEqual([]);
  });

  it.each([
    [
      'a change',
      { user: 'a', verb: 'delete', resource: 'deployments', apiGroup: 'apps', namespace: 'shop' },
      'Metadata',
    ],
    ['a shell', { user: 'a', verb: 'create', resource: 'pods/exec', namespace: 'shop' }, 'Request'],
    [
      'a change of rights',
      { verb: 'create', resource: 'clusterrolebindings', apiGroup: 'rbac.authorization.k8s.io' },
      'Request',
    ],
    ['a Secret that is read', { user: 'a', verb: 'get', resource: 'secrets', namespace: 'shop' }, 'Metadata'],
    ['a Secret that a node reads', { groups: ['system:nodes'], verb: 'get', resource: 'secrets' }, 'Metadata'],
    ['a Secret that is made', { user: 'a', verb: 'create', resource: 'secrets', namespace: 'shop' }, 'Metadata'],
    ['a token', { user: 'a', verb: 'create', resource: 'serviceaccounts/token', namespace: 'shop' }, 'Metadata'],
    ['somebody without a name', { groups: ['system:unauthenticated'], verb: 'get', path: '/metrics' }, 'Metadata'],
    ['a probe', { groups: ['system:unauthenticated'], verb: 'get', path: '/livez' }, 'None'],
    ['a read', { user: 'a', verb: 'get', resource: 'pods', namespace: 'shop' }, 'None'],
    ['a lease', { verb: 'update', resource: 'leases', apiGroup: 'coordination.k8s.io' }, 'None'],
  ])('%s', (_name, request, level) => {
    expect(policy.evaluate(request).level).toBe(level);
  });
});

describe('forApiServer', () => {
  const policy = AuditPolicy.of([AuditRule.metadata()]);

  it('gives the file, the arguments and the volumes', () => {
    expect(policy.forApiServer()).toEqual({
      path: '/etc/kubernetes/audit/policy.yaml',
      content: policy.toYaml(),
      extraArgs: [
        { name: 'audit-policy-file', value: '/etc/kubernetes/audit/policy.yaml' },
        { name: 'audit-log-path', value: '/var/log/kubernetes/audit/audit.log' },
        { name: 'audit-log-maxage', value: '30' },
        { name: 'audit-log-maxbackup', value: '10' },
        { name: 'audit-log-maxsize', value: '100' },
      ],
      extraVolumes: [
        {
          name: 'audit-policy',
          hostPath: '/etc/kubernetes/audit/policy.yaml',
          mountPath: '/etc/kubernetes/audit/policy.yaml',
          readOnly: true,
          pathType: 'File',
        },
        {
          name: 'audit-log',
          hostPath: '/var/log/kubernetes/audit',
          mountPath: '/var/log/kubernetes/audit',
          readOnly: false,
          pathType: 'DirectoryOrCreate',
        },
      ],
    });
  });

  it('writes no file of a log that goes to the standard output', () => {
    const { extraArgs, extraVolumes } = policy.forApiServer({ logPath: '-' });
    expect(extraArgs.map(({ name }) => name)).toEqual(['audit-policy-file', 'audit-log-path']);
    expect(extraVolumes.map(({ name }) => name)).toEqual(['audit-policy']);
  });

  it.each([
    [{ policyPath: 'policy.yaml' }, 'policyPath'],
    [{ policyPath: '/policy.yaml' }, 'policyPath'],
    [{ logPath: '/var/../audit.log' }, 'logPath'],
    [{ logPath: '/var/log/a b' }, 'logPath'],
    [{ maxAge: 0 }, 'maxAge'],
    [{ maxSize: 1.5 }, 'maxSize'],
  ])('refuses %j', (options, property) => {
    expect(refusalsWithPath(() => policy.forApiServer(options))).toEqual([`KV4154 ${property}`]);
  });
});
