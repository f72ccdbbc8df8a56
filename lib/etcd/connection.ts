import type { ShapeFault } from '../core/check-shape';
import { checkedProps } from '../core/props';
import { list, object, optional, required, text } from '../core/shape';
import { show } from '../core/format';
import { ETCD } from './codes';
import type { ClientFiles } from './commands';
import { PLAIN_PATH_PATTERN } from '../core/patterns';

/** The files with which kubeadm lets the API server connect. */
export const KUBEADM_CLIENT_FILES: ClientFiles = {
  caFile: '/etc/kubernetes/pki/etcd/ca.crt',
  certFile: '/etc/kubernetes/pki/apiserver-etcd-client.crt',
  keyFile: '/etc/kubernetes/pki/apiserver-etcd-client.key',
};

/** The table of `ClientFiles`. */
export const CLIENT_FILES = object<ClientFiles>({
  caFile: required(text(PLAIN_PATH_PATTERN)),
  certFile: required(text(PLAIN_PATH_PATTERN)),
  keyFile: required(text(PLAIN_PATH_PATTERN)),
});

/** Props of `EtcdConnection`. */
export interface EtcdConnectionProps {
  /** URLs of all members, or of a load balancer for TCP: https, host and port. */
  readonly endpoints: readonly string[];
  /**
   * CA, certificate and key of the API server as a client, paths on the control-plane nodes.
   *
   * @default - those that kubeadm uses, in /etc/kubernetes/pki
   */
  readonly clientFiles?: ClientFiles;
}

const PROPS = object<EtcdConnectionProps>({
  endpoints: required(list(text(), { minItems: 1, unique: true })),
  clientFiles: optional(CLIENT_FILES),
});

/** The part `etcd.external` of kubeadm's ClusterConfiguration. */
export interface KubeadmExternalEtcd {
  /** URLs of the members, or of the load balancer. */
  readonly endpoints: readonly string[];
  /** The CA of the servers. */
  readonly caFile: string;
  /** The API server's certificate. */
  readonly certFile: string;
  /** The API server's key. */
  readonly keyFile: string;
}

/** The connection of API servers to an external etcd: one of `ExternalEtcd`, or one that was set up elsewhere. */
export class EtcdConnection {
  /** The URLs. */
  public readonly endpoints: readonly string[];
  /** CA, certificate and key of the API server as a client. */
  public readonly clientFiles: ClientFiles;

  /** @throws KV12xx for invalid props, KV4546 for an endpoint that the API server could not use. */
  public constructor(props: EtcdConnectionProps) {
    const { endpoints, clientFiles = KUBEADM_CLIENT_FILES } = checkedProps('', PROPS, props, endpointFaults);
    this.endpoints = endpoints;
    this.clientFiles = clientFiles;
  }

  /** Flags of kube-apiserver. */
  public get apiServerFlags(): readonly string[] {
    const { caFile, certFile, keyFile } = this.clientFiles;
    return [
      `--etcd-servers=${this.endpoints.join(',')}`,
      `--etcd-cafile=${caFile}`,
      `--etcd-certfile=${certFile}`,
      `--etcd-keyfile=${keyFile}`,
    ];
  }

  /** `etcd.external` of kubeadm's ClusterConfiguration. */
  public get kubeadm(): KubeadmExternalEtcd {
    return { endpoints: this.endpoints, ...this.clientFiles };
  }
}

const ENDPOINT = /^https:\/\/([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\]):([1-9]\d{0,4})$/;

function endpointFaults({ endpoints }: EtcdConnectionProps): readonly ShapeFault[] {
  return endpoints.flatMap((endpoint, i) => {
    const port = Number(ENDPOINT.exec(endpoint)?.[3]);
    if (port <= 65535) return [];
    const message = endpoint.startsWith('http:')
      ? 'the endpoint uses http, but there are certificates'
      : endpoint.includes('://')
        ? 'the endpoint is not an https URL with a host and a port'
        : 'the endpoint lacks a scheme';
    const details = {
      message,
      property: `endpoints[${i}]`,
      given: show(endpoint),
      allowed: 'for example https://10.0.0.20:2379',
    };
    return [{ type: ETCD.badEndpoint, details }];
  });
}
