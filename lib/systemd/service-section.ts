import type { SystemdCommand } from './command';
import type { SystemdSection } from './sections';

/** The section Service. See systemd.service(5) and systemd.exec(5). */
export interface SystemdServiceSection extends SystemdSection {
  /**
   * When the service counts as started.
   *
   * @default - as systemd has it
   */
  readonly Type?: 'simple' | 'exec' | 'forking' | 'oneshot' | 'dbus' | 'notify' | 'notify-reload' | 'idle';
  /**
   * Whether it stays active after its process has ended.
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
   * Files with variables; prefix `-` for one that may be missing.
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
   * Commands that run before `ExecStart`.
   *
   * @default - none
   */
  readonly ExecStartPre?: readonly SystemdCommand[];
  /**
   * The command of the service; with Type oneshot any number of them.
   *
   * @default - none
   */
  readonly ExecStart?: readonly SystemdCommand[];
  /**
   * Commands that run after the start.
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
   * Commands that run after the stop.
   *
   * @default - none
   */
  readonly ExecStopPost?: readonly SystemdCommand[];
  /**
   * When it is restarted.
   *
   * @default - as systemd has it
   */
  readonly Restart?: 'no' | 'on-success' | 'on-failure' | 'on-abnormal' | 'on-watchdog' | 'on-abort' | 'always';
  /**
   * The delay before a restart: seconds, or a text such as 1min.
   *
   * @default - as systemd has it
   */
  readonly RestartSec?: number | string;
  /**
   * The time limit of a start: seconds, a text such as 5min, or infinity.
   *
   * @default - as systemd has it
   */
  readonly TimeoutStartSec?: number | string;
  /**
   * The time limit of a stop.
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
   * The file mode creation mask, for example 0o077.
   *
   * @default - as systemd has it
   */
  readonly UMask?: number;
  /**
   * Directories below /var/lib that are created for it.
   *
   * @default - none
   */
  readonly StateDirectory?: readonly string[];
  /**
   * Directories below /run that are created for it.
   *
   * @default - none
   */
  readonly RuntimeDirectory?: readonly string[];
  /**
   * The part of the file system that is read-only for it.
   *
   * @default - as systemd has it
   */
  readonly ProtectSystem?: 'yes' | 'no' | 'full' | 'strict';
  /**
   * Whether it has a private /tmp.
   *
   * @default - as systemd has it
   */
  readonly PrivateTmp?: boolean;
  /**
   * Whether it and its children cannot gain privileges.
   *
   * @default - as systemd has it
   */
  readonly NoNewPrivileges?: boolean;
  /**
   * The maximum number of open files: a number or infinity.
   *
   * @default - as systemd has it
   */
  readonly LimitNOFILE?: number | 'infinity';
  /**
   * The destination of its output, for example journal.
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
