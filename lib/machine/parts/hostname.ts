import { object, required, text } from '../../core/shape';
import { NODE_NAME_PATTERN } from '../entries/patterns';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';

const PROPS = object<{ readonly hostname: string }>({ hostname: required(text(NODE_NAME_PATTERN)) });

/** The host name of a machine, in /etc/hostname. */
export class Hostname implements IMachinePart {
  /** The name of the part. */
  public readonly name = 'hostname';
  private readonly hostname: string | undefined;

  /**
   * @param hostname The name, at most 64 characters. Without it, that of the machine.
   */
  public constructor(hostname?: string) {
    this.hostname = hostname === undefined ? undefined : checkedProps('', PROPS, { hostname }).hostname;
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const contents = `${this.hostname ?? machine.host}\n`;
    machine.addFile({ path: '/etc/hostname', overwrite: true, contents, mode: 0o644 });
  }
}
