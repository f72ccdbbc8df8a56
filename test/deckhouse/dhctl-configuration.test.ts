import { load, YAML11_SCHEMA } from 'js-yaml';

import { SecretValue } from '../../lib/core';
import type { OutputFile } from '../../lib/core';
import type { DhctlConfigurationProps } from '../../lib/deckhouse';
import { DhctlConfiguration } from '../../lib/deckhouse';
import { chartFor } from './objects';
import { codesOf, refusals } from '../support/errors';
import { base64, PEM, PUBLIC_KEY } from './keys';

const CLUSTER = {
  clusterType: 'Static',
  podSubnetCIDR: '10.111.0.0/16',
  serviceSubnetCIDR: '10.222.0.0/16',
  kubernetesVersion: 'Automatic',
} as const;
const YANDEX = {
  layout: 'Standard',
  provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: SecretValue.unsafePlainText('{\n  "id": "yes"\n}\n') },
  masterNodeGroup: { replicas: 3, instanceClass: { cores: 4, memory: 8192, imageID: 'fd8' } },
  nodeNetworkCIDR: '10.1.0.0/16',
  sshPublicKey: PUBLIC_KEY,
} as const;

function make(props: Partial<DhctlConfigurationProps>, release = '1.76'): DhctlConfiguration {
  return new DhctlConfiguration(chartFor(release), 'dhctl', { cluster: CLUSTER, ...props });
}

/** The text of a file as the app writes it. */
function textOf(file: OutputFile | undefined): string {
  const content = file?._produce();
  return SecretValue.isSecretValue(content) ? content._resolve() : String(content);
}

// As dhctl takes them apart: by lines that start with three hyphens. Lines of keys are indented.
const documentsOf = (file: OutputFile | undefined): string[] => textOf(file).split(/^---\s*/m);

describe('DhctlConfiguration', () => {
  it('writes the documents in one order, whatever the order of the props, with lines of --- between them', () => {
    const { configFile } = make({
      init: { deckhouse: {} },
      static: { internalNetworkCIDRs: ['10.0.0.0/24'] },
      yandex: YANDEX,
      cluster: { ...CLUSTER, clusterType: 'Cloud', cloud: { prefix: 'prod', provider: 'Yandex' } },
    });
    expect(documentsOf(configFile).map((d) => /^kind: (.*)$/m.exec(d)?.[1])).toEqual([
      'ClusterConfiguration',
      'YandexClusterConfiguration',
      'StaticClusterConfiguration',
      'InitConfiguration',
    ]);
    for (const document of documentsOf(configFile))
      expect(document.startsWith('apiVersion: deckhouse.io/v1\nkind: ')).toBe(true);
  });

  it('puts how hosts are reached into a file of its own: dhctl would take it for an object of the cluster', () => {
    const { configFile, connectionFile } = make({
      path: 'a/b/config.yml',
      sshConfig: { sshUser: 'ubuntu', sshAgentPrivateKeys: [{ key: SecretValue.unsafePlainText(PEM) }] },
      sshHosts: [{ host: '10.0.0.1' }],
    });
    expect([configFile.path, connectionFile?.path]).toEqual(['a/b/config.yml', 'a/b/connection.yml']);
    expect(textOf(configFile)).not.toContain('SSH');
    expect(documentsOf(connectionFile).map((d) => load(d))).toEqual([
      {
        apiVersion: 'dhctl.deckhouse.io/v1',
        kind: 'SSHConfig',
        sshUser: 'ubuntu',
        sshAgentPrivateKeys: [{ key: PEM }],
      },
      { apiVersion: 'dhctl.deckhouse.io/v1', kind: 'SSHHost', host: '10.0.0.1' },
    ]);
    expect(make({}).connectionFile).toBeUndefined();
  });

  it('goes below the id of the chart, and only its owner may read it', () => {
    const { configFile } = make({});
    expect([configFile.path, configFile.mode]).toEqual(['c/dhctl/config.yml', 0o600]);
  });

  it('writes keys as blocks of lines', () => {
    const { connectionFile } = make({
      sshConfig: { sshUser: 'u', sshAgentPrivateKeys: [{ key: SecretValue.unsafePlainText(PEM) }] },
    });
    expect(textOf(connectionFile)).toContain('  - key: |\n      -----BEGIN PRIVATE KEY-----\n');
  });

  it.each([
    '24',
    '1.30',
    'yes',
    'no',
    'on',
    'off',
    'y',
    'n',
    'Yes',
    'NO',
    'true',
    'null',
    '~',
    '012',
    '0x1f',
    '1e3',
    '1_000',
    '12:30:45',
    '2024-01-01',
    '=',
    '<<',
    ' a',
    'a: b',
    'a #b',
    '-',
    '.inf',
    '',
  ])('keeps the text %j a text for readers of YAML 1.1 and 1.2 alike', (value) => {
    const { configFile } = make({ yandex: { ...YANDEX, labels: { key: value } } });
    const text = documentsOf(configFile)[1] ?? '';
    expect(load(text)).toMatchObject({ labels: { key: value } });
    expect(load(text, { schema: YAML11_SCHEMA })).toMatchObject({ labels: { key: value } });
    // go-yaml takes more words for truth values than the specification lists: they must be quoted.
    if (/^\w+$/.test(value)) expect(text).toContain(`key: "${value}"`);
  });

  it('writes versions and prefixes in quotes', () => {
    const { configFile } = make({ cluster: { ...CLUSTER, kubernetesVersion: '1.33', podSubnetNodeCIDRPrefix: '24' } });
    expect(textOf(configFile)).toContain('podSubnetNodeCIDRPrefix: "24"\nkubernetesVersion: "1.33"\n');
  });

  it('writes values that occur twice twice: dhctl knows no references', () => {
    const zones = ['ru-central1-a'] as const;
    const { configFile } = make({
      yandex: { ...YANDEX, zones, masterNodeGroup: { ...YANDEX.masterNodeGroup, zones } },
    });
    expect(textOf(configFile)).not.toMatch(/[&*]ref/);
  });

  it('reads no secret before the app resolves them, and shows placeholders until then', () => {
    const secret = SecretValue.fromEnv('KVORUM_TEST_ABSENT');
    const { configFile } = make({ init: { deckhouse: { registryDockerCfg: secret } } });
    const content = configFile._produce() as SecretValue;
    expect(content.placeholder).toContain('registryDockerCfg: <secret:env:KVORUM_TEST_ABSENT>\n');
    expect(codesOf(() => content._resolve())).toEqual(['KV1101']);
  });

  it('writes each secret into its own place', () => {
    const names = ['KVORUM_TEST_A', 'KVORUM_TEST_B'] as const;
    process.env[names[0]] = base64('{"auths":{"registry.deckhouse.io":{}}}');
    process.env[names[1]] = '{"id": 1}';
    const { configFile } = make({
      yandex: { ...YANDEX, provider: { ...YANDEX.provider, serviceAccountJSON: SecretValue.fromEnv(names[1]) } },
      init: { deckhouse: { registryDockerCfg: SecretValue.fromEnv(names[0]) } },
    });
    const documents = documentsOf(configFile).map((d) => load(d) as Record<string, Record<string, string>>);
    expect(documents[1]?.provider?.serviceAccountJSON).toBe(process.env[names[1]]);
    expect(documents[2]?.deckhouse?.registryDockerCfg).toBe(process.env[names[0]]);
    for (const name of names) delete process.env[name];
  });

  it('names the faults of all documents in one error', () => {
    const props = {
      cluster: { ...CLUSTER, podSubnetCIDR: 'a' },
      init: { deckhouse: { imagesRepo: 'a b' } },
      sshHosts: [{}],
    };
    expect(refusals(() => make(props as never))).toEqual([
      'KV1206 podSubnetCIDR',
      'KV1206 deckhouse.imagesRepo',
      'KV1202 host',
    ]);
  });

  it.each<[string, unknown, readonly string[]]>([
    [
      'nothing',
      undefined,
      ['KV1202 clusterType', 'KV1202 podSubnetCIDR', 'KV1202 serviceSubnetCIDR', 'KV1202 kubernetesVersion'],
    ],
    ['a path that leaves the folder', { cluster: CLUSTER, path: '../a' }, ['KV1401 path']],
    ['a path that is no text', { cluster: CLUSTER, path: 7 }, ['KV1203 path']],
    ['one host', { cluster: CLUSTER, sshHosts: '10.0.0.1' }, ['KV1203 sshHosts']],
    ['a release that is none', { cluster: CLUSTER, release: '1.76' }, ['KV1203 release']],
  ])('refuses %s', (_what, props, expected) => {
    expect(refusals(() => new DhctlConfiguration(chartFor(), 'dhctl', props as never))).toEqual(expected);
  });
});
