import { MachineOs } from 'kvorum/machine';

import { machineWith } from './machines';
import { errorsOf, refusals } from '../support/errors';

const specOf = ({ variant, butane, ignitionSpec }: MachineOs) => `${variant} ${butane} ${ignitionSpec}`;

describe('MachineOs', () => {
  it('takes the newest specification that the Ignition of the image reads', () => {
    const specs = ['2.0.0', '2.6.0', '2.7.0', '2.14.0', '2.15.0', '2.19.9', '2.20.0', '2.26.0', '2.27.1'].map(
      (ignition) => specOf(MachineOs.fedoraCoreOs({ ignition })),
    );
    expect(specs).toEqual([
      'fcos 1.0.0 3.0.0',
      'fcos 1.1.0 3.1.0',
      'fcos 1.3.0 3.2.0',
      'fcos 1.4.0 3.3.0',
      'fcos 1.5.0 3.4.0',
      'fcos 1.5.0 3.4.0',
      'fcos 1.6.0 3.5.0',
      'fcos 1.7.0 3.6.0',
      'fcos 1.7.0 3.6.0',
    ]);
  });

  it('takes fcos 1.3.0 for ALT Container OS, unless its Ignition is named', () => {
    expect(specOf(MachineOs.altContainer())).toBe('fcos 1.3.0 3.2.0');
    expect(specOf(MachineOs.altContainer({ ignition: '2.15.0' }))).toBe('fcos 1.5.0 3.4.0');
  });

  it('takes a specification that is named', () => {
    expect(specOf(MachineOs.fedoraCoreOs({ butane: '1.2.0' }))).toBe('fcos 1.2.0 3.2.0');
    expect(specOf(MachineOs.flatcar({ butane: '1.1.0' }))).toBe('flatcar 1.1.0 3.4.0');
  });

  it('knows the first release of Flatcar that reads such configs', () => {
    expect(specOf(MachineOs.flatcar({ release: '3185.0.0' }))).toBe('flatcar 1.0.0 3.3.0');
    expect(specOf(MachineOs.flatcar({ release: '3815.2.0', ignition: '2.15.0' }))).toBe('flatcar 1.1.0 3.4.0');
    expect(refusals(() => MachineOs.flatcar({ release: '3139.2.0' }))).toEqual(['KV1207 release']);
  });

  it('never guesses: an image with an older Ignition would not boot', () => {
    expect(refusals(() => MachineOs.fedoraCoreOs({}))).toEqual(['KV5601 ignition']);
    expect(refusals(() => MachineOs.flatcar({}))).toEqual(['KV5601 ignition']);
  });

  it('refuses a specification that the image cannot read', () => {
    const [error] = errorsOf(() => MachineOs.fedoraCoreOs({ ignition: '2.14.0', butane: '1.5.0' }));
    expect(error?.code).toBe('KV5602');
    expect(error?.message).toContain('fcos 1.5.0 needs Ignition 2.15.0');
    expect(error?.allowed).toBe('1.4.0 and older');
    expect(refusals(() => MachineOs.flatcar({ ignition: '2.10.0' }))).toEqual(['KV5602 ignition']);
  });

  it('refuses versions that are none', () => {
    expect(refusals(() => MachineOs.fedoraCoreOs({ ignition: '2.20' }))).toEqual(['KV1206 ignition']);
    expect(refusals(() => MachineOs.fedoraCoreOs({ butane: '1.8.0' as '1.7.0' }))).toEqual(['KV1204 butane']);
    expect(refusals(() => MachineOs.altContainer({ init: 'systemd' } as object))).toEqual(['KV1201 init']);
  });

  it('knows what the images bring along, and takes a word to the contrary', () => {
    const fcos = MachineOs.fedoraCoreOs({ ignition: '2.20.0' });
    expect([fcos.network, fcos.time, fcos.adminGroup, fcos.images]).toEqual([
      'NetworkManager',
      'chrony',
      'wheel',
      'podman',
    ]);
    const flatcar = MachineOs.flatcar({ release: '3815.2.0' });
    expect([flatcar.network, flatcar.time, flatcar.adminGroup, flatcar.images]).toEqual([
      'systemd-networkd',
      'systemd-timesyncd',
      'sudo',
      'containerd',
    ]);
    expect(MachineOs.altContainer({ time: 'chrony', images: 'docker' })).toMatchObject({
      time: 'chrony',
      images: 'docker',
      network: 'systemd-networkd',
    });
  });

  describe('refuses what the specification does not have yet, and says which one has it', () => {
    it('kernel arguments', () => {
      const args = { shouldExist: ['quiet'] };
      const [error] = errorsOf(() => machineWith().addKernelArguments(args));
      expect(error?.code).toBe('KV5603');
      expect(error?.message).toContain('it came with fcos 1.4.0 (Ignition 2.11.0)');
      const os = MachineOs.altContainer({ ignition: '2.11.0' });
      expect(refusals(() => machineWith([], { os }).addKernelArguments(args))).toEqual([]);
    });

    it('fields of typed Butane, in lists of lists as well', () => {
      const os = MachineOs.altContainer({ butane: '1.1.0' });
      const resize = {
        storage: { disks: [{ device: '/dev/disk/by-id/a', partitions: [{ label: 'a', resize: true }] }] },
      };
      const [error] = errorsOf(() => machineWith([], { os }).addButane(resize));
      expect(error?.property).toBe('partitions /dev/disk/by-id/a resize');
      expect(error?.message).toContain('fcos 1.2.0');
      expect(refusals(() => machineWith().addButane(resize))).toEqual([]);
    });

    it('whole sections', () => {
      const grub = { users: [{ name: 'admin', password_hash: 'grub.pbkdf2.sha512.10000.AA' }] };
      const [error] = errorsOf(() => machineWith().addButane({ grub }));
      expect(error?.message).toContain('it came with fcos 1.5.0 (Ignition 2.15.0)');
      const os = MachineOs.fedoraCoreOs({ butane: '1.5.0' });
      const machine = machineWith([], { os });
      machine.addButane({ grub });
      expect(machine.toButane()).toMatchObject({ grub });
    });

    it('what no specification of a variant has', () => {
      const os = MachineOs.flatcar({ ignition: '2.26.0' });
      const cex = { storage: { luks: [{ name: 'data', device: '/dev/disk/by-id/a', cex: { enabled: true } }] } };
      const [error] = errorsOf(() => machineWith([], { os }).addButane(cex));
      expect(error?.message).toContain('no version of flatcar has it');
    });
  });
});
