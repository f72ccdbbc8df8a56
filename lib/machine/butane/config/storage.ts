import type { ButaneDisk, ButaneFilesystem, ButaneRaid } from './disks';
import type { ButaneLuks } from './luks';
import type { ButaneDirectory, ButaneFile, ButaneLink, ButaneTree } from './nodes';

/** Disks, filesystems and files. */
export interface ButaneStorage {
  /** Disks, by `device`. */
  readonly disks?: readonly ButaneDisk[];
  /** Software RAID, by `name`. */
  readonly raid?: readonly ButaneRaid[];
  /** Filesystems, by `device`. */
  readonly filesystems?: readonly ButaneFilesystem[];
  /** Files, by `path`. */
  readonly files?: readonly ButaneFile[];
  /** Directories, by `path`. */
  readonly directories?: readonly ButaneDirectory[];
  /** Links, by `path`. */
  readonly links?: readonly ButaneLink[];
  /** Encrypted volumes, by `name`. Since fcos 1.2.0. */
  readonly luks?: readonly ButaneLuks[];
  /** Folders beside the config. Since fcos 1.1.0. */
  readonly trees?: readonly ButaneTree[];
}
