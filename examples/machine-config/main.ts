import { Construct } from 'constructs';
import { ClusterApp, SecretValue } from 'kvorum';
import {
  BlockDevice,
  DataDisk,
  Hostname,
  HostNetwork,
  HostsEntries,
  KernelModules,
  KernelParameters,
  LoginEnvironment,
  LoginUser,
  MachineConfig,
  MachineOs,
  SudoRules,
  TimeSync,
} from 'kvorum/machine';
import type { IMachinePart } from 'kvorum/machine';

import { ContainerStorage } from './container-storage';
import { InitCluster } from './init-cluster';

const masters = [
  { name: 'master01', address: '10.150.0.161', mac: '52:54:00:96:00:a1' },
  { name: 'master02', address: '10.150.0.162', mac: '52:54:00:96:00:a2' },
  { name: 'master03', address: '10.150.0.163', mac: '52:54:00:96:00:a3' },
];
const workers = [
  { name: 'worker01', address: '10.150.0.171', mac: '52:54:00:96:00:b1' },
  { name: 'worker02', address: '10.150.0.172', mac: '52:54:00:96:00:b2' },
  { name: 'worker03', address: '10.150.0.173', mac: '52:54:00:96:00:b3' },
];
const endpoint = { name: 'api', address: '10.150.0.160', port: 8443 };

/** What every machine has. A part is a value: all machines share it. */
function everyMachine(): readonly IMachinePart[] {
  return [
    new LoginUser({
      name: 'altcos',
      admin: true,
      passwordHash: SecretValue.fromEnv('ALTCOS_PASSWORD_HASH'),
      sshAuthorizedKeys: [
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFTHIhdBR+hO4szyahwdyen/5CysSTPVxcr2Vj1ziq5F altcos@admin',
      ],
    }),
    new SudoRules({ name: 'altcos', rules: [{ user: 'altcos', commands: 'ALL' }] }),
    new HostsEntries({
      entries: [...masters, ...workers, endpoint].map(({ name, address }) => ({ address, names: [name] })),
    }),
    new DataDisk({
      name: 'containers',
      device: BlockDevice.byId('virtio-containers'),
      format: 'btrfs',
      mountPoint: '/var/mnt/containers',
      bindings: [
        { from: 'containers', to: '/var/lib/containers' },
        { from: 'docker', to: '/var/lib/docker', mode: 0o710 },
      ],
      neededBy: ['crio.service', 'docker.service', 'kubelet.service'],
    }),
    new ContainerStorage('btrfs'),
    new KernelModules({ modules: ['overlay', 'br_netfilter'] }),
    new KernelParameters({ parameters: { 'net.ipv4.ip_forward': 1, 'net.bridge.bridge-nf-call-iptables': 1 } }),
    new TimeSync({ servers: ['ntp1.example.org', 'ntp2.example.org'] }),
  ];
}

/** Three masters and three workers of ALT Container OS, as in its documentation, with its faults mended. */
export function program(app: ClusterApp): readonly MachineConfig[] {
  const lab = new Construct(app, 'lab');
  const os = MachineOs.altContainer();
  const common = everyMachine();
  const admin = new LoginEnvironment({
    name: 'kube',
    rootOnly: true,
    variables: { KUBECONFIG: '/etc/kubernetes/admin.conf' },
  });
  return [...masters, ...workers].map((host) => {
    const machine = new MachineConfig(lab, host.name, { os, platform: 'qemu', parts: common });
    machine.add(new Hostname());
    machine.add(
      new HostNetwork({
        mac: host.mac,
        addresses: [`${host.address}/24`],
        gateway: '10.150.0.1',
        dns: ['10.150.0.1'],
      }),
    );
    if (masters.includes(host)) machine.add(admin);
    if (host === masters[0]) {
      machine.add(new InitCluster({ version: 'v1.34.4', address: host.address, endpoint: `api:${endpoint.port}` }));
    }
    return machine;
  });
}

if (require.main === module) {
  const app = new ClusterApp();
  program(app);
  app.synth();
}
