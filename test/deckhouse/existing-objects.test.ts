import { Chart } from 'cdk8s';

import { clustersOf } from '../../lib/deckhouse/cluster-scope';
import { ExistingObjects, existingFacts } from '../../lib/deckhouse/existing-objects';
import { markCluster } from '../../lib/topology/cluster-mark';
import { program } from './objects';

function facts(cluster: Chart, root: Chart['node']['root']): string[] {
  const { objects, nodeAddresses } = existingFacts(clustersOf(root), root.node.findAll())(cluster);
  return [...objects, ...nodeAddresses].sort();
}

it('a scope has one list of declarations', () => {
  const { chart } = program();
  expect(ExistingObjects.of(chart)).toBe(ExistingObjects.of(chart));
});

it('declarations of the root and of everything below the cluster count, those of another chart do not', () => {
  const { app, chart } = program();
  const other = new Chart(app, 'd');
  for (const cluster of [chart, other]) markCluster(cluster);
  ExistingObjects.of(app).addInstanceClass('YandexInstanceClass', 'w');
  ExistingObjects.of(chart).addSshCredentials('ssh');
  ExistingObjects.of(new Chart(chart, 'inner')).addNodeGroup('system');
  ExistingObjects.of(chart).addSecret('kube-system', 'audit-policy');
  ExistingObjects.of(chart).addNodeAddress('10.0.0.1');
  ExistingObjects.of(other).addNodeAddress('10.0.0.2');
  const common = ['YandexInstanceClass/w'];
  expect(facts(chart, app)).toEqual([
    '10.0.0.1',
    'NodeGroup/system',
    'SSHCredentials/ssh',
    'Secret/kube-system/audit-policy',
    ...common,
  ]);
  expect(facts(other, app)).toEqual(['10.0.0.2', ...common]);
});
