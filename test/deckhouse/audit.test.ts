import { ApiObject } from 'cdk8s';
import type { Chart } from 'cdk8s';

import { AuditPolicy, AuditRule } from '../../lib/audit';
import {
  AuditPolicySecret,
  ControlPlaneManager,
  DeckhouseRelease,
  ExistingObjects,
  ModuleConfig,
} from '../../lib/deckhouse';
import type { AuditLogOptions } from '../../lib/deckhouse';
import { chartFor } from './objects';
import { refusals } from '../support/errors';
import { outcome } from './rules/outcome';
import { manifestsOf } from '../support/manifests';
import type { Manifest } from '../support/manifests';

const POLICY = AuditPolicy.builder()
  .metadata({ verbs: ['delete'] })
  .build();
const GOOD = POLICY.toYaml();

function manifests(make: (chart: Chart) => unknown): readonly Manifest[] {
  const chart = chartFor();
  make(chart);
  return manifestsOf(chart);
}

const settingsOf = (make: (chart: Chart) => unknown): unknown =>
  manifests(make).find(({ kind }) => kind === 'ModuleConfig')?.spec.settings?.apiserver;

const secret =
  (text: string, key = 'audit-policy.yaml', name = 'audit-policy') =>
  (chart: Chart) =>
    new ApiObject(chart, `secret-${name}`, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: 'kube-system' },
      stringData: { [key]: text },
    });
const enabled =
  (value = true) =>
  (chart: Chart) =>
    new ControlPlaneManager(chart, 'cpm', { settings: { apiserver: { auditPolicyEnabled: value } } });
const both =
  (...programs: readonly ((chart: Chart) => unknown)[]) =>
  (chart: Chart) =>
    programs.forEach((program) => program(chart));

describe('ControlPlaneManager with audit', () => {
  it('writes the Secret and switches it on', () => {
    const objects = manifests((chart) => new ControlPlaneManager(chart, 'cpm', { audit: POLICY }));
    expect(objects).toMatchObject([
      {
        kind: 'ModuleConfig',
        spec: { settings: { apiserver: { auditPolicyEnabled: true, basicAuditPolicyEnabled: true } } },
      },
      {
        kind: 'Secret',
        metadata: { name: 'audit-policy', namespace: 'kube-system' },
        stringData: { 'audit-policy.yaml': GOOD },
      },
    ]);
    expect(outcome('KV', (chart) => new ControlPlaneManager(chart, 'cpm', { audit: POLICY }))).toEqual([]);
  });

  it.each([
    [{}, { basicAuditPolicyEnabled: true }],
    [
      { builtInRules: false, policy: POLICY },
      { auditPolicyEnabled: true, basicAuditPolicyEnabled: false },
    ],
    [{ output: 'Stdout' }, { basicAuditPolicyEnabled: true, auditLog: { output: 'Stdout' } }],
    [{ path: '/var/log/audit' }, { basicAuditPolicyEnabled: true, auditLog: { path: '/var/log/audit' } }],
  ] as readonly [AuditLogOptions, object][])('%j', (audit, expected) => {
    expect(settingsOf((chart) => new ControlPlaneManager(chart, 'cpm', { audit }))).toEqual(expected);
  });

  it('follows basicAuditPolicyEnabled of the settings', () => {
    const settings = { apiserver: { basicAuditPolicyEnabled: false } };
    expect(settingsOf((chart) => new ControlPlaneManager(chart, 'cpm', { audit: POLICY, settings }))).toEqual({
      auditPolicyEnabled: true,
      basicAuditPolicyEnabled: false,
    });
  });

  it('refuses settings that say something else, and what is no policy', () => {
    const make = (audit: unknown, apiserver: object = {}) =>
      refusals(() => new ControlPlaneManager(chartFor(), 'cpm', { audit: audit as never, settings: { apiserver } }));
    expect(make(POLICY, { auditPolicyEnabled: false, auditLog: { output: 'File' } })).toEqual([
      'KV3905 settings.apiserver.auditPolicyEnabled',
    ]);
    expect(make({ builtInRules: true }, { basicAuditPolicyEnabled: false })).toEqual([
      'KV3905 settings.apiserver.basicAuditPolicyEnabled',
    ]);
    expect(make('policy.yaml')).toEqual(['KV1203 audit']);
    expect(make({ policy: 'policy.yaml' })).toEqual(['KV1203 audit.policy']);
    expect(make({ builtInRules: 'no' })).toEqual(['KV1203 audit.builtInRules']);
    expect(make({ polices: POLICY })).toEqual(['KV1201 audit.polices']);
    expect(make({ output: 'Syslog' })).toEqual(['KV1204 settings.apiserver.auditLog.output']);
  });
});

describe('AuditPolicySecret', () => {
  it('reports what is wrong with the policy at the construct, with the place in its file', () => {
    const policy = AuditPolicy.fromYaml(`apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: Request\n`, {
      file: 'audit.yaml',
    });
    expect(outcome('KV4', (chart) => new ControlPlaneManager(chart, 'cpm', { audit: policy }))).toEqual([
      'KV4210 audit.yaml:4:10 rules[0].level: bodies of secrets, configmaps, tokenreviews would be logged: ' +
        'the secrets themselves; configuration, often with passwords; tokens of users (Request)',
    ]);
  });

  it('refuses what is no policy', () => {
    expect(refusals(() => new AuditPolicySecret(chartFor(), 'a', { policy: GOOD as never }))).toEqual([
      'KV1203 policy',
    ]);
    expect(refusals(() => new AuditPolicySecret(chartFor(), 'a', undefined as never))).not.toEqual([]);
  });
});

describe('what Deckhouse does to a policy', () => {
  const audit = (policy: AuditPolicy, options: AuditLogOptions = {}, release?: string) =>
    outcome('KV39', (chart) => new ControlPlaneManager(chart, 'cpm', { audit: { policy, ...options } }), release);

  it('drops omitManagedFields of the policy', () => {
    expect(audit(AuditPolicy.of(POLICY.rules, { omitManagedFields: true }))).toEqual([
      'KV3902 omitManagedFields: Deckhouse drops omitManagedFields of the policy',
    ]);
    expect(audit(AuditPolicy.of(POLICY.rules, { omitManagedFields: false }))).toEqual([]);
  });

  it('cuts the built-in rules by omitStages of the policy', () => {
    const policy = AuditPolicy.of(POLICY.rules, { omitStages: ['ResponseComplete'] });
    expect(audit(policy)).toEqual([
      'KV3903 omitStages[0]: the built-in rules no longer log how a request ended (ResponseComplete)',
    ]);
    expect(audit(policy, { builtInRules: false })).toEqual([]);
    expect(audit(AuditPolicy.of(POLICY.rules, { omitStages: ['RequestReceived'] }))).toEqual([]);
  });

  it('takes rules that a built-in one has already, by release', () => {
    const log = AuditPolicy.of([AuditRule.request({ resources: [{ resources: ['pods/log'] }] })]);
    expect(audit(log, {}, '1.77')).toEqual([
      'KV3904 rules[0]: a built-in rule of Deckhouse 1.77 matches all its requests: logs of Pods, metadata',
    ]);
    expect(audit(log, {}, '1.76')).toEqual([]);
    expect(audit(log, { builtInRules: false }, '1.77')).toEqual([]);
  });

  it.each(DeckhouseRelease.all().map(({ version }) => version))(
    'finds nothing in the recommended policy for %s',
    (release) => {
      // The policy itself is not looked at in programs, because of this test. A copy is.
      const { rules, omitStages } = AuditPolicy.recommended();
      const policy = AuditPolicy.of(rules, { omitStages });
      expect(outcome('KV', (chart) => new ControlPlaneManager(chart, 'cpm', { audit: policy }), release)).toEqual([]);
      expect(
        outcome(
          'KV',
          (chart) => new ControlPlaneManager(chart, 'cpm', { audit: { policy, builtInRules: false } }),
          release,
        ),
      ).toEqual([]);
    },
  );
});

describe('a policy and its switch', () => {
  it('a switch without a Secret is an error', () => {
    expect(outcome('KV39', enabled())).toEqual([
      'KV3906 spec.settings.apiserver.auditPolicyEnabled: the program does not create the Secret kube-system/audit-policy (true)',
    ]);
    expect(outcome('KV39', both(enabled(), secret(GOOD)))).toEqual([]);
    expect(outcome('KV39', enabled(false))).toEqual([]);
    const declared = both(enabled(), (chart) => ExistingObjects.of(chart).addSecret('kube-system', 'audit-policy'));
    expect(outcome('KV39', declared)).toEqual([]);
    expect(outcome('KV39', both(enabled(), secret(GOOD, undefined, 'audit')))).toHaveLength(1);
  });

  it('a Secret without a switch is an error', () => {
    const message = 'KV3907: no settings of control-plane-manager have auditPolicyEnabled: true';
    expect(outcome('KV39', both(secret(GOOD), enabled(false)))).toEqual([message]);
    expect(outcome('KV39', (chart) => new AuditPolicySecret(chart, 'audit', { policy: POLICY }))).toEqual([message]);
    const declared = both(secret(GOOD), (chart) => ExistingObjects.of(chart).addModuleConfig('control-plane-manager'));
    expect(outcome('KV39', declared)).toEqual([]);
    const layer1 = (chart: Chart) =>
      new ModuleConfig(chart, 'cpm', {
        metadata: { name: 'control-plane-manager' },
        spec: { version: 2, settings: { apiserver: { auditPolicyEnabled: true } } },
      });
    expect(outcome('KV39', both(secret(GOOD), layer1))).toEqual([]);
  });
});

describe('a Secret that somebody wrote', () => {
  const said = (text: string, key?: string) => outcome('KV39', both(enabled(), secret(text, key)));

  it('has the key that Deckhouse reads', () => {
    expect(said(GOOD, 'policy.yaml')).toEqual(['KV3908: the key audit-policy.yaml is missing, or cannot be read']);
  });

  it('holds a policy with which the API server starts', () => {
    expect(said(GOOD.replace('Metadata', 'metadata'))).toEqual([
      'KV3909 stringData."audit-policy.yaml": there is no such level (line 4, column 12, rules[0].level; KV4005) ("metadata")',
    ]);
    expect(said('rules: [')).toEqual([expect.stringContaining('KV4001')]);
    const anyGroup = `${GOOD}  - level: None\n    resources: [{group: '*'}]\n`;
    expect(said(anyGroup)).toEqual([expect.stringContaining('Kubernetes 1.33 does not know the group *')]);
  });

  it('is read strictly by Deckhouse', () => {
    expect(said(`${GOOD}    usergroup: [a]\n`)).toEqual([
      expect.stringContaining('KV3910 stringData."audit-policy.yaml": "usergroup" is not a field'),
    ]);
    expect(said(`${GOOD}metadata: {name: a}\n`)).toEqual([]);
  });

  it('may be in base64', () => {
    const inData = (text: string) => (chart: Chart) =>
      new ApiObject(chart, 'secret', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'audit-policy', namespace: 'kube-system' },
        data: { 'audit-policy.yaml': text },
      });
    const encoded = (text: string) => both(enabled(), inData(Buffer.from(text).toString('base64')));
    expect(outcome('KV39', encoded(GOOD))).toEqual([]);
    expect(outcome('KV39', encoded(GOOD.replace('Metadata', 'x')))).toEqual([
      expect.stringContaining('KV3909 data."audit-policy.yaml"'),
    ]);
    expect(outcome('KV39', both(enabled(), inData('not base64!')))).toEqual([expect.stringContaining('KV3908')]);
  });
});
