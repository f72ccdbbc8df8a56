import { defineFinding } from '../core/finding-type';

/** Codes of the cluster as a whole. */
export const CLUSTER = {
  notNamed: defineFinding('cluster', {
    code: 'KV2501',
    level: 'warning',
    title: 'the release or the infrastructure of a cluster was not named',
    explanation:
      'The cluster is then a Deckhouse cluster of the default release on static hosts that are managed elsewhere.',
    fix:
      'name both: distribution: new Deckhouse({ release: DeckhouseRelease.V1_76 }), infrastructure: new ' +
      'ExistingHosts(...)',
    source: 'kvorum',
  }),
  notDeckhouse: defineFinding('cluster', {
    code: 'KV2502',
    level: 'error',
    title: 'something of Deckhouse was asked of a cluster of another distribution',
    explanation: 'Node groups and module settings belong to Deckhouse.',
    fix: 'use what the other distribution offers',
    source: 'kvorum',
  }),
  badRole: defineFinding('cluster', {
    code: 'KV2503',
    level: 'error',
    title: 'a strategy does not implement its role',
    explanation:
      'distribution, infrastructure and endpoint are objects of classes that implement IDistribution, IInfrastructure ' +
      'and IApiEndpoint of kvorum/roles.',
    fix: 'pass an object of a class that implements the role: IDistribution, IInfrastructure or IApiEndpoint',
    source: 'kvorum',
  }),
  strategyFailed: defineFinding('cluster', {
    code: 'KV2504',
    level: 'error',
    title: 'a strategy of a cluster failed',
    explanation: 'The message is that of the strategy, a class that is not part of this library.',
    fix: 'correct the class of the strategy, or the props that it was given',
    source: 'kvorum',
  }),
  secretsChartTaken: defineFinding('cluster', {
    code: 'KV2505',
    level: 'error',
    title: 'the name of the chart for secrets is taken',
    explanation:
      'Objects of the cluster that hold secrets go to a chart beside it, with the id of the ' +
      'cluster and `-secrets`.',
    fix: 'give the cluster or the other construct another id',
    source: 'kvorum',
  }),
} as const;
