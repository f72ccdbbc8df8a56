/** Machines that use everything a machine config has words for. */
import type { ClusterApp } from 'kvorum';
import { FileContent, SecretValue } from 'kvorum';
import {
  BlockDevice,
  DataDisk,
  FileText,
  Hostname,
  HostNetwork,
  HostsEntries,
  ImageArchives,
  KernelModules,
  KernelParameters,
  LoginEnvironment,
  LoginUser,
  MachineConfig,
  SudoRules,
  SwapSpace,
  SystemdCommand,
  SystemdDropIn,
  SystemdUnit,
  TimeSync,
} from 'kvorum/machine';
import type { DataDiskProps, IMachine, IMachinePart, MachineOs } from 'kvorum/machine';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFTHIhdBR+hO4szyahwdyen/5CysSTPVxcr2Vj1ziq5F ops@example.org';
const HASH = '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/';

/** Every byte. */
export const BYTES = Uint8Array.from({ length: 256 }, (_, i) => i);
/** Texts that YAML, JSON and data URLs write in different ways, by path. */
export const TEXTS: Readonly<Record<string, string>> = {
  '/opt/данные/файл "x" 100% $HOME.txt': 'привет 😀\n\tтаб\n# %s\n',
  '/opt/texts/empty': '',
  '/opt/texts/no-line-end': 'x',
  '/opt/texts/blank-lines': '\n\n x\n\n\n',
  '/opt/texts/controls': 'a\u0001b\u007f\r\n\u2028\u0085\ufeff',
  '/opt/texts/indented': '  - a: |\n      b\n',
  '/opt/texts/tab': '\tx\n  y\n',
  '/opt/texts/long': `${'слово '.repeat(400)}\n`,
};

/** What the units of these machines expect of the image. */
export const IMAGE_UNITS = [
  ...['crio.service', 'kubelet.service', 'containerd.service', 'docker.service', 'chronyd.service'],
  ...['systemd-timesyncd.service', 'systemd-fsck@.service', 'sshd.service'],
];

/** Users, a group, files in a home: owners by name and by number. */
const people: IMachinePart = {
  name: 'people',
  bind(machine: IMachine): void {
    machine.addGroup({ name: 'ops', gid: 2400 });
    machine.addUser({ name: 'etcd', uid: 2379, system: true, noCreateHome: true, shell: '/usr/sbin/nologin' });
    machine.addDirectory({ path: '/home/ops1/.config/app', ensureParents: '/home/ops1', user: 'ops1', mode: 0o700 });
    machine.addFile({ path: '/home/ops1/.config/app/token', contents: 'x\n', user: 'ops1', group: 'ops', mode: 0o640 });
    machine.addDirectory({ path: '/var/lib/etcd', user: 'etcd', group: 2400, mode: 0o750 });
    machine.addFile({ path: '/var/lib/etcd/note', contents: 'x\n', user: 2379, mode: 0o711 });
  },
};

/** Texts, bytes, links, and a file that is written to the end of. */
const files: IMachinePart = {
  name: 'files',
  bind(machine: IMachine): void {
    for (const [path, contents] of Object.entries(TEXTS)) machine.addFile({ path, contents });
    machine.addFile({ path: '/opt/bytes', contents: FileContent.bytes(BYTES), mode: 0o755 });
    machine.addFile({ path: '/opt/config.toml', contents: FileText.toml({ a: { 'b c': ['"x"', 1, true] } }) });
    machine.addFile({ path: '/opt/appended', contents: 'one\n', append: ['two\n', FileContent.bytes(BYTES)] });
    machine.addFile({ path: '/etc/login.defs', append: ['# the end\n'] });
    machine.addLink({ path: '/opt/link', target: 'bytes', user: 'etcd' });
    machine.addLink({ path: '/etc/localtime', target: '../usr/share/zoneinfo/Europe/Moscow', overwrite: true });
    machine.addLink({ path: '/opt/hard', target: '/opt/bytes', hard: true });
    machine.addHostsEntry({ address: '10.0.0.9', names: ['nine.example.org', 'nine'] });
  },
};

/** A unit of every type that has a section of its own. */
const units: IMachinePart = {
  name: 'units',
  bind(machine: IMachine): void {
    const odd = ['100% "sure"', "it's $HOME ${X} $$", 'a;b', ';', '#', '\\', 'строка\nдве\tтаб', '', ' '];
    machine.addUnit(
      new SystemdUnit({
        name: 'odd\\x20name@.service',
        unit: {
          Description: '100 % of "it" \\o/ é',
          Documentation: ['https://example.org/a?b=c'],
          RequiresMountsFor: ['/var/lib/a b', '/opt/100%'],
          OnFailure: ['report@%n.service'],
          conditions: [
            { test: 'PathExists', value: '/opt/данные 100%', not: true },
            { test: 'KernelCommandLine', value: 'quiet', failing: true },
          ],
        },
        service: {
          Type: 'oneshot',
          Environment: { A: '100% $X "q" \\', B: 'две\nстроки', C: '' },
          EnvironmentFile: ['-/etc/default/odd', '/etc/100% odd'],
          WorkingDirectory: '/opt/данные',
          ExecStartPre: [SystemdCommand.of(['/opt/bin/pre', ...odd], { ignoreFailure: true, asRoot: true })],
          ExecStart: [SystemdCommand.of(['/opt/bin/odd', ...odd, ...odd, ...odd, ...odd])],
          UMask: 0o077,
          LimitNOFILE: 'infinity',
          StateDirectory: ['odd', 'odd/inner'],
          more: [{ name: 'MemoryMax', value: '50%' }],
        },
      }),
    );
    machine.addUnit(
      new SystemdUnit({
        name: 'report@.service',
        service: { ExecStart: [SystemdCommand.of(['/opt/bin/report', '%i'])] },
      }),
    );
    machine.addUnit(
      new SystemdUnit({
        name: 'job.service',
        service: { Type: 'oneshot', ExecStart: [SystemdCommand.of(['/opt/bin/job'])] },
      }),
    );
    machine.addUnit(
      new SystemdUnit({
        name: 'job.timer',
        enabled: true,
        timer: { OnCalendar: ['Mon..Fri *-*-* 03:00:00', 'daily'], RandomizedDelaySec: 90.5, Persistent: true },
        install: { WantedBy: ['timers.target'] },
      }),
    );
    machine.addUnit(
      new SystemdUnit({
        name: 'job.path',
        enabled: true,
        path: { PathChanged: ['/opt/100% данные'], Unit: 'job.service' },
        install: { WantedBy: ['paths.target'] },
      }),
    );
    machine.addUnit(
      new SystemdUnit({
        name: 'job.socket',
        enabled: true,
        socket: { ListenStream: ['127.0.0.1:8080', '/run/job.sock'], SocketMode: 0o660 },
        install: { WantedBy: ['sockets.target'] },
      }),
    );
    machine.addUnit(new SystemdUnit({ name: 'sshd.service', masked: true }));
    machine.addDropIn(
      new SystemdDropIn({
        of: 'crio.service',
        name: '20-limits',
        service: { clear: ['ExecStart'], ExecStart: [SystemdCommand.of(['/opt/bin/crio', '--x'])], LimitNOFILE: 65536 },
      }),
    );
  },
};

/** A machine with everything. */
export function everything(app: ClusterApp, id: string, os: MachineOs, more: HostMore): MachineConfig {
  const { host, form, format, specific } = more;
  return new MachineConfig(app, id, {
    ...{ os, host, form, platform: 'gcp', folder: `hosts/${id}` },
    parts: [
      new Hostname(),
      new HostNetwork({
        name: 'lan',
        mac: '52:54:00:96:00:A1',
        addresses: ['10.0.0.5/24', '192.168.7.5/30'],
        gateway: '10.0.0.1',
        ...{ dns: ['10.0.0.1', '1.1.1.1'], searchDomains: ['lab.example.org', 'example.org'], mtu: 9000 },
      }),
      new HostNetwork({ name: 'storage', interfaceName: 'ens4f0np1', dhcp: true }),
      new HostsEntries({ entries: [{ address: '10.0.0.5', names: [host] }] }),
      new LoginUser({
        ...{ name: 'ops1', uid: 2401, admin: true, groups: ['ops'], gecos: 'Опс, 1' },
        ...{ sshAuthorizedKeys: [KEY], passwordHash: SecretValue.unsafePlainText(HASH) },
      }),
      new SudoRules({
        rules: [
          { group: 'ops', commands: [{ program: '/usr/bin/systemctl', args: ['restart', 'a=b,c:d', '*'] }] },
          { user: 'ops1', commands: 'ALL' },
        ],
      }),
      new DataDisk({
        device: BlockDevice.byId('virtio-data'),
        format,
        mountPoint: '/var/mnt/data',
        options: ['noatime'],
        bindings: [{ from: 'images', to: os.images === 'containerd' ? '/var/lib/containerd' : '/var/lib/containers' }],
        neededBy: ['kubelet.service'],
      }),
      new SwapSpace({ device: BlockDevice.byPartLabel('swap'), label: 'swap', priority: 10 }),
      new KernelModules({ modules: ['overlay', 'br_netfilter'] }),
      new KernelParameters({ parameters: { 'net.ipv4.ip_forward': 1, 'kernel.core_pattern': '|/bin/x %p' } }),
      new TimeSync({ servers: ['ntp1.example.org', '10.0.0.1'] }),
      new LoginEnvironment({ variables: { A: `it's 100% "$HOME"` } }),
      new ImageArchives({ archives: ['/opt/bytes', '/usr/share/images/a.tar'], before: ['kubelet.service'] }),
      ...[people, files, units, ...specific],
    ],
  });
}

/** What a machine has of its own. */
export interface HostMore {
  readonly host: string;
  readonly form: 'flat' | 'layered';
  readonly format: DataDiskProps['format'] & string;
  readonly specific: readonly IMachinePart[];
}

/** A disk with swap, found by its label. */
export const swapDisk: IMachinePart = {
  name: 'swap-disk',
  bind: (machine) =>
    machine.addDisk({
      device: BlockDevice.byPath('pci-0000:00:05.0'),
      wipeTable: true,
      partitions: [
        { label: 'swap', sizeMib: 2048, typeGuid: '0657FD6D-A4AB-43C4-84E5-0933C84B4F4F' },
        { label: 'rest' },
      ],
    }),
};

/** Arguments of the kernel. */
export const kernelArguments: IMachinePart = {
  name: 'kernel-arguments',
  bind: (machine) =>
    machine.addKernelArguments({ shouldExist: ['console=ttyS0,115200n8', 'x="a b"'], shouldNotExist: ['quiet'] }),
};
