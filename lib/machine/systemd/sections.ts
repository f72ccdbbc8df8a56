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
  /** One line for people. */
  readonly Description?: string;
  /** Where to read more, URLs. */
  readonly Documentation?: readonly string[];
  /** Units that must be up with it. */
  readonly Requires?: readonly string[];
  /** Units that should be up with it. */
  readonly Wants?: readonly string[];
  /** Units without which it is stopped. */
  readonly BindsTo?: readonly string[];
  /** Units with which it is stopped and restarted. */
  readonly PartOf?: readonly string[];
  /** Units that cannot run beside it. */
  readonly Conflicts?: readonly string[];
  /** Units that it waits for, when they start too. */
  readonly After?: readonly string[];
  /** Units that wait for it, when they start too. */
  readonly Before?: readonly string[];
  /** Units that are started when it fails. */
  readonly OnFailure?: readonly string[];
  /** Paths whose mounts it needs. */
  readonly RequiresMountsFor?: readonly string[];
  /**
   * Whether systemd adds the usual order at boot and shutdown.
   *
   * @default true
   */
  readonly DefaultDependencies?: boolean;
  /** The span in which starts are counted: seconds, or a text such as 5min. 0 counts none. */
  readonly StartLimitIntervalSec?: number | string;
  /** How many starts are allowed in it. */
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
  /** When it counts as started. */
  readonly Type?: 'simple' | 'exec' | 'forking' | 'oneshot' | 'dbus' | 'notify' | 'notify-reload' | 'idle';
  /** Whether it stays active when its process has ended. */
  readonly RemainAfterExit?: boolean;
  /** Variables of its processes, by name. */
  readonly Environment?: Readonly<Record<string, string>>;
  /** Files with variables; `-` in front of one that may be missing. */
  readonly EnvironmentFile?: readonly string[];
  /** Commands that decide whether it is started. Since systemd 243. */
  readonly ExecCondition?: readonly SystemdCommand[];
  /** Commands before it. */
  readonly ExecStartPre?: readonly SystemdCommand[];
  /** Its command; with Type oneshot any number of them. */
  readonly ExecStart?: readonly SystemdCommand[];
  /** Commands after it has started. */
  readonly ExecStartPost?: readonly SystemdCommand[];
  /** Commands that reload it. */
  readonly ExecReload?: readonly SystemdCommand[];
  /** Commands that stop it. */
  readonly ExecStop?: readonly SystemdCommand[];
  /** Commands after it has stopped. */
  readonly ExecStopPost?: readonly SystemdCommand[];
  /** When it is started again. */
  readonly Restart?: 'no' | 'on-success' | 'on-failure' | 'on-abnormal' | 'on-watchdog' | 'on-abort' | 'always';
  /** How long it waits before: seconds, or a text such as 1min. */
  readonly RestartSec?: number | string;
  /** How long a start may take: seconds, a text such as 5min, or infinity. */
  readonly TimeoutStartSec?: number | string;
  /** How long a stop may take. */
  readonly TimeoutStopSec?: number | string;
  /** What is killed when it stops. */
  readonly KillMode?: 'control-group' | 'mixed' | 'process' | 'none';
  /** The user that it runs as. */
  readonly User?: string;
  /** The group that it runs as. */
  readonly Group?: string;
  /** The directory that it runs in. */
  readonly WorkingDirectory?: string;
  /** The mode that is taken from what it writes, for example 0o077. */
  readonly UMask?: number;
  /** Directories below /var/lib that it gets. */
  readonly StateDirectory?: readonly string[];
  /** Directories below /run that it gets. */
  readonly RuntimeDirectory?: readonly string[];
  /** How much of the file system it cannot write. */
  readonly ProtectSystem?: 'yes' | 'no' | 'full' | 'strict';
  /** Whether it has /tmp for itself. */
  readonly PrivateTmp?: boolean;
  /** Whether it and its children can gain no rights. */
  readonly NoNewPrivileges?: boolean;
  /** How many files it may have open: a number or infinity. */
  readonly LimitNOFILE?: number | 'infinity';
  /** Where its output goes, for example journal. */
  readonly StandardOutput?: string;
  /** The slice that it runs in. */
  readonly Slice?: string;
}

/** The section Install. See systemd.unit(5). */
export interface SystemdInstallSection extends SystemdSection {
  /** Units that want it, once it is enabled. */
  readonly WantedBy?: readonly string[];
  /** Units that require it, once it is enabled. */
  readonly RequiredBy?: readonly string[];
  /** Units that are enabled with it. */
  readonly Also?: readonly string[];
  /** Further names of it. */
  readonly Alias?: readonly string[];
  /** The instance of a template that is enabled. */
  readonly DefaultInstance?: string;
}

/** The section Mount. See systemd.mount(5). */
export interface SystemdMountSection extends SystemdSection {
  /** What is mounted: a device, or a directory for a bind mount. */
  readonly What: string;
  /** Where it is mounted. The name of the unit follows from it. */
  readonly Where: string;
  /** The type of the file system. */
  readonly Type?: string;
  /** Options of the mount. */
  readonly Options?: readonly string[];
}

/** The section Swap. See systemd.swap(5). */
export interface SystemdSwapSection extends SystemdSection {
  /** The device. The name of the unit follows from it. */
  readonly What: string;
  /** Its priority. */
  readonly Priority?: number;
  /** Options of swapon. */
  readonly Options?: readonly string[];
}

/** The section Timer. See systemd.timer(5). */
export interface SystemdTimerSection extends SystemdSection {
  /** Times of the calendar, for example `*-*-* 03:00:00`. */
  readonly OnCalendar?: readonly string[];
  /** A span after the boot. */
  readonly OnBootSec?: number | string;
  /** A span after the unit was last started. */
  readonly OnUnitActiveSec?: number | string;
  /** A span after the unit last stopped. */
  readonly OnUnitInactiveSec?: number | string;
  /** A span by which it is put off at random. */
  readonly RandomizedDelaySec?: number | string;
  /** How exact it is. */
  readonly AccuracySec?: number | string;
  /** Whether a time that the machine slept through is made up for. */
  readonly Persistent?: boolean;
  /** The unit that it starts. */
  readonly Unit?: string;
}

/** The section Path. See systemd.path(5). */
export interface SystemdPathSection extends SystemdSection {
  /** Paths that are waited for. */
  readonly PathExists?: readonly string[];
  /** Paths that are watched for a closed write. */
  readonly PathChanged?: readonly string[];
  /** Paths that are watched for every write. */
  readonly PathModified?: readonly string[];
  /** Directories that are watched for anything in them. */
  readonly DirectoryNotEmpty?: readonly string[];
  /** Whether the watched directories are made. */
  readonly MakeDirectory?: boolean;
  /** The unit that it starts. */
  readonly Unit?: string;
}

/** The section Socket. See systemd.socket(5). */
export interface SystemdSocketSection extends SystemdSection {
  /** Ports, addresses with ports, or paths. */
  readonly ListenStream?: readonly string[];
  /** The same for datagrams. */
  readonly ListenDatagram?: readonly string[];
  /** Whether every connection gets a service of its own. */
  readonly Accept?: boolean;
  /** The mode of a socket in the file system, for example 0o660. */
  readonly SocketMode?: number;
  /** The unit that it starts. */
  readonly Service?: string;
}
