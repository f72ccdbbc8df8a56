import { Duration } from '../core/duration';
import type { FilledBackupProps } from './backup-props';
import { DRILL_DEFAULTS } from './backup-props';
import type { BackupStep } from './backup-script';
import { backupScript } from './backup-script';
import { restoreCommand, saveCommand, serveCommand } from './commands';
import type { RestoredMember } from './commands';
import { controlPlaneNode } from './cron-job';
import type { Transport } from './off-cluster';
import type { ContainerSpec, VolumeMount } from './pod';
import { container, WORK } from './pod';

const BACKUPS: VolumeMount = { name: 'backups', mountPath: '/backups' };
const PKI: VolumeMount = { name: 'pki', mountPath: '/pki', readOnly: true };
const IDENTITY: VolumeMount = { name: 'identity', mountPath: '/identity', readOnly: true };
const SNAPSHOT = `${WORK.mountPath}/snapshot.db`;
const ENCRYPTED = `${WORK.mountPath}/out/snapshot.db.age`;
const DATA_DIR = `${WORK.mountPath}/restored`;
// The Pod has its own network: nothing else reaches the restored store, and it does not get in the way. That is why the
// member is reached by the node's address and not by loopback of the node.
const CLIENT_PORT = 2379;
const PEER_URL = 'http://127.0.0.1:2380';
const MEMBER: RestoredMember = {
  name: 'restored',
  peerUrl: PEER_URL,
  initialCluster: `restored=${PEER_URL}`,
  token: 'kvorum-backup',
};

type Spec = Readonly<Record<string, unknown>>;

/** The Pod that saves, verifies, stores and prunes. If a container fails, the Pod ends: the later ones do not run. */
export function backupPod(props: FilledBackupProps): Spec {
  const { endpoint, encryption, offCluster, image } = props;
  const files = {
    caFile: '/pki/ca.crt',
    certFile: '/pki/healthcheck-client.crt',
    keyFile: '/pki/healthcheck-client.key',
  };
  const transport: Transport = {
    container: 'copy-off-cluster',
    folder: `${WORK.mountPath}/out`,
    volumeMounts: [WORK],
    temporary: `${WORK.mountPath}/tmp`,
    label: props.name,
  };
  return podOf(
    props,
    [
      script(props, 'prepare', [WORK, BACKUPS, PKI]),
      {
        name: 'save',
        image,
        command: saveCommand(endpoint, files, SNAPSHOT),
        volumeMounts: [WORK, PKI],
        more: { env: [HOST_IP] },
      },
      ...restored(props),
      script(props, 'verify', [WORK, { ...BACKUPS, readOnly: true }, PKI]),
      ...(encryption === undefined ? [] : [encryption.encrypt(SNAPSHOT, ENCRYPTED, [WORK])]),
      script(props, 'store', [WORK, BACKUPS]),
      // After the store step, so that an unreachable remote does not cost the backup; before the prune, so that
      // nothing is removed then.
      ...(offCluster?.copyTo(transport) ?? []),
    ],
    script(props, 'prune', [WORK, BACKUPS]),
    [hostPath(BACKUPS, props.hostPath, 'DirectoryOrCreate'), hostPath(PKI, props.pkiPath, 'Directory')],
  );
}

/**
 * The Pod that restores the newest backup and compares it with its manifest. It also runs on a control-plane node,
 * which knows the unpacked Secrets already.
 */
export function drillPod(props: FilledBackupProps): Spec {
  const { encryption, offCluster } = props;
  const transport: Transport = {
    container: 'fetch',
    folder: `${WORK.mountPath}/in`,
    volumeMounts: [WORK],
    temporary: WORK.mountPath,
    label: props.name,
  };
  const local = offCluster === undefined;
  const identity = encryption?.identity;
  const decrypt = identity && encryption.decrypt(ENCRYPTED, SNAPSHOT, `/identity/${identity.key}`, [WORK, IDENTITY]);
  return podOf(
    props,
    [
      ...(local ? [script(props, 'fetch', [WORK, { ...BACKUPS, readOnly: true }])] : offCluster.fetchNewest(transport)),
      script(props, 'check', [WORK]),
      ...(decrypt === undefined ? [] : [decrypt]),
      ...restored(props),
    ],
    script(props, 'count', [WORK]),
    [
      ...(local ? [hostPath(BACKUPS, props.hostPath, 'Directory')] : []),
      ...(identity === undefined
        ? []
        : [{ name: IDENTITY.name, secret: { secretName: identity.secretName, defaultMode: 0o400 } }]),
    ],
  );
}

/** Restores the snapshot, and serves it until the Pod ends. */
function restored({ version, image, restoreImage }: FilledBackupProps): readonly ContainerSpec[] {
  const restore = restoreCommand(version, { snapshot: SNAPSHOT, dataDir: DATA_DIR, member: MEMBER });
  const serve = serveCommand({ dataDir: DATA_DIR, member: MEMBER, clientPort: CLIENT_PORT });
  return [
    { name: 'restore', image: restoreImage, command: restore, volumeMounts: [WORK] },
    // Restart policy Always makes it a sidecar: it runs next to the later containers, and does not keep the Pod from
    // completing.
    { name: 'serve', image, command: serve, volumeMounts: [WORK], more: { restartPolicy: 'Always' } },
  ];
}

const HOST_IP = { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } };

function script(props: FilledBackupProps, step: BackupStep, volumeMounts: readonly VolumeMount[]): ContainerSpec {
  const { maxAge = DRILL_DEFAULTS.maxAge } = props.drill ?? {};
  const values: Readonly<Record<string, string | number>> = {
    WORK: WORK.mountPath,
    BACKUPS: BACKUPS.mountPath,
    PKI: PKI.mountPath,
    ENDPOINT: props.endpoint,
    RESTORED: `http://127.0.0.1:${CLIENT_PORT}`,
    KEEP: props.keep,
    MIN_FREE: props.minimumFree,
    ENCRYPTED: props.encryption === undefined ? 'no' : 'yes',
    MAX_AGE: Duration.parse(maxAge).seconds,
  };
  const text = backupScript(step);
  // A container gets only the variables that its script reads, so that a changed value shows where it matters.
  const read = Object.entries(values).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text));
  const env = read.map(([name, value]) => ({ name, value: String(value) }));
  const more = { env: read.some(([name]) => name === 'ENDPOINT') ? [HOST_IP, ...env] : env };
  return { name: step, image: props.toolImage, command: ['/bin/sh', '-c', text], volumeMounts, more };
}

function podOf(
  props: FilledBackupProps,
  init: readonly ContainerSpec[],
  main: ContainerSpec,
  volumes: readonly Spec[],
): Spec {
  const resources = { cpu: '100m', memory: '128Mi', memoryLimit: props.memoryLimit };
  return {
    ...controlPlaneNode(props.node),
    initContainers: init.map((spec) => container(spec, resources)),
    containers: [container(main, resources)],
    volumes: [{ name: WORK.name, emptyDir: { sizeLimit: props.workSize } }, ...volumes],
  };
}

function hostPath({ name }: VolumeMount, path: string, type: string): Spec {
  return { name, hostPath: { path, type } };
}
