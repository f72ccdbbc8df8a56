import type { SystemdCommand } from './command';
import type { SystemdSection } from './sections';

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
   * The processes that are killed when it stops.
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
