import { Chart } from 'cdk8s';

import { ExistingObjects, existingFactsOf } from '../../lib/deckhouse/existing';
import { program } from './found';

function facts(cluster: Chart, root: Chart['node']['root']): string[] {
  const { objects, nodeAddresses } = existingFactsOf(cluster, [cluster, root], root.node.findAll());
  return [...objects, ...nodeAddresses].sort();
}

it('a scope has one list of declarations', () => {
  const { chart } = program();
  expect(ExistingObjects.of(chart)).toBe(ExistingObjects.of(chart));
});

it('declarations of the root and of everything below the cluster count, those of another chart do not', () => {
  const { app, chart } = program();
  const other = new Chart(app, 'd');
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
