/**
 * Objects that the library refuses, and what the API server says of each with the CRDs of 1.76.
 *
 * - `refused`: the server refuses it as well.
 * - `accepted`: the server lets it pass. Then a webhook of Deckhouse refuses it, or it does harm without an error.
 */
export type ServerSays = 'refused' | 'accepted';

/** A bad object: what is wrong, its name, what stands beside its metadata, and what the server says. */
export type BadObject = readonly [wrong: string, name: string, body: object, server: ServerSays];

const spec = (fields: object): object => ({ spec: fields });
const staticGroup = (fields: object): object => spec({ nodeType: 'Static', ...fields });
const cloud = { classReference: { kind: 'YandexInstanceClass', name: 'worker' }, minPerZone: 1, maxPerZone: 2 };

const BAD_NODE_GROUPS: readonly BadObject[] = [
  ['no nodeType', 'worker', spec({}), 'refused'],
  ['a nodeType of an old API version', 'worker', spec({ nodeType: 'Cloud' }), 'refused'],
  ['an unknown field', 'worker', staticGroup({ nodeTyp: 'Static' }), 'refused'],
  ['a name with upper case', 'Worker', staticGroup({}), 'refused'],
  ['a name of 43 characters', 'w'.repeat(43), staticGroup({}), 'refused'],
  ['CloudEphemeral without cloudInstances', 'worker', spec({ nodeType: 'CloudEphemeral' }), 'refused'],
  ['Static with cloudInstances', 'worker', staticGroup({ cloudInstances: cloud }), 'refused'],
  [
    'CloudPermanent with staticInstances',
    'worker',
    spec({ nodeType: 'CloudPermanent', staticInstances: { count: 1 } }),
    'refused',
  ],
  [
    'CloudPermanent with cloudInstances',
    'worker',
    spec({ nodeType: 'CloudPermanent', cloudInstances: cloud }),
    'accepted',
  ],
  ['a negative count', 'worker', staticGroup({ staticInstances: { count: -1 } }), 'refused'],
  [
    'no minPerZone',
    'worker',
    spec({ nodeType: 'CloudEphemeral', cloudInstances: { ...cloud, minPerZone: undefined } }),
    'refused',
  ],
  [
    'max below min',
    'worker',
    spec({ nodeType: 'CloudEphemeral', cloudInstances: { ...cloud, minPerZone: 3 } }),
    'accepted',
  ],
  [
    'an instance class without a name',
    'worker',
    spec({ nodeType: 'CloudEphemeral', cloudInstances: { ...cloud, classReference: {} } }),
    'accepted',
  ],
  ['cri without type', 'worker', staticGroup({ cri: { containerd: { maxConcurrentDownloads: 4 } } }), 'refused'],
  ['cri Docker', 'worker', staticGroup({ cri: { type: 'Docker' } }), 'accepted'],
  ['cri options of another type', 'worker', staticGroup({ cri: { type: 'NotManaged', containerd: {} } }), 'accepted'],
  ['disruptions without approvalMode', 'worker', staticGroup({ disruptions: {} }), 'refused'],
  [
    'Manual with automatic',
    'worker',
    staticGroup({ disruptions: { approvalMode: 'Manual', automatic: {} } }),
    'refused',
  ],
  ['RollingUpdate on Static', 'worker', staticGroup({ disruptions: { approvalMode: 'RollingUpdate' } }), 'accepted'],
  [
    'a window at 24:00',
    'worker',
    staticGroup({
      disruptions: { approvalMode: 'Automatic', automatic: { windows: [{ from: '24:00', to: '5:00' }] } },
    }),
    'refused',
  ],
  [
    'two equal taints',
    'worker',
    staticGroup({
      nodeTemplate: {
        taints: [
          { key: 'a', effect: 'NoSchedule' },
          { key: 'a', effect: 'NoSchedule' },
        ],
      },
    }),
    'accepted',
  ],
  [
    'a label value that no node can have',
    'worker',
    staticGroup({ nodeTemplate: { labels: { a: 'b c' } } }),
    'accepted',
  ],
  ['maxPods 0', 'worker', staticGroup({ kubelet: { maxPods: 0 } }), 'accepted'],
  [
    'a log size that the kubelet cannot read',
    'worker',
    staticGroup({ kubelet: { containerLogMaxSize: 'abc5|zzz' } }),
    'accepted',
  ],
  [
    'mode Static that reserves nothing',
    'worker',
    staticGroup({ kubelet: { resourceReservation: { mode: 'Static', static: {} } } }),
    'refused',
  ],
  [
    'topologyManager with reservation Off',
    'worker',
    staticGroup({ kubelet: { topologyManager: { enabled: true }, resourceReservation: { mode: 'Off' } } }),
    'accepted',
  ],
  [
    'LimitedSwap without a size',
    'worker',
    staticGroup({ kubelet: { memorySwap: { swapBehavior: 'LimitedSwap' } } }),
    'refused',
  ],
  [
    'a fencing timeout of two units',
    'worker',
    staticGroup({ fencing: { mode: 'Watchdog', watchdog: { timeout: '1m30s' } } }),
    'refused',
  ],
  [
    'custom MIG without configs',
    'worker',
    staticGroup({ gpu: { sharing: 'MIG', mig: { partedConfig: 'custom' } } }),
    'refused',
  ],
  [
    'Exists with values',
    'worker',
    staticGroup({
      staticInstances: {
        count: 1,
        labelSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
      },
    }),
    'refused',
  ],
];

const BAD_MODULE_CONFIGS: readonly BadObject[] = [
  ['no spec', 'global', {}, 'refused'],
  ['a text for enabled', 'global', spec({ enabled: 'yes' }), 'refused'],
  ['a text for version', 'global', spec({ version: '2', settings: { highAvailability: true } }), 'refused'],
  ['settings without version', 'global', spec({ settings: { highAvailability: true } }), 'accepted'],
  ['a version from the future', 'global', spec({ version: 3, settings: { highAvailability: true } }), 'accepted'],
  ['version 1.5', 'global', spec({ version: 1.5, settings: { highAvailability: true } }), 'accepted'],
  ['an unknown setting', 'global', spec({ version: 2, settings: { highAvailabilty: true } }), 'accepted'],
  ['a setting of another type', 'global', spec({ version: 2, settings: { highAvailability: 'true' } }), 'accepted'],
  ['a maintenance mode that is none', 'deckhouse', spec({ enabled: true, maintenance: 'Yes' }), 'refused'],
  ['an unknown field', 'deckhouse', spec({ enable: true }), 'refused'],
  ['settings that are a list', 'deckhouse', spec({ version: 1, settings: [] }), 'refused'],
  ['a name with upper case', 'ControlPlaneManager', spec({ enabled: true }), 'refused'],
  [
    'publishAPI in settings version 2',
    'control-plane-manager',
    spec({ version: 2, settings: { apiserver: { publishAPI: {} } } }),
    'accepted',
  ],
  [
    'an etcd quota below 512 MiB',
    'control-plane-manager',
    spec({ version: 2, settings: { etcd: { maxDbSize: 1 } } }),
    'accepted',
  ],
  [
    'a wildcard in certSANs',
    'control-plane-manager',
    spec({ version: 2, settings: { apiserver: { certSANs: ['*.example.com'] } } }),
    'accepted',
  ],
];

const instance = (fields: object): object =>
  spec({ address: '10.0.0.11', credentialsRef: { kind: 'SSHCredentials', name: 'ssh' }, ...fields });

const BAD_STATIC_INSTANCES: readonly BadObject[] = [
  ['an empty spec', 'm1', spec({}), 'refused'],
  ['no address', 'm1', instance({ address: undefined }), 'refused'],
  ['no credentials', 'm1', instance({ credentialsRef: undefined }), 'refused'],
  ['a host name for an address', 'm1', instance({ address: 'master-1' }), 'refused'],
  ['an IPv6 address', 'm1', instance({ address: '::1' }), 'refused'],
  ['an address with numbers above 255', 'm1', instance({ address: '10.0.0.999' }), 'accepted'],
  ['an address with leading zeros', 'm1', instance({ address: '10.0.0.011' }), 'accepted'],
  ['credentials of another kind', 'm1', instance({ credentialsRef: { kind: 'Secret', name: 'ssh' } }), 'accepted'],
  ['credentials without a name', 'm1', instance({ credentialsRef: { kind: 'SSHCredentials' } }), 'accepted'],
  ['an unknown field', 'm1', instance({ port: 22 }), 'refused'],
  [
    'an unknown field of the reference',
    'm1',
    instance({ credentialsRef: { kind: 'SSHCredentials', name: 'ssh', key: 'x' } }),
    'refused',
  ],
  ['a name with an underscore', 'm_1', instance({}), 'refused'],
];

const klass = (fields: object): object => spec({ cores: 4, memory: 8192, ...fields });

const BAD_YANDEX_INSTANCE_CLASSES: readonly BadObject[] = [
  ['no cores', 'worker', klass({ cores: undefined }), 'refused'],
  ['no memory', 'worker', klass({ memory: undefined }), 'refused'],
  ['a text for cores', 'worker', klass({ cores: '4' }), 'refused'],
  ['negative memory', 'worker', klass({ memory: -1 }), 'accepted'],
  ['half a core', 'worker', klass({ cores: 0.5 }), 'refused'],
  ['a core fraction of 30 %', 'worker', klass({ coreFraction: 30 }), 'refused'],
  ['an unknown disk type', 'worker', klass({ diskType: 'network-nvme' }), 'refused'],
  [
    'a nonreplicated disk that is no multiple of 93 GB',
    'worker',
    klass({ diskType: 'network-ssd-nonreplicated', diskSizeGB: 100 }),
    'accepted',
  ],
  ['a negative disk', 'worker', klass({ diskSizeGB: -50 }), 'accepted'],
  ['an unknown network type', 'worker', klass({ networkType: 'STANDARD' }), 'refused'],
  ['a number for a label', 'worker', klass({ additionalLabels: { team: 1 } }), 'refused'],
  ['an unknown field', 'worker', klass({ platform: 'standard-v3' }), 'refused'],
];

const script = (fields: object): object =>
  spec({ content: '#!/bin/bash\ntrue\n', nodeGroups: ['worker'], bundles: ['*'], ...fields });

const BAD_NODE_GROUP_CONFIGURATIONS: readonly BadObject[] = [
  ['no content', 'sysctl.sh', script({ content: undefined }), 'refused'],
  ['empty content', 'sysctl.sh', script({ content: '' }), 'accepted'],
  ['no node groups', 'sysctl.sh', script({ nodeGroups: undefined }), 'refused'],
  ['an empty list of node groups', 'sysctl.sh', script({ nodeGroups: [] }), 'refused'],
  ['* beside names', 'sysctl.sh', script({ nodeGroups: ['*', 'worker'] }), 'accepted'],
  ['no bundles', 'sysctl.sh', script({ bundles: undefined }), 'refused'],
  ['an empty list of bundles', 'sysctl.sh', script({ bundles: [] }), 'refused'],
  ['a bundle that is gone', 'sysctl.sh', script({ bundles: ['centos-7'] }), 'refused'],
  ['a text for weight', 'sysctl.sh', script({ weight: '100' }), 'refused'],
  ['an unknown field', 'sysctl.sh', script({ nodeGroup: 'worker' }), 'refused'],
  ['a name with a space', 'sysctl sh', script({}), 'refused'],
];

const credentials = (fields: object): object => spec({ user: 'ubuntu', privateSSHKey: 'LS0tLS0K', ...fields });

const BAD_SSH_CREDENTIALS: readonly BadObject[] = [
  ['an empty spec', 'ssh', spec({}), 'refused'],
  ['no user', 'ssh', credentials({ user: undefined }), 'refused'],
  ['an empty user', 'ssh', credentials({ user: '' }), 'accepted'],
  ['neither key nor password', 'ssh', spec({ user: 'ubuntu' }), 'refused'],
  ['port 0', 'ssh', credentials({ sshPort: 0 }), 'refused'],
  ['port 65536', 'ssh', credentials({ sshPort: 65536 }), 'refused'],
  ['the plain password of the old API version', 'ssh', credentials({ sudoPassword: 'x' }), 'refused'],
  ['a key that is no base64', 'ssh', credentials({ privateSSHKey: '---- no key' }), 'accepted'],
  ['base64 of something that is no key', 'ssh', credentials({}), 'accepted'],
  ['a key as it is read back without rights', 'ssh', credentials({ privateSSHKey: '<omitted>' }), 'accepted'],
  ['an unknown field', 'ssh', credentials({ privateKey: 'x' }), 'refused'],
  ['a number for extra arguments', 'ssh', credentials({ sshExtraArgs: 1 }), 'refused'],
];

const webhook = (fields: object): object => ({
  webhooks: [
    {
      weight: 5,
      clientConfig: {
        service: { name: 'extender', namespace: 'scheduling', port: 443, path: '/scheduler' },
        caBundle: 'ABCD',
      },
      ...fields,
    },
  ],
});
const service = (fields: object): object =>
  webhook({
    clientConfig: {
      service: { name: 'extender', namespace: 'scheduling', port: 443, path: '/x', ...fields },
      caBundle: 'ABCD',
    },
  });

const BAD_SCHEDULER_WEBHOOKS: readonly BadObject[] = [
  ['no webhooks', 'extender', {}, 'refused'],
  ['webhooks below spec', 'extender', spec(webhook({})), 'refused'],
  ['no weight', 'extender', webhook({ weight: undefined }), 'refused'],
  ['weight 0', 'extender', webhook({ weight: 0 }), 'refused'],
  ['an unknown failure policy', 'extender', webhook({ failurePolicy: 'Retry' }), 'refused'],
  ['a timeout of 61 s', 'extender', webhook({ timeoutSeconds: 61 }), 'refused'],
  ['port 65536', 'extender', service({ port: 65536 }), 'refused'],
  ['no port', 'extender', service({ port: undefined }), 'refused'],
  ['a path without a leading slash', 'extender', service({ path: 'x' }), 'accepted'],
  ['a path with a question mark', 'extender', service({ path: '/x?y' }), 'refused'],
  ['an upper-case namespace', 'extender', service({ namespace: 'Scheduling' }), 'refused'],
  ['no clientConfig', 'extender', webhook({ clientConfig: undefined }), 'refused'],
  ['an unknown field', 'extender', webhook({ bindVerb: 'bind' }), 'refused'],
];

/** The bad objects of every kind, by its name. */
export const BAD_OBJECTS: Readonly<Record<string, readonly BadObject[]>> = {
  NodeGroup: BAD_NODE_GROUPS,
  ModuleConfig: BAD_MODULE_CONFIGS,
  StaticInstance: BAD_STATIC_INSTANCES,
  SSHCredentials: BAD_SSH_CREDENTIALS,
  YandexInstanceClass: BAD_YANDEX_INSTANCE_CLASSES,
  NodeGroupConfiguration: BAD_NODE_GROUP_CONFIGURATIONS,
  KubeSchedulerWebhookConfiguration: BAD_SCHEDULER_WEBHOOKS,
};
