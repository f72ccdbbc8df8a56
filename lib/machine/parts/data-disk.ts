import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { flag, list, object, oneOf, optional, required, text } from '../../core/shape';
import { show } from '../../core/format';
import { BlockDevice } from '../entries/block-device';
import { STORAGE } from '../codes/storage';
import { DEVICE } from '../entries/disks';
import { LABEL_PATTERN, PLAIN_PATH_PATTERN, UNIT_NAME_PATTERN } from '../../core/patterns';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';
import { SystemdDropIn } from '../../systemd/unit';
import { mountUnit } from './mount';

/** A directory of a data disk that is bind-mounted to another path of the machine. */
export interface DataDiskBinding {
  /** The directory on the disk, below its mount point, for example `containers`. It is created. */
  readonly from: string;
  /** The mount point on the machine, for example /var/lib/containers. It is created. */
  readonly to: string;
  /**
   * The mode of the directory on the disk.
   *
   * @default 0o755
   */
  readonly mode?: number;
}

/** Props of `DataDisk`. */
export interface DataDiskProps {
  /** The disk. It is wiped on first boot. */
  readonly device: BlockDevice;
  /**
   * The format of its filesystem.
   *
   * @default xfs
   */
  readonly format?: 'btrfs' | 'xfs' | 'ext4';
  /**
   * The label of its partition and filesystem, by which they are found.
   *
   * @default - the name of the part
   */
  readonly label?: string;
  /** Where it is mounted, below /var. */
  readonly mountPoint: string;
  /**
   * Options of the mount.
   *
   * @default - none
   */
  readonly options?: readonly string[];
  /**
   * Directories of the disk that are bind-mounted elsewhere.
   *
   * @default - none
   */
  readonly bindings?: readonly DataDiskBinding[];
  /**
   * Units that must not start without it, for example crio.service: otherwise they would fill the system disk.
   *
   * @default - none
   */
  readonly neededBy?: readonly string[];
  /**
   * Whether the contents of the disk are removed on first boot.
   *
   * @default true
   */
  readonly wipe?: boolean;
  /**
   * The name of the part.
   *
   * @default data
   */
  readonly name?: string;
}

const DIRECTORY_PATTERN = {
  pattern: /^(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+=-]+(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+=-]+)*$/,
  form: 'a path below the mount point, for example containers',
};

const PROPS = object<DataDiskProps>({
  device: required(DEVICE),
  format: optional(oneOf(['btrfs', 'xfs', 'ext4'])),
  label: optional(text({ pattern: /^[A-Za-z0-9._-]{1,12}$/, form: 'at most 12 letters, digits and . _ -' })),
  mountPoint: required(text(PLAIN_PATH_PATTERN)),
  options: optional(list(text({ pattern: /^[A-Za-z0-9_.:=/-]+$/, form: 'an option of mount(8)' }), { unique: true })),
  bindings: optional(
    list(
      object<DataDiskBinding>({
        from: required(text(DIRECTORY_PATTERN)),
        to: required(text(PLAIN_PATH_PATTERN)),
        mode: optional({ type: 'number', integer: true, min: 0, max: 0o7777 }),
      }),
    ),
  ),
  neededBy: optional(list(text(UNIT_NAME_PATTERN), { unique: true })),
  wipe: optional(flag()),
  name: optional(text(LABEL_PATTERN)),
});

/**
 * A disk for data: one partition, one filesystem, found by its label, mounted by units.
 *
 * Ignition mounts it while it writes files, so its directories are created on it. Units that need it do not start
 * without it; the machine still boots.
 */
export class DataDisk implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly device: BlockDevice;
  private readonly props: DataDiskProps;

  /**
   * @throws KV12xx for invalid props, KV5703 for a label that is too long, KV5704 for a mount point outside of /var.
   */
  public constructor(props: DataDiskProps) {
    this.props = checkedProps('', PROPS, props, diskFaults);
    this.name = this.props.name ?? 'data';
    this.device = this.props.device;
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const { format = 'xfs', label = this.name.slice(0, LONGEST_LABEL), mountPoint, options = [] } = this.props;
    const { bindings = [], neededBy = [], wipe = true } = this.props;
    const partition = BlockDevice.byPartLabel(label);
    machine.addDisk({ device: this.device, wipeTable: wipe, partitions: [{ label, number: 1 }] });
    machine.addFilesystem({ device: partition, format, path: mountPoint, label, wipeFilesystem: wipe });
    machine.addDirectory({ path: mountPoint });
    machine.addUnit(mountUnit({ what: partition.path, where: mountPoint, type: format, options }));
    for (const { from, to, mode } of bindings) {
      machine.addDirectory({ path: `${mountPoint}/${from}`, ...(mode !== undefined && { mode }) });
      machine.addDirectory({ path: to });
      machine.addUnit(mountUnit({ what: `${mountPoint}/${from}`, where: to, options: [] }));
    }
    const paths = bindings.length === 0 ? [mountPoint] : bindings.map(({ to }) => to);
    for (const unit of neededBy) {
      machine.addDropIn(new SystemdDropIn({ of: unit, name: `10-${this.name}`, unit: { RequiresMountsFor: paths } }));
    }
  }
}

const LONGEST_LABEL = 12;

function diskFaults({ mountPoint, bindings = [] }: DataDiskProps): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  const mounts = [mountPoint, ...bindings.map(({ to }) => to)];
  mounts.forEach((path, i) => {
    const at = i === 0 ? 'mountPoint' : `bindings[${i - 1}].to`;
    if (!path.startsWith('/var/')) {
      const more = { given: path, allowed: 'a path below /var' };
      faults.push(fault(STORAGE.mountUnitPlace, at, 'the mount point is not below /var', more));
    }
    const first = mounts.indexOf(path);
    if (first === i) return;
    faults.push(fault(CORE.duplicateItem, at, 'another filesystem is already mounted there', { given: show(path) }));
  });
  return faults;
}
