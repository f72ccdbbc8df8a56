import { escaped, INVISIBLE } from '../../core/printable';
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
 * A readable Butane config: keys in the order of the documentation, modes in octal, texts as they are where
 * YAML can hold them so.
 *
 * @param config The config.
 * @param comment A line at the top.
 */
export function butaneText(config: ButaneConfig, comment: string): string {
  const flat = JSON.stringify(config);
  // The writer does not support octal numbers, and writes a whole document as JSON where one text needs it. Both are
  // marked, and the marks, which do not occur otherwise, replaced.
  let mark = 'mark-';
  while (flat.includes(mark)) mark += '-';
  const marker = new Marker(mark);
  const text = documentText(marker.marked(config));
  return `# ${comment}\n${marker.written(text)}`;
}

// Characters that YAML must escape; text that the writer puts into a block in which readers would take a leading tab
// as indentation; and text that is a number to Go's readers but a string to the writer.
const UNPRINTABLE = new RegExp(`[\\u007f-\\u009f\\u2028\\u2029\\ufdd0-\\ufdef\\ufeff\\ufffe\\uffff${INVISIBLE}]`, 'g');
const QUOTED = [new RegExp(UNPRINTABLE.source), /^[ \n]*\t/, /(?:^|[ ])[-+]?0o[0-7_]+(?::[ ]|:?$)/m];

class Marker {
  private readonly texts: string[] = [];

  public constructor(private readonly mark: string) {}

  /** A value with its keys in order and with marks. */
  public marked(value: unknown): unknown {
    if (typeof value === 'string') return this.markedText(value);
    if (Array.isArray(value)) return value.map((item) => this.marked(item));
    if (!isPlain(value)) return value;
    const order = 'dropins' in value || 'enabled' in value ? UNIT_ORDER : ORDER;
    const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
    const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b));
    return Object.fromEntries(
      keys.map((key) => [key, MODES.includes(key) ? this.markedMode(value[key]) : this.marked(value[key])]),
    );
  }

  /** A text with the marks replaced. */
  public written(text: string): string {
    return text.replace(new RegExp(`${this.mark}(mode|text)-(\\d+)`, 'g'), (_, kind: string, digits: string) =>
      kind === 'mode' ? digits : quotedText(this.texts[Number(digits)] ?? ''),
    );
  }

  private markedText(text: string): string {
    if (!QUOTED.some((form) => form.test(text))) return text;
    return `${this.mark}text-${this.texts.push(text) - 1}`;
  }

  private markedMode(mode: unknown): unknown {
    return typeof mode === 'number' && Number.isInteger(mode) && mode >= 0
      ? `${this.mark}mode-0${mode.toString(8).padStart(3, '0')}`
      : mode;
  }
}

/**
 * A text in JSON's quotes, which YAML accepts, but without escaped surrogate pairs: printable characters are written
 * as they are.
 */
function quotedText(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, escaped);
}
