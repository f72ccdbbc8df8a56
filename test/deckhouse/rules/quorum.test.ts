import { Chart } from 'cdk8s';

import { markCluster } from '../../../lib/topology/cluster-mark';
import { MasterNodeGroup } from '../../../lib/deckhouse/master-node-group';
import type { MasterNodeGroupProps } from '../../../lib/deckhouse/master-node-group';
import { ModuleConfig, StaticInstance } from '../../../lib/deckhouse/resources/cluster-objects';
import { SKIP_BOOTSTRAP } from '../../../lib/deckhouse/rules/static-instances';
import { StaticNodeGroup } from '../../../lib/deckhouse/static-node-group';
import type { StaticNodeGroupProps } from '../../../lib/deckhouse/static-node-group';
import { MACHINE, yandexDocument } from '../documents';
import { handWritten, program } from '../objects';
import { acknowledged, foundOf, line } from '../../support/findings';

const KEY = 'node.deckhouse.io/etcd-arbiter';
const TRAITS: StaticNodeGroupProps = { labels: { [KEY]: '' }, taints: [{ key: KEY, effect: 'NoSchedule' }] };
type Build = (one: Chart, two: Chart) => void;

function said(code: string, build: Build, release?: string): string[] {
  const { app, chart } = program(release);
  build(chart, new Chart(app, 'd'));
  return foundOf(app, code).map(line);
}

const masters = (chart: Chart, props: MasterNodeGroupProps): MasterNodeGroup =>
  new MasterNodeGroup(chart, 'master', props);
const arbiter = (chart: Chart, props: StaticNodeGroupProps = TRAITS, name = 'arbiter'): StaticNodeGroup =>
  new StaticNodeGroup(chart, name, props);

/** dhctl's document of a cluster in a cloud. */
function yandex(chart: Chart, replicas: number, nodeGroups: readonly object[] = []): void {
  const groups = nodeGroups.map((group) => ({ instanceClass: MACHINE, ...group }));
  yandexDocument(new Chart(chart, 'yandex'), {
    masterNodeGroup: { replicas, instanceClass: MACHINE },
    nodeGroups: groups,
  });
}

function instance(chart: Chart, name: string, labels: Record<string, string>, adopted: boolean): void {
  new StaticInstance(chart, name, {
    metadata: { name, labels, annotations: adopted ? { [SKIP_BOOTSTRAP]: '' } : {} },
    spec: { address: `10.0.0.${chart.node.children.length}`, credentialsRef: { kind: 'SSHCredentials', name: 'ssh' } },
  });
}

describe('KV3101: the members of etcd', () => {
  it.each<[string, string[], Build]>([
    ['are 3 with a count of 2, the bootstrapped master being the third', [], (one) => masters(one, { count: 2 })],
    [
      'are 4 with a count of 3',
      ['KV3101 c/master/Resource spec.staticInstances.count: 4 masters'],
      (one) => masters(one, { count: 3 }),
    ],
    ['are 3 when the program says that none is bootstrapped', [], (one) => masters(one, { count: 3, bootstrapped: 0 })],
    [
      'are 4 when it says that two are',
      ['KV3101 c/master/Resource spec.staticInstances.count: 4 masters'],
      (one) => masters(one, { count: 2, bootstrapped: 2 }),
    ],
    ['are not known without a count', [], (one) => masters(one, {})],
    ['are not known with a count of 0', [], (one) => masters(one, { count: 0 })],
    ['are 3 with two masters and an arbiter', [], (one, two) => (masters(one, { count: 1 }), arbiter(two))],
    [
      'are 2 without the arbiter',
      ['KV3101 c/master/Resource spec.staticInstances.count: 2 masters'],
      (one) => masters(one, { count: 1 }),
    ],
    [
      'are 4 with three masters and an arbiter',
      ['KV3101 c/master/Resource spec.staticInstances.count: 3 masters and an arbiter'],
      (one, two) => (masters(one, { count: 2 }), arbiter(two)),
    ],
    [
      'are what a hand-written arbiter adds',
      [],
      (one, two) => (
        masters(one, { count: 1 }),
        handWritten(two, 'NodeGroup', 'a', { spec: { nodeType: 'Static', nodeTemplate: { labels: { [KEY]: '' } } } })
      ),
    ],
    [
      "are nobody's business in a hand-written master group",
      [],
      (one) => (
        arbiter(one),
        handWritten(one, 'NodeGroup', 'master', { spec: { nodeType: 'Static', staticInstances: { count: 3 } } })
      ),
    ],
    ['are 3 in a cloud', [], (one) => yandex(one, 3)],
    [
      'are only the adopted ones and the count',
      [],
      (one, two) => (masters(one, { count: 3 }), instance(two, 'a', { 'node-group': 'master' }, true)),
    ],
    [
      'are not fewer because a worker is adopted',
      ['KV3101 c/master/Resource spec.staticInstances.count: 4 masters'],
      (one, two) => (masters(one, { count: 3 }), instance(two, 'a', { 'node-group': 'worker' }, true)),
    ],
    [
      'are what the program says, adopted or not',
      ['KV3101 c/master/Resource spec.staticInstances.count: 4 masters'],
      (one, two) => (masters(one, { count: 3, bootstrapped: 1 }), instance(two, 'a', { 'node-group': 'master' }, true)),
    ],
  ])('%s', (_, expected, build) => {
    expect(said('KV3101', build)).toEqual(expected);
  });

  it('in two clusters are counted apart', () => {
    const build: Build = (one, two) => {
      markCluster(one);
      markCluster(two);
      masters(one, { count: 1 });
      arbiter(two);
    };
    expect(said('KV3101', build)).toHaveLength(1);
  });

  it('say how they were counted, and can be accepted', () => {
    const { app, chart } = program();
    masters(chart, { count: 1 });
    expect(foundOf(app, 'KV3101')[0]?.given).toBe('count 1 and 1 bootstrapped outside of it');
    expect(acknowledged(app, 'KV3101')).toEqual([]);
  });
});

describe('KV3102: more than 7 masters', () => {
  it('slow etcd down', () => {
    const { app, chart } = program();
    masters(chart, { count: 8 });
    expect(foundOf(app, 'KV3102').map(line)).toEqual([
      'KV3102 c/master/Resource spec.staticInstances.count: etcd gets slower with every member',
    ]);
    expect(acknowledged(app, 'KV3102')).toEqual([]);
  });

  it('are more than 7', () => {
    expect(said('KV3102', (one) => masters(one, { count: 6 }))).toEqual([]);
  });
});

describe('KV3103: the arbiter', () => {
  it('is one group', () => {
    const build: Build = (one, two) => (arbiter(one), arbiter(two, TRAITS, 'second'));
    expect(said('KV3103', build)).toEqual([
      'KV3103 d/second/Resource spec.nodeTemplate.labels: the group arbiter is already the arbiter',
    ]);
    expect(acknowledged(program().app, 'KV3103')).toEqual(['KV1002']);
  });

  it('is not a second one beside a hand-written one, wherever that stands', () => {
    const build: Build = (one, two) => {
      arbiter(one);
      handWritten(two, 'NodeGroup', 'hand', { spec: { nodeType: 'Static', nodeTemplate: { labels: { [KEY]: '' } } } });
    };
    expect(said('KV3103', build)).toEqual([
      'KV3103 c/arbiter/Resource spec.nodeTemplate.labels: the group hand is already the arbiter',
    ]);
  });

  it('is one node', () => {
    const says = ['KV3103 c/arbiter/Resource: the group arbiter is the arbiter and has more than one node'];
    expect(said('KV3103', (one) => arbiter(one, { ...TRAITS, count: 2 }))).toEqual(says);
    expect(said('KV3103', (one) => (arbiter(one), yandex(one, 2, [{ name: 'arbiter', replicas: 3 }])))).toEqual(says);
  });

  it('may be one of unknown size, or of one node', () => {
    expect(said('KV3103', (one) => arbiter(one))).toEqual([]);
    expect(said('KV3103', (one) => arbiter(one, { ...TRAITS, count: 1 }))).toEqual([]);
    expect(said('KV3103', (one) => (arbiter(one), yandex(one, 2, [{ name: 'arbiter', replicas: 1 }])))).toEqual([]);
  });
});

describe('KV3104: the taint of the arbiter', () => {
  it('is missing, or of another effect', () => {
    const says = ['KV3104 c/arbiter/Resource spec.nodeTemplate.taints: ordinary Pods may run on the arbiter'];
    expect(said('KV3104', (one) => arbiter(one, { labels: TRAITS.labels ?? {} }))).toEqual(says);
    expect(
      said('KV3104', (one) => arbiter(one, { ...TRAITS, taints: [{ key: KEY, effect: 'PreferNoSchedule' }] })),
    ).toEqual(says);
  });

  it('is there', () => {
    expect(said('KV3104', (one) => arbiter(one))).toEqual([]);
    const { app, chart } = program();
    arbiter(chart, { labels: TRAITS.labels ?? {} });
    expect(acknowledged(app, 'KV3104')).toEqual([]);
  });
});

describe('KV3105: an arbiter', () => {
  it('is unknown before 1.75', () => {
    expect(said('KV3105', (one) => arbiter(one), '1.74')).toEqual([
      'KV3105 c/arbiter/Resource spec.nodeTemplate.labels: an etcd arbiter needs release 1.75',
    ]);
    const { app, chart } = program('1.74');
    arbiter(chart);
    expect(acknowledged(app, 'KV3105')).not.toContainEqual(expect.stringContaining('KV3105'));
  });

  it('is known from 1.75, and other groups are not asked', () => {
    expect(said('KV3105', (one) => arbiter(one), '1.75')).toEqual([]);
    expect(said('KV3105', (one) => arbiter(one, {}), '1.66')).toEqual([]);
  });
});

describe('KV3106: high availability', () => {
  const global = (chart: Chart, highAvailability?: boolean): ModuleConfig =>
    new ModuleConfig(chart, 'global', {
      metadata: { name: 'global' },
      spec: { version: 2, settings: { highAvailability } },
    });

  it('is switched off beside several masters, of the library or hand-written', () => {
    const says = [
      'KV3106 d/global spec.settings.highAvailability: there are 3 masters, and highAvailability of the module global is off',
    ];
    expect(said('KV3106', (one, two) => (masters(one, { count: 2 }), global(two, false)))).toEqual(says);
    expect(said('KV3106', (one, two) => (yandex(one, 3), global(two, false)))).toEqual(says);
    expect(said('KV3106', (one) => (yandex(one, 2), global(one, false)))).toHaveLength(1);
    const hand: Build = (one, two) => (
      handWritten(one, 'NodeGroup', 'master', { spec: { nodeType: 'Static', staticInstances: { count: 2 } } }),
      global(two, false)
    );
    expect(said('KV3106', hand)).toEqual(says);
  });

  it('is on, left open, or off with one master', () => {
    expect(said('KV3106', (one) => (masters(one, { count: 2 }), global(one, true)))).toEqual([]);
    expect(said('KV3106', (one) => (masters(one, { count: 2 }), global(one)))).toEqual([]);
    expect(said('KV3106', (one) => (yandex(one, 1), global(one, false)))).toEqual([]);
    expect(said('KV3106', (one) => masters(one, { count: 2 }))).toEqual([]);
  });

  it('can be accepted as off', () => {
    const { app, chart } = program();
    masters(chart, { count: 2 });
    global(chart, false);
    expect(acknowledged(app, 'KV3106')).toEqual([]);
  });
});
