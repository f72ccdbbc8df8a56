import { NodeGroupConfiguration } from '../../../lib/deckhouse';
import { chartFor } from '../objects';
import { refusals } from '../../support/errors';

const SPEC = { content: '#!/bin/bash\n', nodeGroups: ['*'], bundles: ['ubuntu-lts'], weight: 50 };

const make = (spec: unknown, release = '1.76'): NodeGroupConfiguration =>
  new NodeGroupConfiguration(chartFor(release), 'step', { metadata: { name: 'sysctl.sh' }, spec: spec as never });

describe('NodeGroupConfiguration', () => {
  it.each([
    ['1.66', SPEC],
    ['1.66', { ...SPEC, bundles: ['centos-7', 'alteros'] }],
    ['1.67', { ...SPEC, bundles: ['*'] }],
    ['1.78', { ...SPEC, bundles: ['astra', 'redos', 'altlinux'], weight: -1 }],
  ])('for %s takes %j as it is', (release, spec) => {
    expect(make(spec, release).toJson()).toEqual({
      apiVersion: 'deckhouse.io/v1alpha1',
      kind: 'NodeGroupConfiguration',
      metadata: { name: 'sysctl.sh' },
      spec,
    });
  });

  it.each<[string, unknown, string, string?]>([
    ['a family of 1.66', { ...SPEC, bundles: ['centos-7'] }, 'KV1204 spec.bundles[0]', '1.67'],
    ['a misspelt family', { ...SPEC, bundles: ['*', 'ubuntu'] }, 'KV1204 spec.bundles[1]'],
    ['no families', { ...SPEC, bundles: [] }, 'KV1205 spec.bundles'],
    ['an empty family', { ...SPEC, bundles: [''] }, 'KV1205 spec.bundles[0]', '1.66'],
    ['a family twice', { ...SPEC, bundles: ['debian', 'debian'] }, 'KV1209 spec.bundles[1]'],
    ['no groups', { ...SPEC, nodeGroups: [] }, 'KV1205 spec.nodeGroups'],
    ['one group', { ...SPEC, nodeGroups: 'worker' }, 'KV1203 spec.nodeGroups'],
    ['a group twice', { ...SPEC, nodeGroups: ['a', 'a'] }, 'KV1209 spec.nodeGroups[1]'],
    ['no content', { nodeGroups: ['*'], bundles: ['*'] }, 'KV1202 spec.content'],
    ['content that is no text', { ...SPEC, content: ['a'] }, 'KV1203 spec.content'],
    ['a weight as text', { ...SPEC, weight: '100' }, 'KV1203 spec.weight'],
    ['half a weight', { ...SPEC, weight: 0.5 }, 'KV1203 spec.weight'],
    ['an unknown field', { ...SPEC, nodeGroup: 'a' }, 'KV1201 spec.nodeGroup'],
  ])('refuses %s', (_what, spec, expected, release = '1.76') => {
    expect(refusals(() => make(spec, release))).toContain(expected);
  });
});
