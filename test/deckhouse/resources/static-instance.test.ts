import { ApiObject } from 'cdk8s';

import { StaticInstance } from '../../../lib/deckhouse';
import { chartFor } from '../objects';
import { refusals } from '../../support/errors';

const SPEC = { address: '10.0.0.10', credentialsRef: { kind: 'SSHCredentials', name: 'ssh' } } as const;

const make = (given: unknown, release = '1.76'): StaticInstance =>
  new StaticInstance(chartFor(release), 'node', {
    metadata: { name: 'node' },
    spec: SPEC,
    ...(given as object),
  });

describe('StaticInstance', () => {
  it.each([
    ['1.66', 'deckhouse.io/v1alpha1'],
    ['1.70', 'deckhouse.io/v1alpha1'],
    ['1.71', 'deckhouse.io/v1alpha2'],
    ['1.78', 'deckhouse.io/v1alpha2'],
  ])('for %s is written as %s', (release, apiVersion) => {
    expect(make({}, release).toJson()).toEqual({
      apiVersion,
      kind: 'StaticInstance',
      metadata: { name: 'node' },
      spec: SPEC,
    });
  });

  it('is found by ApiObject.of', () => {
    const node = make({});
    expect(ApiObject.of(node)).toBe(node);
  });

  it.each<[string, unknown, string, string?]>([
    ['an octet over 255', { spec: { ...SPEC, address: '999.1.1.1' } }, 'KV1206 spec.address'],
    ['IPv6', { spec: { ...SPEC, address: 'fd00::1' } }, 'KV1206 spec.address'],
    ['a host name', { spec: { ...SPEC, address: 'node-0' } }, 'KV1206 spec.address'],
    ['a leading zero', { spec: { ...SPEC, address: '010.0.0.1' } }, 'KV1206 spec.address'],
    ['no address', { spec: { credentialsRef: SPEC.credentialsRef } }, 'KV1202 spec.address'],
    ['no credentials', { spec: { address: '10.0.0.10' } }, 'KV1202 spec.credentialsRef'],
    ['empty credentials', { spec: { ...SPEC, credentialsRef: {} } }, 'KV1202 spec.credentialsRef.kind'],
    [
      'credentials of another kind',
      { spec: { ...SPEC, credentialsRef: { kind: 'Secret', name: 'a' } } },
      'KV1204 spec.credentialsRef.kind',
    ],
    ['an unknown field', { spec: { ...SPEC, port: 22 } }, 'KV1201 spec.port'],
    ['no spec', { spec: undefined }, 'KV1202 spec'],
    ['a field of the root', { status: {} }, 'KV1201 status'],
    ['a name in capitals', { metadata: { name: 'Node' } }, 'KV1206 metadata.name'],
    ['a namespace', { metadata: { name: 'node', namespace: 'default' } }, 'KV1201 metadata.namespace'],
    ['another apiVersion', { apiVersion: 'deckhouse.io/v1alpha1' }, 'KV3003 apiVersion'],
    [
      'uid before 1.71',
      { spec: { ...SPEC, credentialsRef: { ...SPEC.credentialsRef, uid: 'a' } } },
      'KV1207 spec.credentialsRef.uid',
      '1.70',
    ],
    ['no props', undefined, ''],
  ])('refuses %s', (_what, given, expected, release = '1.76') => {
    if (expected === '')
      expect(refusals(() => new StaticInstance(chartFor(), 'node', undefined as never))).toEqual([
        'KV1202 metadata',
        'KV1202 spec',
      ]);
    else expect(refusals(() => make(given, release))).toContain(expected);
  });

  it('names all faults of a call in one error', () => {
    expect(refusals(() => make({ metadata: { name: 'A' }, spec: { address: '1' } }))).toEqual([
      'KV1206 metadata.name',
      'KV1206 spec.address',
      'KV1202 spec.credentialsRef',
    ]);
  });
});
