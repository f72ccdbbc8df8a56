import { App, Chart, Lazy } from 'cdk8s';
import { ClusterApp, ExistingHosts, HostAddress, MultiMasterCluster, SecretValue } from 'kvorum';
import { Hostname, MachineOs } from 'kvorum/machine';
import { ControlPlaneManager, Deckhouse, DeckhouseRelease, DhctlConfiguration, GlobalSettings } from 'kvorum/deckhouse';

import { errorsOf, refusals } from '../support/errors';

// What a program in plain JavaScript can hand to a cluster: misspelt props, values of other types, strategies that do not
// keep what their role promises. Nothing of it may be left out without a word, and nothing may be left behind.

const release = DeckhouseRelease.V1_76;
const cluster = (props: object, app = new App()) =>
  new MultiMasterCluster(app, 'prod', { replicas: 3, ...props } as never);
const said = (props: object): string[] => refusals(() => cluster(props));

describe('props', () => {
  it.each<[string, object, string[]]>([
    ['a misspelt strategy', { distributon: new Deckhouse({ release }) }, ['KV1201 distributon']],
    ['labels that are none', { labels: 5 }, ['KV1203 labels']],
    ['a namespace that is none', { namespace: {} }, ['KV1203 namespace']],
  ])('of a cluster: %s', (_what, props, expected) => {
    expect(said(props)).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    ['misspelt settings', { globals: {}, Install: {} }, ['KV1201 globals', 'KV1201 Install']],
    ['settings of another type', { global: true, install: 5 }, ['KV1203 global', 'KV1203 install']],
    ['late settings', { controlPlaneManager: Lazy.any({ produce: () => ({}) }) }, ['KV1203 controlPlaneManager']],
  ])('of Deckhouse: %s', (_what, props, expected) => {
    expect(refusals(() => new Deckhouse({ release, ...props }))).toEqual(expected);
  });

  it('of module settings', () => {
    const make = (Module: typeof GlobalSettings | typeof ControlPlaneManager, props: object) => (): unknown =>
      new Module(new Chart(new App(), 'c'), 'm', { release, ...props });
    expect(refusals(make(GlobalSettings, { enabled: true }))).toEqual(['KV1201 enabled']);
    expect(refusals(make(GlobalSettings, { collectTaintKeys: 'false' }))).toEqual(['KV1203 collectTaintKeys']);
    expect(refusals(make(ControlPlaneManager, { settings: Lazy.any({ produce: () => ({}) }) }))).toEqual([
      'KV1203 settings',
    ]);
  });
});

describe('an infrastructure', () => {
  const of = (plan: unknown): string[] =>
    said({
      distribution: new Deckhouse({ release }),
      infrastructure: { name: 'odd', bindHosts: () => plan, bindMachines: () => ({}) },
    });
  const masters = [1, 2, 3].map((i) => ({
    name: `m${i}`,
    role: 'master',
    address: HostAddress.fixed(`10.0.0.${i}`),
  }));
  const address = HostAddress.NONE;

  it.each<[string, unknown, string[]]>([
    ['no plan', null, ['KV2008 infrastructure.bindHosts']],
    ['no hosts', {}, ['KV2008 infrastructure.bindHosts.hosts']],
    ['access that is none', { hosts: masters, ssh: 'ubuntu' }, ['KV2008 infrastructure.bindHosts.ssh']],
    ['too few masters', { hosts: masters.slice(1) }, ['KV2002 infrastructure.masters']],
    [
      'a host that is none',
      { hosts: [...masters, 7] },
      ['role', 'name', 'address'].map((field) => `KV2004 infrastructure.bindHosts.hosts[3].${field}`),
    ],
    [
      'a role that is none',
      { hosts: [...masters, { name: 'k', role: 'king', address }] },
      ['KV2004 infrastructure.bindHosts.hosts[3].role'],
    ],
    [
      'an address that is a text',
      { hosts: masters.map((m) => ({ ...m, address: '10.0.0.1' })) },
      [0, 1, 2].map((i) => `KV2004 infrastructure.bindHosts.hosts[${i}].address`),
    ],
    ['steps that are no list', { hosts: masters, steps: {} }, ['KV2008 infrastructure.bindHosts.steps']],
    [
      'a name that comes twice',
      { hosts: [...masters, { name: 'm1', role: 'worker', address }] },
      ['KV2003 infrastructure'],
    ],
  ])('that gives %s', (_what, plan, expected) => {
    expect(of(plan)).toEqual(expected);
  });

  it('may know no host, or hosts without addresses', () => {
    const make = (hosts: readonly object[]) =>
      cluster({
        distribution: new Deckhouse({ release }),
        infrastructure: { name: 'cloud', bindHosts: () => ({ hosts }), bindMachines: () => ({}) },
      });
    expect(make([]).hosts.hosts).toEqual([]);
    expect(make(masters.map((host) => ({ ...host, address }))).hosts.hosts).toHaveLength(3);
  });
});

describe('an endpoint', () => {
  const plan = { host: '10.0.0.9', port: 6443, certSans: [] };
  const of = (fields: object): string[] =>
    said({ distribution: new Deckhouse({ release }), endpoint: { bindEndpoint: () => ({ ...plan, ...fields }) } });

  it.each<[object, string[]]>([
    [{ host: '' }, ['KV2008 endpoint.bindEndpoint.host']],
    [{ port: 0 }, ['KV2008 endpoint.bindEndpoint.port']],
    [{ port: 65536 }, ['KV2008 endpoint.bindEndpoint.port']],
    [{ certSans: 5 }, ['KV2008 endpoint.bindEndpoint.certSans']],
    [{ certSans: [5] }, ['KV2008 endpoint.bindEndpoint.certSans[0]']],
    [{ parts: {} }, ['KV2008 endpoint.bindEndpoint.parts']],
    [{ parts: [5] }, ['KV2008 endpoint.bindEndpoint.parts[0]']],
    [{ parts: [{ parts: [] }] }, ['KV2008 endpoint.bindEndpoint.parts[0].host']],
    [{ parts: [{ host: 'm1' }] }, ['KV2008 endpoint.bindEndpoint.parts[0].parts']],
    [{ parts: [{ host: 'm9', parts: [] }] }, ['KV2008 endpoint.bindEndpoint.parts']],
  ])('that gives %j', (fields, expected) => {
    expect(of(fields)).toEqual(expected);
  });

  it('that keeps its promise passes', () => {
    const endpoint = { name: 'e', bindEndpoint: () => plan };
    expect(cluster({ distribution: new Deckhouse({ release }), endpoint }).endpoint).toEqual(plan);
  });
});

describe('a distribution', () => {
  it.each<[unknown, string[]]>([
    [null, ['KV2008 distribution.bindDistribution']],
    [{ machines: 5 }, ['KV2008 distribution.bindDistribution.machines']],
    [{ steps: 5 }, ['KV2008 distribution.bindDistribution.steps']],
    [{ machines: [], defaultChild: 5 }, ['KV2008 distribution.bindDistribution.defaultChild']],
  ])('that gives %j', (plan, expected) => {
    expect(said({ distribution: { name: 'odd', serves: [], bindDistribution: () => plan } })).toEqual(expected);
  });

  it('says which options it serves', () => {
    expect(said({ distribution: { name: 'odd', bindDistribution: () => ({}) } })).toEqual(['KV2503 distribution']);
  });

  it('that throws is named with what it said', () => {
    const distribution = {
      name: 'odd',
      serves: [],
      bindDistribution: () => {
        throw new Error('no licence');
      },
    };
    const [error] = errorsOf(() => cluster({ distribution }));
    expect([error?.code, error?.path, error?.message.split('\n')[0]]).toEqual([
      'KV2504',
      'prod',
      'KV2504 [prod]: a strategy failed: no licence',
    ]);
  });
});

it('all that is wrong with the props comes in one error', () => {
  expect(
    said({ replicas: 2, infrastructure: {}, endpoint: 5, etcd: { backup: 5, external: 'etcd' }, audit: {}, colour: 1 }),
  ).toEqual([
    'KV1201 colour',
    'KV2001 replicas',
    'KV2503 infrastructure',
    'KV2503 endpoint',
    'KV1203 audit',
    'KV1203 etcd.backup',
    'KV1203 etcd.external',
  ]);
});

it('all that is wrong with the parts of a Deckhouse cluster comes in one error', () => {
  const distribution = new Deckhouse({
    release,
    global: { highAvailability: 'yes' } as never,
    controlPlaneManager: { etcd: { maxDbSize: 'large' } } as never,
    masters: { cri: { type: 'Bogus' } } as never,
    nodeManager: { colour: 1 } as never,
  });
  const masters = [1, 2, 3].map((i) => ({ name: `m${i}`, address: `10.0.0.${i}` }));
  const ssh = { user: 'ops', privateKey: SecretValue.fromEnv('SSH_KEY') };
  const paths = errorsOf(() => cluster({ distribution, infrastructure: new ExistingHosts({ masters, ssh }) })).map(
    ({ path }) => path.replace('/Resource', ''),
  );
  expect(paths).toEqual(['prod/global', 'prod/control-plane-manager', 'prod/node-manager', 'prod/master']);
});

describe('parts of hosts', () => {
  const masters = [1, 2, 3].map((i) => ({ name: `m${i}`, address: `10.0.0.${i}` }));

  it('are refused where the distribution prepares its hosts by itself', () => {
    const infrastructure = new ExistingHosts({ masters, os: MachineOs.altContainer(), parts: [new Hostname()] });
    expect(said({ distribution: new Deckhouse({ release }), infrastructure })).toEqual(
      Array(3).fill('KV2206 infrastructure'),
    );
  });

  it('need no operating system to be refused', () => {
    const infrastructure = new ExistingHosts({ masters, parts: [new Hostname()] });
    expect(said({ distribution: new Deckhouse({ release }), infrastructure })).toEqual(
      Array(3).fill('KV2206 infrastructure'),
    );
  });

  it('may be none', () => {
    const infrastructure = new ExistingHosts({ masters, os: MachineOs.altContainer() });
    expect(() => cluster({ distribution: new Deckhouse({ release }), infrastructure })).not.toThrow();
  });

  it('labels of a host are refused by Deckhouse, which labels groups', () => {
    const labelled = masters.map((host) => ({ ...host, labels: { rack: 'a' } }));
    const infrastructure = new ExistingHosts({ masters: labelled });
    expect(said({ distribution: new Deckhouse({ release }), infrastructure })).toEqual(
      Array(3).fill('KV2004 infrastructure'),
    );
  });
});

describe('what was refused leaves no trace', () => {
  const ssh = { user: 'ops', privateKey: SecretValue.fromEnv('SSH_KEY') };
  const three = [1, 2, 3].map((i) => ({ name: `m${i}`, address: `10.0.0.${i}` }));

  it('of a cluster, so that a second try with the same strategies can be made', () => {
    const app = ClusterApp.forTesting();
    const infrastructure = new ExistingHosts({ masters: three, ssh });
    const bad = new Deckhouse({ release, masters: { cri: { type: 'Bogus' as never } } });
    expect(() => cluster({ infrastructure, distribution: bad }, app)).toThrow('KV1204');
    expect(app.node.children).toEqual([]);
    expect(app.render().map((f) => f.kind)).toEqual(['report']);
    cluster({ infrastructure, distribution: new Deckhouse({ release }) }, app);
    expect(app.render().map((f) => f.path)).toContain('prod-secrets.k8s.yaml');
  });

  it('of the files of dhctl', () => {
    const chart = new Chart(new App(), 'c');
    expect(() => new DhctlConfiguration(chart, 'dhctl', { release, cluster: {} as never })).toThrow('KV1202');
    expect(chart.node.children).toEqual([]);
  });
});

it('the id of the chart with the secrets may be taken, which is said', () => {
  const app = ClusterApp.forTesting();
  new Chart(app, 'prod-secrets');
  const infrastructure = new ExistingHosts({
    masters: [1, 2, 3].map((i) => ({ name: `m${i}`, address: `10.0.0.${i}` })),
    ssh: { user: 'ops', privateKey: SecretValue.fromEnv('SSH_KEY') },
  });
  expect(refusals(() => cluster({ infrastructure, distribution: new Deckhouse({ release }) }, app))).toEqual([
    'KV2505',
  ]);
});
