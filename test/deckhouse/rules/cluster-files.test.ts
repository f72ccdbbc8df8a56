import { SecretValue } from '../../../lib/core';
import {
  ClusterConfiguration,
  InitConfiguration,
  ModuleConfig,
  NodeGroup,
  StaticClusterConfiguration,
  YandexClusterConfiguration,
} from '../../../lib/deckhouse';
import { handWritten } from '../objects';
import { PUBLIC_KEY } from '../keys';
import type { Program } from './outcome';
import { outcome } from './outcome';

const MACHINE = { cores: 4, memory: 8192, imageID: 'fd8' };

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
const CLOUD = { clusterType: 'Cloud', cloud: { provider: 'Yandex', prefix: 'prod' } };
const yandex =
  (fields: object = {}): Program =>
  (chart) =>
    new YandexClusterConfiguration(chart, 'yandex', {
      layout: 'Standard',
      provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: SecretValue.fromFile('sa.json') },
      masterNodeGroup: { replicas: 3, instanceClass: MACHINE },
      nodeNetworkCIDR: '10.1.0.0/16',
      sshPublicKey: PUBLIC_KEY,
      ...fields,
    });
const internal =
  (...internalNetworkCIDRs: string[]): Program =>
  (chart) =>
    new StaticClusterConfiguration(chart, 'static', { internalNetworkCIDRs });
const init =
  (deckhouse: object = {}): Program =>
  (chart) =>
    new InitConfiguration(chart, 'init', { deckhouse });
const registryModule: Program = (chart) =>
  new ModuleConfig(chart, 'mc', {
    metadata: { name: 'deckhouse' },
    spec: { version: 1, settings: { registry: { mode: 'Direct' } } },
  });
const workers =
  (spec: object): Program =>
  (chart) =>
    new NodeGroup(chart, 'worker', { metadata: { name: 'worker' }, spec: spec as never });
const ephemeral = (maxPerZone: number, zones: string[]) =>
  workers({
    nodeType: 'CloudEphemeral',
    cloudInstances: { classReference: { kind: 'YandexInstanceClass', name: 'a' }, minPerZone: 0, maxPerZone, zones },
  });

const all =
  (...programs: Program[]): Program =>
  (chart) =>
    programs.forEach((program) => program(chart));

const SMALL = { podSubnetCIDR: '10.111.0.0/22' };

describe('rules of the cluster files', () => {
  it.each<[string, Program, string]>([
    ['KV3701', cluster(CLOUD), 'KV3701 cloud.provider: there is no YandexClusterConfiguration'],
    [
      'KV3712 for another cloud',
      cluster({ clusterType: 'Cloud', cloud: { provider: 'AWS' } }),
      'KV3712 cloud.provider: there is no configuration of AWS (AWS)',
    ],
    [
      'KV3702 for a static cluster',
      all(cluster(), yandex()),
      'KV3702: the cluster is not one of Yandex Cloud (type Static)',
    ],
    [
      'KV3702 for another cloud',
      all(cluster({ clusterType: 'Cloud', cloud: { provider: 'AWS' } }), yandex()),
      'KV3702: the cluster is not one of Yandex Cloud (provider AWS)',
    ],
    ['KV3703', cluster({ cloud: { provider: 'Yandex', prefix: 'a' } }), 'KV3703 cloud: the cluster is of type Static'],
    [
      'KV3704 for Services in the Pods',
      cluster({ serviceSubnetCIDR: '10.111.128.0/20' }),
      'KV3704 serviceSubnetCIDR: the network of the Services overlaps the network of the Pods (10.111.128.0/20 and 10.111.0.0/16)',
    ],
    [
      'KV3714 for nodes in the Services',
      all(cluster(CLOUD), yandex({ nodeNetworkCIDR: '10.222.0.0/16' })),
      'KV3714 nodeNetworkCIDR: the network of the nodes overlaps the network of the Services (10.222.0.0/16 and 10.222.0.0/16)',
    ],
    [
      'KV3704 for an internal network',
      all(cluster(), internal('10.0.0.0/24', '10.0.0.0/8')),
      'KV3704 internalNetworkCIDRs[1]: the internal network overlaps the network of the Pods (10.0.0.0/8 and 10.111.0.0/16)',
    ],
    [
      'KV3705',
      cluster({ podSubnetNodeCIDRPrefix: '16' }),
      'KV3705 podSubnetNodeCIDRPrefix: the network of the Pods is too small for a single node (/16 in 10.111.0.0/16)',
    ],
    [
      'KV3705 for the default',
      cluster({ podSubnetCIDR: '10.111.0.0/24' }),
      'KV3705 podSubnetNodeCIDRPrefix: the network of the Pods is too small for a single node (/24 in 10.111.0.0/24)',
    ],
    [
      'KV3706',
      cluster({ podSubnetNodeCIDRPrefix: '29' }),
      'KV3706 podSubnetNodeCIDRPrefix: a node has too few addresses (/29)',
    ],
    [
      'KV3707 for static nodes',
      all(cluster(SMALL), workers({ nodeType: 'Static', staticInstances: { count: 5 } })),
      'KV3707 podSubnetNodeCIDRPrefix: 5 nodes are planned (room for 4 nodes)',
    ],
    [
      'KV3707 for nodes in zones',
      all(cluster({ ...CLOUD, ...SMALL }), yandex(), ephemeral(2, ['ru-central1-a'])),
      'KV3707 podSubnetNodeCIDRPrefix: 5 nodes are planned (room for 4 nodes)',
    ],
    [
      'KV3707 for further groups',
      all(
        cluster({ ...CLOUD, ...SMALL }),
        yandex({ nodeGroups: [{ name: 'front', replicas: 2, instanceClass: MACHINE }] }),
      ),
      'KV3707 podSubnetNodeCIDRPrefix: 5 nodes are planned (room for 4 nodes)',
    ],
    [
      'KV3708',
      init({ registryScheme: 'HTTP', registryCA: '-----BEGIN CERTIFICATE-----' }),
      'KV3708 deckhouse.registryCA: the scheme is HTTP',
    ],
    ['KV3709', all(init(), registryModule), 'KV3709 deckhouse: c/mc also sets the registry'],
    [
      'KV3710',
      all(cluster({ proxy: { httpProxy: 'http://proxy' } }), init()),
      'KV3710 proxy: the images are those of the edition CE (registry.deckhouse.io/deckhouse/ce)',
    ],
    [
      'KV3711',
      all(cluster({ proxy: { noProxy: ['10.0.0.0/25'] } }), internal('10.0.0.0/24')),
      'KV3711 proxy.noProxy: the internal network is missing',
    ],
    [
      'KV3711 for nodes of a cloud',
      all(cluster({ ...CLOUD, proxy: {} }), yandex()),
      'KV3711 proxy.noProxy: the network of the nodes is missing',
    ],
  ])('%s fires', (_what, program, expected) => {
    expect(outcome('KV37', program)).toEqual([expected]);
  });

  it.each<[string, Program]>([
    ['a static cluster', all(cluster(), internal('10.0.0.0/24', '10.0.1.0/24'), init())],
    ['internal networks that overlap each other', all(cluster(), internal('10.0.0.0/24', '10.0.0.0/16'))],
    ['a cluster of Yandex Cloud', all(cluster(CLOUD), yandex(), init())],
    ['a provider configuration without a ClusterConfiguration', yandex()],
    ['networks side by side', cluster({ podSubnetCIDR: '10.0.0.0/17', serviceSubnetCIDR: '10.0.128.0/17' })],
    ['the smallest Pod network of a node', cluster({ podSubnetNodeCIDRPrefix: '28' })],
    [
      'as many nodes as there is room for',
      all(cluster(SMALL), workers({ nodeType: 'Static', staticInstances: { count: 4 } })),
    ],
    ['http without a CA', init({ registryScheme: 'HTTP' })],
    ['https with a CA', init({ registryScheme: 'HTTPS', registryCA: '-----BEGIN CERTIFICATE-----' })],
    ['the registry in the module alone', registryModule],
    [
      'a proxy of another edition',
      all(
        cluster({ proxy: { httpProxy: 'http://proxy' } }),
        init({ imagesRepo: 'registry.deckhouse.io/deckhouse/ee' }),
      ),
    ],
    ['a proxy of an edition that is not known', cluster({ proxy: { httpProxy: 'http://proxy' } })],
    [
      'networks of nodes in noProxy',
      all(cluster({ proxy: { noProxy: ['.local', '10.0.0.0/16'] } }), internal('10.0.0.0/24', '10.0.1.0/24')),
    ],
  ])('%s passes', (_what, program) => {
    expect(outcome('KV37', program)).toEqual([]);
  });

  it('reads nothing out of hand-written documents, whatever they hold', () => {
    const kinds = [
      'ClusterConfiguration',
      'InitConfiguration',
      'ModuleConfig',
      'NodeGroupConfiguration',
      'StaticClusterConfiguration',
      'YandexClusterConfiguration',
    ];
    for (const spec of [undefined, 'a', { masterNodeGroup: 1, settings: 'a' }]) {
      const program: Program = (chart) => {
        cluster({ proxy: {} })(chart);
        for (const kind of kinds)
          handWritten(chart, kind, 'deckhouse', { spec, proxy: 1, deckhouse: 'a', cloud: [], internalNetworkCIDRs: 7 });
      };
      expect(outcome('KV3', program)).toEqual([]);
    }
  });
});
