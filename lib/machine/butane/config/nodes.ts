import type { ButaneResource } from './resource';

/** The owner of a file, by name or by number. */
export interface ButaneOwnerById {
  /** The numeric ID. */
  readonly id: number;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly name?: undefined;
}

/** The owner of a file by name. */
export interface ButaneOwnerByName {
  /** Its name. It must exist in the image or be created by the config. */
  readonly name: string;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly id?: undefined;
}

/** A user or group that owns a file. */
export type ButaneOwner = ButaneOwnerById | ButaneOwnerByName;

/** Fields that files, directories and links share. */
export interface ButaneNode {
  /** Its absolute path, without `.`, `..` and empty parts. */
  readonly path: string;
  /**
   * Whether it replaces what is there already.
   *
   * @default false
   */
  readonly overwrite?: boolean;
  /**
   * The user that owns it.
   *
   * @default - root, or the owner of the file that is there already
   */
  readonly user?: ButaneOwner;
  /**
   * The group that owns it.
   *
   * @default - root, or the group of the file that is there already
   */
  readonly group?: ButaneOwner;
}

/** A file. */
export interface ButaneFile extends ButaneNode {
  /**
   * Its contents.
   *
   * @default - its previous contents, or nothing
   */
  readonly contents?: ButaneResource;
  /**
   * Contents that are appended to it, in order. A missing file is created.
   *
   * @default - nothing
   */
  readonly append?: readonly ButaneResource[];
  /**
   * Its mode, a number: `0o644`. Setuid, setgid and sticky have an effect since fcos 1.7.0.
   *
   * @default 0o644, or the mode of the file that is there already
   */
  readonly mode?: number;
}

/** A directory. Missing parents are created, owned by root, mode 0755. */
export interface ButaneDirectory extends ButaneNode {
  /**
   * Its mode, a number: `0o755`.
   *
   * @default 0o755, or the mode of the directory that is there already
   */
  readonly mode?: number;
}

/** A symbolic or hard link. */
export interface ButaneLink extends ButaneNode {
  /** Its target. */
  readonly target: string;
  /**
   * Whether it is a hard link.
   *
   * @default false
   */
  readonly hard?: boolean;
}

/** A folder next to the config whose files are all copied to the machine. Since fcos 1.1.0. */
export interface ButaneTree {
  /** Its path below the files directory. */
  readonly local: string;
  /** The target directory on the machine.
   *
   * @default /
   */
  readonly path?: string;
  /**
   * The mode of all its files. Since fcos 1.7.0.
   *
   * @default - 0o755 for those that can be executed, else 0o644
   */
  readonly file_mode?: number;
  /**
   * The mode of all its directories. Since fcos 1.7.0.
   *
   * @default - directories are not part of the config
   */
  readonly dir_mode?: number;
  /**
   * The user that owns all of it. Since fcos 1.7.0.
   *
   * @default - root
   */
  readonly user?: ButaneOwner;
  /**
   * The group that owns all of it. Since fcos 1.7.0.
   *
   * @default - root
   */
  readonly group?: ButaneOwner;
}
