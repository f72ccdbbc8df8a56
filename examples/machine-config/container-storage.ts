import { FileText } from 'kvorum/machine';
import type { IMachine, IMachinePart } from 'kvorum/machine';

/** A part of one's own: what docker, CRI-O and podman have to know of the filesystem below them. */
export class ContainerStorage implements IMachinePart {
  public readonly name = 'container-storage';

  public constructor(private readonly driver: 'btrfs' | 'overlay') {}

  public bind(machine: IMachine): void {
    const { driver } = this;
    machine.addFile({
      path: '/etc/docker/daemon.json',
      overwrite: true,
      contents: FileText.json({
        'init-path': '/usr/bin/tini',
        'userland-proxy-path': '/usr/bin/docker-proxy',
        'default-runtime': 'docker-runc',
        'live-restore': false,
        'log-driver': 'journald',
        runtimes: { 'docker-runc': { path: '/usr/bin/runc' } },
        'default-ulimits': { nofile: { Name: 'nofile', Hard: 64000, Soft: 64000 } },
        'data-root': '/var/lib/docker',
        'storage-driver': driver === 'overlay' ? 'overlay2' : driver,
      }),
    });
    machine.addFile({
      path: '/etc/crio/crio.conf.d/00-storage.conf',
      overwrite: true,
      contents: FileText.toml({
        crio: {
          root: '/var/lib/containers/storage',
          runroot: '/run/containers/storage',
          storage_driver: driver,
          storage_option: [],
          runtime: { conmon: '/usr/bin/conmon' },
          // /usr is read-only, so flannel cannot put its plugin there. CRI-O takes no other network than flannel's: the
          // bridge of its package has a subnet of its own.
          network: { plugin_dirs: ['/usr/libexec/cni', '/opt/cni/bin'], cni_default_network: 'cbr0' },
        },
      }),
    });
    machine.addFile({
      path: '/etc/containers/storage.conf',
      overwrite: true,
      contents: FileText.toml({
        storage: { driver, runroot: '/run/containers/storage', graphroot: '/var/lib/containers/storage' },
      }),
    });
  }
}
