import type { ClusterSite, EndpointPlan } from '../topology/roles';
import type { DeckhouseProps } from './deckhouse-props';
import type { DeckhouseRelease } from './release';
import type { ControlPlaneManagerSettings } from './settings/control-plane-manager';
import type { GlobalModuleSettings } from './settings/global';

/** The settings of a cluster's modules. */
export interface ClusterSettings {
  readonly global: GlobalModuleSettings;
  readonly controlPlaneManager: ControlPlaneManagerSettings;
}

/**
 * The program's settings over the defaults that an operator of a highly available cluster would write down.
 *
 * - `highAvailability`: left open, the platform follows the number of masters that it sees. It then scales its parts
 *   down in the middle of a repair that leaves one master for a while.
 * - `basicAuditPolicyEnabled` and `etcd.backup.enabled` are the platform's defaults. Written down, switching one off is
 *   a change that a review sees.
 */
export function withDefaults(
  site: ClusterSite,
  release: DeckhouseRelease,
  props: DeckhouseProps,
  endpoint: EndpointPlan | undefined,
): ClusterSettings {
  const { apiserver, etcd, ...rest } = props.controlPlaneManager ?? {};
  // What is no list is left to the table of the settings.
  const given: unknown = apiserver?.certSANs ?? [];
  const sans = Array.isArray(given)
    ? [...new Set([...(given as readonly string[]), ...(endpoint?.certSans ?? [])])]
    : [];
  const backup = release.isAtLeast('1.70') ? { backup: { enabled: true, ...etcd?.backup } } : {};
  const withEtcd = { ...etcd, ...backup };
  return {
    global: { ...(site.masters > 1 ? { highAvailability: true } : {}), ...props.global },
    controlPlaneManager: {
      ...rest,
      apiserver: { basicAuditPolicyEnabled: true, ...apiserver, ...(sans.length === 0 ? {} : { certSANs: sans }) },
      ...(Object.keys(withEtcd).length === 0 ? {} : { etcd: withEtcd }),
    },
  };
}
