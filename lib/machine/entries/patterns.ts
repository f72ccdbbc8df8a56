import type { TextPattern } from '../../core/patterns';
import { HOST_NAME_PATTERN } from '../../core/patterns';

/** An absolute path as Ignition accepts it: no empty, `.` or `..` part, no slash at the end. */
export const PATH_PATTERN: TextPattern = {
  // eslint-disable-next-line no-control-regex -- control characters are what is left out
  pattern: /^(?:\/|(?:\/(?!\.{1,2}(?:\/|$))[^/\u0000-\u001f\u007f\p{Surrogate}]+)+)$/u,
  form: 'an absolute path without `.`, `..` and empty parts, for example /etc/kubernetes/admin.conf',
  maxLength: 4095,
};

/** The host name of a machine. The kernel's limit is 64 characters. */
export const NODE_NAME_PATTERN: TextPattern = { ...HOST_NAME_PATTERN, maxLength: 64 };

/** The name of a network interface. */
export const INTERFACE_PATTERN: TextPattern = {
  pattern: /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,15}$/,
  form: 'at most 15 letters, digits and . _ -, for example eth0',
};

/** The hardware address of a network interface. */
export const MAC_PATTERN: TextPattern = {
  pattern: /^(?!00(?::00){5}$)[0-9A-Fa-f][02468ACEace](?::[0-9A-Fa-f]{2}){5}$/,
  form: 'six pairs of hexadecimal digits, not a multicast address, for example 52:54:00:12:34:56',
};

/** An address with the length of its network's prefix. */
export const INTERFACE_ADDRESS_PATTERN: TextPattern = {
  pattern: /^\d{1,3}(?:\.\d{1,3}){3}\/(?:[1-9]|[12]\d|3[0-2])$/,
  form: 'an IPv4 address and the length of the prefix, for example 10.150.0.161/24',
};

/** The number of a user or group. */
export const ID_RANGE = { min: 0, max: 4294967294 };

/** The mode of a file. */
export const MODE_RANGE = { min: 0, max: 0o7777 };
