import { AuditPolicy } from '../audit/policy';
import { defineFinding } from '../core/finding-type';
import { KvorumError, raise } from '../core/error';
import type { ClusterContext } from '../roles/cluster-context';
import type { DistributionInput } from '../roles/roles';
import type { AuditLogOptions } from './audit-options';
import type { DeckhouseProps } from './deckhouse-props';
import { withoutAbsent } from './node-group-options';
import type { DeckhouseRelease } from './release';
import type { ControlPlaneManagerSettings } from './settings/control-plane-manager';
import type { GlobalModuleSettings } from './settings/global';

/** The settings of a cluster's modules. */
export interface ClusterSettings {
  readonly global: GlobalModuleSettings;
  readonly controlPlaneManager: ControlPlaneManagerSettings;
}

/**
 * The program's settings on top of the defaults that an operator of a highly available cluster would write down.
 *
 * - `highAvailability`: left out, the platform follows the number of masters that it sees, and scales its components down
 *   in the middle of a repair that leaves one master for a while. It is written with one master, too: growing to three is
 *   then a change of one line.
 * - `basicAuditPolicyEnabled` and `etcd.backup.enabled` are the platform's defaults. They are written so that
 *   switching one off shows in a review.
 */
export function withDefaults(
  context: ClusterContext,
  release: DeckhouseRelease,
  props: DeckhouseProps,
  { endpoint, etcd: ofCluster }: DistributionInput,
): ClusterSettings {
  const builtInRules = (props.audit as AuditLogOptions | undefined)?.builtInRules ?? true;
  const { apiserver, etcd, ...rest } = props.controlPlaneManager ?? {};
  // A value that is not a list is left to the table of the settings.
  const given: unknown = apiserver?.certSANs ?? [];
  const sans = Array.isArray(given)
    ? [...new Set([...(given as readonly string[]), ...(endpoint?.certSans ?? [])])]
    : [];
  const { schedule: cronSchedule, hostPath } = ofCluster?.backup ?? {};
  const wanted = withoutAbsent({ cronSchedule, hostPath });
  // Before 1.70 the backup cannot be set: the table of the settings refuses options that are given all the same.
  const isSet = release.isAtLeast('1.70') || Object.keys(wanted).length > 0;
  const withEtcd = { ...etcd, ...(isSet ? { backup: { enabled: true, ...wanted, ...etcd?.backup } } : {}) };
  return {
    global: { highAvailability: context.masters > 1, ...props.global },
    controlPlaneManager: {
      ...rest,
      apiserver: {
        basicAuditPolicyEnabled: builtInRules,
        ...apiserver,
        ...(sans.length === 0 ? {} : { certSANs: sans }),
      },
      ...(Object.keys(withEtcd).length === 0 ? {} : { etcd: withEtcd }),
    },
  };
}

const TWO_POLICIES = defineFinding('deckhouse', {
  code: 'KV3911',
  level: 'error',
  title: 'the cluster and its distribution each have an audit policy',
  explanation: 'The Secret holds one policy, and nothing says which of the two is meant.',
  fix: 'pass one of them: `audit` of the cluster, or `audit` of Deckhouse, which also says where the log goes',
  source: 'kvorum',
});

/**
 * The audit policy of a cluster: the one that Deckhouse was given, else that of the cluster, else the recommended one. A
 * program that sets `auditPolicyEnabled` by hand has a Secret of its own.
 *
 * @throws KV3911 for two policies.
 */
export function auditOf(
  path: string,
  props: DeckhouseProps,
  ofCluster: AuditPolicy | undefined,
): { readonly audit?: AuditPolicy | AuditLogOptions } {
  const { audit, controlPlaneManager } = props;
  if (audit !== undefined && ofCluster !== undefined) {
    raise(new KvorumError(TWO_POLICIES, path, { message: 'audit is given twice', property: 'audit' }));
  }
  if (audit !== undefined) return { audit };
  if (ofCluster !== undefined) return { audit: ofCluster };
  if (controlPlaneManager?.apiserver?.auditPolicyEnabled !== undefined) return {};
  return { audit: AuditPolicy.recommended() };
}
