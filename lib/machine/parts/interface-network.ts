/** Props of `HostNetwork`. */
export interface HostNetworkProps {
  /**
   * The interface by its hardware address: the name may change with the kernel and the slot.
   *
   * @default - `interfaceName` is given
   */
  readonly mac?: string;
  /**
   * The interface by its name, for example eth0.
   *
   * @default - `mac` is given
   */
  readonly interfaceName?: string;
  /**
   * Its addresses with the prefix of the network, for example 10.150.0.161/24.
   *
   * @default - by DHCP
   */
  readonly addresses?: readonly string[];
  /**
   * Whether it asks DHCP for an address.
   *
   * @default - true without `addresses`, else false
   */
  readonly dhcp?: boolean;
  /**
   * The gateway to other networks.
   *
   * @default - none, or that of DHCP
   */
  readonly gateway?: string;
  /**
   * Name servers.
   *
   * @default - those of DHCP
   */
  readonly dns?: readonly string[];
  /**
   * Search domains for short names.
   *
   * @default - those of DHCP
   */
  readonly searchDomains?: readonly string[];
  /**
   * The maximum packet size, in bytes.
   *
   * @default - that of the interface
   */
  readonly mtu?: number;
  /**
   * The name of the part and of its file.
   *
   * @default network
   */
  readonly name?: string;
}

/** The network of an interface, as the machine's own network service reads it. */
export interface InterfaceNetwork extends HostNetworkProps {
  /** Whether it asks DHCP for an address. */
  readonly dhcp: boolean;
  /** The name of the part and of its file. */
  readonly name: string;
}
