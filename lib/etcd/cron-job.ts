import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

import { CORE } from '../core/codes';
import { CronSchedule } from '../core/cron';
import type { ShapeFault } from '../core/check-shape';
import { Duration } from '../core/duration';
import type { StringShape } from '../core/shape';
import { show } from '../core/format';
import { QUIET_POD } from './pod';

/** The form of a time zone, for tables. */
export const TIME_ZONE_PATTERN: Omit<StringShape, 'type'> = {
  // The API server refuses Local.
  pattern: /^(?!Local$)[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/,
  form: 'the name of a time zone, for example Etc/UTC',
};

/** The fault of a cron schedule. */
export function scheduleFaults(schedule: unknown, property: string): readonly ShapeFault[] {
  const fault = schedule === undefined ? undefined : CronSchedule.fault(schedule);
  if (fault === undefined) return [];
  const message = `the text is not a cron schedule: ${fault}`;
  return [
    { type: CORE.badCron, details: { message, property, given: show(schedule), allowed: 'for example 0 */6 * * *' } },
  ];
}

/** A CronJob of this room: its name, when it runs, and for how long. */
export interface CronJobOptions {
  /** Its name. */
  readonly name: string;
  /** Its namespace. @default - that of the chart */
  readonly namespace?: string;
  /** Minute, hour, day of month, month, day of week. */
  readonly schedule: string;
  /** The zone of the schedule. */
  readonly timeZone: string;
  /** The time after which a run is stopped and counts as failed. */
  readonly deadline: string;
  /** The maximum delay of the start of a run. */
  readonly startingDeadline: string;
  /** Whether the schedule is suspended. */
  readonly suspend: boolean;
}

/** Creates a CronJob: one Pod at a time, and a failed one is not retried. */
export function cronJob(
  scope: Construct,
  id: string,
  options: CronJobOptions,
  podSpec: Readonly<Record<string, unknown>>,
): ApiObject {
  const { name, namespace, schedule, timeZone, deadline, startingDeadline, suspend } = options;
  const labels = { 'app.kubernetes.io/name': 'etcd-backup' };
  return new ApiObject(scope, id, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, ...(namespace !== undefined && { namespace }), labels },
    spec: {
      schedule: CronSchedule.parse(schedule).toString(),
      timeZone,
      ...(suspend && { suspend }),
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: Duration.parse(startingDeadline).seconds,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: Duration.parse(deadline).seconds,
          template: { metadata: { labels }, spec: { ...QUIET_POD, ...podSpec } },
        },
      },
    },
  });
}

/** The placement of a Pod that needs the files of a control-plane node. */
export function controlPlaneNode(node: string | undefined): Readonly<Record<string, unknown>> {
  return {
    nodeSelector: {
      'node-role.kubernetes.io/control-plane': '',
      ...(node !== undefined && { 'kubernetes.io/hostname': node }),
    },
    tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }],
  };
}
