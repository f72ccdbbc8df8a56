import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { Cidr, Ipv4, IPV4_FORM } from '../../core/ip';
import { flag, integer, list, object, optional, text } from '../../core/shape';
import { show } from '../../core/format';
import { PARTS } from '../codes/parts';
import { HOST_NAME_PATTERN, LABEL_PATTERN } from '../../core/patterns';
import { INTERFACE_ADDRESS_PATTERN, INTERFACE_PATTERN, MAC_PATTERN } from '../entries/patterns';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';
import type { HostNetworkProps, InterfaceNetwork } from './interface-network';
import { keyfileText } from './network-manager';
import { networkText } from './networkd';

const PROPS = object<HostNetworkProps>({
  mac: optional(text(MAC_PATTERN)),
  interfaceName: optional(text(INTERFACE_PATTERN)),
  addresses: optional(list(text(INTERFACE_ADDRESS_PATTERN), { minItems: 1, unique: true })),
  dhcp: optional(flag()),
  gateway: optional(text(IPV4_FORM)),
  dns: optional(list(text(IPV4_FORM), { unique: true })),
  searchDomains: optional(list(text(HOST_NAME_PATTERN), { unique: true })),
  mtu: optional(integer({ min: 576, max: 65535, unit: 'bytes' })),
  name: optional(text(LABEL_PATTERN)),
});

/**
 * The network of an interface: static addresses, or DHCP.
 *
 * It becomes a `.network` file of systemd-networkd or a keyfile of NetworkManager, whichever the machine runs.
 */
export class HostNetwork implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly network: InterfaceNetwork;

  /**
   * @throws KV12xx for invalid props, KV5731 to KV5733 for networks that cannot work.
   */
  public constructor(props: HostNetworkProps) {
    const given = checkedProps('', PROPS, props, networkFaults);
    this.name = given.name ?? 'network';
    this.network = { ...given, name: this.name, dhcp: given.dhcp ?? given.addresses === undefined };
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    if (machine.os.network === 'systemd-networkd') {
      const path = `/etc/systemd/network/20-${this.name}.network`;
      machine.addFile({ path, overwrite: true, contents: networkText(this.network), mode: 0o644 });
    } else {
      // NetworkManager ignores keyfiles that others can read.
      const path = `/etc/NetworkManager/system-connections/${this.name}.nmconnection`;
      machine.addFile({ path, overwrite: true, contents: keyfileText(this.network), mode: 0o600 });
    }
    const { mac, interfaceName = '' } = this.network;
    machine.claimSetting(`the network of the interface ${mac?.toLowerCase() ?? interfaceName}`, this.name);
  }
}

function networkFaults({ mac, interfaceName, addresses, dhcp, gateway }: HostNetworkProps): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  if ((mac === undefined) === (interfaceName === undefined)) {
    const more = { given: mac === undefined ? 'neither' : 'both', allowed: 'mac or interfaceName' };
    faults.push(fault(CORE.requiredField, 'mac', 'the interface is matched by one of the two', more));
  }
  if (addresses === undefined && dhcp === false) {
    faults.push(fault(PARTS.noAddress, 'addresses', 'the interface does not get an address'));
  }
  if (addresses === undefined && dhcp !== false && gateway !== undefined) {
    const message = 'without a static address the network of the gateway is unknown';
    faults.push(
      fault(PARTS.badGateway, 'gateway', message, { given: gateway, fix: 'give `addresses`, or leave it to DHCP' }),
    );
  }
  const parsed = (addresses ?? []).map((address, i) => addressOf(address, `addresses[${i}]`, faults));
  if (gateway === undefined || addresses === undefined) return faults;
  const own = parsed.some((network, i) => network !== undefined && addresses[i]?.startsWith(`${gateway}/`) === true);
  const reaches = parsed.some((network) => network?.contains(Ipv4.parse(gateway)) === true);
  if (own || (!reaches && parsed.every((network) => network !== undefined))) {
    const message = own ? 'the gateway is the machine itself' : 'the gateway is not in any of the networks';
    faults.push(
      fault(PARTS.badGateway, 'gateway', message, { given: gateway, allowed: `an address of ${parsed.join(', ')}` }),
    );
  }
  return faults;
}

const SMALLEST_WITH_ENDS = 4;

function addressOf(address: string, at: string, faults: ShapeFault[]): Cidr | undefined {
  const network = Cidr.lenient(address);
  const host = address.slice(0, address.indexOf('/'));
  if (network === undefined || !Ipv4.isValid(host)) {
    const more = { given: show(address), allowed: 'for example 10.150.0.161/24' };
    faults.push(fault(CORE.badIp, at, 'the text is not an IPv4 address', more));
    return undefined;
  }
  const offset = Ipv4.parse(host).toNumber() - network.network.toNumber();
  if (network.size >= SMALLEST_WITH_ENDS && (offset === 0 || offset === network.size - 1)) {
    const message = offset === 0 ? 'the address is the network address' : 'the address is the broadcast address';
    faults.push(
      fault(PARTS.badInterfaceAddress, at, message, {
        given: address,
        allowed: `another one of ${network.toString()}`,
      }),
    );
  }
  return network;
}
