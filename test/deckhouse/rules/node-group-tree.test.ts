import { Chart } from 'cdk8s';
import type { App } from 'cdk8s';

import { markCluster, markMember } from '../../../lib/topology/cluster-mark';
import { ExistingObjects } from '../../../lib/deckhouse/existing-objects';
import { GlobalSettings } from '../../../lib/deckhouse/module-settings';
import type { NodeGroupSpec } from '../../../lib/deckhouse/kinds/node-group-spec';
import { ClusterConfiguration } from '../../../lib/deckhouse/resources/dhctl-documents';
import { ModuleConfig, YandexInstanceClass } from '../../../lib/deckhouse/resources/cluster-objects';
import { yandexDocument } from '../documents';
import { group, handWritten, program } from '../objects';
import type { HandWritten } from '../objects';
import { acknowledged, found, foundOf, line } from '../../support/findings';

const STATIC = { nodeType: 'Static' } as const;
const cloud = (fields: object = {}, name = 'w'): NodeGroupSpec => ({
  nodeType: 'CloudEphemeral',
  cloudInstances: { classReference: { kind: 'YandexInstanceClass', name }, minPerZone: 1, maxPerZone: 2, ...fields },
});
const tainted = (...keys: string[]): NodeGroupSpec => ({
  ...STATIC,
  nodeTemplate: { taints: keys.map((key) => ({ key, effect: 'NoExecute' }) as const) },
});

function clusterConfiguration(chart: Chart, fields: object = {}): ClusterConfiguration {
  return new ClusterConfiguration(chart, 'cluster', {
    clusterType: 'Cloud',
    cloud: { provider: 'Yandex', prefix: 'prod' },
    podSubnetCIDR: '10.111.0.0/16',
    serviceSubnetCIDR: '10.222.0.0/16',
    podSubnetNodeCIDRPrefix: '24',
    kubernetesVersion: 'Automatic',
    clusterDomain: 'cluster.local',
    ...fields,
  } as never);
}

function yandexClass(chart: Chart, name: string): void {
  new YandexInstanceClass(chart, `class-${name}`, { metadata: { name }, spec: { cores: 4, memory: 8192 } });
}

/** The lines of one code, over a program that `build` fills in two charts. */
function said(code: string, build: (one: Chart, two: Chart) => void, release = '1.77'): string[] {
  const { app, chart } = program(release);
  build(chart, new Chart(app, 'd'));
  return foundOf(app, code).map(line);
}

describe('KV3330: prefix and name together', () => {
  const long = 'g'.repeat(38);
  it('are at most 41 characters in a cloud cluster', () => {
    const build = (one: Chart, two: Chart): void => {
      clusterConfiguration(one);
      group(two, long, STATIC);
    };
    expect(said('KV3330', build)).toEqual([`KV3330 d/${long} metadata.name: the name is too long for the prefix prod`]);
  });

  it('may be 41 characters, and any in a static cluster', () => {
    expect(said('KV3330', (one) => (clusterConfiguration(one), group(one, long.slice(1), STATIC)))).toEqual([]);
    for (const cloud of [undefined, { provider: 'Yandex', prefix: 'prod' }]) {
      const build = (one: Chart) => (
        clusterConfiguration(one, { clusterType: 'Static', cloud }),
        group(one, long, STATIC)
      );
      expect(said('KV3330', build)).toEqual([]);
    }
    expect(said('KV3330', (one) => group(one, long, STATIC))).toEqual([]);
  });
});

describe('KV3331: the instance class', () => {
  const says = [
    'KV3331 c/g spec.cloudInstances.classReference: the YandexInstanceClass does not exist in this program',
  ];

  it('is missing, or has another name or kind', () => {
    expect(said('KV3331', (one) => group(one, 'g', cloud()))).toEqual(says);
    expect(said('KV3331', (one, two) => (group(one, 'g', cloud()), yandexClass(two, 'x')))).toEqual(says);
    expect(said('KV3331', (one, two) => (group(one, 'g', cloud()), handWritten(two, 'AWSInstanceClass', 'w')))).toEqual(
      says,
    );
  });

  it('is one of those that are named', () => {
    const allowed = (...names: string[]) => {
      const { app, chart } = program();
      group(chart, 'g', cloud());
      for (const name of names) yandexClass(chart, name);
      return foundOf(app, 'KV3331')[0]?.allowed;
    };
    expect([allowed(), allowed('x', 'y')]).toEqual(['no YandexInstanceClass is created or declared', 'x, y']);
  });

  it('stands in another chart, is written by hand, or is declared', () => {
    expect(said('KV3331', (one, two) => (group(one, 'g', cloud()), yandexClass(two, 'w')))).toEqual([]);
    expect(
      said('KV3331', (one, two) => (group(one, 'g', cloud()), handWritten(two, 'YandexInstanceClass', 'w'))),
    ).toEqual([]);
    expect(
      said(
        'KV3331',
        (one) => (group(one, 'g', cloud()), ExistingObjects.of(one).addInstanceClass('YandexInstanceClass', 'w')),
      ),
    ).toEqual([]);
  });

  it('of the same kind in the API group of another system does not count', () => {
    const build = (one: Chart): void => {
      group(one, 'g', cloud());
      handWritten(one, 'YandexInstanceClass', 'w', { apiVersion: 'example.com/v1' });
    };
    expect(said('KV3331', build)).toEqual(says);
  });

  it('can be accepted as missing', () => {
    const { app, chart } = program();
    group(chart, 'g', cloud());
    expect(acknowledged(app, 'KV3331')).toEqual([]);
  });
});

describe('KV3332: the kind of the instance class', () => {
  it('is that of the provider', () => {
    const build = (one: Chart, two: Chart): void => {
      clusterConfiguration(one, { cloud: { provider: 'OpenStack', prefix: 'p' } });
      group(two, 'g', cloud());
    };
    expect(said('KV3332', build)).toEqual([
      'KV3332 d/g spec.cloudInstances.classReference.kind: the provider is OpenStack',
    ]);
  });

  it('is not judged when it fits, or when the provider is not known', () => {
    expect(said('KV3332', (one) => (clusterConfiguration(one), group(one, 'g', cloud())))).toEqual([]);
    expect(said('KV3332', (one) => group(one, 'g', cloud()))).toEqual([]);
    expect(acknowledged(program().app, 'KV3332')).toEqual(['KV1002']);
  });
});

describe('KV3333: the zones of a group', () => {
  const zones = (chart: Chart, list: unknown): void => {
    yandexDocument(chart, { zones: list });
  };

  it('are among those of the cluster', () => {
    const build = (one: Chart, two: Chart): void => {
      zones(one, ['ru-central1-a', 'ru-central1-b']);
      group(two, 'g', cloud({ zones: ['ru-central1-a', 'ru-central1-d'] }));
    };
    expect(said('KV3333', build)).toEqual([
      'KV3333 d/g spec.cloudInstances.zones: the cluster does not have this zone',
    ]);
  });

  it('are not judged when they fit, or when the cluster names none', () => {
    expect(
      said('KV3333', (one) => (zones(one, ['ru-central1-a']), group(one, 'g', cloud({ zones: ['ru-central1-a'] })))),
    ).toEqual([]);
    expect(said('KV3333', (one) => (zones(one, undefined), group(one, 'g', cloud({ zones: ['x'] }))))).toEqual([]);
    expect(said('KV3333', (one) => (zones(one, ['ru-central1-a']), group(one, 'g', cloud())))).toEqual([]);
    expect(acknowledged(program().app, 'KV3333')).toEqual(['KV1002']);
  });
});

describe('KV3334 and KV3335: taint keys', () => {
  const global = (chart: Chart, ...keys: string[]): ModuleConfig =>
    new ModuleConfig(chart, 'global', {
      metadata: { name: 'global' },
      spec: { version: 2, settings: { modules: { placement: { customTolerationKeys: keys } } } },
    });
  const standard = [
    'dedicated',
    'dedicated.deckhouse.io',
    'node-role.kubernetes.io/control-plane',
    'node-role.kubernetes.io/master',
  ];

  it('must stand in customTolerationKeys', () => {
    const build = (one: Chart, two: Chart): void => {
      global(one, 'gpu');
      group(two, 'g', tainted('gpu', 'db', 'dedicated'));
    };
    expect(said('KV3334', build)).toEqual([
      'KV3334 d/g spec.nodeTemplate.taints: customTolerationKeys of the module global does not list a taint key of the group g',
    ]);
    expect(said('KV3335', build)).toEqual([]);
  });

  it('need not, when they are standard ones', () => {
    expect(said('KV3334', (one) => (global(one), group(one, 'g', tainted(...standard))))).toEqual([]);
    expect(said('KV3335', (one) => group(one, 'g', tainted(...standard)))).toEqual([]);
  });

  it('of the arbiter are standard from 1.75', () => {
    const build = (one: Chart): void => {
      global(one);
      group(one, 'g', tainted('node.deckhouse.io/etcd-arbiter'));
    };
    expect(said('KV3334', build, '1.74')).toHaveLength(1);
    expect(said('KV3334', build, '1.75')).toEqual([]);
  });

  it('are listed by GlobalSettings itself, those of hand-written groups as well', () => {
    const { app, chart } = program();
    const settings = new GlobalSettings(chart, 'global', {
      settings: { modules: { placement: { customTolerationKeys: ['own'] } } },
    });
    group(new Chart(app, 'd'), 'g', tainted('db', 'own', 'dedicated'));
    handWritten(chart, 'NodeGroup', 'h', { spec: tainted('gpu') });
    for (const [i, spec] of [undefined, null, 'x', { nodeType: 'Static', nodeTemplate: { taints: 'x' } }].entries()) {
      handWritten(chart, 'NodeGroup', `broken-${i}`, { spec });
    }
    expect(settings.resource.toJson().spec.settings.modules.placement.customTolerationKeys).toEqual([
      'own',
      'db',
      'gpu',
    ]);
    expect(found(app)).toEqual([]);
  });

  it('are only warned of when the settings of global stand elsewhere', () => {
    const { app, chart } = program();
    group(chart, 'g', tainted('db'));
    expect(foundOf(app, 'KV3335').map(line)).toEqual([
      'KV3335 c/g spec.nodeTemplate.taints: the module global must list the key',
    ]);
    expect(acknowledged(app, 'KV3335')).toEqual([]);
    expect(acknowledged(app, 'KV3334')).toEqual(['KV1002']);
  });

  it('are read from hand-written settings, whatever these hold', () => {
    const listed = (customTolerationKeys: unknown) => ({
      spec: { settings: { modules: { placement: { customTolerationKeys } } } },
    });
    const by = (fields: HandWritten) =>
      said('KV3334', (one) => (handWritten(one, 'ModuleConfig', 'global', fields), group(one, 'g', tainted('db'))));
    expect(by(listed(['db']))).toEqual([]);
    for (const fields of [
      listed('db'),
      listed(7),
      listed(null),
      { spec: null },
      { spec: 'x' },
      { spec: { settings: [] } },
      {},
    ])
      expect(by(fields)).toHaveLength(1);
  });
});

describe('KV3336: twice the Pods of a node', () => {
  const pods = (maxPods: number): NodeGroupSpec => ({ ...STATIC, kubelet: { maxPods } });

  it.each([
    ['24', 126, 127],
    ['23', 254, 255],
    ['25', 62, 63],
  ])('have addresses in a /%s up to %d, and not %d', (prefix, fits, tooMany) => {
    const build = (maxPods: number) => (one: Chart, two: Chart) => {
      clusterConfiguration(one, { podSubnetNodeCIDRPrefix: prefix });
      group(two, 'g', pods(maxPods));
    };
    expect(said('KV3336', build(fits))).toEqual([]);
    expect(said('KV3336', build(tooMany))).toEqual([
      `KV3336 d/g spec.kubelet.maxPods: a /${prefix} has too few addresses for that many Pods`,
    ]);
  });

  it('are held against a /24 when the program does not say', () => {
    const { app, chart } = program();
    group(chart, 'g', pods(127));
    expect(foundOf(app, 'KV3336')[0]?.allowed).toBe('at most 126');
    expect(acknowledged(app, 'KV3336')).toEqual([]);
  });
});

describe('two clusters in one app', () => {
  function twoClusters(): { app: App; one: Chart; two: Chart } {
    const { app, chart: one } = program();
    const two = new Chart(app, 'd');
    markCluster(one);
    markCluster(two);
    return { app, one, two };
  }

  it('do not mix', () => {
    const { app, one, two } = twoClusters();
    group(one, 'g', cloud());
    yandexClass(two, 'w');
    clusterConfiguration(two, { cloud: { provider: 'AWS', prefix: 'p' } });
    ExistingObjects.of(two).addInstanceClass('YandexInstanceClass', 'w');
    expect(found(app)).toEqual(['KV3331 c/g spec.cloudInstances.classReference', 'KV3712 d/cluster cloud.provider']);
  });

  it('have each what stands in a chart of their own, and a chart beside', () => {
    const { app, one, two } = twoClusters();
    const beside = new Chart(app, 'one-classes');
    markMember(beside, one);
    yandexClass(beside, 'w');
    group(one, 'g', cloud());
    group(two, 'g', cloud());
    expect(found(app)).toEqual(['KV3331 d/g spec.cloudInstances.classReference']);
  });

  it('share what is declared on the app', () => {
    const { app, one, two } = twoClusters();
    ExistingObjects.of(app).addInstanceClass('YandexInstanceClass', 'w');
    group(one, 'g', cloud());
    group(two, 'g', cloud());
    expect(found(app)).toEqual([]);
  });

  it('are one with a single mark: charts without one belong to it', () => {
    const { app, chart } = program();
    markCluster(chart);
    yandexClass(new Chart(app, 'd'), 'w');
    group(chart, 'g', cloud());
    expect(found(app)).toEqual([]);
  });
});

it('hand-written groups are not judged, nor a group of another system read', () => {
  const { app, chart } = program();
  group(chart, 'own', STATIC);
  handWritten(chart, 'NodeGroup', 'a', { spec: cloud() });
  handWritten(chart, 'NodeGroup', 'b', { spec: tainted('db') });
  handWritten(chart, 'NodeGroup', 'c', {
    apiVersion: 'eks.services.k8s.aws/v1alpha1',
    spec: { nodeType: 'Static', kubelet: { maxPods: 999 } },
  });
  expect(found(app)).toEqual([]);
});
