import type { ButaneResource } from './resource';

/** A Tang server. */
export interface ButaneTang {
  /** Its URL, http or https. */
  readonly url: string;
  /** The thumbprint of its signing key. */
  readonly thumbprint: string;
  /**
   * Its advertisement, JSON, for a server that cannot be reached at first boot. Since fcos 1.5.0.
   *
   * @default - it is fetched
   */
  readonly advertisement?: string;
}

/** A custom Clevis pin. */
export interface ButaneClevisCustom {
  /** Its name: tpm2, tang or sss; any since fcos 1.7.0. */
  readonly pin: string;
  /** Its configuration, JSON. */
  readonly config: string;
  /**
   * Whether it needs the network.
   *
   * @default false
   */
  readonly needs_network?: boolean;
}

/** How a volume is unlocked: by Tang, TPM2 and a threshold, or by a custom pin. */
export interface ButaneClevis {
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
   * A custom pin, which cannot be combined with the others.
   *
   * @default - none
   */
  readonly custom?: ButaneClevisCustom;
}

/** The crypto card of an IBM Z machine. Since fcos 1.6.0. */
export interface ButaneCex {
  /**
   * Whether it holds the key.
   *
   * @default false
   */
  readonly enabled?: boolean;
}

/** An encrypted volume. Since fcos 1.2.0. */
export interface ButaneLuks {
  /** Its name. The device is `/dev/mapper/NAME`. */
  readonly name: string;
  /** The device below it. */
  readonly device: string;
  /**
   * A key.
   *
   * @default - without clevis a random key, kept in the root filesystem
   */
  readonly key_file?: ButaneResource;
  /**
   * Its label, at most 47 bytes.
   *
   * @default - none
   */
  readonly label?: string;
  /**
   * Its UUID.
   *
   * @default - a random one
   */
  readonly uuid?: string;
  /**
   * More arguments for cryptsetup luksFormat.
   *
   * @default - none
   */
  readonly options?: readonly string[];
  /**
   * Whether discards reach the device. Since fcos 1.5.0.
   *
   * @default false
   */
  readonly discard?: boolean;
  /**
   * More arguments for cryptsetup luksOpen, kept for later boots. Since fcos 1.5.0.
   *
   * @default - none
   */
  readonly open_options?: readonly string[];
  /**
   * Whether an existing volume is removed first. All data is lost.
   *
   * @default false
   */
  readonly wipe_volume?: boolean;
  /**
   * Automatic unlocking at boot. Flatcar refuses it.
   *
   * @default - by `key_file`
   */
  readonly clevis?: ButaneClevis;
  /**
   * The crypto card of an IBM Z machine. Since fcos 1.6.0.
   *
   * @default - not used
   */
  readonly cex?: ButaneCex;
}
