import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Findings } from 'kvorum';
import {
  CloudEphemeralNodeGroup,
  ControlPlaneManager,
  DeckhouseRelease,
  ExistingObjects,
  NodeGroup,
} from 'kvorum/deckhouse';

/** A chart that this repo had before. */
class Website extends Chart {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'website' });
    new Deployment(this, 'web', {
      metadata: { name: 'web' },
      replicas: 3,
      containers: [{ image: 'registry.example.com/web:1.4.2', portNumber: 8080 }],
    });
  }
}

/** A new chart: single constructs, no cluster and no other app. */
class Nodes extends Chart {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    // The release that the cluster runs: the pipeline sets it before an update.
    DeckhouseRelease.of(process.env.DECKHOUSE_RELEASE ?? '1.76').setFor(this);
    // The instance class is made elsewhere.
    ExistingObjects.of(this).addInstanceClass('OpenStackInstanceClass', 'web');
    new CloudEphemeralNodeGroup(this, 'web', {
      instanceClass: { kind: 'OpenStackInstanceClass', name: 'web' },
      minPerZone: 1,
      maxPerZone: 5,
      labels: { 'example.com/tier': 'web' },
      taints: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }],
    });
    new NodeGroup(this, 'edge', {
      metadata: { name: 'edge' },
      spec: { nodeType: 'CloudStatic', nodeTemplate: { labels: { 'example.com/tier': 'edge' } } },
    });
    const controlPlane = new ControlPlaneManager(this, 'control-plane', {
      settings: {
        apiserver: { encryptionEnabled: true },
        etcd: { maxDbSize: 4 * 1024 ** 3 },
      },
    });
    Findings.of(controlPlane).acknowledge('KV3408', 'decided by the security team: it cannot be switched off again');
  }
}

const app = new App();
new Website(app, 'website');
new Nodes(app, 'nodes');
app.synth();
