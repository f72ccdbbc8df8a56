import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { show } from '../../core/format';
import { PATH_PATTERN } from './patterns';
import { fault, refuse } from '../../core/fault';

const BLOCK_DEVICE = Symbol.for('kvorum/BlockDevice');

/**
 * A device for data, with a stable name.
 *
 * The kernel numbers disks as it finds them: today's /dev/sdb may be tomorrow's boot disk, and is /dev/vdb with
 * another driver.
 */
export class BlockDevice {
  /** By the name that its driver and serial number give, for example `virtio-data`. */
  public static byId(id: string): BlockDevice {
    return named('by-id', id);
  }

  /** By its location: controller, slot, port. */
  public static byPath(path: string): BlockDevice {
    return named('by-path', path);
  }

  /** A partition by its label. */
  public static byPartLabel(label: string): BlockDevice {
    return named('by-partlabel', label);
  }

  /** A partition by its UUID. */
  public static byPartUuid(uuid: string): BlockDevice {
    return named('by-partuuid', uuid);
  }

  /** The device of the filesystem with this label. */
  public static byLabel(label: string): BlockDevice {
    return named('by-label', label);
  }

  /** An encrypted or logical volume. */
  public static mapper(name: string): BlockDevice {
    refuse('', nameFaults('name', name));
    return new BlockDevice(`/dev/mapper/${name}`);
  }

  /** Any path below /dev. Kernel names such as /dev/sdb cause a warning. */
  public static of(path: string): BlockDevice {
    const isDevice = typeof path === 'string' && path.startsWith('/dev/') && PATH_PATTERN.pattern.test(path);
    const more = { given: show(path), allowed: 'a path below /dev, for example /dev/disk/by-id/virtio-data' };
    refuse('', isDevice ? [] : [fault(CORE.wrongFormat, 'path', 'the text is not a path of a device', more)]);
    return new BlockDevice(path);
  }

  /** Whether `x` is a BlockDevice, also one from another copy of the library. */
  public static isBlockDevice(x: unknown): x is BlockDevice {
    return typeof x === 'object' && x !== null && BLOCK_DEVICE in x;
  }

  private constructor(
    /** Its path below /dev. */
    public readonly path: string,
  ) {
    Object.defineProperty(this, BLOCK_DEVICE, { value: true });
  }

  /** Whether the name is an unstable kernel name. */
  public get isKernelName(): boolean {
    return isKernelName(this.path);
  }

  /** Its path below /dev. */
  public toString(): string {
    return this.path;
  }
}

const KERNEL_NAME =
  /^\/dev\/(?:(?:sd|hd|vd|xvd|ubd|dasd)[a-z]+\d*|(?:nvme\d+n|mmcblk|nbd|loop|rbd|zram|pmem|md)\d+(?:p\d+)?|(?:dm-|sr|zd)\d+)$/;

/** Whether a path below /dev is an unstable kernel name. */
export function isKernelName(path: string): boolean {
  return KERNEL_NAME.test(path);
}

function named(folder: string, name: string): BlockDevice {
  refuse('', nameFaults('name', name));
  return BlockDevice.of(`/dev/disk/${folder}/${name}`);
}

function nameFaults(property: string, name: unknown): readonly ShapeFault[] {
  if (typeof name === 'string' && /^(?!\.{1,2}$)[A-Za-z0-9#+\-.:=@_]+$/.test(name)) return [];
  const more = { given: show(name), allowed: 'letters, digits and # + - . : = @ _' };
  return [fault(CORE.wrongFormat, property, 'the text is not a name of a device', more)];
}
