/** A user. One that exists in the image is changed. */
export interface ButaneUser {
  /** Its name. */
  readonly name: string;
  /**
   * Its password as crypt(3) hashes it.
   *
   * @default - no password: it logs in by SSH key
   */
  readonly password_hash?: string;
  /**
   * Public SSH keys that may log in, lines of authorized_keys.
   *
   * @default - none
   */
  readonly ssh_authorized_keys?: readonly string[];
  /**
   * Files beside the config with such lines. Since fcos 1.5.0.
   *
   * @default - none
   */
  readonly ssh_authorized_keys_local?: readonly string[];
  /**
   * Its number.
   *
   * @default - the next free one
   */
  readonly uid?: number;
  /**
   * Its full name.
   *
   * @default - none
   */
  readonly gecos?: string;
  /**
   * Its home directory.
   *
   * @default - /home/NAME
   */
  readonly home_dir?: string;
  /**
   * Whether no home directory is made.
   *
   * @default false
   */
  readonly no_create_home?: boolean;
  /**
   * Its primary group.
   *
   * @default - a group of its own name
   */
  readonly primary_group?: string;
  /**
   * Further groups.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
  /**
   * Whether no group of its own name is made.
   *
   * @default false
   */
  readonly no_user_group?: boolean;
  /**
   * Whether it is left out of lastlog and faillog.
   *
   * @default false
   */
  readonly no_log_init?: boolean;
  /**
   * Its login shell.
   *
   * @default - that of the image
   */
  readonly shell?: string;
  /**
   * Whether there is to be such a user; false removes it. Since fcos 1.2.0.
   *
   * @default true
   */
  readonly should_exist?: boolean;
  /**
   * Whether it is a system user.
   *
   * @default false
   */
  readonly system?: boolean;
}

/** A group. */
export interface ButaneGroup {
  /** Its name. */
  readonly name: string;
  /**
   * Its number.
   *
   * @default - the next free one
   */
  readonly gid?: number;
  /**
   * Its password as crypt(3) hashes it.
   *
   * @default - none
   */
  readonly password_hash?: string;
  /**
   * Whether there is to be such a group; false removes it. Since fcos 1.2.0.
   *
   * @default true
   */
  readonly should_exist?: boolean;
  /**
   * Whether it is a system group.
   *
   * @default false
   */
  readonly system?: boolean;
}

/** Users and groups. */
export interface ButanePasswd {
  /**
   * Users, by `name`.
   *
   * @default - none
   */
  readonly users?: readonly ButaneUser[];
  /**
   * Groups, by `name`.
   *
   * @default - none
   */
  readonly groups?: readonly ButaneGroup[];
}
