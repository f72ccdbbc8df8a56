import { Lazy } from 'cdk8s';

import { SecretValue } from '../../lib/core';
import { NodeSshAccess, StaticNode } from '../../lib/deckhouse';
import { chartFor, program } from './objects';
import { refusals } from '../support/errors';
import { found } from '../support/findings';
import { base64, ENCRYPTED_PEM, openSshKey, PEM } from './keys';

const KEY = SecretValue.unsafePlainText(PEM);

/** The spec of the credentials with the secrets' values, as the app would write it. */
function written(access: NodeSshAccess): Readonly<Record<string, unknown>> {
  const { spec } = (access.resource as unknown as { props: { spec: Record<string, unknown> } }).props;
  return Object.fromEntries(Object.entries(spec).map(([k, v]) => [k, SecretValue.isSecretValue(v) ? v._resolve() : v]));
}

describe('NodeSshAccess', () => {
  it.each<[string, object]>([
    ['1.70', { sudoPassword: 'pass word' }],
    ['1.71', { sudoPasswordEncoded: base64('pass word') }],
    ['1.78', { sudoPasswordEncoded: base64('pass word') }],
  ])('encodes once, into the fields that %s reads', (release, password) => {
    const access = new NodeSshAccess(chartFor(release), 'ssh', {
      user: 'ubuntu',
      privateKey: KEY,
      sudoPassword: SecretValue.unsafePlainText('pass word\n'),
      port: 2222,
      extraArgs: '-v',
    });
    expect(written(access)).toEqual({
      user: 'ubuntu',
      privateSSHKey: base64(PEM),
      sshPort: 2222,
      sshExtraArgs: '-v',
      ...password,
    });
  });

  it('takes keys of OpenSSH', () => {
    const key = openSshKey('none');
    const access = new NodeSshAccess(chartFor(), 'ssh', { user: 'u', privateKey: SecretValue.unsafePlainText(key) });
    expect(written(access)).toEqual({ user: 'u', privateSSHKey: base64(key) });
  });

  it.each([
    ['a key with a passphrase', ENCRYPTED_PEM],
    ['an OpenSSH key with a passphrase', openSshKey('aes256-ctr')],
    ['a key that is encoded already', base64(PEM)],
    ['the mask of 1.77', '<omitted>'],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n'],
  ])('refuses %s when it is resolved', (_what, text) => {
    const access = new NodeSshAccess(chartFor(), 'ssh', { user: 'u', privateKey: SecretValue.unsafePlainText(text) });
    expect(refusals(() => written(access))).toEqual(['KV1103']);
  });

  it.each<[string, unknown, string, string?]>([
    ['no user', { privateKey: KEY }, 'KV1202 user'],
    ['no key before 1.72', { user: 'u', sudoPassword: KEY }, 'KV1202 spec.privateSSHKey', '1.71'],
    ['neither key nor password', { user: 'u' }, 'KV1202 spec.privateSSHKey'],
    ['a port as text', { user: 'u', privateKey: KEY, port: '22' }, 'KV1203 port'],
    ['an unknown prop', { user: 'u', privateKey: KEY, password: 'a' }, 'KV1201 password'],
    ['a key that is a number', { user: 'u', privateKey: 1 }, 'KV1203 privateKey'],
    ['a name in capitals', { user: 'u', privateKey: KEY, name: 'SSH' }, 'KV1206 name'],
    ['nothing', undefined, 'KV1202 user'],
  ])('refuses %s', (_what, props, expected, release = '1.76') => {
    expect(refusals(() => new NodeSshAccess(chartFor(release), 'ssh', props as never))).toContain(expected);
  });

  it.each<[string, object, string[]]>([
    ['null for a secret', { user: 'ops', privateKey: null }, ['KV1202 spec.privateSSHKey']],
    ['a late secret', { user: 'ops', privateKey: Lazy.any({ produce: () => 'x' }) }, ['KV1203 privateKey']],
    ['a late password', { user: 'ops', sudoPassword: Lazy.any({ produce: () => 'x' }) }, ['KV1203 sudoPassword']],
    ['a text as props', 'ops' as never, ['KV1203']],
  ])('refuses %s', (_what, props, expected) => {
    const { chart } = program('1.71');
    expect(refusals(() => new NodeSshAccess(chart, 'ssh', props as never))).toEqual(expected);
    expect(chart.node.children).toEqual([]);
  });

  it('refuses a scope that is none', () => {
    expect(refusals(() => new NodeSshAccess(undefined as never, 'ssh', { user: 'ops' }))).toEqual(['KV1007']);
    expect(refusals(() => new StaticNode(undefined as never, 'n', {} as never))).toEqual(['KV1007']);
  });
});

describe('StaticNode', () => {
  it('is a StaticInstance with the label of its group and a reference to its credentials', () => {
    const chart = chartFor();
    const credentials = new NodeSshAccess(chart, 'ssh', { user: 'u', privateKey: KEY });
    const node = new StaticNode(chart, 'worker-0', {
      address: '10.0.0.20',
      group: 'worker',
      labels: { rack: 'a' },
      credentials,
    });
    expect(node.resource.toJson()).toEqual({
      apiVersion: 'deckhouse.io/v1alpha2',
      kind: 'StaticInstance',
      metadata: { name: 'worker-0', labels: { 'node-group': 'worker', rack: 'a' } },
      spec: {
        address: '10.0.0.20',
        credentialsRef: { apiVersion: 'deckhouse.io/v1alpha2', kind: 'SSHCredentials', name: 'ssh' },
      },
    });
    expect(node.node.defaultChild).toBe(node.resource);
  });

  it('finds credentials that the program makes, and those that it says exist', () => {
    const chart = chartFor();
    const own = new NodeSshAccess(chart, 'own', { user: 'u', privateKey: KEY });
    new StaticNode(chart, 'a', { address: '10.0.0.1', credentials: own });
    new StaticNode(chart, 'b', { address: '10.0.0.2', credentials: NodeSshAccess.fromName(chart, 'there') });
    new StaticNode(chart, 'c', {
      address: '10.0.0.3',
      credentials: { credentialsRef: { kind: 'SSHCredentials', name: 'nowhere' } },
    });
    expect(found(chart.node.root)).toEqual(['KV3508 c/c/Resource spec.credentialsRef.name']);
  });

  it('takes over a node that is in the cluster already, from 1.74', () => {
    const props = (chart: ReturnType<typeof chartFor>) =>
      ({ address: '10.0.0.1', adopt: true, credentials: NodeSshAccess.fromName(chart, 'ssh') }) as const;
    const chart = chartFor('1.74');
    expect(new StaticNode(chart, 'node', props(chart)).resource.metadata.toJson()).toEqual({
      name: 'node',
      annotations: { 'static.node.deckhouse.io/skip-bootstrap-phase': '' },
    });
    const older = chartFor('1.73');
    expect(refusals(() => new StaticNode(older, 'node', props(older)))).toEqual(['KV1207 adopt']);
  });

  it.each([
    ['no credentials', { address: '10.0.0.1' }, 'KV1203 credentials'],
    ['a name in place of credentials', { address: '10.0.0.1', credentials: 'ssh' }, 'KV1203 credentials'],
    ['nothing', undefined, 'KV1203 credentials'],
    [
      'an address that is none',
      { address: 'node', credentials: { credentialsRef: { kind: 'SSHCredentials', name: 'a' } } },
      'KV1206 spec.address',
    ],
  ])('refuses %s', (_what, props, expected) => {
    expect(refusals(() => new StaticNode(chartFor(), 'node', props as never))).toEqual([expected]);
  });
});
