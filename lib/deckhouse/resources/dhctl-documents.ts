import type { Construct } from 'constructs';

import type { DhctlDocumentProps } from '../dhctl-document';
import { DhctlDocument } from '../dhctl-document';
import type { ClusterConfigurationFields } from '../kinds/cluster-configuration';
import { CLUSTER_CONFIGURATION } from '../kinds/cluster-configuration';
import type { InitConfigurationFields } from '../kinds/init-configuration';
import { INIT_CONFIGURATION } from '../kinds/init-configuration';
import type { SSHConfigFields, SSHHostFields } from '../kinds/ssh-config';
import { SSH_CONFIG, SSH_HOST } from '../kinds/ssh-config';
import type { StaticClusterConfigurationFields } from '../kinds/static-cluster-configuration';
import { STATIC_CLUSTER_CONFIGURATION } from '../kinds/static-cluster-configuration';
import type { YandexClusterConfigurationFields } from '../kinds/yandex-cluster-configuration';
import { YANDEX_CLUSTER_CONFIGURATION } from '../kinds/yandex-cluster-configuration';

/** Props of `ClusterConfiguration`. */
export interface ClusterConfigurationProps extends ClusterConfigurationFields, DhctlDocumentProps {}

/**
 * The cluster as a whole, as dhctl needs it (`deckhouse.io/v1`): its type, networks and versions. A document of dhctl's
 * file; in a running cluster `dhctl config edit cluster-configuration` changes it.
 */
export class ClusterConfiguration extends DhctlDocument {
  /**
   * @throws KV12xx for fields that the release does not take, KV37xx for what dhctl refuses.
   */
  public constructor(scope: Construct, id: string, props: ClusterConfigurationProps) {
    super(scope, id, CLUSTER_CONFIGURATION, props);
  }
}

/** Props of `InitConfiguration`. */
export interface InitConfigurationProps extends InitConfigurationFields, DhctlDocumentProps {}

/**
 * How Deckhouse is fetched when a cluster is created (`deckhouse.io/v1`). A document of dhctl's file. Newer releases
 * prefer the settings of the module deckhouse.
 */
export class InitConfiguration extends DhctlDocument {
  /**
   * @throws KV12xx for fields that the release does not take, KV37xx for what dhctl refuses.
   */
  public constructor(scope: Construct, id: string, props: InitConfigurationProps) {
    super(scope, id, INIT_CONFIGURATION, props);
  }
}

/** Props of `StaticClusterConfiguration`. */
export interface StaticClusterConfigurationProps extends StaticClusterConfigurationFields, DhctlDocumentProps {}

/**
 * Hosts that exist, as dhctl needs them (`deckhouse.io/v1`). A document of dhctl's file; only for clusters of type
 * Static, and only needed when hosts have several networks.
 */
export class StaticClusterConfiguration extends DhctlDocument {
  /**
   * @throws KV12xx for fields that the release does not take, KV37xx for what dhctl refuses.
   */
  public constructor(scope: Construct, id: string, props: StaticClusterConfigurationProps = {}) {
    super(scope, id, STATIC_CLUSTER_CONFIGURATION, props);
  }
}

/** Props of `YandexClusterConfiguration`. */
export interface YandexClusterConfigurationProps extends YandexClusterConfigurationFields, DhctlDocumentProps {}

/**
 * The masters and the network in Yandex Cloud that dhctl creates (`deckhouse.io/v1`). A document of dhctl's file; it
 * holds a secret.
 */
export class YandexClusterConfiguration extends DhctlDocument {
  /**
   * @throws KV12xx for fields that the release does not take, KV36xx for what dhctl and the cloud refuse, KV1103 for a
   * text in the program that is not a service account key.
   */
  public constructor(scope: Construct, id: string, props: YandexClusterConfigurationProps) {
    super(scope, id, YANDEX_CLUSTER_CONFIGURATION, props);
  }
}

/** Props of `SSHConfig`. */
export interface SSHConfigProps extends SSHConfigFields, DhctlDocumentProps {}

/** Props of `SSHHost`. */
export interface SSHHostProps extends SSHHostFields, DhctlDocumentProps {}

/** How dhctl reaches the hosts (`dhctl.deckhouse.io/v1`). A document of dhctl's connection file. */
export class SSHConfig extends DhctlDocument {
  /**
   * @throws KV12xx for fields that the release does not take.
   */
  public constructor(scope: Construct, id: string, props: SSHConfigProps) {
    super(scope, id, SSH_CONFIG, props);
  }
}

/** A host that dhctl reaches (`dhctl.deckhouse.io/v1`). A document of dhctl's connection file. */
export class SSHHost extends DhctlDocument {
  /**
   * @throws KV12xx for fields that the release does not take.
   */
  public constructor(scope: Construct, id: string, props: SSHHostProps) {
    super(scope, id, SSH_HOST, props);
  }
}
