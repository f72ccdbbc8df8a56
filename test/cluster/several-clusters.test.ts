import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterApp, ExistingHosts, Findings, MultiMasterCluster, SecretValue } from 'kvorum';
import { Deckhouse, DeckhouseRelease } from 'kvorum/deckhouse';

import { errorsOf } from '../support/errors';
import { found } from '../support/findings';
import { silentStderr } from '../support/stderr';

const ssh = { user: 'ops', privateKey: SecretValue.fromEnv('SSH_KEY') };
const cluster = (scope: Construct, id: string, net: number): MultiMasterCluster =>
  new MultiMasterCluster(scope, id, {
    replicas: 3,
    distribution: new Deckhouse({ release: DeckhouseRelease.V1_76 }),
    infrastructure: new ExistingHosts({
      masters: [1, 2, 3].map((i) => ({ name: `m${i}`, address: `10.${net}.0.${i}` })),
      ssh,
    }),
  });
const configMap = (scope: Construct, id: string): void => {
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } });
};

const printed = silentStderr();

it('two clusters in one app have the same objects each, and are warned of once', () => {
  const app = ClusterApp.forTesting();
  cluster(app, 'eu', 1);
  cluster(app, 'us', 2);
  const report = JSON.parse(app.render().find((f) => f.kind === 'report')?.text ?? '') as {
    warnings: { code: string; given: string }[];
  };
  expect(report.warnings.map((w) => [w.code, w.given])).toEqual([['KV1509', 'eu, us']]);
  Findings.of(app).acknowledge('KV1509', 'each file is applied to its own cluster');
  app.synth();
  expect(printed()).toBe('');
});

it('an object that comes twice in one of them is refused all the same', () => {
  const app = ClusterApp.forTesting();
  const [eu, us] = [cluster(app, 'eu', 1), cluster(app, 'us', 2)];
  configMap(eu, 'one');
  configMap(us, 'one');
  expect(() => app.render()).not.toThrow();
  configMap(us, 'two');
  expect(errorsOf(() => app.render()).map((e) => `${e.code} ${e.path}`)).toEqual(['KV1504 us/two']);
});

it('one cluster is not warned of', () => {
  const app = ClusterApp.forTesting();
  cluster(app, 'eu', 1);
  expect(found(app)).toEqual([]);
});

it('clusters of one id in different places have files of their own', () => {
  const app = ClusterApp.forTesting();
  for (const [region, net] of [
    ['eu', 1],
    ['us', 2],
  ] as const)
    cluster(new Construct(app, region), 'prod', net);
  const paths = app.render().map((f) => f.path);
  expect(paths).toEqual(expect.arrayContaining(['eu/prod/dhctl/config.yml', 'us/prod/dhctl/config.yml']));
});
