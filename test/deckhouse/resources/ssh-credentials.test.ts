import { SecretValue } from '../../../lib/core';
import { SSHCredentials } from '../../../lib/deckhouse';
import { chartFor } from '../objects';
import { errorsOf, refusals } from '../../support/errors';
import { base64, ENCRYPTED_PEM, openSshKey, PEM } from '../keys';

const KEY = base64(PEM);

const make = (spec: unknown, release = '1.76'): SSHCredentials =>
  new SSHCredentials(chartFor(release), 'ssh', { metadata: { name: 'ssh' }, spec: spec as never });

/** The spec with the secrets' values, as the app would write it. */
function written(credentials: SSHCredentials): Readonly<Record<string, unknown>> {
  const { spec } = (credentials as unknown as { props: { spec: Record<string, unknown> } }).props;
  return Object.fromEntries(Object.entries(spec).map(([k, v]) => [k, SecretValue.isSecretValue(v) ? v._resolve() : v]));
}

describe('SSHCredentials', () => {
  it.each([
    ['1.66', { user: 'u', privateSSHKey: KEY }, 'deckhouse.io/v1alpha1'],
    ['1.70', { user: 'u', privateSSHKey: KEY, sudoPassword: 'pw' }, 'deckhouse.io/v1alpha1'],
    ['1.71', { user: 'u', privateSSHKey: KEY, sudoPasswordEncoded: base64('pw') }, 'deckhouse.io/v1alpha2'],
    ['1.72', { user: 'u', sudoPasswordEncoded: base64('pw') }, 'deckhouse.io/v1alpha2'],
    [
      '1.78',
      { user: 'u', privateSSHKey: base64(openSshKey('none')), sshPort: 2222, sshExtraArgs: '-v' },
      'deckhouse.io/v1alpha2',
    ],
  ])('for %s takes %j as %s', (release, spec, apiVersion) => {
    const credentials = make(spec, release);
    expect(credentials.apiVersion).toBe(apiVersion);
    expect(written(credentials)).toEqual(spec);
  });

  it.each<[string, unknown, string, string?]>([
    ['no key before 1.72', { user: 'u', sudoPassword: 'pw' }, 'KV1202 spec.privateSSHKey', '1.70'],
    ['no key in 1.71', { user: 'u', sudoPasswordEncoded: base64('pw') }, 'KV1202 spec.privateSSHKey', '1.71'],
    ['neither key nor password', { user: 'u' }, 'KV1202 spec.privateSSHKey'],
    ['a null for a key', { user: 'u', privateSSHKey: null }, 'KV1202 spec.privateSSHKey'],
    ['no user', { privateSSHKey: KEY }, 'KV1202 spec.user'],
    ['an empty user', { user: '', privateSSHKey: KEY }, 'KV1206 spec.user'],
    ['an option in place of a user', { user: '-oProxyCommand=sh', privateSSHKey: KEY }, 'KV1206 spec.user'],
    [
      'the encoded field before 1.71',
      { user: 'u', privateSSHKey: KEY, sudoPasswordEncoded: 'cHc=' },
      'KV1207 spec.sudoPasswordEncoded',
      '1.70',
    ],
    [
      'the plain field from 1.71',
      { user: 'u', privateSSHKey: KEY, sudoPassword: 'pw' },
      'KV1208 spec.sudoPassword',
      '1.71',
    ],
    ['the PEM text itself', { user: 'u', privateSSHKey: PEM }, 'KV1103 spec.privateSSHKey'],
    ['a key encoded twice', { user: 'u', privateSSHKey: base64(KEY) }, 'KV1103 spec.privateSSHKey'],
    ['a key with a passphrase', { user: 'u', privateSSHKey: base64(ENCRYPTED_PEM) }, 'KV1103 spec.privateSSHKey'],
    [
      'an OpenSSH key with a passphrase',
      { user: 'u', privateSSHKey: base64(openSshKey('aes256-ctr')) },
      'KV1103 spec.privateSSHKey',
    ],
    [
      'a broken OpenSSH key',
      { user: 'u', privateSSHKey: base64(openSshKey('none').replace(/\n[\s\S]{20}/, '\n')) },
      'KV1103 spec.privateSSHKey',
    ],
    ['no base64', { user: 'u', privateSSHKey: '~~~' }, 'KV1103 spec.privateSSHKey'],
    ['base64 of something else', { user: 'u', privateSSHKey: base64('hello') }, 'KV1103 spec.privateSSHKey'],
    ['the mask of 1.77 as a key', { user: 'u', privateSSHKey: '<omitted>' }, 'KV1103 spec.privateSSHKey'],
    [
      'the mask of 1.77 as a password',
      { user: 'u', sudoPasswordEncoded: '<omitted>' },
      'KV1103 spec.sudoPasswordEncoded',
    ],
    ['a password that is not encoded', { user: 'u', sudoPasswordEncoded: 'p w' }, 'KV1103 spec.sudoPasswordEncoded'],
    [
      'a password with its line break',
      { user: 'u', sudoPasswordEncoded: base64('pw\n') },
      'KV1103 spec.sudoPasswordEncoded',
    ],
    ['port 0', { user: 'u', privateSSHKey: KEY, sshPort: 0 }, 'KV1205 spec.sshPort'],
    ['port 65536', { user: 'u', privateSSHKey: KEY, sshPort: 65536 }, 'KV1205 spec.sshPort'],
    ['a port in quotes', { user: 'u', privateSSHKey: KEY, sshPort: '22' }, 'KV1203 spec.sshPort'],
    ['a number for a key', { user: 'u', privateSSHKey: 1 }, 'KV1203 spec.privateSSHKey'],
    ['an unknown field', { user: 'u', privateSSHKey: KEY, password: 'x' }, 'KV1201 spec.password'],
  ])('refuses %s', (_what, spec, expected, release = '1.76') => {
    expect(refusals(() => make(spec, release))).toContain(expected);
  });

  it('says what is wrong with a key, and not the key', () => {
    const [error] = errorsOf(() => make({ user: 'u', privateSSHKey: base64(base64(PEM)) }));
    expect(error?.allowed).toBe('a private key in PEM form, encoded in base64 once (this one is encoded twice)');
    expect(error?.message).not.toContain(KEY.slice(0, 20));
  });

  it('checks a key from elsewhere when it is resolved', () => {
    process.env.KVORUM_TEST_KEY = PEM;
    const credentials = make({ user: 'u', privateSSHKey: SecretValue.fromEnv('KVORUM_TEST_KEY') });
    const thrown = errorsOf(() => written(credentials));
    delete process.env.KVORUM_TEST_KEY;
    expect(thrown.map((e) => e.code)).toEqual(['KV1103']);
    expect(thrown[0]?.allowed).toBe('the PEM text encoded in base64 (this is the PEM text itself)');
  });

  it('cannot be written by a plain cdk8s.App, which would publish the key', () => {
    const credentials = make({ user: 'u', privateSSHKey: KEY });
    expect(() => credentials.toJson() as unknown).toThrow('KV1104');
  });
});
