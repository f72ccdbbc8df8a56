import type { SecretValue } from '../core/secret-value';
import type { HostAddress } from './host-address';

/** The role of a host in the cluster. */
export type HostRole = 'master' | 'worker' | 'arbiter';

/** A host of a cluster: a machine that exists, or one that will. */
export interface Host {
  /** Its host name: a DNS-1123 label, or a subdomain where the distribution takes one. */
  readonly name: string;
  /** Its role in the cluster. */
  readonly role: HostRole;
  /** Its address in the network of the cluster. */
  readonly address: HostAddress;
  /**
   * The failure domain of the host: a zone, a rack, a room.
   *
   * @default - not known
   */
  readonly zone?: string;
  /**
   * The group of nodes that it belongs to.
   *
   * @default - `master` for masters, `arbiter` for the arbiter, `worker` for workers
   */
  readonly group?: string;
  /**
   * Labels of its node, beside those that the distribution sets.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether it is a node of the cluster already, set up by an installer or by hand.
   *
   * @default - the program does not say
   */
  readonly bootstrapped?: boolean;
}

/** How the hosts are reached over SSH. */
export interface SshAccess {
  /** The user. It may become root by sudo. */
  readonly user: string;
  /**
   * The private key, PEM or OpenSSH text exactly as in its file, without passphrase.
   *
   * @default - none: then `sudoPassword` is needed
   */
  readonly privateKey?: SecretValue;
  /**
   * The user's password for sudo, as it is typed.
   *
   * @default - none: sudo asks for nothing
   */
  readonly sudoPassword?: SecretValue;
  /**
   * TCP port of the SSH server.
   *
   * @default 22
   */
  readonly port?: number;
  /**
   * More arguments for ssh.
   *
   * @default - none
   */
  readonly extraArgs?: string;
}

/** The group of nodes that a host belongs to. */
export function groupOf(host: Host): string {
  return host.group ?? host.role;
}
