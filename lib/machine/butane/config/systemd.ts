/** A file that changes a unit. */
export interface ButaneDropin {
  /** Its name, which ends in `.conf`. */
  readonly name: string;
  /**
   * Its text.
   *
   * @default - none
   */
  readonly contents?: string;
  /**
   * A file next to the config with its text, instead of `contents`. Since fcos 1.5.0.
   *
   * @default - none
   */
  readonly contents_local?: string;
}

/** A systemd unit. */
export interface ButaneUnit {
  /** Its name with its type, for example `kubelet.service`. */
  readonly name: string;
  /**
   * Whether it is started at boot, according to its [Install] section.
   *
   * @default - as the image has it
   */
  readonly enabled?: boolean;
  /**
   * Whether the unit cannot be started at all.
   *
   * @default false
   */
  readonly mask?: boolean;
  /**
   * Its text.
   *
   * @default - that of the image
   */
  readonly contents?: string;
  /**
   * A file next to the config with its text, instead of `contents`. Since fcos 1.5.0.
   *
   * @default - none
   */
  readonly contents_local?: string;
  /**
   * Files that change it, by `name`.
   *
   * @default - none
   */
  readonly dropins?: readonly ButaneDropin[];
}

/** Units of systemd. */
export interface ButaneSystemd {
  /**
   * Units, by `name`.
   *
   * @default - none
   */
  readonly units?: readonly ButaneUnit[];
}
