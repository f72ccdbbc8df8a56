import { Testing } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AuditPolicy } from 'kvorum/audit';
import { ClusterApp, HostAddress, KvorumError, MultiMasterCluster, SecretValue } from 'kvorum';
import type { MultiMasterClusterProps } from 'kvorum';
import { EtcdConnection } from 'kvorum/etcd';
import { BlockDevice, MachineOs, SwapSpace } from 'kvorum/machine';

import { errorsOf, refusals } from '../support/errors';
import { afterApply, isStack, Keepalived, Lab, OutsideAddress, Text, ToyKubeadm } from './lab';
import { stderrOf } from '../support/stderr';

// A whole distribution, an infrastructure and an endpoint from outside the package. MultiMasterCluster knows none of them.

const lab = (props: Partial<MultiMasterClusterProps> = {}, app = ClusterApp.forTesting()): MultiMasterCluster =>
  new MultiMasterCluster(app, 'lab', {
    replicas: 3,
    distribution: new ToyKubeadm(),
    infrastructure: new Lab({ workers: 1 }),
    endpoint: new Keepalived('10.9.0.100'),
    ...props,
  });
const filesOf = (cluster: MultiMasterCluster) => (cluster.node.root as ClusterApp).render();
const textOf = (cluster: MultiMasterCluster, path: string): string => {
  const file = filesOf(cluster).find((f) => f.path === path);
  if (file === undefined) throw new Error(`there is no file ${path}`);
  return file.text;
};
const pathsOf = (cluster: MultiMasterCluster, host: string): readonly string[] =>
  cluster
    .machine(host)
    .toButane()
    .storage?.files?.map(({ path }) => path) ?? [];
const userDataOf = (cluster: MultiMasterCluster, master: string): string => {
  const stack = JSON.parse(textOf(cluster, `stacks/lab-${master}/cdk.tf.json`)) as {
    resource: { terraform_data: { vm: { input: { user_data: string } } } };
  };
  return stack.resource.terraform_data.vm.input.user_data;
};

describe('one machine config a host', () => {
  it('has the parts of infrastructure, endpoint, distribution and program, in this order', () => {
    const infrastructure = new Lab({ parts: [new Text('nic', '/etc/nic', 'eth0\n')], workers: 1 });
    const cluster = lab({ infrastructure });
    cluster.machine('master1').add(new Text('motd', '/etc/motd', 'lab\n'));
    expect(pathsOf(cluster, 'master1')).toEqual([
      '/etc/nic',
      '/etc/keepalived/keepalived.conf',
      '/etc/hostname',
      '/etc/modules-load.d/modules.conf',
      '/etc/kubernetes/kubeadm',
      '/etc/motd',
    ]);
    // The endpoint has no parts for workers.
    expect(pathsOf(cluster, 'worker0')).not.toContain('/etc/keepalived/keepalived.conf');
    expect(cluster.machines.map(({ host }) => host)).toEqual(['master0', 'master1', 'master2', 'worker0']);
  });

  it('is two files below the folder of the cluster', () => {
    const paths = filesOf(lab()).map(({ path }) => path);
    expect(paths.filter((path) => path.includes('master0.'))).toEqual([
      'lab/hosts/master0/master0.bu',
      'lab/hosts/master0/master0.ign',
    ]);
  });

  it('takes any part until the synth', () => {
    const cluster = lab();
    cluster.machine('master2').add(new SwapSpace({ device: BlockDevice.of('/dev/disk/by-id/swap') }));
    expect(textOf(cluster, 'lab/hosts/master2/master2.bu')).toContain('/dev/disk/by-id/swap');
  });

  it('refuses parts of two strategies that contradict each other, on all hosts in one error', () => {
    const parts = [new Text('mine', '/etc/keepalived/keepalived.conf', 'by hand\n')];
    const errors = errorsOf(() => lab({ infrastructure: new Lab({ parts }) }));
    expect(errors.map(({ code, path }) => `${code} ${path}`)).toEqual(
      [0, 1, 2].map((i) => `KV5621 lab/machines/master${i}`),
    );
    expect(errors[0]?.message).toContain('mine');
    expect(errors[0]?.message).toContain('keepalived-conf');
  });

  it('is asked for by the name of its host', () => {
    const [error] = errorsOf(() => lab().machine('master7'));
    expect([error?.code, error?.allowed]).toEqual(['KV2208', 'master0, master1, master2, worker0']);
  });

  it('needs the operating system of the host', () => {
    const infrastructure = new Lab({ os: undefined as never });
    // The lab has a default of its own, so the host is changed behind its back.
    const bindHosts = infrastructure.bindHosts.bind(infrastructure);
    infrastructure.bindHosts = (context) => ({
      hosts: bindHosts(context).hosts.map(({ machine: _, ...host }) => host),
    });
    expect(refusals(() => lab({ infrastructure }))).toEqual(Array(3).fill('KV2207 infrastructure'));
  });
});

describe('the Ignition text', () => {
  it('is the user data of each machine', () => {
    const cluster = lab();
    const text = textOf(cluster, 'lab/hosts/master1/master1.ign');
    expect(userDataOf(cluster, 'master1')).toBe(text);
    expect(JSON.parse(text)).toMatchObject({ ignition: { version: '3.2.0' } });
  });

  it('has what the program has added after the machines were bound', () => {
    const cluster = lab();
    cluster.machine('master0').add(new Text('motd', '/etc/motd', 'lab\n'));
    expect(userDataOf(cluster, 'master0')).toContain('/etc/motd');
  });

  it('stays out of the stack when it holds a secret', () => {
    const token = SecretValue.unsafePlainText('abcdef.0123456789abcdef');
    const cluster = lab({ distribution: new ToyKubeadm({ token }) });
    expect(userDataOf(cluster, 'master0')).toBe('${file("../../../kvorum.out/lab/hosts/master0/master0.ign")}');
    expect(filesOf(cluster).find((f) => f.path.endsWith('master0.ign'))?.mode).toBe(0o600);
  });

  it('that was taken before the last part is refused at synth', () => {
    const cluster = lab();
    cluster.machine('master0').ignition();
    cluster.machine('master0').add(new Text('motd', '/etc/motd', 'lab\n'));
    // The stack takes the text again at synth: only a text that nobody takes again is stale.
    expect(() => filesOf(cluster)).not.toThrow();
    const worker = cluster.machine('worker0');
    worker.ignition();
    worker.add(new Text('motd', '/etc/motd', 'lab\n'));
    expect(refusals(() => filesOf(cluster))).toEqual(['KV5646']);
  });
});

describe('the first master', () => {
  const commands = (cluster: MultiMasterCluster): readonly string[] =>
    cluster.machines.map(
      ({ host }) =>
        /init|join/.exec(
          JSON.stringify(
            cluster
              .machine(host)
              .toButane()
              .storage?.files?.find((f) => f.path === '/etc/kubernetes/kubeadm'),
          ),
        )?.[0] ?? '',
    );

  it('is the first that the infrastructure names', () => {
    expect(commands(lab())).toEqual(['init', 'join', 'join', 'join']);
  });

  it('can be chosen by name', () => {
    expect(commands(lab({ firstMaster: 'master2' }))).toEqual(['join', 'join', 'init', 'join']);
  });

  it('is a master', () => {
    const [error] = errorsOf(() => lab({ firstMaster: 'worker0' }));
    expect([error?.code, error?.allowed]).toEqual(['KV2202', 'master0, master1, master2']);
  });
});

describe('addresses', () => {
  it('that are known after apply flow to who can wait for them', () => {
    const cluster = lab({
      infrastructure: new Lab({ address: afterApply }),
      endpoint: new OutsideAddress('10.9.0.100'),
    });
    expect(cluster.hosts.hosts.map(({ address }) => address.state)).toEqual(Array(3).fill('after-apply'));
    expect(() => filesOf(cluster)).not.toThrow();
  });

  it.each<[string, (i: number, stack: Construct) => HostAddress]>([
    ['known after apply', afterApply],
    ['none', () => HostAddress.NONE],
  ])('that are %s are refused by who needs them now', (words, address) => {
    const [error] = errorsOf(() => lab({ infrastructure: new Lab({ address }) }));
    expect([error?.code, error?.given, error?.fix]).toEqual([
      'KV2201',
      `master0: ${words}`,
      'give the host master0 a fixed address',
    ]);
  });
});

describe('a stack', () => {
  it('is a child of the app and a member of the cluster', () => {
    const app = ClusterApp.forTesting();
    const cluster = lab({}, app);
    const ids = app.node.children.filter(isStack).map(({ node }) => node.id);
    expect(ids).toEqual(['lab-master0', 'lab-master1', 'lab-master2']);
    expect(cluster.node.findAll().some(isStack)).toBe(false);
  });
});

describe('a cluster that fails late', () => {
  const failing = (app: ClusterApp) => lab({ infrastructure: new Lab({ failLate: true }) }, app);

  it('leaves nothing behind, and a second try works', () => {
    const app = ClusterApp.forTesting();
    expect(() => failing(app)).toThrow('KV2504');
    expect(app.node.children).toEqual([]);
    const again = lab({}, app);
    expect(filesOf(again).map(({ path }) => path)).toContain('stacks/lab-master0/cdk.tf.json');
  });

  it('keeps what was there before', () => {
    const app = ClusterApp.forTesting();
    new TerraformStack(app, 'network');
    expect(() => failing(app)).toThrow('KV2504');
    expect(app.node.children.map(({ node }) => node.id)).toEqual(['network']);
  });

  it('also takes a stack back that a strategy made without the context', () => {
    const app = ClusterApp.forTesting();
    const infrastructure = new Lab();
    infrastructure.bindMachines = ({ chart }) => {
      new TerraformStack(chart.node.root, 'stray');
      throw new Error('no quota');
    };
    expect(() => lab({ infrastructure }, app)).toThrow('no quota');
    expect(app.node.children).toEqual([]);
  });

  it('keeps the exception as its cause, with its stack', () => {
    const [error] = errorsOf(() => failing(ClusterApp.forTesting()));
    expect(error?.cause).toBeInstanceOf(Error);
    expect((error?.cause as Error).message).toBe('no quota');
    expect((error?.cause as Error).stack).toContain('lab.ts');
  });

  it('frees its strategies for a second try', () => {
    const app = ClusterApp.forTesting();
    const [distribution, endpoint] = [new ToyKubeadm(), new Keepalived('10.9.0.100')];
    expect(() => lab({ distribution, endpoint, infrastructure: new Lab({ failLate: true }) }, app)).toThrow(
      KvorumError,
    );
    expect(() => lab({ distribution, endpoint }, app)).not.toThrow();
  });
});

describe('an option that the distribution does not serve', () => {
  const external = new EtcdConnection({ endpoints: ['https://10.0.0.1:2379'] });

  it('is refused, each by its name, with the distribution that serves it', () => {
    const errors = errorsOf(() =>
      lab({
        audit: AuditPolicy.recommended(),
        etcd: { backup: { schedule: '0 3 * * *' }, external },
        distribution: new ToyKubeadm({ serves: [] }),
      }),
    );
    expect(errors.map(({ code, property, fix }) => [code, property, fix])).toEqual([
      ['KV2204', 'audit', 'leave audit out; Deckhouse serves it'],
      ['KV2204', 'endpoint', 'leave endpoint out; Deckhouse serves it'],
      ['KV2204', 'etcd.backup', 'leave etcd.backup out; Deckhouse serves it'],
      ['KV2204', 'etcd.external', 'leave etcd.external out; no distribution of this library serves it yet'],
    ]);
  });

  it('is passed on to one that serves it', () => {
    const distribution = new ToyKubeadm({ serves: ['endpoint', 'audit', 'etcd.external'] });
    const bind = jest.spyOn(distribution, 'bindDistribution');
    const audit = AuditPolicy.recommended();
    lab({ distribution, audit, etcd: { external } });
    expect(bind.mock.calls[0]?.[1]).toMatchObject({ audit, etcd: { external } });
  });
});

describe('strategies that cannot work together', () => {
  it('are refused before anything is made', () => {
    const endpoint = Object.assign(new Keepalived('10.9.0.100'), {
      conflicts: () => [{ message: 'the network of the lab carries no VRRP', property: 'endpoint' }],
    });
    const infrastructure = new Lab();
    const bind = jest.spyOn(infrastructure, 'bindHosts');
    expect(refusals(() => lab({ endpoint, infrastructure }))).toEqual(['KV2205 endpoint']);
    expect(bind).not.toHaveBeenCalled();
  });
});

describe('the steps', () => {
  it('of all plans come in one order, each after the one before', () => {
    expect(lab().steps.map(({ id, after }) => [id, after])).toEqual([
      ['machines', []],
      ['join', ['machines']],
    ]);
  });

  it('are phases of the report', () => {
    const { phases } = JSON.parse(textOf(lab(), 'report.json')) as { phases: readonly Record<string, unknown>[] };
    const steps = phases.filter(({ kind }) => kind === 'step');
    expect(steps.map(({ path, dependsOn, applies }) => ({ path, dependsOn, applies }))).toEqual([
      { path: 'lab:machines', dependsOn: [], applies: ['lab-master0', 'lab-master1', 'lab-master2'] },
      { path: 'lab:join', dependsOn: ['lab:machines'], applies: [] },
    ]);
    expect(steps[1]?.until).toEqual({
      title: 'all nodes are Ready',
      run: ['kubectl', 'wait', '--for=condition=Ready', 'nodes', '--all'],
    });
  });

  it.each<[string, object, string]>([
    ['an id that two have', { id: 'join' }, 'two steps have the id join'],
    ['an id that is no name', { id: 'Join!' }, 'the id of the step is not usable'],
    ['a host that is not there', { hosts: ['m9'] }, 'names a host that the cluster does not have'],
    ['a step that comes later', { after: ['later'] }, 'waits for a step that does not come before it'],
    ['a title of two lines', { title: 'a\nb' }, 'the title of a step is one line of text'],
    ['a word with a line break', { run: ['sh', '-c', 'a\nb'] }, 'a word of a command is one line of text'],
    ['a place that is none', { where: 'moon' }, 'the place of the step is unknown'],
  ])('are refused with %s', (_what, fields, message) => {
    const infrastructure = new Lab();
    infrastructure.bindMachines = () => ({
      steps: [
        { id: 'join', title: 'First', where: 'workstation' },
        { id: 'extra', title: 'Extra', where: 'workstation', ...fields },
      ],
    });
    const distribution = new ToyKubeadm();
    const bindDistribution = distribution.bindDistribution.bind(distribution);
    distribution.bindDistribution = (context, input) => ({ ...bindDistribution(context, input), steps: [] });
    const errors = errorsOf(() => lab({ infrastructure, distribution }));
    expect(errors.map(({ code, property }) => `${code} ${property}`)).toEqual(['KV2209 steps[1]']);
    expect(errors[0]?.message).toContain(message);
  });
});

describe('names of hosts', () => {
  const named = (name: string, distribution: ToyKubeadm): (() => unknown) => {
    const infrastructure = new Lab();
    const bindHosts = infrastructure.bindHosts.bind(infrastructure);
    infrastructure.bindHosts = (context) => {
      const [first, ...others] = bindHosts(context).hosts;
      return { hosts: [{ ...first!, name }, ...others] };
    };
    return () => lab({ infrastructure, distribution });
  };

  it('are labels, unless the distribution takes more', () => {
    const [error] = errorsOf(named('m0.example.com', new ToyKubeadm()));
    expect([error?.code, error?.given, error?.fix]).toEqual(['KV2210', 'm0.example.com', 'name the host m0']);
    expect(named('m0.example.com', Object.assign(new ToyKubeadm(), { hostNames: 'subdomain' as const }))).not.toThrow();
  });
});

it('the objects of the distribution are in the chart of the cluster', () => {
  expect(Testing.synth(lab())).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cluster-info' },
      data: { endpoint: 'https://10.9.0.100:8443' },
    },
  ]);
});

it('the cluster warns of nothing when distribution and infrastructure are named', () => {
  const app = ClusterApp.forTesting();
  lab({}, app);
  expect(stderrOf(() => app.synth())).toBe('');
});

it('what belongs to Deckhouse is refused', () => {
  expect(() => lab().deckhouse).toThrow('KV2502');
});

it('an operating system can be said for each host', () => {
  const cluster = lab({ infrastructure: new Lab({ os: MachineOs.flatcar({ release: '3815.2.0' }) }) });
  expect(cluster.machine('master0').toButane().variant).toBe('flatcar');
});
