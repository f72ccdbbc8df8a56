import type { ShapeFault } from '../core/check-shape';
import { checkedProps } from '../core/props';
import type { Shape } from '../core/shape';
import { instance, object, required, text } from '../core/shape';
import { SUBDOMAIN_PATTERN } from '../core/patterns';
import { imageFaults, IMAGE_PATTERN } from './image';
import type { ContainerSpec, VolumeMount } from './pod';

/** One transport of a folder, from or to the place off the cluster. */
export interface Transport {
  /** Name of the container. */
  readonly container: string;
  /** The folder that is copied, or filled. */
  readonly folder: string;
  /** The mount of the folder. */
  readonly volumeMounts: readonly VolumeMount[];
  /** An existing folder for temporary files. */
  readonly temporary: string;
  /** The name of this cluster's backups there. */
  readonly label: string;
}

/** A place off the cluster to which backups are copied: `ResticRepository`, `RcloneRemote`. */
export interface IOffClusterCopy {
  /** Whether the tool encrypts what it copies. */
  readonly encrypts: boolean;
  /** The containers that copy a folder there. */
  copyTo(transport: Transport): readonly ContainerSpec[];
  /** The containers that fetch the newest copy. Its contents end up somewhere below the folder. */
  fetchNewest(transport: Transport): readonly ContainerSpec[];
}

/** A place off the cluster among props. */
export const OFF_CLUSTER_COPY: Shape<IOffClusterCopy> = instance('a ResticRepository or an RcloneRemote', (value) => {
  const { copyTo, fetchNewest } = value as Partial<IOffClusterCopy>;
  return typeof copyTo === 'function' && typeof fetchNewest === 'function';
});

/** Props of `ResticRepository`. */
export interface ResticRepositoryProps {
  /** The image with `restic`, with a tag of one version or a digest. */
  readonly image: string;
  /**
   * A Secret in the namespace of the CronJob. Its keys are environment variables of restic: RESTIC_REPOSITORY,
   * RESTIC_PASSWORD, and those of the storage. Keep the password outside of the cluster too: without it the backups
   * of a lost cluster are lost.
   */
  readonly secretName: string;
}

const RESTIC = object<ResticRepositoryProps>({
  image: required(text(IMAGE_PATTERN)),
  secretName: required(text(SUBDOMAIN_PATTERN)),
});

/**
 * A repository of restic. It encrypts, and stores equal data once. Which snapshots are forgotten, and when, is
 * configured in the repository: a cluster should not be able to delete its own backups.
 */
export class ResticRepository implements IOffClusterCopy {
  /** restic encrypts everything. */
  public readonly encrypts = true;
  private readonly props: ResticRepositoryProps;

  /** @throws KV12xx for invalid props, KV4502 for an image without a fixed tag. */
  public constructor(props: ResticRepositoryProps) {
    this.props = checkedProps('', RESTIC, props, imageOf);
  }

  /** `restic backup` of the folder, with tag and host. */
  public copyTo(transport: Transport): readonly ContainerSpec[] {
    return [this.container(transport, ['backup', '--tag=etcd-backup', `--host=${transport.label}`, transport.folder])];
  }

  /** `restic restore` of the newest snapshot of this tag and host. */
  public fetchNewest(transport: Transport): readonly ContainerSpec[] {
    const { label, folder } = transport;
    return [
      this.container(transport, ['restore', 'latest', '--tag=etcd-backup', `--host=${label}`, `--target=${folder}`]),
    ];
  }

  private container(transport: Transport, args: readonly string[]): ContainerSpec {
    const { image, secretName } = this.props;
    // The root file system is read-only: no cache, and temporary files go elsewhere.
    return toolContainer(transport, image, secretName, ['restic', '--no-cache', ...args]);
  }
}

/** Props of `RcloneRemote`. */
export interface RcloneRemoteProps {
  /** The image with `rclone`, with a tag of one version or a digest. */
  readonly image: string;
  /**
   * A Secret in the namespace of the CronJob. Its keys are environment variables of rclone: RCLONE_CONFIG_NAME_TYPE and
   * so on, which configure the remote NAME.
   */
  readonly secretName: string;
  /**
   * Remote and path, for example `backups:etcd/prod`. The newest backup is in `latest` below it, and each one also in
   * its own folder.
   */
  readonly destination: string;
}

const RCLONE = object<RcloneRemoteProps>({
  image: required(text(IMAGE_PATTERN)),
  secretName: required(text(SUBDOMAIN_PATTERN)),
  destination: required(
    text({
      pattern: /^[A-Za-z0-9_][A-Za-z0-9_-]*:\/?[A-Za-z0-9._=-]+(\/[A-Za-z0-9._=-]+)*$/,
      form: 'a remote of rclone and a path, for example backups:etcd/prod',
      maxLength: 512,
    }),
  ),
});

/** A remote of rclone: a bucket, a server. It does not encrypt, unless the remote has the type crypt. */
export class RcloneRemote implements IOffClusterCopy {
  /** Not by itself. */
  public readonly encrypts = false;
  private readonly props: RcloneRemoteProps;

  /** @throws KV12xx for invalid props, KV4502 for an image without a fixed tag. */
  public constructor(props: RcloneRemoteProps) {
    this.props = checkedProps('', RCLONE, props, imageOf);
  }

  /** `rclone copy` into a folder that has the name of the Pod, and `rclone sync` into `latest`. */
  public copyTo(transport: Transport): readonly ContainerSpec[] {
    const { destination } = this.props;
    const { container, folder } = transport;
    const base = `${destination}/${transport.label}`;
    return [
      // A plain argument cannot hold the time. The name of a Job's Pod does, as minutes since 1970.
      this.container({ ...transport, container }, ['copy', '--immutable', folder, `${base}/$(POD_NAME)`]),
      this.container({ ...transport, container: `${container}-latest` }, ['sync', folder, `${base}/latest`]),
    ];
  }

  /** `rclone copy` from `latest`. */
  public fetchNewest(transport: Transport): readonly ContainerSpec[] {
    const from = `${this.props.destination}/${transport.label}/latest`;
    return [this.container(transport, ['copy', from, transport.folder])];
  }

  private container(transport: Transport, args: readonly string[]): ContainerSpec {
    const { image, secretName } = this.props;
    return toolContainer(transport, image, secretName, ['rclone', '--log-level=NOTICE', ...args]);
  }
}

function imageOf({ image }: { readonly image: string }): readonly ShapeFault[] {
  return imageFaults(image, 'image');
}

function toolContainer(
  { container: name, volumeMounts, temporary }: Transport,
  image: string,
  secretName: string,
  command: readonly string[],
): ContainerSpec {
  const env = [
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'TMPDIR', value: temporary },
    { name: 'HOME', value: temporary },
  ];
  return { name, image, command, volumeMounts, more: { env, envFrom: [{ secretRef: { name: secretName } }] } };
}
