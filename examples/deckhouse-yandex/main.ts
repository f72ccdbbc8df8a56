import { ClusterApp, MultiMasterCluster, SecretValue } from 'kvorum';
import { Deckhouse, DeckhouseRelease, DhctlYandexCloud, YandexInstanceClass } from 'kvorum/deckhouse';

/** Three masters in three zones of Yandex Cloud, made by dhctl, and workers that the cluster orders by itself. */
export function program(app: ClusterApp, release = DeckhouseRelease.V1_76): MultiMasterCluster {
  const cluster = new MultiMasterCluster(app, 'prod', {
    replicas: 3,
    distribution: new Deckhouse({
      release,
      global: { modules: { publicDomainTemplate: '%s.k8s.example.com' } },
      install: { podSubnetCIDR: '10.111.0.0/16', serviceSubnetCIDR: '10.222.0.0/16' },
    }),
    infrastructure: new DhctlYandexCloud({
      cloudID: 'b1g0example0cloud000',
      folderID: 'b1g0example0folder00',
      serviceAccountJSON: SecretValue.fromFile(process.env.YC_SERVICE_ACCOUNT_KEY ?? '~/.config/yandex-cloud/key.json'),
      sshPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPbIRbpwIrMCUWJZNZmAtKqbVnYYzVbb3oVSECPjVKt ops@example.com',
      layout: 'Standard',
      prefix: 'prod',
      nodeNetworkCIDR: '10.0.0.0/22',
      zones: ['ru-central1-a', 'ru-central1-b', 'ru-central1-d'],
      masters: {
        zones: ['ru-central1-a', 'ru-central1-b', 'ru-central1-d'],
        instanceClass: {
          cores: 4,
          memory: 8192,
          imageID: 'fd80example0image000',
          platform: 'standard-v3',
          diskType: 'network-ssd',
          diskSizeGB: 60,
          etcdDiskSizeGb: 20,
          externalIPAddresses: ['Auto', 'Auto', 'Auto'],
        },
      },
      nodeGroups: [
        {
          name: 'system',
          replicas: 2,
          zones: ['ru-central1-a', 'ru-central1-b'],
          instanceClass: { cores: 4, memory: 8192, imageID: 'fd80example0image000', platform: 'standard-v3' },
          nodeTemplate: {
            labels: { 'node-role.deckhouse.io/system': '' },
            taints: [{ key: 'dedicated.deckhouse.io', value: 'system', effect: 'NoExecute' }],
          },
        },
      ],
    }),
  });

  const worker = new YandexInstanceClass(cluster, 'worker-class', {
    metadata: { name: 'worker' },
    spec: {
      cores: 8,
      memory: 16384,
      platformID: 'standard-v3',
      imageID: 'fd80example0image000',
      diskType: 'network-ssd',
      diskSizeGB: 100,
    },
  });
  cluster.deckhouse.addNodeGroup('worker', {
    instanceClass: worker,
    minPerZone: 1,
    maxPerZone: 4,
    zones: ['ru-central1-a', 'ru-central1-b', 'ru-central1-d'],
    disruptions: { approvalMode: 'RollingUpdate' },
  });
  return cluster;
}

if (require.main === module) {
  const app = new ClusterApp();
  program(app);
  app.synth();
}
