import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ClusterApp, Findings } from 'kvorum';
import { EtcdRestorePod, EtcdVersion } from 'kvorum/etcd';
import type { EtcdRestorePodProps } from 'kvorum/etcd';

import { refusedBy } from './refused';
import { codeAndProperty } from '../support/errors';

const PROPS: EtcdRestorePodProps = {
  version: EtcdVersion.V3_6,
  image: 'registry.k8s.io/etcd:3.6.6-0',
  nodeName: 'master-0',
  snapshotPath: '/var/backups/etcd/snapshot.db',
};

function podOf(props: object = {}, chartProps = {}) {
  const chart = new Chart(new App(), 'etcd', chartProps);
  new EtcdRestorePod(chart, 'restore', { ...PROPS, ...props });
  return Testing.synth(chart)[0];
}

const refused = (props: unknown) =>
  refusedBy((chart) => new EtcdRestorePod(chart, 'restore', props as EtcdRestorePodProps));

describe('EtcdRestorePod', () => {
  it('is one Pod, and works in a plain app', () => {
    const pod = podOf();
    expect(pod).toMatchObject({ kind: 'Pod', metadata: { name: 'restore' } });
    const chart = new Chart(new App(), 'other');
    const construct = new EtcdRestorePod(chart, 'restore', PROPS);
    expect(ApiObject.of(construct)).toBe(construct.resource);
  });

  it('can touch nothing of the cluster', () => {
    const { spec } = podOf();
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      restartPolicy: 'Never',
      activeDeadlineSeconds: 14_400,
      nodeName: 'master-0',
      volumes: [
        { name: 'store', emptyDir: { sizeLimit: '5Gi' } },
        { name: 'snapshot', hostPath: { path: '/var/backups/etcd/snapshot.db', type: 'File' } },
      ],
    });
    expect(spec.hostNetwork).toBeUndefined();
    const containers = [...spec.initContainers, ...spec.containers];
    expect(containers.flatMap((c) => c.volumeMounts).filter((m) => m.name === 'snapshot')).toEqual([
      { name: 'snapshot', mountPath: '/snapshot/snapshot.db', readOnly: true },
    ]);
    for (const container of containers) {
      expect(container.resources).toMatchObject({ requests: { cpu: '100m' }, limits: { memory: '2Gi' } });
      expect(container.securityContext).toMatchObject({
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      });
    }
    const listens = spec.containers[0].command.filter((arg: string) => arg.startsWith('--listen'));
    expect(listens).toEqual(['--listen-client-urls=http://127.0.0.1:2379', '--listen-peer-urls=http://127.0.0.1:2380']);
  });

  it('takes what it is told', () => {
    const { metadata, spec } = podOf({
      name: 'lookup',
      namespace: 'recovery',
      lifetime: '30m',
      storeSize: '20Gi',
      memoryLimit: '8Gi',
      restoreImage: 'registry.example.com/tools@sha256:' + 'a'.repeat(64),
      imagePullSecrets: ['pull'],
    });
    expect(metadata).toMatchObject({ name: 'lookup', namespace: 'recovery' });
    expect(spec).toMatchObject({ activeDeadlineSeconds: 1800, imagePullSecrets: [{ name: 'pull' }] });
    expect(spec.initContainers[0].image).toBe('registry.example.com/tools@sha256:' + 'a'.repeat(64));
    expect(spec.containers[0].image).toBe(PROPS.image);
  });

  it('skips the hash only when it is told', () => {
    expect(podOf().spec.initContainers[0].command).not.toContain('--skip-hash-check');
    expect(podOf({ copiedDatabase: true }).spec.initContainers[0].command).toContain('--skip-hash-check');
  });

  it('is refused with everything that is wrong, and leaves no trace', () => {
    const codes = refused({ image: 'x y', snapshotPath: 'backup/../x', lifetime: '0s', node: 'a' }).map(
      codeAndProperty,
    );
    expect(codes).toEqual([
      'KV1206 image',
      'KV1206 snapshotPath',
      'KV1206 lifetime',
      'KV1201 node',
      'KV1202 version',
      'KV1202 nodeName',
    ]);
  });

  it.each([undefined, null, 7, 'x', [], { ...PROPS, version: '3.6' }, { ...PROPS, nodeName: 3 }])(
    'does not crash at %p',
    (props) => {
      expect(refused(props).map((e) => e.code)).toEqual([expect.stringMatching(/^KV12/)]);
    },
  );

  it.each([
    ['registry.k8s.io/etcd', 'KV4502: the image lacks a tag'],
    ['localhost:5000/etcd', 'KV4502: the image lacks a tag'],
    ['quay.io/coreos/etcd:latest', 'KV4502: the tag of the image is latest'],
    ['quay.io/coreos/etcd:v3.5.30', 'KV4503: the image holds etcd 3.5, and the version is 3.6'],
    ['registry.k8s.io/etcd:3.4.13-0', 'KV4503: the image holds etcd 3.4, and the version is 3.6'],
  ])('refuses the image %s', (image, says) => {
    const [error] = refused({ ...PROPS, image });
    expect(error?.message.replace(/ \[.*\]/, '')).toContain(says);
    expect(refused({ ...PROPS, restoreImage: image }).map((e) => e.property)).toEqual(['restoreImage']);
  });

  it.each([
    'quay.io/coreos/etcd:v3.6.1',
    'registry.example.com:5000/deckhouse/etcd:abc123',
    'etcd@sha256:' + '0'.repeat(64),
  ])('takes the image %s', (image) => {
    expect(refused({ ...PROPS, image })).toEqual([]);
  });

  it.each(['snapshot.db', '/a/../b', '/a/./b', '/a//b', '/a/', '/', "/a'b", '/a b', '/a\nb', '/a$(HOME)'])(
    'refuses the path %j',
    (snapshotPath) => {
      expect(refused({ ...PROPS, snapshotPath }).map((e) => e.code)).toEqual(['KV1206']);
    },
  );

  it('is refused in kube-system, until somebody says why', () => {
    const app = ClusterApp.forTesting();
    const chart = new Chart(app, 'etcd', { namespace: 'kube-system' });
    const pod = new EtcdRestorePod(chart, 'restore', PROPS);
    expect(() => app.render()).toThrow(/^KV4511 \[etcd\/restore namespace\]: the Pod is in the namespace of the etcd/);
    Findings.of(pod).acknowledge('KV4511', 'the pull secret is there');
    expect(app.render().length).toBeGreaterThan(0);
  });

  it('is not refused elsewhere', () => {
    const app = ClusterApp.forTesting();
    new EtcdRestorePod(new Chart(app, 'etcd', { namespace: 'recovery' }), 'restore', PROPS);
    expect(app.render().length).toBeGreaterThan(0);
  });

  it('takes its id for its name, and says when it is none', () => {
    const chart = new Chart(new App(), 'etcd');
    expect(() => new EtcdRestorePod(chart, 'Restore Pod', PROPS)).toThrow('KV1206 [etcd/Restore Pod name]');
  });
});
