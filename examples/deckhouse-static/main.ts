import { ClusterApp, ExistingHosts, MultiMasterCluster, SecretValue } from 'kvorum';
import { Deckhouse, DeckhouseRelease, NodeGroupConfiguration } from 'kvorum/deckhouse';

/** Three masters and four workers of bare metal. dhctl sets up master-0, the cluster all others over SSH. */
export function program(app: ClusterApp, release = DeckhouseRelease.V1_76): MultiMasterCluster {
  const cluster = new MultiMasterCluster(app, 'prod', {
    replicas: 3,
    distribution: new Deckhouse({
      release,
      global: {
        modules: { publicDomainTemplate: '%s.apps.example.com', https: { mode: 'CertManager' } },
      },
      controlPlaneManager: {
        apiserver: {
          certSANs: ['api.example.com', '10.0.0.9'],
          publishAPI: { loadBalancer: { enabled: true, port: 443, sourceRanges: ['10.0.0.0/8'] } },
          auditLog: { output: 'File', path: '/var/log/kube-audit' },
        },
        etcd: { maxDbSize: 4 * 1024 ** 3 },
        // A node that is silent for 20 s counts as lost, and its Pods move 60 s later.
        nodeMonitorGracePeriodSeconds: 20,
        failedNodePodEvictionTimeoutSeconds: 60,
      },
      masters: { kubelet: { resourceReservation: { mode: 'Static', static: { cpu: '500m', memory: '1Gi' } } } },
      install: { podSubnetCIDR: '10.111.0.0/16', serviceSubnetCIDR: '10.222.0.0/16' },
      internalNetworkCIDRs: ['10.0.0.0/24'],
    }),
    infrastructure: new ExistingHosts({
      masters: [
        { name: 'master-0', address: '10.0.0.10', zone: 'rack-a', bootstrapped: true },
        { name: 'master-1', address: '10.0.0.11', zone: 'rack-b' },
        { name: 'master-2', address: '10.0.0.12', zone: 'rack-c' },
      ],
      workers: [
        { name: 'worker-0', address: '10.0.0.20', group: 'worker' },
        { name: 'worker-1', address: '10.0.0.21', group: 'worker' },
        { name: 'frontend-0', address: '10.0.0.30', group: 'frontend' },
        { name: 'frontend-1', address: '10.0.0.31', group: 'frontend' },
      ],
      ssh: { user: 'ubuntu', privateKey: SecretValue.fromFile(process.env.SSH_KEY ?? '~/.ssh/id_ed25519') },
    }),
  });

  // Nodes that come from elsewhere. The taint's key goes into customTolerationKeys of the module global by itself.
  cluster.deckhouse.addNodeGroup('database', {
    labels: { 'example.com/tier': 'database' },
    taints: [{ key: 'example.com/database', effect: 'NoExecute' }],
    disruptions: { approvalMode: 'Manual' },
  });
  new NodeGroupConfiguration(cluster, 'sysctl', {
    metadata: { name: 'database-sysctl.sh' },
    spec: { nodeGroups: ['database'], bundles: ['*'], weight: 50, content: '#!/bin/bash\nsysctl -w vm.swappiness=1\n' },
  });

  return cluster;
}

if (require.main === module) {
  const app = new ClusterApp();
  program(app);
  app.synth();
}
