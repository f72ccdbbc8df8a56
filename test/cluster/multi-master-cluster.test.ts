import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ClusterApp, ExistingHosts, Findings, MultiMasterCluster, SecretValue } from 'kvorum';
import { Deckhouse, DeckhouseRelease, DhctlYandexCloud } from 'kvorum/deckhouse';

import { refusalsWithPath } from '../support/errors';
import { manifestOf, manifestsOf } from '../support/manifests';
import { silentStderr, stderrOf } from '../support/stderr';

const hosts = (...masters: readonly { name: string; address: string; bootstrapped?: boolean }[]) => ({ masters });
const three = [
  { name: 'master-0', address: '10.0.0.10', bootstrapped: true },
  { name: 'master-1', address: '10.0.0.11' },
  { name: 'master-2', address: '10.0.0.12' },
];
const ssh = { user: 'ubuntu', privateKey: SecretValue.fromEnv('SSH_KEY') };

silentStderr();

describe('MultiMasterCluster with no more than replicas', () => {
  const cluster = (): MultiMasterCluster => new MultiMasterCluster(Testing.app(), 'prod', { replicas: 3 });

  it('is a chart, and its default child is the group of the masters', () => {
    const prod = cluster();
    expect(Chart.isChart(prod)).toBe(true);
    expect(ApiObject.of(prod).kind).toBe('NodeGroup');
    expect(ApiObject.of(prod).name).toBe('master');
  });

  it('makes the module configs and a complete group of static masters for 1.76', () => {
    const objects = manifestsOf(cluster());
    expect(objects.map((o) => `${o.kind} ${o.metadata.name}`)).toEqual([
      'ModuleConfig global',
      'ModuleConfig control-plane-manager',
      'Secret audit-policy',
      'NodeGroup master',
    ]);
    expect(manifestOf(objects, 'ModuleConfig', 'global').spec).toEqual({
      version: 2,
      settings: { highAvailability: true },
    });
    expect(manifestOf(objects, 'NodeGroup', 'master').spec).toEqual({
      nodeType: 'Static',
      disruptions: { approvalMode: 'Manual' },
      nodeTemplate: {
        labels: { 'node-role.kubernetes.io/control-plane': '', 'node-role.kubernetes.io/master': '' },
        taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
      },
    });
  });

  it('warns that neither release nor infrastructure was named, and the warning can be acknowledged', () => {
    const app = ClusterApp.forTesting();
    const prod = new MultiMasterCluster(app, 'prod', { replicas: 3 });
    expect(stderrOf(() => app.synth())).toContain(
      'warning KV2501 [prod]: neither release nor infrastructure was named',
    );
    Findings.of(prod).acknowledge('KV2501', 'a test');
    expect(stderrOf(() => app.synth())).toBe('');
  });

  it('lets its parts be changed', () => {
    const prod = cluster();
    prod.deckhouse.masterNodeGroup.resource.metadata.addLabel('team', 'platform');
    prod.deckhouse.addNodeGroup('worker', { taints: [{ key: 'example.com/gpu', effect: 'NoSchedule' }] });
    const objects = manifestsOf(prod);
    expect(manifestOf(objects, 'NodeGroup', 'master').metadata.labels).toEqual({ team: 'platform' });
    expect(manifestOf(objects, 'ModuleConfig', 'global').spec.settings.modules.placement.customTolerationKeys).toEqual([
      'example.com/gpu',
    ]);
  });

  it('refuses a second group of a name', () => {
    expect(refusalsWithPath(() => cluster().deckhouse.addNodeGroup('master'))).toEqual(['KV3006 prod name']);
  });
});

describe('the number of masters', () => {
  it.each([1, 3, 5, 7] as const)('%d is accepted', (replicas) => {
    expect(manifestsOf(new MultiMasterCluster(Testing.app(), 'prod', { replicas })).length).toBe(4);
  });

  it('an even number does not compile, and is refused from JavaScript', () => {
    for (const replicas of [0, 2, 4, 6, 8, 9, -1, 1.5, NaN, '3', null, undefined]) {
      // @ts-expect-error -- the type is what is tested
      expect(refusalsWithPath(() => new MultiMasterCluster(new App(), 'prod', { replicas }))).toEqual([
        'KV2001 prod replicas',
      ]);
    }
    // @ts-expect-error -- 2 masters tolerate no loss
    expect(refusalsWithPath(() => new MultiMasterCluster(new App(), 'prod', { replicas: 2 }))).toEqual([
      'KV2001 prod replicas',
    ]);
    // @ts-expect-error -- 4 masters tolerate as many losses as 3
    expect(refusalsWithPath(() => new MultiMasterCluster(new App(), 'prod', { replicas: 4 }))).toEqual([
      'KV2001 prod replicas',
    ]);
    // @ts-expect-error -- a cluster says how many masters it has
    expect(refusalsWithPath(() => new MultiMasterCluster(new App(), 'prod', {}))).toEqual(['KV2001 prod replicas']);
    // @ts-expect-error -- a widened number may be even
    expect(refusalsWithPath(() => new MultiMasterCluster(new App(), 'prod', { replicas: Number('3') }))).toEqual([]);
  });

  it('2+arbiter makes the group of the arbiter, from 1.75', () => {
    const prod = new MultiMasterCluster(Testing.app(), 'prod', { replicas: '2+arbiter' });
    expect(manifestOf(manifestsOf(prod), 'NodeGroup', 'arbiter').spec.nodeTemplate).toEqual({
      labels: { 'node.deckhouse.io/etcd-arbiter': '' },
      taints: [{ key: 'node.deckhouse.io/etcd-arbiter', effect: 'NoSchedule' }],
    });
    const app = ClusterApp.forTesting();
    new MultiMasterCluster(app, 'prod', {
      replicas: '2+arbiter',
      distribution: new Deckhouse({ release: DeckhouseRelease.V1_74 }),
    });
    expect(refusalsWithPath(() => app.synth())).toContainEqual('KV3105 prod/arbiter/Resource spec.nodeTemplate.labels');
  });
});

describe('existing hosts', () => {
  const make = (app: App, extra: object = {}) =>
    new MultiMasterCluster(app, 'prod', {
      replicas: 3,
      distribution: new Deckhouse({ release: DeckhouseRelease.V1_76 }),
      infrastructure: new ExistingHosts({
        ...hosts(...three),
        workers: [{ name: 'worker-0', address: '10.0.0.20' }],
        ssh,
        ...extra,
      }),
    });

  it('the master that dhctl bootstrapped is not counted and has no StaticInstance', () => {
    const objects = manifestsOf(make(ClusterApp.forTesting()));
    expect(manifestOf(objects, 'NodeGroup', 'master').spec.staticInstances).toEqual({
      count: 2,
      labelSelector: { matchLabels: { 'node-group': 'master' } },
    });
    const instances = objects.filter((o) => o.kind === 'StaticInstance').map((o) => [o.metadata.name, o.spec.address]);
    expect(instances).toEqual([
      ['master-1', '10.0.0.11'],
      ['master-2', '10.0.0.12'],
      ['worker-0', '10.0.0.20'],
    ]);
    expect(manifestOf(objects, 'NodeGroup', 'worker').spec.staticInstances.count).toBe(1);
  });

  it('credentials stand in a chart beside the cluster, whose file only its owner can read', () => {
    const app = ClusterApp.forTesting();
    make(app);
    const files = app.render();
    const secrets = files.find((f) => f.path === 'prod-secrets.k8s.yaml');
    expect(secrets?.mode).toBe(0o600);
    expect(secrets?.text).toContain('kind: SSHCredentials');
    expect(files.find((f) => f.path === 'prod.k8s.yaml')?.text).not.toContain('privateSSHKey');
    expect(files.find((f) => f.path === 'prod/dhctl/config.yml')?.mode).toBe(0o600);
  });

  it('the whole cluster but its secrets can be synthesized under a plain app', () => {
    expect(manifestsOf(make(Testing.app())).length).toBeGreaterThan(5);
  });

  it('the program is refused when replicas and hosts do not agree', () => {
    const app = ClusterApp.forTesting();
    expect(refusalsWithPath(() => make(app, { masters: three.slice(0, 2) }))).toEqual([
      'KV2002 prod infrastructure.masters',
    ]);
  });

  it('nothing is raised for a cluster that names everything', () => {
    const app = ClusterApp.forTesting();
    make(app);
    expect(stderrOf(() => app.synth())).toBe('');
  });
});

describe('Yandex Cloud by dhctl', () => {
  it('the masters are made by dhctl, as many as replicas says', () => {
    const app = ClusterApp.forTesting();
    new MultiMasterCluster(app, 'prod', {
      replicas: 3,
      distribution: new Deckhouse({ release: DeckhouseRelease.V1_76 }),
      infrastructure: new DhctlYandexCloud({
        cloudID: 'cloud',
        folderID: 'folder',
        serviceAccountJSON: SecretValue.fromEnv('YC_KEY'),
        sshPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPbIRbpwIrMCUWJZNZmAtKqbVnYYzVbb3oVSECPjVKt',
        layout: 'Standard',
        nodeNetworkCIDR: '10.0.0.0/22',
        masters: { instanceClass: { cores: 4, memory: 8192, imageID: 'image' } },
      }),
    });
    const config = app.render().find((f) => f.path === 'prod/dhctl/config.yml')?.text;
    expect(config).toContain('replicas: 3');
    expect(config).toContain('<secret:env:YC_KEY>');
    const manifests = app.render().find((f) => f.path === 'prod.k8s.yaml')?.text;
    expect(manifests).toContain('nodeType: CloudPermanent');
  });
});

describe('strategies', () => {
  it('one that serves two clusters is refused', () => {
    const app = new App();
    const infrastructure = new ExistingHosts(hosts(...three));
    new MultiMasterCluster(app, 'a', { replicas: 3, infrastructure });
    expect(refusalsWithPath(() => new MultiMasterCluster(app, 'b', { replicas: 3, infrastructure }))).toEqual([
      'KV2005 b',
    ]);
  });

  it.each(['distribution', 'infrastructure', 'endpoint'])('an object that is no %s is refused', (role) => {
    expect(refusalsWithPath(() => new MultiMasterCluster(new App(), 'prod', { replicas: 3, [role]: {} }))).toEqual([
      `KV2503 prod ${role}`,
    ]);
  });
});
