/** Parts of the Pods of this room. */

/** A container or init container, with the fields that this room uses. */
export interface ContainerSpec {
  /** Its name in the Pod. */
  readonly name: string;
  /** Its image. */
  readonly image: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** The mounted volumes. */
  readonly volumeMounts: readonly VolumeMount[];
  /** Other fields of the container. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The mount of a volume in a container. */
export interface VolumeMount {
  /** The volume. */
  readonly name: string;
  /** The path in the container. */
  readonly mountPath: string;
  /** Whether it is read-only. */
  readonly readOnly?: boolean;
}

/** The folder in which the containers of a run share files. It is deleted with the Pod. */
export const WORK: VolumeMount = { name: 'work', mountPath: '/scratch' };

/** Requests and limits of a container. */
export interface ContainerResources {
  /** CPU that is reserved, a quantity. */
  readonly cpu: string;
  /** Memory that is reserved, a quantity. */
  readonly memory: string;
  /** Memory above which it is killed, a quantity. */
  readonly memoryLimit: string;
}

/**
 * A container with minimal rights.
 *
 * It runs as root, because snapshots, data directories and keys belong to root with mode 600, and should. Root
 * without capabilities can still read its own files.
 */
export function container(spec: ContainerSpec, resources: ContainerResources): Readonly<Record<string, unknown>> {
  const { name, image, command, volumeMounts, more } = spec;
  const { cpu, memory, memoryLimit } = resources;
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    command,
    ...more,
    resources: { requests: { cpu, memory }, limits: { memory: memoryLimit } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts,
  };
}

/** Settings that all Pods of this room share: no token, no restart, root without capabilities. */
export const QUIET_POD = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  restartPolicy: 'Never',
  securityContext: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
} as const;

/** References to secrets with which images are pulled. */
export function pullSecrets(names: readonly string[] | undefined): Readonly<Record<string, unknown>> {
  return names === undefined || names.length === 0 ? {} : { imagePullSecrets: names.map((name) => ({ name })) };
}
