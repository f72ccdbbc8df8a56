import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { Duration } from '../core/duration';
import { pathOf } from '../core/construct-path';
import { checkedProps, readProps } from '../core/props';
import { flag, object, optional, required, text } from '../core/shape';
import type { AgeEncryption } from './age-encryption';
import { AGE_ENCRYPTION } from './age-encryption';
import { backupScript } from './backup-script';
import { warnOfPlainCopy } from './copy-rules';
import { controlPlaneNode, cronJob, scheduleFaults, TIME_ZONE_PATTERN } from './cron-job';
import { LABEL_PATTERN, PLAIN_PATH_PATTERN } from '../core/patterns';
import { CRON_JOB_NAME_PATTERN, SIZE_PATTERN, SPAN_PATTERN } from './patterns';
import { imageFaults, IMAGE_PATTERN } from './image';
import type { IOffClusterCopy, Transport } from './off-cluster';
import { OFF_CLUSTER_COPY } from './off-cluster';
import type { ContainerSpec, VolumeMount } from './pod';
import { container, WORK } from './pod';

/** Props of `DeckhouseArchiveCopy`. */
export interface DeckhouseArchiveCopyProps {
  /** An image with `/bin/sh` and what BusyBox offers, with a tag of one version or a digest. */
  readonly toolImage: string;
  /** Where the archive is copied. */
  readonly offCluster: IOffClusterCopy;
  /**
   * Encrypts the archive before it is copied.
   *
   * @default - none: as the place off the cluster does it, else not, with a warning
   */
  readonly encryption?: AgeEncryption;
  /**
   * The folder on the masters in which Deckhouse puts its archive: the setting `etcd.backup.hostPath` of
   * control-plane-manager. A folder outside of etcd's data directory is the better one for it.
   *
   * @default /var/lib/etcd
   */
  readonly hostPath?: string;
  /**
   * How old the archive may be. An older one fails the run: Deckhouse has stopped making it.
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
   * The zone of the schedule.
   *
   * @default Etc/UTC
   */
  readonly timeZone?: string;
  /**
   * The host name of the master whose archive is copied, a value of `kubernetes.io/hostname`.
   *
   * @default - any master: each makes its own archive
   */
  readonly node?: string;
  /**
   * After which time a run is ended, and has failed.
   *
   * @default 1h
   */
  readonly deadline?: string;
  /**
   * How late a run may start.
   *
   * @default 6h
   */
  readonly startingDeadline?: string;
  /**
   * How much disk a run may take while it works: twice the database.
   *
   * @default 10Gi
   */
  readonly workSize?: string;
  /**
   * Memory above which a container is ended.
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
   * Nothing runs by schedule.
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
 * Deckhouse overwrites one archive a master, and proves nothing about it. A run first looks whether the archive is a new
 * one and holds a whole snapshot, by the hash that etcd has put behind it.
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
