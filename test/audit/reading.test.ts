import { AuditPolicy } from '../../lib/audit';
import { refusalsWithPath } from '../support/errors';

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';
const GOOD = `${HEAD}rules:\n- level: Metadata\n`;

/** `line:column code` of everything that is wrong. */
function found(text: string | Uint8Array, kubernetes = '1.34'): readonly string[] {
  return AuditPolicy.check(text, { kubernetes }).map(
    ({ code, position }) => `${position?.line}:${position?.column} ${code}`,
  );
}

describe('reading a policy', () => {
  it('finds nothing in a good one', () => {
    expect(found(GOOD)).toEqual([]);
    expect(found(`# a comment\n---\n${GOOD}...\n`)).toEqual([]);
  });

  it.each([
    ['a file that is no YAML', `${HEAD}rules: [\n`, ['4:1 KV4001']],
    ['a tab for indentation', `${HEAD}rules:\n\t- level: None\n`, ['4:1 KV4001']],
    ['YAML in braces', '{kind: Policy}', ['1:2 KV4001']],
    ['an empty file', '', ['1:1 KV4002']],
    ['another kind', GOOD.replace('Policy', 'Event'), ['2:7 KV4002']],
    ['a beta version', GOOD.replace('/v1', '/v1beta1'), ['1:13 KV4002']],
    ['no apiVersion', GOOD.replace(/^.*\n/, ''), ['1:1 KV4002']],
    ['a text in place of a list', `${HEAD}rules:\n- level: Metadata\n  verbs: get\n`, ['5:10 KV4003']],
    ['a number in a list of texts', `${HEAD}rules:\n- level: Metadata\n  users: [0777]\n`, ['5:11 KV4003']],
    ['a level that YAML reads as false', `${HEAD}rules:\n- level: No\n`, ['4:10 KV4003']],
    ['no rules', HEAD, ['1:1 KV4004']],
    ['an empty list of rules', `${HEAD}rules: []\n`, ['3:8 KV4004']],
    ['a rule without a level', `${HEAD}rules:\n- verbs: [get]\n`, ['4:3 KV4005']],
    ['a level in lower case', `${HEAD}rules:\n- level: metadata\n`, ['4:10 KV4005']],
    ['an unknown stage', `${GOOD}  omitStages: [Received]\n`, ['5:16 KV4006']],
    ['paths and namespaces', `${GOOD}  nonResourceURLs: [/x]\n  namespaces: [a]\n`, ['5:20 KV4007']],
    ['a path without a slash', `${GOOD}  nonResourceURLs: [x]\n`, ['5:21 KV4008']],
    ['a star inside of a path', `${GOOD}  nonResourceURLs: ["/a*b"]\n`, ['5:21 KV4008']],
    ['a group with a version', `${GOOD}  resources:\n  - group: apps/v1\n`, ['6:12 KV4009']],
    ['any group', `${GOOD}  resources:\n  - group: "*"\n`, ['6:12 KV4010']],
    ['names without resources', `${GOOD}  resources:\n  - resourceNames: [a]\n`, ['6:20 KV4011']],
    ['an unknown field', `${GOOD}  verb: [get]\n`, ['5:3 KV4101']],
    ['a field in another case', `${GOOD}  usergroups: [a]\n`, ['5:3 KV4102']],
    ['a key twice', `${GOOD}  level: None\n`, ['4:1 KV4203', '5:3 KV4103']],
    ['a second document', `${GOOD}---\nkind: Policy\n`, ['5:1 KV4104']],
  ])('%s', (_name, text, expected) => {
    expect([...found(text)].sort()).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['comments', '---\n# a\n  # b\n', []],
    ['a comment behind the marks', '--- # a\n... # b\n', []],
    ['marks alone', '---\n...\n---\r\n', []],
    ['a text behind the marks', '--- a\n', ['5:1 KV4104']],
    ['a text behind a comment', '---\n# a\nb: c\n', ['5:1 KV4104']],
    ['a banner of forty #', `---\n${'#'.repeat(40)}\nb: c\n`, ['5:1 KV4104']],
    ['a banner of a million signs', `---\n${'# '.repeat(500_000)}\nb: c\n`, ['5:1 KV4104']],
  ])('after the policy: %s', (_name, rest, expected) => {
    expect(found(`${GOOD}${rest}`)).toEqual(expected);
  });

  it('knows the group * from Kubernetes 1.36 on', () => {
    const policy = `${GOOD}  resources:\n  - group: "*"\n`;
    expect(found(policy, '1.35')).toEqual(['6:12 KV4010']);
    expect(found(policy, '1.36.4')).toEqual([]);
    expect(refusalsWithPath(() => AuditPolicy.check(policy, { kubernetes: '1.20' }))).toEqual(['KV4150']);
    expect(refusalsWithPath(() => AuditPolicy.check(policy, { kubernetes: 136 as never }))).toEqual(['KV4150']);
  });

  it('reads JSON with its places, and takes what its reader takes', () => {
    expect(found('{"apiVersion":"audit.k8s.io/v1","kind":"Policy",\n"rules":[{"level":"none"}]}')).toEqual([
      '2:19 KV4005',
    ]);
    expect(found('{"apiVersion":"audit.k8s.io/v1","kind":"Policy","rules":[{"level":"Metadata"}],}')).toEqual([
      '1:80 KV4001',
    ]);
  });

  it('never hangs and never crashes', () => {
    const bomb = [...'abcdefghij'].map(
      (n, i, all) =>
        `x${n}: &${n} [${Array(10)
          .fill(i === 0 ? 'x' : `*${all[i - 1]}`)
          .join(',')}]`,
    );
    expect(found(`${bomb.join('\n')}\n${GOOD}`)).toEqual([expect.stringContaining('KV4001')]);
    expect(found(`a: &a [*a]\n${GOOD}`)).toEqual([expect.stringContaining('KV4001')]);
    expect(found('['.repeat(100_000))).toEqual([expect.stringContaining('KV4001')]);
    expect(found('{"a":'.repeat(100_000))).toEqual([expect.stringContaining('KV4001')]);
    expect(found('- '.repeat(20_000))).toEqual([expect.stringContaining('KV4001')]);
    expect(found(Buffer.from([0xff, 0xfe, 0x00]))).toEqual([expect.stringContaining('KV4001')]);
    expect(found(Buffer.from([0x61, 0x0a, 0x62, 0xff]))).toEqual(['2:2 KV4001']);
    expect(found(`${GOOD}  users: ["__proto__", constructor]\n  __proto__: [a]\n`)).toEqual(['6:3 KV4101']);
  });

  it('prints a finding like a compiler', () => {
    const [finding] = AuditPolicy.check(`${HEAD}rules:\n- level: metadata\n`, { file: 'audit/policy.yaml' });
    expect(finding?.toString()).toBe(
      [
        'audit/policy.yaml:4:10: error KV4005: there is no such level (rules[0].level)',
        '4 | - level: metadata',
        '  |          ^^^^^^^^',
        '  given:   "metadata"',
        '  allowed: None, Metadata, Request, RequestResponse',
        '  change:  did you mean Metadata?',
      ].join('\n'),
    );
  });

  it('prints nothing that moves the cursor of a terminal', () => {
    const text = AuditPolicy.check(`${HEAD}rules:\n- level: "\u202e\\x1b"\n`).map(String).join('');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('AuditPolicy.fromYaml', () => {
  it('gives a policy that can be read again', () => {
    const policy = AuditPolicy.fromYaml(
      `${HEAD}omitStages: [RequestReceived]\nrules:\n- level: None\n  users: ["No", "0777"]\n- level: Metadata\n  omitManagedFields: true\n`,
    );
    expect(policy.rules.map(({ level }) => level)).toEqual(['None', 'Metadata']);
    expect(AuditPolicy.fromYaml(policy.toYaml()).spec).toEqual(policy.spec);
    expect(policy.spec.rules[0]?.users).toEqual(['No', '0777']);
  });

  it('throws everything that is refused or ignored, with its place', () => {
    const text = `${HEAD}rules:\n- level: none\n  usergroups: [a]\n`;
    expect(refusalsWithPath(() => AuditPolicy.fromYaml(text, { file: 'p.yaml' }))).toEqual([
      'KV4005 p.yaml:4:10 rules[0].level',
      'KV4102 p.yaml:5:3 rules[0].usergroups',
    ]);
  });

  it('takes over what is ignored when it is acknowledged', () => {
    const text = `${GOOD}  usergroups: [a]\n`;
    const policy = AuditPolicy.fromYaml(text, { acknowledge: { KV4102: 'it has always been like this' } });
    expect(policy.spec.rules).toEqual([{ level: 'Metadata' }]);
    expect(policy.findings()).toEqual([]);
  });

  it.each([
    ['a code that does not exist', { KV9999: 'x' }, 'KV1001 acknowledge'],
    ['what the server refuses', { KV4005: 'x' }, 'KV1002 acknowledge'],
    ['no reason', { KV4101: ' ' }, 'KV1003 acknowledge'],
    ['a list', ['KV4101'], 'KV1203 acknowledge'],
  ])('does not acknowledge %s', (_name, acknowledge, expected) => {
    expect(refusalsWithPath(() => AuditPolicy.fromYaml(GOOD, { acknowledge: acknowledge as never }))).toEqual([
      expected,
    ]);
  });

  it('reports an acknowledgement that matches nothing', () => {
    const policy = AuditPolicy.fromYaml(GOOD, { acknowledge: { KV4101: 'was needed once' } });
    expect(policy.findings().map(({ code }) => code)).toEqual(['KV1004']);
  });
});

describe('AuditPolicy.fromFile', () => {
  it('names the path in findings, and says when there is no file', () => {
    expect(refusalsWithPath(() => AuditPolicy.fromFile('/nowhere/policy.yaml'))).toEqual(['KV4153']);
    expect(refusalsWithPath(() => AuditPolicy.fromFile(__filename))[0]).toContain(`${__filename}:`);
  });
});
