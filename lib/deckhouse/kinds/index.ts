import { CLUSTER_CONFIGURATION } from './cluster-configuration';
import { INIT_CONFIGURATION } from './init-configuration';
import type { KindTable } from './kind';
import { KUBE_SCHEDULER_WEBHOOK_CONFIGURATION } from './kube-scheduler-webhook-configuration';
import { MODULE_CONFIG } from './module-config';
import { NODE_GROUP } from './node-group';
import { NODE_GROUP_CONFIGURATION } from './node-group-configuration';
import { SSH_CONFIG, SSH_HOST } from './ssh-config';
import { SSH_CREDENTIALS } from './ssh-credentials';
import { STATIC_CLUSTER_CONFIGURATION } from './static-cluster-configuration';
import { STATIC_INSTANCE } from './static-instance';
import { YANDEX_CLUSTER_CONFIGURATION } from './yandex-cluster-configuration';
import { YANDEX_INSTANCE_CLASS } from './yandex-instance-class';

/** Every kind that the library has a table for, of the cluster's objects and of dhctl's documents. */
export const KINDS: readonly KindTable[] = [
  CLUSTER_CONFIGURATION,
  INIT_CONFIGURATION,
  KUBE_SCHEDULER_WEBHOOK_CONFIGURATION,
  MODULE_CONFIG,
  NODE_GROUP,
  NODE_GROUP_CONFIGURATION,
  SSH_CONFIG,
  SSH_CREDENTIALS,
  SSH_HOST,
  STATIC_CLUSTER_CONFIGURATION,
  STATIC_INSTANCE,
  YANDEX_CLUSTER_CONFIGURATION,
  YANDEX_INSTANCE_CLASS,
];

const NAMES: ReadonlySet<string> = new Set(KINDS.map(({ kind }) => kind));

/**
 * Whether a kind has the name of one of Deckhouse's kinds. Other systems have kinds of the same name in their own API
 * groups.
 */
export function isDeckhouseKind(kind: string): boolean {
  return NAMES.has(kind);
}
