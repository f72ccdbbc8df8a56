// The same from an ES module: named imports of the package work.
import { App, Chart } from 'cdk8s';
import { DeckhouseRelease, NodeGroup } from 'kvorum/deckhouse';
import { KvorumError } from 'kvorum';

const app = new App();
const chart = new Chart(app, 'nodes-esm');
DeckhouseRelease.V1_76.setFor(chart);
new NodeGroup(chart, 'edge', { metadata: { name: 'edge' }, spec: { nodeType: 'CloudStatic' } });
try {
  new NodeGroup(chart, 'wrong', { metadata: { name: 'Wrong' }, spec: { nodeType: 'CloudStatic' } });
} catch (error) {
  if (!KvorumError.isKvorumError(error) || error.code !== 'KV1206') throw error;
}
app.synth();
