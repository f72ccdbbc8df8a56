import type { ButaneCex, ButaneTang } from './luks';

/** The kinds of machine whose boot disk is known. The layouts of s390x since fcos 1.6.0. */
export type ButaneLayout = 'aarch64' | 'ppc64le' | 'x86_64' | 's390x-eckd' | 's390x-virt' | 's390x-zfcp';

/** How the root filesystem is encrypted. */
export interface ButaneBootDeviceLuks {
  /**
   * The disk, on s390x only. Since fcos 1.6.0.
   *
   * @default - none
   */
  readonly device?: string;
  /**
   * Tang servers.
   *
   * @default - none
   */
  readonly tang?: readonly ButaneTang[];
  /**
   * Whether the machine's TPM2 is one of the keys.
   *
   * @default false
   */
  readonly tpm2?: boolean;
  /**
   * The number of keys that are needed.
   *
   * @default 1
   */
  readonly threshold?: number;
  /**
   * Whether discards reach the device. Since fcos 1.5.0.
   *
   * @default false
   */
  readonly discard?: boolean;
  /**
   * The crypto card of an IBM Z machine. Since fcos 1.6.0.
   *
   * @default - not used
   */
  readonly cex?: ButaneCex;
}

/** Disks that hold the same. */
export interface ButaneBootDeviceMirror {
  /** At least two disks. */
  readonly devices: readonly string[];
}

/** The boot disk of Fedora CoreOS. Since fcos 1.3.0. */
export interface ButaneBootDevice {
  /**
   * The kind of machine.
   *
   * @default x86_64; from fcos 1.7.0 required with a mirror
   */
  readonly layout?: ButaneLayout;
  /**
   * How the root filesystem is encrypted.
   *
   * @default - none
   */
  readonly luks?: ButaneBootDeviceLuks;
  /**
   * Disks that hold the same.
   *
   * @default - none
   */
  readonly mirror?: ButaneBootDeviceMirror;
}

/** A user of the boot loader. */
export interface ButaneGrubUser {
  /** The user name. */
  readonly name: string;
  /** The password hash, as grub2-mkpasswd-pbkdf2 prints it. */
  readonly password_hash: string;
}

/** The boot loader of Fedora CoreOS. Since fcos 1.5.0. */
export interface ButaneGrub {
  /**
   * The users who may change what is booted.
   *
   * @default - none
   */
  readonly users?: readonly ButaneGrubUser[];
}
