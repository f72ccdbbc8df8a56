import { Lazy } from 'cdk8s';

import { SecretValue } from '../../../lib/core';
import {
  ClusterConfiguration,
  DeckhouseRelease,
  InitConfiguration,
  SSHConfig,
  SSHHost,
  StaticClusterConfiguration,
  YandexClusterConfiguration,
} from '../../../lib/deckhouse';
import { chartFor } from '../objects';
import { refusals } from '../../support/errors';
import { found } from '../../support/findings';
import { base64, ENCRYPTED_PEM, openSshKey, PEM, PUBLIC_KEY } from '../keys';

const CLUSTER = {
  clusterType: 'Static',
  podSubnetCIDR: '10.111.0.0/16',
  serviceSubnetCIDR: '10.222.0.0/16',
  kubernetesVersion: 'Automatic',
};
const MACHINE = { cores: 4, memory: 8192, imageID: 'fd8' };
const YANDEX = {
  layout: 'Standard',
  provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: '{"id": "a"}' },
  masterNodeGroup: { replicas: 3, instanceClass: MACHINE },
  nodeNetworkCIDR: '10.1.0.0/16',
  sshPublicKey: PUBLIC_KEY,
};
const SSH = { sshUser: 'ubuntu', sshAgentPrivateKeys: [{ key: PEM }] };
const DOCKER_CFG = base64(JSON.stringify({ auths: { 'registry.example.com:5000': {} } }));

const KINDS = {
  ClusterConfiguration,
  InitConfiguration,
  SSHConfig,
  SSHHost,
  StaticClusterConfiguration,
  YandexClusterConfiguration,
};
type Kind = keyof typeof KINDS;

const make = (kind: Kind, props: unknown, release = '1.76') =>
  new KINDS[kind](chartFor(release), 'document', props as never);

const cluster = (fields: object) => ({ ...CLUSTER, ...fields });
const init = (deckhouse: object) => ({ deckhouse });
const yandex = (fields: object) => ({ ...YANDEX, ...fields });
const master = (fields: object) =>
  yandex({ masterNodeGroup: { replicas: 3, instanceClass: { ...MACHINE, ...fields } } });

describe('documents of dhctl', () => {
  it.each<[string, Kind, object]>([
    [
      '1.66',
      'ClusterConfiguration',
      cluster({ kubernetesVersion: '1.27', defaultCRI: 'Docker', podSubnetNodeCIDRPrefix: '25' }),
    ],
    [
      '1.67',
      'ClusterConfiguration',
      cluster({ clusterType: 'Cloud', cloud: { provider: 'Huaweicloud', prefix: 'p' } }),
    ],
    ['1.70', 'ClusterConfiguration', cluster({ encryptionAlgorithm: 'ECDSA-P256', clusterDomain: 'k8s.internal' })],
    ['1.71', 'ClusterConfiguration', cluster({ defaultCRI: 'ContainerdV2' })],
    ['1.77', 'ClusterConfiguration', cluster({ kubernetesVersion: '1.36' })],
    ['1.66', 'InitConfiguration', init({ releaseChannel: 'Stable', bundle: 'Minimal', logLevel: 'Debug' })],
    [
      '1.76',
      'InitConfiguration',
      init({ imagesRepo: 'registry.example.com:5000/dh', registryDockerCfg: DOCKER_CFG, registryScheme: 'HTTP' }),
    ],
    ['1.66', 'StaticClusterConfiguration', {}],
    ['1.76', 'StaticClusterConfiguration', { internalNetworkCIDRs: ['10.0.0.1/24', '192.168.0.0/24'] }],
    ['1.66', 'YandexClusterConfiguration', YANDEX],
    [
      '1.77',
      'YandexClusterConfiguration',
      yandex({ zones: ['ru-central1-e'], withNATInstance: { internalSubnetCIDR: '10.2.0.0/24' } }),
    ],
    ['1.66', 'SSHConfig', SSH],
    ['1.76', 'SSHConfig', { sshUser: 'ubuntu', sudoPassword: 'pw', sshBastionHost: 'bastion', modernMode: true }],
    ['1.66', 'SSHConfig', { sshUser: 'ubuntu', sshAgentPrivateKeys: [{ key: ENCRYPTED_PEM, passphrase: 'secret' }] }],
    ['1.66', 'SSHConfig', { sshUser: 'ubuntu', sshAgentPrivateKeys: [{ key: openSshKey('none') }] }],
    ['1.66', 'SSHHost', { host: '10.0.0.1' }],
    ['1.66', 'SSHHost', { host: 'Master-0.example.com' }],
    ['1.66', 'SSHHost', { host: 'fd00::10' }],
  ])('for %s a %s may be %j', (release, kind, props) => {
    expect(refusals(() => make(kind, props, release))).toEqual([]);
  });

  it.each<[Kind, string, unknown, string, string?]>([
    ['ClusterConfiguration', 'no props', undefined, 'KV1202 clusterType'],
    ['ClusterConfiguration', 'a cloud cluster without a cloud', cluster({ clusterType: 'Cloud' }), 'KV1202 cloud'],
    [
      'ClusterConfiguration',
      'a version that is a number',
      cluster({ kubernetesVersion: 1.3 }),
      'KV1204 kubernetesVersion',
    ],
    [
      'ClusterConfiguration',
      'a version that is too old',
      cluster({ kubernetesVersion: '1.30' }),
      'KV1208 kubernetesVersion',
    ],
    [
      'ClusterConfiguration',
      'a version that is too new',
      cluster({ kubernetesVersion: '1.36' }),
      'KV1207 kubernetesVersion',
    ],
    [
      'ClusterConfiguration',
      'the word of another place',
      cluster({ kubernetesVersion: 'Default' }),
      'KV1204 kubernetesVersion',
    ],
    [
      'ClusterConfiguration',
      'a prefix that is a number',
      cluster({ podSubnetNodeCIDRPrefix: 24 }),
      'KV1203 podSubnetNodeCIDRPrefix',
    ],
    [
      'ClusterConfiguration',
      'a prefix that is none',
      cluster({ podSubnetNodeCIDRPrefix: 'junk' }),
      'KV1206 podSubnetNodeCIDRPrefix',
    ],
    [
      'ClusterConfiguration',
      'a network without a length',
      cluster({ podSubnetCIDR: '10.0.0.0' }),
      'KV1206 podSubnetCIDR',
    ],
    ['ClusterConfiguration', 'Docker from 1.67', cluster({ defaultCRI: 'Docker' }), 'KV1208 defaultCRI', '1.67'],
    [
      'ClusterConfiguration',
      'ContainerdV2 before 1.71',
      cluster({ defaultCRI: 'ContainerdV2' }),
      'KV1207 defaultCRI',
      '1.70',
    ],
    [
      'ClusterConfiguration',
      'an algorithm before 1.70',
      cluster({ encryptionAlgorithm: 'RSA-2048' }),
      'KV1207 encryptionAlgorithm',
      '1.69',
    ],
    [
      'ClusterConfiguration',
      'a provider before its release',
      cluster({ cloud: { provider: 'DVP' } }),
      'KV1207 cloud.provider',
      '1.69',
    ],
    [
      'ClusterConfiguration',
      'a prefix in capitals',
      cluster({ cloud: { provider: 'AWS', prefix: 'Prod' } }),
      'KV1206 cloud.prefix',
    ],
    [
      'ClusterConfiguration',
      'a proxy with a slash after it',
      cluster({ proxy: { httpProxy: 'http://proxy:8080/' } }),
      'KV1103 proxy.httpProxy',
    ],
    [
      'ClusterConfiguration',
      'HTTP in capitals',
      cluster({ proxy: { httpsProxy: 'HTTP://proxy' } }),
      'KV1103 proxy.httpsProxy',
    ],
    [
      'ClusterConfiguration',
      'a wildcard in noProxy',
      cluster({ proxy: { noProxy: ['*.local'] } }),
      'KV1206 proxy.noProxy[0]',
    ],
    ['ClusterConfiguration', 'an unknown field', cluster({ clusterdomain: 'a' }), 'KV1201 clusterdomain'],
    ['ClusterConfiguration', 'another kind', cluster({ kind: 'InitConfiguration' }), 'KV3003 kind'],
    ['InitConfiguration', 'no deckhouse', {}, 'KV1202 deckhouse'],
    [
      'InitConfiguration',
      'a scheme',
      init({ imagesRepo: 'https://registry.deckhouse.io/deckhouse/ee' }),
      'KV1206 deckhouse.imagesRepo',
    ],
    [
      'InitConfiguration',
      'a tag',
      init({ imagesRepo: 'registry.deckhouse.io/deckhouse/ee:v1' }),
      'KV1206 deckhouse.imagesRepo',
    ],
    [
      'InitConfiguration',
      'a channel from 1.67',
      init({ releaseChannel: 'Stable' }),
      'KV1208 deckhouse.releaseChannel',
      '1.67',
    ],
    ['InitConfiguration', 'a bundle from 1.67', init({ bundle: 'Minimal' }), 'KV1208 deckhouse.bundle', '1.67'],
    ['InitConfiguration', 'an unknown scheme', init({ registryScheme: 'https' }), 'KV1204 deckhouse.registryScheme'],
    [
      'InitConfiguration',
      'credentials that are no base64',
      init({ registryDockerCfg: '{"auths":{}}' }),
      'KV1103 deckhouse.registryDockerCfg',
    ],
    [
      'InitConfiguration',
      'credentials that are no JSON',
      init({ registryDockerCfg: base64('auths') }),
      'KV1103 deckhouse.registryDockerCfg',
    ],
    [
      'InitConfiguration',
      'credentials without auths',
      init({ registryDockerCfg: base64('{}') }),
      'KV1103 deckhouse.registryDockerCfg',
    ],
    [
      'InitConfiguration',
      'credentials of another host',
      init({ registryDockerCfg: DOCKER_CFG }),
      'KV1103 deckhouse.registryDockerCfg',
    ],
    ['InitConfiguration', 'an unknown field', init({ image: 'a' }), 'KV1201 deckhouse.image'],
    [
      'StaticClusterConfiguration',
      'one network',
      { internalNetworkCIDRs: '10.0.0.0/24' },
      'KV1203 internalNetworkCIDRs',
    ],
    [
      'StaticClusterConfiguration',
      'leading zeros',
      { internalNetworkCIDRs: ['010.0.0.0/24'] },
      'KV1206 internalNetworkCIDRs[0]',
    ],
    [
      'StaticClusterConfiguration',
      'a network twice',
      { internalNetworkCIDRs: ['10.0.0.0/24', '10.0.0.0/24'] },
      'KV1209 internalNetworkCIDRs[1]',
    ],
    ['YandexClusterConfiguration', 'an unknown layout', yandex({ layout: 'standard' }), 'KV1204 layout'],
    [
      'YandexClusterConfiguration',
      'no masters',
      yandex({ masterNodeGroup: { replicas: 0, instanceClass: MACHINE } }),
      'KV1205 masterNodeGroup.replicas',
    ],
    [
      'YandexClusterConfiguration',
      'no image',
      yandex({ masterNodeGroup: { replicas: 1, instanceClass: { cores: 4, memory: 8192 } } }),
      'KV1202 masterNodeGroup.instanceClass.imageID',
    ],
    [
      'YandexClusterConfiguration',
      'junk after an address',
      master({ externalIPAddresses: ['1.2.3.4junk', 'Auto', 'Auto'] }),
      'KV1206 masterNodeGroup.instanceClass.externalIPAddresses[0]',
    ],
    [
      'YandexClusterConfiguration',
      'junk before Auto',
      master({ externalIPAddresses: ['fooAuto', 'Auto', 'Auto'] }),
      'KV1206 masterNodeGroup.instanceClass.externalIPAddresses[0]',
    ],
    ['YandexClusterConfiguration', 'the zone e before 1.77', yandex({ zones: ['ru-central1-e'] }), 'KV1207 zones[0]'],
    ['YandexClusterConfiguration', 'the zone c', yandex({ zones: ['ru-central1-c'] }), 'KV1204 zones[0]'],
    [
      'YandexClusterConfiguration',
      'a share of cores for masters',
      master({ coreFraction: 50 }),
      'KV1201 masterNodeGroup.instanceClass.coreFraction',
    ],
    [
      'YandexClusterConfiguration',
      'the field of an instance class',
      master({ platformID: 'standard-v3' }),
      'KV1201 masterNodeGroup.instanceClass.platformID',
    ],
    [
      'YandexClusterConfiguration',
      'a disk of instance classes',
      master({ diskType: 'network-hdd' }),
      'KV1204 masterNodeGroup.instanceClass.diskType',
    ],
    [
      'YandexClusterConfiguration',
      'a key that is no JSON',
      yandex({ provider: { ...YANDEX.provider, serviceAccountJSON: '{not json}' } }),
      'KV1103 provider.serviceAccountJSON',
    ],
    [
      'YandexClusterConfiguration',
      'a key that is a list',
      yandex({ provider: { ...YANDEX.provider, serviceAccountJSON: '[]' } }),
      'KV1103 provider.serviceAccountJSON',
    ],
    [
      'YandexClusterConfiguration',
      'a NAT network before 1.69',
      yandex({ withNATInstance: { internalSubnetCIDR: '10.2.0.0/24' } }),
      'KV1207 withNATInstance.internalSubnetCIDR',
      '1.68',
    ],
    [
      'YandexClusterConfiguration',
      'a NAT network that is a number',
      yandex({ withNATInstance: { internalSubnetCIDR: 10 } }),
      'KV1203 withNATInstance.internalSubnetCIDR',
    ],
    ['SSHConfig', 'no key', { sshUser: 'u' }, 'KV1202 sshAgentPrivateKeys'],
    ['SSHConfig', 'an empty list of keys', { sshUser: 'u', sshAgentPrivateKeys: [] }, 'KV1205 sshAgentPrivateKeys'],
    [
      'SSHConfig',
      'a password before it was known',
      { sshUser: 'u', sudoPassword: 'pw' },
      'KV1207 sudoPassword',
      '1.66',
    ],
    [
      'SSHConfig',
      'an encoded key',
      { sshUser: 'u', sshAgentPrivateKeys: [{ key: base64(PEM) }] },
      'KV1103 sshAgentPrivateKeys[0].key',
    ],
    [
      'SSHConfig',
      'a locked key without its passphrase',
      { sshUser: 'u', sshAgentPrivateKeys: [{ key: ENCRYPTED_PEM }] },
      'KV1103 sshAgentPrivateKeys[0].key',
    ],
    ['SSHConfig', 'a port as text', { ...SSH, sshPort: '22' }, 'KV1203 sshPort'],
    ['SSHHost', 'no host', {}, 'KV1202 host'],
    ['SSHHost', 'an option in place of a host', { host: '-oProxyCommand=sh' }, 'KV1206 host'],
    ['SSHHost', 'two words', { host: 'a b' }, 'KV1206 host'],
    [
      'SSHConfig',
      'an option in place of a user',
      { sshUser: '-oProxyCommand=sh', sudoPassword: 'pw' },
      'KV1206 sshUser',
    ],
    [
      'SSHConfig',
      'an option in place of a bastion',
      { sshUser: 'u', sudoPassword: 'pw', sshBastionHost: '-oProxyCommand=sh' },
      'KV1206 sshBastionHost',
    ],
    [
      'SSHConfig',
      'an option in place of the user of a bastion',
      { sshUser: 'u', sudoPassword: 'pw', sshBastionUser: '-l' },
      'KV1206 sshBastionUser',
    ],
    ['SSHHost', 'a text in place of an object', '10.0.0.1', 'KV1203'],
  ])('%s: refuses %s', (kind, _what, props, expected, release = '1.76') => {
    expect(refusals(() => make(kind, props, release))).toContain(expected);
  });

  it('know the Kubernetes versions of each release', () => {
    for (const release of DeckhouseRelease.all()) {
      const taken = Array.from({ length: 12 }, (_, i) => `1.${26 + i}`).filter(
        (kubernetesVersion) =>
          refusals(() => make('ClusterConfiguration', cluster({ kubernetesVersion }), release.version)).length === 0,
      );
      expect(taken).toEqual(release.kubernetesVersions);
    }
  });

  it('are written in the order of their table, whatever the order of the program', () => {
    const document = make('ClusterConfiguration', {
      ...CLUSTER,
      kubernetesVersion: '1.33',
      proxy: { noProxy: ['b', 'a'], httpProxy: 'http://p' },
    });
    expect(JSON.stringify(document._document())).toBe(
      JSON.stringify({
        apiVersion: 'deckhouse.io/v1',
        kind: 'ClusterConfiguration',
        clusterType: 'Static',
        podSubnetCIDR: '10.111.0.0/16',
        serviceSubnetCIDR: '10.222.0.0/16',
        kubernetesVersion: '1.33',
        proxy: { httpProxy: '<secret:plain-text>', noProxy: ['b', 'a'] },
      }),
    );
  });

  it('take late values, and judge them at synth', () => {
    const chart = chartFor();
    new StaticClusterConfiguration(chart, 'late', {
      internalNetworkCIDRs: Lazy.any({ produce: () => ['junk'] }) as never,
    });
    expect(found(chart.node.root)).toEqual(['KV1206 c/late internalNetworkCIDRs[0]']);
  });

  it('show a secret as a placeholder, and check it when it is resolved', () => {
    process.env.KVORUM_TEST_SA = 'no json';
    const secret = SecretValue.fromEnv('KVORUM_TEST_SA');
    const document = make(
      'YandexClusterConfiguration',
      yandex({ provider: { ...YANDEX.provider, serviceAccountJSON: secret } }),
    );
    expect(document._document()).toMatchObject({ provider: { serviceAccountJSON: '<secret:env:KVORUM_TEST_SA>' } });
    const resolved = refusals(() => document._secrets().map((s) => s._resolve()));
    delete process.env.KVORUM_TEST_SA;
    expect(resolved).toEqual(['KV1103']);
  });
});
