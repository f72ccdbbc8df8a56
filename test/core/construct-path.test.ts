import { App, Chart } from 'cdk8s';
import { MultiMasterCluster, OutputFile } from 'kvorum';
import { ControlPlaneManager, NodeGroup, StaticNodeGroup } from 'kvorum/deckhouse';

import { codesOf, errorOf } from '../support/errors';

const spec = { nodeType: 'Static' } as const;

/** Every way to create something of ours at a place. */
const MAKERS: readonly (readonly [string, (scope: any, id: any) => unknown])[] = [
  ['NodeGroup', (scope, id) => new NodeGroup(scope, id, { metadata: { name: 'a' }, spec })],
  ['StaticNodeGroup', (scope, id) => new StaticNodeGroup(scope, id)],
  ['ControlPlaneManager', (scope, id) => new ControlPlaneManager(scope, id)],
  ['OutputFile', (scope, id) => new OutputFile(scope, id, { path: 'a', content: '' })],
  ['MultiMasterCluster', (scope, id) => new MultiMasterCluster(scope, id, { replicas: 1 })],
];

describe.each(MAKERS)('%s', (_name, make) => {
  it.each([undefined, null, 0, 'app', {}, [], { node: {} }])('refuses the scope %p', (scope) => {
    expect(errorOf(() => make(scope, 'a')).code).toBe('KV1007');
  });

  it.each([undefined, null, 0, '', {}, Symbol('a')])('refuses an id that is no text', (id) => {
    expect(errorOf(() => make(new Chart(new App(), 'c'), id)).code).toBe('KV1008');
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses the id %s, which every object has', (id) => {
    expect(errorOf(() => make(new Chart(new App(), 'c'), id)).code).toBe('KV1008');
  });

  it('refuses an id that a sibling has, and accepts a free one', () => {
    const chart = new Chart(new App(), 'c');
    make(chart, 'a');
    expect(errorOf(() => make(chart, 'a')).code).toBe('KV1008');
    expect(codesOf(() => make(chart, 'b'))).toEqual([]);
  });
});
