/** The judge of the files that dhctl reads, judged by documents whose verdict is known for each release. */
import { type DhctlKind, judgeDhctl, schemaNeeds, schemaReleases } from './settings';
import { describeConformance } from '../judges/shared';
import { by, everywhere, itGives, notListed, pattern, unknown, type Row } from './verdicts';

const [v166, v176, main] = schemaReleases;

const cluster = (more: object): object => ({
  apiVersion: 'deckhouse.io/v1',
  kind: 'ClusterConfiguration',
  clusterType: 'Static',
  kubernetesVersion: 'Automatic',
  podSubnetCIDR: '10.111.0.0/16',
  serviceSubnetCIDR: '10.222.0.0/16',
  clusterDomain: 'cluster.local',
  ...more,
});
const init = (deckhouse: object): object => ({ apiVersion: 'deckhouse.io/v1', kind: 'InitConfiguration', deckhouse });
const networks = (...internalNetworkCIDRs: string[]): object => ({
  apiVersion: 'deckhouse.io/v1',
  kind: 'StaticClusterConfiguration',
  internalNetworkCIDRs,
});
const yandex = (more: object, instance: object = {}): object => ({
  apiVersion: 'deckhouse.io/v1',
  kind: 'YandexClusterConfiguration',
  layout: 'Standard',
  sshPublicKey: 'ssh-ed25519 AAAA',
  nodeNetworkCIDR: '10.100.0.0/21',
  provider: { cloudID: 'a', folderID: 'b', serviceAccountJSON: '{not json}' },
  masterNodeGroup: { replicas: 3, instanceClass: { cores: 4, memory: 8192, imageID: 'c', ...instance } },
  ...more,
});
const ssh = (more: object): object => ({
  apiVersion: 'dhctl.deckhouse.io/v1',
  kind: 'SSHConfig',
  sshUser: 'ubuntu',
  ...more,
});
const nodeGroup = (instance: object): object => ({
  nodeGroups: [{ name: 'a', replicas: 1, instanceClass: { cores: 4, memory: 8192, imageID: 'c', ...instance } }],
});

const verdicts: Readonly<Record<DhctlKind, readonly Row[]>> = {
  ClusterConfiguration: [
    ['a static cluster', cluster({})],
    ['a cluster without its domain, which has a default', cluster({ clusterDomain: undefined })],
    ['a cluster of API version v1alpha1', cluster({ apiVersion: 'deckhouse.io/v1alpha1' })],
    [
      'an API version that does not exist',
      cluster({ apiVersion: 'deckhouse.io/v2' }),
      everywhere('knows no ClusterConfiguration'),
    ],
    ['a key that no release knows', cluster({ domain: 'x' }), everywhere(`/: ${unknown}: domain`)],
    [
      'a cloud cluster without its cloud',
      cluster({ clusterType: 'Cloud' }),
      everywhere("must have required property 'cloud'"),
    ],
    ['the node prefix as a number', cluster({ podSubnetNodeCIDRPrefix: 24 }), everywhere('must be string')],
    ['any text as the node prefix', cluster({ podSubnetNodeCIDRPrefix: 'junk' })],
    ['any text as the pod network', cluster({ podSubnetCIDR: 'junk' })],
    ['Kubernetes "Default"', cluster({ kubernetesVersion: 'Default' }), everywhere(notListed)],
    ['Kubernetes 1.27', cluster({ kubernetesVersion: '1.27' }), by(notListed, v176, main)],
    ['Kubernetes 1.31', cluster({ kubernetesVersion: '1.31' }), by(notListed, main)],
    ['Kubernetes 1.35', cluster({ kubernetesVersion: '1.35' }), by(notListed, v166)],
    ['Kubernetes 1.36', cluster({ kubernetesVersion: '1.36' }), by(notListed, v166, v176)],
    ['the CRI Docker', cluster({ defaultCRI: 'Docker' }), by(notListed, v176, main)],
    ['the CRI ContainerdV2', cluster({ defaultCRI: 'ContainerdV2' }), by(notListed, v166)],
    ['an encryption algorithm', cluster({ encryptionAlgorithm: 'ECDSA-P256' }), by(unknown, v166)],
    [
      'a prefix of 46 characters',
      cluster({ clusterType: 'Cloud', cloud: { provider: 'Yandex', prefix: 'a'.repeat(46) } }),
      by('must NOT have more than 45 characters', main),
    ],
    [
      'a proxy with a slash behind the host',
      cluster({ proxy: { httpProxy: 'http://proxy.example.com/' } }),
      everywhere(pattern),
    ],
    ['a proxy in upper case', cluster({ proxy: { httpProxy: 'HTTP://proxy.example.com' } }), everywhere(pattern)],
    ['a star in noProxy', cluster({ proxy: { noProxy: ['*.example.com'] } }), everywhere(pattern)],
  ],
  InitConfiguration: [
    ['an empty deckhouse block', init({})],
    ['the release channel', init({ releaseChannel: 'Stable' }), by(unknown, v176, main)],
    ['an unknown key', init({ channel: 'Stable' }), everywhere(`/deckhouse: ${unknown}: channel`)],
    ['an image repository with a scheme', init({ imagesRepo: 'https://registry.example.com/a' }), everywhere(pattern)],
  ],
  StaticClusterConfiguration: [
    ['a network with host bits', networks('10.0.0.1/24')],
    ['a network with leading zeros', networks('010.0.0.0/8'), everywhere(pattern)],
    ['a network without a mask', networks('10.0.0.0'), everywhere(pattern)],
  ],
  YandexClusterConfiguration: [
    ['three masters, and a service account that is no JSON', yandex({})],
    [
      'a service account without braces',
      yandex({ provider: { cloudID: 'a', folderID: 'b', serviceAccountJSON: 'x' } }),
      everywhere(pattern),
    ],
    ['an even number of masters', yandex({ masterNodeGroup: { ...Object(yandex({})).masterNodeGroup, replicas: 2 } })],
    [
      'WithNATInstance without its block',
      yandex({ layout: 'WithNATInstance' }),
      everywhere("required property 'withNATInstance'"),
    ],
    ['WithNATInstance with an empty block', yandex({ layout: 'WithNATInstance', withNATInstance: {} })],
    ['a number as the internal subnet', yandex({ withNATInstance: { internalSubnetCIDR: 1 } }), by(unknown, v166)],
    ...['1.2.3.4junk', 'fooAuto', '999.1.1.1'].map((address): Row => [
      `the external address ${address}`,
      yandex({}, { externalIPAddresses: [address] }),
    ]),
    ...['auto', 'x1.2.3.4'].map((address): Row => [
      `the external address ${address}`,
      yandex({}, { externalIPAddresses: [address] }),
      everywhere(pattern),
    ]),
    ['a node group', yandex(nodeGroup({}))],
    ['an unknown key in the class of a node group', yandex(nodeGroup({ gpu: 1 })), everywhere(`${unknown}: gpu`)],
    ['an unknown DHCP option', yandex({ dhcpOptions: { ntp: 'x' } }), everywhere(`${unknown}: ntp`)],
  ],
  SSHConfig: [
    ['a key', ssh({ sshAgentPrivateKeys: [{ key: 'k' }] })],
    ['an empty list of keys', ssh({ sshAgentPrivateKeys: [] }), everywhere('must NOT have fewer than 1 items')],
    ['a password alone', ssh({ sudoPassword: 'x' }), by("required property 'sshAgentPrivateKeys'", v166)],
    ['neither key nor password', ssh({}), everywhere("required property 'sshAgentPrivateKeys'")],
  ],
  SSHHost: [
    ['a host', { apiVersion: 'dhctl.deckhouse.io/v1', kind: 'SSHHost', host: '10.0.0.1' }],
    ['no host', { apiVersion: 'dhctl.deckhouse.io/v1', kind: 'SSHHost' }, everywhere("required property 'host'")],
  ],
};

describeConformance('the judge of dhctl files', { shared: schemaNeeds }, () => {
  for (const [kind, table] of Object.entries(verdicts) as [DhctlKind, readonly Row[]][]) {
    describe(kind, () => {
      itGives(table, (release, document) => judgeDhctl(release, kind, document));
    });
  }
});
