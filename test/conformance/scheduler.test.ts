/** What the scheduler of a cluster is told: kube-scheduler itself reads its configuration, the API server the objects. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Testing } from 'cdk8s';
import { load } from 'js-yaml';
import { KvorumError } from 'kvorum';
import { SchedulerExtenders } from 'kvorum/deckhouse';
import { KubeSchedulerConfiguration } from 'kvorum/kubeadm';

import { CERTIFICATE } from '../deckhouse/certificate';
import { program } from '../deckhouse/objects';
import { ApiServer, apiServerJudges } from '../judges/apiserver';
import { describeConformance, judge } from '../judges/shared';
import { run } from '../package/built';
import { crdsOf, schemaNeeds } from './settings';
import { newFolder, removeFolder } from '../support/folders';

const extender = { service: { name: 'near-storage', namespace: 'scheduling' }, ca: CERTIFICATE };

describeConformance('kube-scheduler', { judges: ['kube-scheduler'] }, () => {
  const folder = newFolder();
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'a', cluster: { server: 'https://127.0.0.1:1' } }],
      users: [{ name: 'a', user: {} }],
      contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
      'current-context': 'a',
    }),
  );
  afterAll(() => removeFolder(folder));

  /** It reads the file, says what it makes of it, and ends before it calls anybody. */
  const verdict = (text: string): { readonly status: number | null; readonly said: string; readonly read: unknown } => {
    const [file, out] = [join(folder, 'in.yaml'), join(folder, 'out.yaml')];
    rmSync(out, { force: true });
    writeFileSync(file, text.replace('/etc/kubernetes/scheduler.conf', kubeconfig));
    const args = ['--config', file, '--write-config-to', out];
    const { status, stderr } = run(judge('kube-scheduler'), args, folder);
    return { status, said: stderr, read: status === 0 ? load(readFileSync(out, 'utf8')) : undefined };
  };
  const good = new KubeSchedulerConfiguration({
    extenders: [
      { ...extender, url: 'https://10.96.0.50:443/s', failurePolicy: 'Fail', bindVerb: 'bind', timeoutSeconds: 60 },
      { ...extender, prioritizeVerb: '', preemptVerb: 'preempt', managedResources: [{ name: 'example.com/gpu' }] },
    ],
  }).toYaml();

  it('takes the file, and understands it as it was meant', () => {
    const { status, read } = verdict(good);
    expect(status).toBe(0);
    expect((read as { extenders: unknown }).extenders).toMatchObject([
      { urlPrefix: 'https://10.96.0.50:443/s', bindVerb: 'bind', weight: 1, httpTimeout: '1m0s' },
      {
        filterVerb: 'filter',
        preemptVerb: 'preempt',
        ignorable: true,
        managedResources: [{ name: 'example.com/gpu' }],
      },
    ]);
  });

  it.each([
    ['a field that it does not know', (text: string) => text.replace('ignorable', 'ignoreable')],
    ['a weight that is none', (text: string) => text.replace('weight: 1', 'weight: 0')],
    ['two that bind', (text: string) => text.replace('preemptVerb', 'bindVerb')],
    ['a resource of its own', (text: string) => text.replace('example.com/gpu', 'cpu')],
  ])('refuses %s, so that its consent means something', (_what, broken) => {
    expect(broken(good)).not.toBe(good);
    expect(verdict(broken(good)).status).not.toBe(0);
  });

  it.each<[string, object]>([
    ['a weight of 0', { weight: 0 }],
    ['a resource of Kubernetes', { managedResources: [{ name: 'cpu' }] }],
    ['a resource with a prefix of quotas', { managedResources: [{ name: 'requests.example.com/x' }] }],
    ['a resource without a domain', { managedResources: [{ name: 'gpu' }] }],
  ])('%s: the library refuses what kube-scheduler refuses', (_what, more) => {
    expect(() => new KubeSchedulerConfiguration({ extenders: [{ ...extender, ...more }] })).toThrow(KvorumError);
  });
});

describeConformance('the API server', { shared: schemaNeeds, judges: apiServerJudges }, () => {
  it.each([
    ['1.66', 'v1.66'],
    ['1.76', 'v1.76'],
    ['1.77', 'main-2026-08-06'],
  ] as const)(
    'takes the extenders of %s',
    async (release, schemas) => {
      const server = await ApiServer.start({ crds: crdsOf(schemas) });
      try {
        const { chart } = program(release);
        new SchedulerExtenders(chart, 'extenders', { extenders: [extender, { ...extender, weight: 3 }] });
        for (const manifest of Testing.synth(chart))
          expect(await server.dryRun(manifest)).toMatchObject({ accepted: true });
      } finally {
        await server.stop();
      }
    },
    120_000,
  );
});
