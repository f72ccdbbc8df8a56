/** The API server judge, judged by objects whose verdict is known: before it can fail the library it must be right. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiServer, apiServerJudges, type KubernetesObject } from '../judges/apiserver';
import { crdsOf, schemaNeeds, schemaReleases } from './settings';
import { describeConformance } from '../judges/shared';
import { by, everywhere, type Refusals } from './verdicts';
import { newFolder, removeFolder } from '../support/folders';

interface Case {
  readonly text: string;
  readonly object: KubernetesObject;
  readonly refused: Refusals;
}

const sinceV176 = (reason: string): Refusals => by(reason, 'v1.76', 'main-2026-08-06');

const nodeGroup = (spec: object): KubernetesObject & { readonly spec: object } => ({
  apiVersion: 'deckhouse.io/v1',
  kind: 'NodeGroup',
  metadata: { name: 'worker' },
  spec,
});
const moduleConfig = (spec: object): KubernetesObject & { readonly spec: object } => ({
  apiVersion: 'deckhouse.io/v1alpha1',
  kind: 'ModuleConfig',
  metadata: { name: 'control-plane-manager' },
  spec,
});
const credentials = (version: string, spec: object): KubernetesObject & { readonly spec: object } => ({
  apiVersion: `deckhouse.io/${version}`,
  kind: 'SSHCredentials',
  metadata: { name: 'caps' },
  spec,
});

const cases: readonly Case[] = [
  {
    text: 'a static NodeGroup with selector, CRI, disruptions, taints and kubelet settings',
    object: nodeGroup({
      nodeType: 'Static',
      staticInstances: { count: 3, labelSelector: { matchLabels: { role: 'worker' } } },
      cri: { type: 'Containerd', containerd: { maxConcurrentDownloads: 5 } },
      disruptions: {
        approvalMode: 'Automatic',
        automatic: { drainBeforeApproval: true, windows: [{ from: '8:00', to: '18:00', days: ['Mon'] }] },
      },
      nodeTemplate: { labels: { tier: 'app' }, taints: [{ key: 'dedicated', effect: 'NoSchedule', value: 'app' }] },
      kubelet: { maxPods: 110, resourceReservation: { mode: 'Static', static: { cpu: '500m' } } },
    }),
    refused: {},
  },
  {
    text: 'a NodeGroup with a field that no release knows',
    object: nodeGroup({ nodeType: 'Static', replicas: 3 }),
    refused: everywhere('unknown field "spec.replicas"'),
  },
  {
    text: 'a NodeGroup with the field `static` of older API versions',
    object: nodeGroup({ nodeType: 'Static', static: { internalNetworkCIDRs: ['10.0.0.0/24'] } }),
    refused: everywhere('unknown field "spec.static"'),
  },
  {
    text: 'a NodeGroup with a node type that does not exist',
    object: nodeGroup({ nodeType: 'Hybrid' }),
    refused: everywhere('spec.nodeType: Unsupported value: "Hybrid"'),
  },
  {
    text: 'a static NodeGroup with cloudInstances, which oneOf forbids',
    object: nodeGroup({
      nodeType: 'Static',
      cloudInstances: { minPerZone: 1, maxPerZone: 1, classReference: { kind: 'YandexInstanceClass', name: 'a' } },
    }),
    refused: everywhere('"spec" must validate one and only one schema (oneOf)'),
  },
  {
    text: 'a CloudPermanent NodeGroup with cloudInstances, which only the library forbids',
    object: nodeGroup({
      nodeType: 'CloudPermanent',
      cloudInstances: { minPerZone: 1, maxPerZone: 1, classReference: { kind: 'YandexInstanceClass', name: 'a' } },
    }),
    refused: {},
  },
  {
    text: 'a NodeGroup with an empty cri',
    object: nodeGroup({ nodeType: 'Static', cri: {} }),
    refused: everywhere('spec.cri'),
  },
  {
    text: 'a NodeGroup with a CRI of release 1.71',
    object: nodeGroup({ nodeType: 'Static', cri: { type: 'ContainerdV2' } }),
    refused: { 'v1.66': 'spec.cri.type: Unsupported value: "ContainerdV2"' },
  },
  {
    text: 'a NodeGroup with a fencing timeout, which 1.66 does not know',
    object: nodeGroup({ nodeType: 'Static', fencing: { mode: 'Watchdog', watchdog: { timeout: '60s' } } }),
    refused: { 'v1.66': 'unknown field "spec.fencing.watchdog"' },
  },
  {
    text: 'a NodeGroup whose optional label is null, which counts as absent',
    object: nodeGroup({ nodeType: 'Static', nodeTemplate: { labels: { a: null } } }),
    refused: {},
  },
  {
    text: 'a NodeGroup without its required node type',
    object: nodeGroup({ nodeType: null }),
    refused: everywhere('spec.nodeType: Required value'),
  },
  {
    text: 'a ModuleConfig with settings, which the server does not look into',
    object: moduleConfig({ enabled: true, version: 2, settings: { anything: [1] } }),
    refused: {},
  },
  {
    text: 'a ModuleConfig with a field that no release knows',
    object: moduleConfig({ enabled: true, parameters: {} }),
    refused: everywhere('unknown field "spec.parameters"'),
  },
  {
    text: 'a ModuleConfig with a maintenance mode that does not exist',
    object: moduleConfig({ enabled: true, maintenance: 'Paused' }),
    refused: {
      'v1.66': 'unknown field "spec.maintenance"',
      ...sinceV176('spec.maintenance: Unsupported value: "Paused"'),
    },
  },
  {
    text: 'a ModuleConfig whose `enabled` is a text',
    object: moduleConfig({ enabled: 'yes' }),
    refused: everywhere('spec.enabled: Invalid value: "string"'),
  },
  {
    text: 'an SSHCredentials v1alpha1 with user, key and port',
    object: credentials('v1alpha1', { user: 'ubuntu', privateSSHKey: 'a2V5', sshPort: 22, sudoPassword: 'x' }),
    refused: {},
  },
  {
    text: 'an SSHCredentials v1alpha2 with an encoded password',
    object: credentials('v1alpha2', { user: 'ubuntu', privateSSHKey: 'a2V5', sudoPasswordEncoded: 'eA==' }),
    refused: { 'v1.66': 'v1alpha2' },
  },
  {
    text: 'an SSHCredentials v1alpha2 with the password field of v1alpha1',
    object: credentials('v1alpha2', { user: 'ubuntu', privateSSHKey: 'a2V5', sudoPassword: 'x' }),
    refused: { 'v1.66': 'v1alpha2', ...sinceV176('unknown field "spec.sudoPassword"') },
  },
  {
    text: 'an SSHCredentials with neither key nor password',
    object: credentials('v1alpha1', { user: 'ubuntu' }),
    refused: {
      'v1.66': 'spec.privateSSHKey: Required value',
      ...sinceV176('spec.privateSSHKey: Required value'),
    },
  },
  {
    text: 'an SSHCredentials with a port that does not exist',
    object: credentials('v1alpha1', { user: 'ubuntu', privateSSHKey: 'a2V5', sshPort: 70000 }),
    refused: everywhere('spec.sshPort: Invalid value: 70000'),
  },
  {
    text: 'a Secret of a namespace that exists',
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'audit-policy', namespace: 'kube-system' },
      stringData: { 'audit-policy.yaml': 'rules: []' },
    } as KubernetesObject,
    refused: {},
  },
  {
    text: 'a Secret whose data is no base64',
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'audit-policy', namespace: 'kube-system' },
      data: { 'audit-policy.yaml': 'rules: []' },
    } as KubernetesObject,
    refused: everywhere('illegal base64 data'),
  },
];

describeConformance('the API server judge', { shared: schemaNeeds, judges: apiServerJudges }, () => {
  describe.each(schemaReleases)('with the CRDs of %s', (release) => {
    let server: ApiServer;

    beforeAll(async () => {
      server = await ApiServer.start({ crds: crdsOf(release) });
    }, 60_000);

    afterAll(async () => {
      await server?.stop();
    });

    for (const { text, object, refused } of cases) {
      const reason = refused[release];
      it(`${reason === undefined ? 'accepts' : 'refuses'} ${text}`, async () => {
        const direct = await server.dryRun(object);
        const kubectl = await server.createDryRun(JSON.stringify(object));
        if (reason === undefined) {
          expect(direct).toEqual({ accepted: true, message: '' });
          expect(kubectl).toMatchObject({ accepted: true, stderr: '' });
        } else {
          expect(direct).toEqual({ accepted: false, message: expect.stringContaining(reason) as string });
          expect(kubectl).toMatchObject({
            accepted: false,
            stdout: '',
            stderr: expect.stringContaining(reason) as string,
          });
        }
      }, 20_000);
    }
  });

  describe('as a server', () => {
    let server: ApiServer;
    const object = nodeGroup({ nodeType: 'Static', replicas: 3 });

    beforeAll(async () => {
      server = await ApiServer.start({ crds: crdsOf('v1.76') });
    }, 60_000);

    afterAll(async () => {
      await server?.stop();
    });

    it('stores nothing, so that the same object is accepted again', async () => {
      const good = nodeGroup({ nodeType: 'Static' });
      expect((await server.dryRun(good)).accepted).toBe(true);
      expect((await server.dryRun(good)).accepted).toBe(true);
    });

    it('lets an unknown field pass with a warning where validation is not strict', async () => {
      const verdict = await server.createDryRun(JSON.stringify(object), { validate: 'warn' });
      expect(verdict).toMatchObject({ accepted: true });
      expect(verdict.stderr).toContain('unknown field "spec.replicas"');
    });

    it('says nothing of an unknown field where validation is off', async () => {
      expect(await server.createDryRun(JSON.stringify(object), { validate: 'ignore' })).toMatchObject({
        accepted: true,
        stderr: '',
      });
    });

    it('judges every file of a folder and every document of a file, and one bad object fails all', async () => {
      const folder = newFolder();
      try {
        const text = ['a', 'b']
          .map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`)
          .join('---\n');
        writeFileSync(join(folder, 'two.yaml'), text);
        writeFileSync(join(folder, 'three.yaml'), text.replaceAll('name: b', 'name: c'));
        const good = await server.createDryRun(folder);
        expect(good).toMatchObject({ accepted: true, stderr: '' });
        expect(good.stdout.match(/created \(server dry run\)/g)).toHaveLength(4);

        writeFileSync(join(folder, 'bad.yaml'), JSON.stringify(object));
        const bad = await server.createDryRun(folder);
        expect(bad.accepted).toBe(false);
        expect(bad.stderr).toContain('unknown field "spec.replicas"');
      } finally {
        removeFolder(folder);
      }
    });

    it('refuses an object of a namespace that does not exist, until it is made', async () => {
      const map: KubernetesObject = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', namespace: 'd8-test' },
      };
      expect(await server.dryRun(map)).toEqual({ accepted: false, message: 'namespaces "d8-test" not found' });
      await server.createNamespace('d8-test');
      expect(await server.dryRun(map)).toEqual({ accepted: true, message: '' });
    });

    it('refuses a kind that it does not serve', async () => {
      const unknown = { ...object, kind: 'NodeGroups' };
      expect(await server.dryRun(unknown)).toEqual({
        accepted: false,
        message: 'no kind NodeGroups in deckhouse.io/v1',
      });
    });

    it('gives no verdict when it does not run any more', async () => {
      await server.stop();
      await expect(server.dryRun(object)).rejects.toThrow('there is no server to ask');
      await expect(server.createDryRun(JSON.stringify(object))).rejects.toThrow('there is no server to ask');
    });
  });
});
