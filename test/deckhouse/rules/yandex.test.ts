import { SecretValue } from '../../../lib/core';
import {
  ClusterConfiguration,
  ModuleConfig,
  YandexClusterConfiguration,
  YandexInstanceClass,
} from '../../../lib/deckhouse';
import { PEM, PUBLIC_KEY } from '../keys';
import type { Program } from './outcome';
import { outcome } from './outcome';

const MACHINE = { cores: 4, memory: 8192, imageID: 'fd8', diskSizeGB: 50 };

/** A provider configuration with some fields changed, and some of the masters' machine. */
const yandex =
  (fields: object, machine: object = {}, masters: object = {}): Program =>
  (chart) =>
    new YandexClusterConfiguration(chart, 'yandex', {
      layout: 'Standard',
      provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: SecretValue.fromFile('sa.json') },
      masterNodeGroup: { replicas: 3, instanceClass: { ...MACHINE, ...machine }, ...masters },
      nodeNetworkCIDR: '10.1.0.0/16',
      sshPublicKey: PUBLIC_KEY,
      ...fields,
    } as never);

const group = (fields: object): Program =>
  yandex({ nodeGroups: [{ name: 'front', replicas: 2, instanceClass: MACHINE, ...fields }] });
const instanceClass =
  (fields: object): Program =>
  (chart) =>
    new YandexInstanceClass(chart, 'class', { metadata: { name: 'a' }, spec: { cores: 2, memory: 4096, ...fields } });
const cluster =
  (cloud: object, clusterType = 'Cloud'): Program =>
  (chart) =>
    new ClusterConfiguration(chart, 'cluster', {
      clusterType,
      cloud: { provider: 'Yandex', ...cloud },
      podSubnetCIDR: '10.111.0.0/16',
      serviceSubnetCIDR: '10.222.0.0/16',
      kubernetesVersion: 'Automatic',
    } as never);
const minimal =
  (program: Program): Program =>
  (chart) => {
    program(chart);
    new ModuleConfig(chart, 'deckhouse', {
      metadata: { name: 'deckhouse' },
      spec: { version: 1, settings: { bundle: 'Minimal' } },
    });
  };

const AUTO = (n: number) => ({ externalIPAddresses: Array.from({ length: n }, () => 'Auto') });
const AT = 'masterNodeGroup.instanceClass';

describe('rules of Yandex Cloud', () => {
  it.each<[string, Program, string]>([
    [
      'KV3601',
      yandex({}, AUTO(2)),
      `KV3601 ${AT}.externalIPAddresses: the masters are 3 machines with 2 addresses (2 addresses)`,
    ],
    [
      'KV3601 of a further group',
      group({ instanceClass: { ...MACHINE, ...AUTO(1) } }),
      'KV3601 nodeGroups[0].instanceClass.externalIPAddresses: the group front are 2 machines with 1 addresses (1 addresses)',
    ],
    [
      'KV3602',
      yandex({}, AUTO(4)),
      `KV3602 ${AT}.externalIPAddresses: the masters are 3 machines with 4 addresses (4 addresses)`,
    ],
    [
      'KV3603',
      yandex({}, { externalIPAddresses: ['1.2.3.4', 'Auto', '1.2.3.4'] }),
      `KV3603 ${AT}.externalIPAddresses[2]: the address is already listed (1.2.3.4)`,
    ],
    [
      'KV3604',
      yandex({}, { diskType: 'network-ssd-io-m3', diskSizeGB: 93 }),
      `KV3604 ${AT}.etcdDiskSizeGb: the size of a disk of this type is a multiple of 93 GB (10 GB, the default)`,
    ],
    [
      'KV3604 of a further group',
      group({ instanceClass: { ...MACHINE, diskType: 'network-ssd-nonreplicated' } }),
      'KV3604 nodeGroups[0].instanceClass.diskSizeGB: the size of a disk of this type is a multiple of 93 GB (50 GB)',
    ],
    [
      'KV3605',
      instanceClass({ diskType: 'network-ssd-nonreplicated' }),
      'KV3605 spec.diskSizeGB: the size of a disk of this type is a multiple of 93 GB (50 GB, the default)',
    ],
    ['KV3606 for cores', yandex({}, { cores: 2 }), `KV3606 ${AT}.cores: a master needs at least this (2 cores)`],
    ['KV3606 for memory', yandex({}, { memory: 7168 }), `KV3606 ${AT}.memory: a master needs at least this (7168 MB)`],
    [
      'KV3606 for the disk',
      yandex({}, { diskSizeGB: 40 }),
      `KV3606 ${AT}.diskSizeGB: a master needs at least this (40 GB)`,
    ],
    [
      'KV3606 for Minimal before 1.77',
      minimal(yandex({}, { cores: 2 })),
      `KV3606 ${AT}.cores: a master needs at least this (2 cores)`,
    ],
    ['KV3607', yandex({}, { memory: 8000 }), `KV3607 ${AT}.memory: memory comes in whole gigabytes (8000 MB)`],
    ['KV3608', instanceClass({ memory: 5000 }), 'KV3608 spec.memory: memory comes in whole gigabytes (5000 MB)'],
    [
      'KV3621',
      yandex({}, { externalSubnetIDs: ['a', 'b'] }),
      `KV3621 ${AT}.externalSubnetIDs: 3 zones are used (2 subnets)`,
    ],
    [
      'KV3622',
      yandex({ zones: ['ru-central1-a'] }, {}, { replicas: 1, zones: ['ru-central1-b'] }),
      'KV3622 masterNodeGroup.zones: the cluster does not use the zone (ru-central1-b)',
    ],
    [
      'KV3623',
      yandex({ zones: ['ru-central1-a', 'ru-central1-b'] }),
      'KV3623 masterNodeGroup.zones: 3 masters go to 2 of 3 zones (ru-central1-a, ru-central1-b)',
    ],
    [
      'KV3624 without the block',
      yandex({ layout: 'WithNATInstance' }),
      'KV3624 withNATInstance: the layout needs withNATInstance',
    ],
    [
      'KV3630',
      yandex({ layout: 'WithNATInstance', withNATInstance: {} }),
      'KV3630 withNATInstance: the NAT machine lacks an inner network',
    ],
    [
      'KV3625',
      yandex({ withNATInstance: { internalSubnetID: 'a' } }),
      'KV3625 withNATInstance: the layout has no NAT machine (layout Standard)',
    ],
    [
      'KV3626 for host bits',
      yandex({ nodeNetworkCIDR: '10.1.0.1/16' }),
      'KV3626 nodeNetworkCIDR: the network has host bits (10.1.0.1/16)',
    ],
    [
      'KV3626 for a small network',
      yandex({ nodeNetworkCIDR: '10.1.0.0/27' }),
      'KV3626 nodeNetworkCIDR: a quarter of it would be a /29 (10.1.0.0/27)',
    ],
    ['KV3627', yandex({ sshPublicKey: 'ssh-ed25519 AAAA' }), 'KV3627 sshPublicKey: the text is not a public key'],
    ['KV3627 for a private key', yandex({ sshPublicKey: PEM }), 'KV3627 sshPublicKey: the text is the private key'],
    [
      'KV3627 for another type in the key',
      yandex({ sshPublicKey: PUBLIC_KEY.replace('ssh-ed25519', 'ssh-rsa') }),
      'KV3627 sshPublicKey: the text is not a public key',
    ],
    [
      'KV3628',
      yandex({ provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: '{}' } }),
      'KV3628 provider.serviceAccountJSON: the key is plain text in the program',
    ],
    ['KV3629 without a prefix', cluster({}), 'KV3629 cloud.prefix: Yandex Cloud needs a prefix'],
    [
      'KV3629 for a digit',
      cluster({ prefix: '1prod' }),
      'KV3629 cloud.prefix: Yandex Cloud refuses names that start like this (1prod)',
    ],
    [
      'KV3629 for a long prefix',
      cluster({ prefix: 'a'.repeat(46) }),
      'KV3629 cloud.prefix: names of disks would be too long (46 characters)',
    ],
  ])('%s fires', (_what, program, expected) => {
    expect(outcome('KV36', program)).toEqual([expected]);
  });

  it.each<[string, Program, string?]>([
    ['an ordinary configuration', yandex({ zones: ['ru-central1-a', 'ru-central1-b', 'ru-central1-d'] })],
    ['addresses for all masters', yandex({}, AUTO(3))],
    ['an empty list of addresses', yandex({}, AUTO(0))],
    ['Auto several times and different addresses', yandex({}, { externalIPAddresses: ['1.2.3.4', 'Auto', '1.2.3.5'] })],
    ['disks in steps', yandex({}, { diskType: 'network-ssd-io-m3', diskSizeGB: 186, etcdDiskSizeGb: 93 })],
    ['any size of another type of disk', yandex({}, { diskType: 'network-ssd', diskSizeGB: 51, etcdDiskSizeGb: 11 })],
    ['a class with its disk in steps', instanceClass({ diskType: 'network-ssd-io-m3', diskSizeGB: 93 })],
    ['a class of any size', instanceClass({ diskSizeGB: 51 })],
    ['the smallest master', yandex({}, { cores: 4, memory: 8192, diskSizeGB: 50 })],
    ['the default disk', yandex({}, { diskSizeGB: undefined })],
    ['a small master of the bundle Minimal from 1.77', minimal(yandex({}, { cores: 2, memory: 4096 })), '1.77'],
    [
      'a subnet for each zone',
      yandex({ zones: ['ru-central1-b', 'ru-central1-a', 'ru-central1-d'] }, { externalSubnetIDs: ['a', 'b', 'd'] }),
    ],
    ['one subnet for one machine', yandex({}, { externalSubnetIDs: ['a'] }, { replicas: 1 })],
    [
      'zones of the cluster',
      yandex(
        { zones: ['ru-central1-a', 'ru-central1-b', 'ru-central1-d'] },
        {},
        { replicas: 1, zones: ['ru-central1-b'] },
      ),
    ],
    ['five masters in all three zones', yandex({}, {}, { replicas: 5 })],
    ['one master in one zone', yandex({ zones: ['ru-central1-a'] }, {}, { replicas: 1 })],
    [
      'a NAT machine with a network',
      yandex({ layout: 'WithNATInstance', withNATInstance: { internalSubnetCIDR: '10.2.0.0/24' } }),
    ],
    ['a NAT machine in a subnet', yandex({ layout: 'WithNATInstance', withNATInstance: { internalSubnetID: 'a' } })],
    ['the smallest network', yandex({ nodeNetworkCIDR: '10.1.0.0/26' })],
    [
      'a tiny network that is not divided',
      yandex({ nodeNetworkCIDR: '10.1.0.0/28', existingZoneToSubnetIDMap: { 'ru-central1-a': 'a' } }),
    ],
    ['a key without a comment', yandex({ sshPublicKey: PUBLIC_KEY.replace(/ me@host$/, '') })],
    ['a prefix of 45 characters', cluster({ prefix: 'a'.repeat(45) })],
    ['a digit in front in another cloud', cluster({ provider: 'AWS', prefix: '1prod' })],
    ['a long prefix in another cloud before 1.77', cluster({ provider: 'AWS', prefix: 'a'.repeat(46) })],
    ['a cloud of a static cluster', cluster({}, 'Static')],
  ])('%s passes', (_what, program, release = '1.76') => {
    expect(outcome('KV36', program, release)).toEqual([]);
  });

  it('a long prefix is refused for all clouds from 1.77', () => {
    const program = cluster({ provider: 'AWS', prefix: 'a'.repeat(46) });
    expect(outcome('KV36', program, '1.77')).toEqual([
      'KV3629 cloud.prefix: names of disks would be too long (46 characters)',
    ]);
  });

  it('from 1.77 three zones are not all', () => {
    const program = yandex({ zones: ['ru-central1-a', 'ru-central1-b', 'ru-central1-d'] }, {}, { replicas: 5 });
    expect(outcome('KV36', program, '1.77')).toEqual([
      'KV3623 masterNodeGroup.zones: 5 masters go to 3 of 4 zones (ru-central1-a, ru-central1-b, ru-central1-d)',
    ]);
  });
});
