import { SystemdCommand } from '../systemd/command';
import { unitTextInOrder } from '../systemd/unit';
import type { EtcdVersion } from './version';

/** The settings of one member. */
export interface MemberSettings {
  /** The version that runs. */
  readonly version: EtcdVersion;
  /** Its name. */
  readonly name: string;
  /** Its IPv4 address. */
  readonly address: string;
  /** All members, `NAME=URL,...`. */
  readonly initialCluster: string;
  /** Whether the cluster is new, or joined. */
  readonly state: 'new' | 'existing';
  /** The token of the cluster. */
  readonly token: string;
  /** TCP ports. */
  readonly ports: { readonly client: number; readonly peer: number; readonly metrics: number };
  /** Its data directory. */
  readonly dataDir: string;
  /** The folder with ca.crt, server.crt, server.key, peer.crt and peer.key. */
  readonly pkiPath: string;
  /** The maximum size of its database in bytes. @default - etcd's own, 2 GiB */
  readonly quotaBytes?: number;
  /** Names and addresses that its server certificate has to contain. */
  readonly serverSans: readonly string[];
}

/** A member of an external etcd: its unit or static Pod, with its own addresses. */
export class EtcdMember {
  /** Its name. */
  public readonly name: string;
  /** Its IPv4 address. */
  public readonly address: string;
  /** The names and addresses that its server certificate has to contain. */
  public readonly serverSans: readonly string[];

  /** @internal */
  public constructor(private readonly settings: MemberSettings) {
    this.name = settings.name;
    this.address = settings.address;
    this.serverSans = settings.serverSans;
  }

  /** The names and addresses that its peer certificate has to contain. */
  public get peerSans(): readonly string[] {
    return [this.address, this.name];
  }

  /** The URL for clients. */
  public get clientUrl(): string {
    return `https://${this.address}:${this.settings.ports.client}`;
  }

  /** The URL for the other members. */
  public get peerUrl(): string {
    return `https://${this.address}:${this.settings.ports.peer}`;
  }

  /** The arguments of etcd. */
  public get arguments(): readonly string[] {
    const { version, name, dataDir, pkiPath, ports, initialCluster, state, token, quotaBytes } = this.settings;
    return [
      `--name=${name}`,
      `--data-dir=${dataDir}`,
      `--listen-client-urls=${this.clientUrl}`,
      `--advertise-client-urls=${this.clientUrl}`,
      `--listen-peer-urls=${this.peerUrl}`,
      `--initial-advertise-peer-urls=${this.peerUrl}`,
      `--initial-cluster=${initialCluster}`,
      `--initial-cluster-state=${state}`,
      `--initial-cluster-token=${token}`,
      // Without this CA a server would trust those of the system.
      `--trusted-ca-file=${pkiPath}/ca.crt`,
      '--client-cert-auth=true',
      `--cert-file=${pkiPath}/server.crt`,
      `--key-file=${pkiPath}/server.key`,
      `--peer-trusted-ca-file=${pkiPath}/ca.crt`,
      '--peer-client-cert-auth=true',
      `--peer-cert-file=${pkiPath}/peer.crt`,
      `--peer-key-file=${pkiPath}/peer.key`,
      `--listen-metrics-urls=http://127.0.0.1:${ports.metrics}`,
      ...(quotaBytes === undefined ? [] : [`--quota-backend-bytes=${quotaBytes}`]),
      ...version.serverFlags,
    ];
  }

  /**
   * The text of a systemd unit.
   *
   * @param program The program on the host, an absolute path without spaces and quotes.
   * @throws KV5661 for a program that systemd cannot run.
   */
  public systemdUnit(program: string): string {
    return unitTextInOrder({
      name: 'etcd.service',
      unit: {
        Description: `etcd member ${this.name}`,
        Wants: ['network-online.target'],
        After: ['network-online.target'],
      },
      service: {
        // It reports ready only with a majority: the first member of a new cluster waits for the others.
        Type: 'notify',
        TimeoutStartSec: 'infinity',
        ExecStart: [SystemdCommand.of([program, ...this.arguments])],
        // A removed member exits with 0 and stays down; a failed one is restarted.
        Restart: 'on-failure',
        RestartSec: '5s',
        LimitNOFILE: 65536,
        more: [
          { name: 'OOMScoreAdjust', value: '-900' },
          { name: 'UMask', value: '0077' },
          { name: 'NoNewPrivileges', value: 'true' },
          { name: 'ProtectSystem', value: 'full' },
          { name: 'PrivateTmp', value: 'true' },
        ],
      },
      install: { WantedBy: ['multi-user.target'] },
    });
  }

  /**
   * The manifest of a static Pod, for the folder that the kubelet of the host watches.
   *
   * @param image The image with etcd.
   */
  public staticPod(image: string): Readonly<Record<string, unknown>> {
    const { dataDir, pkiPath, ports } = this.settings;
    const health = (more: object): object => ({
      httpGet: { host: '127.0.0.1', path: '/health?serializable=true', port: ports.metrics, scheme: 'HTTP' },
      periodSeconds: 10,
      timeoutSeconds: 15,
      ...more,
    });
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'etcd', namespace: 'kube-system', labels: { component: 'etcd', tier: 'control-plane' } },
      spec: {
        hostNetwork: true,
        priorityClassName: 'system-node-critical',
        priority: 2_000_001_000,
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'etcd',
            image,
            imagePullPolicy: 'IfNotPresent',
            command: ['etcd', ...this.arguments],
            resources: { requests: { cpu: '100m', memory: '100Mi' } },
            startupProbe: health({ failureThreshold: 24, initialDelaySeconds: 10 }),
            livenessProbe: health({ failureThreshold: 8 }),
            volumeMounts: [
              { name: 'data', mountPath: dataDir },
              { name: 'pki', mountPath: pkiPath, readOnly: true },
            ],
          },
        ],
        volumes: [
          { name: 'data', hostPath: { path: dataDir, type: 'DirectoryOrCreate' } },
          { name: 'pki', hostPath: { path: pkiPath, type: 'Directory' } },
        ],
      },
    };
  }
}
