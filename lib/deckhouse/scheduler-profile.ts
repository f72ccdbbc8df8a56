import type { DeckhouseRelease } from './release';

/**
 * A scheduler profile of Deckhouse. A Pod chooses one by `schedulerName`.
 *
 * @example
 * spec: { schedulerName: SchedulerProfile.HIGH_NODE_UTILIZATION.schedulerName, ... }
 */
export class SchedulerProfile {
  /** Spreads Pods over the nodes. */
  public static readonly DEFAULT = new SchedulerProfile('default-scheduler', undefined);
  /**
   * Packs Pods onto few nodes, so that others can be removed. It is based on requests: a Pod without them counts as
   * zero. Since 1.67.
   */
  public static readonly HIGH_NODE_UTILIZATION = new SchedulerProfile('high-node-utilization', '1.67');

  /** Every profile. */
  public static all(): readonly SchedulerProfile[] {
    return [SchedulerProfile.DEFAULT, SchedulerProfile.HIGH_NODE_UTILIZATION];
  }

  private constructor(
    /** The value for `spec.schedulerName` of a Pod. */
    public readonly schedulerName: string,
    /** The first release that has it; undefined when all have it. */
    public readonly since: string | undefined,
  ) {}

  /** Whether a release has it. */
  public isKnownIn(release: DeckhouseRelease): boolean {
    return this.since === undefined || release.isAtLeast(this.since);
  }
}
