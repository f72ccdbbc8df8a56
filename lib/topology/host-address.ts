import { CORE } from '../core/codes';
import { KvorumError, raise } from '../core/error';
import { show } from '../core/format';
import { Ipv4 } from '../core/ip';

/**
 * When the address of a host is known.
 *
 * - `fixed`: now. It can enter every file.
 * - `after-apply`: once the machine is made. Until then a token of the tool that makes it takes its place.
 * - `none`: never, as far as the program can tell.
 */
export type HostAddressState = 'fixed' | 'after-apply' | 'none';

const HOST_ADDRESS = Symbol.for('kvorum/HostAddress');

/**
 * The address of a host in the network of the cluster.
 *
 * Most files need a fixed one: an address that is known only after apply cannot enter a certificate, or the config of
 * another machine. Infrastructures therefore say which of the three they have, and whoever needs a fixed address asks
 * the context for it (`ClusterContext.fixedAddressOf`), which refuses the others by name.
 */
export class HostAddress {
  /** The infrastructure does not know it: the cloud or a person gives the machine an address later. */
  public static readonly NONE = new HostAddress('none', undefined);

  /** Whether `x` is an address of a host, also when it comes from another copy of the library. */
  public static isHostAddress(x: unknown): x is HostAddress {
    return typeof x === 'object' && x !== null && HOST_ADDRESS in x;
  }

  /**
   * An address that is known now.
   *
   * @param address IPv4, for example 10.0.0.10.
   * @throws KV1301 for a text that is not an IPv4 address.
   */
  public static fixed(address: string): HostAddress {
    return new HostAddress('fixed', Ipv4.parse(address).toString());
  }

  /**
   * An address that is known once the machine is made.
   *
   * @param token The text that the tool replaces with the address, for example a token of cdktf.
   * @throws KV1203 for an empty text, or another value.
   */
  public static afterApply(token: string): HostAddress {
    if (typeof token === 'string' && token !== '') return new HostAddress('after-apply', token);
    const details = { message: 'the token is not a text', given: show(token), allowed: 'the text of a token' };
    return raise(new KvorumError(CORE.wrongType, undefined, details));
  }

  private constructor(
    /** Whether it is fixed, known after apply, or none. */
    public readonly state: HostAddressState,
    private readonly text: string | undefined,
  ) {
    Object.defineProperty(this, HOST_ADDRESS, { value: true });
  }

  /** The address, when it is fixed; else undefined. */
  public get ifFixed(): string | undefined {
    return this.state === 'fixed' ? this.text : undefined;
  }

  /** The address or its token; undefined for none. For files of the tool that knows the token. */
  public get value(): string | undefined {
    return this.text;
  }

  /** For people: the address, `known after apply`, or `none`. */
  public toString(): string {
    return this.state === 'after-apply' ? 'known after apply' : (this.text ?? 'none');
  }
}
