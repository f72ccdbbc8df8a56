import { JsonPatch, Lazy } from 'cdk8s';

import { DeckhouseRelease, ModuleConfig } from '../../../lib/deckhouse';
import { chartFor } from '../objects';
import { errorsOf, refusals } from '../../support/errors';
import { found } from '../../support/findings';

const make = (name: string, spec: unknown, release = '1.76'): ModuleConfig =>
  new ModuleConfig(chartFor(release), 'mc', { metadata: { name }, spec: spec as never });

const CPM = 'control-plane-manager';
const LOAD_BALANCER = { apiserver: { loadBalancer: { port: 6443 } } };
const PUBLISH = { apiserver: { publishAPI: { loadBalancer: { enabled: true, port: 6443 } } } };

describe('ModuleConfig', () => {
  it.each<[string, string, object]>([
    ['1.66', CPM, { version: 1, settings: { etcd: { externalMembersNames: ['a.b:c/d'] } } }],
    ['1.76', CPM, { version: 1, settings: { etcd: { externalMembersNames: ['a'] } } }],
    ['1.76', CPM, { version: 2, settings: LOAD_BALANCER }],
    ['1.77', CPM, { version: 2, settings: LOAD_BALANCER }],
    ['1.77', CPM, { version: 3, settings: PUBLISH }],
    ['1.78', CPM, { enabled: true, version: 3, settings: { kubernetesVersion: 'Default' } }],
    ['1.76', CPM, { version: 2, settings: { apiserver: { auditLog: {}, authn: { webhookCacheTTL: '' } } } }],
    ['1.66', 'global', { version: 1, settings: { storageClass: 'fast', modules: { proxy: { noProxy: ['a.b'] } } } }],
    ['1.76', 'global', { version: 2, settings: { storageClass: 'old', modules: { storageClass: 'fast' } } }],
    [
      '1.76',
      'global',
      { version: 2, settings: { modules: { gatewayAPIGateway: { name: 'a', namespace: 'b', more: 1 } } } },
    ],
    ['1.76', 'node-manager', { version: 2, settings: { earlyOomEnabled: false } }],
    ['1.66', 'node-manager', { version: 1, settings: { allowedBundles: ['centos'] } }],
    ['1.76', 'prometheus', { version: 7, settings: { anything: [1, { goes: true }] } }],
    ['1.66', 'prometheus', { enabled: false, source: 'deckhouse', updatePolicy: 'slow' }],
    ['1.70', 'prometheus', { maintenance: 'NoResourceReconciliation' }],
    ['1.76', CPM, { version: 2 }],
    ['1.76', CPM, { settings: {} }],
    ['1.76', CPM, {}],
  ])('for %s takes %s with %j', (release, name, spec) => {
    expect(make(name, spec, release).toJson()).toEqual({
      apiVersion: 'deckhouse.io/v1alpha1',
      kind: 'ModuleConfig',
      metadata: { name },
      spec,
    });
  });

  it.each<[string, string, unknown, string, string?]>([
    ['settings without a version', 'prometheus', { settings: { a: 1 } }, 'KV1202 spec.version'],
    ['a version as text', CPM, { version: '2' }, 'KV1203 spec.version'],
    ['version 1.5', CPM, { version: 1.5 }, 'KV1203 spec.version'],
    ['version -1', CPM, { version: -1 }, 'KV1205 spec.version'],
    ['a version of the future', CPM, { version: 3, settings: { apiserver: {} } }, 'KV1207 spec.version'],
    ['a misspelt setting', CPM, { version: 2, settings: { apiServer: {} } }, 'KV1201 spec.settings.apiServer'],
    [
      'publishAPI in version 2',
      CPM,
      { version: 2, settings: PUBLISH },
      'KV1207 spec.settings.apiserver.publishAPI',
      '1.77',
    ],
    ['publishAPI before 1.77', CPM, { version: 2, settings: PUBLISH }, 'KV1207 spec.settings.apiserver.publishAPI'],
    [
      'loadBalancer in version 3',
      CPM,
      { version: 3, settings: LOAD_BALANCER },
      'KV1208 spec.settings.apiserver.loadBalancer',
      '1.77',
    ],
    [
      'enabled in loadBalancer',
      CPM,
      { version: 2, settings: { apiserver: { loadBalancer: { enabled: true } } } },
      'KV1201 spec.settings.apiserver.loadBalancer.enabled',
    ],
    [
      'externalMembersNames in version 2',
      CPM,
      { version: 2, settings: { etcd: { externalMembersNames: [] } } },
      'KV1208 spec.settings.etcd.externalMembersNames',
    ],
    [
      'etcd.backup before 1.70',
      CPM,
      { version: 2, settings: { etcd: { backup: {} } } },
      'KV1207 spec.settings.etcd.backup',
      '1.69',
    ],
    [
      'proxy in version 2',
      'global',
      { version: 2, settings: { modules: { proxy: {} } } },
      'KV1208 spec.settings.modules.proxy',
    ],
    [
      'modules.storageClass in version 1',
      'global',
      { version: 1, settings: { modules: { storageClass: 'a' } } },
      'KV1207 spec.settings.modules.storageClass',
    ],
    [
      'a gateway without a namespace',
      'global',
      { version: 2, settings: { modules: { gatewayAPIGateway: { name: 'a' } } } },
      'KV1202 spec.settings.modules.gatewayAPIGateway.namespace',
    ],
    [
      'earlyOomEnabled in version 3',
      'node-manager',
      { version: 3, settings: { earlyOomEnabled: true } },
      'KV1208 spec.settings.earlyOomEnabled',
      '1.77',
    ],
    [
      'maintenance before 1.70',
      'prometheus',
      { maintenance: 'NoResourceReconciliation' },
      'KV1207 spec.maintenance',
      '1.69',
    ],
    ['an unknown maintenance', 'prometheus', { maintenance: 'Off' }, 'KV1204 spec.maintenance'],
    ['the source Embedded', 'prometheus', { source: 'Embedded' }, 'KV1206 spec.source'],
    ['an unknown field', 'prometheus', { enable: true }, 'KV1201 spec.enable'],
    ['a list of settings', 'prometheus', { version: 1, settings: [] }, 'KV1203 spec.settings'],
    ['what JSON cannot hold', 'prometheus', { version: 1, settings: { a: new Date(0) } }, 'KV1203 spec.settings.a'],
  ])('refuses %s', (_what, name, spec, expected, release = '1.76') => {
    expect(refusals(() => make(name, spec, release))).toContain(expected);
  });

  it('says what an older or newer version has in place of a setting', () => {
    const fixes = errorsOf(() => make(CPM, { version: 2, settings: PUBLISH })).map((e) => e.fix);
    expect(fixes).toEqual(['before settings version 3 it is apiserver.loadBalancer, which has no enabled']);
  });

  it('judges late settings and patches at synth', () => {
    const chart = chartFor();
    const late = { version: 2, settings: Lazy.any({ produce: () => ({ apiServer: {} }) }) as never };
    new ModuleConfig(chart, 'late', { metadata: { name: CPM }, spec: late });
    new ModuleConfig(chart, 'patched', {
      metadata: { name: 'global' },
      spec: { version: 2, settings: { highAvailability: true } },
    }).addJsonPatch(JsonPatch.add('/spec/version', 9));
    expect(found(chart.node.root)).toEqual(['KV1201 c/late spec.settings.apiServer', 'KV1207 c/patched spec.version']);
  });

  it('takes the newest version of every release', () => {
    for (const release of DeckhouseRelease.all()) {
      for (const name of [CPM, 'global', 'node-manager'] as const) {
        const version = release.settingsVersion(name);
        expect(refusals(() => make(name, { version, settings: {} }, release.version))).toEqual([]);
        expect(refusals(() => make(name, { version: version + 1, settings: { any: 1 } }, release.version))).toEqual([
          'KV1207 spec.version',
        ]);
      }
    }
  });
});
