import { Chart } from 'cdk8s';
import { ClusterApp } from 'kvorum';
import { DeckhouseRelease } from 'kvorum/deckhouse';

import { apiVersionOf } from '../../lib/deckhouse/kinds/kind';
import { ApiServer } from '../judges/apiserver';
import { BAD_OBJECTS } from './bad-objects';
import { classOf, OBJECT_KINDS } from './object-kinds';
import { crdsOf } from './settings';
import { describeConformance } from '../judges/shared';
import { errorsOf } from '../support/errors';

describeConformance(
  'bad objects, for Deckhouse 1.76',
  { shared: ['upstream/deckhouse'], judges: ['etcd', 'kube-apiserver', 'kubectl'] },
  () => {
    let server: ApiServer;
    beforeAll(async () => {
      server = await ApiServer.start({ crds: crdsOf('v1.76') });
    }, 120_000);
    afterAll(() => server.stop());

    describe.each(OBJECT_KINDS)('$kind', (table) => {
      const { kind } = table;
      const apiVersion = apiVersionOf(table, DeckhouseRelease.V1_76);
      const Make = classOf(table);
      const objects = BAD_OBJECTS[kind] ?? [];

      it('has at least ten of them', () => {
        expect(objects.length).toBeGreaterThanOrEqual(10);
      });

      it.each(objects)(
        '%s: the library refuses it, and the server as far as it can',
        async (_wrong, name, body, says) => {
          const app = ClusterApp.forTesting();
          const chart = new Chart(app, 'test');
          DeckhouseRelease.V1_76.setFor(chart);
          const errors = errorsOf(() => {
            new Make(chart, 'object', { metadata: { name }, ...body });
            app.synth();
          });
          expect(errors.map((e) => e.path)).toContain('test/object');
          expect(errors.filter((e) => !/^KV\d{4}$/.test(e.code) || e.message === '')).toEqual([]);

          const { accepted, message } = await server.dryRun({ apiVersion, kind, metadata: { name }, ...body });
          expect([accepted ? 'accepted' : 'refused', message]).toEqual([says, message]);
        },
      );
    });
  },
);
