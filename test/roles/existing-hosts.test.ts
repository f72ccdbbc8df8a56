import { Chart, Testing } from 'cdk8s';

import { collectFindings, KvorumError, SecretValue } from '../../lib/core';
import { ExistingHosts } from '../../lib/roles';
import type { ClusterContext, ExistingHostsProps, HostPlan } from '../../lib/roles';
import type { Replicas } from '../../lib/topology';
import { MachineOs } from '../../lib/machine';
import type { IMachinePart } from '../../lib/machine';
import { HostAddress } from '../../lib/topology';
import { groupOf } from '../../lib/topology/host';
import { mastersOf } from '../../lib/topology/quorum';
import { errorsOf, refusals } from '../support/errors';
import { found } from '../support/findings';

function context(replicas: Replicas = 3): ClusterContext {
  const chart = new Chart(Testing.app(), 'prod');
  return {
    chart,
    name: 'prod',
    folder: 'prod',
    replicas,
    masters: mastersOf(replicas),
    arbiter: replicas === '2+arbiter',
    firstMaster: undefined,
    secretsChart: () => chart,
    stack: (id) => new Chart(chart, id),
    adopt: () => undefined,
    fixedAddressOf: ({ address }) => address.ifFixed ?? '',
  };
}

const host = (i: number, more: object = {}): { name: string; address: string } => ({
  name: `m${i}`,
  address: `10.0.0.${i}`,
  ...more,
});
const planned = (i: number, more: object = {}): object => ({
  ...host(i),
  ...more,
  address: HostAddress.fixed(`10.0.0.${i}`),
});
const THREE = [host(1), host(2), host(3)];
const ssh = { user: 'ops', privateKey: SecretValue.fromEnv('SSH_KEY') };

const bind = (props: ExistingHostsProps, replicas?: Replicas): HostPlan =>
  new ExistingHosts(props).bindHosts(context(replicas));
const bindAny = (props: unknown, replicas?: Replicas): HostPlan => bind(props as ExistingHostsProps, replicas);

describe('the plan', () => {
  it('has the hosts with their roles, the masters first, as the program names them', () => {
    const workers = [{ ...host(11), group: 'front' }, host(12, { bootstrapped: true })];
    expect(bind({ masters: [host(2), host(1)], arbiter: host(9), workers, ssh }, '2+arbiter')).toEqual({
      hosts: [
        planned(2, { role: 'master' }),
        planned(1, { role: 'master' }),
        planned(9, { role: 'arbiter' }),
        planned(11, { role: 'worker', group: 'front' }),
        planned(12, { role: 'worker', bootstrapped: true }),
      ],
      ssh,
    });
  });

  it('marks no host as a node of the cluster by itself', () => {
    const masters = [host(1), host(2, { bootstrapped: true }), host(3, { bootstrapped: false })];
    expect(bind({ masters }).hosts.map((h) => h.bootstrapped)).toEqual([undefined, true, false]);
    expect(bind({ masters: THREE }).hosts.map((h) => h.bootstrapped)).toEqual([undefined, undefined, undefined]);
  });

  it('has the machine of each host: the system and parts of all, then its own', () => {
    const [alt, flatcar] = [MachineOs.altContainer(), MachineOs.flatcar({ release: '3815.2.0' })];
    const part = (name: string): IMachinePart => ({ name, bind: () => undefined });
    const [all, own] = [part('all'), part('own')];
    const masters = [host(1), host(2, { os: flatcar, parts: [own] }), host(3)];
    const machines = bind({ masters, os: alt, parts: [all] }).hosts.map(({ machine }) => machine);
    expect(machines.slice(0, 2)).toEqual([
      { os: alt, platform: 'metal', parts: [all] },
      { os: flatcar, platform: 'metal', parts: [all, own] },
    ]);
    expect(bind({ masters: THREE, os: alt, platform: 'qemu' }).hosts[0]?.machine?.platform).toBe('qemu');
    expect(bind({ masters: THREE }).hosts[0]?.machine).toBeUndefined();
  });

  it('takes null for what is not given', () => {
    expect(
      bindAny({ masters: THREE.map((m) => ({ ...m, zone: null })), workers: null, arbiter: null, ssh: null }),
    ).toEqual(bind({ masters: THREE }));
  });

  it('has the group of each host', () => {
    const { hosts } = bind({ masters: THREE, workers: [{ ...host(4), group: 'front' }, host(5)] });
    expect(hosts.map(groupOf)).toEqual(['master', 'master', 'master', 'front', 'worker']);
    expect(groupOf({ name: 'a', role: 'arbiter', address: HostAddress.NONE })).toBe('arbiter');
  });

  it('makes no machines', () => {
    new ExistingHosts({ masters: THREE }).bindMachines();
  });
});

describe('counts', () => {
  it.each<[string, object, Replicas, string[]]>([
    ['too few masters', { masters: THREE.slice(1) }, 3, ['KV2002 infrastructure.masters']],
    ['too many masters', { masters: THREE }, 1, ['KV2002 infrastructure.masters']],
    ['no master', { masters: [] }, 1, ['KV2002 infrastructure.masters']],
    ['no arbiter', { masters: THREE.slice(1) }, '2+arbiter', ['KV2002 infrastructure.arbiter']],
    ['an arbiter that nobody wants', { masters: THREE, arbiter: host(4) }, 3, ['KV2002 infrastructure.arbiter']],
    [
      'three masters and an arbiter',
      { masters: THREE, arbiter: host(4) },
      '2+arbiter',
      ['KV2002 infrastructure.masters'],
    ],
    [
      'both at once',
      { masters: [], arbiter: host(4) },
      5,
      ['KV2002 infrastructure.masters', 'KV2002 infrastructure.arbiter'],
    ],
  ])('%s', (_, props, replicas, expected) => {
    expect(refusals(() => bindAny(props, replicas))).toEqual(expected);
  });
});

describe('hosts', () => {
  const named = (name: unknown) => [{ ...host(1), name }, host(2), host(3)];
  const property = (key: string, value: unknown) => [host(1, { [key]: value }), host(2), host(3)];
  it.each<[string, unknown, string[]]>([
    ['no name', named(undefined), ['KV2004 infrastructure.masters[0].name']],
    ['an upper-case name', named('M1'), ['KV2004 infrastructure.masters[0].name']],
    ['a name with an empty label', named('m1..example.com'), ['KV2004 infrastructure.masters[0].name']],
    ['an operating system that is none', property('os', 'alt'), ['KV2004 infrastructure.masters[0].os']],
    ['parts that are no list', property('parts', {}), ['KV2004 infrastructure.masters[0].parts']],
    ['labels that are none', property('labels', 5), ['KV2004 infrastructure.masters[0].labels']],
    ['a label that is none', property('labels', { a: 'b c' }), ['KV2004 infrastructure.masters[0].labels."a"']],
    [
      'a key of a label that is none',
      property('labels', { '-a': 'b' }),
      ['KV2004 infrastructure.masters[0].labels."-a"'],
    ],
    ['a name of 64 characters', named('m'.repeat(64)), ['KV2004 infrastructure.masters[0].name']],
    ['a name twice', named('m3'), ['KV2003 infrastructure']],
    ['no address', property('address', undefined), ['KV2004 infrastructure.masters[0].address']],
    ['an address that is none', property('address', '10.0.0.256'), ['KV2004 infrastructure.masters[0].address']],
    ['an address with leading zeros', property('address', '10.0.0.01'), ['KV2004 infrastructure.masters[0].address']],
    ['an address twice', property('address', '10.0.0.3'), ['KV2003 infrastructure']],
    ['a number as zone', property('zone', 1), ['KV2004 infrastructure.masters[0].zone']],
    ['a text as bootstrapped', property('bootstrapped', 'yes'), ['KV2004 infrastructure.masters[0].bootstrapped']],
    ['a group of a master', property('group', 'front'), ['KV2004 infrastructure.masters[0].group']],
    ['a misspelt property', property('adress', 'x'), ['KV2004 infrastructure.masters[0].adress']],
    [
      'a text as host',
      ['m1', host(2), host(3)],
      ['KV2004 infrastructure.masters[0].name', 'KV2004 infrastructure.masters[0].address'],
    ],
    [
      'a hole',
      Object.assign([host(1)], { 2: host(3) }),
      ['KV2004 infrastructure.masters[1].name', 'KV2004 infrastructure.masters[1].address'],
    ],
    ['a text as list', 'm1,m2,m3', ['KV2004 infrastructure.masters', 'KV2002 infrastructure.masters']],
    ['nothing', undefined, ['KV2004 infrastructure.masters', 'KV2002 infrastructure.masters']],
  ])('%s', (_, masters, expected) => {
    expect(refusals(() => bindAny({ masters }))).toEqual(expected);
  });

  it('of the wrong type are told the right one', () => {
    const allowed = (more: object) => errorsOf(() => bind({ masters: [host(1, more), host(2), host(3)] }))[0]?.allowed;
    expect([allowed({ zone: 1 }), allowed({ bootstrapped: 1 })]).toEqual(['a text', 'true or false']);
  });

  it('of all roles are held against each other', () => {
    expect(
      refusals(() =>
        bind({
          masters: THREE,
          workers: [
            { ...host(1), name: 'w' },
            { ...host(8), name: 'm2' },
          ],
        }),
      ),
    ).toEqual(['KV2003 infrastructure', 'KV2003 infrastructure']);
    expect(errorsOf(() => bind({ masters: THREE, workers: [host(1)] })).map((e) => e.given)).toEqual([
      'm1',
      '10.0.0.1',
    ]);
  });

  it.each<[string, unknown, string[]]>([
    [
      'an arbiter without an address',
      { masters: THREE.slice(1), arbiter: { name: 'a' } },
      ['KV2004 infrastructure.arbiter.address'],
    ],
    [
      'a list as arbiter',
      { masters: THREE.slice(1), arbiter: [host(9)] },
      ['KV2004 infrastructure.arbiter.name', 'KV2004 infrastructure.arbiter.address'],
    ],
    [
      'an object as workers',
      { masters: THREE.slice(1), arbiter: host(9), workers: {} },
      ['KV2004 infrastructure.workers'],
    ],
    [
      'a misspelt property',
      { masters: THREE.slice(1), arbiter: host(9), worker: [] },
      ['KV2004 infrastructure.worker'],
    ],
  ])('%s', (_, props, expected) => {
    expect(refusals(() => bindAny(props, '2+arbiter'))).toEqual(expected);
  });

  it.each([undefined, null])('are missing when the props are %s', (props) => {
    expect(refusals(() => bindAny(props))).toEqual(['KV2004 infrastructure.masters', 'KV2002 infrastructure.masters']);
  });

  it.each(['hunter2', 7, [], new Date(0), () => THREE])('are no object: %p', (props) => {
    const [error] = errorsOf(() => bindAny(props));
    expect([error?.code, error?.path, error?.property]).toEqual(['KV2004', 'prod', 'infrastructure']);
    expect(error?.message).not.toContain('hunter2');
  });
});

describe('access over SSH', () => {
  const SECRET = 'hunter2-hunter2';
  it.each<[string, unknown, string[]]>([
    ['a text', SECRET, ['KV2006 infrastructure.ssh']],
    ['a list', [SECRET], ['KV2006 infrastructure.ssh']],
    ['a secret by itself', SecretValue.unsafePlainText(SECRET), ['KV2006 infrastructure.ssh']],
    ['nothing in it', {}, ['KV2006 infrastructure.ssh.user', 'KV2006 infrastructure.ssh']],
    ['no key and no password', { user: 'ops' }, ['KV2006 infrastructure.ssh']],
    ['a plain key', { user: 'ops', privateKey: SECRET }, ['KV2006 infrastructure.ssh.privateKey']],
    ['a plain password', { user: 'ops', sudoPassword: SECRET }, ['KV2006 infrastructure.ssh.sudoPassword']],
    ['a secret as user', { ...ssh, user: SecretValue.unsafePlainText(SECRET) }, ['KV2006 infrastructure.ssh.user']],
    ['something else as user', { ...ssh, user: `ops:${SECRET}` }, ['KV2006 infrastructure.ssh.user']],
    ['a password as port', { ...ssh, port: SECRET }, ['KV2006 infrastructure.ssh.port']],
    ['port 0', { ...ssh, port: 0 }, ['KV2006 infrastructure.ssh.port']],
    ['port 65536', { ...ssh, port: 65536 }, ['KV2006 infrastructure.ssh.port']],
    ['a list as arguments', { ...ssh, extraArgs: [SECRET] }, ['KV2006 infrastructure.ssh.extraArgs']],
    ['a misspelt property', { ...ssh, password: SECRET }, ['KV2006 infrastructure.ssh.password']],
  ])('is refused with %s, which is never shown', (_, access, expected) => {
    const errors = errorsOf(() => bindAny({ masters: THREE, ssh: access }));
    expect(errors.map((e) => `${e.code} ${e.property}`)).toEqual(expected);
    for (const e of errors) expect(`${e.message} ${JSON.stringify(e)} ${e.stack}`).not.toContain(SECRET);
  });

  it.each([
    ['a key', ssh],
    ['a password', { user: '_ops-1', sudoPassword: SecretValue.fromEnv('P') }],
    ['the first port', { ...ssh, port: 1 }],
    ['everything', { ...ssh, sudoPassword: SecretValue.fromEnv('P'), port: 65535, extraArgs: '-o A=b' }],
  ])('is taken with %s', (_, access) => {
    expect(bind({ masters: THREE, ssh: access }).ssh).toEqual(access);
  });
});

describe('zones', () => {
  const zoned = (...zones: (string | undefined)[]) =>
    zones.map((zone, i) => host(i + 1, zone === undefined ? {} : { zone }));
  const said = (replicas: Replicas, props: ExistingHostsProps): string[] => {
    const at = context(replicas);
    new ExistingHosts(props).bindHosts(at);
    return found(at.chart.node.root);
  };

  it.each<[Replicas, (string | undefined)[], boolean]>([
    [3, ['a', 'b', 'c'], false],
    [3, ['a', 'b', 'a'], true],
    [3, ['a', 'a', 'a'], true],
    [3, ['a', undefined, 'a'], false],
    [5, ['a', 'a', 'b', 'b', 'c'], false],
    [5, ['a', 'a', 'a', 'b', 'c'], true],
    [1, ['a'], false],
  ])('%s masters in %j: a zone whose loss stops etcd %s', (replicas, zones, fires) => {
    expect(said(replicas, { masters: zoned(...zones) })).toEqual(fires ? ['KV2007 prod infrastructure.masters'] : []);
  });

  it('count the arbiter, which is a member as well', () => {
    const masters = zoned('a', 'b');
    expect(said('2+arbiter', { masters, arbiter: host(3, { zone: 'c' }) })).toEqual([]);
    expect(said('2+arbiter', { masters, arbiter: host(3, { zone: 'a' }) })).toEqual([
      'KV2007 prod infrastructure.masters',
    ]);
  });

  it('are named in the warning', () => {
    const at = context();
    new ExistingHosts({ masters: zoned('a', 'b', 'a') }).bindHosts(at);
    const [warning] = collectFindings(at.chart.node.root).warnings;
    expect(warning?.details).toMatchObject({ given: 'm1 in a, m2 in b, m3 in a', allowed: 'at most 1 of 3 in a zone' });
  });
});

it('faults of all kinds come together, at the cluster', () => {
  const props = { masters: [{ name: 'M' }, host(2)], workers: [host(2)], ssh: { user: 'ops' } };
  const errors = errorsOf(() => bindAny(props));
  expect(errors.map((e) => `${e.code} ${e.path}`)).toEqual([
    'KV2004 prod',
    'KV2004 prod',
    'KV2002 prod',
    'KV2003 prod',
    'KV2003 prod',
    'KV2006 prod',
  ]);
  expect(errors.every((e) => e instanceof KvorumError)).toBe(true);
});
