import { FileText, SystemdCommand, SystemdUnit } from 'kvorum/machine';
import type { IMachine, IMachinePart } from 'kvorum/machine';

/** What `InitCluster` takes. */
export interface InitClusterProps {
  /** The version of Kubernetes. */
  readonly version: string;
  /** The address of the first master. */
  readonly address: string;
  /** Name and port by which the API is reached. */
  readonly endpoint: string;
}

const CONFIG = '/etc/kubernetes/kubeadm-init.yaml';

/** The unit that makes the cluster on the first master: once, and never beside one that is there. */
export class InitCluster implements IMachinePart {
  public readonly name = 'k8s-init';

  public constructor(private readonly props: InitClusterProps) {}

  public bind(machine: IMachine): void {
    const { endpoint } = this.props;
    machine.addFile({ path: CONFIG, overwrite: true, mode: 0o600, contents: this.config() });
    machine.addUnit(
      new SystemdUnit({
        name: 'k8s-init.service',
        enabled: true,
        unit: {
          Description: 'Make the Kubernetes cluster',
          Requires: ['crio.service'],
          Wants: ['network-online.target'],
          After: ['network-online.target', 'crio.service'],
          StartLimitIntervalSec: 0,
          conditions: [{ test: 'PathExists', value: '/etc/kubernetes/kubelet.conf', not: true }],
        },
        service: {
          Type: 'oneshot',
          RemainAfterExit: true,
          // A first master that is made anew must not make a second cluster behind the address of one that answers. It cannot
          // tell one that is down from none: see the README.
          ExecCondition: [
            SystemdCommand.of(['/bin/sh', '-c', `! curl -ksf -m 5 -o /dev/null https://${endpoint}/readyz`]),
          ],
          ExecStartPre: [SystemdCommand.of(['/usr/bin/loadDockerArchiveImages.sh'])],
          // Neither the token nor the certificate key goes to the journal.
          ExecStart: [
            SystemdCommand.of(['/usr/bin/kubeadm', 'init', '--config', CONFIG, '--skip-token-print']),
            SystemdCommand.of([
              ...['/usr/bin/kubectl', '--kubeconfig', '/etc/kubernetes/admin.conf'],
              ...['apply', '-f', '/usr/share/k8s/flannel/kube-flannel.yml'],
            ]),
          ],
          Restart: 'on-failure',
          RestartSec: 30,
        },
        install: { WantedBy: ['multi-user.target'] },
      }),
    );
  }

  private config(): string {
    const { version, address, endpoint } = this.props;
    const init = {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'InitConfiguration',
      localAPIEndpoint: { advertiseAddress: address, bindPort: 6443 },
      nodeRegistration: { criSocket: 'unix:///var/run/crio/crio.sock' },
    };
    const cluster = {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ClusterConfiguration',
      kubernetesVersion: version,
      controlPlaneEndpoint: endpoint,
      networking: { podSubnet: '10.244.0.0/16' },
    };
    return [init, cluster].map((document) => FileText.yaml(document)).join('---\n');
  }
}
