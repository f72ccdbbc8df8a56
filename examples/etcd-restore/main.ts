import { App, Chart } from 'cdk8s';
import { EtcdRestorePod, EtcdVersion } from 'kvorum/etcd';

/** A Pod that serves a snapshot for reading single objects. One construct in a plain cdk8s app, and nothing else of kvorum. */
export function program(app: App): void {
  const chart = new Chart(app, 'etcd-restore', { namespace: 'recovery' });
  new EtcdRestorePod(chart, 'snapshot', {
    version: EtcdVersion.V3_6,
    // The image of the cluster's own etcd, so that the node has it already.
    image: 'registry.k8s.io/etcd:3.6.6-0',
    nodeName: 'master-0',
    snapshotPath: '/var/backups/etcd/etcd-20260801T060000Z/snapshot.db',
    lifetime: '2h',
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
