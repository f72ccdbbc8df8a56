import { Chart } from 'cdk8s';
import fc from 'fast-check';
import { ClusterApp, Findings, SecretValue } from 'kvorum';
import type { KvorumError } from 'kvorum';
import { findingTypes, isAcknowledgeable } from 'kvorum/core';
import { DeckhouseRelease, ModuleConfig, SSHCredentials } from 'kvorum/deckhouse';

import type { PlatformKind } from '../../lib/deckhouse/kinds/kind';
import { ApiServer } from '../judges/apiserver';
import type { KindClass } from './object-kinds';
import { classOf, OBJECT_KINDS } from './object-kinds';
import { DAMAGES, damaged, fitting, pathsOf } from './random-values';
import type { SchemaRelease } from './settings';
import { crdsOf } from './settings';
import { describeConformance } from '../judges/shared';
import { runs } from '../support/seed';
import { errorsOf } from '../support/errors';

// What the library accepts, the API server accepts: shown on random objects that fit the tables, and on the same objects
// with one value damaged. fast-check prints the seed and the smallest case of a failure.

const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => parts.join('.'));
const base64 = fc.base64String({ minLength: 4, maxLength: 40 });
const bundles = fc.constantFrom(['*'], ['ubuntu-lts', 'debian'], ['astra']);
const text = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);

// Random settings of a module fit none of them, and credentials hold secrets: both have tests of their own below.
const KINDS = OBJECT_KINDS.filter(({ kind }) => !['ModuleConfig', 'SSHCredentials'].includes(kind)).map(
  (table): [kind: string, table: PlatformKind, make: KindClass] => [table.kind, table, classOf(table)],
);

const RELEASES: readonly (readonly [string, SchemaRelease])[] = [
  ['1.66', 'v1.66'],
  ['1.76', 'v1.76'],
  ['1.77', 'main-2026-08-06'],
];

const SECRET = 'hunter2-the-secret';
const needs = { shared: ['upstream/deckhouse'], judges: ['etcd', 'kube-apiserver', 'kubectl'] } as const;
const RUNS = 150;

/** The manifest that the library makes of an object, or the errors with which it refuses it. Nothing else may come out. */
function judged(
  Make: KindClass,
  release: DeckhouseRelease,
  props: object,
): { manifest: any } | { errors: readonly KvorumError[] } {
  const app = ClusterApp.forTesting();
  const chart = new Chart(app, 'test');
  release.setFor(chart);
  // Advice beyond the platform's is not what is shown here: a lone object refers to others that are not there.
  for (const { code } of findingTypes().filter(isAcknowledgeable)) Findings.of(app).acknowledge(code, 'a lone object');
  let manifest: unknown;
  const errors = errorsOf(() => {
    const object = new Make(chart, 'object', props);
    app.render();
    manifest = (object as unknown as { toJson(): unknown }).toJson();
  });
  return errors.length > 0 ? { errors } : { manifest };
}

describe.each(RELEASES)('for Deckhouse %s', (version, schemas) => {
  const release = DeckhouseRelease.of(version);

  describeConformance('random objects', needs, () => {
    let server: ApiServer;
    beforeAll(async () => {
      server = await ApiServer.start({ crds: crdsOf(schemas) });
    }, 120_000);
    afterAll(() => server.stop());

    const bodies = (table: PlatformKind): fc.Arbitrary<Record<string, unknown>> =>
      fitting(
        { type: 'object', fields: table.fields },
        { release, texts: { address: ipv4, caBundle: base64, bundles } },
      ) as fc.Arbitrary<Record<string, unknown>>;

    it.each(KINDS)(
      '%s: what the library accepts, the server accepts',
      async (_kind, table, Make) => {
        let accepted = 0;
        await fc.assert(
          fc.asyncProperty(text, bodies(table), async (name, body) => {
            const result = judged(Make, release, { metadata: { name }, ...body });
            if ('errors' in result) return;
            accepted += 1;
            expect(await server.dryRun(result.manifest)).toMatchObject({ accepted: true });
          }),
          runs(RUNS),
        );
        // Random fields break rules now and then; when they nearly always do, nothing is shown.
        expect(accepted).toBeGreaterThan(RUNS / 10);
      },
      120_000,
    );

    it.each(KINDS)(
      '%s: one damaged value is refused with a code, or harmless',
      async (_kind, table, Make) => {
        await fc.assert(
          fc.asyncProperty(text, bodies(table), fc.nat(), DAMAGES, async (name, body, where, damage) => {
            const props = { metadata: { name }, ...body };
            const paths = pathsOf(props).filter((path) => path.length > 0);
            const path = paths[where % paths.length] ?? [];
            const result = judged(Make, release, damaged(props, path, damage) as object);
            if ('errors' in result) {
              expect(result.errors.length).toBeGreaterThan(0);
              return;
            }
            expect(await server.dryRun(result.manifest)).toMatchObject({ accepted: true });
          }),
          runs(RUNS * 2),
        );
      },
      120_000,
    );

    it('no error, placeholder or manifest leaks the secret of damaged credentials', () => {
      const password = release.isAtLeast('1.71') ? 'sudoPasswordEncoded' : 'sudoPassword';
      const secrets = [SecretValue.unsafePlainText(SECRET), SECRET];
      fc.assert(
        fc.property(
          fc.constantFrom(...secrets),
          fc.constantFrom(...secrets),
          fc.nat(),
          DAMAGES,
          (key, sudo, where, damage) => {
            const props = {
              metadata: { name: 'ssh' },
              spec: { user: 'ubuntu', privateSSHKey: key, [password]: sudo, sshPort: 22 },
            };
            const paths = [
              ['spec', 'user'],
              ['spec', 'sshPort'],
              ['metadata', 'name'],
              ['spec', 'privateSSHKey'],
              ['spec', password],
              ['spec'],
              ['metadata'],
            ];
            const result = judged(
              SSHCredentials,
              release,
              damaged(props, paths[where % paths.length] ?? [], damage) as object,
            );
            const seen =
              'errors' in result
                ? result.errors.flatMap((e) => [e.message, e.stack ?? '', JSON.stringify(e), e.given])
                : [JSON.stringify(result.manifest)];
            expect(seen.filter((s) => s.includes(SECRET))).toEqual([]);
          },
        ),
        runs(RUNS),
      );
    }, 120_000);

    it('ModuleConfig: one damaged value is refused with a code, or harmless', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('deckhouse', 'prometheus'),
          fc.boolean(),
          fc.nat(),
          DAMAGES,
          async (name, enabled, where, damage) => {
            const props = { metadata: { name }, spec: { enabled, version: 1, settings: { a: { b: [1, 'x'] } } } };
            const paths = pathsOf(props).filter((path) => path.length > 0);
            const result = judged(
              ModuleConfig,
              release,
              damaged(props, paths[where % paths.length] ?? [], damage) as object,
            );
            if ('errors' in result) return;
            expect(await server.dryRun(result.manifest)).toMatchObject({ accepted: true });
          },
        ),
        runs(RUNS * 2),
      );
    }, 120_000);
  });
});
