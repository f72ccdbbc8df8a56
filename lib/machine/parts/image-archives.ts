import type { ShapeFault } from '../../core/check-shape';
import { list, object, optional, required, text } from '../../core/shape';
import { PARTS } from '../codes/parts';
import { LABEL_PATTERN, PLAIN_PATH_PATTERN, UNIT_NAME_PATTERN } from '../../core/patterns';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';
import type { ImageStore } from '../config/machine-os';
import { SystemdCommand } from '../../systemd/command';
import { SystemdUnit } from '../../systemd/unit';

/** Props of `ImageArchives`. */
export interface ImageArchivesProps {
  /**
   * The archives on the machine, made by `docker save` or `podman save`. They come with the machine image, or a part
   * adds them.
   */
  readonly archives: readonly string[];
  /** Units that need the images, for example kubelet.service. They wait, and do not start if loading fails. */
  readonly before: readonly string[];
  /**
   * The name of the part and of its unit.
   *
   * @default load-images
   */
  readonly name?: string;
}

const PROPS = object<ImageArchivesProps>({
  archives: required(list(text(PLAIN_PATH_PATTERN), { minItems: 1, unique: true })),
  before: required(list(text(UNIT_NAME_PATTERN), { unique: true })),
  name: optional(text(LABEL_PATTERN)),
});

interface Loader {
  /** The command before the path of an archive. */
  readonly command: readonly string[];
  /** The directory of the images. */
  readonly store: string;
  /** The service that must run. */
  readonly service?: string;
}

const LOADERS: Readonly<Record<ImageStore, Loader>> = {
  podman: { command: ['/usr/bin/podman', 'load', '--quiet', '--input'], store: '/var/lib/containers' },
  docker: {
    command: ['/usr/bin/docker', 'load', '--quiet', '--input'],
    store: '/var/lib/docker',
    service: 'docker.service',
  },
  containerd: {
    command: ['/usr/bin/ctr', '--namespace', 'k8s.io', 'images', 'import'],
    store: '/var/lib/containerd',
    service: 'containerd.service',
  },
};

/** Images of containers that are loaded from archives at first boot, for machines without a registry. */
export class ImageArchives implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly props: ImageArchivesProps;

  /**
   * @throws KV12xx for invalid paths and units, KV5792 when no unit waits for the images.
   */
  public constructor(props: ImageArchivesProps) {
    this.props = checkedProps('', PROPS, props, loaderFaults);
    this.name = this.props.name ?? 'load-images';
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const { archives, before } = this.props;
    const { command, store, service } = LOADERS[machine.os.images];
    // Loading them again would take minutes at every boot.
    const done = `/var/lib/${this.name}.done`;
    machine.addUnit(
      new SystemdUnit({
        name: `${this.name}.service`,
        enabled: true,
        unit: {
          Description: 'Load archives of container images',
          ...(service !== undefined && { Requires: [service], After: [service] }),
          Before: before,
          RequiresMountsFor: [store, ...archives],
          conditions: [{ test: 'PathExists', value: done, not: true }],
        },
        service: {
          Type: 'oneshot',
          RemainAfterExit: true,
          ExecStart: archives.map((archive) => SystemdCommand.of([...command, archive])),
          ExecStartPost: [SystemdCommand.of(['/usr/bin/touch', done])],
          TimeoutStartSec: '30min',
        },
        install: { RequiredBy: before },
      }),
    );
  }
}

function loaderFaults({ before }: ImageArchivesProps): readonly ShapeFault[] {
  return before.length > 0 ? [] : [fault(PARTS.badLoader, 'before', 'no unit waits for the images')];
}
