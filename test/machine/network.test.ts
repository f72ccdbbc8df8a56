import { HostNetwork, MachineOs } from 'kvorum/machine';
import type { HostNetworkProps } from 'kvorum/machine';

import { configWith, fileOf, machineWith, textOf } from './machines';
import { refusals } from '../support/errors';

const PROPS: HostNetworkProps = {
  mac: '52:54:00:96:00:A1',
  addresses: ['10.150.0.161/24'],
  gateway: '10.150.0.1',
  dns: ['10.150.0.1', '10.150.0.2'],
  searchDomains: ['lab.example.org'],
  mtu: 1450,
};
const FCOS = MachineOs.fedoraCoreOs({ ignition: '2.20.0' });
const NETWORKD = '/etc/systemd/network/20-network.network';
const KEYFILE = '/etc/NetworkManager/system-connections/network.nmconnection';

describe('HostNetwork', () => {
  it('is a file of systemd-networkd where the system runs that', () => {
    const config = configWith([new HostNetwork(PROPS)]);
    expect(textOf(config, NETWORKD)).toBe(
      [
        '[Match]',
        'MACAddress=52:54:00:96:00:a1',
        'Type=ether',
        '',
        '[Link]',
        'MTUBytes=1450',
        '',
        '[Network]',
        'DHCP=no',
        'Address=10.150.0.161/24',
        'Gateway=10.150.0.1',
        'DNS=10.150.0.1',
        'DNS=10.150.0.2',
        'Domains=lab.example.org',
        '',
      ].join('\n'),
    );
    expect(fileOf(config, NETWORKD)?.mode).toBe(0o644);
  });

  it('is a keyfile of NetworkManager where the system runs that, readable by root only', () => {
    const config = configWith([new HostNetwork(PROPS)], { os: FCOS });
    expect(textOf(config, KEYFILE)).toBe(
      [
        '[connection]',
        'id=network',
        'type=ethernet',
        '',
        '[ethernet]',
        'mac-address=52:54:00:96:00:A1',
        'mtu=1450',
        '',
        '[ipv4]',
        'method=manual',
        'address1=10.150.0.161/24',
        'gateway=10.150.0.1',
        'dns=10.150.0.1;10.150.0.2;',
        'dns-search=lab.example.org;',
        '',
        '[ipv6]',
        'method=auto',
        '',
      ].join('\n'),
    );
    expect(fileOf(config, KEYFILE)?.mode).toBe(0o600);
  });

  it('asks DHCP where no address is given', () => {
    const dhcp = new HostNetwork({ interfaceName: 'eth0' });
    expect(textOf(configWith([dhcp]), NETWORKD)).toBe('[Match]\nName=eth0\n\n[Network]\nDHCP=ipv4\n');
    expect(textOf(configWith([dhcp], { os: FCOS }), KEYFILE)).toContain('interface-name=eth0');
    expect(textOf(configWith([dhcp], { os: FCOS }), KEYFILE)).toContain('method=auto');
  });

  const make = (props: object) => refusals(() => new HostNetwork({ ...PROPS, ...props }));

  it('is matched by exactly one of MAC and name', () => {
    expect(make({ interfaceName: 'eth0' })).toEqual(['KV1202 mac']);
    expect(make({ mac: undefined })).toEqual(['KV1202 mac']);
    expect(make({ mac: undefined, interfaceName: 'eth0' })).toEqual([]);
    for (const mac of ['52-54-00-96-00-a1', '01:00:5e:00:00:01', '00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff']) {
      expect(make({ mac })).toEqual(['KV1206 mac']);
    }
    expect(make({ mac: undefined, interfaceName: 'eth0\nName=*' })).toEqual(['KV1206 interfaceName']);
  });

  it('has a gateway that it reaches, and that is not the machine itself', () => {
    expect(make({ gateway: '10.151.0.1' })).toEqual(['KV5731 gateway']);
    expect(make({ gateway: '10.150.0.161' })).toEqual(['KV5731 gateway']);
    expect(make({ addresses: ['10.1.0.2/24', '10.150.0.161/24'] })).toEqual([]);
    // NetworkManager refuses the whole keyfile.
    expect(make({ addresses: undefined })).toEqual(['KV5731 gateway']);
    expect(make({ addresses: undefined, gateway: undefined })).toEqual([]);
  });

  it('has addresses that a machine can have', () => {
    expect(make({ addresses: ['10.150.0.0/24'] })).toEqual(['KV5732 addresses[0]']);
    expect(make({ addresses: ['10.150.0.255/24'] })).toEqual(['KV5732 addresses[0]']);
    expect(make({ addresses: ['10.150.0.0/31'], gateway: '10.150.0.1' })).toEqual([]);
    expect(make({ addresses: ['10.150.0.300/24'] })).toEqual(['KV1301 addresses[0]']);
    expect(make({ addresses: ['10.150.0.1'] })).toEqual(['KV1206 addresses[0]']);
    expect(make({ addresses: ['fd00::1/64'], gateway: undefined })).toEqual(['KV1206 addresses[0]']);
    expect(make({ addresses: undefined, dhcp: false })).toEqual(['KV5733 addresses']);
  });

  it('is one for an interface', () => {
    const machine = machineWith([new HostNetwork(PROPS)]);
    const second = new HostNetwork({ ...PROPS, name: 'second', mac: '52:54:00:96:00:a1' });
    expect(refusals(() => machine.add(second))).toEqual(['KV5625 the network of the interface 52:54:00:96:00:a1']);
    expect(refusals(() => machine.add(new HostNetwork({ ...PROPS, name: 'third', mac: '52:54:00:96:00:a2' })))).toEqual(
      [],
    );
  });
});
