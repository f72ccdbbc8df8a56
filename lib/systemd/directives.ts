import type { TextPattern } from '../core/patterns';
import { UNIT_NAME_PATTERN, USER_NAME_PATTERN } from '../core/patterns';

/**
 * How the value of a directive is checked and written:
 *
 * - `text`: one literal line; `documentation`, `directories`: a list of words on one line.
 * - `units`, `paths`: a list on one line; `addresses`, `calendars`, `files`, `optionalFiles`: a list, one line each.
 * - `commands`, `environment`: one line each.
 * - `span`: a number of seconds, or systemd's own text.
 * - `flag`, `count`, `limit`, `mode`, `path`, `unit`, `user`, `output`: one value of that type.
 */
export type DirectiveType =
  | 'text'
  | 'documentation'
  | 'directories'
  | 'units'
  | 'unit'
  | 'paths'
  | 'path'
  | 'addresses'
  | 'calendars'
  | 'files'
  | 'optionalFiles'
  | 'commands'
  | 'environment'
  | 'span'
  | 'flag'
  | 'count'
  | 'limit'
  | 'mode'
  | 'user'
  | 'output'
  | 'options'
  | readonly string[];

/** The directives of a section, in the order in which they are written. */
type Directives = Readonly<Record<string, DirectiveType>>;

/** The typed directives of each section. */
export const DIRECTIVES: Readonly<Record<string, Directives>> = {
  Unit: {
    Description: 'text',
    Documentation: 'documentation',
    Requires: 'units',
    Wants: 'units',
    BindsTo: 'units',
    PartOf: 'units',
    Conflicts: 'units',
    After: 'units',
    Before: 'units',
    OnFailure: 'units',
    RequiresMountsFor: 'paths',
    DefaultDependencies: 'flag',
    StartLimitIntervalSec: 'span',
    StartLimitBurst: 'count',
  },
  Service: {
    Type: ['simple', 'exec', 'forking', 'oneshot', 'dbus', 'notify', 'notify-reload', 'idle'],
    RemainAfterExit: 'flag',
    User: 'user',
    Group: 'user',
    WorkingDirectory: 'path',
    Environment: 'environment',
    EnvironmentFile: 'optionalFiles',
    ExecCondition: 'commands',
    ExecStartPre: 'commands',
    ExecStart: 'commands',
    ExecStartPost: 'commands',
    ExecReload: 'commands',
    ExecStop: 'commands',
    ExecStopPost: 'commands',
    Restart: ['no', 'on-success', 'on-failure', 'on-abnormal', 'on-watchdog', 'on-abort', 'always'],
    RestartSec: 'span',
    TimeoutStartSec: 'span',
    TimeoutStopSec: 'span',
    KillMode: ['control-group', 'mixed', 'process', 'none'],
    UMask: 'mode',
    StateDirectory: 'directories',
    RuntimeDirectory: 'directories',
    ProtectSystem: ['yes', 'no', 'full', 'strict'],
    PrivateTmp: 'flag',
    NoNewPrivileges: 'flag',
    LimitNOFILE: 'limit',
    StandardOutput: 'output',
    Slice: 'unit',
  },
  Mount: { What: 'text', Where: 'path', Type: 'text', Options: 'options' },
  Swap: { What: 'text', Priority: 'count', Options: 'options' },
  Timer: {
    OnCalendar: 'calendars',
    OnBootSec: 'span',
    OnUnitActiveSec: 'span',
    OnUnitInactiveSec: 'span',
    RandomizedDelaySec: 'span',
    AccuracySec: 'span',
    Persistent: 'flag',
    Unit: 'unit',
  },
  Path: {
    PathExists: 'files',
    PathChanged: 'files',
    PathModified: 'files',
    DirectoryNotEmpty: 'files',
    MakeDirectory: 'flag',
    Unit: 'unit',
  },
  Socket: {
    ListenStream: 'addresses',
    ListenDatagram: 'addresses',
    Accept: 'flag',
    SocketMode: 'mode',
    Service: 'unit',
  },
  Install: { WantedBy: 'units', RequiredBy: 'units', Also: 'units', Alias: 'units', DefaultInstance: 'text' },
};

/** The tests that a condition may make. */
export const CONDITIONS: readonly string[] = [
  'PathExists',
  'PathExistsGlob',
  'PathIsDirectory',
  'PathIsSymbolicLink',
  'PathIsMountPoint',
  'PathIsReadWrite',
  'DirectoryNotEmpty',
  'FileNotEmpty',
  'FileIsExecutable',
  'Host',
  'FirstBoot',
  'KernelCommandLine',
  'Virtualization',
  'Architecture',
];

// systemd ignores a line that contains one of these.
const UNREADABLE = '\\u0000-\\u001f\\u007f\\p{Surrogate}\\p{Noncharacter_Code_Point}';

/**
 * One line of text, without characters that end or continue a line. An empty one is not allowed: it would clear a
 * list.
 */
export const LINE_PATTERN: TextPattern = {
  pattern: new RegExp(`^(?! )[^${UNREADABLE}]+(?<![\\\\ ])$`, 'u'),
  form: 'one line that is not empty, without control characters, surrounding spaces and a backslash at its end',
};

/** A span of time. */
export const SPAN_PATTERN: TextPattern = {
  pattern:
    /^(?:infinity|\d+(?:\.\d+)?(?:us|ms|s|sec|min|m|h|hr|d|w)?(?:(?: |(?<=[a-z]))\d+(?:us|ms|s|sec|min|m|h|hr|d|w))*)$/,
  form: 'a number of seconds, or a text such as 90s, 5min, 1h 30min or infinity',
};

const PORT = '(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d{2}|[1-9]?\\d)';
const PATH_PART = `/(?!\\.{1,2}(?:/|$))[^/${UNREADABLE}]+`;
const PATH = `(?:/|(?:${PATH_PART})+(?<![\\\\ ]))`;
const PATH_WORDS = 'an absolute path on one line, without `.`, `..` and empty parts';

/** The forms of the items of each type that consists of strings. */
export const ITEM_PATTERNS: Readonly<Record<string, TextPattern>> = {
  text: LINE_PATTERN,
  documentation: {
    pattern: /^(?:https?:\/\/|file:\/|info:|man:)[!#&(-[\]-~]+$/,
    form: 'a URI with http, https, file, info or man, for example https://kubernetes.io/docs/ or man:etcd(8)',
  },
  directories: {
    pattern: /^(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+=-]+(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+=-]+)*$/,
    form: 'a relative path of letters, digits and . _ @ + = -, without `.` or `..` parts, for example kvorum/run',
  },
  output: {
    pattern: new RegExp(
      `^(?:inherit|null|tty|socket|(?:journal|kmsg)(?:\\+console)?|(?:file|append|truncate):(?:${PATH_PART})+(?<![\\\\ ` +
        ']))$',
      'u',
    ),
    form:
      'inherit, null, tty, socket, journal, kmsg, journal+console, kmsg+console, or file:, append: or ' +
      'truncate: and a path',
  },
  addresses: {
    pattern: new RegExp(
      `^(?:${PORT}|(?:${OCTET}\\.){3}${OCTET}:${PORT}|\\[[0-9A-Fa-f:]+(?:%[A-Za-z0-9._-]{1,15})?\\]:${PORT}|[/@][A-Za-z0-9._/@+=-]{1,106})$`,
    ),
    form:
      'a port, an IP address and a port, a path, or an abstract socket that begins with @, for example ' +
      '127.0.0.1:2379',
  },
  files: { pattern: new RegExp(`^${PATH}$`, 'u'), form: PATH_WORDS },
  optionalFiles: { pattern: new RegExp(`^-?${PATH}$`, 'u'), form: `${PATH_WORDS}; a - in front lets it be missing` },
  units: UNIT_NAME_PATTERN,
  unit: UNIT_NAME_PATTERN,
  user: USER_NAME_PATTERN,
  path: { pattern: new RegExp(`^${PATH}$`, 'u'), form: PATH_WORDS },
  paths: {
    pattern: new RegExp(`^(?:/|(?:${PATH_PART})+)$`, 'u'),
    form: 'an absolute path without `.`, `..` and empty parts',
  },
  options: {
    pattern: /^[!#&(-+\--[\]-~]+$/,
    form: 'an option without commas, spaces, quotes, backslashes, $ and %',
  },
};
