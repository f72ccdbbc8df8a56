import type { SystemdSection } from './sections';

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
   * The maximum random delay.
   *
   * @default - as systemd has it
   */
  readonly RandomizedDelaySec?: number | string;
  /**
   * The accuracy of the timer.
   *
   * @default - as systemd has it
   */
  readonly AccuracySec?: number | string;
  /**
   * Whether a missed time is caught up after the machine was off.
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
   * Whether the watched directories are created.
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
   * Whether each connection gets its own service instance.
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
