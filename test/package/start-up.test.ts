import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { blocksOf } from '../docs/page';
import { checkout, run } from './built';
import { EmptyRepo } from './empty-repo';

// What a program reads at its start, and the page about starting in less time.

const QUICK_START = `
  const { ClusterApp, MultiMasterCluster } = require('kvorum');
  const app = new ClusterApp();
  new MultiMasterCluster(app, 'prod', { replicas: 3 });
  app.synth();
`;

let repo: EmptyRepo;
beforeAll(() => {
  repo = new EmptyRepo(['cdk8s', 'constructs', 'ipaddr.js']);
  writeFileSync(join(repo.folder, 'main.js'), QUICK_START);
}, 120_000);
afterAll(() => repo.remove());

/** The files of a folder that a synth wrote, by their paths. */
function written(folder: string): Readonly<Record<string, string>> {
  const paths = ['dist', 'kvorum.out'].flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path)),
  );
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

test('the quick start reads neither the room of machines nor what only other rooms need', () => {
  const report = "console.log(JSON.stringify(Object.keys(require.cache).filter((f) => f.includes('kvorum/build'))));";
  const files = JSON.parse(repo.node('-e', `${QUICK_START}${report}`).stdout) as readonly string[];
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  expect(texts.some((text) => /\bMultiMasterCluster = class/.test(text))).toBe(true);
  for (const apart of ['MachineConfig', 'KubeSchedulerConfiguration', 'EtcdRestorePod']) {
    expect(texts.filter((text) => new RegExp(`\\b${apart} = class`).test(text))).toEqual([]);
  }
  expect(files.filter((file) => /build\/(machine|rooms)/.test(file))).toEqual([]);
});

test('all subpaths share one copy of every class, the room of machines included', () => {
  const script = `
    const { ClusterApp, ExistingHosts, KvorumError, MultiMasterCluster } = require('kvorum');
    const { MachineConfig, MachineOs, SystemdUnit } = require('kvorum/machine');
    const masters = [0, 1, 2].map((i) => ({ name: 'm' + i, address: '10.0.0.' + (i + 1) }));
    const distribution = {
      name: 'toy',
      serves: [],
      bindDistribution: (_, { hosts: { hosts } }) => ({ machines: hosts.map(({ name }) => ({ host: name, parts: [] })) }),
    };
    const infrastructure = new ExistingHosts({ masters, os: MachineOs.altContainer() });
    const cluster = new MultiMasterCluster(new ClusterApp(), 'x', { replicas: 3, infrastructure, distribution });
    let error;
    try { new SystemdUnit({ name: 'x' }); } catch (e) { error = e; }
    console.log(cluster.machine('m0') instanceof MachineConfig, error instanceof KvorumError,
      require('kvorum/roles').ExistingHosts === ExistingHosts, require('kvorum/core').KvorumError === KvorumError);`;
  expect(repo.node('-e', script)).toEqual({ status: 0, stdout: 'true true true true\n', stderr: '' });
});

test('docs/start-up.md: one file and its cache write the same, and read nothing else', () => {
  const blocks = blocksOf(readFileSync(join(checkout, 'docs/start-up.md'), 'utf8').replace(/^ {3}/gm, ''));
  const textOf = (language: string): string => blocks.find((block) => block.language === language)?.text ?? '';
  const [, command = ''] = /^npx (esbuild main\.ts .*)$/m.exec(textOf('sh')) ?? [];
  const [, ...options] = command.replace('main.ts', 'main.js').split(' ');
  expect(run(join(checkout, 'node_modules/.bin/esbuild'), options, repo.folder)).toMatchObject({ status: 0 });

  expect(repo.node('main.js')).toMatchObject({ status: 0 });
  const plain = written(repo.folder);
  // Nothing of node_modules is in sight there.
  const away = join(repo.folder, '..', `${repo.folder.split('/').at(-1)}-away`);
  mkdirSync(away);
  try {
    writeFileSync(join(away, 'start.cjs'), textOf('js'));
    writeFileSync(join(away, 'main.bundle.js'), readFileSync(join(repo.folder, 'main.bundle.js')));
    const start = () => run(process.execPath, ['start.cjs'], away);
    const cache = () => readdirSync(away).filter((name) => name.endsWith('.cache'));
    const first = start();
    expect(first.status).toBe(0);
    expect(cache()).toHaveLength(1);
    const path = join(away, cache()[0]!);
    const { ino, size } = statSync(path);
    // The functions that are compiled at their first call are in it.
    expect(size).toBeGreaterThan(500_000);
    expect(start()).toEqual(first);
    // It was taken, or another one had been written.
    expect(statSync(path).ino).toBe(ino);
    expect(written(away)).toEqual(plain);
  } finally {
    rmSync(away, { recursive: true });
  }
}, 60_000);
