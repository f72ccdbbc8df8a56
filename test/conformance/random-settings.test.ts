import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { ClusterApp, ExistingHosts, Findings, KvorumError, MultiMasterCluster } from 'kvorum';
import { findingTypes, isAcknowledgeable } from 'kvorum/core';
import type { Replicas } from 'kvorum/topology';
import type { DhctlDocument } from 'kvorum/deckhouse';
import {
  ClusterConfiguration,
  ControlPlaneManager,
  Deckhouse,
  DeckhouseRelease,
  GlobalSettings,
  NodeManager,
  StaticClusterConfiguration,
  YandexClusterConfiguration,
} from 'kvorum/deckhouse';

import { CLUSTER_CONFIGURATION_FIELDS } from '../../lib/deckhouse/kinds/cluster-configuration';
import { STATIC_CLUSTER_CONFIGURATION_FIELDS } from '../../lib/deckhouse/kinds/static-cluster-configuration';
import { YANDEX_CLUSTER_CONFIGURATION_FIELDS } from '../../lib/deckhouse/kinds/yandex-cluster-configuration';
import { CONTROL_PLANE_MANAGER } from '../../lib/deckhouse/settings/control-plane-manager';
import { GLOBAL } from '../../lib/deckhouse/settings/global';
import { NODE_MANAGER } from '../../lib/deckhouse/settings/node-manager';
import type { AnyShape } from '../../lib/core/shape';
import { fitting } from './random-values';
import type { SchemaRelease } from './settings';
import { judgeDhctl, judgeSettings, schemaNeeds } from './settings';
import { describeConformance } from '../judges/shared';
import { runs } from '../support/seed';
import { codesOf } from '../support/errors';

// What the library accepts, the platform's own schemas accept: module settings and the documents of dhctl.

const RELEASES: readonly (readonly [string, SchemaRelease])[] = [
  ['1.66', 'v1.66'],
  ['1.76', 'v1.76'],
  ['1.77', 'main-2026-08-06'],
];

const MODULES = [
  ['control-plane-manager', CONTROL_PLANE_MANAGER, ControlPlaneManager],
  ['global', GLOBAL, GlobalSettings],
  ['node-manager', NODE_MANAGER, NodeManager],
] as const;

const DOCUMENTS = [
  ['ClusterConfiguration', CLUSTER_CONFIGURATION_FIELDS, ClusterConfiguration],
  ['StaticClusterConfiguration', STATIC_CLUSTER_CONFIGURATION_FIELDS, StaticClusterConfiguration],
  ['YandexClusterConfiguration', YANDEX_CLUSTER_CONFIGURATION_FIELDS, YandexClusterConfiguration],
] as const;

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
const host = fc.tuple(name, name).map((parts) => parts.join('.'));
const octet = fc.nat(255);
const network = fc.tuple(octet, octet).map(([a, b]) => `${a}.${b}.0.0/16`);
const networks = fc.array(network, { minLength: 1, maxLength: 2 });
const cron = fc.constantFrom('0 1 * * *', '*/5 2 * * 1', '30 4 1 1 0');
const url = host.map((h) => `https://${h}`);

/** Texts whose form is judged by a rule, not by the table. */
const texts = {
  sourceRanges: networks,
  whitelistSourceRanges: networks,
  certSANs: fc.array(host, { maxLength: 2 }),
  cronSchedule: cron,
  issuer: url,
  publicDomainTemplate: host.map((h) => `%s.${h}`),
  enabledFeatureGates: fc.constant([]),
  path: host.map((h) => `/var/log/${h}`),
  // The schema at hand is that of the Community Edition; other editions know more.
  allowedBundles: fc.constantFrom(['ubuntu-lts'], ['debian', 'centos']),
  podSubnetCIDR: fc.constant('10.111.0.0/16'),
  serviceSubnetCIDR: fc.constant('10.222.0.0/16'),
  nodeNetworkCIDR: fc.constant('10.100.0.0/16'),
  podSubnetNodeCIDRPrefix: fc.constantFrom('22', '23', '24', '25'),
  internalNetworkCIDRs: networks,
  sshPublicKey: fc.constant('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPbIRbpwIrMCUWJZNZmAtKqbVnYYzVbb3oVSECPjVKt'),
  serviceAccountJSON: fc.constant('{"id":"x"}'),
  httpProxy: fc.constant('http://proxy.example.com:3128'),
  httpsProxy: fc.constant('https://user:pass@proxy.example.com:3128'),
};

type Kind = new (scope: Construct, id: string, props: any) => Construct;

/** A construct in an app of its own, or undefined when the library refuses it. Anything but a coded error fails the test. */
function made(
  Make: Kind,
  release: DeckhouseRelease,
  props: object,
): { readonly app: ClusterApp; readonly construct: Construct } | undefined {
  const app = ClusterApp.forTesting();
  const chart = new Chart(app, 'test');
  release.setFor(chart);
  for (const { code } of findingTypes().filter(isAcknowledgeable)) Findings.of(app).acknowledge(code, 'a lone object');
  try {
    const construct = new Make(chart, 'object', props);
    app.render();
    return { app, construct };
  } catch (e) {
    if (!KvorumError.isKvorumError(e)) throw e;
    return undefined;
  }
}

describe.each(RELEASES)('for Deckhouse %s', (version, schemas) => {
  const release = DeckhouseRelease.of(version);
  const RUNS = 200;

  describeConformance('random settings and documents', { shared: schemaNeeds }, () => {
    it.each(MODULES)(
      '%s: settings in the shape of the newest release become what the schema of this one takes',
      (module, shape, Make) => {
        let accepted = 0;
        fc.assert(
          fc.property(fitting(shape, { release, settings: release.settingsVersion(module), texts }), (settings) => {
            const result = made(Make, release, { settings });
            if (result === undefined) return;
            accepted += 1;
            const manifest = load(result.app.synthYaml()) as { spec: { version?: number; settings?: object } };
            expect(judgeSettings(schemas, module, manifest.spec.settings ?? {})).toEqual([]);
            if (manifest.spec.settings !== undefined)
              expect(manifest.spec.version).toBe(release.settingsVersion(module));
          }),
          runs(RUNS),
        );
        expect(accepted).toBeGreaterThan(RUNS / 10);
      },
    );

    it.each(DOCUMENTS)('%s: what the library accepts, the schema of dhctl accepts', (kind, fields, Make) => {
      let accepted = 0;
      const shape: AnyShape = { type: 'object', fields };
      fc.assert(
        fc.property(fitting(shape, { release, texts }), (props) => {
          const result = made(Make, release, props as object);
          if (result === undefined) return;
          accepted += 1;
          const document = (result.construct as DhctlDocument)._render((secret) => secret._resolve());
          expect(judgeDhctl(schemas, kind, document)).toEqual([]);
        }),
        runs(RUNS),
      );
      expect(accepted).toBeGreaterThan(RUNS / 10);
    });

    it('whole clusters: their settings fit the schemas, and the masters keep an odd number', () => {
      const replicas = fc.constantFrom<Replicas>(1, 3, 5, 7);
      const global = fitting(GLOBAL, { release, settings: release.settingsVersion('global'), texts });
      let accepted = 0;
      fc.assert(
        fc.property(replicas, fc.nat(3), fc.nat(7), global, (masters, workers, bootstrapped, settings) => {
          const app = ClusterApp.forTesting();
          for (const { code } of findingTypes().filter(isAcknowledgeable)) {
            if (code !== 'KV3101') Findings.of(app).acknowledge(code, 'random');
          }
          const hosts = Array.from({ length: Number(masters) }, (_, i) => ({
            name: `m${i}`,
            address: `192.168.0.${i + 1}`,
            bootstrapped: i <= bootstrapped,
          }));
          const refused = codesOf(() => {
            new MultiMasterCluster(app, 'prod', {
              replicas: masters,
              distribution: new Deckhouse({ release, global: settings as object }),
              infrastructure: new ExistingHosts({
                masters: hosts,
                workers: Array.from({ length: workers }, (_, i) => ({ name: `w${i}`, address: `192.168.1.${i + 1}` })),
              }),
            });
            app.render();
          });
          expect(refused).not.toContain('KV3101');
          if (refused.length > 0) return;
          accepted += 1;
        }),
        runs(RUNS / 2),
      );
      expect(accepted).toBeGreaterThan(RUNS / 20);
    });
  });
});
