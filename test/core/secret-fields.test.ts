import { SecretValue } from '../../lib/core';
import { literalSecretFaults, replaceSecrets, secretsOf, wrapSecrets } from '../../lib/core/secret-fields';
import { list, object, optional, secret, text } from '../../lib/core/shape';
import { errorsOf } from '../support/errors';

interface Inner {
  readonly key?: SecretValue | string;
}
interface Outer {
  readonly name?: string;
  readonly word?: SecretValue | string;
  readonly keys?: readonly Inner[];
}
const SHAPE = object<Outer>({
  name: optional(text()),
  word: optional(secret((value, { name }) => (value === name ? undefined : 'the name once more'))),
  keys: optional(list(object<Inner>({ key: optional(secret()) }))),
});

const GIVEN = { name: 'a', word: 'a', keys: [{ key: SecretValue.unsafePlainText('b') }, {}, { key: null }] };

describe('secret fields of a table', () => {
  it('become secrets, wherever they stand', () => {
    const wrapped = wrapSecrets(SHAPE, GIVEN);
    expect(secretsOf(SHAPE, wrapped).map((s) => s._resolve())).toEqual(['a', 'b']);
    expect(replaceSecrets(SHAPE, wrapped, () => '***')).toEqual({
      name: 'a',
      word: '***',
      keys: [{ key: '***' }, {}, { key: null }],
    });
    expect(GIVEN.word).toBe('a');
  });

  it('are checked when they are resolved, with what stands beside them', () => {
    const [word] = secretsOf(SHAPE, wrapSecrets(SHAPE, { name: 'a', word: SecretValue.unsafePlainText('other') }));
    const errors = errorsOf(() => word?._resolve());
    expect(errors.map((e) => [e.code, e.allowed])).toEqual([['KV1103', 'the name once more']]);
  });

  it('are checked at once when they stand in the program, without showing them', () => {
    const faults = literalSecretFaults(SHAPE, { name: 'a', word: 'other' }, 'spec');
    expect(faults.map((f) => `${f.type.code} ${f.details.property}: ${f.details.allowed}`)).toEqual([
      'KV1103 spec.word: the name once more',
    ]);
    expect(JSON.stringify(faults)).not.toContain('other');
    expect(literalSecretFaults(SHAPE, GIVEN, 'spec')).toEqual([]);
  });

  it('leave alone what does not fit the table', () => {
    for (const value of [undefined, 1, 'a', [], { keys: 'a' }]) expect(wrapSecrets(SHAPE, value)).toEqual(value);
  });
});
