import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { App, Chart, Testing, Yaml } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { EtcdRestorePod, EtcdVersion, restoreCommand } from 'kvorum/etcd';

import { ApiServer, apiServerJudges } from '../judges/apiserver';
import { ETCD_VERSIONS, etcdJudges, EtcdServer, etcdProgram } from '../judges/etcd';
import { freePorts } from '../judges/loopback';
import { PodRun, type PodSpec } from '../judges/pod';
import { type Outcome, run, until } from '../judges/run';
import { describeConformance } from '../judges/shared';

/** The Pod as it stands in the YAML that a plain app writes. */
function manifestOf(version: string, props: object = {}): { spec: PodSpec } {
  const app = new App();
  const chart = new Chart(app, 'etcd');
  new EtcdRestorePod(chart, 'restore', {
    version: EtcdVersion.of(version),
    image: `registry.example.com/etcd:${version}.30-0`,
    nodeName: 'master-0',
    snapshotPath: '/var/backups/etcd/snapshot.db',
    ...props,
  });
  const [pod] = loadAll(Yaml.stringify(...(Testing.synth(chart) as unknown[]))) as { spec: PodSpec }[];
  return pod!;
}

const KEYS = 40;

describeConformance('the restore Pod', { judges: etcdJudges }, () => {
  describe.each(ETCD_VERSIONS)('on etcd %s', (version) => {
    let server: EtcdServer;
    let snapshot: string;
    const pods: PodRun[] = [];
    beforeAll(async () => {
      server = await EtcdServer.start(version);
      await server.put('/registry/configmaps/default/c', KEYS);
      snapshot = await server.save('snapshot.db');
      // What is written later is not in it.
      await server.put('/registry/later/', 3);
    }, 60_000);
    afterEach(async () => {
      for (const pod of pods.splice(0)) await pod.stop();
    });
    afterAll(() => server.stop());

    async function podOf(manifest: { spec: PodSpec }, file = snapshot) {
      const [client, peer] = (await freePorts(2)) as [number, number];
      const pod = new PodRun(manifest.spec, {
        program: (_image, name) => etcdProgram(version, name),
        volumes: { snapshot: file },
        replace: [
          [/127\.0\.0\.1:2379/g, `127.0.0.1:${client}`],
          [/127\.0\.0\.1:2380/g, `127.0.0.1:${peer}`],
        ],
      });
      pods.push(pod);
      const etcdctl = (...args: readonly string[]): Promise<Outcome> =>
        run(etcdProgram(version, 'etcdctl')!, [`--endpoints=http://127.0.0.1:${client}`, ...args]);
      return { pod, etcdctl, healthy: async () => (await etcdctl('endpoint', 'health')).code === 0 };
    }

    it('serves the keys of the snapshot, and no others', async () => {
      const { pod, etcdctl, healthy } = await podOf(manifestOf(version));
      expect(await pod.init()).toBeUndefined();
      pod.start();
      await until('the store is healthy', healthy);
      const { stdout } = await etcdctl('get', '/registry/', '--prefix', '--keys-only');
      expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(KEYS);
      expect(stdout).not.toContain('/registry/later/');
      expect((await etcdctl('get', '/registry/configmaps/default/c7', '--print-value-only')).stdout).toBe('value 7\n');
    }, 60_000);

    it('restores where the volume brings lost+found along', async () => {
      const { pod, healthy } = await podOf(manifestOf(version));
      mkdirSync(join(pod.volume('store'), 'lost+found'));
      expect(await pod.init()).toBeUndefined();
      pod.start();
      await until('the store is healthy', healthy);
    }, 60_000);

    it('never serves an empty store: without a restore etcd ends with a fault', async () => {
      const { pod, healthy } = await podOf(manifestOf(version));
      pod.start();
      await until('etcd has ended', () => pod.programs.ended('etcd') !== undefined);
      expect(pod.programs.ended('etcd')).toBe('exit code 1');
      expect(await healthy()).toBe(false);
    }, 60_000);

    it.each([
      ['a flipped byte', (bytes: Buffer) => flipped(bytes)],
      ['half of the file', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2))],
      ['no hash', (bytes: Buffer) => bytes.subarray(0, bytes.length - 32)],
    ])('fails for %s', async (_fault, damage) => {
      const file = join(server.folder, 'damaged.db');
      writeFileSync(file, damage(readFileSync(snapshot)));
      const { pod } = await podOf(manifestOf(version), file);
      expect(await pod.init()).toMatchObject({ container: 'restore' });
    });

    it('restores a copied database when it is told that it is one', async () => {
      const file = join(server.folder, 'copied.db');
      copyFileSync(join(server.dataDir, 'member/snap/db'), file);
      const { pod } = await podOf(manifestOf(version), file);
      expect(await pod.init()).toMatchObject({ container: 'restore' });
      const { pod: told, etcdctl, healthy } = await podOf(manifestOf(version, { copiedDatabase: true }), file);
      expect(await told.init()).toBeUndefined();
      told.start();
      await until('the store is healthy', healthy);
      const { stdout } = await etcdctl('get', '/registry/configmaps/', '--prefix', '--keys-only');
      expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(KEYS);
    }, 60_000);

    it('the table says which flags and directories a restore takes', async () => {
      const facts = EtcdVersion.of(version);
      const member = { name: 'a', peerUrl: 'http://127.0.0.1:1', initialCluster: 'a=http://127.0.0.1:1', token: 't' };
      const restore = async (name: string, more: readonly string[] = []) => {
        const dataDir = join(server.folder, name);
        const [, ...args] = restoreCommand(facts, { snapshot, dataDir, member });
        return (await run(etcdProgram(version, facts.snapshotTool)!, [...args, ...more])).code;
      };
      mkdirSync(join(server.folder, 'empty'));
      expect((await restore('empty')) === 0).toBe(facts.takesEmptyDirectory);
      mkdirSync(join(server.folder, 'full/lost+found'), { recursive: true });
      expect(await restore('full')).not.toBe(0);
      const bumped = await restore('bumped', ['--bump-revision=1000', '--mark-compacted']);
      expect(bumped === 0).toBe(facts.bumpsRevision);
      // The other tool: not there in 3.4, and of no use in 3.6.
      const other = etcdProgram(version, facts.snapshotTool === 'etcdctl' ? 'etcdutl' : 'etcdctl');
      expect(other === undefined).toBe(version === '3.4');
      if (version !== '3.6') return;
      const cwd = join(server.folder, 'other');
      mkdirSync(cwd);
      expect((await run(other!, ['snapshot', 'restore', snapshot], { cwd })).code).toBe(0);
      expect(existsSync(join(cwd, 'default.etcd'))).toBe(false);
    }, 60_000);
  });
});

describeConformance('the restore Pod, judged by the API server', { judges: apiServerJudges }, () => {
  let api: ApiServer;
  beforeAll(async () => {
    api = await ApiServer.start();
  }, 120_000);
  afterAll(() => api.stop());

  it.each(ETCD_VERSIONS)('for etcd %s is accepted', async (version) => {
    const manifests = [
      manifestOf(version),
      manifestOf(version, { imagePullSecrets: ['registry'], copiedDatabase: true }),
    ];
    for (const manifest of manifests) {
      expect(await api.createDryRun(Yaml.stringify(manifest))).toMatchObject({ accepted: true });
    }
  });
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[Math.floor(copy.length / 2)]! ^= 1;
  return copy;
}
