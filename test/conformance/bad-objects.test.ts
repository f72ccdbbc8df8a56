import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClusterApp, KvorumError } from 'kvorum';
import {
  DeckhouseRelease,
  KubeSchedulerWebhookConfiguration,
  ModuleConfig,
  NodeGroup,
  NodeGroupConfiguration,
  SSHCredentials,
  StaticInstance,
  YandexInstanceClass,
} from 'kvorum/deckhouse';

import { ApiServer } from '../judges/apiserver';
import type { BadObject } from './bad-objects';
import * as bad from './bad-objects';
import { crdsOf } from './settings';
import { describeConformance } from '../judges/shared';

type Kind = new (scope: Construct, id: string, props: any) => unknown;

const KINDS: readonly (readonly [kind: string, apiVersion: string, make: Kind, objects: readonly BadObject[]])[] = [
  ['NodeGroup', 'deckhouse.io/v1', NodeGroup, bad.BAD_NODE_GROUPS],
  ['ModuleConfig', 'deckhouse.io/v1alpha1', ModuleConfig, bad.BAD_MODULE_CONFIGS],
  ['StaticInstance', 'deckhouse.io/v1alpha2', StaticInstance, bad.BAD_STATIC_INSTANCES],
  ['SSHCredentials', 'deckhouse.io/v1alpha2', SSHCredentials, bad.BAD_SSH_CREDENTIALS],
  ['YandexInstanceClass', 'deckhouse.io/v1', YandexInstanceClass, bad.BAD_YANDEX_INSTANCE_CLASSES],
  ['NodeGroupConfiguration', 'deckhouse.io/v1alpha1', NodeGroupConfiguration, bad.BAD_NODE_GROUP_CONFIGURATIONS],
  [
    'KubeSchedulerWebhookConfiguration',
    'deckhouse.io/v1alpha1',
    KubeSchedulerWebhookConfiguration,
    bad.BAD_SCHEDULER_WEBHOOKS,
  ],
];

describeConformance(
  'bad objects, for Deckhouse 1.76',
  { shared: ['upstream/deckhouse'], judges: ['etcd', 'kube-apiserver', 'kubectl'] },
  () => {
    let server: ApiServer;
    beforeAll(async () => {
      server = await ApiServer.start({ crds: crdsOf('v1.76') });
    }, 120_000);
    afterAll(() => server.stop());

    describe.each(KINDS)('%s', (kind, apiVersion, Make, objects) => {
      it('has at least ten of them', () => {
        expect(objects.length).toBeGreaterThanOrEqual(10);
      });

      it.each(objects)(
        '%s: the library refuses it, and the server as far as it can',
        async (_wrong, name, body, says) => {
          const app = ClusterApp.forTesting();
          const chart = new Chart(app, 'test');
          DeckhouseRelease.V1_76.setFor(chart);
          const errors: KvorumError[] = [];
          try {
            new Make(chart, 'object', { metadata: { name }, ...body });
            app.synth();
          } catch (e) {
            if (!KvorumError.isKvorumError(e)) throw e;
            errors.push(...e.all);
          }
          expect(errors.map((e) => e.path)).toContain('test/object');
          expect(errors.filter((e) => !/^KV\d{4}$/.test(e.code) || e.message === '')).toEqual([]);

          const { accepted, message } = await server.dryRun({ apiVersion, kind, metadata: { name }, ...body });
          expect([accepted ? 'accepted' : 'refused', message]).toEqual([says, message]);
        },
      );
    });
  },
);
