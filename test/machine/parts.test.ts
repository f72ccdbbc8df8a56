import {
  BlockDevice,
  DataDisk,
  FileText,
  HostsEntries,
  Hostname,
  ImageArchives,
  KernelModules,
  KernelParameters,
  LoginEnvironment,
  MachineOs,
  SwapSpace,
  TimeSync,
} from 'kvorum/machine';
import type { DataDiskProps, MachineFilesystem } from 'kvorum/machine';

import { codesFound, configWith, fileOf, machineWith, textOf, unitOf } from './machines';
import { errorsOf, refusals } from '../support/errors';

const FCOS = MachineOs.fedoraCoreOs({ ignition: '2.20.0' });

describe('Hostname', () => {
  it('is that of the machine, or another one', () => {
    expect(fileOf(configWith([new Hostname()]), '/etc/hostname')).toEqual({
      path: '/etc/hostname',
      overwrite: true,
      contents: { inline: 'master01\n' },
      mode: 0o644,
    });
    expect(textOf(configWith([new Hostname('m1.lab')]), '/etc/hostname')).toBe('m1.lab\n');
  });

  it('is a DNS name', () => {
    for (const name of ['Master', 'a_b', 'a..b', '-a', 'a\nb']) {
      expect(refusals(() => new Hostname(name))).toEqual(['KV1206 hostname']);
    }
  });
});

describe('HostsEntries', () => {
  it('writes the file as a whole, with the entries of all parts', () => {
    const config = configWith([
      new HostsEntries({ entries: [{ address: '10.0.0.1', names: ['m1', 'm1.lab'] }] }),
      new HostsEntries({ name: 'endpoint', entries: [{ address: '10.0.0.1', names: ['m1.lab', 'api'] }] }),
    ]);
    expect(textOf(config, '/etc/hosts')).toBe(
      '127.0.0.1 localhost localhost.localdomain\n::1 localhost localhost.localdomain\n10.0.0.1 m1 m1.lab api\n',
    );
    expect(fileOf(config, '/etc/hosts')?.overwrite).toBe(true);
  });

  it('refuses names and addresses that would break the file, and localhost', () => {
    const make = (address: string, name: string) =>
      refusals(() => machineWith([new HostsEntries({ entries: [{ address, names: [name] }] })]));
    expect(make('10.0.0.1 evil', 'a')).toEqual(['KV1206 entries[0].address']);
    expect(make('10.0.0.1', 'a b')).toEqual(['KV1206 entries[0].names[0]']);
    expect(make('10.0.0.1', 'a\n10.0.0.2')).toEqual(['KV1206 entries[0].names[0]']);
    expect(make('10.0.0.1', 'localhost')).toEqual(['KV1206 names']);
  });

  it('is refused beside a part that writes the file itself', () => {
    const machine = machineWith([new HostsEntries({ entries: [{ address: '10.0.0.1', names: ['a'] }] })]);
    expect(refusals(() => machine.addFile({ path: '/etc/hosts', contents: 'x' }))).toEqual(['KV5621 path /etc/hosts']);
  });
});

describe('DataDisk', () => {
  const PROPS: DataDiskProps = {
    name: 'containers',
    device: BlockDevice.byId('virtio-containers'),
    format: 'btrfs',
    mountPoint: '/var/mnt/containers',
    bindings: [{ from: 'containers', to: '/var/lib/containers' }],
    neededBy: ['crio.service'],
  };
  const config = configWith([new DataDisk(PROPS)]);

  it('makes one partition and one filesystem, found by label and not by a kernel name', () => {
    expect(config.storage?.disks).toEqual([
      {
        device: '/dev/disk/by-id/virtio-containers',
        wipe_table: true,
        partitions: [{ label: 'containers', number: 1 }],
      },
    ]);
    expect(config.storage?.filesystems).toEqual([
      {
        device: '/dev/disk/by-partlabel/containers',
        format: 'btrfs',
        path: '/var/mnt/containers',
        label: 'containers',
        wipe_filesystem: true,
      },
    ]);
  });

  it('makes the directories of its bindings, on the disk and where they are mounted', () => {
    expect(config.storage?.directories?.map(({ path }) => path)).toEqual([
      '/var/mnt/containers',
      '/var/mnt/containers/containers',
      '/var/lib/containers',
    ]);
  });

  it('mounts by units, and not by fstab', () => {
    expect(unitOf(config, 'var-mnt-containers.mount')).toMatchObject({
      enabled: true,
      contents: expect.stringContaining(
        'What=/dev/disk/by-partlabel/containers\nWhere=/var/mnt/containers\nType=btrfs\n',
      ),
    });
    expect(unitOf(config, 'var-lib-containers.mount')?.contents).toContain(
      'What=/var/mnt/containers/containers\nWhere=/var/lib/containers\nType=none\nOptions=bind\n',
    );
    expect(fileOf(config, '/etc/fstab')).toBeUndefined();
  });

  it('lets the machine start without it, but not what needs it', () => {
    for (const name of ['var-mnt-containers.mount', 'var-lib-containers.mount']) {
      expect(unitOf(config, name)?.contents).toContain('[Install]\nWantedBy=local-fs.target\n');
    }
    expect(unitOf(config, 'crio.service')?.dropins).toEqual([
      { name: '10-containers.conf', contents: '[Unit]\nRequiresMountsFor=/var/lib/containers\n' },
    ]);
  });

  it('checks ext4 at boot; the others check themselves', () => {
    const ext4 = configWith([new DataDisk({ ...PROPS, format: 'ext4' })]);
    const fsck = 'systemd-fsck@dev-disk-by\\x2dpartlabel-containers.service';
    expect(unitOf(ext4, 'var-mnt-containers.mount')?.contents).toContain(`Requires=${fsck}\nAfter=${fsck}\n`);
    expect(unitOf(config, 'var-mnt-containers.mount')?.contents).not.toContain('fsck');
  });

  it('warns of a device by a kernel name', () => {
    expect(codesFound(machineWith([new DataDisk({ ...PROPS, device: BlockDevice.of('/dev/sdb') })]))).toEqual([
      'KV5701',
    ]);
    expect(codesFound(machineWith([new DataDisk(PROPS)]))).toEqual([]);
  });

  it('refuses places outside of /var, and two mounts at one place', () => {
    const make = (props: object) => refusals(() => new DataDisk({ ...PROPS, ...props }));
    expect(make({ mountPoint: '/mnt/data' })).toEqual(['KV5704 mountPoint']);
    expect(make({ bindings: [{ from: 'a', to: '/opt' }] })).toEqual(['KV5704 bindings[0].to']);
    expect(make({ bindings: [{ from: 'a', to: '/var/mnt/containers' }] })).toEqual(['KV1209 bindings[0].to']);
    expect(make({ bindings: [{ from: '../a', to: '/var/a' }] })).toEqual(['KV1206 bindings[0].from']);
    expect(make({ label: 'more-than-twelve' })).toEqual(['KV1206 label']);
    expect(make({ device: '/dev/sdb' })).toEqual(['KV1203 device']);
  });

  it('is refused beside another part that uses the disk', () => {
    const machine = machineWith([new DataDisk(PROPS)]);
    const other = new DataDisk({ ...PROPS, name: 'other', label: 'other' });
    expect(errorsOf(() => machine.add(other)).map((e) => e.code)).toContain('KV5624');
  });
});

describe('disks and filesystems by hand', () => {
  const device = BlockDevice.byPartLabel('data');

  it('have labels of the length that the format has room for', () => {
    const make = (format: MachineFilesystem['format'], length: number) =>
      refusals(() => machineWith().addFilesystem({ device, format, label: 'x'.repeat(length) }));
    for (const [format, longest] of Object.entries({ ext4: 16, btrfs: 256, xfs: 12, swap: 15, vfat: 11 })) {
      expect(make(format as 'ext4', longest)).toEqual([]);
      expect(make(format as 'ext4', longest + 1)).toEqual(['KV5703 label']);
    }
  });

  it('have partitions that can be told apart', () => {
    const make = (...partitions: { label: string; number?: number }[]) =>
      refusals(() => machineWith().addDisk({ device: BlockDevice.byId('a'), partitions }));
    expect(make({ label: 'a' }, { label: 'a' })).toEqual(['KV5702 partitions[1].label']);
    expect(make({ label: 'a', number: 1 }, { label: 'b', number: 1 })).toEqual(['KV5702 partitions[1].number']);
    expect(make({ label: 'a' }, { label: 'b' })).toEqual([]);
    expect(make({ label: 'x'.repeat(37) })).toEqual(['KV5703 partitions[0].label']);
    expect(make()).toEqual(['KV1205 partitions']);
  });

  it('are not mounted twice at one place', () => {
    const machine = machineWith();
    machine.addFilesystem({ device, format: 'xfs', path: '/var/data' });
    const other = { device: BlockDevice.byPartLabel('other'), format: 'xfs', path: '/var/data' } as const;
    expect(refusals(() => machine.addFilesystem(other))).toEqual(['KV5625 the mount point /var/data']);
  });
});

describe('BlockDevice', () => {
  it('has names that stay', () => {
    expect(BlockDevice.byId('virtio-data').path).toBe('/dev/disk/by-id/virtio-data');
    expect(BlockDevice.byPath('pci-0000:00:07.0').path).toBe('/dev/disk/by-path/pci-0000:00:07.0');
    expect(BlockDevice.byLabel('data').path).toBe('/dev/disk/by-label/data');
    expect(BlockDevice.mapper('data').path).toBe('/dev/mapper/data');
    expect(BlockDevice.byId('virtio-data').isKernelName).toBe(false);
  });

  it.each([
    '/dev/sdb',
    '/dev/vdb1',
    '/dev/nvme0n1p2',
    '/dev/xvda',
    '/dev/dm-0',
    '/dev/mmcblk0p1',
    '/dev/loop0',
    '/dev/nbd0p1',
    '/dev/pmem0',
    '/dev/sr0',
    '/dev/dasda1',
  ])('knows %s for a name that the kernel gave in passing', (path) =>
    expect(BlockDevice.of(path).isKernelName).toBe(true),
  );

  it('refuses what is no device', () => {
    for (const path of ['sdb', '/etc/passwd', '/dev/../etc', '/dev/a\nb']) {
      expect(refusals(() => BlockDevice.of(path))).toEqual(['KV1206 path']);
    }
    for (const id of ['../sda', '', 'a b', 'a/b'])
      expect(refusals(() => BlockDevice.byId(id))).toEqual(['KV1206 name']);
  });
});

describe('SwapSpace', () => {
  it('makes swap space and a unit that uses it', () => {
    const config = configWith([new SwapSpace({ device: BlockDevice.byPartLabel('swap'), priority: 5 })]);
    expect(config.storage?.filesystems).toEqual([
      { device: '/dev/disk/by-partlabel/swap', format: 'swap', wipe_filesystem: true },
    ]);
    expect(unitOf(config, 'dev-disk-by\\x2dpartlabel-swap.swap')?.contents).toContain(
      '[Swap]\nWhat=/dev/disk/by-partlabel/swap\nPriority=5\n',
    );
  });
});

describe('KernelParameters and KernelModules', () => {
  it('write files of their own', () => {
    const config = configWith([
      new KernelModules({ modules: ['overlay', 'br_netfilter'] }),
      new KernelParameters({ parameters: { 'net.ipv4.ip_forward': 1, 'kernel.core_pattern': '|/bin/false' } }),
    ]);
    expect(textOf(config, '/etc/modules-load.d/modules.conf')).toBe('overlay\nbr_netfilter\n');
    expect(textOf(config, '/etc/sysctl.d/90-sysctl.conf')).toBe(
      'net.ipv4.ip_forward = 1\nkernel.core_pattern = |/bin/false\n',
    );
  });

  it('refuse what would be read otherwise', () => {
    const make = (key: string, value: string) => refusals(() => new KernelParameters({ parameters: { [key]: value } }));
    expect(make('vm.swappiness', '10')).toEqual([]);
    expect(make('net.ipv4.tcp_rmem', '4096 87380 6291456')).toEqual([]);
    expect(make('swappiness', '10')).toEqual(['KV5791 parameters.swappiness']);
    expect(make('vm.swappiness', '10\nvm.x=1')).toEqual(['KV5791 parameters.vm.swappiness']);
    expect(refusals(() => new KernelModules({ modules: ['a b'] }))).toEqual(['KV1206 modules[0]']);
  });

  it('are refused where two parts set one parameter differently', () => {
    const sysctl = (name: string, value: number) =>
      new KernelParameters({ name, parameters: { 'vm.swappiness': value } });
    expect(refusals(() => machineWith([sysctl('a', 1), sysctl('b', 2)]))).toEqual([
      'KV5625 the kernel parameter vm.swappiness',
    ]);
    expect(refusals(() => machineWith([sysctl('a', 1), sysctl('b', 1)]))).toEqual([]);
  });
});

describe('kernel arguments', () => {
  it('are added and removed', () => {
    const machine = machineWith([], { os: FCOS });
    machine.addKernelArguments({
      shouldExist: ['quiet', 'console=ttyS0,115200'],
      shouldNotExist: ['mitigations=auto'],
    });
    expect(machine.toButane().kernel_arguments).toEqual({
      should_exist: ['quiet', 'console=ttyS0,115200'],
      should_not_exist: ['mitigations=auto'],
    });
    expect(refusals(() => machine.addKernelArguments({ shouldNotExist: ['quiet'] }))).toEqual([
      'KV5625 kernel argument quiet',
    ]);
    expect(refusals(() => machine.addKernelArguments({ shouldExist: ['a b'] }))).toEqual(['KV1206 shouldExist[0]']);
  });
});

describe('TimeSync', () => {
  const time = new TimeSync({ servers: ['ntp1.example.org', '10.0.0.1'] });

  it('writes for the service that the system runs', () => {
    const alt = configWith([time]);
    expect(textOf(alt, '/etc/systemd/timesyncd.conf.d/10-servers.conf')).toBe(
      '[Time]\nNTP=ntp1.example.org 10.0.0.1\n',
    );
    expect(unitOf(alt, 'systemd-timesyncd.service')?.enabled).toBe(true);
    const fcos = configWith([time], { os: FCOS });
    expect(textOf(fcos, '/etc/chrony.conf')).toContain('server ntp1.example.org iburst\nserver 10.0.0.1 iburst\n');
    expect(unitOf(fcos, 'chronyd.service')?.enabled).toBe(true);
  });

  it('refuses servers that are none', () => {
    expect(refusals(() => new TimeSync({ servers: ['a b'] }))).toEqual(['KV1206 servers[0]']);
    expect(refusals(() => new TimeSync({ servers: [] }))).toEqual(['KV1205 servers']);
  });
});

describe('ImageArchives', () => {
  const images = new ImageArchives({ archives: ['/usr/share/images/a.tar'], before: ['kubelet.service'] });

  it('loads them once, before what needs them', () => {
    const text = unitOf(configWith([images]), 'load-images.service')?.contents;
    expect(text).toContain('Before=kubelet.service\n');
    expect(text).toContain('ConditionPathExists=!/var/lib/load-images.done\n');
    expect(text).toContain('ExecStart=/usr/bin/podman load --quiet --input /usr/share/images/a.tar\n');
    expect(text).toContain('[Install]\nRequiredBy=kubelet.service\n');
  });

  it('takes the loader of the system', () => {
    const flatcar = configWith([images], { os: MachineOs.flatcar({ release: '3815.2.0' }) });
    expect(unitOf(flatcar, 'load-images.service')?.contents).toContain(
      'ExecStart=/usr/bin/ctr --namespace k8s.io images import /usr/share/images/a.tar\n',
    );
  });

  it('waits for the disk on which the system keeps images', () => {
    const mountsFor = (os: MachineOs) => unitOf(configWith([images], { os }), 'load-images.service')?.contents;
    const archive = '/usr/share/images/a.tar\n';
    expect(mountsFor(FCOS)).toContain(`RequiresMountsFor=/var/lib/containers ${archive}`);
    expect(mountsFor(MachineOs.flatcar({ release: '3815.2.0' }))).toContain(
      `RequiresMountsFor=/var/lib/containerd ${archive}`,
    );
    expect(mountsFor(MachineOs.altContainer({ images: 'docker' }))).toContain(
      `RequiresMountsFor=/var/lib/docker ${archive}`,
    );
  });

  it('refuses to load them before nothing', () => {
    expect(refusals(() => new ImageArchives({ archives: ['/a.tar'], before: [] }))).toEqual(['KV5792 before']);
  });
});

describe('LoginEnvironment', () => {
  it('writes variables whose values stand for themselves', () => {
    const variables = { KUBECONFIG: '/etc/kubernetes/admin.conf', X: `it's $HOME` };
    const config = configWith([new LoginEnvironment({ name: 'kube', rootOnly: true, variables })]);
    expect(textOf(config, '/etc/profile.d/kube.sh')).toBe(
      [
        'if [ "$(id -u)" = 0 ]; then',
        "  export KUBECONFIG='/etc/kubernetes/admin.conf'",
        "  export X='it'\\''s $HOME'",
        'fi',
        '',
      ].join('\n'),
    );
  });

  it('refuses names that are none', () => {
    expect(refusals(() => new LoginEnvironment({ variables: { 'A;B': 'x' } }))).toEqual(['KV1206 variables key']);
    expect(refusals(() => new LoginEnvironment({ variables: { A: 'x\ny' } }))).toEqual(['KV1206 variables.A']);
  });
});

describe('FileText', () => {
  it('makes JSON, YAML and TOML of data', () => {
    expect(FileText.json({ a: [1, 'x'] })).toBe('{\n  "a": [\n    1,\n    "x"\n  ]\n}\n');
    expect(FileText.yaml({ a: 'yes', b: { c: 1 } })).toBe('a: "yes"\nb:\n  c: 1\n');
    expect(
      FileText.toml({ title: 'a "b"\n', crio: { root: '/var', list: ['x', 1], network: { 'a b': true }, empty: {} } }),
    ).toBe(
      [
        'title = "a \\"b\\"\\n"',
        '',
        '[crio]',
        'root = "/var"',
        'list = ["x", 1]',
        '',
        '[crio.network]',
        '"a b" = true',
        '',
        '[crio.empty]',
        '',
      ].join('\n'),
    );
  });

  it('refuses what the syntax cannot hold', () => {
    expect(refusals(() => FileText.toml({ a: { b: [null] } }))).toEqual(['KV1203 a.b[0]']);
    expect(refusals(() => FileText.toml({ a: NaN }))).toEqual(['KV1203 a']);
    expect(refusals(() => FileText.toml({ a: '\ud800' }))).toEqual(['KV1206 a']);
    expect(refusals(() => FileText.toml({ '\ud800': {} }))).toHaveLength(1);
    expect(FileText.toml({ '😀': '😀' })).toBe('"😀" = "😀"\n');
    expect(refusals(() => FileText.yaml('x' as never))).toEqual(['KV1203 value']);
  });
});
