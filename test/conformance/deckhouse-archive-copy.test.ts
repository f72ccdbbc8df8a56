import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { App, Chart, Testing, Yaml } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { Findings } from 'kvorum';
import { DeckhouseArchiveCopy } from 'kvorum/deckhouse';
import type { DeckhouseArchiveCopyProps } from 'kvorum/deckhouse';
import { AgeEncryption, RcloneRemote } from 'kvorum/etcd';

import { ApiServer, apiServerJudges } from '../judges/apiserver';
import { etcdJudges, EtcdServer } from '../judges/etcd';
import { type Ended, PodRun, type PodSpec } from '../judges/pod';
import { must, run } from '../judges/run';
import { describeConformance, judge } from '../judges/shared';
import { newFolder, removeFolder } from '../support/folders';

const TOOLS = 'docker.io/library/busybox:1.37.0';

function manifestOf(props: Partial<DeckhouseArchiveCopyProps> = {}): object {
  const chart = new Chart(new App(), 'etcd', { namespace: 'kube-system' });
  const copy = new DeckhouseArchiveCopy(chart, 'archive', {
    toolImage: TOOLS,
    offCluster: new RcloneRemote({
      image: 'docker.io/rclone/rclone:1.70.0',
      secretName: 'r',
      destination: 'SITE:etcd',
    }),
    ...props,
  });
  Findings.of(copy).acknowledge('KV4523', 'the test reads the copy');
  return loadAll(Yaml.stringify(...(Testing.synth(chart) as unknown[])))[0] as object;
}

const judges = [...etcdJudges, ...apiServerJudges, 'shellcheck', 'busybox', 'rclone', 'age', 'age-keygen'] as const;

describeConformance("the copy of Deckhouse's archive", { judges }, () => {
  let server: EtcdServer;
  let folder: string;
  let archive: string;
  let path: string;
  beforeAll(async () => {
    server = await EtcdServer.start('3.6');
    await server.put('/registry/', 10);
  }, 60_000);
  beforeEach(async () => {
    folder = newFolder();
    path = join(folder, 'bin');
    mkdirSync(path);
    for (const name of (await must(judge('busybox'), ['--list'])).split('\n')) {
      if (name !== '') symlinkSync(judge('busybox'), join(path, name));
    }
    archive = join(folder, 'etcd-backup.tar.gz');
    await pack(readFileSync(await server.save('snapshot.db')));
  });
  afterEach(() => removeFolder(folder));
  afterAll(() => server.stop());

  /** Packs a snapshot as Deckhouse does. */
  async function pack(snapshot: Buffer): Promise<void> {
    writeFileSync(join(folder, 'etcd-backup.snapshot'), snapshot);
    await must('tar', ['-czf', archive, '-C', folder, 'etcd-backup.snapshot']);
  }

  async function runJob(manifest: any, volumes: Readonly<Record<string, string>> = {}): Promise<Ended | undefined> {
    const spec = manifest.spec.jobTemplate.spec.template.spec as PodSpec;
    const more = Object.entries({
      RCLONE_CONFIG_SITE_TYPE: 'alias',
      RCLONE_CONFIG_SITE_REMOTE: join(folder, 'site'),
      PATH: path,
    }).map(([name, value]) => ({ name, value }));
    const on = (c: PodSpec['containers'][number]) => ({ ...c, env: [...(c.env ?? []), ...more] });
    const pod = new PodRun(
      { ...spec, initContainers: spec.initContainers?.map(on), containers: spec.containers.map(on) },
      {
        program: (image, name) => (image === TOOLS ? join(path, 'sh') : judge(name as 'rclone')),
        volumes: { archive, ...volumes },
        fields: { 'metadata.name': 'archive-29377860-abcde' },
        replace: [[/(?<=\s|^)\/archive(?=\s|$)/g, join(folder, 'only')]],
      },
    );
    // The folder of the mounted file: it holds nothing else.
    mkdirSync(join(folder, 'only'));
    symlinkSync(archive, join(folder, 'only', 'etcd-backup.tar.gz'));
    try {
      return await pod.complete();
    } finally {
      await pod.stop();
    }
  }

  it('copies an archive that is new and whole, encrypted', async () => {
    mkdirSync(join(folder, 'secret'));
    const key = join(folder, 'secret', 'identity');
    const { stderr } = await run(judge('age-keygen'), ['--output', key]);
    const [, recipient = ''] = /Public key: (age1\w+)/.exec(stderr) ?? [];
    const encryption = new AgeEncryption({ image: 'registry.example.com/age:1.2.1', recipients: [recipient] });
    expect(await runJob(manifestOf({ encryption }))).toBeUndefined();
    const latest = join(folder, 'site/etcd/archive/latest');
    expect(readdirSync(latest)).toEqual(['etcd-backup.tar.gz.age']);
    const plain = join(folder, 'plain.tar.gz');
    await must(judge('age'), [
      '--decrypt',
      '--identity',
      key,
      '--output',
      plain,
      join(latest, 'etcd-backup.tar.gz.age'),
    ]);
    expect(readFileSync(plain).equals(readFileSync(archive))).toBe(true);
  });

  it.each([
    ['is old', () => utimesSync(archive, 1_700_000_000, 1_700_000_000), /seconds old, more than 93600/],
    ['is empty', () => writeFileSync(archive, ''), /is empty/],
    ['is cut off', () => writeFileSync(archive, readFileSync(archive).subarray(0, 200)), /is damaged/],
    ['holds something else', () => pack(Buffer.alloc(1000)), /holds no snapshot that etcd has saved: 1000 bytes/],
    [
      'holds a snapshot with a flipped byte',
      async () => {
        const bytes = readFileSync(await server.save('flipped.db'));
        bytes[5000]! ^= 1;
        await pack(bytes);
      },
      /is not the one that etcd has saved/,
    ],
  ])('copies nothing when the archive %s', async (_what, damage: () => unknown, says) => {
    await damage();
    const ended = await runJob(manifestOf());
    expect([ended?.container, ended?.stderr]).toEqual(['check', expect.stringMatching(says)]);
    expect(readdirSync(folder)).not.toContain('site');
  });

  it('is accepted by the API server and by shellcheck', async () => {
    const manifest = manifestOf() as any;
    const api = await ApiServer.start();
    try {
      expect(await api.createDryRun(Yaml.stringify(manifest))).toMatchObject({ accepted: true, stderr: '' });
    } finally {
      await api.stop();
    }
    const script = manifest.spec.jobTemplate.spec.template.spec.initContainers[0].command[2] as string;
    const file = join(folder, 'check.sh');
    writeFileSync(file, script);
    expect(await run(judge('shellcheck'), ['--shell=sh', file])).toMatchObject({ code: 0, stdout: '' });
    expect(script).not.toMatch(/\$\$|\$\([A-Z_]+\)/);
  }, 120_000);
});
