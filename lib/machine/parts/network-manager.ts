import type { InterfaceNetwork } from './interface-network';
import { iniText } from './ini';

/** A keyfile of NetworkManager. */
export function keyfileText(network: InterfaceNetwork): string {
  const { name, mac, interfaceName, addresses = [], dhcp, gateway, dns = [], searchDomains = [], mtu } = network;
  const list = (items: readonly string[]): string | undefined =>
    items.length === 0 ? undefined : `${items.join(';')};`;
  return iniText([
    {
      name: 'connection',
      lines: [
        { key: 'id', value: name },
        { key: 'type', value: 'ethernet' },
        { key: 'interface-name', value: interfaceName },
      ],
    },
    {
      name: 'ethernet',
      lines: [
        { key: 'mac-address', value: mac?.toUpperCase() },
        { key: 'mtu', value: mtu },
      ],
    },
    {
      name: 'ipv4',
      lines: [
        { key: 'method', value: dhcp ? 'auto' : 'manual' },
        ...addresses.map((value, i) => ({ key: `address${i + 1}`, value })),
        { key: 'gateway', value: gateway },
        { key: 'dns', value: list(dns) },
        { key: 'dns-search', value: list(searchDomains) },
      ],
    },
    { name: 'ipv6', lines: [{ key: 'method', value: 'auto' }] },
  ]);
}
