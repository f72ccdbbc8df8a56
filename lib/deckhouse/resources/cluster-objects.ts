import type { Construct } from 'constructs';

import type { SchedulerWebhook } from '../kinds/kube-scheduler-webhook-configuration';
import { KUBE_SCHEDULER_WEBHOOK_CONFIGURATION } from '../kinds/kube-scheduler-webhook-configuration';
import type { ModuleConfigSpec } from '../kinds/module-config';
import { MODULE_CONFIG } from '../kinds/module-config';
import { NODE_GROUP } from '../kinds/node-group';
import type { NodeGroupConfigurationSpec } from '../kinds/node-group-configuration';
import { NODE_GROUP_CONFIGURATION } from '../kinds/node-group-configuration';
import type { NodeGroupSpec } from '../kinds/node-group-spec';
import type { SSHCredentialsSpec } from '../kinds/ssh-credentials';
import { SSH_CREDENTIALS } from '../kinds/ssh-credentials';
import type { StaticInstanceSpec } from '../kinds/static-instance';
import { STATIC_INSTANCE } from '../kinds/static-instance';
import type { YandexInstanceClassSpec } from '../kinds/yandex-instance-class';
import { YANDEX_INSTANCE_CLASS } from '../kinds/yandex-instance-class';
import type { PlatformObjectProps } from '../platform-object';
import { PlatformObject } from '../platform-object';

/** Props of `ModuleConfig`. */
export interface ModuleConfigProps extends PlatformObjectProps {
  /** The fields of the configuration. */
  readonly spec: ModuleConfigSpec;
}

/**
 * Switches a module of the platform on or off and sets it up (`deckhouse.io/v1alpha1`, cluster-scoped). Its name is
 * that of the module.
 */
export class ModuleConfig extends PlatformObject {
  /**
   * @throws KV12xx for fields and settings that the release does not accept, KV34xx for faults that the platform
   * refuses.
   */
  public constructor(scope: Construct, id: string, props: ModuleConfigProps) {
    super(scope, id, MODULE_CONFIG, props);
  }
}

/** Props of `NodeGroup`. */
export interface NodeGroupProps extends PlatformObjectProps {
  /** The fields of the group. */
  readonly spec: NodeGroupSpec;
}

/**
 * A group of nodes with the same configuration (`deckhouse.io/v1`, cluster-scoped).
 *
 * This is the plain object. `MasterNodeGroup`, `StaticNodeGroup` and the like add safe defaults.
 */
export class NodeGroup extends PlatformObject {
  /**
   * @throws KV12xx for fields that the release does not accept, KV33xx for faults that Deckhouse's webhooks refuse.
   */
  public constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id, NODE_GROUP, props);
  }
}

/** Props of `NodeGroupConfiguration`. */
export interface NodeGroupConfigurationProps extends PlatformObjectProps {
  /** The fields of the configuration. */
  readonly spec: NodeGroupConfigurationSpec;
}

/**
 * A custom step of the set-up of nodes (`deckhouse.io/v1alpha1`, cluster-scoped).
 *
 * Deckhouse's convention for the name is that it ends in `.sh`.
 */
export class NodeGroupConfiguration extends PlatformObject {
  /**
   * @throws KV12xx for fields that the release does not accept.
   */
  public constructor(scope: Construct, id: string, props: NodeGroupConfigurationProps) {
    super(scope, id, NODE_GROUP_CONFIGURATION, props);
  }
}

/** Props of `StaticInstance`. */
export interface StaticInstanceProps extends PlatformObjectProps {
  /** The fields of the instance. */
  readonly spec: StaticInstanceSpec;
}

/**
 * A machine that the cluster sets up over SSH, once a node group asks for it (`deckhouse.io/v1alpha1`, from 1.71
 * `v1alpha2`, cluster-scoped).
 *
 * The labels in its metadata decide which node group may take it. `StaticNode` also creates its credentials.
 */
export class StaticInstance extends PlatformObject {
  /**
   * @throws KV12xx for fields that the release does not accept, KV35xx for faults that Deckhouse's webhooks refuse.
   */
  public constructor(scope: Construct, id: string, props: StaticInstanceProps) {
    super(scope, id, STATIC_INSTANCE, props);
  }
}

/** Props of `SSHCredentials`. */
export interface SSHCredentialsProps extends PlatformObjectProps {
  /** The fields of the credentials. */
  readonly spec: SSHCredentialsSpec;
}

/**
 * Credentials with which the cluster reaches machines over SSH (`deckhouse.io/v1alpha1`, from 1.71 `v1alpha2`,
 * cluster-scoped).
 *
 * It holds secrets: only ClusterApp writes it, with mode 0600. `NodeSshAccess` takes raw values and encodes them.
 */
export class SSHCredentials extends PlatformObject {
  /**
   * @throws KV12xx for fields that the release does not accept, KV1103 for a key in the program text that cannot
   * work. Keys from elsewhere are checked at synth.
   */
  public constructor(scope: Construct, id: string, props: SSHCredentialsProps) {
    super(scope, id, SSH_CREDENTIALS, props);
  }
}

/** Props of `YandexInstanceClass`. */
export interface YandexInstanceClassProps extends PlatformObjectProps {
  /** The fields of the class. */
  readonly spec: YandexInstanceClassSpec;
}

/**
 * Size, image and disks of the machines that the cluster creates in Yandex Cloud (`deckhouse.io/v1`, cluster-scoped).
 * A CloudEphemeral node group refers to it.
 */
export class YandexInstanceClass extends PlatformObject {
  /**
   * @throws KV12xx for fields that the release does not accept, KV36xx for faults that Yandex Cloud refuses.
   */
  public constructor(scope: Construct, id: string, props: YandexInstanceClassProps) {
    super(scope, id, YANDEX_INSTANCE_CLASS, props);
  }
}

/** Props of `KubeSchedulerWebhookConfiguration`. */
export interface KubeSchedulerWebhookConfigurationProps extends PlatformObjectProps {
  /** The extenders. They are at the root of the object: the kind has no `spec`. */
  readonly webhooks: readonly SchedulerWebhook[];
}

/**
 * Extenders of the scheduler: services that filter and score nodes (`deckhouse.io/v1alpha1`, cluster-scoped).
 */
export class KubeSchedulerWebhookConfiguration extends PlatformObject {
  /**
   * @throws KV12xx for fields that the release does not accept.
   */
  public constructor(scope: Construct, id: string, props: KubeSchedulerWebhookConfigurationProps) {
    super(scope, id, KUBE_SCHEDULER_WEBHOOK_CONFIGURATION, props);
  }
}
