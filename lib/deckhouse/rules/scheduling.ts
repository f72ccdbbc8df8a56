import { isPlain } from '../../core/check-shape';
import { SchedulerProfile } from '../scheduler-profile';
import { treeRule } from './rule';
import type { RenderedObject } from './rendered-object';
import type { RenderedTree } from './rendered-tree';

const PROFILE = SchedulerProfile.HIGH_NODE_UTILIZATION;

interface PodSpec {
  readonly schedulerName?: string;
  readonly containers?: unknown;
}

interface Container {
  readonly name?: string;
  readonly resources?: Readonly<Record<'requests' | 'limits', Readonly<Record<string, unknown>> | undefined>>;
}

interface PodPlace {
  readonly object: RenderedObject<Readonly<Record<string, unknown>>>;
  readonly property: string;
  readonly pod: PodSpec;
}

/** The paths of the Pod template in the kinds of Kubernetes. */
const POD_PATHS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Pod: 'spec',
    Deployment: 'spec.template.spec',
    StatefulSet: 'spec.template.spec',
    DaemonSet: 'spec.template.spec',
    ReplicaSet: 'spec.template.spec',
    ReplicationController: 'spec.template.spec',
    Job: 'spec.template.spec',
    CronJob: 'spec.jobTemplate.spec.template.spec',
  }),
);

function podsOnProfile(tree: RenderedTree): readonly PodPlace[] {
  return tree.all.flatMap((object) => {
    const property = POD_PATHS.get(object.kind);
    if (property === undefined) return [];
    const found = property.split('.').reduce<unknown>((at, key) => (isPlain(at) ? at[key] : undefined), object.fields);
    if (!isPlain(found) || found.schedulerName !== PROFILE.schedulerName) return [];
    return [{ object, property, pod: found }];
  });
}

export const PROFILE_IS_KNOWN = treeRule(
  {
    code: 'KV3381',
    level: 'error',
    advice: true,
    title: 'the release does not have the scheduler profile high-node-utilization',
    explanation: 'The profile exists from 1.67 on. On earlier releases such a Pod is never scheduled.',
    fix: 'raise the release to 1.67, or leave the profile out',
    source: 'Deckhouse 1.67; the API server accepts any name',
  },
  (tree, report) => {
    for (const { object, property } of podsOnProfile(tree)) {
      const release = tree.releaseOf(object);
      if (PROFILE.isKnownIn(release)) continue;
      report(object.scope, `${property}.schedulerName`, {
        message: `the scheduler profile exists from release ${PROFILE.since}`,
        given: release.name,
        allowed: `${PROFILE.since} and later`,
      });
    }
  },
);

export const PROFILE_NEEDS_REQUESTS = treeRule(
  {
    code: 'KV3382',
    level: 'warning',
    title: 'a Pod with the profile high-node-utilization lacks requests',
    explanation: 'The profile packs nodes by requests. Without them the Pod is placed as if it used nothing.',
    fix: 'give the containers of the Pod requests for cpu and memory',
    source: "Deckhouse's documentation on scheduler profiles",
  },
  (tree, report) => {
    for (const { object, property, pod } of podsOnProfile(tree)) {
      const containers: readonly unknown[] = Array.isArray(pod.containers) ? pod.containers : [];
      const bare = containers
        .filter(isPlain)
        // Kubernetes uses a limit as the request where there is none.
        .filter((c: Container) => Object.keys({ ...c.resources?.requests, ...c.resources?.limits }).length === 0);
      if (bare.length === 0) continue;
      const given = bare.map((c: Container) => c.name ?? '?').join(', ');
      report(object.scope, `${property}.containers`, {
        message: 'containers without requests',
        given,
        fix: 'add resources.requests',
      });
    }
  },
);
