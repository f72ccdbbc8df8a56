import { API_RESOURCES } from '../../lib/audit/lint/api-resources';
import { ApiServer, apiServerJudges } from '../judges/apiserver';
import { kubectl } from '../judges/kubectl';
import { describeConformance } from '../judges/shared';

interface Groups {
  readonly groups: readonly { readonly name: string; readonly preferredVersion: { readonly groupVersion: string } }[];
}

interface Served {
  readonly name: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

describeConformance('the table of resources', { judges: apiServerJudges }, () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await ApiServer.start();
  }, 60_000);
  afterAll(() => server.stop());
  const raw = async (path: string): Promise<unknown> =>
    JSON.parse((await kubectl(server.kubeconfig, ['get', '--raw', path])).stdout);

  it('is what the API server says of itself', async () => {
    const served = new Map<string, object>();
    const { groups } = (await raw('/apis')) as Groups;
    const versions = groups.map(
      ({ name, preferredVersion }) => [name, `/apis/${preferredVersion.groupVersion}`] as const,
    );
    for (const [group, path] of [['', '/api/v1'] as const, ...versions]) {
      const { resources } = (await raw(path)) as { readonly resources: readonly Served[] };
      for (const { name, namespaced, verbs } of resources) {
        served.set(`${group}/${name}`, { namespaced, verbs: [...verbs].sort() });
      }
    }
    const table = new Map<string, object>();
    for (const [group, resources] of Object.entries(API_RESOURCES)) {
      for (const [name, { namespaced, verbs, subresources }] of Object.entries(resources)) {
        table.set(`${group}/${name}`, { namespaced, verbs: [...verbs].sort() });
        for (const [sub, taken] of Object.entries(subresources)) {
          table.set(`${group}/${name}/${sub}`, { namespaced, verbs: [...taken].sort() });
        }
      }
    }
    expect(Object.fromEntries([...table].sort())).toEqual(Object.fromEntries([...served].sort()));
  });
});
