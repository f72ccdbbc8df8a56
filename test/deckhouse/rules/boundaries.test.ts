import { SecretValue } from '../../../lib/core';
import {
  ControlPlaneManager,
  InitConfiguration,
  KubeSchedulerWebhookConfiguration,
  MasterNodeGroup,
  ModuleConfig,
  NodeGroup,
  NodeGroupConfiguration,
} from '../../../lib/deckhouse';
import type { SchedulerWebhook } from '../../../lib/deckhouse';
import { CERTIFICATE } from '../certificate';
import { clusterDocument, MACHINE, yandexDocument } from '../documents';
import type { Program } from './outcome';
import { outcome } from './outcome';

// Each rule just before the point at which it fires, and just after.

const all =
  (...programs: Program[]): Program =>
  (chart) =>
    programs.forEach((program) => program(chart));
const cpm =
  (settings: object): Program =>
  (chart) =>
    new ControlPlaneManager(chart, 'cpm', { settings });
const cluster =
  (fields: object = {}): Program =>
  (chart) =>
    clusterDocument(chart, fields);
const yandex =
  (fields: object = {}): Program =>
  (chart) =>
    yandexDocument(chart, fields);
const masters = (instanceClass: object, fields: object = {}): Program =>
  yandex({ masterNodeGroup: { replicas: 3, instanceClass: { ...MACHINE, ...instanceClass }, ...fields } });
const permanent = (group: object): Program =>
  yandex({ nodeGroups: [{ name: 'front', replicas: 2, instanceClass: MACHINE, ...group }] });
const minimal: Program = (chart) =>
  new ModuleConfig(chart, 'deckhouse', {
    metadata: { name: 'deckhouse' },
    spec: { version: 1, settings: { bundle: 'Minimal' } },
  });
const static3 =
  (bootstrapped: number, count: number): Program =>
  (chart) =>
    new MasterNodeGroup(chart, 'master', { count, bootstrapped, schedulable: true });
const script =
  (content: string): Program =>
  (chart) =>
    new NodeGroupConfiguration(chart, 'step', {
      metadata: { name: 'step' },
      spec: { nodeGroups: ['*'], bundles: ['*'], content: `#!/bin/bash\n${content}\n` },
    });
const webhook =
  (fields: object): Program =>
  (chart) => {
    const clientConfig = { service: { name: 's', namespace: 'n', port: 443, path: '/p' }, caBundle: CA };
    const item = { weight: 1, failurePolicy: 'Ignore', clientConfig, ...fields } as SchedulerWebhook;
    new KubeSchedulerWebhookConfiguration(chart, 'w', { metadata: { name: 'w' }, webhooks: [item] });
  };
const proxyOf =
  (edition: string): Program =>
  (chart) => {
    clusterDocument(chart, { proxy: { httpProxy: 'http://p.example.com', noProxy: ['10.1.0.0/16'] } });
    new InitConfiguration(chart, 'init', { deckhouse: { imagesRepo: `r.example.com/deckhouse/${edition}` } });
    yandexDocument(chart);
  };
const ephemeral =
  (maxPerZone: number, zones?: string[]): Program =>
  (chart) =>
    new NodeGroup(chart, 'w', {
      metadata: { name: 'w' },
      spec: {
        nodeType: 'CloudEphemeral',
        cloudInstances: {
          classReference: { kind: 'YandexInstanceClass', name: 'a' },
          minPerZone: 0,
          maxPerZone,
          zones,
        },
      },
    });
const CA = Buffer.from(CERTIFICATE).toString('base64');
const SMALL = { podSubnetCIDR: '10.111.0.0/21' };
const ADDRESSES = { externalIPAddresses: ['203.0.113.5', '203.0.113.5'] };
const SUBNETS = (count: number) => ({ externalSubnetIDs: Array.from({ length: count }, (_, i) => `s${i}`) });

describe.each<[code: string, what: string, fires: Program, silent: Program, release?: string]>([
  [
    'KV3405',
    'a grace period of 4',
    cpm({ nodeMonitorGracePeriodSeconds: 3 }),
    cpm({ nodeMonitorGracePeriodSeconds: 4 }),
  ],
  [
    'KV3405',
    'an eviction after 1 s',
    cpm({ failedNodePodEvictionTimeoutSeconds: 0 }),
    cpm({ failedNodePodEvictionTimeoutSeconds: 1 }),
  ],
  [
    'KV3411',
    'one master, which is not defragmented by itself',
    all(static3(1, 2), cpm(SAME_TIME())),
    all(static3(0, 1), cpm(SAME_TIME())),
    '1.77',
  ],
  [
    'KV3411',
    'the same schedule in other words',
    cpm({ etcd: { backup: { cronSchedule: '@daily' }, defrag: { cronSchedule: '00 0 * * *' } } }),
    cpm({ etcd: { backup: { cronSchedule: '@daily' }, defrag: { cronSchedule: '0 1 * * *' } } }),
    '1.77',
  ],
  [
    'KV3425',
    'equal versions',
    all(cluster({ kubernetesVersion: '1.34' }), cpm({ kubernetesVersion: '1.35' })),
    all(cluster({ kubernetesVersion: '1.35' }), cpm({ kubernetesVersion: '1.35' })),
    '1.78',
  ],
  [
    'KV3422',
    'a gate of no version, for a version that is not in the table',
    all(cluster({ kubernetesVersion: '1.30' }), cpm({ enabledFeatureGates: ['NoSuchGate'] })),
    all(cluster({ kubernetesVersion: '1.30' }), cpm({ enabledFeatureGates: ['SELinuxMount'] })),
    '1.74',
  ],
  [
    'KV3410',
    'what a CronJob takes',
    cpm({ etcd: { backup: { cronSchedule: '@every day' } } }),
    all(cpm({ etcd: { backup: { cronSchedule: '@every 1h30m' } } })),
  ],
  [
    'KV3410',
    'question marks',
    cpm({ etcd: { backup: { cronSchedule: '0 0 ?? * *' } } }),
    cpm({ etcd: { backup: { cronSchedule: '0 0 ? * *' } } }),
  ],
  ['KV3606', '4 cores', masters({ cores: 3 }), masters({ cores: 4 })],
  ['KV3606', '7680 MB', masters({ memory: 7679 }), masters({ memory: 7680 })],
  ['KV3606', '50 GB', masters({ diskSizeGB: 49 }), masters({ diskSizeGB: 50 })],
  [
    'KV3413',
    'a backup outside of the data directory',
    cpm({ etcd: { backup: { hostPath: '/var/lib/etcd/backup/' } } }),
    cpm({ etcd: { backup: { hostPath: '/var/lib/etcd-backup' } } }),
  ],
  [
    'KV3413',
    'a backup that is off',
    cpm({ etcd: { backup: { hostPath: '/var/lib/etcd' } } }),
    cpm({ etcd: { backup: { hostPath: '/var/lib/etcd', enabled: false } } }),
  ],
  [
    'KV3606',
    '3584 MB of the bundle Minimal',
    all(minimal, masters({ cores: 2, memory: 3583 })),
    all(minimal, masters({ cores: 2, memory: 3584 })),
    '1.77',
  ],
  ['KV3626', 'a /14', yandex({ nodeNetworkCIDR: '10.0.0.0/13' }), yandex({ nodeNetworkCIDR: '10.0.0.0/14' })],
  ['KV3626', 'a /26', yandex({ nodeNetworkCIDR: '10.0.0.0/27' }), yandex({ nodeNetworkCIDR: '10.0.0.0/26' })],
  ['KV3621', 'a subnet for each zone that has a machine', masters(SUBNETS(2)), masters(SUBNETS(3))],
  ['KV3621', 'a subnet for each zone of the cluster', masters(SUBNETS(4)), masters(SUBNETS(3), { replicas: 1 })],
  [
    'KV3622',
    'a group in a zone of the cluster',
    yandex({
      zones: ['ru-central1-a'],
      nodeGroups: [{ name: 'f', replicas: 1, instanceClass: MACHINE, zones: ['ru-central1-b'] }],
    }),
    yandex({
      zones: ['ru-central1-a'],
      nodeGroups: [{ name: 'f', replicas: 1, instanceClass: MACHINE, zones: ['ru-central1-a'] }],
    }),
  ],
  [
    'KV3603',
    'addresses of a group that differ',
    permanent({ instanceClass: { ...MACHINE, ...ADDRESSES } }),
    permanent({ instanceClass: { ...MACHINE, externalIPAddresses: ['203.0.113.5', '203.0.113.6'] } }),
  ],
  ['KV3607', 'whole gigabytes in a group', permanent({ instanceClass: { ...MACHINE, memory: 8000 } }), permanent({})],
  [
    'KV3628',
    'a key from the environment',
    yandex({ provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: SecretValue.unsafePlainText('{}') } }),
    yandex({ provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: SecretValue.fromEnv('K') } }),
  ],
  [
    'KV3629',
    'a prefix of 45 characters, in any cloud from 1.77',
    cluster({ cloud: { provider: 'AWS', prefix: 'p'.repeat(46) } }),
    cluster({ cloud: { provider: 'AWS', prefix: 'p'.repeat(45) } }),
    '1.77',
  ],
  [
    'KV3705',
    'a prefix one longer than that of the Pods',
    cluster({ podSubnetNodeCIDRPrefix: '16' }),
    cluster({ podSubnetNodeCIDRPrefix: '17' }),
  ],
  [
    'KV3714',
    'the Pods beside the nodes',
    all(cluster({ podSubnetCIDR: '10.1.128.0/17' }), yandex()),
    all(cluster({ podSubnetCIDR: '10.2.0.0/17' }), yandex()),
  ],
  [
    'KV3707',
    'groups in all zones of the cloud',
    all(cluster(SMALL), yandex(), ephemeral(2)),
    all(cluster(SMALL), yandex(), ephemeral(1)),
  ],
  [
    'KV3707',
    'groups in the zones that they name',
    all(cluster(SMALL), yandex(), ephemeral(6, ['ru-central1-a'])),
    all(cluster(SMALL), yandex(), ephemeral(5, ['ru-central1-a'])),
  ],
  ['KV3710', 'an edition with a proxy', proxyOf('be'), proxyOf('ee'), '1.66'],
  ['KV3710', 'the release that gives it to more editions', proxyOf('CE'), proxyOf('be'), '1.76'],
  ['KV3313', 'a single master', static3(1, 2), static3(1, 0)],
  [
    'KV3803',
    'an extender that only gives scores',
    webhook({ filterVerb: '', prioritizeVerb: '' }),
    webhook({ filterVerb: '' }),
  ],
  ['KV3825', 'blocks that end', script('{{ if .x }}'), script('{{ if .x }}{{ range .y }}{{ end }}{{- end -}}')],
  ['KV3825', 'ends that close something', script('{{ end }}'), script('{{ with .x }}{{ end }}')],
  ['KV3825', 'braces in a text', script('{{ `{{`'), script('{{ `{{` }} {{ "}}" }} {{/* }} */}}')],
])('%s: %s', (code, _what, fires, silent, release = '1.76') => {
  it('fires on one side', () => {
    expect(outcome(code, fires, release)).toHaveLength(1);
  });
  it('and not on the other', () => {
    expect(outcome(code, silent, release)).toEqual([]);
  });
});

function SAME_TIME(): object {
  return { etcd: { backup: { cronSchedule: '0 1 * * *' } } };
}

describe('fields of an extender', () => {
  const codes = (fields: object, release?: string): readonly string[] => outcome('KV', webhook(fields), release);
  const service = (port: number): object => ({
    clientConfig: { service: { name: 's', namespace: 'n', port, path: '/p' }, caBundle: CA },
  });

  it.each([0, 65536])('port %d is none', (port) => {
    expect(codes(service(port)).map((text) => text.slice(0, 6))).toEqual(['KV1205']);
  });
  it.each([1, 65535])('port %d is one', (port) => {
    expect(codes(service(port))).toEqual([]);
  });
  it('a timeout is 1 to 60 s', () => {
    expect(codes({ timeoutSeconds: 1 })).toEqual([]);
    expect(codes({ timeoutSeconds: 60 })).toEqual([]);
    expect(codes({ timeoutSeconds: 61 })).toHaveLength(1);
  });
  it('verbs are known from 1.75, and only then can all be empty', () => {
    expect(codes({ filterVerb: '' }, '1.74').map((text) => text.slice(0, 6))).toEqual(['KV1207']);
    expect(codes({ filterVerb: '' }, '1.75')).toEqual([]);
  });
});
