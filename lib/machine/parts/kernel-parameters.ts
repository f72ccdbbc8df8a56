import type { ShapeFault } from '../../core/check-shape';
import { either, integer, map, object, optional, required, text } from '../../core/shape';
import { show } from '../../core/format';
import { PARTS } from '../codes/parts';
import { LABEL_PATTERN } from '../../core/patterns';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';

/** Props of `KernelParameters`. */
export interface KernelParametersProps {
  /** The parameters, for example `{ 'net.ipv4.ip_forward': 1 }`. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /**
   * The name of the part and of its file.
   *
   * @default sysctl
   */
  readonly name?: string;
}

const PROPS = object<KernelParametersProps>({
  parameters: required(map(either(text(), integer()))),
  name: optional(text(LABEL_PATTERN)),
});

/** Parameters of the kernel, a file of /etc/sysctl.d. Those of net.bridge need the module br_netfilter. */
export class KernelParameters implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly parameters: readonly (readonly [name: string, value: string])[];

  /**
   * @throws KV5791 for parameters that cannot be written.
   */
  public constructor(props: KernelParametersProps) {
    const { parameters, name = 'sysctl' } = checkedProps('', PROPS, props, parameterFaults);
    this.name = name;
    this.parameters = Object.entries(parameters).map(([key, value]) => [key, String(value)]);
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    for (const [key, value] of this.parameters) machine.claimSetting(`the kernel parameter ${dotted(key)}`, value);
    const contents = this.parameters.map(([key, value]) => `${key} = ${value}\n`).join('');
    machine.addFile({ path: `/etc/sysctl.d/90-${this.name}.conf`, overwrite: true, contents, mode: 0o644 });
  }
}

/** The first separator of a name decides the meaning of the other one: net/ipv4/conf/eth0.1 is net.ipv4.conf.eth0/1. */
function dotted(name: string): string {
  const isDotted = name.search(/[./]/) === name.indexOf('.');
  return isDotted ? name : name.replace(/[./]/g, (char) => (char === '/' ? '.' : '/'));
}

function parameterFaults({ parameters }: KernelParametersProps): readonly ShapeFault[] {
  return Object.entries(parameters).flatMap(([key, value]) => {
    const at = `parameters.${key}`;
    if (!/^[a-z0-9_]+(?:[./][A-Za-z0-9_*-]+)+$/.test(key)) {
      const more = { given: show(key), allowed: 'names with dots, for example net.ipv4.ip_forward' };
      return [fault(PARTS.badSysctl, at, 'the text is not the name of a kernel parameter', more)];
    }
    if (/^[!-~]+(?:[ \t][!-~]+)*$/.test(String(value))) return [];
    const more = { given: show(value), allowed: 'printable ASCII words' };
    return [fault(PARTS.badSysctl, at, 'the value cannot be written', more)];
  });
}
