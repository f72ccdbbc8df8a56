import { toYaml } from '../core/yaml';
import type { Construct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { CORE } from '../core/codes';
import { Findings } from '../core/findings';
import { IPV4_FORM } from '../core/ip';
import { OutputFile } from '../core/output-file';
import { checkedProps } from '../core/props';
import { integer, list, object, oneOf, optional, required, text } from '../core/shape';
import { show } from '../core/format';
import { REPLICAS } from '../topology/quorum';
import { ETCD } from './codes';
import type { ClientFiles } from './commands';
import { CLIENT_FILES, EtcdConnection } from './connection';
import { LABEL_PATTERN, PLAIN_PATH_PATTERN, SUBDOMAIN_PATTERN } from '../core/patterns';
import { etcdImageFaults } from './image';
import type { MemberSettings } from './member';
import { EtcdMember } from './member';
import { certificateFaults, declaredSanFaults } from './member-certificate';
import type { MemberForm } from './member-form';
import { MEMBER_FORM } from './member-form';
import type { EtcdVersion } from './version';
import { VERSION } from './version';

/** The description of one member of an external etcd. */
export interface ExternalEtcdMember {
  /** The name, a DNS label, for example that of the host. */
  readonly name: string;
  /** The IPv4 address, the only one that the member listens on. */
  readonly address: string;
  /**
   * Whether it forms a new cluster or joins an existing one. A member joins with an empty data directory, after
   * `etcdctl member add --learner`, and the list of members then includes it.
   *
   * @default - the state of the cluster
   */
  readonly state?: 'new' | 'existing';
  /**
   * Its server certificate, PEM, which is checked against the names that it needs.
   *
   * @default - not checked
   */
  readonly serverCertificate?: string;
  /**
   * Its peer certificate, PEM, which is checked against the names that it needs.
   *
   * @default - not checked
   */
  readonly peerCertificate?: string;
  /**
   * The SANs of its server certificate, where it is signed elsewhere and not available here.
   *
   * @default - those that it needs
   */
  readonly serverSans?: readonly string[];
}

/**
 * A TCP load balancer in front of the members. It must not terminate TLS, because members require client
 * certificates.
 */
export interface EtcdLoadBalancer {
  /** Its DNS name or IPv4 address. The server certificate of every member names it. */
  readonly host: string;
  /**
   * Its TCP port.
   *
   * @default 2379
   */
  readonly port?: number;
}

/** Props of `ExternalEtcd`. */
export interface ExternalEtcdProps {
  /** The version of etcd that runs. */
  readonly version: EtcdVersion;
  /** 1, 3, 5 or 7 members. */
  readonly members: readonly ExternalEtcdMember[];
  /** A unique string: no other cluster may have it, nor this one before a restore. */
  readonly token: string;
  /** How members run on their hosts. */
  readonly form: MemberForm;
  /**
   * Whether the members form a new cluster or belong to an existing one.
   *
   * @default new
   */
  readonly state?: 'new' | 'existing';
  /**
   * A load balancer through which API servers connect. Naming all members is better if possible: clients balance by
   * themselves, and see which member is down.
   *
   * @default - none: API servers get the URLs of all members
   */
  readonly loadBalancer?: EtcdLoadBalancer;
  /**
   * TCP port for clients.
   *
   * @default 2379
   */
  readonly clientPort?: number;
  /**
   * TCP port for the other members.
   *
   * @default 2380
   */
  readonly peerPort?: number;
  /**
   * TCP port for health and metrics, plain http on loopback.
   *
   * @default 2381
   */
  readonly metricsPort?: number;
  /**
   * The data directory on each host.
   *
   * @default /var/lib/etcd
   */
  readonly dataDir?: string;
  /**
   * The folder on each host with ca.crt, server.crt, server.key, peer.crt and peer.key.
   *
   * @default /etc/kubernetes/pki/etcd
   */
  readonly pkiPath?: string;
  /**
   * The maximum size of the database in bytes, up to 8 GiB.
   *
   * @default - etcd's own: 2 GiB
   */
  readonly quotaBytes?: number;
  /**
   * CA, certificate and key of the API server as a client, paths on the control-plane nodes.
   *
   * @default - those that kubeadm uses, in /etc/kubernetes/pki
   */
  readonly clientFiles?: ClientFiles;
}

const STATES = ['new', 'existing'] as const;
const PORT = { min: 1, max: 65535 };

const PROPS = object<ExternalEtcdProps>({
  version: required(VERSION),
  members: required(
    list(
      object<ExternalEtcdMember>({
        name: required(text(LABEL_PATTERN)),
        address: required(text(IPV4_FORM)),
        state: optional(oneOf(STATES)),
        serverCertificate: optional(text()),
        peerCertificate: optional(text()),
        serverSans: optional(list(text({ minLength: 1 }))),
      }),
      { minItems: 1 },
    ),
  ),
  token: required(
    text({
      pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{3,127}$/,
      form: '4 to 128 letters, digits and . _ -, for example prod-etcd-1',
    }),
  ),
  form: required(MEMBER_FORM),
  state: optional(oneOf(STATES)),
  loadBalancer: optional(
    object<EtcdLoadBalancer>({ host: required(text(SUBDOMAIN_PATTERN)), port: optional(integer(PORT)) }),
  ),
  clientPort: optional(integer(PORT)),
  peerPort: optional(integer(PORT)),
  metricsPort: optional(integer(PORT)),
  dataDir: optional(text(PLAIN_PATH_PATTERN)),
  pkiPath: optional(text(PLAIN_PATH_PATTERN)),
  quotaBytes: optional(integer({ min: 64 * 1024 ** 2, max: 8 * 1024 ** 3, unit: 'bytes' })),
  clientFiles: optional(CLIENT_FILES),
});

/**
 * An etcd on dedicated machines: the members on each of them, and the connection of API servers.
 *
 * This is a value, not a construct: `addFiles` writes its files, `connection` has the settings for a control plane.
 */
export class ExternalEtcd {
  /** The members, in the order in which they were given. */
  public readonly members: readonly EtcdMember[];
  /** How API servers reach it. */
  public readonly connection: EtcdConnection;
  private readonly form: MemberForm;

  /**
   * @throws KV12xx for invalid props, KV4503 for an image of another version, KV4541 to KV4545 for members that do
   * not form a sound cluster.
   */
  public constructor(props: ExternalEtcdProps) {
    const given = checkedProps('', PROPS, props, valueFaults);
    const { version, members, token, form, state = 'new', loadBalancer, quotaBytes, clientFiles } = given;
    const { dataDir = '/var/lib/etcd', pkiPath = '/etc/kubernetes/pki/etcd' } = given;
    const ports = portsOf(given);
    const initialCluster = members.map((m) => `${m.name}=https://${m.address}:${ports.peer}`).join(',');
    this.form = form;
    this.members = members.map(
      (member) =>
        new EtcdMember({
          ...{ version, token, dataDir, pkiPath, ports, initialCluster, quotaBytes },
          ...{ name: member.name, address: member.address, state: member.state ?? state },
          serverSans: member.serverSans ?? [...reachedAs(member, loadBalancer), member.name],
        }),
    );
    const balancer = loadBalancer && `https://${loadBalancer.host}:${loadBalancer.port ?? CLIENT_PORT}`;
    this.connection = new EtcdConnection({
      endpoints: balancer === undefined ? this.members.map((m) => m.clientUrl) : [balancer],
      clientFiles,
    });
  }

  /**
   * Creates an output file for each member, `FOLDER/NAME/etcd.service` or `FOLDER/NAME/etcd.yaml`.
   *
   * @param scope The construct that the files belong to.
   * @param folder A path below the output folder, for example `prod/etcd`.
   */
  public addFiles(scope: Construct, folder: string): void {
    const { program, image } = this.form;
    for (const member of this.members) {
      const [file, content] =
        program === undefined
          ? ['etcd.yaml', toYaml(member.staticPod(image ?? ''))]
          : ['etcd.service', member.systemdUnit(program)];
      new OutputFile(scope, `etcd-${member.name}`, { path: `${folder}/${member.name}/${file}`, content });
    }
    if (this.members.length > 1) return;
    Findings.of(scope).report(ETCD.singleMember, { message: `${this.members[0]?.name} is the only member` });
  }
}

type Ports = MemberSettings['ports'];

const CLIENT_PORT = 2379;

function portsOf({ clientPort = CLIENT_PORT, peerPort = 2380, metricsPort = 2381 }: ExternalEtcdProps): Ports {
  return { client: clientPort, peer: peerPort, metrics: metricsPort };
}

/** Names and addresses under which clients reach a member. */
function reachedAs(member: ExternalEtcdMember, balancer: EtcdLoadBalancer | undefined): readonly string[] {
  return [member.address, ...(balancer === undefined ? [] : [balancer.host])];
}

const MOST_MEMBERS = 7;

function valueFaults(props: ExternalEtcdProps): readonly ShapeFault[] {
  const { version, members, token, form } = props;
  const faults: ShapeFault[] = [];
  if (!REPLICAS.includes(members.length as never)) {
    const message =
      members.length > MOST_MEMBERS
        ? `${members.length} members are too many`
        : `${members.length} is an even number of members`;
    const details = { message, property: 'members', given: `${members.length} members`, allowed: '1, 3, 5, 7' };
    faults.push({ type: ETCD.memberCount, details });
  }
  for (const key of ['name', 'address'] as const) {
    members.forEach((member, i) => {
      const first = members.findIndex((other) => other[key] === member[key]);
      if (first === i) return;
      const message = `the ${key} is used by members[${first}] already`;
      faults.push({
        type: ETCD.duplicateMember,
        details: { message, property: `members[${i}].${key}`, given: show(member[key]) },
      });
    });
  }
  if (/^etcd-cluster(-1)?$/.test(token)) {
    const message = 'the token is the default of clusters that do not set one';
    faults.push({ type: ETCD.sharedToken, details: { message, property: 'token', given: show(token) } });
  }
  if (form.image !== undefined) faults.push(...etcdImageFaults(form.image, 'form.image', version));
  const { client, peer, metrics } = portsOf(props);
  if (new Set([client, peer, metrics]).size < 3) {
    const message = 'two ports of a member are the same';
    const details = { message, given: `clientPort ${client}, peerPort ${peer}, metricsPort ${metrics}` };
    faults.push({ type: CORE.duplicateItem, details });
  }
  return [...faults, ...members.flatMap((member, i) => sanFaults(member, props.loadBalancer, `members[${i}]`))];
}

function sanFaults(
  member: ExternalEtcdMember,
  balancer: EtcdLoadBalancer | undefined,
  at: string,
): readonly ShapeFault[] {
  const { address, serverCertificate, peerCertificate, serverSans } = member;
  const names = reachedAs(member, balancer);
  return [
    ...(serverSans === undefined ? [] : declaredSanFaults(serverSans, names, `${at}.serverSans`)),
    ...(serverCertificate === undefined ? [] : certificateFaults(serverCertificate, names, `${at}.serverCertificate`)),
    ...(peerCertificate === undefined ? [] : certificateFaults(peerCertificate, [address], `${at}.peerCertificate`)),
  ];
}
