import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { load, loadAll } from 'js-yaml';
import { ClusterApp, MultiMasterCluster } from 'kvorum';
import { Deckhouse, DeckhouseRelease } from 'kvorum/deckhouse';

import { program as auditProgram } from '../../examples/audit-policy/main';
import { program as staticProgram } from '../../examples/deckhouse-static/main';
import { program as yandexProgram } from '../../examples/deckhouse-yandex/main';
import { PlatformRepo } from '../package/platform-repo';
import { ApiServer } from '../judges/apiserver';
import type { SchemaRelease } from './settings';
import { crdsOf, judgeDhctl, judgeSettings } from './settings';
import { describeConformance } from '../judges/shared';
import { newFolder, removeFolder } from '../support/folders';
import { silentStderr } from '../support/stderr';

/** Each release that has schemas, and the schemas that judge what is written for it. */
const RELEASES: readonly (readonly [string, SchemaRelease])[] = [
  ['1.66', 'v1.66'],
  ['1.76', 'v1.76'],
  ['1.77', 'main-2026-08-06'],
];

const EXAMPLES: readonly (readonly [string, (app: ClusterApp, release: DeckhouseRelease) => unknown])[] = [
  [
    'quick-start',
    (app, release) => new MultiMasterCluster(app, 'prod', { replicas: 3, distribution: new Deckhouse({ release }) }),
  ],
  ['audit-policy', auditProgram],
  ['deckhouse-static', staticProgram],
  ['deckhouse-yandex', yandexProgram],
];

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly settings?: object };
}

// Real secrets of no worth: the judges read what an operator's synth would write, not placeholders.
let folder: string;
let repo: PlatformRepo;
beforeAll(() => {
  repo = new PlatformRepo();
  folder = newFolder();
  const { privateKey } = generateKeyPairSync('ed25519');
  process.env.SSH_KEY = join(folder, 'id_ed25519');
  writeFileSync(process.env.SSH_KEY, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  process.env.YC_SERVICE_ACCOUNT_KEY = join(folder, 'key.json');
  writeFileSync(process.env.YC_SERVICE_ACCOUNT_KEY, JSON.stringify({ id: 'test', private_key: 'none' }), {
    mode: 0o600,
  });
}, 120_000);
afterAll(() => {
  repo.remove();
  removeFolder(folder);
});

describe.each(RELEASES)('for Deckhouse %s', (version, schemas) => {
  const needs = { shared: ['upstream/deckhouse'], judges: ['etcd', 'kube-apiserver', 'kubectl'] } as const;

  describeConformance('the examples', needs, () => {
    let server: ApiServer;
    beforeAll(async () => {
      server = await ApiServer.start({ crds: crdsOf(schemas) });
    }, 120_000);
    afterAll(() => server.stop());
    silentStderr();

    const synth = (program: (app: ClusterApp, release: DeckhouseRelease) => unknown): ClusterApp => {
      const app = new ClusterApp({ outdir: join(mkdtempSync(join(folder, 'synth-')), 'dist') });
      program(app, DeckhouseRelease.of(version));
      app.synth();
      return app;
    };

    it.each(EXAMPLES)('%s: kubectl create takes all of dist/', async (_example, program) => {
      const verdict = await server.createDryRun(synth(program).outdir, { validate: 'strict' });
      expect(verdict).toMatchObject({ accepted: true });
    });

    it('platform-repo: kubectl create takes all of dist/', async () => {
      expect(repo.tsc('--project', 'tsconfig.json')).toMatchObject({ status: 0, stdout: '' });
      expect(repo.synth(version)).toMatchObject({ status: 0 });
      await server.createNamespace('website');
      const verdict = await server.createDryRun(join(repo.folder, 'dist'), { validate: 'strict' });
      expect(verdict).toMatchObject({ accepted: true });
      const settings = loadAll(readFileSync(join(repo.folder, 'dist/nodes.k8s.yaml'), 'utf8')) as Manifest[];
      const controlPlane = settings.find((m) => m.kind === 'ModuleConfig');
      expect(judgeSettings(schemas, 'control-plane-manager', controlPlane?.spec.settings ?? {})).toEqual([]);
    }, 60_000);

    it.each(EXAMPLES)('%s: the settings fit the schemas of their modules', (_example, program) => {
      const app = synth(program);
      const manifests = app
        .render()
        .filter((f) => f.kind === 'manifest')
        .flatMap((f) => loadAll(f.text) as Manifest[])
        .filter((m) => m.kind === 'ModuleConfig');
      expect(manifests.length).toBeGreaterThan(1);
      for (const { metadata, spec } of manifests) {
        expect(judgeSettings(schemas, metadata.name as never, spec.settings ?? {})).toEqual([]);
      }
    });

    it.each(EXAMPLES.slice(1))("%s: dhctl's documents fit their schemas", (_example, program) => {
      const app = synth(program);
      const text = readFileSync(join(app.kvorumOutdir, 'prod/dhctl/config.yml'), 'utf8');
      const documents = text.split(/^---$/m).map((d) => load(d) as { readonly kind: string });
      expect(documents.length).toBeGreaterThan(1);
      for (const document of documents) expect(judgeDhctl(schemas, document.kind as never, document)).toEqual([]);
    });
  });
});
