import { IPV4_FORM } from '../../core/ip';
import { list, object, optional, required, text } from '../../core/shape';
import { HOST_NAME_PATTERN, LABEL_PATTERN } from '../../core/patterns';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart, MachineHostsEntry } from '../config/machine';

/** Props of `HostsEntries`. */
export interface HostsEntriesProps {
  /** The addresses and their names. */
  readonly entries: readonly MachineHostsEntry[];
  /**
   * The name of the part.
   *
   * @default hosts
   */
  readonly name?: string;
}

const PROPS = object<HostsEntriesProps>({
  entries: required(
    list(
      object<MachineHostsEntry>({
        address: required(text(IPV4_FORM)),
        names: required(list(text(HOST_NAME_PATTERN), { minItems: 1, unique: true })),
      }),
      { minItems: 1 },
    ),
  ),
  name: optional(text(LABEL_PATTERN)),
});

/**
 * Names of the hosts file.
 *
 * The file is written as a whole, with localhost and the entries of all parts, instead of appending: a repeated first
 * boot would append twice.
 */
export class HostsEntries implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly entries: readonly MachineHostsEntry[];

  /**
   * @throws KV12xx for invalid addresses and names.
   */
  public constructor(props: HostsEntriesProps) {
    const { entries, name = 'hosts' } = checkedProps('', PROPS, props);
    this.name = name;
    this.entries = entries;
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    for (const entry of this.entries) machine.addHostsEntry(entry);
  }
}
