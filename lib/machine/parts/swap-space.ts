import { integer, object, optional, required, text } from '../../core/shape';
import type { BlockDevice } from '../entries/block-device';
import { DEVICE } from '../entries/disks';
import { LABEL_PATTERN } from '../../core/patterns';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';
import { SystemdUnit } from '../../systemd/unit';
import { escapePath } from '../../systemd/escape';

/** Props of `SwapSpace`. */
export interface SwapSpaceProps {
  /** The partition or disk. */
  readonly device: BlockDevice;
  /**
   * Its label.
   *
   * @default - none
   */
  readonly label?: string;
  /**
   * Its priority; higher ones are used first.
   *
   * @default - the kernel's own
   */
  readonly priority?: number;
  /**
   * The name of the part.
   *
   * @default swap
   */
  readonly name?: string;
}

const PROPS = object<SwapSpaceProps>({
  device: required(DEVICE),
  label: optional(text({ pattern: /^[A-Za-z0-9._-]{1,15}$/, form: 'at most 15 letters, digits and . _ -' })),
  priority: optional(integer({ min: 0, max: 32767 })),
  name: optional(text(LABEL_PATTERN)),
});

/** Swap space, activated by a unit. By default the kubelet refuses to start on a machine with swap. */
export class SwapSpace implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly props: SwapSpaceProps;

  /**
   * @throws KV12xx for invalid props.
   */
  public constructor(props: SwapSpaceProps) {
    this.props = checkedProps('', PROPS, props);
    this.name = this.props.name ?? 'swap';
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const { device, label, priority } = this.props;
    machine.addFilesystem({ device, format: 'swap', wipeFilesystem: true, ...(label !== undefined && { label }) });
    machine.addUnit(
      new SystemdUnit({
        name: `${escapePath(device.path)}.swap`,
        enabled: true,
        swap: { What: device.path, ...(priority !== undefined && { Priority: priority }) },
        install: { WantedBy: ['swap.target'] },
      }),
    );
  }
}
