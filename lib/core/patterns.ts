import type { StringShape } from './shape';

/** A regular expression and its meaning in words, for `text()` in tables. */
export interface TextPattern extends Omit<StringShape, 'type'> {
  readonly pattern: RegExp;
  readonly form: string;
}

/** A DNS label of any length, as a part of regular expressions. */
export const ANY_LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
/** A DNS label of at most 63 characters, as a part of regular expressions. */
const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

/** A DNS label of any length, for fields with a length limit of their own. */
export const ANY_LABEL_PATTERN: TextPattern = {
  pattern: new RegExp(`^${ANY_LABEL}$`),
  form: 'lower-case letters, digits and hyphens, starting and ending with a letter or digit',
};

/** A DNS name as Kubernetes checks it: at most 253 characters, its labels of any length. */
export const KUBERNETES_SUBDOMAIN_PATTERN: TextPattern & { readonly maxLength: number } = {
  pattern: new RegExp(`^${ANY_LABEL}(?:\\.${ANY_LABEL})*$`),
  form: 'a DNS name in lower case',
  maxLength: 253,
};

/** A DNS label (RFC 1123): names of namespaces, keys, volumes, parts of machines. */
export const LABEL_PATTERN: TextPattern = {
  pattern: new RegExp(`^${LABEL}$`),
  form: 'at most 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit',
};

/** A DNS subdomain (RFC 1123), each of its labels at most 63 characters: names of Pods, nodes and Secrets. */
export const SUBDOMAIN_PATTERN: TextPattern & { readonly maxLength: number } = {
  pattern: new RegExp(`^${LABEL}(?:\\.${LABEL})*$`),
  form: 'lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit',
  maxLength: 253,
};

/** The name of a host: a DNS name without a final dot. */
export const HOST_NAME_PATTERN: TextPattern = {
  ...SUBDOMAIN_PATTERN,
  form: 'a DNS name in lower case, for example master01 or master01.lab.example.org',
};

/** The name of a user or group of a machine. */
export const USER_NAME_PATTERN: TextPattern = {
  pattern: /^[a-z_][a-z0-9_-]{0,31}$/,
  form: 'at most 32 lower-case letters, digits, underscores and hyphens, not starting with a digit or hyphen',
};

/**
 * A host as an argument of ssh: a DNS name or an address. A text that begins with a hyphen would be an option there, and
 * some options run commands.
 */
export const SSH_HOST_PATTERN: TextPattern = {
  pattern: /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|[\dA-Fa-f]*:[\d.:A-Fa-f]*)$/,
  form: 'a DNS name or an IP address',
  maxLength: 253,
};

/** The name of a unit of systemd with its type. */
export const UNIT_NAME_PATTERN: TextPattern = {
  pattern:
    /^[A-Za-z0-9:_.\\-]+(?:@(?:[A-Za-z0-9:_.\\-]|%[iIjJnNpPf])*)?\.(?:service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/,
  form: 'a name with the type of the unit, for example kubelet.service',
  maxLength: 255,
};

/**
 * An absolute path that can be written into shell, arguments and texts of systemd as it is: without any character
 * that one of them interprets. The API server refuses `..` in a hostPath, but accepts relative paths.
 */
export const PLAIN_PATH_PATTERN: TextPattern = {
  pattern: /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+=-]+)+$/,
  form: 'an absolute path of letters, digits and . _ @ + = -, without `.` or `..` parts, for example /var/backups/etcd',
  maxLength: 1024,
};
