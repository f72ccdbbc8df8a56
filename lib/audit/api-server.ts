import { KvorumError, raise } from '../core/error';
import { show } from '../core/format';
import { AUDIT } from './codes';

/** Paths of the audit policy and the log, for an API server that is not managed by a platform. */
export interface ApiServerAuditOptions {
  /**
   * Path of the policy on the host, and in the container.
   *
   * @default '/etc/kubernetes/audit/policy.yaml'
   */
  readonly policyPath?: string;
  /**
   * The destination of the log: a file on the host, or `-` for the standard output of the API server.
   *
   * @default '/var/log/kubernetes/audit/audit.log'
   */
  readonly logPath?: string;
  /**
   * Days after which a file of the log is removed.
   *
   * @default 30
   */
  readonly maxAge?: number;
  /**
   * Files of the log that are kept.
   *
   * @default 10
   */
  readonly maxBackups?: number;
  /**
   * Size at which the log is rotated, in megabytes.
   *
   * @default 100
   */
  readonly maxSize?: number;
}

/** A flag of the API server, without its hyphens. */
export interface ApiServerArgument {
  /** Its name, for example `audit-policy-file`. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** A path of the host in the container of the API server. */
export interface ApiServerVolume {
  /** Name of the volume. */
  readonly name: string;
  /** Path on the host. */
  readonly hostPath: string;
  /** Path in the container. */
  readonly mountPath: string;
  /** Whether the API server may not write to it. */
  readonly readOnly: boolean;
  /** The type of the path on the host. */
  readonly pathType: 'File' | 'DirectoryOrCreate';
}

/** The file, arguments and volumes that an API server needs for a policy, as kubeadm expects them. */
export interface ApiServerAudit {
  /** Path of the policy on the host. */
  readonly path: string;
  /** The policy. */
  readonly content: string;
  /** Arguments, `apiServer.extraArgs` of a ClusterConfiguration v1beta4. */
  readonly extraArgs: readonly ApiServerArgument[];
  /** Volumes, `apiServer.extraVolumes`. */
  readonly extraVolumes: readonly ApiServerVolume[];
}

// Characters that need no quoting in any file that will hold the path; no empty, `.` or `..` part.
const PATH = /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/;

/**
 * The file, arguments and volumes that an API server needs for a policy.
 *
 * @throws KV4154 for invalid paths and numbers.
 */
export function apiServerAudit(content: string, options: ApiServerAuditOptions): ApiServerAudit {
  const {
    policyPath = '/etc/kubernetes/audit/policy.yaml',
    logPath = '/var/log/kubernetes/audit/audit.log',
    maxAge = 30,
    maxBackups = 10,
    maxSize = 100,
  } = options;
  checkPath('policyPath', policyPath);
  const toFile = logPath !== '-';
  if (toFile) checkPath('logPath', logPath);
  for (const [property, value] of Object.entries({ maxAge, maxBackups, maxSize })) {
    if (!Number.isSafeInteger(value) || value < 1) refuse(property, value, 'a whole number, at least 1');
  }
  const limits = { maxage: maxAge, maxbackup: maxBackups, maxsize: maxSize };
  return {
    path: policyPath,
    content,
    extraArgs: [
      { name: 'audit-policy-file', value: policyPath },
      { name: 'audit-log-path', value: logPath },
      ...(toFile ? Object.entries(limits) : []).map(([name, value]) => ({
        name: `audit-log-${name}`,
        value: String(value),
      })),
    ],
    extraVolumes: [
      { name: 'audit-policy', hostPath: policyPath, mountPath: policyPath, readOnly: true, pathType: 'File' },
      ...(toFile ? [logVolume(logPath.slice(0, logPath.lastIndexOf('/')))] : []),
    ],
  };
}

function logVolume(folder: string): ApiServerVolume {
  return { name: 'audit-log', hostPath: folder, mountPath: folder, readOnly: false, pathType: 'DirectoryOrCreate' };
}

function checkPath(property: string, path: unknown): void {
  // The folder of the log is mounted: it must not be the root of the host.
  const isNested = typeof path === 'string' && path.indexOf('/', 1) > 0;
  if (!isNested || !PATH.test(path)) refuse(property, path, 'an absolute path of a file, below a folder');
}

function refuse(property: string, value: unknown, allowed: string): never {
  const details = { message: 'the API server cannot use this value', property, given: show(value), allowed };
  return raise(new KvorumError(AUDIT.badApiServer, undefined, details));
}
