import { isPlain } from '../../core/check-shape';
import { documentText } from '../../core/yaml';
import type { ButaneConfig } from '../butane/config';

/** The keys of Butane's objects as its documentation orders them. One list serves all: no two objects disagree. */
const ORDER = [
  ...['variant', 'version', 'ignition', 'storage', 'systemd', 'passwd', 'kernel_arguments', 'boot_device', 'grub'],
  ...['config', 'timeouts', 'security', 'proxy', 'merge', 'replace'],
  ...['disks', 'raid', 'filesystems', 'files', 'directories', 'links', 'luks', 'trees'],
  ...['source', 'inline', 'local', 'compression', 'http_headers', 'verification'],
  ...['name', 'level', 'device', 'devices', 'wipe_table', 'partitions', 'key_file', 'format', 'path', 'overwrite'],
  ...['contents', 'append', 'mode', 'file_mode', 'dir_mode', 'user', 'group', 'target', 'hard', 'wipe_filesystem'],
  ...['label', 'number', 'uuid', 'size_mib', 'start_mib', 'type_guid', 'guid', 'wipe_partition_entry'],
  ...['spares', 'options', 'mount_options', 'with_mount_unit', 'discard', 'open_options', 'wipe_volume', 'clevis'],
  ...['enabled', 'mask', 'contents_local', 'dropins'],
  ...['password_hash', 'ssh_authorized_keys', 'ssh_authorized_keys_local', 'uid', 'gid', 'gecos', 'home_dir'],
  ...['no_create_home', 'primary_group', 'groups', 'no_user_group', 'no_log_init', 'shell', 'should_exist'],
  ...['should_not_exist', 'resize', 'system'],
];
// In units the text comes last but for drop-ins, in files before the mode.
const UNIT_ORDER = ['name', 'enabled', 'mask', 'contents', 'contents_local', 'dropins'];

const MODES = ['mode', 'file_mode', 'dir_mode'];

/**
 * A Butane config as text for people: keys in the order of the documentation, modes in octal.
 *
 * @param config The config.
 * @param comment A line at the top.
 */
export function butaneText(config: ButaneConfig, comment: string): string {
  const flat = JSON.stringify(config);
  // The writer knows no octal numbers: modes are marked, and the marks, which stand nowhere else, replaced.
  let mark = 'octal-mode-';
  while (flat.includes(mark)) mark += '-';
  const document = ordered(config, mark);
  const text = holdsTrap(document) ? asciiJson(document) : documentText(document);
  const isJson = text.startsWith('{');
  const modes = isJson ? new RegExp(`"${mark}(\\d+)"`, 'g') : new RegExp(`${mark}(\\d+)`, 'g');
  const written = text.replace(modes, (_, digits: string) => (isJson ? String(parseInt(digits, 8)) : digits));
  return `# ${comment}\n${written}`;
}

/** What the writer puts into a block that Butane's reader refuses: it takes a tab at its start for indentation. */
const TRAP = /^[ \n]*\t/;

function holdsTrap(value: unknown): boolean {
  if (typeof value === 'string') return TRAP.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsTrap);
}

/** YAML takes no pairs of escapes, so characters beyond the basic plane stand for themselves. */
function asciiJson(document: unknown): string {
  const escaped = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(document, undefined, 2).replace(/[\u007f-\ud7ff\ue000-\uffff]/g, escaped)}\n`;
}

function ordered(value: unknown, mark: string): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, mark));
  if (!isPlain(value)) return value;
  const order = 'dropins' in value || 'enabled' in value ? UNIT_ORDER : ORDER;
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b));
  return Object.fromEntries(
    keys.map((key) => [key, MODES.includes(key) ? octal(value[key], mark) : ordered(value[key], mark)]),
  );
}

function octal(mode: unknown, mark: string): unknown {
  return typeof mode === 'number' && Number.isInteger(mode) && mode >= 0
    ? `${mark}0${mode.toString(8).padStart(3, '0')}`
    : mode;
}
