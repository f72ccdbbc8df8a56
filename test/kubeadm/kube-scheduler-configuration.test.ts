import { load } from 'js-yaml';
import { ClusterApp } from 'kvorum';
import type { KubeadmSchedulerExtender } from 'kvorum/kubeadm';
import { KubeSchedulerConfiguration } from 'kvorum/kubeadm';

import { CERTIFICATE } from '../deckhouse/certificate';
import { codesOf, refusals } from '../support/errors';

const extender = (more: object = {}): KubeadmSchedulerExtender => ({
  service: { name: 'near-storage', namespace: 'scheduling', port: 8443, path: '/scheduler' },
  ca: CERTIFICATE,
  ...more,
});
const of = (...extenders: readonly object[]): KubeSchedulerConfiguration =>
  new KubeSchedulerConfiguration({ extenders: extenders as readonly KubeadmSchedulerExtender[] });
const written = (...extenders: readonly object[]) =>
  (load(of(...extenders).toYaml()) as { extenders: Record<string, unknown>[] }).extenders;

it('is the configuration of the scheduler with its extenders', () => {
  expect(load(of(extender()).toYaml())).toEqual({
    apiVersion: 'kubescheduler.config.k8s.io/v1',
    kind: 'KubeSchedulerConfiguration',
    clientConnection: { kubeconfig: '/etc/kubernetes/scheduler.conf' },
    leaderElection: { leaderElect: true },
    extenders: [
      {
        urlPrefix: 'https://near-storage.scheduling.svc:8443/scheduler',
        filterVerb: 'filter',
        prioritizeVerb: 'prioritize',
        weight: 1,
        enableHTTPS: true,
        tlsConfig: {
          serverName: 'near-storage.scheduling.svc',
          caData: Buffer.from(CERTIFICATE).toString('base64'),
        },
        httpTimeout: '10s',
        nodeCacheCapable: true,
        ignorable: true,
      },
    ],
  });
});

it('writes what is said, and leaves out calls that are switched off', () => {
  const managedResources = [{ name: 'example.com/gpu', ignoredByScheduler: true }];
  const said = { url: 'https://10.96.0.50:8443/s', failurePolicy: 'Fail', timeoutSeconds: 3, bindVerb: 'bind' };
  const [first] = written(
    extender({ ...said, prioritizeVerb: '', weight: 5, nodeCacheCapable: false, managedResources }),
  );
  expect(first).toMatchObject({
    urlPrefix: 'https://10.96.0.50:8443/s',
    ignorable: false,
    httpTimeout: '3s',
    bindVerb: 'bind',
    nodeCacheCapable: false,
    managedResources,
  });
  expect(first).not.toHaveProperty('prioritizeVerb');
  expect(first).not.toHaveProperty('weight');
});

it('says what kubeadm needs, and can be written to the output folder', () => {
  const configuration = new KubeSchedulerConfiguration({ extenders: [extender()], hostPath: '/etc/kubernetes/s.yaml' });
  expect(configuration.extraArgs).toEqual([{ name: 'config', value: '/etc/kubernetes/s.yaml' }]);
  expect(configuration.extraVolumes).toEqual([
    {
      name: 'scheduler-configuration',
      hostPath: '/etc/kubernetes/s.yaml',
      mountPath: '/etc/kubernetes/s.yaml',
      readOnly: true,
      pathType: 'File',
    },
  ]);
  const app = ClusterApp.forTesting();
  configuration.writeTo(app, 'scheduler', 'lab/scheduler.yaml');
  expect(app.render().find((f) => f.path === 'lab/scheduler.yaml')?.text).toBe(configuration.toYaml());
});

describe('refuses', () => {
  it.each<[string, readonly object[], string[]]>([
    ['no extender', [], ['KV1202 extenders']],
    ['an unknown field', [extender({ urlPrefix: 'x' })], ['KV1201 extenders[0].urlPrefix']],
    ['a CA that is none', [extender({ ca: 'junk' })], ['KV1206 extenders[0].ca']],
    ['plain http', [extender({ url: 'http://10.96.0.50' })], ['KV1206 extenders[0].url']],
    ['a weight of 0', [extender({ weight: 0 })], ['KV1205 extenders[0].weight']],
    ['a timeout of 61 s', [extender({ timeoutSeconds: 61 })], ['KV1205 extenders[0].timeoutSeconds']],
    [
      'two that bind',
      [extender({ bindVerb: 'b' }), extender(), extender({ bindVerb: 'b' })],
      ['KV6501 extenders[2].bindVerb'],
    ],
    [
      'a resource of Kubernetes',
      [extender({ managedResources: [{ name: 'cpu' }, { name: 'kubernetes.io/x' }] })],
      ['KV6502 extenders[0].managedResources[0].name', 'KV6502 extenders[0].managedResources[1].name'],
    ],
    [
      'a resource that is managed twice',
      [extender({ managedResources: [{ name: 'a.com/x' }] }), extender({ managedResources: [{ name: 'a.com/x' }] })],
      ['KV6502 extenders[1].managedResources[0].name'],
    ],
  ])('%s', (_what, extenders, expected) => {
    expect(refusals(() => of(...extenders))).toEqual(expected);
  });

  it('a path that is none, and props that are none', () => {
    const make = (props: object) => (): unknown => new KubeSchedulerConfiguration(props as never);
    expect(refusals(make({ extenders: [extender()], hostPath: 'etc/x' }))).toEqual(['KV1206 hostPath']);
    expect(refusals(make({ extenders: [extender()], path: '/x' }))).toEqual(['KV1201 path']);
    expect(codesOf(make({ extenders: 5 }))).toEqual(['KV1203']);
  });

  it('nothing that is near it', () => {
    const managedResources = [{ name: 'example.com/gpu' }, { name: 'example.com/fpga' }];
    expect(() => of(extender({ bindVerb: 'b', managedResources }), extender({ bindVerb: '' }))).not.toThrow();
  });
});
