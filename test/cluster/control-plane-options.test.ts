import { Testing } from 'cdk8s';
import { MultiMasterCluster } from 'kvorum';
import { Deckhouse, DeckhouseRelease } from 'kvorum/deckhouse';

import { CERTIFICATE } from '../deckhouse/certificate';
import { refusals } from '../support/errors';
import { manifestOf, manifestsOf } from '../support/manifests';
import type { Manifest } from '../support/manifests';

// What is said of the control plane at the cluster, and what a Deckhouse cluster makes of it. `audit` has its own tests.

const cluster = (props: object, release = DeckhouseRelease.V1_76): MultiMasterCluster =>
  new MultiMasterCluster(Testing.app(), 'prod', {
    replicas: 3,
    distribution: new Deckhouse({ release }),
    ...props,
  } as never);
const objects = (props: object): readonly Manifest[] => manifestsOf(cluster(props));
const settings = (props: object): any =>
  manifestOf(objects(props), 'ModuleConfig', 'control-plane-manager').spec.settings;
const extender = { service: { name: 'near-storage', namespace: 'scheduling' }, ca: CERTIFICATE };

describe('etcd', () => {
  it('is backed up as the program says', () => {
    const backup = { schedule: '30 2 * * *', hostPath: '/backup/etcd' };
    expect(settings({ etcd: { backup } }).etcd.backup).toEqual({
      enabled: true,
      cronSchedule: '30 2 * * *',
      hostPath: '/backup/etcd',
    });
    expect(settings({}).etcd.backup).toEqual({ enabled: true });
  });

  it('gives way to the settings of the module', () => {
    const distribution = new Deckhouse({
      release: DeckhouseRelease.V1_76,
      controlPlaneManager: { etcd: { backup: { hostPath: '/mnt/etcd' } } },
    });
    const etcd = { backup: { hostPath: '/backup/etcd', schedule: '30 2 * * *' } };
    expect(settings({ etcd, distribution }).etcd.backup).toEqual({
      enabled: true,
      cronSchedule: '30 2 * * *',
      hostPath: '/mnt/etcd',
    });
  });

  it('cannot be set before 1.70', () => {
    const make = (): unknown => cluster({ etcd: { backup: { hostPath: '/backup' } } }, DeckhouseRelease.V1_69);
    expect(refusals(make)).toEqual(['KV1207 settings.etcd.backup']);
    expect(() => cluster({}, DeckhouseRelease.V1_69)).not.toThrow();
  });

  it.each<[object, string[]]>([
    [{ backups: {} }, ['KV1201 etcd.backups']],
    [{ backup: { path: '/x' } }, ['KV1201 etcd.backup.path']],
    [{ backup: { schedule: 5 } }, ['KV1203 etcd.backup.schedule']],
  ])('refuses %j', (etcd, expected) => {
    expect(refusals(() => cluster({ etcd }))).toEqual(expected);
  });

  it('is of a version that the release decides', () => {
    const version = (release: DeckhouseRelease): string => release.etcdVersion.version;
    expect([DeckhouseRelease.V1_66, DeckhouseRelease.V1_70].map(version)).toEqual(['3.5', '3.5']);
    expect([DeckhouseRelease.V1_71, DeckhouseRelease.V1_78].map(version)).toEqual(['3.6', '3.6']);
  });
});

describe('the scheduler', () => {
  it('has the extenders that the program names', () => {
    const found = manifestOf(objects({ scheduler: [extender] }), 'KubeSchedulerWebhookConfiguration', 'scheduler');
    expect(found).toMatchObject({ webhooks: [{ failurePolicy: 'Ignore' }] });
    expect(cluster({ scheduler: [extender] }).deckhouse.schedulerExtenders).toBeDefined();
    expect(objects({ scheduler: [] }).map((o) => o.kind)).not.toContain('KubeSchedulerWebhookConfiguration');
  });

  it('refuses what is no extender', () => {
    expect(refusals(() => cluster({ scheduler: [{ ...extender, ca: 'junk' }] }))).toEqual(['KV1206 extenders[0].ca']);
    expect(refusals(() => cluster({ scheduler: extender }))).toEqual(['KV1203 scheduler']);
  });
});
