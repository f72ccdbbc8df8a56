import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { Duration } from '../core/duration';
import { Findings } from '../core/findings';
import { pathOf } from '../core/construct-path';
import { checkedProps, readProps } from '../core/props';
import { flag, list, object, optional, required, text } from '../core/shape';
import { ETCD } from './codes';
import { restoreCommand, serveCommand } from './commands';
import type { RestoredMember } from './commands';
import { LABEL_PATTERN, PLAIN_PATH_PATTERN, SUBDOMAIN_PATTERN } from '../core/patterns';
import { SIZE_PATTERN, SPAN_PATTERN } from './patterns';
import { etcdImageFaults, IMAGE_PATTERN } from './image';
import { container, pullSecrets, QUIET_POD } from './pod';
import type { EtcdVersion } from './version';
import { VERSION } from './version';

/** Props of `EtcdRestorePod`. */
export interface EtcdRestorePodProps {
  /** The version of etcd that wrote the snapshot, which is that of the image. */
  readonly version: EtcdVersion;
  /**
   * The image with `etcd` and `etcdctl`, usually that of the cluster's own etcd, so that the node has it already.
   * With a tag of one version, or a digest.
   */
  readonly image: string;
  /**
   * The image with the program that restores, where it is not in `image`: `etcdctl` for 3.4, `etcdutl` since 3.5.
   *
   * @default - `image`
   */
  readonly restoreImage?: string;
  /** The node with the snapshot. The Pod is bound to it directly, without the scheduler. */
  readonly nodeName: string;
  /** Absolute path of the snapshot file on the node. It may belong to root with mode 600, and stays unchanged. */
  readonly snapshotPath: string;
  /**
   * The file is a copy of a member's `member/snap/db`, not a snapshot that etcd has saved: it has no hash, and is
   * restored without being checked. Its size is then a multiple of 512; a saved snapshot is 32 bytes longer.
   *
   * @default false
   */
  readonly copiedDatabase?: boolean;
  /**
   * Name of the Pod.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Namespace of the Pod. The Pod holds every Secret of the snapshot: anyone who may exec there can read them.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;
  /**
   * The disk space of the restored store, a quantity: at least twice the snapshot, plus 128Mi for the log.
   *
   * @default 5Gi
   */
  readonly storeSize?: string;
  /**
   * Memory above which the store is killed, a quantity.
   *
   * @default 2Gi
   */
  readonly memoryLimit?: string;
  /**
   * The lifetime of the Pod, for example `4h`. Then it is stopped, and the restored store is gone.
   *
   * @default 4h
   */
  readonly lifetime?: string;
  /**
   * Secrets in the Pod's namespace with which the images are pulled.
   *
   * @default - none: the node has the images
   */
  readonly imagePullSecrets?: readonly string[];
}

const PROPS = object<EtcdRestorePodProps>({
  version: required(VERSION),
  image: required(text(IMAGE_PATTERN)),
  restoreImage: optional(text(IMAGE_PATTERN)),
  nodeName: required(text(SUBDOMAIN_PATTERN)),
  snapshotPath: required(text(PLAIN_PATH_PATTERN)),
  copiedDatabase: optional(flag()),
  name: optional(text(SUBDOMAIN_PATTERN)),
  namespace: optional(text(LABEL_PATTERN)),
  storeSize: optional(text(SIZE_PATTERN)),
  memoryLimit: optional(text(SIZE_PATTERN)),
  lifetime: optional(text(SPAN_PATTERN)),
  imagePullSecrets: optional(list(text(SUBDOMAIN_PATTERN), { unique: true })),
});

const CLIENT_PORT = 2379;
const SNAPSHOT = '/snapshot/snapshot.db';
// Below the mount point: a volume's own entries, such as lost+found, would be in the way of a restore.
const DATA_DIR = '/restore/data';
const PEER_URL = 'http://127.0.0.1:2380';
const MEMBER: RestoredMember = {
  name: 'restored',
  peerUrl: PEER_URL,
  initialCluster: `restored=${PEER_URL}`,
  token: 'kvorum-restore-pod',
};
const STORE_SIZE = '5Gi';
const MEMORY_LIMIT = '2Gi';
const LIFETIME = '4h';

/**
 * A temporary Pod that serves a snapshot of etcd for reading single objects, on the loopback of its own network.
 *
 * It restores into a separate directory and never touches the cluster's etcd: it is not for restoring the cluster. If
 * a restore fails, or restores nothing, the Pod fails and no store can be read.
 */
export class EtcdRestorePod extends Construct {
  /** The Pod itself, for patches. */
  public readonly resource: ApiObject;

  /**
   * @throws KV12xx for invalid props, KV4502 for an image without a fixed tag, KV4503 for one of another version.
   */
  public constructor(scope: Construct, id: string, props: EtcdRestorePodProps) {
    const path = pathOf(scope, id);
    const checked = checkedProps(path, PROPS, { name: id, ...readProps(path, props) }, imagesFaults);
    super(scope, id);
    const { name, namespace } = checked;
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        labels: { 'app.kubernetes.io/name': 'etcd-restore' },
      },
      spec: podSpec(checked),
    });
    if (this.resource.metadata.namespace !== 'kube-system') return;
    Findings.of(this).report(ETCD.restorePodInKubeSystem, {
      message: 'the Pod is in the namespace of the etcd of the cluster',
      property: 'namespace',
      given: 'kube-system',
    });
  }
}

function imagesFaults({ version, image, restoreImage }: EtcdRestorePodProps): readonly ShapeFault[] {
  return [
    ...etcdImageFaults(image, 'image', version),
    ...(restoreImage === undefined ? [] : etcdImageFaults(restoreImage, 'restoreImage', version)),
  ];
}

function podSpec(props: EtcdRestorePodProps): Readonly<Record<string, unknown>> {
  const { version, image, restoreImage = image, nodeName, snapshotPath, copiedDatabase } = props;
  const { storeSize = STORE_SIZE, memoryLimit = MEMORY_LIMIT, lifetime = LIFETIME } = props;
  const resources = { cpu: '100m', memory: '256Mi', memoryLimit };
  const store = { name: 'store', mountPath: '/restore' };
  const etcdctl = ['etcdctl', `--endpoints=http://127.0.0.1:${CLIENT_PORT}`];
  return {
    ...QUIET_POD,
    ...pullSecrets(props.imagePullSecrets),
    nodeName,
    // The node may be a master, cordoned, or unhealthy.
    tolerations: [{ operator: 'Exists' }],
    activeDeadlineSeconds: Duration.parse(lifetime).seconds,
    terminationGracePeriodSeconds: 5,
    initContainers: [
      container(
        {
          name: 'restore',
          image: restoreImage,
          command: restoreCommand(version, {
            snapshot: SNAPSHOT,
            dataDir: DATA_DIR,
            member: MEMBER,
            withoutHash: copiedDatabase,
          }),
          volumeMounts: [store, { name: 'snapshot', mountPath: SNAPSHOT, readOnly: true }],
        },
        resources,
      ),
    ],
    containers: [
      container(
        {
          name: 'etcd',
          image,
          command: serveCommand({ dataDir: DATA_DIR, member: MEMBER, clientPort: CLIENT_PORT }),
          volumeMounts: [store],
          more: {
            readinessProbe: {
              exec: { command: [...etcdctl, 'endpoint', 'health'] },
              periodSeconds: 5,
              timeoutSeconds: 6,
            },
          },
        },
        resources,
      ),
    ],
    volumes: [
      { name: 'store', emptyDir: { sizeLimit: storeSize } },
      { name: 'snapshot', hostPath: { path: snapshotPath, type: 'File' } },
    ],
  };
}
