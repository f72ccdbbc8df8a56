import type { FindingDetails } from '../../core/error';
import type { FindingType } from '../../core/finding-type';
import type { ButaneBaseConfig, ButaneBootDevice, ButaneGrub } from '../butane/config';
import type { MachineDisk, MachineFilesystem } from '../entries/disks';
import type { MachineDirectory, MachineFile, MachineLink } from '../entries/files';
import type { MachineOs } from './machine-os';
import type { SystemdDropIn, SystemdUnit } from '../../systemd/unit';
import type { MachineGroup, MachineUser } from '../entries/users';

/** Arguments of the kernel of a machine. Since fcos 1.4.0 and flatcar 1.0.0. */
export interface MachineKernelArguments {
  /**
   * Those that are added where they are missing.
   *
   * @default - none
   */
  readonly shouldExist?: readonly string[];
  /**
   * Those that are removed.
   *
   * @default - none
   */
  readonly shouldNotExist?: readonly string[];
}

/** A Butane config without variant and version, which the machine has. */
export interface MachineButane extends ButaneBaseConfig {
  /**
   * The boot disk. Since fcos 1.3.0.
   *
   * @default - as the image has it
   */
  readonly boot_device?: ButaneBootDevice;
  /**
   * The boot loader. Since fcos 1.5.0.
   *
   * @default - as the image has it
   */
  readonly grub?: ButaneGrub;
}

/** A name of the hosts file. */
export interface MachineHostsEntry {
  /** The IPv4 address. */
  readonly address: string;
  /** The names of the address, the canonical one first. */
  readonly names: readonly string[];
}

/**
 * A machine as its parts see it: what they can add to it.
 *
 * Two parts may add the same thing. Where they differ, the second one is refused with an error that names both.
 */
export interface IMachine {
  /** The operating system of the machine. */
  readonly os: MachineOs;
  /** The host name of the machine. */
  readonly host: string;
  /** Adds a file, or text to the end of one. */
  addFile(file: MachineFile): void;
  /** Adds a directory. */
  addDirectory(directory: MachineDirectory): void;
  /** Adds a link. */
  addLink(link: MachineLink): void;
  /** Adds a user. Keys and groups from several parts are combined. */
  addUser(user: MachineUser): void;
  /** Adds a group. */
  addGroup(group: MachineGroup): void;
  /** Adds a unit, or says whether one of the image is enabled or masked. */
  addUnit(unit: SystemdUnit): void;
  /** Adds a file that changes a unit. */
  addDropIn(dropIn: SystemdDropIn): void;
  /** Adds a disk with its partitions. */
  addDisk(disk: MachineDisk): void;
  /** Adds a filesystem or swap space. */
  addFilesystem(filesystem: MachineFilesystem): void;
  /** Adds arguments of the kernel. */
  addKernelArguments(args: MachineKernelArguments): void;
  /** Adds names to the hosts file, which the machine writes as a whole. */
  addHostsEntry(entry: MachineHostsEntry): void;
  /**
   * Adds anything that the other methods do not cover: RAID, encrypted volumes, the boot device, trees.
   *
   * @param config The config to add. Do not put secrets into its texts: they are not treated as such.
   */
  addButane(config: MachineButane): void;
  /**
   * Declares the value of a setting that is set by one of the part's own files: another part that gives it a
   * different value is refused.
   *
   * @param setting The setting as messages name it, for example `the kernel parameter net.ipv4.ip_forward`.
   * @param value The value.
   */
  claimSetting(setting: string, value: string): void;
  /** Reports a warning, or an error of our own advice, about the machine. */
  addFinding(type: FindingType, details: FindingDetails): void;
}

/**
 * Something that machines have: a network, a user, a disk for containers.
 *
 * A part is a value. It can be added to several machines, and adapts to each.
 */
export interface IMachinePart {
  /** The name: lower-case letters, digits and hyphens, unique among the parts of a machine. */
  readonly name: string;
  /**
   * Adds the entries of the part to a machine. Called once per machine.
   *
   * @param machine The machine.
   */
  bind(machine: IMachine): void;
}
