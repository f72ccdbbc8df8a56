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

/** A condition for starting a unit; if it does not hold, the start is skipped. */
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
   * Names of lists that are cleared first, for drop-ins: the values of the unit itself are dropped.
   *
   * @default - none
   */
  readonly clear?: readonly string[];
}

/** The section Unit. See systemd.unit(5). Lists are written into one line. */
export interface SystemdUnitSection extends SystemdSection {
  /**
   * A one-line description.
   *
   * @default - as systemd has it
   */
  readonly Description?: string;
  /**
   * URLs of documentation.
   *
   * @default - none
   */
  readonly Documentation?: readonly string[];
  /**
   * Units that must be started with it.
   *
   * @default - none
   */
  readonly Requires?: readonly string[];
  /**
   * Units that should be started with it.
   *
   * @default - none
   */
  readonly Wants?: readonly string[];
  /**
   * Units that it needs: it is stopped when one of them stops.
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
   * Units that cannot run at the same time.
   *
   * @default - none
   */
  readonly Conflicts?: readonly string[];
  /**
   * Units that are started before it, if they are started too.
   *
   * @default - none
   */
  readonly After?: readonly string[];
  /**
   * Units that are started after it, if they are started too.
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
   * The span in which starts are counted: seconds, or a text such as 5min. 0 disables the limit.
   *
   * @default - as systemd has it
   */
  readonly StartLimitIntervalSec?: number | string;
  /**
   * The number of starts allowed in that interval.
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
   * Further names of the unit.
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
  /** The mount point, from which the name of the unit follows. */
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
