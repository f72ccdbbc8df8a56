import { ApiObject, App, Chart } from 'cdk8s';
import { ClusterApp, Findings } from 'kvorum';
import { AgeEncryption, EtcdBackup, EtcdVersion, RcloneRemote, ResticRepository } from 'kvorum/etcd';
import type { EtcdBackupProps } from 'kvorum/etcd';

import { refusedBy } from './refused';
import { codeAndProperty } from '../support/errors';
import { silentStderr, stderrOf } from '../support/stderr';
import { manifestsOf } from '../support/manifests';

const restic = new ResticRepository({ image: 'docker.io/restic/restic:0.18.0', secretName: 'restic' });
const rclone = new RcloneRemote({
  image: 'docker.io/rclone/rclone:1.70.0',
  secretName: 'rclone',
  destination: 'site:etcd/prod',
});
const age = { image: 'registry.example.com/age:1.2.1', recipients: [`age1${'q'.repeat(58)}`] };
const PROPS: EtcdBackupProps = {
  version: EtcdVersion.V3_6,
  image: 'registry.k8s.io/etcd:3.6.6-0',
  toolImage: 'docker.io/curlimages/curl:8.14.1',
  hostPath: '/var/backups/etcd',
  offCluster: restic,
};

function objectsOf(props: Partial<EtcdBackupProps> = {}) {
  const chart = new Chart(new App(), 'etcd', { namespace: 'kube-system' });
  new EtcdBackup(chart, 'etcd-backup', { ...PROPS, ...props });
  return manifestsOf(chart);
}

const refused = (props: unknown) =>
  refusedBy((chart) => new EtcdBackup(chart, 'etcd-backup', props as EtcdBackupProps));
silentStderr();
const podOf = (job: any) => job.spec.jobTemplate.spec.template.spec;
const stepsOf = (job: any) => [...podOf(job).initContainers, ...podOf(job).containers].map((c: any) => c.name);

describe('EtcdBackup', () => {
  it('is one CronJob that runs one Pod at a time, once, and not for ever', () => {
    const [job, ...more] = objectsOf();
    expect(more).toEqual([]);
    expect(job).toMatchObject({
      kind: 'CronJob',
      metadata: { name: 'etcd-backup', namespace: 'kube-system' },
      spec: {
        schedule: '0 */6 * * *',
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 1800,
        jobTemplate: { spec: { backoffLimit: 0, activeDeadlineSeconds: 3600 } },
      },
    });
    const construct = new EtcdBackup(new Chart(new App(), 'c'), 'b', PROPS);
    expect(ApiObject.of(construct)).toBe(construct.resource);
  });

  it('runs where the files are, and can do little else there', () => {
    const pod = podOf(objectsOf({ node: 'master-0' })[0]);
    expect(pod).toMatchObject({
      nodeSelector: { 'node-role.kubernetes.io/control-plane': '', 'kubernetes.io/hostname': 'master-0' },
      automountServiceAccountToken: false,
      restartPolicy: 'Never',
    });
    expect(pod.hostNetwork).toBeUndefined();
    const containers = [...pod.initContainers, ...pod.containers];
    const writesBackups = containers.filter((c: any) =>
      c.volumeMounts.some((m: any) => m.name === 'backups' && !m.readOnly),
    );
    expect(writesBackups.map((c: any) => c.name)).toEqual(['prepare', 'store', 'prune']);
    const readsKeys = containers.filter((c: any) => c.volumeMounts.some((m: any) => m.name === 'pki'));
    expect(readsKeys.map((c: any) => c.name)).toEqual(['prepare', 'save', 'verify']);
    for (const c of containers) {
      expect(c.securityContext.capabilities).toEqual({ drop: ['ALL'] });
      if (c.image === PROPS.image) expect(c.command[0]).toMatch(/^etcd(ctl|utl)?$/);
    }
  });

  it.each([
    [{}, ['prepare', 'save', 'restore', 'serve', 'verify', 'store', 'copy-off-cluster', 'prune']],
    [{ offCluster: undefined }, ['prepare', 'save', 'restore', 'serve', 'verify', 'store', 'prune']],
    [
      { offCluster: rclone, encryption: new AgeEncryption(age) },
      [
        ...['prepare', 'save', 'restore', 'serve', 'verify', 'encrypt', 'store'],
        ...['copy-off-cluster', 'copy-off-cluster-latest', 'prune'],
      ],
    ],
  ])('its steps with %j', (props, steps) => {
    expect(stepsOf(objectsOf(props)[0])).toEqual(steps);
  });

  it('has a drill when one is asked for', () => {
    const [, drill] = objectsOf({ drill: {} });
    expect(drill).toMatchObject({ metadata: { name: 'etcd-backup-drill' }, spec: { schedule: '0 3 * * 0' } });
    expect(stepsOf(drill)).toEqual(['fetch', 'check', 'restore', 'serve', 'count']);
    const [, decrypting] = objectsOf({
      drill: { schedule: '5 4 * * *', maxAge: '12h' },
      encryption: new AgeEncryption({ ...age, identitySecretName: 'age' }),
    });
    expect(stepsOf(decrypting)).toEqual(['fetch', 'check', 'decrypt', 'restore', 'serve', 'count']);
    expect(podOf(decrypting).volumes).toContainEqual({
      name: 'identity',
      secret: { secretName: 'age', defaultMode: 256 },
    });
  });

  it('takes the tool that the version restores with', () => {
    const tools = EtcdVersion.all().map((version) => {
      const { initContainers } = podOf(objectsOf({ version, image: 'registry.example.com/etcd:a1' })[0]);
      return initContainers.find((c: any) => c.name === 'restore').command[0];
    });
    expect(tools).toEqual(['etcdctl', 'etcdutl', 'etcdutl']);
  });

  it('is refused with everything that is wrong, and leaves no trace', () => {
    const wrong = {
      image: 1,
      toolImage: '',
      hostPath: 'a',
      keep: 0,
      minimumFree: 91,
      timeZone: 'Local',
      endpoint: 'http://a:1',
    };
    expect(
      refused({ ...PROPS, ...wrong, encryption: {}, offCluster: 'restic' })
        .map(codeAndProperty)
        .toSorted(),
    ).toEqual(
      [
        'KV1203 image',
        'KV1206 toolImage',
        'KV1206 hostPath',
        'KV1205 keep',
        'KV1205 minimumFree',
        'KV1206 timeZone',
        'KV1206 endpoint',
        'KV1203 encryption',
        'KV1203 offCluster',
      ].sort(),
    );
    expect(refused({ ...PROPS, name: 'x'.repeat(47) }).map(codeAndProperty)).toEqual(['KV1205 name']);
    expect(refused({ ...PROPS, name: 'x'.repeat(46) }).map(codeAndProperty)).toEqual([]);
  });

  it.each([undefined, null, 'x', 3])('does not crash at %p', (props) => {
    expect(refused(props).map(codeAndProperty)).toEqual(['KV1203']);
  });

  it.each([
    [{ schedule: '* * *' }, 'KV1306 schedule'],
    [{ schedule: '@daily' }, 'KV1306 schedule'],
    [{ drill: { schedule: '61 * * * *' } }, 'KV1306 drill.schedule'],
    [{ image: 'registry.k8s.io/etcd:3.5.24-0' }, 'KV4503 image'],
    [{ toolImage: 'curlimages/curl' }, 'KV4502 toolImage'],
    [{ hostPath: '/var/lib/etcd' }, 'KV4521 hostPath'],
    [{ hostPath: '/var/lib/etcd/backup' }, 'KV4521 hostPath'],
    [{ hostPath: '/etc/kubernetes/manifests' }, 'KV4521 hostPath'],
    [{ encryption: new AgeEncryption(age), drill: {} }, 'KV4524 encryption.identitySecretName'],
    [{ offCluster: undefined, drill: {} }, 'KV4525 node'],
  ])('is refused with %j', (props, code) => {
    expect(refused({ ...PROPS, ...props }).map(codeAndProperty)).toEqual([code]);
  });

  it('says why a folder is refused', () => {
    expect(refused({ ...PROPS, hostPath: '/var/lib/etcd/backup' })[0]?.message).toMatch(
      /^KV4521 \[etcd\/etcd-backup hostPath\]: \/var\/lib\/etcd cannot hold backups\n {2}given: {3}"\/var\/lib\/etcd\/backup"/,
    );
  });

  it.each([
    [{ hostPath: '/var/lib/etcd-backup' }],
    [{ offCluster: undefined, node: 'master-0', drill: {} }],
    [{ encryption: new AgeEncryption(age) }],
    [{ schedule: '0 */2 * * mon-fri' }],
  ])('is not refused with %j', (props) => {
    expect(refused({ ...PROPS, ...props }).map(codeAndProperty)).toEqual([]);
  });

  describe('warns', () => {
    function warnings(props: Partial<EtcdBackupProps>): string {
      const app = ClusterApp.forTesting();
      new EtcdBackup(new Chart(app, 'etcd'), 'etcd-backup', { ...PROPS, ...props });
      return stderrOf(() => app.synth());
    }

    it('when backups stay on the node', () => {
      expect(warnings({ offCluster: undefined })).toContain(
        'warning KV4522 [etcd/etcd-backup offCluster]: no off-cluster copy is configured',
      );
    });

    it('when they leave the cluster as they are', () => {
      expect(warnings({ offCluster: rclone })).toContain('warning KV4523 [etcd/etcd-backup encryption]');
    });

    it.each([[{}], [{ offCluster: rclone, encryption: new AgeEncryption(age) }]])('and not with %j', (props) => {
      expect(warnings(props)).toBe('');
    });
  });

  it('its warnings can be acknowledged', () => {
    const app = ClusterApp.forTesting();
    const backup = new EtcdBackup(new Chart(app, 'etcd'), 'etcd-backup', { ...PROPS, offCluster: undefined });
    Findings.of(backup).acknowledge('KV4522', 'the disk is a replicated one');
    expect(stderrOf(() => app.synth())).toBe('');
  });
});

describe('what encrypts and copies', () => {
  it.each([
    [() => new ResticRepository({ image: 'restic/restic', secretName: 'r' }), 'KV4502 [image]: the image lacks a tag'],
    [() => new ResticRepository({ image: 'restic/restic:1', secretName: '-' }), 'KV1206 [secretName]'],
    [() => new ResticRepository(undefined as never), 'KV1203'],
    [() => new RcloneRemote({ image: 'a:1', secretName: 'r', destination: '/local' }), 'KV1206 [destination]'],
    [() => new RcloneRemote({ image: 'a:1', secretName: 'r', destination: '--config=x:y' }), 'KV1206 [destination]'],
    [() => new AgeEncryption({ image: 'a:1', recipients: [] }), 'KV1205 [recipients]'],
    [() => new AgeEncryption({ image: 'a:1', recipients: ['age1abc'] }), 'KV1206 [recipients[0]]'],
    [
      () => new AgeEncryption({ image: 'a:latest', recipients: age.recipients }),
      'KV4502 [image]: the tag of the image',
    ],
  ])('%s is refused', (make, says) => {
    expect(make).toThrow(says);
  });

  it('a private key is refused and never shown', () => {
    const recipients = ['AGE-SECRET-KEY-1QQQQ'];
    expect(() => new AgeEncryption({ image: 'a:1', recipients })).toThrow('KV4526 [recipients[0]]');
    expect(() => new AgeEncryption({ image: 'a:1', recipients })).not.toThrow('1QQQQ');
  });
});
