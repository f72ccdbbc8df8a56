import { defineFinding } from '../core/finding-type';

/** Codes of etcd: versions, the restore Pod, backups, external clusters. */
export const ETCD = {
  unknownVersion: defineFinding('etcd', {
    code: 'KV4501',
    level: 'error',
    title: 'the version of etcd is not known',
    explanation:
      'The version decides which tool restores, and with which flags. A wrong one can restore an empty ' +
      'store without an error.',
    fix: 'name the minor version that runs, for example EtcdVersion.V3_5',
    source: 'kvorum',
  }),
  floatingImage: defineFinding('etcd', {
    code: 'KV4502',
    level: 'error',
    title: 'an image has no tag, or the tag latest',
    explanation:
      'The image behind `latest` changes without notice: a new minor version of etcd ' + 'restores with another tool.',
    fix: 'name a tag of one version, or a digest',
    source: 'kvorum',
  }),
  otherImageVersion: defineFinding('etcd', {
    code: 'KV4503',
    level: 'error',
    title: 'the tag of an image names another version of etcd',
    explanation:
      'The version decides the commands that the image runs. With the wrong ones a restore can ' +
      'succeed and restore nothing.',
    fix: 'make the two agree',
    source: 'etcd 3.6: `etcdctl snapshot restore` prints help and exits 0',
  }),
  notSupported: defineFinding('etcd', {
    code: 'KV4504',
    level: 'error',
    title: 'this version of etcd cannot do that',
    explanation: 'The flag exists only in later versions, which the message names.',
    fix: 'use the version that the message names or a later one, or leave the option out',
    source: 'etcdctl and etcdutl',
  }),
  restorePodInKubeSystem: defineFinding('etcd', {
    code: 'KV4511',
    level: 'error',
    advice: true,
    title: 'a restore Pod is in kube-system',
    explanation:
      'A store that holds an old state beside the running etcd Pods is easily taken for one of ' +
      'them: by label selectors, by scripts that pick a Pod named etcd, by people.',
    fix: 'put it into a namespace of its own',
    source: 'kvorum',
  }),
  backupInTheWay: defineFinding('etcd', {
    code: 'KV4521',
    level: 'error',
    title: 'the backup folder is one where the cluster keeps its own files',
    explanation:
      'A restore refuses a data directory that holds anything, whoever clears it clears the ' +
      'backups, and the kubelet takes any file in its manifests folder for a Pod.',
    fix: 'name a folder of its own, best on another disk',
    source: 'etcd, kubelet',
  }),
  onlyOnTheNode: defineFinding('etcd', {
    code: 'KV4522',
    level: 'warning',
    title: 'backups stay on the node that they were made on',
    explanation: 'They are lost with the node.',
    fix: 'name a place off the cluster: ResticRepository or RcloneRemote',
    source: 'kvorum',
  }),
  plainCopy: defineFinding('etcd', {
    code: 'KV4523',
    level: 'warning',
    title: 'backups leave the cluster unencrypted',
    explanation: 'A snapshot holds every Secret.',
    fix:
      'encrypt it with AgeEncryption, copy it with ResticRepository, or acknowledge that the remote ' +
      'encrypts by itself',
    source: 'kvorum',
  }),
  drillCannotDecrypt: defineFinding('etcd', {
    code: 'KV4524',
    level: 'error',
    title: 'a restore drill cannot decrypt the backup',
    explanation: 'A backup is only proven by restoring it. The drill needs the private key to decrypt it.',
    fix: 'name a Secret with a private key in AgeEncryption, or do the drill outside of the cluster',
    source: 'age',
  }),
  drillReadsOneNode: defineFinding('etcd', {
    code: 'KV4525',
    level: 'error',
    title: 'a restore drill would look for the backup on a node that may not have it',
    explanation:
      'Without a place off the cluster a backup lies on the node that made it. Name that node, or a place off the cluster.',
    fix: 'name the node that makes the backup, or a place off the cluster',
    source: 'kvorum',
  }),
  privateKeyForPublic: defineFinding('etcd', {
    code: 'KV4526',
    level: 'error',
    title: 'a private key is given where a public one is expected',
    explanation:
      'Recipients are public keys, `age1...`. A private key that was written into a program has to be replaced: make a new ' +
      'pair with age-keygen.',
    fix: 'make a new pair with age-keygen, and name its public key',
    source: 'age',
  }),
  memberCount: defineFinding('etcd', {
    code: 'KV4541',
    level: 'error',
    title: 'the number of members is not one that a cluster should have',
    explanation:
      'An even number tolerates no more losses than the odd one below it, and every write waits for a majority.',
    fix: 'choose 3 or 5; 1 for tests, 7 at most',
    source: 'etcd',
  }),
  duplicateMember: defineFinding('etcd', {
    code: 'KV4542',
    level: 'error',
    title: 'two members have the same name or address',
    explanation:
      'Names and addresses of members are unique. Otherwise etcd refuses to start, or two members replace each other in turn.',
    fix: 'give every member a name and an address of its own',
    source: 'etcd',
  }),
  sharedToken: defineFinding('etcd', {
    code: 'KV4543',
    level: 'error',
    title: 'the token of the cluster is the default of all clusters',
    explanation:
      'The token keeps members of another cluster out, and those of this one from before a restore. etcd-cluster is the ' +
      'default. Choose a unique one, and a new one at each restore.',
    fix: 'choose a unique token, and a new one at each restore',
    source: 'etcd: a restored cluster with the old token takes a forgotten member back, and both hold different data',
  }),
  missingSan: defineFinding('etcd', {
    code: 'KV4544',
    level: 'error',
    title: 'the certificate of a member does not name an address under which it is reached',
    explanation:
      'Clients and peers check the name or address that they dialled. Behind a load balancer for ' +
      "TCP, the server certificate of every member names the balancer's host too.",
    fix: 'reissue it with the SANs that the error lists',
    source: 'TLS; etcd: `x509: certificate is valid for ..., not ...`',
  }),
  badCertificate: defineFinding('etcd', {
    code: 'KV4545',
    level: 'error',
    title: 'the certificate of a member cannot be used',
    explanation:
      'It must be a PEM certificate that is valid for servers and clients: peers dial each other, and the gateway of etcd dials ' +
      'itself with the server certificate.',
    fix: 'issue a PEM certificate that is valid for servers and for clients',
    source: 'etcd',
  }),
  badEndpoint: defineFinding('etcd', {
    code: 'KV4546',
    level: 'error',
    title: 'an endpoint of etcd is not one that the API server can use',
    explanation:
      'Endpoints are URLs with https, a host and a port. Without a scheme, or with http, certificates are not used: the ' +
      'connection is open, or fails.',
    fix: 'write a URL with https, a host and a port',
    source: 'kube-apiserver, kubeadm',
  }),
  singleMember: defineFinding('etcd', {
    code: 'KV4547',
    level: 'warning',
    title: 'an external etcd has a single member',
    explanation: 'The cluster stops with it, and is lost with its disk. Use a single member only for tests.',
    fix: 'take 3 or 5 members',
    source: 'etcd',
  }),
} as const;
