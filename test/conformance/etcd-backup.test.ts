import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { App, Chart, Testing, Yaml } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { Findings } from 'kvorum';
import { AgeEncryption, EtcdBackup, EtcdVersion, RcloneRemote, ResticRepository } from 'kvorum/etcd';
import type { EtcdBackupProps } from 'kvorum/etcd';

import { ApiServer, apiServerJudges } from '../judges/apiserver';
import { ETCD_VERSIONS, etcdJudges, EtcdServer, etcdProgram, type EtcdMinor } from '../judges/etcd';
import { freePorts } from '../judges/loopback';
import { type Ended, PodRun, type PodOptions, type PodSpec } from '../judges/pod';
import { must, run } from '../judges/run';
import { describeConformance, judge } from '../judges/shared';
import { newFolder, removeFolder } from '../support/folders';

const TOOLS = 'docker.io/curlimages/curl:8.14.1';

interface CronJob {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly jobTemplate: { readonly spec: { readonly template: { readonly spec: PodSpec } } } };
}

/** The CronJobs as they stand in the YAML that a plain app writes. */
function manifestsOf(version: string, props: Partial<EtcdBackupProps> = {}): readonly CronJob[] {
  const app = new App();
  const chart = new Chart(app, 'etcd', { namespace: 'kube-system' });
  const backup = new EtcdBackup(chart, 'etcd-backup', {
    version: EtcdVersion.of(version),
    image: `registry.example.com/etcd:${version}.30-0`,
    toolImage: TOOLS,
    hostPath: '/var/backups/etcd',
    node: 'master-0',
    keep: 2,
    minimumFree: 0,
    drill: {},
    ...props,
  });
  Findings.of(backup).acknowledge('KV4522', 'the test looks at the node');
  return loadAll(Yaml.stringify(...(Testing.synth(chart) as unknown[]))) as CronJob[];
}

const podOf = (job: CronJob | undefined): PodSpec => job!.spec.jobTemplate.spec.template.spec;

const judges = [...etcdJudges, 'curl', 'shellcheck', 'busybox', 'restic', 'rclone', 'age', 'age-keygen'] as const;
const KEYS = 30;

describeConformance('the backup', { judges }, () => {
  describe.each(ETCD_VERSIONS)('of etcd %s', (version) => {
    let server: EtcdServer;
    let folder: string;
    beforeAll(async () => {
      server = await EtcdServer.start(version);
      await server.put('/registry/configmaps/default/c', KEYS);
    }, 60_000);
    beforeEach(() => {
      folder = newFolder();
      mkdirSync(join(folder, 'backups'));
    });
    afterEach(() => removeFolder(folder));
    afterAll(() => server.stop());

    const backups = () => readdirSync(join(folder, 'backups')).sort();

    async function runPod(spec: PodSpec, options: Partial<PodOptions> = {}): Promise<Ended | undefined> {
      const pod = await podRun(spec, options);
      try {
        return await pod.complete();
      } finally {
        await pod.stop();
      }
    }

    async function podRun(spec: PodSpec, options: Partial<PodOptions> = {}): Promise<PodRun> {
      const [client, peer] = (await freePorts(2)) as [number, number];
      return new PodRun(spec, {
        program: (image, name) => programOf(version, image, name),
        fields: { 'status.hostIP': '127.0.0.1', 'metadata.name': 'etcd-backup-29377860-abcde' },
        ...options,
        volumes: { backups: join(folder, 'backups'), pki: server.pki, ...options.volumes },
        replace: [
          [/https:\/\/127\.0\.0\.1:2379/g, server.endpoint],
          [/http:\/\/127\.0\.0\.1:2379/g, `http://127.0.0.1:${client}`],
          [/http:\/\/127\.0\.0\.1:2380/g, `http://127.0.0.1:${peer}`],
        ],
      });
    }

    /** Backups that look like earlier ones, of this cluster, with revision 1. */
    async function earlier(...stamps: readonly string[]): Promise<void> {
      const { stdout } = await server.etcdctl('endpoint', 'status', '-w', 'json');
      const cluster = /"cluster_id":(\d+)/.exec(stdout)?.[1];
      for (const stamp of stamps) {
        const path = join(folder, 'backups', `etcd-${stamp}`);
        mkdirSync(path);
        writeFileSync(join(path, 'manifest.json'), `{"clusterId":"${cluster}","revision":"1","keys":"1"}\n`);
      }
    }
    const OLD = ['20250101T000000Z', '20250102T000000Z', '20250103T000000Z'];

    it('saves, verifies and stores a backup, which the drill restores', async () => {
      const [backup, drill] = manifestsOf(version);
      expect(await runPod(podOf(backup))).toBeUndefined();
      const [name = ''] = backups();
      expect(backups()).toEqual([expect.stringMatching(/^etcd-\d{8}T\d{6}Z$/)]);
      const stored = join(folder, 'backups', name);
      expect(readdirSync(stored).sort()).toEqual(['SHA256SUMS', 'manifest.json', 'members.json', 'snapshot.db']);
      const manifest = JSON.parse(readFileSync(join(stored, 'manifest.json'), 'utf8'));
      expect(manifest).toMatchObject({
        keys: String(KEYS),
        revision: String(KEYS + 1),
        keysCompared: true,
        etcdVersion: expect.stringContaining(version),
        bytes: readFileSync(join(stored, 'snapshot.db')).length,
      });
      expect(JSON.parse(readFileSync(join(stored, 'members.json'), 'utf8')).members).toHaveLength(1);
      expect(await runPod(podOf(drill))).toBeUndefined();

      // What is stored is what the drill reads.
      const bytes = readFileSync(join(stored, 'snapshot.db'));
      bytes[1000]! ^= 1;
      writeFileSync(join(stored, 'snapshot.db'), bytes);
      expect(await runPod(podOf(drill))).toMatchObject({ container: 'check' });
    }, 90_000);

    it('keeps as many as it is told, the newest, and touches nothing else', async () => {
      await earlier(...OLD);
      mkdirSync(join(folder, 'backups/etcd-by-hand'));
      mkdirSync(join(folder, 'backups/etcd-20240101T000000Z'));
      expect(await runPod(podOf(manifestsOf(version)[0]))).toBeUndefined();
      const [unfinished, third, fresh, byHand, ...more] = backups();
      expect([unfinished, third, byHand, more]).toEqual([
        'etcd-20240101T000000Z',
        'etcd-20250103T000000Z',
        'etcd-by-hand',
        [],
      ]);
      expect(fresh).toMatch(/^etcd-20[3-9]\d|^etcd-202[6-9]/);
    }, 60_000);

    it('keeps the new one when the clock of the node was ahead before', async () => {
      await earlier('20990101T000000Z', '20990102T000000Z');
      expect(await runPod(podOf(manifestsOf(version, { keep: 1 })[0]))).toBeUndefined();
      expect(backups()).toEqual([expect.not.stringMatching('2099')]);
    }, 60_000);

    describe('ends as failed, with nothing pruned,', () => {
      const snapshotOf = (pod: PodRun) => join(pod.volume('work'), 'snapshot.db');
      const change = (file: string, at: (size: number) => number) => {
        const bytes = readFileSync(file);
        bytes[at(bytes.length)]! ^= 1;
        writeFileSync(file, bytes);
      };

      const faults: readonly (readonly [string, string, PodOptions['before'], RegExp])[] = [
        ['a byte has flipped', 'restore', { restore: (pod) => change(snapshotOf(pod), (size) => size >> 1) }, /./],
        ['the snapshot is half', 'restore', { restore: (pod) => truncateSync(snapshotOf(pod), 8192) }, /./],
        ['the hash is missing', 'restore', { restore: (pod) => cut(snapshotOf(pod)) }, /./],
        [
          'the restore did nothing, and said that all is well',
          'verify',
          { serve: (pod) => rmSync(join(pod.volume('work'), 'restored'), { recursive: true }) },
          /the restored store does not answer/,
        ],
        [
          'the snapshot is an older one',
          'verify',
          { verify: (pod) => setJson(join(pod.volume('work'), 'status.json'), /"revision":"\d+"/, '"revision":"999"') },
          /older than this run: revision 31, the member was at 999/,
        ],
        [
          'the cluster has gone back',
          'verify',
          { verify: () => lastManifest(folder, '"revision":"999"') },
          /the same cluster cannot go back/,
        ],
        [
          'what was stored is gone before the prune',
          'prune',
          { prune: () => rmSync(join(folder, 'backups', backups().at(-1)!, 'snapshot.db')) },
          /damaged, nothing is pruned/,
        ],
      ];
      it.each(faults)(
        'when %s',
        async (_fault, container, before, says) => {
          await earlier(...OLD);
          const spec = podOf(manifestsOf(version)[0]);
          const short = { ...spec, initContainers: spec.initContainers!.map((c) => patient(c)) };
          const ended = await runPod(short, { before });
          expect([ended?.container, ended?.stderr]).toEqual([container, expect.stringMatching(says)]);
          expect(backups().filter((name) => OLD.includes(name.slice(5)))).toHaveLength(OLD.length);
          if (container !== 'prune') expect(backups()).toHaveLength(OLD.length);
        },
        60_000,
      );

      it('when the disk is too full for another backup: it is not even saved', async () => {
        await earlier(...OLD);
        // No disk has more free than it has.
        const spec = withValue(podOf(manifestsOf(version)[0]), 'MIN_FREE', '101');
        const ended = await runPod(spec);
        expect([ended?.container, ended?.stderr]).toEqual([
          'prepare',
          expect.stringMatching(/KiB more in .*backups would leave less than 101 % of the disk free/),
        ]);
        expect(backups()).toEqual(OLD.map((stamp) => `etcd-${stamp}`));
      });

      it.each(['save', 'restore', 'store'])(
        'when nothing can be written any more in %s',
        async (name) => {
          await earlier(...OLD);
          const spec = podOf(manifestsOf(version)[0]);
          const small = spec.initContainers!.map((c) => (c.name === name ? { ...c, fileLimit: 8 } : c));
          expect(await runPod({ ...spec, initContainers: small })).toMatchObject({ container: name });
          expect(backups()).toEqual(OLD.map((stamp) => `etcd-${stamp}`));
        },
        60_000,
      );

      // A real disk that is full, where the tests may mount one.
      for (const container of mayMount() ? (['save', 'store'] as const) : []) {
        it(`when the disk is full in ${container}`, async () => {
          const disk = join(folder, 'disk');
          mkdirSync(disk);
          await must('mount', ['-t', 'tmpfs', '-o', 'size=600m', 'none', disk]);
          try {
            await earlier(...OLD);
            const volume = container === 'save' ? 'work' : 'backups';
            if (volume === 'backups') cpSync(join(folder, 'backups'), disk, { recursive: true });
            // Another program takes the room in the meantime.
            const fill = () => run('dd', ['if=/dev/zero', `of=${disk}/other`, 'bs=1M']).then(() => undefined);
            const ended = await runPod(podOf(manifestsOf(version)[0]), {
              volumes: { [volume]: disk },
              before: { [container]: fill },
            });
            expect([ended?.container, ended?.stderr]).toEqual([container, expect.stringMatching(/no space left/i)]);
            const left = readdirSync(volume === 'backups' ? disk : join(folder, 'backups'));
            expect(left.filter((n) => n !== 'other').sort()).toEqual(OLD.map((stamp) => `etcd-${stamp}`));
          } finally {
            await must('umount', [disk]);
          }
        }, 60_000);
      }

      it("when the restored keys are not the member's", async () => {
        const other = await EtcdServer.start(version);
        try {
          // The same revision, other keys.
          for (let i = 0; i < KEYS; i += 1) await other.put('/registry/one/', 1);
          const snapshot = await other.save('other.db');
          const swap = (pod: PodRun) => copyFileSync(snapshot, snapshotOf(pod));
          const ended = await runPod(podOf(manifestsOf(version)[0]), { before: { restore: swap } });
          expect([ended?.container, ended?.stderr]).toEqual([
            'verify',
            expect.stringMatching(/the restored store has 1 keys, the member at revision 31: .*"count":"30"/),
          ]);
        } finally {
          await other.stop();
        }
      }, 60_000);

      it('when the member does not answer', async () => {
        await earlier(...OLD);
        const [backup] = manifestsOf(version, { endpoint: 'https://127.0.0.1:1' });
        expect(await runPod(podOf(backup))).toMatchObject({ container: 'prepare' });
        expect(backups()).toHaveLength(OLD.length);
      });

      it('when the place off the cluster cannot be reached; the new backup is there', async () => {
        await earlier(...OLD);
        const offCluster = new ResticRepository({ image: 'docker.io/restic/restic:0.18.0', secretName: 'restic' });
        const spec = podOf(manifestsOf(version, { offCluster })[0]);
        expect(await runPod(withEnv(spec, { RESTIC_REPOSITORY: '/nonexistent', RESTIC_PASSWORD: 'x' }))).toMatchObject({
          container: 'copy-off-cluster',
        });
        expect(backups()).toHaveLength(OLD.length + 1);
      }, 60_000);
    });

    it('goes off the cluster by restic, and comes back', async () => {
      const repository = { RESTIC_REPOSITORY: join(folder, 'repository'), RESTIC_PASSWORD: 'secret' };
      await must(judge('restic'), ['init'], { env: { ...repository, HOME: folder } });
      const offCluster = new ResticRepository({ image: 'docker.io/restic/restic:0.18.0', secretName: 'restic' });
      const [backup, drill] = manifestsOf(version, { offCluster });
      expect(await runPod(withEnv(podOf(backup), repository))).toBeUndefined();
      rmSync(join(folder, 'backups'), { recursive: true });
      expect(await runPod(withEnv(podOf(drill), repository))).toBeUndefined();
    }, 90_000);

    it('goes off the cluster by age and rclone, and comes back', async () => {
      const identity = join(folder, 'secret');
      mkdirSync(identity);
      const { stderr } = await run(judge('age-keygen'), ['--output', join(identity, 'identity')]);
      const [, recipient = ''] = /Public key: (age1\w+)/.exec(stderr) ?? [];
      const remote = { RCLONE_CONFIG_SITE_TYPE: 'alias', RCLONE_CONFIG_SITE_REMOTE: join(folder, 'site') };
      const encryption = new AgeEncryption({
        image: 'registry.example.com/age:1.2.1',
        recipients: [recipient],
        identitySecretName: 'age',
      });
      const offCluster = new RcloneRemote({
        image: 'docker.io/rclone/rclone:1.70.0',
        secretName: 'rclone',
        destination: 'SITE:etcd/prod',
      });
      const [backup, drill] = manifestsOf(version, { encryption, offCluster });
      expect(await runPod(withEnv(podOf(backup), remote))).toBeUndefined();
      const site = join(folder, 'site/etcd/prod/etcd-backup');
      expect(readdirSync(site).sort()).toEqual(['etcd-backup-29377860-abcde', 'latest']);
      for (const place of [join(site, 'latest'), join(folder, 'backups', backups()[0]!)]) {
        expect(readdirSync(place).sort()).toEqual(['SHA256SUMS', 'manifest.json', 'members.json', 'snapshot.db.age']);
      }
      const options = { volumes: { identity } };
      expect(await runPod(withEnv(podOf(drill), remote), options)).toBeUndefined();
      // A key that is not the one of a recipient.
      rmSync(join(identity, 'identity'));
      await run(judge('age-keygen'), ['--output', join(identity, 'identity')]);
      expect(await runPod(withEnv(podOf(drill), remote), options)).toMatchObject({ container: 'decrypt' });
    }, 90_000);

    it('goes on without the comparison when the revision is compacted meanwhile', async () => {
      const compact = async () => {
        await server.put('/registry/later/', 2);
        const { stdout } = await server.etcdctl('endpoint', 'status', '-w', 'json');
        await server.etcdctl('compact', /"revision":(\d+)/.exec(stdout)![1]!);
      };
      expect(await runPod(podOf(manifestsOf(version)[0]), { before: { verify: compact } })).toBeUndefined();
      const manifest = readFileSync(join(folder, 'backups', backups()[0]!, 'manifest.json'), 'utf8');
      expect(JSON.parse(manifest)).toMatchObject({ keysCompared: false, keys: String(KEYS) });
    }, 60_000);

    it('runs on BusyBox and curl, the same', async () => {
      const path = join(folder, 'bin');
      mkdirSync(path);
      for (const name of (await must(judge('busybox'), ['--list'])).split('\n')) {
        if (name !== '') symlinkSync(judge('busybox'), join(path, name));
      }
      symlinkSync(judge('curl'), join(path, 'curl'));
      const program = (image: string, name: string) =>
        image === TOOLS ? join(path, 'sh') : programOf(version, image, name);
      const [backup, drill] = manifestsOf(version);
      await earlier(...OLD);
      expect(await runPod(withPath(podOf(backup), path), { program })).toBeUndefined();
      expect(backups()).toHaveLength(2);
      expect(await runPod(withPath(podOf(drill), path), { program })).toBeUndefined();
    }, 60_000);

    it('the drill fails when the newest backup is too old', async () => {
      const [backup, drill] = manifestsOf(version, { drill: { maxAge: '1h' } });
      expect(await runPod(podOf(backup))).toBeUndefined();
      const stored = join(folder, 'backups', backups()[0]!);
      setJson(join(stored, 'manifest.json'), /"seconds":\d+/, '"seconds":1000000000');
      const sums = await must('/bin/sh', ['-c', 'sha256sum manifest.json members.json snapshot.db'], { cwd: stored });
      writeFileSync(join(stored, 'SHA256SUMS'), sums);
      const ended = await runPod(podOf(drill));
      expect([ended?.container, ended?.stderr]).toEqual(['check', expect.stringContaining('seconds old')]);
    }, 60_000);

    it('clears away what a run has left that was ended in the middle', async () => {
      const left = join(folder, 'backups/.incomplete-20250101T000000Z');
      mkdirSync(left);
      utimesSync(left, 1_700_000_000, 1_700_000_000);
      mkdirSync(join(folder, 'backups/.incomplete-20260101T000000Z'));
      expect(await runPod(podOf(manifestsOf(version)[0]))).toBeUndefined();
      expect(existsSync(left)).toBe(false);
      expect(backups()).toContain('.incomplete-20260101T000000Z');
    }, 60_000);
  });
});

function programOf(version: EtcdMinor, image: string, name: string): string | undefined {
  if (image === TOOLS) return name === '/bin/sh' ? '/bin/sh' : undefined;
  if (name === 'restic' || name === 'rclone' || name === 'age') return judge(name);
  return etcdProgram(version, name);
}

/** The variables of the Secret that the containers take theirs from. */
function withEnv(spec: PodSpec, values: Readonly<Record<string, string>>): PodSpec {
  const more = Object.entries(values).map(([name, value]) => ({ name, value }));
  return {
    ...spec,
    initContainers: spec.initContainers?.map((c) => ('envFrom' in c ? { ...c, env: [...(c.env ?? []), ...more] } : c)),
  };
}

function withValue(spec: PodSpec, name: string, value: string): PodSpec {
  const env = (c: { env?: readonly { name: string }[] }) => c.env?.map((e) => (e.name === name ? { name, value } : e));
  return { ...spec, initContainers: spec.initContainers?.map((c) => ({ ...c, env: env(c) })) };
}

function withPath(spec: PodSpec, path: string): PodSpec {
  const on = (c: PodSpec['containers'][number]) => ({ ...c, env: [...(c.env ?? []), { name: 'PATH', value: path }] });
  const { initContainers, containers } = spec;
  return { ...spec, initContainers: initContainers?.map(on), containers: containers.map(on) };
}

function mayMount(): boolean {
  const folder = newFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  removeFolder(folder);
  return mounted;
}

/** The script waits two minutes for the store; here two seconds do. */
function patient<T extends { readonly command: readonly string[] }>(container: T): T {
  return { ...container, command: container.command.map((arg) => arg.replace('-lt 120', '-lt 5')) };
}

function cut(file: string): void {
  truncateSync(file, readFileSync(file).length - 32);
}

function setJson(file: string, what: RegExp, by: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(what, by));
}

function lastManifest(folder: string, revision: string): void {
  const last = readdirSync(join(folder, 'backups')).sort().at(-1)!;
  setJson(join(folder, 'backups', last, 'manifest.json'), /"revision":"\d+"/, revision);
}

describeConformance('the CronJobs of a backup', { judges: [...apiServerJudges, 'shellcheck'] }, () => {
  const age = new AgeEncryption({
    image: 'registry.example.com/age:1.2.1',
    recipients: [`age1${'q'.repeat(58)}`],
    identitySecretName: 'age',
  });
  const restic = new ResticRepository({ image: 'docker.io/restic/restic:0.18.0', secretName: 'restic' });
  const rclone = new RcloneRemote({
    image: 'docker.io/rclone/rclone:1.70.0',
    secretName: 'rclone',
    destination: 'site:etcd/prod',
  });
  const variants = ETCD_VERSIONS.flatMap((version) => [
    manifestsOf(version),
    manifestsOf(version, { offCluster: restic, node: undefined }),
    manifestsOf(version, { offCluster: rclone, encryption: age, suspend: true, timeZone: 'Europe/Berlin' }),
  ]);

  let api: ApiServer;
  beforeAll(async () => {
    api = await ApiServer.start();
  }, 120_000);
  afterAll(() => api.stop());

  it('are accepted by the API server', async () => {
    for (const manifests of variants) {
      expect(await api.createDryRun(Yaml.stringify(...manifests))).toMatchObject({ accepted: true, stderr: '' });
    }
  }, 60_000);

  it('hold scripts that shellcheck accepts, and that Kubernetes does not change', async () => {
    const containers = variants.flat().flatMap((job) => {
      const { initContainers = [], containers: main } = podOf(job);
      return [...initContainers, ...main];
    });
    const scripts = [...new Set(containers.filter((c) => c.command[0] === '/bin/sh').map((c) => c.command[2]!))];
    expect(scripts).toHaveLength(7);
    const folder = newFolder();
    try {
      for (const [i, script] of scripts.entries()) {
        const file = join(folder, `${i}.sh`);
        writeFileSync(file, script);
        expect(await run(judge('shellcheck'), ['--shell=sh', file])).toMatchObject({ code: 0, stdout: '' });
        expect(script).not.toMatch(/\$\$|\$\([A-Z_]+\)/);
      }
    } finally {
      removeFolder(folder);
    }
  }, 60_000);
});
