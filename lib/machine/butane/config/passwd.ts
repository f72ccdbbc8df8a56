/** A user. A user of the image is changed. */
export interface ButaneUser {
  /** The user name. */
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
   * Files next to the config with such lines. Since fcos 1.5.0.
   *
   * @default - none
   */
  readonly ssh_authorized_keys_local?: readonly string[];
  /**
   * The numeric user ID.
   *
   * @default - the next free one
   */
  readonly uid?: number;
  /**
   * The full name of the user.
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
   * Whether no home directory is created.
   *
   * @default false
   */
  readonly no_create_home?: boolean;
  /**
   * Its primary group.
   *
   * @default - a group with the name of the user
   */
  readonly primary_group?: string;
  /**
   * Further groups.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
  /**
   * Whether no group with the name of the user is created.
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
   * Whether the user exists; false removes it. Since fcos 1.2.0.
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
  /** The group name. */
  readonly name: string;
  /**
   * The numeric group ID.
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
   * Whether the group exists; false removes it. Since fcos 1.2.0.
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
