import type { SystemdInstallSection, SystemdMountSection, SystemdSwapSection, SystemdUnitSection } from './sections';
import type { SystemdServiceSection } from './service-section';
import type { SystemdPathSection, SystemdSocketSection, SystemdTimerSection } from './trigger-sections';

/** The sections of a unit. */
export interface SystemdSections {
  /**
   * Its description, its dependencies and its order.
   *
   * @default - none
   */
  readonly unit?: SystemdUnitSection;
  /**
   * The commands of a `.service`.
   *
   * @default - none
   */
  readonly service?: SystemdServiceSection;
  /**
   * The filesystem of a `.mount`.
   *
   * @default - none
   */
  readonly mount?: SystemdMountSection;
  /**
   * The device of a `.swap`.
   *
   * @default - none
   */
  readonly swap?: SystemdSwapSection;
  /**
   * When a `.timer` elapses.
   *
   * @default - none
   */
  readonly timer?: SystemdTimerSection;
  /**
   * The paths that a `.path` watches.
   *
   * @default - none
   */
  readonly path?: SystemdPathSection;
  /**
   * The addresses on which a `.socket` listens.
   *
   * @default - none
   */
  readonly socket?: SystemdSocketSection;
  /**
   * The units that start it once it is enabled.
   *
   * @default - none
   */
  readonly install?: SystemdInstallSection;
}

/** Props of `SystemdUnit`. */
export interface SystemdUnitProps extends SystemdSections {
  /** Its name with its type, for example `k8s-init.service`. */
  readonly name: string;
  /**
   * Whether it is started at boot, according to `install`. Without any section the unit of the image is meant.
   *
   * @default - as the image has it; false where the image has no such unit
   */
  readonly enabled?: boolean;
  /**
   * Whether nothing can start it.
   *
   * @default false
   */
  readonly masked?: boolean;
}
