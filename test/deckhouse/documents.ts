import type { Chart } from 'cdk8s';

import { SecretValue } from '../../lib/core';
import { ClusterConfiguration, YandexClusterConfiguration } from '../../lib/deckhouse';
import { PUBLIC_KEY } from './keys';

/** A machine that dhctl takes as a master. */
export const MACHINE = { cores: 4, memory: 8192, imageID: 'fd8' };

/** dhctl's document of a cluster in Yandex Cloud, whose masters are large enough. */
export function clusterDocument(chart: Chart, fields: object = {}): ClusterConfiguration {
  return new ClusterConfiguration(chart, 'cluster', {
    clusterType: 'Cloud',
    cloud: { provider: 'Yandex', prefix: 'prod' },
    podSubnetCIDR: '10.111.0.0/16',
    serviceSubnetCIDR: '10.222.0.0/16',
    kubernetesVersion: 'Automatic',
    ...fields,
  });
}

/** dhctl's document of the machines in Yandex Cloud. */
export function yandexDocument(chart: Chart, fields: object = {}): YandexClusterConfiguration {
  return new YandexClusterConfiguration(chart, 'yandex', {
    layout: 'Standard',
    provider: { cloudID: 'c', folderID: 'f', serviceAccountJSON: SecretValue.fromFile('sa.json') },
    masterNodeGroup: { replicas: 3, instanceClass: MACHINE },
    nodeNetworkCIDR: '10.1.0.0/16',
    sshPublicKey: PUBLIC_KEY,
    ...fields,
  });
}
