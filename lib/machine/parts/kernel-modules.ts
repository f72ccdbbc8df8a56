import { list, object, optional, required, text } from '../../core/shape';
import { LABEL_PATTERN } from '../../core/patterns';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';

/** Props of `KernelModules`. */
export interface KernelModulesProps {
  /** The modules, for example br_netfilter. */
  readonly modules: readonly string[];
  /**
   * The name of the part and of its file.
   *
   * @default modules
   */
  readonly name?: string;
}

const PROPS = object<KernelModulesProps>({
  modules: required(
    list(text({ pattern: /^[A-Za-z0-9_-]{1,64}$/, form: 'letters, digits, underscores and hyphens' }), {
      minItems: 1,
      unique: true,
    }),
  ),
  name: optional(text(LABEL_PATTERN)),
});

/** Modules that the kernel loads at boot, a file of /etc/modules-load.d. */
export class KernelModules implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly modules: readonly string[];

  /**
   * @throws KV12xx for invalid module names.
   */
  public constructor(props: KernelModulesProps) {
    const { modules, name = 'modules' } = checkedProps('', PROPS, props);
    this.name = name;
    this.modules = modules;
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const contents = this.modules.map((module) => `${module}\n`).join('');
    machine.addFile({ path: `/etc/modules-load.d/${this.name}.conf`, overwrite: true, contents, mode: 0o644 });
  }
}
