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
      'A store with an old state next to the running etcd Pods is easily mistaken for one of them: by ' +
      'label selectors, by scripts that pick a Pod named etcd, and by people.',
    fix: 'put it into a separate namespace',
    source: 'kvorum',
  }),
  backupInTheWay: defineFinding('etcd', {
    code: 'KV4521',
    level: 'error',
    title: 'the backup folder belongs to the cluster itself',
    explanation:
      'A restore refuses a data directory that is not empty, clearing it would remove the backups, and ' +
      'the kubelet reads every file in its manifests folder as a Pod.',
    fix: 'name a separate folder, preferably on another disk',
    source: 'etcd, kubelet',
  }),
  onlyOnTheNode: defineFinding('etcd', {
    code: 'KV4522',
    level: 'warning',
    title: 'backups stay on the node where they were made',
    explanation: 'They are lost with the node.',
    fix: 'set `offCluster` to a ResticRepository or RcloneRemote',
    source: 'kvorum',
  }),
  plainCopy: defineFinding('etcd', {
    code: 'KV4523',
    level: 'warning',
    title: 'backups leave the cluster unencrypted',
    explanation: 'A snapshot holds every Secret.',
    fix: 'encrypt it with AgeEncryption, copy it with ResticRepository, or acknowledge that the remote itself encrypts',
    source: 'kvorum',
  }),
  drillCannotDecrypt: defineFinding('etcd', {
    code: 'KV4524',
    level: 'error',
    title: 'a restore drill cannot decrypt the backup',
    explanation: 'A backup is only proven by restoring it. The drill needs the private key to decrypt it.',
    fix: 'name a Secret with a private key in AgeEncryption, or run the drill outside of the cluster',
    source: 'age',
  }),
  drillReadsOneNode: defineFinding('etcd', {
    code: 'KV4525',
    level: 'error',
    title: 'a restore drill would look for the backup on a node that may not have it',
    explanation:
      'Without an off-cluster copy, a backup exists only on the node that made it. Name that node, or ' +
      'configure an off-cluster copy.',
    fix: 'name the node that makes the backup, or configure an off-cluster copy',
    source: 'kvorum',
  }),
  privateKeyForPublic: defineFinding('etcd', {
    code: 'KV4526',
    level: 'error',
    title: 'a private key is given where a public one is expected',
    explanation:
      'Recipients are public keys, `age1...`. A private key that was written into a program must be ' +
      'replaced: create a new pair with age-keygen.',
    fix: 'create a new pair with age-keygen, and give its public key',
    source: 'age',
  }),
  memberCount: defineFinding('etcd', {
    code: 'KV4541',
    level: 'error',
    title: 'the number of members is not one that a cluster should have',
    explanation:
      'An even number tolerates no more failures than the odd one below it, and every write waits for a majority.',
    fix: 'choose 3 or 5; 1 for tests, 7 at most',
    source: 'etcd',
  }),
  duplicateMember: defineFinding('etcd', {
    code: 'KV4542',
    level: 'error',
    title: 'two members have the same name or address',
    explanation:
      'Names and addresses of members are unique. Otherwise etcd refuses to start, or two members ' +
      'replace each other in turn.',
    fix: 'give every member a unique name and address',
    source: 'etcd',
  }),
  sharedToken: defineFinding('etcd', {
    code: 'KV4543',
    level: 'error',
    title: 'the token of the cluster is the default of all clusters',
    explanation:
      'The token keeps members of another cluster out, and those of this one from before a restore. ' +
      'etcd-cluster is the ' +
      'default. Choose a unique one, and a new one at each restore.',
    fix: 'choose a unique token, and a new one at each restore',
    source: 'etcd: a restored cluster with the old token takes a forgotten member back, and both hold different data',
  }),
  missingSan: defineFinding('etcd', {
    code: 'KV4544',
    level: 'error',
    title: 'the certificate of a member lacks an address under which it is reached',
    explanation:
      'Clients and peers check the name or address that they connect to. Behind a TCP load balancer, ' +
      "the server certificate of every member must also name the balancer's host.",
    fix: 'reissue it with the SANs that the error lists',
    source: 'TLS; etcd: `x509: certificate is valid for ..., not ...`',
  }),
  badCertificate: defineFinding('etcd', {
    code: 'KV4545',
    level: 'error',
    title: 'the certificate of a member cannot be used',
    explanation:
      'It must be a PEM certificate that is valid for servers and clients: peers connect to each other, ' +
      "and etcd's gateway connects to itself with the server certificate.",
    fix: 'issue a PEM certificate that is valid for servers and for clients',
    source: 'etcd',
  }),
  badEndpoint: defineFinding('etcd', {
    code: 'KV4546',
    level: 'error',
    title: 'an endpoint of etcd is not one that the API server can use',
    explanation:
      'Endpoints are URLs with https, a host and a port. Without a scheme, or with http, certificates ' +
      'are not used: the connection is unprotected, or fails.',
    fix: 'write a URL with https, a host and a port',
    source: 'kube-apiserver, kubeadm',
  }),
  singleMember: defineFinding('etcd', {
    code: 'KV4547',
    level: 'warning',
    title: 'an external etcd has a single member',
    explanation: 'The cluster stops with it, and is lost with its disk. Use a single member only for tests.',
    fix: 'use 3 or 5 members',
    source: 'etcd',
  }),
} as const;
