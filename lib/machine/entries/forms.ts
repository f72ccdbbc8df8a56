import type { StringShape } from '../../core/shape';

/** Forms of texts, for the tables of this room. */
export type Form = Omit<StringShape, 'type'>;

const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

/** An absolute path, as Ignition takes it: no empty, `.` or `..` part, no slash at the end. */
export const PATH_FORM: Form = {
  // eslint-disable-next-line no-control-regex -- control characters are what is left out
  pattern: /^(?:\/|(?:\/(?!\.{1,2}(?:\/|$))[^/\u0000-\u001f\u007f\p{Surrogate}]+)+)$/u,
  form: 'an absolute path without `.`, `..` and empty parts, for example /etc/kubernetes/admin.conf',
  maxLength: 4095,
};

/** A path that stands in texts of systemd, sudo and the like as it is. */
export const PLAIN_PATH_FORM: Form = {
  pattern: /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+=-]+)+$/,
  form: 'an absolute path of letters, digits and . _ @ + = -, for example /var/lib/images',
  maxLength: 1024,
};

/** The name of a user or group. */
export const USER_NAME_FORM: Form = {
  pattern: /^[a-z_][a-z0-9_-]{0,31}$/,
  form: 'at most 32 lower-case letters, digits, underscores and hyphens, not starting with a digit or hyphen',
};

/** The name of a host: a DNS name without a final dot. */
export const HOST_NAME_FORM: Form = {
  pattern: new RegExp(`^${LABEL}(?:\\.${LABEL})*$`),
  form: 'a DNS name in lower case, for example master01 or master01.lab.example.org',
  maxLength: 253,
};

/** The host name of a machine. The kernel keeps 64 characters. */
export const NODE_NAME_FORM: Form = { ...HOST_NAME_FORM, maxLength: 64 };

/** The name of a part of a machine, and of the file that it makes. */
export const PART_NAME_FORM: Form = {
  pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  form: 'at most 63 lower-case letters, digits and hyphens',
};

/** The name of a unit with its type. */
export const UNIT_NAME_FORM: Form = {
  pattern:
    /^[A-Za-z0-9:_.\\-]+(?:@(?:[A-Za-z0-9:_.\\-]|%[iIjJnNpPf])*)?\.(?:service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/,
  form: 'a name with the type of the unit, for example kubelet.service',
  maxLength: 255,
};

/** The name of a network interface. */
export const INTERFACE_FORM: Form = {
  pattern: /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,15}$/,
  form: 'at most 15 letters, digits and . _ -, for example eth0',
};

/** The hardware address of a network interface. */
export const MAC_FORM: Form = {
  pattern: /^(?!00(?::00){5}$)[0-9A-Fa-f][02468ACEace](?::[0-9A-Fa-f]{2}){5}$/,
  form: 'six pairs of hexadecimal digits, none of a group, for example 52:54:00:12:34:56',
};

/** An address with the length of its network's prefix. */
export const INTERFACE_ADDRESS_FORM: Form = {
  pattern: /^\d{1,3}(?:\.\d{1,3}){3}\/(?:[1-9]|[12]\d|3[0-2])$/,
  form: 'an IPv4 address and the length of the prefix, for example 10.150.0.161/24',
};

/** The number of a user or group, and the mode of a file. */
export const ID_RANGE = { min: 0, max: 4294967294 };
export const MODE_RANGE = { min: 0, max: 0o7777 };
