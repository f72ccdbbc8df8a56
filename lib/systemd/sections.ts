/** The test of a condition. */
export type SystemdConditionTest =
  | 'PathExists'
  | 'PathExistsGlob'
  | 'PathIsDirectory'
  | 'PathIsSymbolicLink'
  | 'PathIsMountPoint'
  | 'PathIsReadWrite'
  | 'DirectoryNotEmpty'
  | 'FileNotEmpty'
  | 'FileIsExecutable'
  | 'Host'
  | 'FirstBoot'
  | 'KernelCommandLine'
  | 'Virtualization'
  | 'Architecture';

/** Something that has to hold when a unit is started; else it is passed over. */
export interface SystemdCondition {
  /** The test. */
  readonly test: SystemdConditionTest;
  /** The path, the name, the value. */
  readonly value: string;
  /**
   * Whether it must not hold (`!`).
   *
   * @default false
   */
  readonly not?: boolean;
  /**
   * Whether the start fails when it does not hold (`Assert...`).
   *
   * @default false
   */
  readonly failing?: boolean;
}

/** A directive that the other fields do not have. Its value is written as it is, on one line. */
export interface SystemdDirective {
  /** Its name, for example `MemoryMax`. */
  readonly name: string;
  /** Its value, in systemd's own syntax. */
  readonly value: string;
}

/** Fields that every section may have. */
export interface SystemdSection {
  /**
   * Directives that the other fields do not have, in order.
   *
   * @default - none
   */
  readonly more?: readonly SystemdDirective[];
  /**
   * Names of lists that are emptied first, for drop-ins: what the unit itself says there is gone.
   *
   * @default - none
   */
  readonly clear?: readonly string[];
}

/** The section Unit. See systemd.unit(5). Lists are written into one line. */
export interface SystemdUnitSection extends SystemdSection {
  /**
   * One line for people.
   *
   * @default - as systemd has it
   */
  readonly Description?: string;
  /**
   * Where to read more, URLs.
   *
   * @default - none
   */
  readonly Documentation?: readonly string[];
  /**
   * Units that must be up with it.
   *
   * @default - none
   */
  readonly Requires?: readonly string[];
  /**
   * Units that should be up with it.
   *
   * @default - none
   */
  readonly Wants?: readonly string[];
  /**
   * Units without which it is stopped.
   *
   * @default - none
   */
  readonly BindsTo?: readonly string[];
  /**
   * Units with which it is stopped and restarted.
   *
   * @default - none
   */
  readonly PartOf?: readonly string[];
  /**
   * Units that cannot run beside it.
   *
   * @default - none
   */
  readonly Conflicts?: readonly string[];
  /**
   * Units that it waits for, when they start too.
   *
   * @default - none
   */
  readonly After?: readonly string[];
  /**
   * Units that wait for it, when they start too.
   *
   * @default - none
   */
  readonly Before?: readonly string[];
  /**
   * Units that are started when it fails.
   *
   * @default - none
   */
  readonly OnFailure?: readonly string[];
  /**
   * Paths whose mounts it needs.
   *
   * @default - none
   */
  readonly RequiresMountsFor?: readonly string[];
  /**
   * Whether systemd adds the usual order at boot and shutdown.
   *
   * @default true
   */
  readonly DefaultDependencies?: boolean;
  /**
   * The span in which starts are counted: seconds, or a text such as 5min. 0 counts none.
   *
   * @default - as systemd has it
   */
  readonly StartLimitIntervalSec?: number | string;
  /**
   * How many starts are allowed in it.
   *
   * @default - as systemd has it
   */
  readonly StartLimitBurst?: number;
  /**
   * Conditions that must all hold when it is started.
   *
   * @default - nothing
   */
  readonly conditions?: readonly SystemdCondition[];
}

/** The section Install. See systemd.unit(5). */
export interface SystemdInstallSection extends SystemdSection {
  /**
   * Units that want it, once it is enabled.
   *
   * @default - none
   */
  readonly WantedBy?: readonly string[];
  /**
   * Units that require it, once it is enabled.
   *
   * @default - none
   */
  readonly RequiredBy?: readonly string[];
  /**
   * Units that are enabled with it.
   *
   * @default - none
   */
  readonly Also?: readonly string[];
  /**
   * Further names of it.
   *
   * @default - none
   */
  readonly Alias?: readonly string[];
  /**
   * The instance of a template that is enabled.
   *
   * @default - as systemd has it
   */
  readonly DefaultInstance?: string;
}

/** The section Mount. See systemd.mount(5). */
export interface SystemdMountSection extends SystemdSection {
  /** The mounted device: a block device, or a directory for a bind mount. */
  readonly What: string;
  /** Where it is mounted. The name of the unit follows from it. */
  readonly Where: string;
  /**
   * The type of the file system.
   *
   * @default - as systemd has it
   */
  readonly Type?: string;
  /**
   * Options of the mount.
   *
   * @default - none
   */
  readonly Options?: readonly string[];
}

/** The section Swap. See systemd.swap(5). */
export interface SystemdSwapSection extends SystemdSection {
  /** The device. The name of the unit follows from it. */
  readonly What: string;
  /**
   * Its priority.
   *
   * @default - as systemd has it
   */
  readonly Priority?: number;
  /**
   * Options of swapon.
   *
   * @default - none
   */
  readonly Options?: readonly string[];
}
