import type { StringShape } from '../core/shape';

/** Forms of texts, for the tables of this room. */
type Form = Omit<StringShape, 'type'>;

const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

/** A DNS label: names of namespaces, keys and volumes. */
export const LABEL_FORM: Form = {
  pattern: new RegExp(`^${LABEL}$`),
  form: 'at most 63 lower-case letters, digits and hyphens',
};

/** A DNS subdomain: names of Pods, nodes and Secrets. */
export const SUBDOMAIN_FORM: Form = {
  pattern: new RegExp(`^${LABEL}(?:\\.${LABEL})*$`),
  form: 'lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit',
  maxLength: 253,
};

/** The name of a CronJob: the names of its Jobs are 11 characters longer, and labels hold them. */
export const CRON_JOB_NAME_FORM: Form = {
  pattern: new RegExp(`^${LABEL}$`),
  form: 'at most 52 lower-case letters, digits and hyphens',
  maxLength: 52,
};

/** An amount of memory or disk. */
export const SIZE_FORM: Form = {
  pattern: /^[1-9]\d{0,5}(?:Mi|Gi)$/,
  form: 'a size in Mi or Gi, for example 512Mi',
};

/** A span of time that is not empty. */
export const SPAN_FORM: Form = {
  pattern: /^(?=.*[1-9])(?=\d)(?:\d{1,4}h)?(?:\d{1,5}m)?(?:\d{1,6}s)?$/,
  form: 'hours, minutes and seconds, for example 1h30m or 45s',
};

/**
 * An absolute path. It stands in arguments and in shell as it is, so it takes no character that either would read.
 * The API server refuses `..` in a hostPath, and takes relative paths.
 */
export const ABSOLUTE_PATH_FORM: Form = {
  pattern: /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+=-]+)+$/,
  form: 'an absolute path of letters, digits and . _ @ + = -, without `.` or `..` parts, for example /var/backups/etcd',
  maxLength: 1024,
};
