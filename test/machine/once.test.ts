/** What is made once a synth, or once for all machines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ClusterApp, SecretValue } from 'kvorum';
import * as room from 'kvorum/machine';
import { Hostname, KernelModules, LoginUser, MachineConfig, MachineOs, SystemdUnit, TimeSync } from 'kvorum/machine';
import type { IMachinePart, MachineConfigProps } from 'kvorum/machine';

import { transpile } from '../../lib/machine/butane/transpile';
import { SHARED_PARTS } from '../../lib/machine/config/shared-parts';
import { filesOf, KEY, machineWith } from './machines';
import { newFolder, removeFolder } from '../support/folders';

jest.mock('../../lib/machine/butane/transpile', () => {
  const actual: object = jest.requireActual('../../lib/machine/butane/transpile');
  return { ...actual, transpile: jest.fn((actual as { transpile: (...args: unknown[]) => unknown }).transpile) };
});
const transpiled = jest.mocked(transpile);
const motd: IMachinePart = { name: 'motd', bind: (m) => m.addFile({ path: '/etc/motd', contents: 'hello\n' }) };
const secret: IMachinePart = {
  name: 'secret',
  bind: (m) => m.addFile({ path: '/etc/token', contents: SecretValue.fromEnv('MACHINE_TOKEN') }),
};

describe('the transpiler', () => {
  const runs = (parts: readonly IMachinePart[], props: Partial<MachineConfigProps> = {}): number => {
    const machine = machineWith(parts, props);
    transpiled.mockClear();
    filesOf(machine);
    return transpiled.mock.calls.length;
  };

  beforeAll(() => (process.env.MACHINE_TOKEN = 'hunter2'));
  afterAll(() => delete process.env.MACHINE_TOKEN);

  it('runs once a machine', () => {
    expect(runs([new Hostname(), motd])).toBe(1);
    expect(runs([new Hostname(), motd], { platform: 'qemu' })).toBe(1);
  });

  it('runs a second time for the values of secrets', () => {
    const outdir = newFolder();
    const app = new ClusterApp({ outdir: join(outdir, 'dist') });
    const os = MachineOs.altContainer();
    new MachineConfig(app, 'master01', { os, platform: 'qemu', parts: [motd, secret] });
    transpiled.mockClear();
    app.synth();
    expect(transpiled).toHaveBeenCalledTimes(2);
    expect(readFileSync(join(app.kvorumOutdir, 'hosts/master01/master01.ign'), 'utf8')).toContain('hunter2');
    removeFolder(outdir);
  });

  it('runs once for each layer, for what merges them, and for all of it as one', () => {
    expect(runs([new Hostname(), motd], { form: 'layered' })).toBe(4);
    expect(runs([motd], { form: 'layered' })).toBe(3);
  });

  it('runs once for a small config beside the large one', () => {
    expect(runs([motd], { pointer: 'https://example.org/x.ign' })).toBe(2);
  });

  it('runs anew for what has changed since the last synth', () => {
    const machine = machineWith([motd]);
    const first = filesOf(machine);
    transpiled.mockClear();
    expect(filesOf(machine)).toEqual(first);
    expect(transpiled).not.toHaveBeenCalled();
    machine.addFile({ path: '/etc/issue', contents: 'own\n' });
    expect(filesOf(machine)['hosts/master01/master01.ign']).toContain('/etc/issue');
    expect(transpiled).toHaveBeenCalledTimes(1);
  });
});

describe('what a part adds', () => {
  const os = MachineOs.altContainer();
  const machines = (part: IMachinePart, systems: readonly MachineOs[]): readonly MachineConfig[] => {
    const app = ClusterApp.forTesting();
    return systems.map((system, i) => new MachineConfig(app, `master0${i + 1}`, { os: system, parts: [part] }));
  };
  const bindsOf = (part: IMachinePart, systems: readonly MachineOs[]): number => {
    const bind = jest.spyOn(Object.getPrototypeOf(part) as IMachinePart, 'bind');
    machines(part, systems);
    const { length } = bind.mock.calls;
    bind.mockRestore();
    return length;
  };

  it('is recorded once for all machines of an operating system', () => {
    expect(bindsOf(new KernelModules({ modules: ['overlay'] }), [os, os, os])).toBe(1);
    const coreOs = MachineOs.fedoraCoreOs({ butane: '1.5.0' });
    const user = new LoginUser({ name: 'admin', admin: true, sshAuthorizedKeys: [KEY] });
    expect(bindsOf(user, [os, coreOs, os, coreOs])).toBe(2);
    const time = new TimeSync({ servers: ['ntp.example.org'] });
    expect(machines(time, [os, coreOs]).map((m) => m.toButane().storage?.files?.[0]?.path)).toEqual([
      '/etc/systemd/timesyncd.conf.d/10-servers.conf',
      '/etc/chrony.conf',
    ]);
  });

  it('is asked of every machine where it may differ', () => {
    expect(bindsOf(new Hostname(), [os, os])).toBe(2);
    const [first, second] = machines(new Hostname(), [os, os]);
    expect(first!.toButane()).not.toEqual(second!.toButane());
    // Of derived classes and of own parts nobody knows.
    class Numbered extends KernelModules {
      private count = 0;
      public override bind(machine: Parameters<IMachinePart['bind']>[0]): void {
        machine.addFile({ path: '/etc/number', contents: `${this.count++}` });
      }
    }
    const numbers = machines(new Numbered({ modules: ['overlay'] }), [os, os]).map((m) => m.toButane().storage?.files);
    expect(numbers.map((files) => files?.[0]?.contents?.inline)).toEqual(['0', '1']);
  });

  it('is not kept from one machine to the next', () => {
    const part = new KernelModules({ modules: ['overlay'] });
    const [first, second] = machines(part, [os, os]);
    const before = second!.toButane();
    first!.addUnit(new SystemdUnit({ name: 'systemd-modules-load.service', enabled: true }));
    first!.addFile({ path: '/etc/issue', contents: 'own\n' });
    expect(second!.toButane()).toEqual(before);
  });

  it('is recorded once for every part of the room, but for the one that asks for the host', () => {
    const parts = Object.entries(room)
      .filter(([, value]) => typeof (value as { prototype?: { bind?: unknown } }).prototype?.bind === 'function')
      .map(([name]) => name);
    const shared = [...SHARED_PARTS].map((part) => (part as { readonly name: string }).name);
    expect(parts.sort()).toEqual([...shared, 'Hostname'].sort());
  });
});
