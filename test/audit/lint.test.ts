import { AuditPolicy, AuditRule } from '../../lib/audit';
import type { AuditPolicyOptions, AuditRuleProps } from '../../lib/audit';

/** `CODE property: message` of what a policy's lints say. */
function lints(rules: readonly AuditRule[], options: AuditPolicyOptions = {}): readonly string[] {
  return AuditPolicy.of(rules, options)
    .findings({ kubernetes: '1.36' })
    .map(({ code, details }) => `${code} ${details.property ?? ''}: ${details.message}`);
}
const none = (props?: AuditRuleProps): AuditRule => AuditRule.none(props);
const metadata = (props?: AuditRuleProps): AuditRule => AuditRule.metadata(props);
const request = (props?: AuditRuleProps): AuditRule => AuditRule.request(props);
const requestResponse = (props?: AuditRuleProps): AuditRule => AuditRule.requestResponse(props);
const group = (name: string, ...resources: string[]) => ({ resources: [{ group: name, resources }] });
const core = (...resources: string[]) => group('', ...resources);
const LAST = metadata({ verbs: ['delete'] });
const EXEC = ['pods', 'pods/*'];

describe('rules that can never decide', () => {
  it.each([
    ['behind a rule for everything', [metadata(), none({ users: ['a'] })], 'rules[0], of level Metadata'],
    ['behind the same rule', [none({ users: ['a'] }), metadata({ users: ['a'] }), LAST], 'rules[0], of level None'],
    [
      'behind a wider list',
      [none({ verbs: ['get', 'list'] }), metadata({ ...core('secrets'), verbs: ['get'] }), LAST],
      'rules[0]',
    ],
    ['behind a wider pattern', [metadata(core('pods/*')), none(core('pods/log', 'pods'))], 'rules[0]'],
    ['behind any group', [metadata(group('*', '*')), none(core('pods/log'))], 'rules[0]'],
    [
      'behind a wider path',
      [none({ nonResourceURLs: ['/api*'] }), metadata({ nonResourceURLs: ['/apis', '/api/v1*'] }), LAST],
      'rules[0]',
    ],
    [
      'behind namespaces',
      [metadata({ namespaces: ['a', 'b'] }), none({ namespaces: ['a'], ...core('pods') })],
      'rules[0]',
    ],
  ])('%s', (_name, rules, message) => {
    const dead = lints(rules).filter((s) => s.startsWith('KV4201'));
    expect(dead).toEqual([expect.stringContaining(`KV4201 rules[1]: ${message}`)]);
  });

  it.each([
    ['other users', [none({ users: ['a'] }), metadata({ users: ['b'] })]],
    ['a narrow rule before a wide one', [none({ users: ['a'] }), metadata()]],
    ['resources before paths', [none(core('*')), metadata({ nonResourceURLs: ['*'] })]],
    [
      'single objects',
      [none({ resources: [{ group: '', resources: ['secrets'], resourceNames: ['a'] }] }), metadata(core('secrets'))],
    ],
    ['subresources', [none(core('pods')), metadata(core('pods/log', ...EXEC))]],
    ['half of the verbs', [none({ verbs: ['get'] }), metadata({ verbs: ['get', 'list'] })]],
    ['all subresources behind one', [none(core('pods/log')), metadata(core('pods/*'))]],
  ])('not %s', (_name, rules) => {
    expect(lints(rules)).toEqual([]);
  });
});

describe('policies that log nothing', () => {
  it('all stages of a rule, those of the policy included', () => {
    expect(
      lints([metadata({ omitStages: ['ResponseComplete', 'ResponseStarted'] })], { omitStages: ['RequestReceived'] }),
    ).toEqual(['KV4202 rules[0].omitStages: every stage of a successful request is omitted']);
    expect(lints([metadata({ omitStages: ['ResponseStarted'] })], { omitStages: ['RequestReceived'] })).toEqual([]);
    expect(
      lints([none({ users: ['a'], omitStages: ['RequestReceived', 'ResponseStarted', 'ResponseComplete'] }), LAST]),
    ).toEqual([]);
  });

  it('only rules of level None', () => {
    expect(lints([none()])).toEqual(['KV4203 rules: every rule has the level None']);
    expect(lints([none({ users: ['a'] }), metadata()])).toEqual([]);
  });
});

describe('names that no request has', () => {
  it.each([
    ['a wildcard', metadata({ users: ['system:*'] }), 'KV4204 rules[0].users[0]: no name contains a *'],
    ['a wildcard for verbs', metadata({ verbs: ['*'] }), 'KV4204 rules[0].verbs[0]: no name contains a *'],
    ['a verb in upper case', metadata({ verbs: ['GET'] }), 'KV4205 rules[0].verbs[0]: requests do not have this verb'],
    [
      'a verb of RBAC',
      metadata({ verbs: ['impersonate'] }),
      'KV4205 rules[0].verbs[0]: requests do not have this verb',
    ],
    [
      'a method for resources',
      metadata({ ...core('secrets'), verbs: ['post'] }),
      'KV4205 rules[0].verbs[0]: requests do not have this verb',
    ],
    [
      'a verb for paths',
      metadata({ nonResourceURLs: ['*'], verbs: ['list'] }),
      'KV4205 rules[0].verbs[0]: requests do not have this verb',
    ],
    [
      'a kind',
      metadata(core('Pod')),
      'KV4206 rules[0].resources[0].resources[0]: there is no such resource in the core group',
    ],
    [
      'a resource of another group',
      metadata(core('deployments')),
      'KV4206 rules[0].resources[0].resources[0]: there is no such resource in the core group',
    ],
    [
      'a subresource',
      metadata(core('secrets/log')),
      'KV4206 rules[0].resources[0].resources[0]: secrets have no such subresource',
    ],
    [
      'a short group',
      metadata(group('rbac', 'roles')),
      'KV4207 rules[0].resources[0].group: API servers do not have such a group',
    ],
    [
      'the name of the core group',
      metadata(group('core')),
      'KV4207 rules[0].resources[0].group: API servers do not have such a group',
    ],
    [
      'a verb of another resource',
      metadata({ ...group('authentication.k8s.io', 'tokenreviews'), verbs: ['list'] }),
      'KV4208 rules[0].resources[0].resources[0]: tokenreviews never come with the verbs of this rule',
    ],
    [
      'a resource without namespaces',
      metadata({ ...core('persistentvolumes'), namespaces: ['a'] }),
      'KV4209 rules[0].resources[0].resources[0]: persistentvolumes are cluster-scoped',
    ],
  ])('%s', (_name, rule, message) => {
    expect(lints([rule])).toEqual([message]);
  });

  it.each([
    ['methods for paths', metadata({ nonResourceURLs: ['*'], verbs: ['get', 'post'] })],
    ['both for everything', metadata({ verbs: ['list', 'post'] })],
    ['custom resources', metadata(group('example.com', 'Widget'))],
    ['wildcards of resources', metadata(group('apps', '*', '*/scale', 'deployments/*'))],
    ['the right verb', metadata({ ...core('secrets', 'configmaps'), verbs: ['create'] })],
    ['the empty namespace', metadata({ ...core('persistentvolumes'), namespaces: ['a', ''] })],
    ['namespaces themselves', metadata({ ...core('namespaces'), namespaces: ['a'] })],
  ])('not %s', (_name, rule) => {
    expect(lints([rule])).toEqual([]);
  });

  it('say what was meant', () => {
    const fixes = AuditPolicy.of([
      metadata({ ...core('Pod', 'deployments', 'ingress', 'secretz', 'pods/exek'), verbs: ['creat'] }),
      metadata(group('rbac')),
    ])
      .findings()
      .flatMap(({ details }) => details.fix ?? []);
    expect(fixes).toEqual([
      'did you mean create?',
      'did you mean pods?',
      'did you mean deployments of the group apps?',
      'did you mean ingresses of the group networking.k8s.io?',
      'did you mean secrets?',
      'did you mean pods/exec?',
      'did you mean rbac.authorization.k8s.io?',
    ]);
  });
});

describe('secrets in the log', () => {
  it.each([
    ['a rule for everything', request(), 'secrets, configmaps, tokenreviews'],
    ['responses of everything', requestResponse(), 'secrets, configmaps, tokenreviews, serviceaccounts/token'],
    ['Secrets', request(core('secrets')), 'secrets'],
    ['Secrets that are read', requestResponse({ ...core('secrets'), verbs: ['get'] }), 'secrets'],
    ['one Secret', request({ resources: [{ resources: ['secrets'], resourceNames: ['a'] }] }), 'secrets'],
    ['tokens that are made', requestResponse(core('serviceaccounts/*', 'serviceaccounts')), 'serviceaccounts/token'],
    ['a namespace', request({ namespaces: ['a'] }), 'secrets, configmaps'],
  ])('%s', (_name, rule, names) => {
    expect(lints([rule])).toEqual([
      expect.stringMatching(`KV4210 rules\\[0\\]\\.level: bodies of ${names} would be logged`),
    ]);
  });

  it.each([
    ['reads at Request', [request({ verbs: ['get', 'list', 'delete'] })]],
    [
      'behind a rule for them',
      [
        metadata({ resources: [{ resources: ['secrets', 'configmaps'] }, { group: 'authentication.k8s.io' }] }),
        request(),
      ],
    ],
    ['metadata', [metadata(core('secrets'))]],
    ['paths', [requestResponse({ nonResourceURLs: ['*'] })]],
    ['other resources', [requestResponse(group('apps'))]],
  ])('not %s', (_name, rules) => {
    expect(lints(rules)).toEqual([]);
  });

  it('finds them behind a rule for some of the users', () => {
    expect(
      lints([metadata({ ...core('secrets'), users: ['a'] }), request({ ...core('secrets'), verbs: ['create'] })]),
    ).toHaveLength(1);
  });
});

describe('subresources', () => {
  it('are named where they are likely to be meant', () => {
    expect(lints([metadata(core('pods')), metadata(group('apps'))])).toEqual([
      'KV4211 rules[0].resources[0].resources[0]: no rule logs pods/exec, pods/attach, pods/portforward, pods/ephemeralcontainers',
    ]);
  });

  it.each([
    ['another rule logs them', [metadata(core('pods')), metadata({ verbs: ['create'] })]],
    ['they are there', [metadata(core('pods', 'pods/*'))]],
    ['nothing is logged of the resource', [none(core('pods')), metadata(group('apps'))]],
    ['it has none', [metadata(core('secrets'))]],
  ])('not when %s', (_name, rules) => {
    expect(lints(rules)).toEqual([]);
  });
});
