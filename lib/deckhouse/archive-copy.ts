import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { Duration } from '../core/duration';
import { pathOf } from '../core/construct-path';
import { checkedProps, readProps } from '../core/props';
import { flag, object, optional, required, text } from '../core/shape';
import { LABEL_PATTERN, PLAIN_PATH_PATTERN } from '../core/patterns';
import type { AgeEncryption } from '../etcd/age-encryption';
import { AGE_ENCRYPTION } from '../etcd/age-encryption';
import { backupScript } from '../etcd/backup-script';
import { warnOfPlainCopy } from '../etcd/copy-rules';
import { controlPlaneNode, cronJob, scheduleFaults, TIME_ZONE_PATTERN } from '../etcd/cron-job';
import { imageFaults, IMAGE_PATTERN } from '../etcd/image';
import type { IOffClusterCopy, Transport } from '../etcd/off-cluster';
import { OFF_CLUSTER_COPY } from '../etcd/off-cluster';
import { CRON_JOB_NAME_PATTERN, SIZE_PATTERN, SPAN_PATTERN } from '../etcd/patterns';
import type { ContainerSpec, VolumeMount } from '../etcd/pod';
import { container, WORK } from '../etcd/pod';

/** Props of `DeckhouseArchiveCopy`. */
export interface DeckhouseArchiveCopyProps {
  /** An image with `/bin/sh` and what BusyBox offers, with a tag of one version or a digest. */
  readonly toolImage: string;
  /** The destination off the cluster. */
  readonly offCluster: IOffClusterCopy;
  /**
   * Encrypts the archive before it is copied.
   *
   * @default - none: only the destination may encrypt; if it does not, there is a warning
   */
  readonly encryption?: AgeEncryption;
  /**
   * The folder on the masters in which Deckhouse puts its archive: the setting `etcd.backup.hostPath` of
   * control-plane-manager. Prefer a folder outside etcd's data directory.
   *
   * @default /var/lib/etcd
   */
  readonly hostPath?: string;
  /**
   * Maximum age of the archive. An older one fails the run: Deckhouse has stopped making backups.
   *
   * @default 26h
   */
  readonly maxAge?: string;
  /**
   * Minute, hour, day of month, month, day of week; some time after the setting `etcd.backup.cronSchedule`.
   *
   * @default 30 1 * * *
   */
  readonly schedule?: string;
  /**
   * Time zone of the schedule.
   *
   * @default Etc/UTC
   */
  readonly timeZone?: string;
  /**
   * The host name of the master whose archive is copied, a value of `kubernetes.io/hostname`.
   *
   * @default - any master, chosen for each run: every master makes its own archive
   */
  readonly node?: string;
  /**
   * Time limit of a run. A run that exceeds it is stopped and has failed.
   *
   * @default 1h
   */
  readonly deadline?: string;
  /**
   * How late a run may still start.
   *
   * @default 6h
   */
  readonly startingDeadline?: string;
  /**
   * Disk space for a run: twice the size of the database.
   *
   * @default 10Gi
   */
  readonly workSize?: string;
  /**
   * Memory limit of each container.
   *
   * @default 1Gi
   */
  readonly memoryLimit?: string;
  /**
   * Name of the CronJob, and label of the copies.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Namespace of the CronJob.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;
  /**
   * Suspends the schedule.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

const PROPS = object<DeckhouseArchiveCopyProps>({
  toolImage: required(text(IMAGE_PATTERN)),
  offCluster: required(OFF_CLUSTER_COPY),
  encryption: optional(AGE_ENCRYPTION),
  hostPath: optional(text(PLAIN_PATH_PATTERN)),
  maxAge: optional(text(SPAN_PATTERN)),
  schedule: optional(text()),
  timeZone: optional(text(TIME_ZONE_PATTERN)),
  node: optional(text(LABEL_PATTERN)),
  deadline: optional(text(SPAN_PATTERN)),
  startingDeadline: optional(text(SPAN_PATTERN)),
  workSize: optional(text(SIZE_PATTERN)),
  memoryLimit: optional(text(SIZE_PATTERN)),
  name: optional(text(CRON_JOB_NAME_PATTERN)),
  namespace: optional(text(LABEL_PATTERN)),
  suspend: optional(flag()),
});

const DEFAULTS = {
  hostPath: '/var/lib/etcd',
  maxAge: '26h',
  schedule: '30 1 * * *',
  timeZone: 'Etc/UTC',
  deadline: '1h',
  startingDeadline: '6h',
  workSize: '10Gi',
  memoryLimit: '1Gi',
  suspend: false,
} as const;

type Filled = DeckhouseArchiveCopyProps & Required<Pick<DeckhouseArchiveCopyProps, keyof typeof DEFAULTS | 'name'>>;

const ARCHIVE = 'etcd-backup.tar.gz';
const SOURCE: VolumeMount = { name: 'archive', mountPath: `/archive/${ARCHIVE}`, readOnly: true };

/**
 * Copies the archive of etcd that Deckhouse makes on every master to a place off the cluster: a CronJob.
 *
 * Deckhouse overwrites one archive on each master and does not verify it. A run first verifies by etcd's appended hash
 * that the archive is new and holds a complete snapshot.
 */
export class DeckhouseArchiveCopy extends Construct {
  /** The CronJob itself, for patches. */
  public readonly resource: ApiObject;

  /**
   * @throws KV12xx for invalid props, KV1306 for a schedule, KV4502 for an image without a fixed tag.
   */
  public constructor(scope: Construct, id: string, props: DeckhouseArchiveCopyProps) {
    const path = pathOf(scope, id);
    const named = checkedProps(path, PROPS, { name: id, ...readProps(path, props) }, valueFaults);
    super(scope, id);
    const filled: Filled = { ...DEFAULTS, name: id, ...named };
    this.resource = cronJob(this, 'Resource', filled, podSpec(filled));
    warnOfPlainCopy(this, filled.offCluster, filled.encryption);
  }
}

function valueFaults({ toolImage, schedule }: DeckhouseArchiveCopyProps): readonly ShapeFault[] {
  return [...imageFaults(toolImage, 'toolImage'), ...scheduleFaults(schedule, 'schedule')];
}

function podSpec(props: Filled): Readonly<Record<string, unknown>> {
  const { toolImage, offCluster, encryption, hostPath, maxAge, node, workSize, memoryLimit, name } = props;
  const env = [
    { name: 'WORK', value: WORK.mountPath },
    { name: 'ARCHIVE', value: SOURCE.mountPath },
    { name: 'MAX_AGE', value: String(Duration.parse(maxAge).seconds) },
  ];
  const check: ContainerSpec = {
    name: 'check',
    image: toolImage,
    command: ['/bin/sh', '-c', backupScript('archive')],
    volumeMounts: [WORK, SOURCE],
    more: { env },
  };
  const transport: Transport = {
    container: 'copy-off-cluster',
    folder: encryption === undefined ? '/archive' : `${WORK.mountPath}/out`,
    volumeMounts: encryption === undefined ? [WORK, SOURCE] : [WORK],
    temporary: `${WORK.mountPath}/tmp`,
    label: name,
  };
  const steps = [
    check,
    ...(encryption === undefined
      ? []
      : [encryption.encrypt(SOURCE.mountPath, `${WORK.mountPath}/out/${ARCHIVE}.age`, [WORK, SOURCE])]),
    ...offCluster.copyTo(transport),
  ];
  const resources = { cpu: '100m', memory: '128Mi', memoryLimit };
  const containers = steps.map((step) => container(step, resources));
  return {
    ...controlPlaneNode(node),
    initContainers: containers.slice(0, -1),
    containers: containers.slice(-1),
    volumes: [
      { name: WORK.name, emptyDir: { sizeLimit: workSize } },
      // The file alone: its folder may be etcd's data directory.
      { name: SOURCE.name, hostPath: { path: `${hostPath}/${ARCHIVE}`, type: 'File' } },
    ],
  };
}
