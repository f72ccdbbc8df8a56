import { Chart, JsonPatch, Lazy, Testing } from 'cdk8s';

import { SecretValue } from '../../../lib/core';
import { DeckhouseRelease } from '../../../lib/deckhouse/release';
import { NodeGroup } from '../../../lib/deckhouse/resources/cluster-objects';
import type { NodeGroupSpec } from '../../../lib/deckhouse/kinds/node-group-spec';
import { group, program } from '../objects';
import { errorsOf, refusals } from '../../support/errors';
import { found } from '../../support/findings';

const FULL: NodeGroupSpec = {
  nodeType: 'CloudEphemeral',
  cri: { type: 'ContainerdV2', containerdV2: { maxConcurrentDownloads: 5 } },
  cloudInstances: {
    classReference: { kind: 'YandexInstanceClass', name: 'worker' },
    minPerZone: 1,
    maxPerZone: 3,
    zones: ['ru-central1-a', 'ru-central1-b'],
    priority: 50,
    maxUnavailablePerZone: 0,
    maxSurgePerZone: 1,
    standby: '10%',
    standbyHolder: { overprovisioningRate: 40, notHeldResources: { cpu: '500m', memory: '1Gi' } },
    quickShutdown: true,
  },
  nodeTemplate: {
    labels: { environment: 'production', 'example.com/role': '' },
    annotations: { 'example.com/note': 'any text: {}' },
    taints: [{ key: 'dedicated', value: 'db', effect: 'NoExecute' }],
  },
  disruptions: {
    approvalMode: 'Automatic',
    automatic: { drainBeforeApproval: true, windows: [{ from: '8:00', to: '23:59', days: ['Mon', 'Sun'] }] },
  },
  kubelet: {
    maxPods: 120,
    rootDir: '/var/lib/kubelet',
    containerLogMaxSize: '50Mi',
    containerLogMaxFiles: 4,
    resourceReservation: { mode: 'Static', static: { cpu: '500m', memory: '1Gi', ephemeralStorage: 1024 } },
    topologyManager: { enabled: true, scope: 'Pod', policy: 'SingleNumaNode' },
    memorySwap: { swapBehavior: 'LimitedSwap', swappiness: 10, limitedSwap: { size: '4G' } },
    seccompDefault: true,
  },
  update: { maxConcurrent: '20%' },
  chaos: { mode: 'DrainAndDelete', period: '1h30m' },
  fencing: { mode: 'Watchdog', watchdog: { timeout: '90s' } },
  operatingSystem: { manageKernel: false },
  nodeDrainTimeoutSecond: 300,
  gpu: {
    sharing: 'MIG',
    mig: { partedConfig: 'custom', customConfigs: [{ index: 0, slices: [{ profile: '1g.10gb', count: 7 }] }] },
  },
};
const STATIC = { nodeType: 'Static' } as const;

/** Makes a NodeGroup out of what the types forbid. */
function make(props: unknown, release = '1.77'): NodeGroup {
  return new NodeGroup(program(release).chart, 'g', props as never);
}

function makeSpec(spec: unknown, release = '1.77'): NodeGroup {
  return make({ metadata: { name: 'g' }, spec }, release);
}

describe('the object', () => {
  it('has its kind, the stored API version, and every field as it was given', () => {
    expect(makeSpec(FULL).toJson()).toEqual({
      apiVersion: 'deckhouse.io/v1',
      kind: 'NodeGroup',
      metadata: { name: 'g' },
      spec: FULL,
    });
  });

  it('is an object of cdk8s itself, under the id that it was given', () => {
    const g = makeSpec(STATIC);
    expect([g.node.path, g.name, g.node.children.length]).toEqual(['c/g', 'g', 0]);
  });

  it('takes selectors, counts, rolling updates and the other ways of GPU sharing', () => {
    const { app, chart } = program();
    const matchExpressions = [
      { key: 'rack', operator: 'In', values: ['a1', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
    ] as const;
    const labelSelector = { matchLabels: { 'node-group': 'Worker' }, matchExpressions };
    group(chart, 'a', {
      ...STATIC,
      staticInstances: { count: 0, labelSelector },
      gpu: { sharing: 'Exclusive', exclusive: {} },
    });
    const rollingUpdate = { windows: [{ from: '01:00', to: '2:30' }] };
    const gpu = { sharing: 'TimeSlicing', timeSlicing: { partitionCount: 4 } } as const;
    group(chart, 'b', { ...FULL, disruptions: { approvalMode: 'RollingUpdate', rollingUpdate }, gpu });
    expect(found(app)).toEqual(['KV3331 c/b spec.cloudInstances.classReference']);
  });

  it('says its own API version and kind, and no others', () => {
    expect(
      refusals(() =>
        make({ apiVersion: 'deckhouse.io/v1alpha1', kind: 'Group', metadata: { name: 'g' }, spec: STATIC }),
      ),
    ).toEqual(['KV3003 apiVersion', 'KV3003 kind']);
    expect(make({ apiVersion: 'deckhouse.io/v1', kind: 'NodeGroup', metadata: { name: 'g' }, spec: STATIC }).kind).toBe(
      'NodeGroup',
    );
  });

  it('has no namespace, whatever that of the chart is', () => {
    const chart = new Chart(Testing.app(), 'c', { namespace: 'd8-system', labels: { team: 'a' } });
    const g = new NodeGroup(chart, 'g', {
      metadata: { name: 'g', labels: { a: 'b' } },
      spec: STATIC,
      release: DeckhouseRelease.V1_76,
    });
    expect(g.toJson().metadata).toEqual({ name: 'g', labels: { a: 'b', team: 'a' } });
    expect(found(chart.node.root)).toEqual([]);
  });

  it('does not follow later changes of what it was given', () => {
    const spec = { nodeType: 'Static', nodeTemplate: { labels: { a: 'b' } } };
    const g = makeSpec(spec);
    spec.nodeTemplate.labels.a = 'c';
    expect(g.toJson().spec.nodeTemplate.labels).toEqual({ a: 'b' });
  });

  it('leaves out what is null or undefined, as the API server does', () => {
    const g = makeSpec({
      ...STATIC,
      cri: null,
      cloudInstances: null,
      kubelet: { maxPods: undefined, static: null, memorySwap: null },
    });
    expect(g.toJson().spec).toEqual({ nodeType: 'Static', kubelet: {} });
  });
});

describe('releases', () => {
  const gpu = { sharing: 'MIG' };
  const cloud = (kind: string) => ({
    nodeType: 'CloudEphemeral',
    cloudInstances: { classReference: { kind, name: 'x' }, minPerZone: 1, maxPerZone: 1 },
  });
  it.each([
    ['1.67', 'cloudInstances.classReference.kind', cloud('HuaweiCloudInstanceClass')],
    ['1.69', 'nodeDrainTimeoutSecond', { ...STATIC, nodeDrainTimeoutSecond: 10 }],
    ['1.70', 'cloudInstances.classReference.kind', cloud('DVPInstanceClass')],
    ['1.71', 'cri.type', { ...STATIC, cri: { type: 'ContainerdV2' } }],
    ['1.71', 'cri.containerdV2', { ...STATIC, cri: { containerdV2: {}, type: 'ContainerdV2' } }],
    ['1.71', 'gpu', { ...STATIC, gpu }],
    ['1.75', 'kubelet.memorySwap', { ...STATIC, kubelet: { memorySwap: {} } }],
    [
      '1.75',
      'gpu.mig.customConfigs',
      { ...STATIC, gpu: { ...gpu, mig: { partedConfig: 'custom', customConfigs: [{ index: 0, slices: [] }] } } },
    ],
    ['1.76', 'fencing.watchdog', { ...STATIC, fencing: { mode: 'Watchdog', watchdog: {} } }],
    ['1.77', 'kubelet.seccompDefault', { ...STATIC, kubelet: { seccompDefault: true } }],
  ])('from %s on it knows %s, and an older one is told so', (since, property, spec) => {
    const releases = DeckhouseRelease.all().map((r) => r.version);
    const first = releases.indexOf(since);
    const older = releases[first - 1] ?? '';
    const [error] = errorsOf(() => makeSpec(spec, older));
    expect([error?.code, error?.property, error?.given]).toEqual(['KV1207', `spec.${property}`, `Deckhouse ${older}`]);
    expect(error?.message).toContain(`known from release ${since}`);
    for (const release of releases.slice(first)) expect(makeSpec(spec, release).toJson().spec).toEqual(spec);
  });

  it('takes the minimum on every release', () => {
    for (const { version } of DeckhouseRelease.all())
      expect(makeSpec(STATIC, version).apiVersion).toBe('deckhouse.io/v1');
  });

  it('is judged for the release of the props before that of the scope', () => {
    const { chart } = program('1.77');
    const props = {
      metadata: { name: 'g' },
      spec: { ...STATIC, gpu: { sharing: 'MIG' } },
      release: DeckhouseRelease.V1_66,
    } as const;
    expect(refusals(() => new NodeGroup(chart, 'g', props))).toEqual(['KV1207 spec.gpu']);
  });
});

describe('what the table refuses', () => {
  const selector = (values: unknown, operator = 'In') => ({
    ...STATIC,
    staticInstances: { labelSelector: { matchExpressions: [{ key: 'a', operator, values }] } },
  });
  const kubelet = (fields: object) => ({ ...STATIC, kubelet: fields });
  const reserve = (fields: object) => kubelet({ resourceReservation: { mode: 'Static', static: fields } });
  const cloud = (fields: object) => ({
    nodeType: 'CloudEphemeral',
    cloudInstances: {
      classReference: { kind: 'YandexInstanceClass', name: 'w' },
      minPerZone: 1,
      maxPerZone: 1,
      ...fields,
    },
  });
  const template = (fields: object) => ({ ...STATIC, nodeTemplate: fields });

  it.each<[string, unknown, string[]]>([
    ['no nodeType', {}, ['KV1202 spec.nodeType']],
    ['another nodeType', { nodeType: 'static' }, ['KV1204 spec.nodeType']],
    ['a field of an older API version', { ...STATIC, static: { internalNetworkCIDRs: [] } }, ['KV1201 spec.static']],
    ['the runtime that is gone', { ...STATIC, cri: { type: 'Docker' } }, ['KV1204 spec.cri.type']],
    ['a runtime without a type', { ...STATIC, cri: {} }, ['KV1202 spec.cri.type']],
    [
      'options of the runtime that is gone',
      { ...STATIC, cri: { type: 'Containerd', docker: {} } },
      ['KV1201 spec.cri.docker'],
    ],
    [
      'a relative socket path',
      { ...STATIC, cri: { type: 'NotManaged', notManaged: { criSocketPath: 'run.sock' } } },
      ['KV1206 spec.cri.notManaged.criSocketPath'],
    ],
    ['a negative count', { ...STATIC, staticInstances: { count: -1 } }, ['KV1205 spec.staticInstances.count']],
    ['a fraction', { ...STATIC, staticInstances: { count: 1.5 } }, ['KV1203 spec.staticInstances.count']],
    ['a number in quotes', { ...STATIC, staticInstances: { count: '2' } }, ['KV1203 spec.staticInstances.count']],
    [
      'a value that the CRD takes and no label can have',
      selector(['a b!']),
      ['KV1206 spec.staticInstances.labelSelector.matchExpressions[0].values[0]'],
    ],
    [
      'a value without a lower-case letter or digit',
      selector(['UPPER']),
      ['KV1206 spec.staticInstances.labelSelector.matchExpressions[0].values[0]'],
    ],
    ['an empty value', selector(['']), ['KV1205 spec.staticInstances.labelSelector.matchExpressions[0].values[0]']],
    [
      'an unknown operator',
      selector(['a'], 'Equals'),
      ['KV1204 spec.staticInstances.labelSelector.matchExpressions[0].operator'],
    ],
    [
      'an empty class reference',
      cloud({ classReference: {} }),
      ['KV1202 spec.cloudInstances.classReference.kind', 'KV1202 spec.cloudInstances.classReference.name'],
    ],
    [
      'an unknown class kind',
      cloud({ classReference: { kind: 'YandexInstanceClas', name: 'w' } }),
      ['KV1204 spec.cloudInstances.classReference.kind'],
    ],
    [
      'no limits',
      { nodeType: 'CloudEphemeral', cloudInstances: { classReference: { kind: 'YandexInstanceClass', name: 'w' } } },
      ['KV1202 spec.cloudInstances.minPerZone', 'KV1202 spec.cloudInstances.maxPerZone'],
    ],
    ['a zone twice', cloud({ zones: ['a', 'b', 'a'] }), ['KV1209 spec.cloudInstances.zones[2]']],
    ['a text as standby', cloud({ standby: '10 %' }), ['KV1206 spec.cloudInstances.standby']],
    [
      'a rate over its range',
      cloud({ standbyHolder: { overprovisioningRate: 81 } }),
      ['KV1205 spec.cloudInstances.standbyHolder.overprovisioningRate'],
    ],
    ['a label key with a space', template({ labels: { 'a b': '' } }), ['KV1206 spec.nodeTemplate.labels key']],
    ['a label value with a slash', template({ labels: { a: 'b/c' } }), ['KV1206 spec.nodeTemplate.labels.a']],
    ['a number as label value', template({ labels: { a: 1 } }), ['KV1203 spec.nodeTemplate.labels.a']],
    [
      'an empty taint',
      template({ taints: [{}] }),
      ['KV1202 spec.nodeTemplate.taints[0].key', 'KV1202 spec.nodeTemplate.taints[0].effect'],
    ],
    [
      'an unknown effect',
      template({ taints: [{ key: 'a', effect: 'NoSchedul' }] }),
      ['KV1204 spec.nodeTemplate.taints[0].effect'],
    ],
    ['a hole in a list', template({ taints: new Array(1) }), ['KV1203 spec.nodeTemplate.taints[0]']],
    ['no approvalMode', { ...STATIC, disruptions: {} }, ['KV1202 spec.disruptions.approvalMode']],
    [
      'a time with three digits',
      {
        ...STATIC,
        disruptions: { approvalMode: 'Automatic', automatic: { windows: [{ from: '008:00', to: '24:00' }] } },
      },
      ['KV1206 spec.disruptions.automatic.windows[0].from', 'KV1206 spec.disruptions.automatic.windows[0].to'],
    ],
    [
      'drainBeforeApproval of a rolling update',
      { ...STATIC, disruptions: { approvalMode: 'RollingUpdate', rollingUpdate: { drainBeforeApproval: true } } },
      ['KV1201 spec.disruptions.rollingUpdate.drainBeforeApproval'],
    ],
    [
      'a text as list of days',
      {
        ...STATIC,
        disruptions: { approvalMode: 'Automatic', automatic: { windows: [{ from: '1:00', to: '2:00', days: 'Mon' }] } },
      },
      ['KV1203 spec.disruptions.automatic.windows[0].days'],
    ],
    ['no Pods', kubelet({ maxPods: 0 }), ['KV1205 spec.kubelet.maxPods']],
    [
      'a log size that the CRD takes',
      kubelet({ containerLogMaxSize: 'abc5|zzz' }),
      ['KV1206 spec.kubelet.containerLogMaxSize'],
    ],
    ['too many log files', kubelet({ containerLogMaxFiles: 21 }), ['KV1205 spec.kubelet.containerLogMaxFiles']],
    ['CPU as a text without a unit', reserve({ cpu: '2' }), ['KV1206 spec.kubelet.resourceReservation.static.cpu']],
    [
      'memory as a text without a unit',
      reserve({ memory: '1024' }),
      ['KV1206 spec.kubelet.resourceReservation.static.memory'],
    ],
    [
      'a swap size in another unit',
      kubelet({ memorySwap: { limitedSwap: { size: '1Gi' } } }),
      ['KV1206 spec.kubelet.memorySwap.limitedSwap.size'],
    ],
    ['too many at once', { ...STATIC, update: { maxConcurrent: '500%' } }, ['KV1206 spec.update.maxConcurrent']],
    ['none at once', { ...STATIC, update: { maxConcurrent: 0 } }, ['KV1205 spec.update.maxConcurrent']],
    ['a period with seconds', { ...STATIC, chaos: { period: '90s' } }, ['KV1206 spec.chaos.period']],
    [
      'a timeout with two units',
      { ...STATIC, fencing: { mode: 'Watchdog', watchdog: { timeout: '1m30s' } } },
      ['KV1206 spec.fencing.watchdog.timeout'],
    ],
    [
      'an unknown profile',
      { ...STATIC, gpu: { sharing: 'MIG', mig: { partedConfig: 'all-enabled' } } },
      ['KV1206 spec.gpu.mig.partedConfig'],
    ],
    ['no way of sharing', { ...STATIC, gpu: {} }, ['KV1202 spec.gpu.sharing']],
    ['a text as flag', kubelet({ seccompDefault: 'yes' }), ['KV1203 spec.kubelet.seccompDefault']],
    [
      'three faults at once',
      { nodeType: 'X', cri: 1, gpu: [] },
      ['KV1204 spec.nodeType', 'KV1203 spec.cri', 'KV1203 spec.gpu'],
    ],
  ])('%s', (_, spec, expected) => {
    expect(refusals(() => makeSpec(spec))).toEqual(expected);
  });

  it('a secret, which nobody could keep in a node group, without its value', () => {
    const secret = SecretValue.unsafePlainText('hunter2');
    const [error] = errorsOf(() => makeSpec({ ...STATIC, cri: { type: secret } }));
    expect([error?.code, error?.property]).toEqual(['KV1204', 'spec.cri.type']);
    expect(error?.message).not.toContain('hunter2');
  });
});

describe('metadata', () => {
  const name = 'KV1202 metadata.name';
  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['KV1202 metadata']],
    ['a text', 'worker', ['KV1202 metadata']],
    ['no name', {}, [name]],
    ['a null name', { name: null }, [name]],
    ['a number as name', { name: 7 }, ['KV1203 metadata.name']],
    ['an upper-case name', { name: 'Worker' }, ['KV1206 metadata.name']],
    ['a dot in the name', { name: 'a.b' }, ['KV1206 metadata.name']],
    ['an empty name', { name: '' }, ['KV1206 metadata.name']],
    ['a name of 43 characters', { name: 'a'.repeat(43) }, ['KV1205 metadata.name']],
    ['a namespace', { name: 'g', namespace: 'default' }, ['KV1201 metadata.namespace']],
    ['a number as label', { name: 'g', labels: { a: 1 } }, ['KV1203 metadata.labels.a']],
    ['a label value with a space', { name: 'g', labels: { a: 'b c' } }, ['KV1206 metadata.labels.a']],
    ['a list as annotations', { name: 'g', annotations: ['a'] }, ['KV1203 metadata.annotations']],
    ['a field that the API server writes', { name: 'g', uid: '1' }, ['KV1201 metadata.uid']],
    ['a misspelt field', { name: 'g', label: {} }, ['KV1201 metadata.label']],
    ['an empty finalizer', { name: 'g', finalizers: [''] }, ['KV1205 metadata.finalizers[0]']],
    [
      'a function among the owners',
      { name: 'g', ownerReferences: [{ a: () => 1 }] },
      ['KV1203 metadata.ownerReferences[0].a'],
    ],
  ])('%s', (_, metadata, expected) => {
    expect(refusals(() => make({ metadata, spec: STATIC }))).toEqual(expected);
  });

  it('is named before the faults of the spec, all at once, at the path of the object', () => {
    const errors = errorsOf(() => make({ metadata: { name: 'A' }, spec: { nodeType: 'X' } }));
    expect(errors.map((e) => `${e.path} ${e.property}`)).toEqual(['c/g metadata.name', 'c/g spec.nodeType']);
  });
});

describe('from plain JavaScript', () => {
  class Spec {
    public readonly nodeType = 'Static';
  }
  const cyclic: Record<string, unknown> = { nodeType: 'Static' };
  cyclic.kubelet = { self: cyclic };
  const owners: unknown[] = [];
  owners.push({ owners });
  const bomb = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ a: inner, b: inner }), {});
  const deep = Array.from({ length: 5000 }).reduce<unknown>((inner) => ({ a: inner }), {});
  const throwing = {
    get nodeType(): string {
      throw new TypeError('boom');
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const spec = (value: unknown) => ({ metadata: { name: 'g' }, spec: value });
  const missing = ['KV1202 metadata', 'KV1202 spec'];

  it.each<[string, unknown, string[]]>([
    ['no props', undefined, missing],
    ['null', null, missing],
    ['an empty object', {}, missing],
    ['a text', 'g', ['KV1203']],
    ['a number', 1, ['KV1203']],
    ['a function', () => spec(STATIC), ['KV1203']],
    ['a list', [], ['KV1203']],
    ['an instance of a class', new Spec(), ['KV1203']],
    ['a revoked proxy', revoked.proxy, ['KV1203']],
    ['a getter that throws', throwing, ['KV1203 nodeType']],
    ['no spec', { metadata: { name: 'g' } }, ['KV1202 spec']],
    ['a null spec', spec(null), ['KV1202 spec']],
    ['a list as spec', spec([STATIC]), ['KV1203 spec']],
    ['a text as spec', spec('Static'), ['KV1203 spec']],
    ['an instance of a class as spec', spec(new Spec()), ['KV1203 spec']],
    ['a date', spec(new Date(0)), ['KV1203 spec']],
    ['a map', spec(new Map([['nodeType', 'Static']])), ['KV1203 spec']],
    ['a cyclic spec', spec(cyclic), ['KV1203 spec.kubelet.self']],
    [
      'a cyclic list in the metadata',
      { metadata: { name: 'g', ownerReferences: owners }, spec: STATIC },
      ['KV1203 metadata.ownerReferences[0].owners'],
    ],
    ['5000 levels', spec({ ...STATIC, x: deep }), ['KV1203 spec.x' + '.a'.repeat(98)]],
    ['2^40 values', { metadata: { name: 'g', ownerReferences: [bomb] }, spec: STATIC }, ['KV1203']],
    ['a list that is nearly endless', spec({ ...STATIC, x: new Array(2 ** 32 - 1) }), ['KV1203 spec.x']],
    ['a getter of the spec that throws', spec(throwing), ['KV1203 spec.nodeType']],
    ['NaN', spec({ ...STATIC, nodeDrainTimeoutSecond: NaN }), ['KV1203 spec.nodeDrainTimeoutSecond']],
    ['Infinity', spec({ ...STATIC, nodeDrainTimeoutSecond: Infinity }), ['KV1203 spec.nodeDrainTimeoutSecond']],
    [
      'a number beyond the safe ones',
      spec({ ...STATIC, nodeDrainTimeoutSecond: 1e300 }),
      ['KV1203 spec.nodeDrainTimeoutSecond'],
    ],
    ['a BigInt', spec({ ...STATIC, nodeDrainTimeoutSecond: 3n }), ['KV1203 spec.nodeDrainTimeoutSecond']],
    ['a symbol', spec({ nodeType: Symbol('Static') }), ['KV1204 spec.nodeType']],
    ['a function as field', spec({ ...STATIC, cri: () => undefined }), ['KV1203 spec.cri']],
    [
      'a prototype that is polluted',
      spec(JSON.parse('{"nodeType":"Static","__proto__":{"x":1}}')),
      ['KV1201 spec.__proto__'],
    ],
    ['a constructor field', spec({ ...STATIC, constructor: {} }), ['KV1201 spec.constructor']],
    [
      'a __proto__ label',
      spec({ ...STATIC, nodeTemplate: { labels: JSON.parse('{"__proto__":"x"}') } }),
      ['KV1206 spec.nodeTemplate.labels key'],
    ],
    ['a release of another type', { ...spec(STATIC), release: '1.76' }, ['KV1203 release']],
    ['a chart as release', { ...spec(STATIC), release: program().chart }, ['KV1203 release']],
    ['an unknown property', { ...spec(STATIC), nodeType: 'Static' }, ['KV1201 nodeType']],
  ])('%s ends in a coded error', (_, props, expected) => {
    const got = refusals(() => make(props));
    expect(got.map((line, i) => (expected[i] === 'KV1203' ? line.slice(0, 6) : line))).toEqual(expected);
  });

  it('a huge text is refused, and not repeated', () => {
    const huge = 'x'.repeat(1_000_000);
    const errors = errorsOf(() =>
      make({ metadata: { name: huge, labels: { [huge]: huge } }, spec: { ...STATIC, [huge]: 1 } }),
    );
    expect(errors.map((e) => e.code)).toEqual(['KV1205', 'KV1205', 'KV1205', 'KV1201']);
    for (const { message } of errors) expect(message.length).toBeLessThan(2000);
  });

  it('an object without a prototype is as good as any other', () => {
    const bare = Object.assign(Object.create(null) as object, {
      nodeType: 'Static',
      nodeTemplate: Object.assign(Object.create(null) as object, { labels: {} }),
    });
    expect(makeSpec(bare).toJson().spec).toEqual({ nodeType: 'Static', nodeTemplate: { labels: {} } });
  });

  it('an object outside of a chart is refused', () => {
    expect(refusals(() => new NodeGroup(Testing.app(), 'g', { metadata: { name: 'g' }, spec: STATIC }))).toEqual([
      'KV3004',
    ]);
  });
});

describe('late values and patches', () => {
  const late = (value: unknown): unknown => Lazy.any({ produce: () => value });

  it('passes late values over until synth', () => {
    const { app, chart } = program();
    new NodeGroup(chart, 'good', { metadata: { name: 'g' }, spec: late(STATIC) as never });
    new NodeGroup(chart, 'bad', { metadata: { name: 'h' }, spec: { nodeType: late('Sttic') as never } });
    new NodeGroup(chart, 'rule', { metadata: { name: 'i' }, spec: { nodeType: late('CloudEphemeral') as never } });
    expect(found(app)).toEqual(['KV1204 c/bad spec.nodeType', 'KV3301 c/rule spec.cloudInstances']);
  });

  it.each<[string, JsonPatch, string[]]>([
    ['a value', JsonPatch.replace('/spec/nodeType', 'Sttic'), ['KV1204 c/g spec.nodeType']],
    ['an unknown field', JsonPatch.add('/spec/nodeTypo', 'x'), ['KV1201 c/g spec.nodeTypo']],
    [
      'a field of a later release',
      JsonPatch.add('/spec/kubelet', { seccompDefault: true }),
      ['KV1207 c/g spec.kubelet.seccompDefault'],
    ],
    ['a missing field', JsonPatch.remove('/spec/nodeType'), ['KV1202 c/g spec.nodeType']],
    ['a missing spec', JsonPatch.remove('/spec'), ['KV1202 c/g spec']],
    [
      'what a webhook denies',
      JsonPatch.add('/spec/disruptions', { approvalMode: 'RollingUpdate' }),
      ['KV3307 c/g spec.disruptions.approvalMode'],
    ],
    ['the name', JsonPatch.replace('/metadata/name', 'G'), ['KV1206 c/g metadata.name']],
    ['a namespace', JsonPatch.add('/metadata/namespace', 'default'), ['KV1201 c/g metadata.namespace']],
    ['the metadata', JsonPatch.remove('/metadata'), ['KV1202 c/g metadata']],
    ['the kind', JsonPatch.replace('/kind', 'NodeGroups'), ['KV3003 c/g kind']],
    ['the API version', JsonPatch.replace('/apiVersion', 'deckhouse.io/v1alpha1'), ['KV3003 c/g apiVersion']],
    ['null, which counts as absent', JsonPatch.add('/spec/cri', null), []],
    ['a sound value', JsonPatch.add('/spec/nodeTemplate', { labels: { a: 'b' } }), []],
  ])('a patch of %s is judged at synth', (_, patch, expected) => {
    const { app, chart } = program('1.76');
    group(chart, 'g', STATIC).addJsonPatch(patch);
    expect(found(app)).toEqual(expected);
  });

  it('a label that is added later is judged as well', () => {
    const { app, chart } = program();
    group(chart, 'g', STATIC).metadata.addLabel('a', 'not a label!');
    expect(found(app)).toEqual(['KV1206 c/g metadata.labels.a']);
  });
});
