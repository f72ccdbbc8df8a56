import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { pathOf } from '../core/construct-path';
import { Findings } from '../core/findings';
import { checkedProps, readProps } from '../core/props';
import { show } from '../core/format';
import { backupPod, drillPod } from './backup-pods';
import type { EtcdBackupProps, FilledBackupProps } from './backup-props';
import { BACKUP_DEFAULTS, BACKUP_PROPS, DRILL_DEFAULTS } from './backup-props';
import { ETCD } from './codes';
import { warnOfPlainCopy } from './copy-rules';
import { cronJob, scheduleFaults } from './cron-job';
import { etcdImageFaults, imageFaults } from './image';

/**
 * Backups of an etcd on control-plane nodes, as kubeadm sets it up: a CronJob that saves one snapshot per run,
 * restores it, compares it with the member that it came from, and only then stores it. Needs Kubernetes 1.29.
 *
 * A failed run neither stores an unproven snapshot nor prunes anything. The API server's own files (its keys, the key
 * with which Secrets are encrypted in etcd) are not part of it.
 */
export class EtcdBackup extends Construct {
  /** The CronJob that saves. */
  public readonly resource: ApiObject;
  /** The CronJob that restores, when there is a drill. */
  public readonly drill: ApiObject | undefined;

  /**
   * @throws KV12xx for invalid props, KV1306 for a schedule, KV4502 and KV4503 for images, KV4521 for a folder that
   * belongs to the cluster, KV4524 and KV4525 for a drill that could not work.
   */
  public constructor(scope: Construct, id: string, props: EtcdBackupProps) {
    const path = pathOf(scope, id);
    const named = checkedProps(path, BACKUP_PROPS, { name: id, ...readProps(path, props) }, valueFaults);
    super(scope, id);
    const filled: FilledBackupProps = { ...BACKUP_DEFAULTS, name: id, restoreImage: named.image, ...named };
    this.resource = cronJob(this, 'Resource', filled, backupPod(filled));
    const { schedule = DRILL_DEFAULTS.schedule } = filled.drill ?? {};
    const drill = { ...filled, name: `${filled.name}-drill`, schedule };
    this.drill = filled.drill && cronJob(this, 'Drill', drill, drillPod(filled));
    this.advise(filled);
  }

  private advise({ offCluster, encryption }: FilledBackupProps): void {
    if (offCluster !== undefined) return warnOfPlainCopy(this, offCluster, encryption);
    Findings.of(this).report(ETCD.onlyOnTheNode, {
      message: 'no off-cluster copy is configured',
      property: 'offCluster',
    });
  }
}

// Folders of etcd, the kubelet and the control plane.
const TAKEN = ['/var/lib/etcd', '/etc/kubernetes', '/var/lib/kubelet', '/var/lib/containerd'];

function valueFaults(props: EtcdBackupProps): readonly ShapeFault[] {
  const { version, image, restoreImage, toolImage, hostPath, schedule, drill } = props;
  return [
    ...etcdImageFaults(image, 'image', version),
    ...(restoreImage === undefined ? [] : etcdImageFaults(restoreImage, 'restoreImage', version)),
    ...imageFaults(toolImage, 'toolImage'),
    ...scheduleFaults(schedule, 'schedule'),
    ...scheduleFaults(drill?.schedule, 'drill.schedule'),
    ...TAKEN.filter((taken) => `${hostPath}/`.startsWith(`${taken}/`)).map((taken) => ({
      type: ETCD.backupInTheWay,
      details: { message: `${taken} cannot hold backups`, property: 'hostPath', given: show(hostPath) },
    })),
    ...(drill === undefined ? [] : drillFaults(props)),
  ];
}

function drillFaults({ encryption, offCluster, node }: EtcdBackupProps): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  if (encryption !== undefined && encryption.identity === undefined) {
    const details = { message: 'the drill does not have a private key', property: 'encryption.identitySecretName' };
    faults.push({ type: ETCD.drillCannotDecrypt, details });
  }
  if (offCluster === undefined && node === undefined) {
    const details = { message: 'it is not known which node has the backup for the drill', property: 'node' };
    faults.push({ type: ETCD.drillReadsOneNode, details });
  }
  return faults;
}
