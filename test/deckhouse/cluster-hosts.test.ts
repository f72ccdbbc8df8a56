import { ClusterApp, ExistingHosts, HostAddress, MultiMasterCluster, SecretValue } from 'kvorum';
import type { ClusterStep, HostPlan, MultiMasterClusterProps } from 'kvorum';
import { Deckhouse, DeckhouseRelease, DhctlYandexCloud } from 'kvorum/deckhouse';

import { errorsOf } from '../support/errors';
import { manifestsOf } from '../support/manifests';

// Which hosts dhctl and the cluster set up, and what is done with the output.

const ssh = { user: 'ops', privateKey: SecretValue.fromEnv('SSH_KEY') };
const masters = [0, 1, 2].map((i) => ({ name: `master-${i}`, address: `10.0.0.1${i}` }));
const cluster = (props: Partial<MultiMasterClusterProps> = {}, app = ClusterApp.forTesting()): MultiMasterCluster =>
  new MultiMasterCluster(app, 'prod', {
    replicas: 3,
    distribution: new Deckhouse({ release: DeckhouseRelease.V1_76 }),
    infrastructure: new ExistingHosts({ masters, ssh }),
    ...props,
  });
const staticNodes = (of: MultiMasterCluster): readonly string[] =>
  manifestsOf(of)
    .filter(({ kind }) => kind === 'StaticInstance')
    .map(({ metadata }) => metadata.name);
const dhctlHost = (of: MultiMasterCluster): string =>
  /^host: (.*)$/m.exec(
    (of.node.root as ClusterApp).render().find(({ path }) => path.endsWith('connection.yml'))?.text ?? '',
  )?.[1] ?? '';

describe('the master that dhctl sets up', () => {
  it('is the first one, where the program says of none whether it is a node', () => {
    const prod = cluster();
    expect([dhctlHost(prod), staticNodes(prod)]).toEqual(['10.0.0.10', ['master-1', 'master-2']]);
  });

  it('is the first master of the program', () => {
    const prod = cluster({ firstMaster: 'master-2' });
    expect([dhctlHost(prod), staticNodes(prod)]).toEqual(['10.0.0.12', ['master-0', 'master-1']]);
  });

  it('is one that is a node, where the program says so', () => {
    const said = masters.map((master, i) => ({ ...master, ...(i === 1 ? { bootstrapped: true } : {}) }));
    const prod = cluster({ infrastructure: new ExistingHosts({ masters: said, ssh }) });
    expect([dhctlHost(prod), staticNodes(prod)]).toEqual(['10.0.0.11', ['master-0', 'master-2']]);
  });
});

it('hosts may have names with dots', () => {
  const workers = [{ name: 'vs1.example.com', address: '10.0.0.20' }];
  expect(staticNodes(cluster({ infrastructure: new ExistingHosts({ masters, workers, ssh }) }))).toContain(
    'vs1.example.com',
  );
});

it('a StaticInstance needs a fixed address', () => {
  const plan: HostPlan = {
    hosts: masters.map(({ name }) => ({ name, role: 'master', address: HostAddress.NONE })),
    ssh,
  };
  const infrastructure = { name: 'rack', bindHosts: () => plan, bindMachines: () => ({}) };
  const errors = errorsOf(() => cluster({ infrastructure }));
  expect(errors.map(({ code, given }) => `${code} ${given}`)).toEqual([
    'KV2201 master-1: none',
    'KV2201 master-2: none',
  ]);
});

describe('the steps', () => {
  const summary = (steps: readonly ClusterStep[]) => steps.map(({ id, hosts, until }) => [id, hosts, until?.title]);

  it('are dhctl on the first master, the objects, the other hosts', () => {
    const { steps } = cluster();
    expect(summary(steps)).toEqual([
      ['bootstrap', ['master-0'], 'master-0 is Ready'],
      ['apply', undefined, undefined],
      ['nodes', ['master-1', 'master-2'], 'every host runs as a node'],
    ]);
    expect(steps[0]?.run).toEqual([
      'dhctl',
      'bootstrap',
      '--config',
      { file: 'files/prod/dhctl/config.yml' },
      '--connection-config',
      { file: 'files/prod/dhctl/connection.yml' },
    ]);
    expect(steps.map(({ after }) => after)).toEqual([[], ['bootstrap'], ['apply']]);
  });

  it('leave the command to a person where dhctl has no connection', () => {
    const { steps } = cluster({ infrastructure: new ExistingHosts({ masters }) });
    expect(summary(steps).map(([id]) => id)).toEqual(['bootstrap', 'apply']);
    expect([steps[0]?.run, steps[0]?.files]).toEqual([undefined, [{ file: 'files/prod/dhctl/config.yml' }]]);
  });

  it('wait for all masters where dhctl makes them', () => {
    const infrastructure = new DhctlYandexCloud({
      cloudID: 'b1g2c3d4e5f6g7h8i9j0',
      folderID: 'b1g2c3d4e5f6g7h8i9j0',
      serviceAccountJSON: SecretValue.fromEnv('SA_JSON'),
      sshPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ5ZSBieWUgYnllIGJ5ZSBieWUgYnllIGJ5ZSBi ops',
      layout: 'Standard',
      nodeNetworkCIDR: '10.100.0.0/20',
      masters: { instanceClass: { cores: 4, memory: 8192, imageID: 'fd8fhhs52g8uqh97k2n3' } },
    } as never);
    expect(summary(cluster({ infrastructure }).steps)).toEqual([
      ['bootstrap', undefined, 'all masters are Ready'],
      ['apply', undefined, undefined],
    ]);
  });

  it('of a cluster that exists are its objects alone, with all charts beside it', () => {
    const app = ClusterApp.forTesting();
    const prod = new MultiMasterCluster(app, 'prod', { replicas: 1 });
    prod.secretsChart();
    const file = app.render().find(({ path }) => path === 'report.json');
    const report = JSON.parse(file?.text ?? '') as {
      phases: readonly { kind: string; path: string; applies: readonly string[] }[];
    };
    expect(report.phases.filter(({ kind }) => kind === 'step')).toMatchObject([
      { path: 'prod:apply', applies: ['prod', 'prod-secrets'] },
    ]);
  });
});
