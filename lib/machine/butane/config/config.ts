import type { ButaneBootDevice, ButaneGrub } from './boot-device';
import type { ButaneIgnition } from './ignition';
import type { ButanePasswd } from './passwd';
import type { ButaneStorage } from './storage';
import type { ButaneSystemd } from './systemd';

/** The versions of Butane's specification for Fedora CoreOS. */
export type FcosVersion = '1.0.0' | '1.1.0' | '1.2.0' | '1.3.0' | '1.4.0' | '1.5.0' | '1.6.0' | '1.7.0';

/** The versions of Butane's specification for Flatcar. */
export type FlatcarVersion = '1.0.0' | '1.1.0';

/** Arguments of the kernel. Since fcos 1.4.0 and flatcar 1.0.0. */
export interface ButaneKernelArguments {
  /**
   * Those that are added where they are missing.
   *
   * @default - none
   */
  readonly should_exist?: readonly string[];
  /**
   * Those that are removed.
   *
   * @default - none
   */
  readonly should_not_exist?: readonly string[];
}

/** Fields that the configs of all variants share. */
export interface ButaneBaseConfig {
  /**
   * Settings of Ignition itself.
   *
   * @default - none
   */
  readonly ignition?: ButaneIgnition;
  /**
   * Disks, filesystems and files.
   *
   * @default - none
   */
  readonly storage?: ButaneStorage;
  /**
   * Units of systemd.
   *
   * @default - none
   */
  readonly systemd?: ButaneSystemd;
  /**
   * Users and groups.
   *
   * @default - none
   */
  readonly passwd?: ButanePasswd;
  /**
   * Arguments of the kernel. Since fcos 1.4.0 and flatcar 1.0.0.
   *
   * @default - none
   */
  readonly kernel_arguments?: ButaneKernelArguments;
}

/** A Butane config for Fedora CoreOS, and for images that boot like it, such as ALT Container OS. */
export interface FcosConfig extends ButaneBaseConfig {
  /** Fedora CoreOS. */
  readonly variant: 'fcos';
  /** The version of the specification. */
  readonly version: FcosVersion;
  /**
   * The boot disk. Since fcos 1.3.0.
   *
   * @default - none
   */
  readonly boot_device?: ButaneBootDevice;
  /**
   * The boot loader. Since fcos 1.5.0.
   *
   * @default - none
   */
  readonly grub?: ButaneGrub;
}

/** A Butane config for Flatcar. */
export interface FlatcarConfig extends ButaneBaseConfig {
  /** Flatcar. */
  readonly variant: 'flatcar';
  /** The version of the specification. */
  readonly version: FlatcarVersion;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly boot_device?: undefined;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly grub?: undefined;
}

/** A Butane config as data, with Butane's own names. */
export type ButaneConfig = FcosConfig | FlatcarConfig;
