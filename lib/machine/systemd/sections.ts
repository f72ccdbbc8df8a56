import type { SystemdCommand } from './command';

/** What a condition looks at. */
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
  /** What it looks at. */
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

/** What every section may have. */
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
   * What has to hold when it is started. All of them do.
   *
   * @default - nothing
   */
  readonly conditions?: readonly SystemdCondition[];
}

/** The section Service. See systemd.service(5) and systemd.exec(5). */
export interface SystemdServiceSection extends SystemdSection {
  /**
   * When it counts as started.
   *
   * @default - as systemd has it
   */
  readonly Type?: 'simple' | 'exec' | 'forking' | 'oneshot' | 'dbus' | 'notify' | 'notify-reload' | 'idle';
  /**
   * Whether it stays active when its process has ended.
   *
   * @default - as systemd has it
   */
  readonly RemainAfterExit?: boolean;
  /**
   * Variables of its processes, by name.
   *
   * @default - none
   */
  readonly Environment?: Readonly<Record<string, string>>;
  /**
   * Files with variables; `-` in front of one that may be missing.
   *
   * @default - none
   */
  readonly EnvironmentFile?: readonly string[];
  /**
   * Commands that decide whether it is started. Since systemd 243.
   *
   * @default - none
   */
  readonly ExecCondition?: readonly SystemdCommand[];
  /**
   * Commands before it.
   *
   * @default - none
   */
  readonly ExecStartPre?: readonly SystemdCommand[];
  /**
   * Its command; with Type oneshot any number of them.
   *
   * @default - none
   */
  readonly ExecStart?: readonly SystemdCommand[];
  /**
   * Commands after it has started.
   *
   * @default - none
   */
  readonly ExecStartPost?: readonly SystemdCommand[];
  /**
   * Commands that reload it.
   *
   * @default - none
   */
  readonly ExecReload?: readonly SystemdCommand[];
  /**
   * Commands that stop it.
   *
   * @default - none
   */
  readonly ExecStop?: readonly SystemdCommand[];
  /**
   * Commands after it has stopped.
   *
   * @default - none
   */
  readonly ExecStopPost?: readonly SystemdCommand[];
  /**
   * When it is started again.
   *
   * @default - as systemd has it
   */
  readonly Restart?: 'no' | 'on-success' | 'on-failure' | 'on-abnormal' | 'on-watchdog' | 'on-abort' | 'always';
  /**
   * How long it waits before: seconds, or a text such as 1min.
   *
   * @default - as systemd has it
   */
  readonly RestartSec?: number | string;
  /**
   * How long a start may take: seconds, a text such as 5min, or infinity.
   *
   * @default - as systemd has it
   */
  readonly TimeoutStartSec?: number | string;
  /**
   * How long a stop may take.
   *
   * @default - as systemd has it
   */
  readonly TimeoutStopSec?: number | string;
  /**
   * What is killed when it stops.
   *
   * @default - as systemd has it
   */
  readonly KillMode?: 'control-group' | 'mixed' | 'process' | 'none';
  /**
   * The user that it runs as.
   *
   * @default - as systemd has it
   */
  readonly User?: string;
  /**
   * The group that it runs as.
   *
   * @default - as systemd has it
   */
  readonly Group?: string;
  /**
   * The directory that it runs in.
   *
   * @default - as systemd has it
   */
  readonly WorkingDirectory?: string;
  /**
   * The mode that is taken from what it writes, for example 0o077.
   *
   * @default - as systemd has it
   */
  readonly UMask?: number;
  /**
   * Directories below /var/lib that it gets.
   *
   * @default - none
   */
  readonly StateDirectory?: readonly string[];
  /**
   * Directories below /run that it gets.
   *
   * @default - none
   */
  readonly RuntimeDirectory?: readonly string[];
  /**
   * How much of the file system it cannot write.
   *
   * @default - as systemd has it
   */
  readonly ProtectSystem?: 'yes' | 'no' | 'full' | 'strict';
  /**
   * Whether it has /tmp for itself.
   *
   * @default - as systemd has it
   */
  readonly PrivateTmp?: boolean;
  /**
   * Whether it and its children can gain no rights.
   *
   * @default - as systemd has it
   */
  readonly NoNewPrivileges?: boolean;
  /**
   * How many files it may have open: a number or infinity.
   *
   * @default - as systemd has it
   */
  readonly LimitNOFILE?: number | 'infinity';
  /**
   * Where its output goes, for example journal.
   *
   * @default - as systemd has it
   */
  readonly StandardOutput?: string;
  /**
   * The slice that it runs in.
   *
   * @default - as systemd has it
   */
  readonly Slice?: string;
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
  /** What is mounted: a device, or a directory for a bind mount. */
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

/** The section Timer. See systemd.timer(5). */
export interface SystemdTimerSection extends SystemdSection {
  /**
   * Times of the calendar, for example `*-*-* 03:00:00`.
   *
   * @default - none
   */
  readonly OnCalendar?: readonly string[];
  /**
   * A span after the boot.
   *
   * @default - as systemd has it
   */
  readonly OnBootSec?: number | string;
  /**
   * A span after the unit was last started.
   *
   * @default - as systemd has it
   */
  readonly OnUnitActiveSec?: number | string;
  /**
   * A span after the unit last stopped.
   *
   * @default - as systemd has it
   */
  readonly OnUnitInactiveSec?: number | string;
  /**
   * A span by which it is put off at random.
   *
   * @default - as systemd has it
   */
  readonly RandomizedDelaySec?: number | string;
  /**
   * How exact it is.
   *
   * @default - as systemd has it
   */
  readonly AccuracySec?: number | string;
  /**
   * Whether a time that the machine slept through is made up for.
   *
   * @default - as systemd has it
   */
  readonly Persistent?: boolean;
  /**
   * The unit that it starts.
   *
   * @default - as systemd has it
   */
  readonly Unit?: string;
}

/** The section Path. See systemd.path(5). */
export interface SystemdPathSection extends SystemdSection {
  /**
   * Paths that are waited for.
   *
   * @default - none
   */
  readonly PathExists?: readonly string[];
  /**
   * Paths that are watched for a closed write.
   *
   * @default - none
   */
  readonly PathChanged?: readonly string[];
  /**
   * Paths that are watched for every write.
   *
   * @default - none
   */
  readonly PathModified?: readonly string[];
  /**
   * Directories that are watched for anything in them.
   *
   * @default - none
   */
  readonly DirectoryNotEmpty?: readonly string[];
  /**
   * Whether the watched directories are made.
   *
   * @default - as systemd has it
   */
  readonly MakeDirectory?: boolean;
  /**
   * The unit that it starts.
   *
   * @default - as systemd has it
   */
  readonly Unit?: string;
}

/** The section Socket. See systemd.socket(5). */
export interface SystemdSocketSection extends SystemdSection {
  /**
   * Ports, addresses with ports, or paths.
   *
   * @default - none
   */
  readonly ListenStream?: readonly string[];
  /**
   * The same for datagrams.
   *
   * @default - none
   */
  readonly ListenDatagram?: readonly string[];
  /**
   * Whether every connection gets a service of its own.
   *
   * @default - as systemd has it
   */
  readonly Accept?: boolean;
  /**
   * The mode of a socket in the file system, for example 0o660.
   *
   * @default - as systemd has it
   */
  readonly SocketMode?: number;
  /**
   * The unit that it starts.
   *
   * @default - as systemd has it
   */
  readonly Service?: string;
}
