import { SecretValue } from '../../../lib/core';
import { ClusterConfiguration, ModuleConfig, YandexClusterConfiguration } from '../../../lib/deckhouse';
import { PUBLIC_KEY } from '../keys';
import type { Program } from './outcome';
import { outcome } from './outcome';

const moduleConfig =
  (name: string, settings: object, version = 2): Program =>
  (chart) =>
    new ModuleConfig(chart, name, { metadata: { name }, spec: { version, settings: settings as never } });
const cpm = (settings: object, version?: number) => moduleConfig('control-plane-manager', settings, version);
const api = (apiserver: object) => cpm({ apiserver });
const global = (settings: object, version?: number) => moduleConfig('global', settings, version);
const cluster =
  (fields: object = {}): Program =>
  (chart) =>
    new ClusterConfiguration(chart, 'cluster', {
      clusterType: 'Static',
      podSubnetCIDR: '10.111.0.0/16',
      serviceSubnetCIDR: '10.222.0.0/16',
      kubernetesVersion: 'Automatic',
      ...fields,
    });
const masters =
  (memory: number): Program =>
  (chart) =>
    new YandexClusterConfiguration(chart, 'yandex', {
      layout: 'Standard',
      provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: SecretValue.fromFile('sa.json') },
      masterNodeGroup: { replicas: 3, instanceClass: { cores: 4, memory, imageID: 'fd8' } },
      nodeNetworkCIDR: '10.1.0.0/16',
      sshPublicKey: PUBLIC_KEY,
    });
const all =
  (...programs: Program[]): Program =>
  (chart) =>
    programs.forEach((program) => program(chart));

const GIB = 1024 ** 3;
const AT = 'spec.settings';

describe('rules of module settings', () => {
  it.each<[string, Program, string, string?]>([
    ['KV3401', cpm({ apiserver: {} }, 1), 'KV3401 spec.version: Deckhouse 1.76 reads version 2 (1)'],
    ['KV3412', cpm({}), 'KV3412 spec.version: there are no settings (2)'],
    ['KV3412 for a version of the future', cpm({}, 9), 'KV3412 spec.version: there are no settings (9)'],
    [
      'KV3402',
      api({ basicAuditPolicyEnabled: false }),
      `KV3402 ${AT}.apiserver.basicAuditPolicyEnabled: neither the built-in rules nor a policy are on`,
    ],
    [
      'KV3403',
      api({ auditLog: { output: 'Stdout', path: '/var/log/a' } }),
      `KV3403 ${AT}.apiserver.auditLog.path: the output is Stdout (/var/log/a)`,
    ],
    [
      'KV3404',
      api({ auditLog: { path: 'var/log' } }),
      `KV3404 ${AT}.apiserver.auditLog.path: the path is not absolute (var/log)`,
    ],
    [
      'KV3404 for a way up',
      api({ auditLog: { path: '/var/../log' } }),
      `KV3404 ${AT}.apiserver.auditLog.path: the path contains \`..\` (/var/../log)`,
    ],
    [
      'KV3405 for nodes',
      cpm({ nodeMonitorGracePeriodSeconds: 3 }),
      `KV3405 ${AT}.nodeMonitorGracePeriodSeconds: the derived periods would be 0 (3 s)`,
    ],
    [
      'KV3405 for Pods',
      cpm({ failedNodePodEvictionTimeoutSeconds: 0 }),
      `KV3405 ${AT}.failedNodePodEvictionTimeoutSeconds: the time is not positive (0 s)`,
    ],
    [
      'KV3406',
      cpm({ nodeMonitorGracePeriodSeconds: 9 }),
      `KV3406 ${AT}.nodeMonitorGracePeriodSeconds: the time is short (9 s)`,
    ],
    [
      'KV3407',
      cpm({ failedNodePodEvictionTimeoutSeconds: 39 }),
      `KV3407 ${AT}.failedNodePodEvictionTimeoutSeconds: a node counts as lost after 40 s (39 s)`,
    ],
    [
      'KV3408',
      api({ encryptionEnabled: true }),
      `KV3408 ${AT}.apiserver.encryptionEnabled: encryption cannot be switched off again (true)`,
    ],
    [
      'KV3409',
      api({ certSANs: ['api.example.com', '1.2.3.4.5'] }),
      `KV3409 ${AT}.apiserver.certSANs[1]: the text is neither a name nor an address (1.2.3.4.5)`,
    ],
    [
      'KV3409 for capitals',
      api({ certSANs: ['API.example.com'] }),
      `KV3409 ${AT}.apiserver.certSANs[0]: the name is not in lower case (API.example.com)`,
    ],
    [
      'KV3410',
      cpm({ etcd: { backup: { cronSchedule: '0 0 * *' } } }),
      `KV3410 ${AT}.etcd.backup.cronSchedule: it has 4 fields instead of five (0 0 * *)`,
    ],
    [
      'KV3410 for impossible numbers',
      cpm({ etcd: { defrag: { cronSchedule: '0 99 * * *' } } }, 3),
      `KV3410 ${AT}.etcd.defrag.cronSchedule: its hour is not 0 to 23 (0 99 * * *)`,
      '1.77',
    ],
    [
      'KV3411',
      cpm({ etcd: { backup: { cronSchedule: '0  1 * * *' } } }, 3),
      `KV3411 ${AT}.etcd.defrag.cronSchedule: the backup has the same schedule (0 1 * * *)`,
      '1.77',
    ],
    [
      'KV3421',
      all(cpm({ etcd: { maxDbSize: 5 * GIB } }), masters(8192)),
      `KV3421 ${AT}.etcd.maxDbSize: a master has 8192 MB (5120 MB)`,
    ],
    [
      'KV3422',
      all(cpm({ enabledFeatureGates: ['EnvFiles'] }), cluster({ kubernetesVersion: '1.33' })),
      `KV3422 ${AT}.enabledFeatureGates[0]: Kubernetes 1.33 does not get this gate (EnvFiles)`,
    ],
    [
      'KV3422 for the version of the release',
      all(cpm({ enabledFeatureGates: ['EnvFiles'] }), cluster()),
      `KV3422 ${AT}.enabledFeatureGates[0]: Kubernetes 1.33 does not get this gate (EnvFiles)`,
    ],
    [
      'KV3422 for any version',
      cpm({ enabledFeatureGates: ['HPAScaleToZer'] }),
      `KV3422 ${AT}.enabledFeatureGates[0]: no version of Kubernetes gets this gate (HPAScaleToZer)`,
    ],
    [
      'KV3423',
      all(cluster({ clusterDomain: 'k8s.internal' }), global({ modules: { publicDomainTemplate: '%s.k8s.internal' } })),
      `KV3423 ${AT}.modules.publicDomainTemplate: publicDomainTemplate is inside k8s.internal, the domain of the cluster (%s.k8s.internal)`,
    ],
    [
      'KV3423 for the usual domain',
      global({ modules: { publicDomainTemplate: '%s.cluster.local' } }),
      `KV3423 ${AT}.modules.publicDomainTemplate: publicDomainTemplate is inside cluster.local, the domain of the cluster (%s.cluster.local)`,
    ],
    [
      'KV3424',
      all(cluster({ clusterType: 'Cloud', cloud: { provider: 'AWS', prefix: 'a' } }), global({ prefix: 'b' })),
      `KV3424 ${AT}.prefix: ClusterConfiguration has a different prefix (b)`,
      '1.78',
    ],
    [
      'KV3425',
      all(cluster({ kubernetesVersion: '1.33' }), cpm({ kubernetesVersion: '1.34' }, 3)),
      `KV3425 ${AT}.kubernetesVersion: ClusterConfiguration says 1.33 (1.34)`,
      '1.78',
    ],
  ])('%s fires', (_what, program, expected, release = '1.76') => {
    expect(outcome('KV34', program, release)).toEqual([expected]);
  });

  it.each<[string, Program, string?]>([
    ['the newest version', cpm({ apiserver: {} })],
    ['an older version of another module', moduleConfig('prometheus', { retentionDays: 30 }, 1)],
    ['the built-in rules off with a policy on', api({ basicAuditPolicyEnabled: false, auditPolicyEnabled: true })],
    ['the audit log in a file', api({ auditLog: { path: '/var/log/kube-audit' } })],
    ['the audit log on the standard output', api({ auditLog: { output: 'Stdout' } })],
    [
      'the documented quick restart of Pods',
      cpm({ nodeMonitorGracePeriodSeconds: 10, failedNodePodEvictionTimeoutSeconds: 50 }),
    ],
    ['the same time for both', cpm({ nodeMonitorGracePeriodSeconds: 40, failedNodePodEvictionTimeoutSeconds: 40 })],
    ['no encryption', api({ encryptionEnabled: false })],
    ['names and addresses in the certificate', api({ certSANs: ['api.example.com', '10.0.0.1'] })],
    [
      'schedules',
      cpm({ etcd: { backup: { cronSchedule: '30 3 * * sun' }, defrag: { cronSchedule: '0 4 * * *' } } }, 3),
      '1.77',
    ],
    ['a shorthand for backups', cpm({ etcd: { backup: { cronSchedule: '@daily' } } })],
    [
      'the same schedule when one of the two is off',
      cpm({ etcd: { backup: { cronSchedule: '0 1 * * *' }, defrag: { enabled: false } } }, 3),
      '1.77',
    ],
    ['a backup at one before there is a defragmentation', cpm({ etcd: { backup: { cronSchedule: '0 1 * * *' } } })],
    ['a database of half the memory', all(cpm({ etcd: { maxDbSize: 4 * GIB } }), masters(8192))],
    ['a database on masters of unknown size', cpm({ etcd: { maxDbSize: 8 * GIB } })],
    [
      'a gate of the version',
      all(cpm({ enabledFeatureGates: ['HPAScaleToZero'] }), cluster({ kubernetesVersion: '1.33' })),
    ],
    ['a gate of some version when none is named', cpm({ enabledFeatureGates: ['EnvFiles'] })],
    [
      'any gate for a version that was not read',
      all(cpm({ enabledFeatureGates: ['SELinuxMount'] }), cluster({ kubernetesVersion: '1.30' })),
      '1.74',
    ],
    [
      'public names in the usual domain of other clusters',
      all(
        cluster({ clusterDomain: 'k8s.internal' }),
        global({ modules: { publicDomainTemplate: '%s.cluster.local' } }),
      ),
    ],
    ['public names elsewhere', all(cluster(), global({ modules: { publicDomainTemplate: '%s.example.com' } }))],
    [
      'the same prefix',
      all(cluster({ clusterType: 'Cloud', cloud: { provider: 'AWS', prefix: 'a' } }), global({ prefix: 'a' })),
      '1.78',
    ],
    ['a prefix without a ClusterConfiguration', global({ prefix: 'a' }), '1.78'],
    ['Automatic beside a version of the module', all(cluster(), cpm({ kubernetesVersion: '1.34' }, 3)), '1.78'],
  ])('%s passes', (_what, program, release = '1.76') => {
    expect(outcome('KV34', program, release)).toEqual([]);
  });
});
