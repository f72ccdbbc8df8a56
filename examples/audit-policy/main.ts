import { ClusterApp, ExistingHosts, MultiMasterCluster } from 'kvorum';
import { Deckhouse, DeckhouseRelease } from 'kvorum/deckhouse';

import { policy } from './policy';

/** A cluster with an audit policy of its own. `policy.test.ts` says what the policy is for. */
export function program(app: ClusterApp, release = DeckhouseRelease.V1_76): MultiMasterCluster {
  return new MultiMasterCluster(app, 'prod', {
    replicas: 3,
    distribution: new Deckhouse({ release }),
    infrastructure: new ExistingHosts({
      masters: [
        { name: 'master-0', address: '10.0.0.10', bootstrapped: true },
        { name: 'master-1', address: '10.0.0.11', bootstrapped: true },
        { name: 'master-2', address: '10.0.0.12', bootstrapped: true },
      ],
    }),
    audit: policy,
  });
}

if (require.main === module) {
  const app = new ClusterApp();
  program(app);
  app.synth();
}
