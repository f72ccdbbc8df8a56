import { defineFinding } from '../core/finding-kind';

/** Codes of etcd: versions, the restore Pod, backups, external clusters. */
export const ETCD = {
  unknownVersion: defineFinding('etcd', {
    code: 'KV4501',
    level: 'error',
    title: 'the version of etcd is not known',
    explanation:
      'Name the minor version that runs, for example EtcdVersion.V3_5: it decides which tool restores, with which flags.',
    source: 'kvorum',
  }),
  floatingImage: defineFinding('etcd', {
    code: 'KV4502',
    level: 'error',
    title: 'an image has no tag, or the tag latest',
    explanation:
      'What `latest` is changes under the objects that name it: a new minor version of etcd restores with another tool. ' +
      'Name a tag of one version, or a digest.',
    source: 'kvorum',
  }),
  otherImageVersion: defineFinding('etcd', {
    code: 'KV4503',
    level: 'error',
    title: 'the tag of an image names another version of etcd',
    explanation:
      'The version decides the commands, the image runs them. With the wrong ones a restore can end well and restore ' +
      'nothing. Make both agree.',
    source: 'etcd 3.6: `etcdctl snapshot restore` prints help and exits 0',
  }),
  notSupported: defineFinding('etcd', {
    code: 'KV4504',
    level: 'error',
    title: 'this version of etcd cannot do that',
    explanation: 'The flag exists in later versions only. The message says in which.',
    source: 'etcdctl and etcdutl',
  }),
  restorePodInKubeSystem: defineFinding('etcd', {
    code: 'KV4511',
    level: 'error',
    advice: true,
    title: 'a restore Pod stands in kube-system',
    explanation:
      'A store that holds an old state beside the running etcd Pods is easily taken for one of them: by label selectors, ' +
      'by scripts that pick a Pod named etcd, by people. Put it into a namespace of its own.',
    source: 'kvorum',
  }),
} as const;
