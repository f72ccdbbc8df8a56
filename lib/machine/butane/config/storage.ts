import type { ButaneDisk, ButaneFilesystem, ButaneRaid } from './disks';
import type { ButaneLuks } from './luks';
import type { ButaneDirectory, ButaneFile, ButaneLink, ButaneTree } from './nodes';

/** Disks, filesystems and files. */
export interface ButaneStorage {
  /**
   * Disks, by `device`.
   *
   * @default - none
   */
  readonly disks?: readonly ButaneDisk[];
  /**
   * Software RAID, by `name`.
   *
   * @default - none
   */
  readonly raid?: readonly ButaneRaid[];
  /**
   * Filesystems, by `device`.
   *
   * @default - none
   */
  readonly filesystems?: readonly ButaneFilesystem[];
  /**
   * Files, by `path`.
   *
   * @default - none
   */
  readonly files?: readonly ButaneFile[];
  /**
   * Directories, by `path`.
   *
   * @default - none
   */
  readonly directories?: readonly ButaneDirectory[];
  /**
   * Links, by `path`.
   *
   * @default - none
   */
  readonly links?: readonly ButaneLink[];
  /**
   * Encrypted volumes, by `name`. Since fcos 1.2.0.
   *
   * @default - none
   */
  readonly luks?: readonly ButaneLuks[];
  /**
   * Folders next to the config. Since fcos 1.1.0.
   *
   * @default - none
   */
  readonly trees?: readonly ButaneTree[];
}
