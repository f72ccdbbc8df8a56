import type { IConstruct } from 'constructs';

import type { FindingDetails } from '../core/error';
import { joinErrors, KvorumError, raise } from '../core/error';
import type { ClusterOption } from '../roles/cluster-options';
import { OPTION_SERVED_BY } from '../roles/cluster-options';
import { ROLES } from '../roles/codes';
import type { ClusterChoice } from '../roles/roles';

/**
 * Refuses options that the distribution does not serve, and strategies that cannot work together, before anything is made.
 *
 * @throws KV2204, KV2205
 */
export function checkChoice(scope: IConstruct, choice: ClusterChoice): void {
  const errors = [...notServed(choice), ...conflicts(choice)].map(
    ([type, details]) => new KvorumError(type, scope, details),
  );
  if (errors.length > 0) raise(joinErrors(errors));
}

type Fault = readonly [(typeof ROLES)[keyof typeof ROLES], FindingDetails];

function notServed({ distribution, endpoint, audit, etcd, scheduler = [] }: ClusterChoice): readonly Fault[] {
  const given: Readonly<Record<ClusterOption, boolean>> = {
    audit: audit !== undefined,
    endpoint: endpoint !== undefined,
    'etcd.backup': etcd?.backup !== undefined,
    'etcd.external': etcd?.external !== undefined,
    scheduler: scheduler.length > 0,
  };
  return (Object.keys(given) as ClusterOption[])
    .filter((option) => given[option] && !distribution.serves.includes(option))
    .map((option): Fault => {
      const message = `${distribution.name} does not serve the option ${option}`;
      const allowed = distribution.serves.length === 0 ? 'no options' : distribution.serves.join(', ');
      const served = OPTION_SERVED_BY[option];
      const by = served === undefined ? 'no distribution of this library serves it yet' : `${served} serves it`;
      return [ROLES.notServed, { message, property: option, allowed, fix: `leave ${option} out; ${by}` }];
    });
}

function conflicts(choice: ClusterChoice): readonly Fault[] {
  const strategies = [choice.distribution, choice.infrastructure, choice.endpoint];
  return strategies.flatMap((strategy) =>
    (strategy?.conflicts?.(choice) ?? []).map((details): Fault => [ROLES.conflict, details]),
  );
}
