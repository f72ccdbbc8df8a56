import { App, Chart } from 'cdk8s';
import { KvorumError, MultiMasterCluster, OutputFile } from 'kvorum';
import { ControlPlaneManager, NodeGroup, StaticNodeGroup } from 'kvorum/deckhouse';

const spec = { nodeType: 'Static' } as const;

/** Every way to create something of ours at a place. */
const MAKERS: readonly (readonly [string, (scope: any, id: any) => unknown])[] = [
  ['NodeGroup', (scope, id) => new NodeGroup(scope, id, { metadata: { name: 'a' }, spec })],
  ['StaticNodeGroup', (scope, id) => new StaticNodeGroup(scope, id)],
  ['ControlPlaneManager', (scope, id) => new ControlPlaneManager(scope, id)],
  ['OutputFile', (scope, id) => new OutputFile(scope, id, { path: 'a', content: '' })],
  ['MultiMasterCluster', (scope, id) => new MultiMasterCluster(scope, id, { replicas: 1 })],
];

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (e) {
    if (KvorumError.isKvorumError(e)) return e.code;
    throw e;
  }
  return 'nothing thrown';
}

describe.each(MAKERS)('%s', (_name, make) => {
  it.each([undefined, null, 0, 'app', {}, [], { node: {} }])('refuses the scope %p', (scope) => {
    expect(codeOf(() => make(scope, 'a'))).toBe('KV1007');
  });

  it.each([undefined, null, 0, '', {}, Symbol('a')])('refuses an id that is no text', (id) => {
    expect(codeOf(() => make(new Chart(new App(), 'c'), id))).toBe('KV1008');
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses the id %s, which every object has', (id) => {
    expect(codeOf(() => make(new Chart(new App(), 'c'), id))).toBe('KV1008');
  });

  it('refuses an id that a sibling has, and accepts a free one', () => {
    const chart = new Chart(new App(), 'c');
    make(chart, 'a');
    expect(codeOf(() => make(chart, 'a'))).toBe('KV1008');
    expect(codeOf(() => make(chart, 'b'))).toBe('nothing thrown');
  });
});
