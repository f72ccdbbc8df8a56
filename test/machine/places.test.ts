import fc from 'fast-check';
import { collectFindings } from 'kvorum/core';
import {
  BlockDevice,
  DataDisk,
  HostsEntries,
  KernelParameters,
  MachineOs,
  SystemdCommand,
  SystemdDropIn,
  SystemdUnit,
} from 'kvorum/machine';
import type { IMachine, IMachinePart, MachineUser } from 'kvorum/machine';

import { escapePath, unescapePath } from '../../lib/systemd/escape';
import { KEY, codesFound, fileOf, machineWith } from './machines';
import { runs } from '../support/seed';
import { errorsOf, refusals } from '../support/errors';

function part(name: string, bind: (machine: IMachine) => void): IMachinePart {
  return { name, bind };
}

const file = (name: string, path: string) => part(name, (m) => m.addFile({ path, contents: '' }));
const link = (name: string, path: string) => part(name, (m) => m.addLink({ path, target: '/srv' }));
const unit = (name: string) =>
  part(name, (m) =>
    m.addUnit(new SystemdUnit({ name: 'x.service', service: { ExecStart: [SystemdCommand.of(['x'])] } })),
  );
const dropIn = (name: string) =>
  part(name, (m) => m.addDropIn(new SystemdDropIn({ of: 'x.service', name: 'y', unit: { Description: 'x' } })));

describe('a path of one part', () => {
  it.each(['flat', 'layered'] as const)('does not go over a link of another one: %s', (form) => {
    for (const parts of [
      [link('alias', '/etc/app'), file('config', '/etc/app/config')],
      [file('config', '/etc/app/config'), link('alias', '/etc/app')],
    ]) {
      const [error, ...more] = errorsOf(() => machineWith(parts, { form }));
      expect(more).toEqual([]);
      expect(error?.code).toBe('KV5628');
      expect(error?.message).toContain(
        '/etc/app/config of the part config is below the link /etc/app of the part alias',
      );
    }
    expect(
      refusals(() => machineWith([link('alias', '/etc/app'), file('config', '/etc/apps/config')], { form })),
    ).toEqual([]);
  });

  it('is not the unit of another one', () => {
    const own = file('own', '/etc/systemd/system/x.service');
    const [error] = errorsOf(() => machineWith([unit('service'), own]));
    expect(error?.code).toBe('KV5621');
    expect(error?.message).toContain(
      '/etc/systemd/system/x.service is the unit of the part service and the file of the part own',
    );
    expect(refusals(() => machineWith([own, unit('service')]))).toEqual(['KV5621 path /etc/systemd/system/x.service']);
    const ownDropIn = file('own', '/etc/systemd/system/x.service.d/y.conf');
    expect(refusals(() => machineWith([dropIn('change'), ownDropIn]))).toHaveLength(1);
    const enabled = part('enabled', (m) => m.addUnit(new SystemdUnit({ name: 'x.service', enabled: true })));
    expect(refusals(() => machineWith([enabled, own]))).toEqual([]);
    expect(refusals(() => machineWith([unit('service'), dropIn('change')]))).toEqual([]);
  });

  it('is checked in reasonable time, also among very many', () => {
    const many = part('many', (m) => {
      for (let i = 0; i < 20_000; i++) m.addFile({ path: `/srv/${i % 100}/${i}`, contents: '' });
    });
    const start = performance.now();
    machineWith([many]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('is no root, and no half of a character', () => {
    const machine = machineWith();
    expect(refusals(() => machine.addFile({ path: '/', contents: '' }))).toEqual(['KV1206 path']);
    expect(refusals(() => machine.addFile({ path: '/\ud800', contents: '' }))).toEqual(['KV1206 path']);
    expect(refusals(() => machine.addLink({ path: '/x', target: '\ud800' }))).toEqual(['KV1206 target']);
    expect(refusals(() => machine.addLink({ path: '/x', target: '/😀' }))).toEqual([]);
    expect(refusals(() => machine.addDirectory({ path: '/' }))).toEqual([]);
  });
});

describe('what is only wrong with all parts together', () => {
  it('is found in a layered config too', () => {
    const disk = part('disk', (m) =>
      m.addButane({
        storage: {
          filesystems: [{ device: '/dev/disk/by-label/x', path: '/var/x', format: 'ext4', with_mount_unit: true }],
        },
      }),
    );
    const own = file('own', '/etc/systemd/system/var-x.mount');
    for (const form of ['flat', 'layered'] as const) {
      expect(codesFound(machineWith([disk, own], { form }))).toEqual(['KV5338']);
      expect(codesFound(machineWith([disk], { form }))).toEqual([]);
    }
  });
});

describe('two parts do not', () => {
  it('mask a unit and use it', () => {
    const masked = part('masked', (m) => m.addUnit(new SystemdUnit({ name: 'x.service', masked: true })));
    const enabled = part('enabled', (m) => m.addUnit(new SystemdUnit({ name: 'x.service', enabled: true })));
    for (const parts of [
      [masked, enabled],
      [enabled, masked],
      [masked, unit('service')],
    ]) {
      const [error] = errorsOf(() => machineWith(parts));
      expect(error?.code).toBe('KV5622');
      expect(error?.given).toBe('they differ in mask');
      for (const { name } of parts) expect(error?.message).toContain(name);
    }
    expect(refusals(() => machineWith([masked, dropIn('change')]))).toEqual([]);
  });

  it('give one number to two users, or two groups', () => {
    const user = (name: string, uid: number) => part(name, (m) => m.addUser({ name, uid, system: true }));
    const [error] = errorsOf(() => machineWith([user('a', 500), user('b', 500)]));
    expect(error?.code).toBe('KV5625');
    expect(error?.message).toContain('the number 500 of a user is described differently by the parts a and b');
    expect(refusals(() => machineWith([user('a', 500), user('b', 501)]))).toEqual([]);
    const machine = machineWith();
    machine.addGroup({ name: 'a', gid: 500 });
    machine.addUser({ name: 'a', uid: 500 });
    const second = errorsOf(() => machine.addGroup({ name: 'b', gid: 500 }));
    expect(second.map((e) => e.message.split('\n')[0])).toEqual([
      expect.stringContaining('the number 500 of a group is described twice by the part master01, differently'),
    ]);
  });

  it('label partitions of two disks alike: they are found by the label', () => {
    const disk = (name: string, label: string) =>
      part(name, (m) => m.addDisk({ device: BlockDevice.byId(name), partitions: [{ label }] }));
    const [error] = errorsOf(() => machineWith([disk('a', 'data'), disk('b', 'data')]));
    expect(error?.code).toBe('KV5625');
    expect(error?.message).toContain('the partition label data is described differently by the parts a and b');
    expect(refusals(() => machineWith([disk('a', 'data'), disk('b', 'logs')]))).toEqual([]);
  });

  it('spell one kernel parameter in two ways', () => {
    const set = (name: string, key: string) => new KernelParameters({ name, parameters: { [key]: name } });
    const both = (a: string, b: string) => refusals(() => machineWith([set('a', a), set('b', b)]));
    expect(both('net.ipv4.ip_forward', 'net/ipv4/ip_forward')).toEqual([
      'KV5625 the kernel parameter net.ipv4.ip_forward',
    ]);
    expect(both('net/ipv4/conf/eth0.1/forwarding', 'net.ipv4.conf.eth0/1.forwarding')).toHaveLength(1);
    expect(both('net/ipv4/conf/eth0.1/forwarding', 'net.ipv4.conf.eth0.1.forwarding')).toEqual([]);
  });

  it('lose what is written to the end of the hosts file', () => {
    const machine = machineWith([
      new HostsEntries({ entries: [{ address: '10.0.0.1', names: ['a'] }] }),
      part('more', (m) => m.addFile({ path: '/etc/hosts', append: ['fd00::2 b\n'] })),
    ]);
    const { contents, append } = fileOf(machine.toButane(), '/etc/hosts')!;
    expect(contents?.inline).toContain('10.0.0.1 a\n');
    expect(append).toEqual([{ inline: 'fd00::2 b\n' }]);
  });
});

describe('what is hidden once units have mounted', () => {
  const disk = new DataDisk({
    device: BlockDevice.byId('virtio-data'),
    mountPoint: '/var/mnt/data',
    bindings: [{ from: 'containers', to: '/var/lib/containers' }],
  });
  const findings = (path: string) => codesFound(machineWith([disk, file('own', path)]));

  it('is what is below the place of a binding', () => {
    const { errors } = collectFindings(machineWith([disk, file('own', '/var/lib/containers/x')]).node.root);
    expect(errors.map((e) => e.code)).toEqual(['KV5705']);
    expect(errors[0]?.message).toContain(
      '/var/lib/containers/x of the part own is hidden when /var/lib/containers is mounted by the part data',
    );
  });

  it('is not what lies on the disk, where Ignition mounts it, or beside', () => {
    expect(findings('/var/mnt/data/containers/x')).toEqual([]);
    expect(findings('/var/lib/containers2/x')).toEqual([]);
    expect(findings('/var/lib/x')).toEqual([]);
  });

  it('is what lies where the system mounts at every boot', () => {
    for (const path of ['/run/x/y', '/proc/x', '/sys/x', '/dev/x']) expect(findings(path)).toEqual(['KV5705']);
    expect(findings('/runs/x')).toEqual([]);
  });

  it('is no mount point below another one: systemd makes it', () => {
    const outer = { device: BlockDevice.byId('a'), name: 'outer', mountPoint: '/var/mnt/a' };
    const bindings = [{ from: 'lib', to: '/var/lib/app' }];
    const inner = new DataDisk({ device: BlockDevice.byId('b'), name: 'inner', mountPoint: '/var/lib/app/b' });
    expect(codesFound(machineWith([new DataDisk({ ...outer, bindings }), inner]))).toEqual([]);
  });

  it('follows from the name of a unit, which can be read back', () => {
    const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => {
      return !/[/\0]/.test(text) && text !== '.' && text !== '..' && Buffer.from(text).toString() === text;
    });
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), (segments) => {
        const path = `/${segments.join('/')}`;
        expect(unescapePath(escapePath(path))).toBe(path);
      }),
      runs(100),
    );
  });
});

describe('a directory within a home that Ignition would make for root', () => {
  const home = (more: Partial<MachineUser>, add: (machine: IMachine) => void) =>
    codesFound(
      machineWith(
        [part('home', add), part('user', (m) => m.addUser({ name: 'bob', sshAuthorizedKeys: [KEY], ...more }))],
        {
          os: MachineOs.fedoraCoreOs({ ignition: '2.14.0' }),
        },
      ),
    );
  const config = { path: '/home/bob/.config/app/x', user: 'bob', contents: '' };

  it('is warned of', () => {
    expect(home({}, (m) => m.addFile(config))).toEqual(['KV5768']);
    expect(home({ homeDir: '/srv/bob' }, (m) => m.addFile({ ...config, path: '/srv/bob/.config/x' }))).toEqual([
      'KV5768',
    ]);
  });

  it('is not, where a part makes it, or the file is of root', () => {
    const parents = { path: '/home/bob/.config/app', ensureParents: '/home/bob', user: 'bob' };
    expect(
      home({}, (m) => {
        m.addDirectory(parents);
        m.addFile(config);
      }),
    ).toEqual([]);
    expect(home({}, (m) => m.addFile({ path: '/home/bob/.profile', user: 'bob', contents: '' }))).toEqual([]);
    expect(home({}, (m) => m.addFile({ path: '/home/bob/x/y', contents: '' }))).toEqual([]);
    expect(home({ homeDir: '/srv/bob' }, (m) => m.addFile(config))).toEqual([]);
  });

  it('is not, where Ignition writes keys as the user', () => {
    const ssh = { path: '/home/bob/.ssh/config', user: 'bob', contents: '' };
    expect(home({}, (m) => m.addFile(ssh))).toEqual([]);
    expect(home({ sshAuthorizedKeys: [], system: true }, (m) => m.addFile(ssh))).toEqual(['KV5768']);
  });
});
