import type { TextPattern } from '../core/patterns';
import { LABEL_PATTERN } from '../core/patterns';

/** The name of a CronJob: the names of its Jobs are 11 characters longer, and must fit into labels. */
export const CRON_JOB_NAME_PATTERN: TextPattern = {
  ...LABEL_PATTERN,
  form: 'at most 52 lower-case letters, digits and hyphens',
  maxLength: 52,
};

/** An amount of memory or disk. */
export const SIZE_PATTERN: TextPattern = {
  pattern: /^[1-9]\d{0,5}(?:Mi|Gi)$/,
  form: 'a size in Mi or Gi, for example 512Mi',
};

/** A span of time that is not empty. */
export const SPAN_PATTERN: TextPattern = {
  pattern: /^(?=.*[1-9])(?=\d)(?:\d{1,4}h)?(?:\d{1,5}m)?(?:\d{1,6}s)?$/,
  form: 'hours, minutes and seconds, for example 1h30m or 45s',
};
