import { Yaml } from 'cdk8s';
import { ClusterApp, OutputFile } from 'kvorum';
import { EtcdVersion, ExternalEtcd, MemberForm } from 'kvorum/etcd';

/** An etcd on three machines of its own, as systemd units, and what kubeadm has to know of it. */
export function program(app: ClusterApp): ExternalEtcd {
  const etcd = new ExternalEtcd({
    version: EtcdVersion.V3_6,
    members: [
      { name: 'etcd-0', address: '10.0.0.20' },
      { name: 'etcd-1', address: '10.0.0.21' },
      { name: 'etcd-2', address: '10.0.0.22' },
    ],
    token: 'prod-etcd-1',
    form: MemberForm.systemd({ program: '/usr/local/bin/etcd' }),
    quotaBytes: 4 * 1024 ** 3,
  });
  etcd.addFiles(app, 'prod/etcd');
  new OutputFile(app, 'kubeadm', {
    path: 'prod/etcd/kubeadm.yaml',
    content: Yaml.stringify({ etcd: { external: etcd.connection.kubeadm } }),
  });
  new OutputFile(app, 'sans', {
    path: 'prod/etcd/sans.yaml',
    content: Yaml.stringify(
      Object.fromEntries(etcd.members.map((m) => [m.name, { server: m.serverSans, peer: m.peerSans }])),
    ),
  });
  return etcd;
}

if (require.main === module) {
  const app = new ClusterApp();
  program(app);
  app.synth();
}
