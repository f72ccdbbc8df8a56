import type { InterfaceNetwork } from './interface-network';
import { iniText } from './ini';

/** A `.network` file of systemd-networkd. */
export function networkText(network: InterfaceNetwork): string {
  const { mac, interfaceName, addresses = [], dhcp, gateway, dns = [], searchDomains = [], mtu } = network;
  return iniText([
    {
      name: 'Match',
      lines: [
        { key: 'MACAddress', value: mac?.toLowerCase() },
        // A bridge that the interface joins has the same MAC address.
        { key: 'Type', value: mac === undefined ? undefined : 'ether' },
        { key: 'Name', value: interfaceName },
      ],
    },
    { name: 'Link', lines: [{ key: 'MTUBytes', value: mtu }] },
    {
      name: 'Network',
      lines: [
        { key: 'DHCP', value: dhcp ? 'ipv4' : 'no' },
        ...addresses.map((value) => ({ key: 'Address', value })),
        { key: 'Gateway', value: gateway },
        ...dns.map((value) => ({ key: 'DNS', value })),
        { key: 'Domains', value: searchDomains.length === 0 ? undefined : searchDomains.join(' ') },
      ],
    },
  ]);
}
