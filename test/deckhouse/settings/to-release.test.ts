import { DeckhouseRelease } from '../../../lib/deckhouse';
import type { TypedModule } from '../../../lib/deckhouse';
import { rawSettingsFaults } from '../../../lib/deckhouse/settings/raw';
import { toRelease } from '../../../lib/deckhouse/settings/to-release';

const of = (module: TypedModule, settings: unknown, release: string) => {
  const { version, settings: written, faults } = toRelease(module, settings, DeckhouseRelease.of(release));
  return faults.length === 0
    ? { version, settings: written }
    : faults.map((f) => `${f.type.code} ${f.details.property}: ${f.details.fix ?? f.details.allowed}`);
};

const CPM = 'control-plane-manager';
const PUBLISHED = {
  publishAPI: { loadBalancer: { enabled: true, port: 6443, annotations: { a: 'b' } } },
  bindToWildcard: true,
};

describe('settings in the shape of the newest release', () => {
  it.each<[string, TypedModule, object, number, object]>([
    [
      '1.66',
      CPM,
      { apiserver: PUBLISHED },
      1,
      { apiserver: { bindToWildcard: true, loadBalancer: { port: 6443, annotations: { a: 'b' } } } },
    ],
    [
      '1.76',
      CPM,
      { apiserver: PUBLISHED },
      2,
      { apiserver: { bindToWildcard: true, loadBalancer: { port: 6443, annotations: { a: 'b' } } } },
    ],
    ['1.77', CPM, { apiserver: PUBLISHED }, 3, { apiserver: PUBLISHED }],
    [
      '1.76',
      CPM,
      { apiserver: { publishAPI: { loadBalancer: { enabled: true } } } },
      2,
      { apiserver: { loadBalancer: {} } },
    ],
    ['1.76', CPM, { apiserver: { publishAPI: { loadBalancer: { enabled: false, port: 1 } } } }, 2, { apiserver: {} }],
    ['1.76', CPM, { apiserver: { publishAPI: { loadBalancer: { port: 1 } } } }, 2, { apiserver: {} }],
    [
      '1.77',
      CPM,
      { apiserver: { publishAPI: { loadBalancer: { port: 1 } } } },
      3,
      { apiserver: { publishAPI: { loadBalancer: { port: 1 } } } },
    ],
    ['1.66', CPM, { etcd: { externalMembersNames: ['a'] } }, 1, { etcd: { externalMembersNames: ['a'] } }],
    [
      '1.66',
      'global',
      { highAvailability: true, modules: { storageClass: 'fast' } },
      1,
      { highAvailability: true, storageClass: 'fast' },
    ],
    [
      '1.66',
      'global',
      { modules: { storageClass: 'fast', ingressClass: 'a' } },
      1,
      { storageClass: 'fast', modules: { ingressClass: 'a' } },
    ],
    ['1.67', 'global', { modules: { storageClass: 'fast' } }, 2, { modules: { storageClass: 'fast' } }],
    ['1.76', 'node-manager', { earlyOomEnabled: false }, 2, { earlyOomEnabled: false }],
    ['1.78', 'node-manager', { capiEmergencyBrake: true }, 3, { capiEmergencyBrake: true }],
  ])('for %s %s writes %j as version %i', (release, module, settings, version, written) => {
    expect(of(module, settings, release)).toEqual({ version, settings: written });
    expect(rawSettingsFaults(module, version, written, DeckhouseRelease.of(release))).toEqual([]);
  });

  it.each<[string, TypedModule, object, string]>([
    [
      '1.76',
      CPM,
      { resourcesRequests: { cpu: 1 } },
      'KV1207 settings.resourcesRequests: before 1.77 use modules.resourcesRequests.controlPlane in the settings of the module global',
    ],
    [
      '1.76',
      CPM,
      { encryptionAlgorithm: 'RSA-2048' },
      'KV1207 settings.encryptionAlgorithm: from 1.70 to 1.76 use encryptionAlgorithm of ClusterConfiguration; before, it cannot be set',
    ],
    [
      '1.76',
      CPM,
      { apiserver: { publishAPI: { ingress: { enabled: true } } } },
      'KV1207 settings.apiserver.publishAPI.ingress: before 1.77 it is publishAPI in the settings of the module user-authn',
    ],
    [
      '1.77',
      CPM,
      { kubernetesVersion: '1.33' },
      'KV1207 settings.kubernetesVersion: before 1.78 use kubernetesVersion of ClusterConfiguration',
    ],
    ['1.76', CPM, { etcd: { defrag: {} } }, 'KV1207 settings.etcd.defrag: 1.77 and later'],
    [
      '1.69',
      CPM,
      { etcd: { backup: { enabled: false } } },
      'KV1207 settings.etcd.backup: remove it: before 1.70 backups are made every night and cannot be configured',
    ],
    [
      '1.69',
      CPM,
      { etcd: { externalMembersNames: [] } },
      'KV1208 settings.etcd.externalMembersNames: remove it: members that Deckhouse did not create are left alone',
    ],
    ['1.73', CPM, { enabledFeatureGates: [] }, 'KV1207 settings.enabledFeatureGates: 1.74 and later'],
    ['1.75', CPM, { rootKubeconfigSymlink: true }, 'KV1207 settings.rootKubeconfigSymlink: 1.76 and later'],
    ['1.77', 'node-manager', { earlyOomEnabled: true }, 'KV1208 settings.earlyOomEnabled: remove it'],
    ['1.67', 'node-manager', { allowedBundles: ['debian'] }, 'KV1208 settings.allowedBundles: remove it'],
    ['1.67', 'global', { modules: { proxy: {} } }, 'KV1208 settings.modules.proxy: use proxy of ClusterConfiguration'],
    ['1.77', 'global', { prefix: 'a' }, 'KV1207 settings.prefix: before 1.78 use cloud.prefix of ClusterConfiguration'],
    ['1.76', 'global', { applications: {} }, 'KV1207 settings.applications: 1.77 and later'],
  ])(
    'for %s %s refuses %j, and says from which release on it goes or what to use',
    (release, module, settings, expected) => {
      expect(of(module, settings, release)).toEqual([expected]);
    },
  );

  it.each<[string, TypedModule, unknown, string]>([
    [
      'the form of an older version',
      CPM,
      { apiserver: { loadBalancer: {} } },
      'KV1201 settings.apiserver.loadBalancer',
    ],
    ['an older place', 'global', { storageClass: 'a' }, 'KV1201 settings.storageClass'],
    ['no object', CPM, 'a', 'KV1203 settings'],
    [
      'a wildcard in the certificate',
      CPM,
      { apiserver: { certSANs: ['*.a.b'] } },
      'KV1206 settings.apiserver.certSANs[0]',
    ],
    ['IPv6 in the certificate', CPM, { apiserver: { certSANs: ['fd00::1'] } }, 'KV1206 settings.apiserver.certSANs[0]'],
    [
      'an admission plugin that is always on',
      CPM,
      { apiserver: { admissionPlugins: ['EventRateLimit'] } },
      'KV1204 settings.apiserver.admissionPlugins[0]',
    ],
    [
      'a range that is none',
      CPM,
      { apiserver: { publishAPI: { loadBalancer: { sourceRanges: ['999.1.1.1/99'] } } } },
      'KV1206 settings.apiserver.publishAPI.loadBalancer.sourceRanges[0]',
    ],
    [
      'a range without a mask',
      CPM,
      { apiserver: { publishAPI: { loadBalancer: { sourceRanges: ['10.0.0.1'] } } } },
      'KV1206 settings.apiserver.publishAPI.loadBalancer.sourceRanges[0]',
    ],
    [
      'port 65535',
      CPM,
      { apiserver: { publishAPI: { loadBalancer: { port: 65535 } } } },
      'KV1205 settings.apiserver.publishAPI.loadBalancer.port',
    ],
    [
      'a path with a slash at its end',
      CPM,
      { apiserver: { auditLog: { path: '/var/log/' } } },
      'KV1206 settings.apiserver.auditLog.path',
    ],
    [
      'units out of order',
      CPM,
      { apiserver: { authn: { webhookCacheTTL: '5s1m' } } },
      'KV1206 settings.apiserver.authn.webhookCacheTTL',
    ],
    ['a database that is too small', CPM, { etcd: { maxDbSize: 1024 } }, 'KV1205 settings.etcd.maxDbSize'],
    ['a database of 8 GiB and a byte', CPM, { etcd: { maxDbSize: 8589934593 } }, 'KV1205 settings.etcd.maxDbSize'],
    [
      'names in a defragmentation',
      CPM,
      { etcd: { defrag: { cronSchedule: '0 1 * * mon' } } },
      'KV1206 settings.etcd.defrag.cronSchedule',
    ],
    ['a gate with a value', CPM, { enabledFeatureGates: ['A=true'] }, 'KV1206 settings.enabledFeatureGates[0]'],
    ['memory as a number', CPM, { resourcesRequests: { memory: 1024 } }, 'KV1203 settings.resourcesRequests.memory'],
    ['half a core as text', CPM, { resourcesRequests: { cpu: '0.5' } }, 'KV1206 settings.resourcesRequests.cpu'],
    ['Automatic in place of Default', CPM, { kubernetesVersion: 'Automatic' }, 'KV1204 settings.kubernetesVersion'],
    [
      'a template without a hole',
      'global',
      { modules: { publicDomainTemplate: 'example.com' } },
      'KV1206 settings.modules.publicDomainTemplate',
    ],
    [
      'a template with two holes',
      'global',
      { modules: { publicDomainTemplate: '%s.%s.com' } },
      'KV1206 settings.modules.publicDomainTemplate',
    ],
    [
      'a hole in the second label',
      'global',
      { modules: { publicDomainTemplate: 'a.%s.com' } },
      'KV1206 settings.modules.publicDomainTemplate',
    ],
    [
      'one hole for applications',
      'global',
      { applications: { publicDomainTemplate: '%s.example.com' } },
      'KV1206 settings.applications.publicDomainTemplate',
    ],
    ['an unknown https mode', 'global', { modules: { https: { mode: 'Off' } } }, 'KV1204 settings.modules.https.mode'],
    ['a prefix of 46 characters', 'global', { prefix: 'a'.repeat(46) }, 'KV1205 settings.prefix'],
    [
      'a gateway without a namespace',
      'global',
      { modules: { gatewayAPIGateway: { name: 'a' } } },
      'KV1202 settings.modules.gatewayAPIGateway.namespace',
    ],
    ['a brake as text', 'node-manager', { mcmEmergencyBrake: 'true' }, 'KV1203 settings.mcmEmergencyBrake'],
  ])('refuse %s', (_what, module, settings, expected) => {
    const faults = toRelease(module, settings, DeckhouseRelease.V1_78).faults.map(
      (f) => `${f.type.code} ${f.details.property}`,
    );
    expect(faults).toEqual([expected]);
  });

  it.each<[TypedModule, object]>([
    [
      CPM,
      {
        apiserver: { certSANs: ['api.example.com', '10.0.0.1'], authn: { webhookCacheTTL: '1h30m' } },
        enabledFeatureGates: ['HPAScaleToZero'],
      },
    ],
    [
      CPM,
      {
        etcd: { maxDbSize: 536870912, defrag: { cronSchedule: '*/5 1-3 1,15 * 0' } },
        resourcesRequests: { cpu: 0.5, memory: '1024' },
      },
    ],
    [
      'global',
      { modules: { publicDomainTemplate: 'pre-%s-post.example.com', https: { mode: 'OnlyInURI' } }, prefix: 'a' },
    ],
    [
      'global',
      { applications: { publicDomainTemplate: '%s.%s.example.com' }, modules: { publicDomainTemplate: '%s' } },
    ],
  ])('of %s take %j', (module, settings) => {
    expect(toRelease(module, settings, DeckhouseRelease.V1_78).faults).toEqual([]);
  });
});
