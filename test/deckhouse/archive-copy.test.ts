import { App, Chart, Testing } from 'cdk8s';
import { DeckhouseArchiveCopy } from 'kvorum/deckhouse';
import type { DeckhouseArchiveCopyProps } from 'kvorum/deckhouse';
import * as etcd from 'kvorum/etcd';
import { RcloneRemote, ResticRepository } from 'kvorum/etcd';

import { refusals } from '../support/errors';
import { stderrOf } from '../support/stderr';

const PROPS: DeckhouseArchiveCopyProps = {
  toolImage: 'docker.io/library/busybox:1.37.0',
  offCluster: new ResticRepository({ image: 'docker.io/restic/restic:0.18.0', secretName: 'restic' }),
};

describe('DeckhouseArchiveCopy', () => {
  it('looks at the archive, and copies it', () => {
    const chart = new Chart(new App(), 'etcd', { namespace: 'kube-system' });
    new DeckhouseArchiveCopy(chart, 'copy', { ...PROPS, hostPath: '/var/backups/etcd' });
    const [job] = Testing.synth(chart);
    expect(job).toMatchObject({ kind: 'CronJob', spec: { schedule: '30 1 * * *', timeZone: 'Etc/UTC' } });
    const pod = job.spec.jobTemplate.spec.template.spec;
    expect([...pod.initContainers, ...pod.containers].map((c: any) => c.name)).toEqual(['check', 'copy-off-cluster']);
    // Not the folder: by default that is the data directory of etcd.
    expect(pod.volumes).toContainEqual({
      name: 'archive',
      hostPath: { path: '/var/backups/etcd/etcd-backup.tar.gz', type: 'File' },
    });
    const mounts = pod.containers[0].volumeMounts.filter((m: any) => m.name === 'archive');
    expect(mounts).toEqual([{ name: 'archive', mountPath: '/archive/etcd-backup.tar.gz', readOnly: true }]);
  });

  it.each([
    [{ offCluster: undefined }, 'KV1202 offCluster'],
    [{ offCluster: {} }, 'KV1203 offCluster'],
    [{ toolImage: 'busybox' }, 'KV4502 toolImage'],
    [{ schedule: 'daily' }, 'KV1306 schedule'],
    [{ hostPath: 'var' }, 'KV1206 hostPath'],
    [{ keep: 3 }, 'KV1201 keep'],
  ])('is refused with %j', (props, code) => {
    const chart = new Chart(new App(), 'etcd');
    const given = { ...PROPS, ...props } as DeckhouseArchiveCopyProps;
    expect(refusals(() => new DeckhouseArchiveCopy(chart, 'copy', given))).toEqual([code]);
    expect(chart.node.children).toEqual([]);
  });

  it('belongs to the room of Deckhouse alone', () => {
    expect(Object.keys(etcd).filter((name) => name.includes('Deckhouse'))).toEqual([]);
  });

  it('warns of a copy that nothing encrypts', () => {
    const offCluster = new RcloneRemote({ image: 'a:1', secretName: 'r', destination: 'site:etcd' });
    const chart = new Chart(new App(), 'etcd');
    new DeckhouseArchiveCopy(chart, 'copy', { ...PROPS, offCluster });
    const printed = stderrOf(() => {
      Testing.synth(chart);
      chart.node.findAll().forEach((c) => c.node.validate());
    });
    expect(printed).toContain('warning KV4523 [etcd/copy encryption]');
  });
});
