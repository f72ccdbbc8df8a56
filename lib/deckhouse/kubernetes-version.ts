import type { Availability, Shape } from '../core/shape';
import { oneOf } from '../core/shape';
import { DeckhouseRelease } from './release';

/** The Kubernetes minors that releases 1.66 to 1.78 of Deckhouse run, each release only some of them. */
export type KubernetesMinor = '1.27' | '1.28' | '1.29' | '1.30' | '1.31' | '1.32' | '1.33' | '1.34' | '1.35' | '1.36';

const MINORS: readonly KubernetesMinor[] = [
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
];

/**
 * One of the Kubernetes minors that the target release runs, or the keyword that leaves the choice to the release.
 *
 * @param word `Automatic` in ClusterConfiguration, `Default` in the settings of control-plane-manager.
 */
export function kubernetesVersion<W extends string>(word: W): Shape<KubernetesMinor | W> {
  const availability = Object.fromEntries(MINORS.map((minor) => [minor, availabilityOf(minor)]));
  return oneOf<KubernetesMinor | W>(
    [...MINORS, word],
    availability as Partial<Record<KubernetesMinor | W, Availability>>,
  );
}

function availabilityOf(minor: string): Availability {
  const releases = DeckhouseRelease.all();
  const runs = releases.map((release) => release.kubernetesVersions.includes(minor));
  const since = runs.indexOf(true);
  const until = runs.indexOf(false, since);
  return {
    ...(since > 0 && { since: releases[since]?.version ?? '' }),
    ...(until > 0 && { until: releases[until]?.version ?? '' }),
  };
}
