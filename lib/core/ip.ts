import type * as IpAddr from 'ipaddr.js';

import { CORE } from './codes';
import { KvorumError, raise } from './error';
import type { StringShape } from './shape';
import { show } from './format';

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ADDRESS = `${OCTET}(\\.${OCTET}){3}`;
const LENGTH = '(3[0-2]|[12]?\\d)';

/** The form of an IPv4 address, for tables. */
export const IPV4_FORM: Omit<StringShape, 'type'> = {
  pattern: new RegExp(`^${ADDRESS}$`),
  form: 'an IPv4 address, for example 10.0.0.10',
};

/** The form of an IPv4 network, for tables. Host bits are allowed. */
export const NETWORK_FORM: Omit<StringShape, 'type'> = {
  pattern: new RegExp(`^${ADDRESS}/${LENGTH}$`),
  form: 'an IPv4 network, for example 10.0.0.0/8',
};

/** The form of an IPv4 address or network, for tables. */
export const ADDRESS_OR_NETWORK_FORM: Omit<StringShape, 'type'> = {
  pattern: new RegExp(`^${ADDRESS}(/${LENGTH})?$`),
  form: 'an IPv4 address or network, for example 10.0.0.1 or 10.0.0.0/8',
};

/** An IPv4 address. */
export class Ipv4 {
  /**
   * Whether a text is an IPv4 address: four decimal numbers from 0 to 255, without leading zeros.
   */
  public static isValid(text: unknown): text is string {
    return typeof text === 'string' && IPV4_FORM.pattern?.test(text) === true;
  }

  /**
   * An address from its text.
   *
   * @param text For example `10.0.0.10`.
   * @throws KV1301 when it is not an address.
   */
  public static parse(text: string): Ipv4 {
    if (!Ipv4.isValid(text)) {
      raise(
        new KvorumError(CORE.badIp, undefined, {
          message: 'the text is not an IPv4 address',
          given: show(text),
          allowed: 'for example 10.0.0.10',
        }),
      );
    }
    return new Ipv4(numberOf(library().parse(text)));
  }

  /** @internal */
  public static _of(value: number): Ipv4 {
    return new Ipv4(value);
  }

  private constructor(private readonly value: number) {}

  /** The address as a number, 0 to 4294967295. */
  public toNumber(): number {
    return this.value;
  }

  /** `10.0.0.10`. */
  public toString(): string {
    return [24, 16, 8, 0].map((bits) => Math.floor(this.value / 2 ** bits) % 256).join('.');
  }
}

/** An IPv4 network in its canonical form: the address has no host bits. */
export class Cidr {
  /** Whether a text is a canonical IPv4 network. */
  public static isValid(text: unknown): text is string {
    return Cidr.lenient(text)?.toString() === text;
  }

  /**
   * A network from its text.
   *
   * @param text For example `10.0.0.0/16`.
   * @throws KV1302 when it is not a network, or has host bits.
   */
  public static parse(text: string): Cidr {
    const network = Cidr.lenient(text);
    if (network?.toString() === text) return network;
    return raise(
      new KvorumError(CORE.badCidr, undefined, {
        message: network === undefined ? 'the text is not an IPv4 network' : 'the network has host bits',
        given: show(text),
        allowed: network === undefined ? 'for example 10.0.0.0/16' : network.toString(),
      }),
    );
  }

  /**
   * The network that a text means, host bits left out; undefined when it is not a network.
   *
   * @param text For example `10.0.0.1/16`, which means `10.0.0.0/16`.
   */
  public static lenient(text: unknown): Cidr | undefined {
    if (typeof text !== 'string' || NETWORK_FORM.pattern?.test(text) !== true) return undefined;
    const prefix = Number(text.slice(text.indexOf('/') + 1));
    return new Cidr(numberOf(library().networkAddressFromCIDR(text)), prefix);
  }

  private constructor(
    private readonly first: number,
    /** Length of the prefix, 0 to 32. */
    public readonly prefix: number,
  ) {}

  /** The lowest address. */
  public get network(): Ipv4 {
    return Ipv4._of(this.first);
  }

  /** The number of addresses. */
  public get size(): number {
    return 2 ** (32 - this.prefix);
  }

  /** Whether an address, or all of another network, is in it. */
  public contains(other: Ipv4 | Cidr): boolean {
    const [from, size] = other instanceof Cidr ? [other.first, other.size] : [other.toNumber(), 1];
    return from >= this.first && from + size <= this.first + this.size;
  }

  /** Whether the two have an address in common. */
  public overlaps(other: Cidr): boolean {
    return this.contains(other) || other.contains(this);
  }

  /**
   * The network split into parts of one size, in order.
   *
   * @param prefix Length of the parts' prefix.
   * @throws KV1307 when it is not longer than that of the network, or there would be more than 65536 parts.
   */
  public split(prefix: number): readonly Cidr[] {
    if (!Number.isInteger(prefix) || prefix <= this.prefix || prefix > Math.min(32, this.prefix + 16)) {
      raise(
        new KvorumError(CORE.badSplit, undefined, {
          message: `${this.toString()} cannot be split into parts of /${prefix}`,
          allowed:
            this.prefix === 32
              ? 'nothing: the network is a single address'
              : `/${this.prefix + 1} to /${Math.min(32, this.prefix + 16)}`,
        }),
      );
    }
    const size = 2 ** (32 - prefix);
    return Array.from({ length: 2 ** (prefix - this.prefix) }, (_, i) => new Cidr(this.first + i * size, prefix));
  }

  /** `10.0.0.0/16`. */
  public toString(): string {
    return `${this.network.toString()}/${this.prefix}`;
  }
}

function numberOf(address: IpAddr.IPv4): number {
  return address.toByteArray().reduce((sum, octet) => sum * 256 + octet, 0);
}

// Loaded with the first address, so that a program without addresses starts faster.
function library(): typeof IpAddr.IPv4 {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('ipaddr.js') as typeof IpAddr).IPv4;
}
