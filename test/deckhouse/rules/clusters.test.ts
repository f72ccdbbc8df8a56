import { Chart } from 'cdk8s';
import { Construct } from 'constructs';

import { markCluster } from '../../../lib/topology/cluster-mark';
import { ExistingObjects } from '../../../lib/deckhouse/existing-objects';
import { GlobalSettings } from '../../../lib/deckhouse/module-settings';
import { NodeGroupConfiguration, StaticInstance } from '../../../lib/deckhouse/resources/cluster-objects';
import { MACHINE, clusterDocument, yandexDocument } from '../documents';
import { group, handWritten, program } from '../objects';
import { found, foundOf, line } from '../../support/findings';

const ARBITER = 'node.deckhouse.io/etcd-arbiter';
const STATIC = { nodeType: 'Static' } as const;
const tainted = (key: string) => ({ ...STATIC, nodeTemplate: { taints: [{ key, effect: 'NoSchedule' as const }] } });

function forGroup(chart: Chart, name: string): void {
  new NodeGroupConfiguration(chart, `step-${name}`, {
    metadata: { name: `step-${name}` },
    spec: { nodeGroups: [name], bundles: ['*'], content: '#!/bin/bash\ntrue\n' },
  });
}

describe('plain charts that hold the same object', () => {
  it('are clusters of their own', () => {
    const { app, chart } = program();
    const other = new Chart(app, 'd');
    clusterDocument(chart, { clusterType: 'Static', cloud: undefined });
    clusterDocument(other);
    yandexDocument(other);
    expect(found(app)).toEqual([]);
  });

  it('are judged each for itself', () => {
    const { app, chart } = program();
    const other = new Chart(app, 'd');
    clusterDocument(chart, { clusterType: 'Static', cloud: undefined });
    clusterDocument(other);
    expect(foundOf(app, 'KV3701').map(line)).toEqual([
      'KV3701 d/cluster cloud.provider: there is no YandexClusterConfiguration',
    ]);
  });

  it('may have an arbiter and an address each', () => {
    const { app, chart } = program();
    for (const home of [chart, new Chart(app, 'd')]) {
      ExistingObjects.of(home).addSshCredentials('ssh');
      group(home, 'arbiter', { ...STATIC, nodeTemplate: { labels: { [ARBITER]: '' } } });
      new StaticInstance(home, 'i', {
        metadata: { name: 'i' },
        spec: { address: '10.0.0.1', credentialsRef: { kind: 'SSHCredentials', name: 'ssh' } },
      });
    }
    expect([...foundOf(app, 'KV3103'), ...foundOf(app, 'KV3506')]).toEqual([]);
  });

  it('do not share taint keys', () => {
    const { app, chart } = program();
    const other = new Chart(app, 'd');
    group(chart, 'a', tainted('one'));
    group(other, 'a', tainted('two'));
    const settings = [chart, other].map((home) => new GlobalSettings(home, 'global').resource.toJson().spec.settings);
    expect(settings.map((s) => s.modules.placement.customTolerationKeys)).toEqual([['one'], ['two']]);
  });

  it('are one cluster with other objects in each', () => {
    const { app, chart } = program();
    group(chart, 'a', STATIC);
    forGroup(new Chart(app, 'd'), 'a');
    expect(found(app)).toEqual([]);
  });
});

describe('a chart beside several clusters', () => {
  const build = () => {
    const { app, chart } = program();
    const other = new Chart(app, 'd');
    for (const cluster of [chart, other]) markCluster(cluster);
    group(chart, 'a', STATIC);
    return { app, chart, other, beside: new Chart(app, 'beside') };
  };

  it('may refer to what any of them has', () => {
    const { app, beside } = build();
    forGroup(beside, 'a');
    expect(found(app)).toEqual([]);
  });

  it('and a cluster may not refer to what another one has', () => {
    const { app, other } = build();
    forGroup(other, 'a');
    expect(foundOf(app, 'KV3821').map(line)).toEqual(['KV3821 d/step-a spec.nodeGroups[0]: the group does not exist']);
  });
});

it('declarations on what several clusters stand in hold for all of them', () => {
  const { app } = program();
  const stage = new Construct(app, 'stage');
  for (const id of ['one', 'two']) {
    const cluster = new Chart(stage, id);
    markCluster(cluster);
    forGroup(cluster, 'elsewhere');
  }
  expect(foundOf(app, 'KV3821')).toHaveLength(2);
  ExistingObjects.of(stage).addNodeGroup('elsewhere');
  expect(foundOf(app, 'KV3821')).toEqual([]);
});

it('an object with a fault of its own is there all the same', () => {
  const { app, chart } = program();
  forGroup(chart, 'a');
  group(chart, 'a', STATIC).addJsonPatch({
    _toJson: () => ({ op: 'add', path: '/spec/staticInstances', value: 5 }),
  } as never);
  expect(found(app).map((text) => text.slice(0, 6))).toEqual(['KV1203']);
});

describe("dhctl's own groups", () => {
  const cloud = (nodeGroups: readonly object[], replicas = 3) => {
    const { app, chart } = program('1.76');
    clusterDocument(chart);
    const groups = nodeGroups.map((g) => ({ replicas: 1, instanceClass: MACHINE, ...g }));
    yandexDocument(chart, { masterNodeGroup: { replicas, instanceClass: MACHINE }, nodeGroups: groups });
    return { app, chart };
  };

  it('count as groups, without a NodeGroup beside them', () => {
    const { app, chart } = cloud([{ name: 'front' }]);
    forGroup(chart, 'front');
    expect(found(app)).toEqual([]);
  });

  it('may be the arbiter', () => {
    const nodeTemplate = { labels: { [ARBITER]: '' }, taints: [{ key: ARBITER, effect: 'NoSchedule' }] };
    expect(found(cloud([{ name: 'arbiter', nodeTemplate }], 2).app)).toEqual([]);
    expect(foundOf(cloud([{ name: 'arbiter', nodeTemplate, replicas: 2 }], 2).app, 'KV3103').map(line)).toEqual([
      'KV3103 c/yandex: the group arbiter is the arbiter and has more than one node',
    ]);
    expect(foundOf(cloud([{ name: 'arbiter', nodeTemplate, replicas: 0 }], 2).app, 'KV3101')).toHaveLength(1);
  });

  it('have taints that must be tolerated, and names that fit', () => {
    const nodeTemplate = { taints: [{ key: 'gpu', effect: 'NoSchedule' }] };
    const { app, chart } = cloud([{ name: 'front' }, { name: 'g'.repeat(38), nodeTemplate }]);
    new GlobalSettings(chart, 'global', { collectTaintKeys: false });
    expect(found(app)).toEqual([
      'KV3330 c/yandex nodeGroups[1].name',
      'KV3334 c/yandex nodeGroups[1].nodeTemplate.taints',
    ]);
    const collected = cloud([{ name: 'front', nodeTemplate }]);
    new GlobalSettings(collected.chart, 'global');
    expect(found(collected.app)).toEqual([]);
  });
});

describe('a hand-written object that does not go with one of the library', () => {
  const settings = (fields: object) => ({
    apiVersion: 'deckhouse.io/v1alpha1',
    spec: { version: 2, settings: fields },
  });

  it('is told of at that one: high availability', () => {
    const { app, chart } = program();
    clusterDocument(chart);
    yandexDocument(chart);
    handWritten(chart, 'ModuleConfig', 'global', settings({ highAvailability: false }));
    expect(found(app)).toEqual(['KV3106 c/yandex masterNodeGroup.replicas']);
  });

  it('the public domain', () => {
    const { app, chart } = program();
    clusterDocument(chart);
    yandexDocument(chart);
    handWritten(chart, 'ModuleConfig', 'global', settings({ modules: { publicDomainTemplate: '%s.cluster.local' } }));
    expect(found(app)).toEqual(['KV3423 c/cluster clusterDomain']);
  });

  it('a group without a selector', () => {
    const { app, chart } = program();
    const selector = { matchLabels: { a: 'b' } };
    group(chart, 'own', { ...STATIC, staticInstances: { count: 1, labelSelector: selector } });
    handWritten(chart, 'NodeGroup', 'h', { spec: { nodeType: 'Static', staticInstances: { count: 1 } } });
    expect(foundOf(app, 'KV3501').map(line)).toEqual([
      'KV3501 c/own spec.staticInstances.labelSelector: the group h takes any StaticInstance, but is not the only static group',
    ]);
  });

  it('a tainted group', () => {
    const { app, chart } = program();
    new GlobalSettings(chart, 'global', { collectTaintKeys: false });
    handWritten(chart, 'NodeGroup', 'h', { spec: tainted('gpu') });
    expect(found(app)).toEqual(['KV3334 c/global/Resource spec.settings.modules.placement.customTolerationKeys']);
  });

  it('a group of an older API version counts as well', () => {
    const { app, chart } = program();
    handWritten(chart, 'NodeGroup', 'old', { apiVersion: 'deckhouse.io/v1alpha2', spec: { nodeType: 'Hybrid' } });
    forGroup(chart, 'old');
    expect(found(app)).toEqual([]);
  });

  it('an instance class of another API group does not exist', () => {
    const { app, chart } = program();
    group(chart, 'g', {
      nodeType: 'CloudEphemeral',
      cloudInstances: { classReference: { kind: 'AWSInstanceClass', name: 'w' }, minPerZone: 0, maxPerZone: 1 },
    });
    handWritten(chart, 'AWSInstanceClass', 'w', { apiVersion: 'example.com/v1' });
    expect(found(app)).toEqual(['KV3331 c/g spec.cloudInstances.classReference']);
  });
});
