import { App, Chart } from 'cdk8s';

import {
  markCluster,
  markedClusterOf,
  markedClusters,
  markMember,
  membersOf,
  unmarkCluster,
} from '../../lib/topology/cluster-mark';

it('clusters are listed in the order of their creation, until the mark is removed', () => {
  const app = new App();
  const charts = ['a', 'b', 'c'].map((id) => new Chart(app, id));
  charts.forEach(markCluster);
  expect(markedClusters(app)).toEqual(charts);
  unmarkCluster(charts[1]!);
  expect(markedClusters(app)).toEqual([charts[0], charts[2]]);
  expect(markedClusters(new App())).toEqual([]);
});

it('members belong to their cluster, and everything below them', () => {
  const app = new App();
  const [cluster, other] = ['a', 'b'].map((id) => new Chart(app, id)) as [Chart, Chart];
  markCluster(cluster);
  markCluster(other);
  const secrets = new Chart(app, 'a-secrets');
  const stack = new Chart(app, 'a-stack');
  markMember(secrets, cluster);
  markMember(stack, cluster);
  expect(membersOf(cluster)).toEqual([secrets, stack]);
  expect(membersOf(other)).toEqual([]);
  expect(markedClusterOf(new Chart(secrets, 'inner'))).toBe(cluster);
  expect(markedClusterOf(new Chart(other, 'inner'))).toBe(other);
  expect(markedClusterOf(app)).toBeUndefined();
});
